/** Raised and lowered text keeps what it means. */

import { describe, expect, it } from "vitest";
import { pdfReader } from "../../../src/documents/pdf/pdf.ts";
import { pdfOf } from "../../support/office-parts.ts";

/** `10^{-9}` and `H_{2}O`: small and raised or lowered. */
function line(text: string, how: "rise" | "move"): string {
  const parts = text.split(/([_^]\{[^}]*\})/u).map((part) => {
    const [, sign, inner] = /^([_^])\{(.*)\}$/u.exec(part) ?? [];
    if (inner === undefined) return `/F1 11 Tf (${part.replace(/[()]/g, "\\$&")}) Tj `;
    const by = sign === "^" ? 4 : -2;
    return how === "rise" ? `/F1 7 Tf ${by} Ts (${inner}) Tj 0 Ts ` : `/F1 7 Tf 0 ${by} Td (${inner}) Tj 0 ${-by} Td `;
  });
  return `BT 50 600 Td ${how === "rise" ? parts.join("") : ""} ET`;
}

describe("raised and lowered text of a PDF", () => {
  it.each([
    ["5 x 10^{3} per m^{3}", "5 x 10³ per m³"],
    ["at most 10^{-9} of it", "at most 10⁻⁹ of it"],
    ["H_{2}SO_{4} and CO_{2}", "H₂SO₄ and CO₂"],
    ["10^{n+1} wafers", "10^(n+1) wafers"],
    ["x_{max} is 5", "x_(max) is 5"],
    ["an area of 100 km^{2}.", "an area of 100 km²."],
    ["on the 1^{st} of May", "on the 1st of May"],
    ["500 yuan^{12} in all", "500 yuan[12] in all"],
  ])("%s", async (drawn, read) => {
    expect((await pdfReader().read(pdfOf([line(drawn, "rise")]))).text).toBe(read);
  });

  it("is found where it is set a little lower than the line, as LibreOffice does, and on the line it is none", async () => {
    const page = (by: number) =>
      `BT 50 600 Td /F1 11 Tf (water H) Tj /F1 6.4 Tf ${-by} Ts (2) Tj 0 Ts /F1 11 Tf (O is pure.) Tj ET`;
    expect((await pdfReader().read(pdfOf([page(0.9)]))).text).toBe("water H₂O is pure.");
    expect((await pdfReader().read(pdfOf([page(0.2)]))).text).toBe("water H2O is pure.");
  });

  it("is found where it was drawn after the line", async () => {
    const page =
      "BT /F1 11 Tf 50 600 Td (at most 10) Tj ET BT /F1 11 Tf 115 600 Td (of it.) Tj ET BT /F1 7 Tf 103 604 Td (-9) Tj ET";
    expect((await pdfReader().read(pdfOf([page]))).text).toBe("at most 10⁻⁹ of it.");
  });
});
