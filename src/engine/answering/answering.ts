/**
 * A question to its answer: searched for, written by a model or quoted from the evidence, proven or verified against the
 * stored text. Everything that a front (command line, Telegram, preview) shows comes from here.
 */

import { DocketError, errorText } from "../../errors.ts";
import type { Language } from "../../language/language.ts";
import { answerTalkIn } from "../../language/talk/answer-talk-words.ts";
import { smallTalkIn } from "../../language/talk/small-talk-words.ts";
import type { Library, StoredVersion } from "../../library/library.ts";
import { contextOf as titleOf } from "../../library/split.ts";
import type { AccessScope } from "../../library/validity/validity-index.ts";
import type { Writer, Written } from "../generation/write.ts";
import type { Notice } from "../generation/writing-round.ts";
import type { DroppedClaim } from "../generation/written-proof.ts";
import { withoutCourtesy } from "../retrieval/courtesy.ts";
import type { Evidence } from "../retrieval/evidence.ts";
import { pointsBack, type Turn } from "../retrieval/follow-up.ts";
import { asQuestion, type Question } from "../retrieval/question.ts";
import type { Search, SearchResult } from "../retrieval/search.ts";
import type { Selector } from "../selector/selector.ts";
import type { Answer, Claim } from "./answer.ts";
import { unitOfAnotherYear } from "./asked-year.ts";
import { chooseUnits, nearestUnits } from "./choose.ts";
import { decide, THRESHOLDS, type Thresholds } from "./confidence.ts";
import { tellEditions } from "./editions.ts";
import { passagesWeighed, preferInForce } from "./in-force-first.ts";
import { rememberedWords, type WordsOfPassage } from "./passage-words.ts";
import { quoteUnits } from "./quote.ts";
import { readableFirst } from "./readable-first.ts";
import type { Candidate, Margins } from "./sentences.ts";
import { answerEach, questionsIn, together } from "./several.ts";
import type { ProgressStage } from "./stage.ts";
import { type RowsAsked, rowsAsked, rowsClaim } from "./table-rows.ts";
import type { TextOf } from "./units.ts";
import { unmentionedIn } from "./unmentioned.ts";
import { documentOfStandingAsked } from "./validity/asks-standing.ts";
import { numberedFirst } from "./validity/numbered-first.ts";
import { tellStanding } from "./validity/tell-standing.ts";
import { validityAnswers } from "./validity/validity-answer.ts";
import { isVerified } from "./verify.ts";

/** The day that is asked about, what counts on it, and the collections that the asker may see. */
export interface AnswerRequest extends AccessScope {
  /** As typed. */
  readonly question: string;
  /** Quotes come from editions in that language; absent: in the question's. */
  readonly readIn?: Language;
  /** What was said before, oldest first: a follow-up is understood from it. */
  readonly history?: readonly Turn[];
  /** Whose question it is, for what a model may cost them a day; absent at the command line. */
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
  /** As it was understood; null when it was refused unread. */
  readonly question: Question | null;
  readonly answer: Answer;
  /** What the answer was made from, best first. */
  readonly evidence: readonly Evidence[];
  /** Every sentence that was weighed, best first. */
  readonly candidates: readonly Candidate[];
  /** Probability that the best unit answers: see confidence.ts. */
  readonly confidence: number;
  /** What the question names and no document does; absent where there is nothing. */
  readonly unmentioned?: readonly string[];
  /** Of the question's words that no document has: the English by which documents that say it in others were found. */
  readonly inOtherWords?: SearchResult["inOtherWords"];
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
  /** Null or absent: sentences are ranked by cosines and words alone. */
  readonly selector?: Selector | null;
  /** Hears that the selector failed, and what was done. */
  readonly onNotice?: (notice: string) => void;
  /** 0 answers always; see confidence.ts. */
  readonly confidenceToAnswer?: number;
}

