/**
 * Recognised lines -> the segments of a page, as if they had been drawn there; the rest of the way is that of all pages.
 * Keeps which pages were recognised, which wait for it, and how sure it was of them, for the warnings.
 */

import { DocketError } from "../../errors.ts";
import type { PageText } from "../read.ts";
import type { PageSegments } from "./pdf-repeats.ts";

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
/** Pages that a warning names before it says "and so on". */
const MOST_NAMED = 20;

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

function named(list: readonly number[]): string {
  return list.length > MOST_NAMED ? `${list.slice(0, MOST_NAMED).join(", ")} and so on` : list.join(", ");
}
