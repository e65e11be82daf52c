/** A table that stands in a cell of another one, as Word, LibreOffice and web pages have it. */

import { describe, expect, it } from "vitest";
import { docReader } from "../../../src/documents/office/doc.ts";
import { docxReader } from "../../../src/documents/office/docx.ts";
import { odtReader } from "../../../src/documents/opendocument/odt.ts";
import { rtfReader } from "../../../src/documents/rtf/rtf.ts";
import { htmlReader } from "../../../src/documents/web/html.ts";
import { linesOf } from "../../support/blocks.ts";
import { docxOf, docxParagraph, odfOf } from "../../support/office-parts.ts";
import { type Word97Run, word97 } from "../../support/word-97.ts";

/** Rows of cells; a cell is text, and behind it perhaps a table. */
type Cell = string | { readonly text: string; readonly table: Rows };
type Rows = readonly (readonly Cell[])[];

const FEES: Rows = [
  ["Kind", "Fee", "Due"],
  ["Full", "500", "March"],
  ["Associate", "100", "June"],
];
const SHEET: Rows = [
  ["Subject", "Details", "Since"],
  ["Contact", "Ms Li, room 402", "2019"],
  ["Fees", { text: "Per year", table: FEES }, "2020"],
  ["Opening hours", "9 to 17", "2021"],
];
const COSTS: Rows = [
  ["Item", "Sum"],
  ["Rent", "300"],
];
const SIDE_BY_SIDE: Rows = [
  [
    { text: "Fees", table: FEES },
    { text: "Costs", table: COSTS },
  ],
];

const textOf = (cell: Cell) => (typeof cell === "string" ? cell : cell.text);
const tableOf = (cell: Cell) => (typeof cell === "string" ? undefined : cell.table);
const within = (cell: Cell, write: (rows: Rows) => string) => {
  const table = tableOf(cell);
  return table === undefined ? "" : write(table);
};

const docx = (rows: Rows): string => {
  const cell = (each: Cell) => `<w:tc>${docxParagraph(textOf(each))}${within(each, docx)}<w:p/></w:tc>`;
  return `<w:tbl>${rows.map((row) => `<w:tr>${row.map(cell).join("")}</w:tr>`).join("")}</w:tbl>`;
};
const odt = (rows: Rows): string => {
  const cell = (each: Cell) =>
    `<table:table-cell><text:p>${textOf(each)}</text:p>${within(each, odt)}</table:table-cell>`;
  return `<table:table>${rows.map((row) => `<table:table-row>${row.map(cell).join("")}</table:table-row>`).join("")}</table:table>`;
};
const html = (rows: Rows): string => {
  const cell = (each: Cell) => `<td>${textOf(each)}${within(each, html)}</td>`;
  return `<table border="1">${rows.map((row) => `<tr>${row.map(cell).join("")}</tr>`).join("")}</table>`;
};
const rtf = (rows: Rows): string => {
  const inner = (table: Rows) =>
    table
      .map((row) => `${row.map((each) => `\\pard\\intbl\\itap2 ${textOf(each)}\\nestcell`).join("")}\\nestrow`)
      .join("");
  const cell = (each: Cell) => `\\pard\\intbl ${textOf(each)}\\par ${within(each, inner)}\\pard\\intbl\\cell`;
  return rows
    .map((row) => `\\trowd${row.map((_, at) => `\\cellx${(at + 1) * 3000}`).join("")}${row.map(cell).join("")}\\row\n`)
    .join("");
};

/** Cells of the outer table end with a mark, those of the inner one with a paragraph that says so, [MS-DOC] 2.4.3. */
const doc = (rows: Rows): readonly Word97Run[] => {
  const inner = (table: Rows) =>
    table.flatMap((row): readonly Word97Run[] => [
      ...row.map((each) => ({ text: `${textOf(each)}\r`, paragraph: "1624014966020000004b2401" })),
      { text: "\r", paragraph: "1624014966020000004b24014c2401" },
    ]);
  return rows.flatMap((row): readonly Word97Run[] => [
    ...row.flatMap((each): readonly Word97Run[] => {
      const table = tableOf(each);
      if (table === undefined) return [{ text: `${textOf(each)}\u0007`, paragraph: "162401" }];
      return [
        { text: `${textOf(each)}\r`, paragraph: "162401" },
        ...inner(table),
        { text: "\u0007", paragraph: "162401" },
      ];
    }),
    { text: "\u0007", paragraph: "162401172401" },
  ]);
};

const READERS: readonly (readonly [string, (rows: Rows) => Promise<readonly string[]>])[] = [
  ["a Word file", async (rows) => linesOf(await docxReader().read(docxOf(docx(rows))))],
  ["a Word file before 2007", async (rows) => linesOf(await docReader().read(word97(doc(rows))))],
  ["a text of OpenDocument", async (rows) => linesOf(await odtReader().read(odfOf("text", odt(rows))))],
  ["an RTF file", async (rows) => linesOf(await rtfReader().read(Buffer.from(`{\\rtf1 ${rtf(rows)}\\pard }`)))],
];

describe("a table in a cell of another", () => {
  it.each(READERS)("is a table of its own in %s, which belongs to the row that it stands in", async (_, read) => {
    expect(await read(SHEET)).toEqual([
      "table-row: Subject | Details | Since",
      "table-row: Contact | Ms Li, room 402 | 2019 <- 0",
      "table-row: Fees | Per year | 2020 <- 0",
      "table-row: Opening hours | 9 to 17 | 2021 <- 0",
      "table-row: Kind | Fee | Due <- 2",
      "table-row: Full | 500 | March <- 4",
      "table-row: Associate | 100 | June <- 4",
    ]);
  });

  it.each(READERS)("is read for itself in %s, where one row sets tables side by side", async (_, read) => {
    expect(await read(SIDE_BY_SIDE)).toEqual([
      "paragraph: Fees",
      "table-row: Kind | Fee | Due",
      "table-row: Full | 500 | March <- 1",
      "table-row: Associate | 100 | June <- 1",
      "paragraph: Costs",
      "table-row: Item | Sum",
      "table-row: Rent | 300 <- 5",
    ]);
  });

  it("stands below its row in a web page, and does not unmake the table around it", async () => {
    const page = `<h1>Members</h1><p>These are the rules for members, as the board has set them.</p>${html(SHEET)}`;
    expect(linesOf(await htmlReader().read(Buffer.from(page))).slice(2)).toEqual([
      "table-row: Subject | Details | Since",
      "table-row: Contact | Ms Li, room 402 | 2019 <- 2",
      "table-row: Fees | Per year | 2020 <- 2",
      "table-row: Kind | Fee | Due <- 4",
      "table-row: Full | 500 | March <- 5",
      "table-row: Associate | 100 | June <- 5",
      "table-row: Opening hours | 9 to 17 | 2021 <- 2",
    ]);
  });
});