export function createAnswering({
  search,
  library,
  writer = null,
  selector = null,
  onNotice = () => undefined,
  confidenceToAnswer = THRESHOLDS.toAnswer,
}: AnsweringOptions): AnswerQuestion {
  const wordsOfPassage = rememberedWords(({ version }) => library.version(version));
  const validity = validityAnswers(library);
  const toShow = Math.min(THRESHOLDS.toShow, confidenceToAnswer);
  const thresholds: Thresholds = { toAnswer: confidenceToAnswer, toShow };
  const answerMessage: AnswerQuestion = async (request) => {
    const typed = asQuestion(request.question);
    if (!("problem" in typed) && isTalk(typed.text)) return refused("small-talk", 0);
    // A model reads the message as a whole.
    if ("problem" in typed || writer !== null) return await answerOne(request);
    const questions = questionsIn(typed.text);
    if (questions.length === 1) return await answerOne(request);
    return allOf(typed, questions, await answerEach(questions, request, answerOne));
  };
  const answerOne: AnswerQuestion = async ({
    question: typed,
    history = [],
    asker = null,
    signal,
    onStage = () => undefined,
    ...view
  }) => {
    const started = performance.now();
    const read = asQuestion(typed);
    if ("problem" in read) return refused(read.problem, performance.now() - started);
    const asked: Question = { ...read, text: withoutCourtesy(read.text) };
    onStage({ kind: "searching" });
    const stop = signal === undefined ? {} : { signal };
    const rewritten =
      history.length === 0 ? null : await writer?.standAlone({ question: asked, history, asker, ...stop });
    const question = rewritten ?? asked;
    const understoodMs = performance.now() - started;
    const versionOf = rememberedVersions(library);
    const textOf: TextOf = ({ version }) => versionOf(version);
    const request = { ...view, history: rewritten ? [] : history, ...stop };
    const life = validity.answer(question, request, textOf);
    const lifeClaims = life && verified(life.claims, versionOf);
    if (life && lifeClaims) {
      const totalMs = performance.now() - started;
      const timings = { embedMs: 0, searchMs: 0, answerMs: totalMs, totalMs };
      const { standing } = life;
      const answer: Answer = { kind: "answered", by: "extract", claims: lifeClaims, ...(standing && { standing }) };
      return { question, answer, evidence: [], candidates: [], confidence: 1, timings };
    }
    const meant = documentOfStandingAsked(question, request.history);
    const told =
      meant &&
      (await tellStanding(meant.document, { ...request, history: meant.history }, { search, wordsOfPassage, textOf }));
    const toldClaims = told && verified(told.claims, versionOf);
    if (told && toldClaims) {
      const { embedMs, searchMs, evidence, candidates, confidence, standing } = told;
      const totalMs = performance.now() - started;
      const timings = { embedMs, searchMs, answerMs: totalMs - embedMs - searchMs, totalMs };
      const answer: Answer = { kind: "answered", by: "extract", claims: toldClaims, standing };
      return { question, answer, evidence, candidates, confidence, timings };
    }
    const found = await search({ ...request, question });
    const searched = performance.now();
    const { embedMs, searchMs, validityOf, gloss } = found;
    const margins = selector === null ? null : await marginsOf(found, selector, onNotice, signal);
    const {
      evidence,
      candidates: ranked,
      confidence: asFound,
    } = numberedFirst(found, validity.numbered(question, view), (some) =>
      preferInForce(question, some, wordsOfPassage, margins),
    );
    const candidates = readableFirst(ranked, question.language);
    const isNear = asFound >= thresholds.toShow;
    const missing = isNear ? unmentionedIn({ question, found, best: candidates[0], day: view.day, textOf }) : null;
    const unmentioned = missing?.anywhere ?? [];
    const chosen = chooseUnits({ candidates, question: question.text, textOf });
    const rows = rowsAsked(question.text, candidates, textOf);
    // "When did she begin?" may share no word with its answer: the one who is meant and the date are enough.
    const saysWhatIsAsked =
      (rows !== null || chosen.holdsValue !== false) &&
      ((chosen.holdsValue === true && pointsBack(question.text)) ||
        answersItsOwnWords(candidates[0], found, wordsOfPassage));
    const answersWhatIsAsked =
      saysWhatIsAsked &&
      (missing?.inDocument.length ?? 0) === 0 &&
      !unitOfAnotherYear(chosen.units[0], question.text, view.day, textOf);
    // What the nearest document does not name may still fall under its rule: shown, and not claimed.
    const confidence = answersWhatIsAsked ? asFound : Math.min(asFound, thresholds.toShow);
    const write = async () => {
      // What is about something else is not worth a call; whether a near miss is an answer, a model tells better.
      if (writer === null || evidence.length === 0 || confidence < thresholds.toShow) return null;
      const parts = { evidence, gloss, validityOf, versionOf };
      return await writer.write({ ...parts, question, history, asker, day: view.day, onStage, ...stop });
    };
    const written = await write();
    const quoted = (): Answer => {
      const table = rows === null || confidence < thresholds.toShow ? null : quotedRows(rows, question, textOf, found);
      const tableClaims = table && verified([table], versionOf);
      if (tableClaims) return { kind: "answered", by: "extract", claims: tableClaims };
      const byConfidence = decide(confidence, thresholds);
      // A model that finds nothing where the quotes seem to answer makes the answer unsure, not silent.
      const decided = written?.kind === "not-found" && byConfidence === "answered" ? "unsure" : byConfidence;
      if (decided === "not-found") return { kind: "not-found", nearest: [] };
      const units =
        decided === "answered" ? chosen.units : nearestUnits({ candidates, question: question.text, textOf });
      const claims = verified(quoteUnits({ units, question: question.text, textOf, validityOf }), versionOf);
      return claims === null ? { kind: "not-found", nearest: [] } : { kind: decided, by: "extract", claims };
    };
    const answer = tellEditions(answerOf(written) ?? quoted(), view.readIn ?? question.language, library.editions());
    const now = performance.now();
    const timings = { embedMs, searchMs, answerMs: now - searched + understoodMs, totalMs: now - started };
    return {
      ...{ question, answer, evidence, candidates, confidence, timings },
      ...(unmentioned.length === 0 ? {} : { unmentioned }),
      ...(found.inOtherWords.length === 0 ? {} : { inOtherWords: found.inOtherWords }),
      ...noticeOf(written, answer),
      ...(written === null ? {} : { dropped: written.dropped }),
    };
  };
  return answerMessage;
}

