/**
 * A message to its answer: talk is passed by, several questions are answered one by one and made one answer, each by
 * its stages. Everything that a front (command line, Telegram, preview) shows comes from here.
 */

import type { Language } from "../../language/language.ts";
import { answerTalkIn, smallTalkIn } from "../../language/talk.ts";
import { tokenize } from "../../language/tokenize.ts";
import type { Glossary } from "../../language/zh/gloss.ts";
import type { FirstRead } from "../../library/first-read.ts";
import type { Library } from "../../library/library.ts";
import type { AccessScope } from "../../library/validity/validity.ts";
import type { Notice, Writer } from "../generation/write.ts";
import type { DroppedClaim } from "../generation/written-proof.ts";
import type { Evidence } from "../retrieval/evidence.ts";
import type { Turn } from "../retrieval/follow-up.ts";
import { asQuestion, type Question } from "../retrieval/question.ts";
import type { Search, SearchResult } from "../retrieval/search.ts";
import { type Answer, type Claim, claimsOf } from "./answer.ts";
import { type ToldTerm, termsTold } from "./foreign-quotes.ts";
import { answerOneQuestion, refused } from "./one-question.ts";
import type { Selector } from "./selector.ts";
import type { Candidate } from "./sentences.ts";

/** The day that is asked about, what counts on it, and the collections that the asker may see. */
export interface AnswerRequest extends AccessScope {
  /** Question as typed. */
  readonly question: string;
  /** Quotes come from editions in that language; absent: in the question's. */
  readonly readIn?: Language;
  /** Earlier turns, oldest first: a follow-up is understood from it. */
  readonly history?: readonly Turn[];
  /** The person whose question it is, for what a model may cost them a day; absent at the command line. */
  readonly asker?: number;
  readonly signal?: AbortSignal;
  readonly onStage?: (stage: ProgressStage) => void;
}

export interface AnswerTimings {
  readonly embedMs: number;
  readonly searchMs: number;
  /** Choosing sentences; with a model, its calls and their proof besides. */
  readonly answerMs: number;
  readonly totalMs: number;
}

export interface AnswerResult {
  /** The question as it was understood; null when it was refused unread. */
  readonly question: Question | null;
  readonly answer: Answer;
  /** Evidence that the answer was made from, best first. */
  readonly evidence: readonly Evidence[];
  /** Every sentence that was weighed, best first. */
  readonly candidates: readonly Candidate[];
  /** Probability that the best unit answers: see confidence.ts. */
  readonly confidence: number;
  /** Names of the question that no document has; absent where there is nothing. */
  readonly unmentioned?: readonly string[];
  /** Words of the question that no document has: the English by which documents that say it in others were found. */
  readonly inOtherWords?: SearchResult["inOtherWords"];
  /** Terms of the glossary, in quotes that the asker may not be able to read. */
  readonly terms?: readonly ToldTerm[];
  /** Reason why the answer is not the model's, where it should have been. */
  readonly notice?: Notice;
  /** Part of the folder that was read when it was asked, while its first read goes on; absent: all of it. */
  readonly firstRead?: FirstRead;
  /** Sentences that the model wrote and that could not be proven. */
  readonly dropped?: readonly DroppedClaim[];
  readonly timings: AnswerTimings;
}

export type AnswerQuestion = (request: AnswerRequest) => Promise<AnswerResult>;

export interface AnsweringOptions {
  readonly search: Search;
  readonly library: Library;
  /** Absent: answers are quotes. */
  readonly writer?: Writer | null;
  /** Null or absent: sentences are ranked by cosines and words alone. */
  readonly selector?: Selector | null;
  /** Hears that the selector failed, and what was done. */
  readonly onNotice?: (notice: string) => void;
  /** 0 answers always; see confidence.ts. */
  readonly confidenceToAnswer?: number;
  /** The organisation's terms, told under quotes in the other language. */
  readonly glossary?: Glossary;
}

export function createAnswering({ glossary = new Map(), ...options }: AnsweringOptions): AnswerQuestion {
  const answer = answerMessage(options);
  return async (request) => {
    // This is read before the search: what is published meanwhile, it may not have looked through.
    const firstRead = options.library.firstRead();
    const answered = await answer(request);
    const isWhole = firstRead === null || answered.answer.kind === "refused";
    const result = isWhole ? answered : { ...answered, firstRead };
    const language = request.readIn ?? result.question?.language;
    const terms = language === undefined ? [] : termsTold(claimsOf(result.answer), language, glossary);
    return terms.length === 0 ? result : { ...result, terms };
  };
}

function answerMessage(options: Omit<AnsweringOptions, "glossary">): AnswerQuestion {
  const answerOne = answerOneQuestion(options);
  return async (request) => {
    const typed = asQuestion(request.question);
    if (!("problem" in typed) && isTalk(typed.text)) return refused("small-talk", 0);
    // A model reads the message as a whole.
    if ("problem" in typed || (options.writer ?? null) !== null) return await answerOne(request);
    const questions = questionsIn(typed.text);
    if (questions.length === 1) return await answerOne(request);
    return allOf(typed, questions, await answerEach(questions, request, answerOne));
  };
}

