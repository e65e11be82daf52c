/** Pages of segments, drawn or recognised -> the text, its blocks and its title. */

import type { ReadResult } from "../document.ts";
import { statedPublisher, statedTitle } from "../office/office-package.ts";
import { writePages } from "./pdf-blocks.ts";
import { pageItems } from "./pdf-page-items.ts";
import type { RecognisedPages } from "./pdf-recognised.ts";
import { type PageSegments, withoutRepeats } from "./pdf-repeats.ts";

export interface PagesFacts {
  readonly pageCount: number;
  /** As the file states them. */
  readonly title?: string | undefined;
  readonly publisher?: string | undefined;
  readonly recognised: RecognisedPages;
  /** Pages whose text another program has recognised and put below their picture. */
  readonly layered?: readonly number[];
}

/** Lines that a warning names before it says "and so on". */
const MOST_NAMED = 20;

export function resultOf(pages: readonly PageSegments[], facts: PagesFacts): ReadResult {
  const { pageCount, recognised, layered = [] } = facts;
  const { pages: kept, repeated } = withoutRepeats(pages);
  const items = kept.flatMap(pageItems);
  const { outline, heading } = writePages(items, new Set([...recognised.pages, ...layered]));
  const { text, blocks, warnings } = outline.finish();
  const firstPage = text.slice(0, 3_000).replace(/\s+/g, "");
  const stated = statedTitle(facts.title);
  const title = stated !== undefined && firstPage.includes(stated.replace(/\s+/g, "")) ? stated : heading || stated;
  const publisher = statedPublisher(facts.publisher);
  return {
    ...{ text, blocks },
    facts: { ...(title === undefined ? {} : { title }), ...(publisher === undefined ? {} : { publisher }) },
    warnings: [
      ...(repeated.length > 0
        ? [`headers, footers and page numbers were left out: ${named(repeated.map((line) => JSON.stringify(line)))}`]
        : []),
      ...(layered.length > 0
        ? [
            `the text of ${layered.length} of ${pageCount} pages was recognised in pictures, and may have errors: ${named(layered)}`,
          ]
        : []),
      ...recognised.warnings(pageCount),
      ...warnings,
    ],
  };
}

function named(list: readonly (string | number)[]): string {
  return list.length > MOST_NAMED ? `${list.slice(0, MOST_NAMED).join(", ")} and so on` : list.join(", ");
}
