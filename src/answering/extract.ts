/** Sentences quoted from the evidence: the answer that needs no model. */

import { wordsOf } from "../library/words.ts";
import type { Evidence } from "../search/evidence.ts";
import { searchWords } from "../search/keywords.ts";
import type { Question } from "../search/question.ts";
import type { Claim } from "./answer.ts";

const MAX_SENTENCES = 2;

export interface Candidate {
  readonly evidence: Evidence;
  readonly sentence: number;
  readonly start: number;
  readonly end: number;
  readonly quote: string;
  readonly score: number;
}

export interface Extraction {
  readonly claims: readonly Claim[];
  /** Every sentence that was weighed, best first. */
  readonly candidates: readonly Candidate[];
}

export function extractAnswer(question: Question, evidence: readonly Evidence[]): Extraction {
  const words = new Set(searchWords(question.text));
  const candidates = evidence
    .slice(0, 5)
    .flatMap((item) => candidatesOf(item, words))
    .sort((one, other) => other.score - one.score);
  const claims = candidates.slice(0, MAX_SENTENCES).map(
    ({ quote, start, end, evidence: { passage } }, index): Claim => ({
      text: quote,
      citations: [
        {
          mark: index + 1,
          quote,
          start,
          end,
          section: passage.section,
          page: passage.page,
          document: passage.document,
        },
      ],
    }),
  );
  return { claims, candidates };
}

function candidatesOf(evidence: Evidence, words: ReadonlySet<string>): Candidate[] {
  const { passage, sentenceScores } = evidence;
  return passage.sentences.map(({ start, end }, sentence) => {
    const quote = passage.text.slice(start - passage.start, end - passage.start);
    const overlap = new Set(wordsOf(quote).filter((word) => words.has(word))).size / Math.max(1, words.size);
    return {
      evidence,
      sentence,
      start,
      end,
      quote,
      score: (sentenceScores.get(sentence) ?? 0) + overlap + evidence.score,
    };
  });
}
