/**
 * A question to its answer: searched for, answered from the evidence, verified against the stored text. Everything that
 * a front (command line, Telegram, preview) shows comes from here.
 */

import type { Library, StoredVersion } from "../library/library.ts";
import type { Evidence } from "../search/evidence.ts";
import type { Turn } from "../search/follow-up.ts";
import { asQuestion, type Question } from "../search/question.ts";
import type { Search } from "../search/search.ts";
import type { Answer, Claim } from "./answer.ts";
import { CONFIDENCE_TO_ANSWER, confidenceOf } from "./confidence.ts";
import { extractClaims } from "./extract.ts";
import { type Candidate, weighSentences } from "./sentences.ts";
import { isVerified } from "./verify.ts";

/** Passages shown when nothing was found. */
const NEAREST = 3;

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
  /** Every sentence that was weighed, best first. */
  readonly candidates: readonly Candidate[];
  /** What the no is decided by: see confidence.ts. */
  readonly confidence: number;
  readonly timings: AnswerTimings;
}

export type AnswerQuestion = (request: AnswerRequest) => Promise<AnswerResult>;

export interface AnsweringOptions {
  readonly search: Search;
  readonly library: Library;
  /** 0 answers always; see confidence.ts. */
  readonly confidenceToAnswer?: number;
}

export function createAnswering({
  search,
  library,
  confidenceToAnswer = CONFIDENCE_TO_ANSWER,
}: AnsweringOptions): AnswerQuestion {
  return async ({ question: typed, history = [], collections, signal }) => {
    const started = performance.now();
    const question = asQuestion(typed);
    if ("problem" in question) return refused(question.problem, performance.now() - started);
    const found = await search({
      ...{ question, history },
      ...(collections === undefined ? {} : { collections }),
      ...(signal === undefined ? {} : { signal }),
    });
    const searched = performance.now();
    const { evidence, embedMs, searchMs } = found;
    const candidates = weighSentences({ question, ...found });
    const confidence = confidenceOf(question, evidence, candidates);
    const versions = new Map<string, StoredVersion | null>();
    const versionOf = (hash: string): StoredVersion | null => {
      const version = versions.has(hash) ? versions.get(hash) : library.version(hash);
      versions.set(hash, version ?? null);
      return version ?? null;
    };
    const claims =
      confidence < confidenceToAnswer ? [] : extractClaims(candidates, ({ version }) => versionOf(version));
    const answer = verified(claims, evidence, versionOf);
    const now = performance.now();
    const timings = { embedMs, searchMs, answerMs: now - searched, totalMs: now - started };
    return { question, answer, evidence, candidates, confidence, timings };
  };
}

function refused(reason: Extract<Answer, { kind: "refused" }>["reason"], totalMs: number): AnswerResult {
  const timings = { embedMs: 0, searchMs: 0, answerMs: 0, totalMs };
  return { question: null, answer: { kind: "refused", reason }, evidence: [], candidates: [], confidence: 0, timings };
}

function verified(
  claims: readonly Claim[],
  evidence: readonly Evidence[],
  versionOf: (hash: string) => StoredVersion | null,
): Answer {
  const [first, ...others] = claims.filter(({ citations }) =>
    citations.every((citation) => isVerified(citation, versionOf(citation.document.version))),
  );
  if (first === undefined) return { kind: "not-found", nearest: evidence.slice(0, NEAREST) };
  return { kind: "answered", by: "extract", claims: [first, ...others] };
}
