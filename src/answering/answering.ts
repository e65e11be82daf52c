/**
 * A question to its answer: searched for, answered from the evidence, verified against the stored text. Everything that
 * a front (command line, Telegram, preview) shows comes from here.
 */

import type { Library } from "../library/library.ts";
import type { Evidence } from "../search/evidence.ts";
import { asQuestion, type Question } from "../search/question.ts";
import type { Search } from "../search/search.ts";
import type { Answer, Claim } from "./answer.ts";
import { type Extraction, extractAnswer } from "./extract.ts";
import { isVerified } from "./verify.ts";

/** Passages shown when nothing was found. */
const NEAREST = 3;

export interface Turn {
  readonly role: string;
  readonly content: string;
}

export interface AnswerRequest {
  /** As typed. */
  readonly question: string;
  /** What was said before, oldest first: a follow-up is understood from it. */
  readonly history?: readonly Turn[];
  /** Only documents of these collections are looked at; absent means all. */
  readonly collections?: ReadonlySet<string>;
  readonly signal?: AbortSignal;
}

export interface AnswerTimings {
  readonly embedMs: number;
  readonly searchMs: number;
  readonly answerMs: number;
  readonly totalMs: number;
}

export interface AnswerResult {
  /** As it was understood; null when it was refused unread. */
  readonly question: Question | null;
  readonly answer: Answer;
  /** What the answer was made from, best first. */
  readonly evidence: readonly Evidence[];
  /** How the sentences were chosen; null when refused. */
  readonly extraction: Extraction | null;
  readonly timings: AnswerTimings;
}

export type AnswerQuestion = (request: AnswerRequest) => Promise<AnswerResult>;

export function createAnswering({
  search,
  library,
}: {
  readonly search: Search;
  readonly library: Library;
}): AnswerQuestion {
  return async ({ question: typed, collections, signal }) => {
    const started = performance.now();
    const question = asQuestion(typed);
    if ("problem" in question) {
      const timings = { embedMs: 0, searchMs: 0, answerMs: 0, totalMs: performance.now() - started };
      return {
        question: null,
        answer: { kind: "refused", reason: question.problem },
        evidence: [],
        extraction: null,
        timings,
      };
    }
    const found = await search({
      question,
      ...(collections === undefined ? {} : { collections }),
      ...(signal === undefined ? {} : { signal }),
    });
    const searched = performance.now();
    const extraction = extractAnswer(question, found.evidence);
    const answer = verified(extraction, found.evidence, library);
    const { embedMs, searchMs } = found;
    const timings = { embedMs, searchMs, answerMs: performance.now() - searched, totalMs: performance.now() - started };
    return { question, answer, evidence: found.evidence, extraction, timings };
  };
}

function verified({ claims }: Extraction, evidence: readonly Evidence[], library: Library): Answer {
  const holding = claims.filter(({ citations }) =>
    citations.every((citation) => isVerified(citation, library.version(citation.document.version))),
  );
  const [first, ...others]: readonly Claim[] = holding;
  if (first === undefined) return { kind: "not-found", nearest: evidence.slice(0, NEAREST) };
  return { kind: "answered", by: "extract", claims: [first, ...others] };
}
