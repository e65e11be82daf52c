import { readFileSync } from "node:fs";
import PdfKit from "pdfkit";
import { describe, expect, it } from "vitest";
import { pdfReader } from "../../../src/documents/pdf/pdf.ts";
import { linesOf } from "../../support/blocks.ts";

const fixture = (name: string) =>
  pdfReader().read(readFileSync(new URL(`../../fixtures/forms/${name}.pdf`, import.meta.url)));

async function drawn(draw: (file: PDFKit.PDFDocument) => void): Promise<Uint8Array> {
  const file = new PdfKit({ size: "A4" });
  const parts: Buffer[] = [];
  file.on("data", (part: Buffer) => parts.push(part));
  const ended = new Promise((resolve) => file.on("end", resolve));
  file.font("Helvetica").fontSize(11).initForm();
  draw(file);
  file.end();
  await ended;
  return Buffer.concat(parts);
}

describe("a form that is filled in, as PDF", () => {
  it("is read with each value behind its label, and each box with its tick before what it ticks", async () => {
    const result = await fixture("pdf-lib-application");
    expect(linesOf(result)).toEqual([
      "heading: Membership Application",
      "table-row: Company name: Northwind Ltd.",
      "table-row: Annual turnover (EUR): 1,250,000. <- 1",
      "paragraph: Fax:",
      "paragraph: Type of membership: ☐ Full member ☑ Associate ☐ Observer",
      "paragraph: We wish to take part in:",
      "list-item: ☑ Standards committee <- 5",
      "list-item: ☐ Training courses <- 5",
      "paragraph: Country: Norway",
      "paragraph: Declaration: The applicant accepts the statutes of the association.",
    ]);
  });

  it("is no table whose first value names the others", async () => {
    const result = await fixture("reportlab-registration");
    expect(result.facts.title).toBe("Event registration");
    expect(linesOf(result)).toEqual([
      "heading: Event registration",
      "table-row: Name: Li Wei.",
      "table-row: Dietary needs: vegetarian. <- 1",
      "table-row: Dinner: ☑ 12 June ☐ 13 June. <- 1",
      "table-row: Room: ☐ Single ☑ Double. <- 1",
      "table-row: Shirt size: L. <- 1",
    ]);
  });

  it("keeps values that the file states and no program has drawn yet", async () => {
    const bytes = await drawn((file) => {
      file.text("Company", 50, 100).formText("company", 180, 95, 200, 20, { value: "Acme GmbH" });
      file.text("Address", 50, 130);
      file.formText("address", 180, 125, 200, 40, { value: "Main Street 5\n12345 Springfield", multiline: true });
      file.formPushButton("send", 180, 300, 60, 20, { label: "Submit" });
    });
    const { text } = await pdfReader().read(bytes);
    expect(text).toContain("Company: Acme GmbH");
    expect(text).toContain("Address: Main Street 5 12345 Springfield");
    expect(text).not.toContain("Submit");
  });
});
