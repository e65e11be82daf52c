/**
 * Reads PDF: the text that can be seen, in the order in which it is read, with its pages. A PDF knows only glyphs and
 * where they stand; words, lines, columns, headings and tables are told from that.
 */

import { DocketError } from "../../errors.ts";
import { hiddenReport } from "../hidden-report.ts";
import { MAX_OFFICE_FILE_BYTES } from "../limits.ts";
import type { Reader } from "../read.ts";
import type { PageSegments } from "./pdf-repeats.ts";

/** Pages and lines that a warning names before it says "and so on". */
const MOST_NAMED = 20;
/** Share of characters that have no meaning in Unicode from which on a document is reported. */
const MAX_UNREADABLE = 0.05;
/** Characters that fonts without a character map give: private characters, replacements. */
const UNREADABLE = /[\ue000-\uf8ff\ufffd]|[\u{f0000}-\u{10fffd}]/gu;

export function pdfReader(): Reader {
  return {
    format: "pdf",
    extensions: [".pdf"],
    maxBytes: MAX_OFFICE_FILE_BYTES,
    async read(bytes, onPages) {
      const { openPdf } = await import("./pdf-engine.ts");
      const { drawnOn } = await import("./pdf-glyphs.ts");
      const { textOf } = await import("./pdf-page-text.ts");
      const { segmentsOf } = await import("./pdf-segments.ts");
      const { withoutRepeats } = await import("./pdf-repeats.ts");
      const { pageItems } = await import("./pdf-page-items.ts");
      const { writePages } = await import("./pdf-blocks.ts");
      const { statedPublisher, statedTitle } = await import("../office/office-package.ts");
      const report = hiddenReport();
      const pages: PageSegments[] = [];
      const empty: number[] = [];
      const recognised: number[] = [];
      const file = await openPdf(bytes);
      onPages?.(file.pageCount);
      try {
        for (let number = 1; number <= file.pageCount; number += 1) {
          const page = await file.page(number);
          const { parts, recognised: isRecognised } = textOf(drawnOn(page, report), page, report);
          const texts = parts.map(({ glyphs, rules, height }) => ({
            ...{ page: number, height, rules, segments: segmentsOf(glyphs, rules) },
          }));
          if (texts.every(({ segments }) => segments.length === 0)) empty.push(number);
          if (isRecognised) recognised.push(number);
          pages.push(...texts);
        }
      } finally {
        await file.close();
      }
      if (empty.length === file.pageCount) throw withoutText(file.pageCount, report.warnings());
      const { pages: kept, repeated } = withoutRepeats(pages);
      const items = kept.flatMap(pageItems);
      const { outline, heading } = writePages(items);
      const { text, blocks, warnings } = outline.finish();
      const firstPage = text.slice(0, 3_000).replace(/\s+/g, "");
      const stated = statedTitle(file.title);
      const title = stated !== undefined && firstPage.includes(stated.replace(/\s+/g, "")) ? stated : heading || stated;
      const publisher = statedPublisher(file.publisher);
      return {
        ...{ text, blocks },
        facts: { ...(title === undefined ? {} : { title }), ...(publisher === undefined ? {} : { publisher }) },
        warnings: [
          ...report.warnings(),
          ...(repeated.length > 0
            ? [
                `headers, footers and page numbers were left out: ${named(repeated.map((line) => JSON.stringify(line)))}`,
              ]
            : []),
          ...(empty.length > 0
            ? [`no text on ${empty.length} of ${file.pageCount} pages (scanned?), run OCR first: ${named(empty)}`]
            : []),
          ...(recognised.length > 0
            ? [
                `the text of ${recognised.length} of ${file.pageCount} pages was recognised in pictures, and may have errors: ${named(recognised)}`,
              ]
            : []),
          ...unreadable(text),
          ...warnings,
        ],
      };
    },
  };
}

function withoutText(pages: number, hidden: readonly string[]): DocketError {
  const what = `no text on ${pages} of ${pages} pages`;
  if (hidden.some((line) => line.startsWith("text in a font"))) {
    return new DocketError("document", `${what}, as its fonts cannot be read: print it to PDF anew, or run OCR`);
  }
  if (hidden.some((line) => line.startsWith("invisible text"))) {
    return new DocketError(
      "document",
      `${what} but an invisible layer (scanned?): save what was recognised as text or Word`,
    );
  }
  return new DocketError("document", `${what} (scanned?): run OCR first`);
}

function unreadable(text: string): readonly string[] {
  const count = text.match(UNREADABLE)?.length ?? 0;
  if (count <= text.length * MAX_UNREADABLE) return [];
  return ["letters of some fonts cannot be told (no character map): export it to PDF anew, or run OCR"];
}

function named(list: readonly (string | number)[]): string {
  return list.length > MOST_NAMED ? `${list.slice(0, MOST_NAMED).join(", ")} and so on` : list.join(", ");
}
