/**
 * A question to its answer: searched for, written by a model or quoted from the evidence, proven or verified against the
 * stored text. Everything that a front (command line, Telegram, preview) shows comes from here.
 */

import type { View } from "../documents/standing/standings.ts";
import type { Library, StoredVersion } from "../library/library.ts";
import type { Evidence } from "../search/evidence.ts";
import type { Turn } from "../search/follow-up.ts";
import { asQuestion, type Question } from "../search/question.ts";
import type { Search, SearchResult } from "../search/search.ts";
import type { Answer, Claim } from "./answer.ts";
import { documentOfStandingAsked } from "./asks-standing.ts";
import { CONFIDENCE_OF_A_NEAR_MISS, CONFIDENCE_TO_ANSWER } from "./confidence.ts";
import { extractClaims, type TextOf } from "./extract.ts";
import { preferInForce } from "./in-force-first.ts";
import { rememberedWords, type WordsOfPassage } from "./passage-words.ts";
import type { Candidate } from "./sentences.ts";
import type { Stage } from "./stage.ts";
import { tellStanding } from "./tell-standing.ts";
import { unmentionedIn } from "./unmentioned.ts";
import { isVerified } from "./verify.ts";
import type { Writer, Written } from "./writing/write.ts";
import type { Notice } from "./writing/writing-round.ts";
import type { DroppedClaim } from "./writing/written-proof.ts";

/** Passages shown when nothing was found. */
const NEAREST = 3;

/** The day that is asked about, what counts on it, and the collections that the asker may see. */
export interface AnswerRequest extends View {
  /** As typed. */
  readonly question: string;
  /** What was said before, oldest first: a follow-up is understood from it. */
  readonly history?: readonly Turn[];
  /** Whose question it is, for what a model may cost them a day; absent at the command line. */
  readonly asker?: number;
  readonly signal?: AbortSignal;
  readonly onStage?: (stage: Stage) => void;
}

export interface AnswerTimings {
  readonly embedMs: number;
  readonly searchMs: number;
  /** Choosing sentences; with a model, its calls and their proof besides. */
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
  /** What the question names and the document that would answer does not; absent where there is nothing. */
  readonly unmentioned?: readonly string[];
  /** Why the answer is not the model's, where it should have been. */
  readonly notice?: Notice;
  /** What the model wrote and could not be proven. */
  readonly dropped?: readonly DroppedClaim[];
  readonly timings: AnswerTimings;
}

export type AnswerQuestion = (request: AnswerRequest) => Promise<AnswerResult>;

export interface AnsweringOptions {
  readonly search: Search;
  readonly library: Library;
  /** Absent: answers are quotes. */
  readonly writer?: Writer | null;
  /** 0 answers always; see confidence.ts. */
  readonly confidenceToAnswer?: number;
}

