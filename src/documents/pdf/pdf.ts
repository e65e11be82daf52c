/**
 * Reads PDF: the text that can be seen, in the order in which it is read, with its pages. A PDF knows only glyphs and
 * where they stand; words, lines, columns, headings and tables are told from that.
 */

import { DocketError } from "../../errors.ts";
import { hiddenReport } from "../hidden-report.ts";
import { MAX_OFFICE_FILE_BYTES } from "../limits.ts";
import type { PageRenderer } from "../pictures/pixels.ts";
import type { PageText, Reader } from "../read.ts";
import type { PageSegments } from "./pdf-repeats.ts";

/** Pages that a warning names before it says "and so on". */
const MOST_NAMED = 20;
/** Advice where recognition is off. */
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
            page: number,
            height,
            rules,
            segments: segmentsOf(glyphs, rules),
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

export interface RecognisedPages {
  /** @returns the page's text; undefined where there is none yet, or none at all */
  add(number: number, text: PageText): PageSegments | undefined;
  /** Pages that were recognised. */
  readonly pages: ReadonlySet<number>;
  /** Lines of about one size made one: recognition tells the size of a line only nearly. */
  evened(pages: readonly PageSegments[]): readonly PageSegments[];
  /** Tells why a file without text has none. */
  refusal(pageCount: number): DocketError;
  warnings(pageCount: number): readonly string[];
}

/** Height of a page of A4 in points, whatever its pixels: sizes are compared with those of drawn pages. */
const PAGE_HEIGHT = 842;
/** Times the height of its ink that the size of a text is. */
const SIZE = 1.15;
/** Share of its size at which the baseline stands under the middle of a line. */
const BASELINE = 0.35;
/** Shares by which a line may differ from the usual one and be of its size: without a "p" or a "g" it is lower. */
const [LOWER, HIGHER] = [0.7, 1.18];
/** Mean probability of the characters of a page under which it is told to be hard to read. */
const UNSURE = 0.9;

/**
 * Recognised lines -> the segments of a page, as if they had been drawn there; the rest of the way is that of all
 * pages. Keeps which pages were recognised, which wait for it, and how sure it was of them, for the warnings.
 */
export function recognisedPages(): RecognisedPages {
  const pages = new Set<number>();
  const unsure: number[] = [];
  const waiting: number[] = [];
  const empty: number[] = [];
  const failed = new Map<string, number[]>();
  return {
    pages,
    add(number, text) {
      if (text === "later") {
        waiting.push(number);
        return undefined;
      }
      if ("failure" in text) {
        failed.set(text.failure, [...(failed.get(text.failure) ?? []), number]);
        return undefined;
      }
      if (text.lines.length === 0) {
        empty.push(number);
        return undefined;
      }
      pages.add(number);
      const letters = text.lines.reduce((sum, { text: line }) => sum + line.length, 0);
      const sure = text.lines.reduce((sum, { text: line, confidence }) => sum + confidence * line.length, 0) / letters;
      if (sure < UNSURE) unsure.push(number);
      const points = PAGE_HEIGHT / Math.max(text.width, text.height);
      const segments = text.lines.map((line) => {
        const size = line.inkHeight * points * SIZE;
        const baseline = ((line.top + line.bottom) / 2) * points + size * BASELINE;
        return { text: line.text, left: line.left * points, right: line.right * points, baseline, size, bold: false };
      });
      return { page: number, height: text.height * points, rules: [], segments };
    },
    evened(all) {
      const own = all.filter(({ page }) => pages.has(page)).flatMap(({ segments }) => segments);
      const sizes = own
        .flatMap(({ size, text }) => Array<number>(text.length).fill(size))
        .sort((one, two) => one - two);
      const usual = sizes[Math.floor(sizes.length / 2)] ?? 0;
      const isUsual = (size: number) => size >= usual * LOWER && size <= usual * HIGHER;
      return all.map((page) => {
        if (!pages.has(page.page)) return page;
        return { ...page, segments: page.segments.map((one) => (isUsual(one.size) ? { ...one, size: usual } : one)) };
      });
    },
    refusal(pageCount) {
      if (waiting.length > 0) {
        const what = pageCount === 1 ? "a scanned page" : `${waiting.length} scanned pages`;
        return new DocketError("document", `${what}: the text is recognised once all other files are read`);
      }
      const [[reason] = []] = failed;
      if (reason !== undefined) return new DocketError("document", `its scanned pages were not recognised: ${reason}`);
      return new DocketError("document", "no text was recognised on its pages: scan it anew, or remove it");
    },
    warnings: (pageCount) => [
      ...(pages.size === 0
        ? []
        : [
            `the text of ${pages.size} of ${pageCount} pages was recognised in pictures, and may have errors: ${named([...pages])}`,
          ]),
      ...(unsure.length === 0 ? [] : [`hard to recognise, compare it with the picture: pages ${named(unsure)}`]),
      ...(empty.length === 0
        ? []
        : [`no text was recognised on ${empty.length} of ${pageCount} pages: ${named(empty)}`]),
      ...(waiting.length === 0
        ? []
        : [
            `the text of ${waiting.length} of ${pageCount} pages is recognised once all other files are read: ${named(waiting)}`,
          ]),
      ...[...failed].map(([reason, numbers]) => `not recognised (${reason}): pages ${named(numbers)}`),
    ],
  };
}
