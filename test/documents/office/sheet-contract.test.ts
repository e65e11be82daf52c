/** Workbooks with odd cells, numbers and formats, such files damaged, and tables that are text. */

import fc from "fast-check";
import { csvReader } from "../../../src/documents/office/csv.ts";
import { sheetReader } from "../../../src/documents/office/sheet.ts";
import { readerContract } from "../../contract/reader.ts";
import { changed } from "../../support/changed-bytes.ts";
import { xlsxOf } from "../../support/office-parts.ts";

/** More by hand: `ROUNDS=1000 npx vitest run test/documents/sheet-contract.test.ts`. */
const ROUNDS = Number(process.env.ROUNDS ?? 25);

const text = fc.constantFrom("Member", "Fee:", "会费", "e\u0301", "\u200b", "𠮷", " ", "&#10;a&#9;b", "a. B; c", "");
const reference = fc.constantFrom("", 'r="A1"', 'r="B2"', 'r="XFD1048576"', 'r="ZZZ9"', 'r="1"');
const type = fc.constantFrom("n", "s", "str", "b", "e", "d", "inlineStr");
const value = fc.oneof(
  text,
  fc.constantFrom("0", "1", "-1", "46112.5", "1e308", "NaN", "99999999999", "2026-03-31T00:00:00"),
);
const cell = fc
  .tuple(reference, type, value, fc.nat(4))
  .map(
    ([at, kind, content, style]) => `<c ${at} t="${kind}" s="${style}"><v>${content}</v><is><t>${content}</t></is></c>`,
  );
const row = fc.array(cell, { maxLength: 4 }).map((cells) => `<row>${cells.join("")}</row>`);
const merges = fc.constantFrom(
  "",
  '<mergeCells><mergeCell ref="A1:B2"/><mergeCell ref="A1:XFD9"/><mergeCell ref="x"/></mergeCells>',
);
const sheet = fc
  .tuple(fc.array(row, { maxLength: 5 }), merges)
  .map(([rows, merged]) => `<sheetData>${rows.join("")}</sheetData>${merged}`);
const code = fc.constantFrom(
  "General",
  "0.0%",
  "yyyy/m/d",
  '"a;b"0;;',
  "[$¥-804]#,##0.00,,",
  "@",
  "h:mm",
  "\\",
  '"',
  ";;;",
  "0E+0",
);
const styles = fc.array(code, { minLength: 4, maxLength: 4 }).map((codes) => {
  const formats = codes.map(
    (each, index) => `<numFmt numFmtId="${200 + index}" formatCode="${each.replaceAll('"', "&quot;")}"/>`,
  );
  return `<numFmts>${formats.join("")}</numFmts><cellXfs>${codes.map((_, index) => `<xf numFmtId="${200 + index}"/>`).join("")}</cellXfs>`;
});
const strings = "<si><t>one</t></si><si><r><t>two</t></r></si>";
const xlsx = fc
  .tuple(sheet, sheet, styles)
  .map(([first, second, look]) => xlsxOf({ Fees: first, 会费: second }, { styles: look, sharedStrings: strings }));

readerContract("xlsx", sheetReader(), fc.oneof({ weight: 4, arbitrary: xlsx }, changed(xlsx)), ROUNDS);

const part = fc.constantFrom(
  "Member",
  "会费",
  "500",
  '"',
  '""',
  ",",
  ";",
  "\t",
  "\n",
  "\r\n",
  " ",
  "e\u0301",
  "\u200b",
  "\ufeff",
  ":",
);
const csv = fc.array(part, { maxLength: 20 }).map((parts) => new TextEncoder().encode(parts.join("")));

readerContract("csv", csvReader(), fc.oneof({ weight: 8, arbitrary: csv }, fc.uint8Array({ maxLength: 32 })), ROUNDS);
