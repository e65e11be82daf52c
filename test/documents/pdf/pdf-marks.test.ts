import PdfKit from "pdfkit";
import { describe, expect, it } from "vitest";
import { pdfReader } from "../../../src/documents/pdf/pdf.ts";
import { linesOf } from "../../support/blocks.ts";
import { pdfLine as at, pdfOf } from "../../support/office-parts.ts";

const lines = async (page: string) => linesOf(await pdfReader().read(pdfOf([page])));
/** Ten points wide, at the left of a line that stands at a height. */
const box = (left: number, top: number) => `${left} ${800 - top - 1} 10 10 re S `;
const tick = (left: number, top: number) =>
  `${left + 2} ${800 - top + 4} m ${left + 4} ${800 - top + 1} l ${left + 8} ${800 - top + 8} l S `;

describe("shapes that are drawn before a line of a PDF", () => {
  it("are the bullets of a list, and of lists in it", async () => {
    const file = new PdfKit({ size: "A4", margin: 60 });
    const parts: Buffer[] = [];
    file.on("data", (part: Buffer) => parts.push(part));
    const ended = new Promise((resolve) => file.on("end", resolve));
    file.font("Helvetica").fontSize(10).text("The board asked for three changes:");
    file.list(["travel costs to be cut", ["by train", "by air"], "a reserve for the new website"]);
    file.text("It meets again in June.", 60);
    file.end();
    await ended;
    expect(linesOf(await pdfReader().read(Buffer.concat(parts)))).toEqual([
      "paragraph: The board asked for three changes:",
      "list-item: travel costs to be cut <- 0",
      "list-item: by train <- 1",
      "list-item: by air <- 1",
      "list-item: a reserve for the new website <- 0",
      "paragraph: It meets again in June.",
    ]);
  });

  it("are boxes, ticked or not, where they are as high as the text", async () => {
    const page =
      at("Please tick what you need:", 50, 100) +
      box(50, 120) +
      tick(50, 120) +
      at("Printed report", 66, 120) +
      box(50, 140) +
      at("Data on CD", 66, 140);
    expect(await lines(page)).toEqual([
      "paragraph: Please tick what you need:",
      "list-item: ☑ Printed report <- 0",
      "list-item: ☐ Data on CD <- 0",
    ]);
  });

  it("are nothing in a chart, in the middle of a line, or where nothing tells whether a box is ticked", async () => {
    const dot = (left: number, top: number) => `${left} ${800 - top + 2} 4 4 re f `;
    expect(await lines(at("Income", 50, 100) + dot(90, 100) + at("and costs of the year", 98, 100))).toEqual([
      "paragraph: Income and costs of the year",
    ]);
    expect(await lines(`${"0.2 g 50 699 10 10 re f 0 g "}${at("Income", 66, 100)}`)).toEqual(["paragraph: Income"]);
    const chart = Array.from({ length: 500 }, (_, index) => dot(40, 100 + index / 10)).join("");
    expect(await lines(chart + at("Income", 50, 100))).toEqual(["paragraph: Income"]);
  });
});