/** Thanks and "translate that" ask nothing of the documents; "why?" and "more" lean on what was said. */
function isTalk(text: string): boolean {
  const ofAnswer = answerTalkIn(text)?.kind;
  return smallTalkIn(text) !== null || ofAnswer === "speak" || ofAnswer === "translate";
}

function quotedRows(rows: RowsAsked, question: Question, textOf: TextOf, { validityOf }: SearchResult): Claim | null {
  return rowsClaim(
    rows,
    quoteUnits({ units: rows.units, question: question.text, textOf, validityOf }),
    question.language,
  );
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

/** What the selector says of each sentence that will be weighed; null where it failed, and the rest must do. */
async function marginsOf(
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

/**
 * "How much is the fee?" right after a question about something else is found with what that was about; an answer to it
 * must still have a word of its own, or it would be the last answer once more.
 */
function answersItsOwnWords(
  best: Candidate | undefined,
  { ownQuery, gloss }: Pick<SearchResult, "ownQuery" | "gloss">,
  wordsOfPassage: WordsOfPassage,
): boolean {
  if (ownQuery === null || best === undefined) return true;
  const { passage } = best.evidence;
  const { sentences, headings } = wordsOfPassage(passage, ownQuery.readsGlossOf(passage.language) ? gloss : null);
  const texts = [...sentences.map(({ words }) => words), headings];
  return ownQuery.coverage(texts.map((words) => ({ words, weight: 1 }))) > 0;
}

/** Why the quotes are shown, where a model was to write. */
function noticeOf(written: Written | null, answer: Answer): { readonly notice?: Notice } {
  if (written?.kind === "failed") return { notice: written.notice };
  return written?.kind === "not-found" && answer.kind !== "not-found" ? { notice: "model-found-nothing" } : {};
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

/** Null where no claim is left whose citations all stand in the stored text. */
function verified(
  claims: readonly Claim[],
  versionOf: (hash: string) => StoredVersion | null,
): readonly [Claim, ...Claim[]] | null {
  const [first, ...others] = claims.filter(({ citations }) =>
    citations.every((citation) => isVerified(citation, versionOf(citation.document.version))),
  );
  return first === undefined ? null : [first, ...others];
}
