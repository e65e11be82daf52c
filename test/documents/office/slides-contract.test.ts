/** Slides of odd shapes, and such files damaged. */

import fc from "fast-check";
import { slidesReader } from "../../../src/documents/office/slides.ts";
import { readerContract } from "../../contract/reader.ts";
import { changed } from "../../support/changed-bytes.ts";
import { pptxBox, pptxOf } from "../../support/office-parts.ts";

/** More by hand: `ROUNDS=1000 npx vitest run test/documents/slides-contract.test.ts`. */
const ROUNDS = Number(process.env.ROUNDS ?? 25);

const text = fc.constantFrom("The plan has:", "会费", "e\u0301", "\u200b", "𠮷", " ", "&#10;", "Fee | Due", "");
const number = fc.constantFrom(-900, 0, 10, 300, 999, 1e12, Number.NaN);
const box = fc
  .tuple(
    text,
    number,
    number,
    fc.constantFrom("", '<a:solidFill><a:srgbClr val="FFFFFF"/></a:solidFill>', "<a:noFill/>"),
  )
  .map(([words, left, top, run]) => pptxBox(words, { left, top, run }));
const cell = text.map((words) => `<a:tc><a:txBody><a:p><a:r><a:t>${words}</a:t></a:r></a:p></a:txBody></a:tc>`);
const row = fc.array(cell, { maxLength: 3 }).map((cells) => `<a:tr>${cells.join("")}</a:tr>`);
const table = fc
  .array(row, { maxLength: 3 })
  .map(
    (rows) =>
      `<p:graphicFrame><a:graphic><a:graphicData><a:tbl>${rows.join("")}</a:tbl></a:graphicData></a:graphic></p:graphicFrame>`,
  );
const group = fc
  .array(box, { maxLength: 3 })
  .map(
    (boxes) =>
      `<p:grpSp><p:grpSpPr><a:xfrm><a:off x="9"/><a:ext cx="0"/></a:xfrm></p:grpSpPr>${boxes.join("")}</p:grpSp>`,
  );
const slide = fc
  .array(fc.oneof({ weight: 3, arbitrary: box }, table, group), { maxLength: 5 })
  .map((parts) => parts.join(""));
const pptx = fc.array(slide, { maxLength: 3 }).map(pptxOf);

readerContract("pptx", slidesReader(), fc.oneof({ weight: 4, arbitrary: pptx }, changed(pptx)), ROUNDS);
