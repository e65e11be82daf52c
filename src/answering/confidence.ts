/**
 * The honest no: whether the best that was found is good enough to be an answer. Two signals are enough, how well the
 * best passage fits and how near the best sentence is; a dozen others, alone or fitted together, refused no better.
 */

import type { Evidence } from "../search/evidence.ts";
import type { Question } from "../search/question.ts";
import type { Candidate } from "./sentences.ts";

/**
 * What cosines lose to the gloss: sentences in two languages are never as near as in one, and Chinese ones, which are
 * embedded as English words in a row, never as near as English ones.
 */
const OTHER_LANGUAGE = 0.35;
const CHINESE = 0.1;

/**
 * Below it, "I did not find this in the documents". Chosen on the three development sets together, as the other
 * constants are; `npm run eval -- --curve` shows what other values give.
 */
export const CONFIDENCE_TO_ANSWER = 1.44;

/** From here up the nearest passage is about what is asked, and does not say it; below, it is about something else. */
export const CONFIDENCE_OF_A_NEAR_MISS = 1.1;

/** @param candidates best first */
export function confidenceOf(
  question: Question,
  evidence: readonly Evidence[],
  candidates: readonly Candidate[],
): number {
  const [best] = candidates;
  if (best === undefined) return 0;
  const { language } = best.evidence.passage;
  return (
    (evidence[0]?.score ?? 0) +
    Math.max(...candidates.map(({ cosine }) => cosine)) +
    (language === question.language ? 0 : OTHER_LANGUAGE) +
    (language === "zh" ? CHINESE : 0)
  );
}
