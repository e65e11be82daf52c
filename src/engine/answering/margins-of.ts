/** The selector asked about the sentences that will be weighed. */

import { DocketError, errorText } from "../../errors.ts";
import { contextOf as titleOf } from "../../library/split.ts";
import type { SearchResult } from "../retrieval/search.ts";
import type { Selector } from "../selector/selector.ts";
import { passagesWeighed } from "./prefer.ts";
import type { Margins } from "./sentences.ts";

/** What the selector says of each sentence that will be weighed; null where it failed, and the rest must do. */
export async function marginsOf(
  { evidence, asked }: Pick<SearchResult, "evidence" | "asked">,
  selector: Selector,
  onNotice: (notice: string) => void,
  signal: AbortSignal | undefined,
): Promise<Margins | null> {
  const passages = passagesWeighed(evidence).map(({ passage }) => passage);
  try {
    const margins = await selector.select(
      asked,
      passages.map(({ document, section, text, start, sentences }) => ({
        title: titleOf(document.title, section),
        units: sentences.map((span) => text.slice(span.start - start, span.end - start)),
      })),
      signal,
    );
    return new Map(passages.map(({ id }, index) => [id, margins[index] ?? []]));
  } catch (thrown) {
    if (thrown instanceof DocketError && thrown.code === "cancelled") throw thrown;
    onNotice(`the selector failed, and cosines and words chose instead: ${errorText(thrown)}`);
    return null;
  }
}