export function createAnswering({
  search,
  library,
  writer = null,
  confidenceToAnswer = CONFIDENCE_TO_ANSWER,
}: AnsweringOptions): AnswerQuestion {
  const wordsOfPassage = rememberedWords();
  return async ({ question: typed, history = [], asker = null, signal, onStage = () => undefined, ...view }) => {
    const started = performance.now();
    const asked = asQuestion(typed);
    if ("problem" in asked) return refused(asked.problem, performance.now() - started);
    onStage({ kind: "searching" });
    const stop = signal === undefined ? {} : { signal };
    const rewritten =
      history.length === 0 ? null : await writer?.standAlone({ question: asked, history, asker, ...stop });
    const question = rewritten ?? asked;
    const understoodMs = performance.now() - started;
    const versionOf = rememberedVersions(library);
    const textOf: TextOf = ({ version }) => versionOf(version);
    const request = { ...view, history: rewritten ? [] : history, ...stop };
    const meant = documentOfStandingAsked(question, request.history);
    const told =
      meant &&
      (await tellStanding(meant.document, { ...request, history: meant.history }, { search, wordsOfPassage, textOf }));
    const toldAnswer = told && verified(told.claims, told.evidence, versionOf);
    if (told && toldAnswer?.kind === "answered") {
      const { embedMs, searchMs, evidence, candidates, confidence } = told;
      const totalMs = performance.now() - started;
      const timings = { embedMs, searchMs, answerMs: totalMs - embedMs - searchMs, totalMs };
      return {
        question,
        answer: { ...toldAnswer, standing: told.standing },
        evidence,
        candidates,
        confidence,
        timings,
      };
    }
    const found = await search({ ...request, question });
    const searched = performance.now();
    const { embedMs, searchMs, standingOf, gloss } = found;
    const { evidence, candidates, confidence: asFound } = preferInForce(question, found, wordsOfPassage);
    const nearMiss = asFound >= CONFIDENCE_OF_A_NEAR_MISS;
    const unmentioned = nearMiss ? unmentionedIn({ question, found, best: candidates[0], day: view.day, textOf }) : [];
    const answersWhatIsAsked =
      unmentioned.length === 0 && answersItsOwnWords(candidates[0], found, question, wordsOfPassage);
    const confidence = answersWhatIsAsked ? asFound : Math.min(asFound, CONFIDENCE_OF_A_NEAR_MISS);
    const write = async () => {
      // What is about something else is not worth a call; whether a near miss is an answer, a model tells better.
      const least = Math.min(CONFIDENCE_OF_A_NEAR_MISS, confidenceToAnswer);
      if (writer === null || evidence.length === 0 || confidence < least) return null;
      const parts = { evidence, gloss, standingOf, versionOf };
      return await writer.write({ ...parts, question, history, asker, day: view.day, onStage, ...stop });
    };
    const written = await write();
    const quoted = (): Answer => {
      const claims = confidence < confidenceToAnswer ? [] : extractClaims({ candidates, textOf, standingOf });
      return verified(claims, evidence, versionOf);
    };
    const answer = answerOf(written) ?? quoted();
    const now = performance.now();
    const timings = { embedMs, searchMs, answerMs: now - searched + understoodMs, totalMs: now - started };
    return {
      ...{ question, answer, evidence, candidates, confidence, timings },
      ...(unmentioned.length === 0 ? {} : { unmentioned }),
      ...noticeOf(written, answer),
      ...(written === null ? {} : { dropped: written.dropped }),
    };
  };
}

/**
 * "How much is the fee?" right after a question about something else is found with what that was about; an answer to it
 * must still have a word of its own, or it would be the last answer once more.
 */
function answersItsOwnWords(
  best: Candidate | undefined,
  { ownWords, gloss }: Pick<SearchResult, "ownWords" | "gloss">,
  question: Question,
  wordsOfPassage: WordsOfPassage,
): boolean {
  if (ownWords === null || best === undefined) return true;
  const { sentences, headings } = wordsOfPassage(best.evidence.passage, question.language, gloss);
  const texts = [...sentences.map(({ words }) => words), headings];
  return ownWords.coverage(texts.map((words) => ({ words, worth: 1 }))) > 0;
}

/** Why the quotes are shown, where a model was to write. */
function noticeOf(written: Written | null, answer: Answer): { readonly notice?: Notice } {
  if (written?.kind === "failed") return { notice: written.notice };
  return written?.kind === "not-found" && answer.kind === "answered" ? { notice: "model-found-nothing" } : {};
}

/** What the model made of it; null where it made nothing. */
function answerOf(written: Written | null): Answer | null {
  switch (written?.kind) {
    case "answered":
      return { kind: "answered", by: "model", claims: written.claims };
    case "failed":
      return written.quoted === undefined ? null : { kind: "answered", by: "extract", claims: written.quoted };
    // A model's no is not believed where quotes answer: they are shown.
    case "not-found":
    case undefined:
      return null;
    default:
      return written satisfies never;
  }
}

/**
 * Each version is read from the library once an answer, and not kept for the next: most are read once in a while, and so
 * many texts that outlive their answer took 14 MB more with 1,000 documents.
 */
function rememberedVersions(library: Library): (hash: string) => StoredVersion | null {
  const versions = new Map<string, StoredVersion | null>();
  return (hash) => {
    const version = versions.has(hash) ? versions.get(hash) : library.version(hash);
    versions.set(hash, version ?? null);
    return version ?? null;
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
