/** The selector asked about the sentences that will be weighed. */

import { DocketError, errorText } from "../../errors.ts";
import { contextOf as titleOf } from "../../library/split.ts";
import type { Evidence } from "../retrieval/evidence.ts";
import type { SearchResult } from "../retrieval/search.ts";
import type { Selector, SelectorPassage } from "../selector/selector.ts";
import { passagesWeighed } from "./prefer.ts";
import type { Margins } from "./sentences.ts";

/**
 * Passages that are read: the best, and the best in force. Of 1,312 first units that were right the fifth passage held one,
 * and each costs 13 ms.
 */
const PASSAGES_READ = 4;
/** What is not read does not answer. */
const NOT_READ = -8;

/**
 * What the selector says of each sentence that will be weighed; null where it failed, and the rest must do. A follow-up it
 * is not asked: with the question before it, what answered that one seems to answer this one too, and of what it was
 * trained on one question in thirty is a follow-up (of 36 follow-ups that nothing answers 26 are refused with it, 32
 * without).
 * @param question as asked; `asked` has what it leans on before it
 * @param day on which it is asked, as `2026-11-22`
 */
export async function marginsOf(
  { question, day }: { readonly question: string; readonly day: string },
  { evidence, asked }: Pick<SearchResult, "evidence" | "asked">,
  selector: Selector,
  onNotice: (notice: string) => void,
  signal: AbortSignal | undefined,
): Promise<Margins | null> {
  if (asked !== question) return null;
  const read = passagesWeighed(evidence, PASSAGES_READ).map(({ passage }) => passage);
  const texts = read.map(({ document, section, text, start, sentences }) => ({
    title: titleOf(document.title, section),
    units: sentences.map((span) => text.slice(span.start - start, span.end - start)),
  }));
  try {
    const margins = await selector.select(withoutThisYear(question, day, texts), texts, signal);
    const ofPassage = ({ passage }: Evidence): readonly [number, readonly number[]] => [
      passage.id,
      margins[read.indexOf(passage)] ?? passage.sentences.map(() => NOT_READ),
    ];
    return new Map(passagesWeighed(evidence).map(ofPassage));
  } catch (thrown) {
    if (thrown instanceof DocketError && thrown.code === "cancelled") throw thrown;
    onNotice(`the selector failed, and cosines and words chose instead: ${errorText(thrown)}`);
    return null;
  }
}

/** What is in force need not name the year that it is: "the fee in 2026" is asked as "the fee", unless a text names 2026. */
function withoutThisYear(question: string, day: string, texts: readonly SelectorPassage[]): string {
  const year = day.slice(0, 4);
  if (
    !question.includes(year) ||
    texts.some(({ title, units }) => [title, ...units].some((text) => text.includes(year)))
  )
    return question;
  return question.replaceAll(
    new RegExp(`\\s*(?:\\b(?:in|of|for|during)\\s+)?(?<!\\d)${year}(?!\\d)\\s*年?的?`, "giu"),
    "",
  );
}
