/** Text comes out in the order in which a person reads it, whichever program drew it. */

import { describe, expect, it } from "vitest";
import { pdfReader } from "../../../src/documents/pdf/pdf.ts";
import { pdfLine as at, pdfOf } from "../../support/office-parts.ts";

const wordsOf = async (page: string): Promise<string> => {
  const { text } = await pdfReader().read(pdfOf([page]));
  return text.replace(/\s+/g, " ");
};

const LEFT = [
  "The alliance keeps a store of spare pumps for its",
  "members. A pump can be borrowed for at most six",
  "weeks, and the borrower pays for the transport in",
  "both directions, whoever it is that has broken it",
  "while it was away, or has let it stand in the rain.",
];
const RIGHT = [
  "Waste acid is collected in blue containers, which",
  "must never be filled to more than ninety percent,",
  "and are brought to the ramp behind hall four by",
  "noon on Monday, with a receipt that is kept for",
  "five years by whoever made it, and not by others.",
];
const THIRD = [
  "Visitors register at the gate two days ahead, and",
  "wear a badge. Whoever enters a clean room watches",
  "the safety film, which takes eleven minutes and is",
  "shown in both languages. Nobody takes photographs",
  "in any of the halls, unless it was agreed before.",
];
const lines = (texts: readonly string[], left: number, size = 9) =>
  texts.map((text, index) => at(text, left, 100 + index * size * 1.2, { size }));

describe("the order of a PDF's text", () => {
  // The longest line is 182 points wide, so that 6 are left between the columns.
  const columns = [lines(LEFT, 20, 8), lines(RIGHT, 208, 8), lines(THIRD, 396, 8)] as const;

  it("keeps columns apart that were drawn one after the other, however narrow the gutter", async () => {
    expect(await wordsOf([columns[0], columns[1]].flat().join(""))).toBe([...LEFT, ...RIGHT].join(" "));
    expect(await wordsOf(columns.flat().join(""))).toBe([...LEFT, ...RIGHT, ...THIRD].join(" "));
  });

  it("keeps columns apart that were drawn across, where the gaps of their lines stand below each other", async () => {
    const across = LEFT.map(
      (text, index) => `BT /F1 9 Tf 50 ${700 - index * 11} Td (${text}) Tj 211 0 Td (${RIGHT[index]}) Tj ET `,
    );
    expect(await wordsOf(across.join(""))).toBe([...LEFT, ...RIGHT].join(" "));
  });

  it("reads a box beside the text before or after it, as it was drawn", async () => {
    const box = ["Deadlines:", "1 March and", "1 June"].map((text, index) => at(text, 300, 105 + index * 13)).join("");
    const text = lines(LEFT, 50).join("");
    expect(await wordsOf(text + box)).toBe([...LEFT, "Deadlines: 1 March and 1 June"].join(" "));
    expect(await wordsOf(box + text)).toBe(["Deadlines: 1 March and 1 June", ...LEFT].join(" "));
  });

  it("reads a box that was drawn before all text after the title above it", async () => {
    const box = ["At a glance", "Members: 214"].map((text, index) => at(text, 400, 105 + index * 13)).join("");
    const title = at("Rules of the house", 50, 60, { size: 20 });
    const text = lines(LEFT, 50).join("");
    expect(await wordsOf(box + title + text)).toBe(
      ["Rules of the house", "At a glance Members: 214", ...LEFT].join(" "),
    );
  });

  it("joins the lines of a narrow column below text that is wider, also where a line begins with a figure", async () => {
    const column = [
      "The number of complaints fell from 96 to",
      "61. Most of them concerned ships that ran",
      "their engines at night, and the others were",
      "about the horns of the pilots.",
    ];
    const wide = at(
      "The partnership brings together ports, shippers and the city, and meets every month in the old house.",
      50,
      70,
      { size: 9 },
    );
    const { text } = await pdfReader().read(pdfOf([wide + lines(column, 50).join("") + lines(RIGHT, 300).join("")]));
    expect(text.split("\n\n").map((block) => block.replace(/\n/g, " "))).toContain(column.join(" "));
  });

  it("puts what stands above or below all else there, whenever it was drawn", async () => {
    const title = at("Rules of the house", 50, 50, { size: 20 });
    const foot = at("In force since 2026.", 50, 700, { size: 9 });
    expect(await wordsOf(foot + lines(LEFT, 50).join("") + title)).toBe(
      ["Rules of the house", ...LEFT, "In force since 2026."].join(" "),
    );
  });

  it("keeps widely spaced lines apart that end anywhere, and no stop ends", async () => {
    const own = [
      "Members pay the fee in spring",
      "Pumps are lent for six weeks",
      "The laboratory opens at seven in the morning",
    ];
    const page = own.map((text, index) => at(text, 50, 100 + index * 31, { size: 12 })).join("");
    const { blocks } = await pdfReader().read(pdfOf([page]));
    expect(blocks).toHaveLength(3);
  });

  it("reads a page from top to bottom that was drawn from bottom to top", async () => {
    expect(await wordsOf(lines(LEFT, 50).toReversed().join(""))).toBe(LEFT.join(" "));
  });

  it("puts words into their line that were drawn later, such as those in bold", async () => {
    const page = "BT /F1 11 Tf 50 700 Td (Pumps are lent for) Tj ET BT /F1 11 Tf 176 700 Td (at most.) Tj ET ";
    const bold = "BT /F2 11 Tf 142 700 Td (weeks) Tj ET ";
    expect(await wordsOf(page + at("The next line.", 50, 115) + bold)).toBe(
      "Pumps are lent for weeks at most. The next line.",
    );
  });

  it("reads a table that is set sideways on an upright page", async () => {
    const cell = (text: string, column: number, row: number) =>
      `BT /F1 10 Tf 0 1 -1 0 ${200 + row * 20} ${100 + column * 150} Tm (${text}) Tj ET `;
    const rows = [
      ["Kind of member", "Fee in yuan", "Votes"],
      ["Full member", "50000", "5"],
      ["Associate", "10000", "1"],
    ];
    const table = rows.flatMap((row, y) => row.map((text, x) => cell(text, x, y))).join("");
    const { text } = await pdfReader().read(pdfOf([lines(LEFT, 50).join("") + table]));
    expect(text).toContain("Kind of member | Fee in yuan | Votes");
    expect(text).toContain("Full member | 50000 | 5");
    expect(text.replace(/\s+/g, " ")).toContain(LEFT.join(" "));
  });
});