/** Thanks and "translate that" ask nothing of the documents; "why?" and "more" lean on what was said. */
function isTalk(text: string): boolean {
  const ofAnswer = answerTalkIn(text)?.kind;
  return smallTalkIn(text) !== null || ofAnswer === "speak" || ofAnswer === "translate" || ofAnswer === "again";
}

/** The result of a message with several questions: the surest one's evidence stands for all. */
function allOf(question: Question, questions: readonly string[], results: readonly AnswerResult[]): AnswerResult {
  const [best] = results.toSorted((one, other) => other.confidence - one.confidence);
  const timings = sumOf(results.map((result) => result.timings));
  return { ...(best as AnswerResult), question, answer: together(questions, results), timings };
}

function sumOf(timings: readonly AnswerTimings[]): AnswerTimings {
  const total = (name: keyof AnswerTimings) => timings.reduce((sum, one) => sum + one[name], 0);
  return {
    embedMs: total("embedMs"),
    searchMs: total("searchMs"),
    answerMs: total("answerMs"),
    totalMs: total("totalMs"),
  };
}

/** A stage of answering, told as it begins to whoever waits. Text is shown only when it is proven. */
export type ProgressStage =
  | { readonly kind: "searching" }
  /** A model is given so many passages. */
  | { readonly kind: "reading"; readonly passages: number }
  | { readonly kind: "writing" }
  | { readonly kind: "checking" };

/** More are a letter, which is asked as a whole. */
const MOST_QUESTIONS = 4;
/** "What exactly?" belongs to the question before it. */
const FEWEST_WORDS = 2;

const SENTENCE = /[^?？\n]+[?？]+|[^?？\n]+/gu;
const LIST_MARK = /^\s*(?:\d{1,2}[.)、．]|[-•*]|[(（]\d{1,2}[)）])\s*/u;

/**
 * Several questions in one message, each answered by itself: searched for together they are near to nothing, and the first
 * answer would hide that the second is missing.
 * Each with what was said before it; one where it is one question, or where its parts are too many or too short.
 */
export function questionsIn(text: string): readonly [string, ...string[]] {
  const questions: string[] = [];
  let before = "";
  for (const [sentence] of text.matchAll(SENTENCE)) {
    const own = sentence.replace(LIST_MARK, "").trim();
    if (!/[?？]$/u.test(own)) {
      before = `${before} ${own}`.trim();
      continue;
    }
    const last = questions.at(-1);
    if (last !== undefined && tokenize(own).length < FEWEST_WORDS) questions[questions.length - 1] = `${last} ${own}`;
    else questions.push(`${before} ${own}`.trim());
    before = "";
  }
  const [first, ...others] = questions;
  // The rest after the last question says more of it.
  if (first === undefined || others.length === 0 || others.length >= MOST_QUESTIONS || before !== "") return [text];
  return [first, ...others];
}

/** Asks each question of a message by itself, the later ones with the earlier as what was said before. */
async function answerEach(
  questions: readonly string[],
  request: AnswerRequest,
  answerOne: AnswerQuestion,
): Promise<readonly AnswerResult[]> {
  const results: AnswerResult[] = [];
  const history = [...(request.history ?? [])];
  for (const question of questions) {
    const result = await answerOne({ ...request, question, history });
    results.push(result);
    history.push({ role: "user", content: question });
    const said = result.answer.kind === "answered" ? result.answer.claims.map(({ text }) => text).join(" ") : "";
    history.push({ role: "assistant", content: said });
  }
  return results;
}

/** One answer to all: what is answered, with the questions that are not; unsure or not found only where none is. */
function together(questions: readonly string[], results: readonly AnswerResult[]): Answer {
  const [first] = results;
  const answered = results.flatMap(({ answer }) => (answer.kind === "answered" ? [answer] : []));
  const [claim, ...claims] = renumbered(distinct(answered.flatMap((answer) => answer.claims)));
  if (claim !== undefined) {
    const open = questions.filter((_, index) => results[index]?.answer.kind !== "answered");
    return { kind: "answered", by: "extract", claims: [claim, ...claims], ...(open.length === 0 ? {} : { open }) };
  }
  const unsure = results.flatMap(({ answer }) => (answer.kind === "unsure" ? answer.claims.slice(0, 1) : []));
  const [nearest, ...others] = renumbered(unsure);
  if (nearest !== undefined) return { kind: "unsure", by: "extract", claims: [nearest, ...others] };
  return first?.answer ?? { kind: "not-found", nearest: [] };
}

/** One sentence may answer two questions: it is said once. */
function distinct(claims: readonly Claim[]): Claim[] {
  return [...new Map(claims.map((claim) => [claim.text, claim])).values()];
}

/** The same words keep one mark, and no two have the same. */
function renumbered(claims: readonly Claim[]): Claim[] {
  const marks = new Map<string, number>();
  return claims.map((claim) => {
    const [first, ...others] = claim.citations.map((citation) => {
      const address = `${citation.document.version}:${citation.start}:${citation.end}`;
      const mark = marks.get(address) ?? marks.size + 1;
      marks.set(address, mark);
      return { ...citation, mark };
    });
    return first === undefined ? claim : { ...claim, citations: [first, ...others] };
  });
}
