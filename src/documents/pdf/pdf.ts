/**
 * Reads PDF: the text that can be seen, in the order in which it is read, with its pages. A PDF knows only glyphs and
 * where they stand; words, lines, columns, headings and tables are told from that.
 */

import { DocketError } from "../../errors.ts";
import { hiddenReport } from "../hidden-report.ts";
import { MAX_OFFICE_FILE_BYTES } from "../limits.ts";
import type { PageRenderer } from "../pictures/pixels.ts";
import type { Reader } from "../read.ts";
import type { PageSegments } from "./pdf-repeats.ts";

/** Pages that a warning names before it says "and so on". */
const MOST_NAMED = 20;
/** Where recognition is off. */
const RUN_OCR = " (scanned?), run OCR first";
/** Share of characters that have no meaning in Unicode from which on a document is reported. */
const MAX_UNREADABLE = 0.05;
/** Characters that fonts without a character map give: private characters, replacements. */
const UNREADABLE = /[\ue000-\uf8ff\ufffd]|[\u{f0000}-\u{10fffd}]/gu;

export function pdfReader(): Reader {
  return {
    format: "pdf",
    extensions: [".pdf"],
    maxBytes: MAX_OFFICE_FILE_BYTES,
    async read(bytes, { onPages, recognition } = {}) {
      const { openPdf } = await import("./pdf-engine.ts");
      const { drawnOn, isPictureOfText, textOf } = await import("./pdf-page-text.ts");
      const { segmentsOf } = await import("./pdf-segments.ts");
      const { recognisedPages } = await import("./pdf-recognised.ts");
      const { resultOf } = await import("./pdf-result.ts");
      const report = hiddenReport();
      const pages: PageSegments[] = [];
      const empty: number[] = [];
      const layered: number[] = [];
      const recognised = recognisedPages();
      const file = await openPdf(bytes);
      const renderer = lazyRenderer(bytes);
      onPages?.(file.pageCount);
      try {
        for (let number = 1; number <= file.pageCount; number += 1) {
          const page = await file.page(number);
          const drawn = drawnOn(page, report);
          const text = textOf(drawn, page, report);
          const drawnPages = text.parts.map(({ glyphs, rules, height }) => ({
            ...{ page: number, height, rules, segments: segmentsOf(glyphs, rules) },
          }));
          if (recognition !== undefined && isPictureOfText(drawn, text, page)) {
            const answer = await recognition.page(number, async () => (await renderer.open()).render(number));
            const found = recognised.add(number, answer);
            if (found !== undefined && lettersOn([found]) > lettersOn(drawnPages)) {
              pages.push(found);
              continue;
            }
          } else if (isEmpty(drawnPages)) empty.push(number);
          if (text.recognised) layered.push(number);
          pages.push(...drawnPages);
        }
      } finally {
        await file.close();
        renderer.close();
      }
      if (isEmpty(pages)) {
        if (recognition !== undefined && empty.length < file.pageCount) throw recognised.refusal(file.pageCount);
        throw withoutText(file.pageCount, report.warnings());
      }
      const { title, publisher, pageCount } = file;
      const result = resultOf(recognised.evened(pages), { title, publisher, pageCount, recognised, layered });
      const warnings = [
        ...report.warnings(),
        ...(empty.length > 0
          ? [`no text on ${empty.length} of ${pageCount} pages${recognition ? "" : RUN_OCR}: ${named(empty)}`]
          : []),
        ...unreadable(result.text),
        ...result.warnings,
      ];
      return { ...result, warnings };
    },
  };
}

function isEmpty(pages: readonly PageSegments[]): boolean {
  return pages.every(({ segments }) => segments.length === 0);
}

/** Signs without a meaning do not count. */
function lettersOn(pages: readonly PageSegments[]): number {
  const texts = pages.flatMap(({ segments }) => segments.map(({ text }) => text));
  return texts.reduce((sum, text) => sum + (text.match(/[\p{L}\p{N}]/gu)?.length ?? 0), 0);
}

/** Loaded with the first page that is drawn: most files have none. */
function lazyRenderer(bytes: Uint8Array): { open(): Promise<PageRenderer>; close(): void } {
  let renderer: PageRenderer | undefined;
  return {
    async open() {
      const { openRenderer } = await import("../pictures/pixels.ts");
      renderer ??= await openRenderer(bytes);
      return renderer;
    },
    close: () => renderer?.close(),
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

function named(list: readonly number[]): string {
  return list.length > MOST_NAMED ? `${list.slice(0, MOST_NAMED).join(", ")} and so on` : list.join(", ");
}
