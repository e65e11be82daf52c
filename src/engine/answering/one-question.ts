/**
 * One question to its answer, in stages: understand, tell what facts and validity say, retrieve, prefer what is in force
 * and score, decide, write or quote, verify. A stage takes what the one before it made; none looks back.
 */

import type { StoredVersion } from "../../library/library.ts";
import type { Notice, Written } from "../generation/write.ts";
import type { Evidence } from "../retrieval/evidence.ts";
import { pickedItem, pointsBack, type Turn } from "../retrieval/follow-up.ts";
import { asQuestion, type Question, withoutCourtesy } from "../retrieval/question.ts";
import type { SearchResult } from "../retrieval/search.ts";
import { askedOneFirst, unitOfAnotherOne } from "./another-one.ts";
import type { Answer, Claim } from "./answer.ts";
import type { AnsweringOptions, AnswerQuestion, AnswerRequest, AnswerResult, ProgressStage } from "./answering.ts";
import { unitOfAnotherYear } from "./asked-year.ts";
import { chooseUnits, nearestUnits } from "./choose.ts";
import { comparedUnits } from "./compared.ts";
import { decide, THRESHOLDS, type Thresholds } from "./confidence.ts";
import { summaryAsked, tellOutline } from "./outline.ts";
import {
  answersItsOwnWords,
  isWorthShowing,
  ownWordsFirst,
  rememberedWords,
  type WordsOfPassage,
} from "./passage-words.ts";
import { byBestSentence, marginsOf, mentionedFirst, preferInForce, readableFirst } from "./prefer.ts";
import { quoteUnits, rememberedVersions, tellEditions, verified } from "./quote.ts";
import { rowByFigure } from "./row-by-figure.ts";
import type { Candidate } from "./sentences.ts";
import { type RowsAsked, rowsAsked, rowsClaim } from "./table-rows.ts";
import type { TextOf, Unit } from "./units.ts";
import { unmentionedIn } from "./unmentioned.ts";
import { documentOfStandingAsked, tellStanding } from "./validity/standing.ts";
import { validityAnswers } from "./validity/validity-answer.ts";

/** Parts that a question is answered with. */
interface Parts extends Required<Omit<AnsweringOptions, "glossary">> {
  readonly thresholds: Thresholds;
  readonly wordsOfPassage: WordsOfPassage;
  readonly validity: ReturnType<typeof validityAnswers>;
}

export function answerOneQuestion({
  search,
  library,
  writer = null,
  selector = null,
  onNotice = () => undefined,
  confidenceToAnswer = THRESHOLDS.toAnswer,
}: Omit<AnsweringOptions, "glossary">): AnswerQuestion {
  const parts: Parts = {
    search,
    library,
    writer,
    selector,
    onNotice,
    confidenceToAnswer,
    thresholds: { toAnswer: confidenceToAnswer, toShow: Math.min(THRESHOLDS.toShow, confidenceToAnswer) },
    wordsOfPassage: rememberedWords(({ version }) => library.version(version)),
    validity: validityAnswers(library),
  };
  return async (request) => {
    const started = performance.now();
    const read = asQuestion(request.question);
    if ("problem" in read) return refused(read.problem, performance.now() - started);
    const asking = await understand(read, request, parts, started);
    const told = tellFacts(asking, parts) ?? (await tellValidity(asking, parts)) ?? (await tellSummary(asking, parts));
    if (told !== null) return told;
    const found = await search({ ...asking.request, question: asking.question });
    const searched = performance.now();
    const weighed = await weigh(asking, found, parts);
    const written = await write(asking, found, weighed, parts);
    const { question, request: view } = asking;
    const spoken = answerOf(written) ?? quote(asking, found, weighed, { written, thresholds: parts.thresholds });
    const answer = tellEditions(spoken, view.readIn ?? question.language, library.editions());
    const { evidence, candidates, confidence, unmentioned } = weighed;
    const { embedMs, searchMs } = found;
    const now = performance.now();
    const timings = { embedMs, searchMs, answerMs: now - searched + asking.understoodMs, totalMs: now - started };
    return {
      question,
      answer,
      evidence,
      candidates,
      confidence,
      timings,
      ...(unmentioned.length === 0 ? {} : { unmentioned }),
      ...(found.inOtherWords.length === 0 ? {} : { inOtherWords: found.inOtherWords }),
      ...(found.byWordsAlone ? { notice: "words-alone" as const } : noticeOf(written, answer)),
      ...(written === null ? {} : { dropped: written.dropped }),
    };
  };
}

/** A question as it was understood, and what its answer is checked against. */
interface Asking {
  readonly question: Question;
  /**
   * The day that counts, what the asker may see, and what was said before; nothing where the question was made to stand
   * alone.
   */
  readonly request: Omit<AnswerRequest, "question" | "asker" | "onStage" | "history"> & {
    readonly history: readonly Turn[];
  };
  /** Turns as they came, for the model. */
  readonly said: readonly Turn[];
  /** The answer whose item is asked about; "" where none is. */
  readonly listed: string;
  readonly asker: number | null;
  readonly onStage: (stage: ProgressStage) => void;
  readonly versionOf: (hash: string) => StoredVersion | null;
  readonly textOf: TextOf;
  readonly started: number;
  readonly understoodMs: number;
}

/** Takes courtesies off, and has a model make a follow-up stand alone. */
async function understand(
  read: Question,
  { question: _, history = [], asker: whose, onStage = () => undefined, signal, ...view }: AnswerRequest,
  { writer, library }: Parts,
  started: number,
): Promise<Asking> {
  const typed = withoutCourtesy(read.text);
  const picked = pickedItem(typed, history);
  const asked: Question = { ...read, text: picked?.question ?? typed };
  const asker = whose ?? null;
  onStage({ kind: "searching" });
  const stop = signal === undefined ? {} : { signal };
  const rewritten =
    history.length === 0 ? null : await writer?.standAlone({ question: asked, history, asker, ...stop });
  const versionOf = rememberedVersions(library);
  return {
    asker,
    onStage,
    versionOf,
    started,
    said: history,
    listed: picked?.listed ?? "",
    question: rewritten ?? asked,
    request: { ...view, history: rewritten ? [] : history, ...stop },
    textOf: ({ version }) => versionOf(version),
    understoodMs: performance.now() - started,
  };
}

/** Answers from the facts that documents state: their days, their issuer, a clause. Null where none is asked for. */
function tellFacts(
  { question, request, versionOf, textOf, started }: Asking,
  { validity }: Parts,
): AnswerResult | null {
  const life = validity.answer(question, request, textOf);
  const claims = life && verified(life.claims, versionOf);
  if (!life || !claims) return null;
  const totalMs = performance.now() - started;
  const timings = { embedMs: 0, searchMs: 0, answerMs: totalMs, totalMs };
  const { standing, severalMeant } = life;
  const told = { ...(standing && { standing }), ...(severalMeant && { severalMeant }) };
  const answer: Answer = { kind: "answered", by: "extract", claims, ...told };
  return { question, answer, evidence: [], candidates: [], confidence: 1, timings };
}

/** Answers whether a document is in force. Null where that is not asked, or no document is clearly meant. */
async function tellValidity(
  { question, request, versionOf, textOf, started }: Asking,
  { search, wordsOfPassage }: Parts,
): Promise<AnswerResult | null> {
  const meant = documentOfStandingAsked(question, request.history);
  const tell = (history: readonly Turn[]) =>
    meant && tellStanding(meant.document, { ...request, history }, { search, wordsOfPassage, textOf });
  // Earlier talk may be about another document than the one that is named now.
  const told = (await tell(meant?.history ?? [])) ?? ((meant?.history.length ?? 0) > 0 ? await tell([]) : null);
  const claims = told && verified(told.claims, versionOf);
  if (!told || !claims) return null;
  const { embedMs, searchMs, evidence, candidates, confidence, standing } = told;
  const totalMs = performance.now() - started;
  const timings = { embedMs, searchMs, answerMs: totalMs - embedMs - searchMs, totalMs };
  const answer: Answer = { kind: "answered", by: "extract", claims, standing };
  return { question, answer, evidence, candidates, confidence, timings };
}

/** Answers with an outline where a document is to be summed up. Null where none is, or a model does it. */
async function tellSummary(
  { question, request, versionOf, textOf, started }: Asking,
  { search, writer, wordsOfPassage, validity }: Parts,
): Promise<AnswerResult | null> {
  if (writer !== null) return null;
  const alone = validity.numberAlone(question, request);
  const topic = alone === null ? summaryAsked(question) : question.text;
  const numbered = alone ?? (topic === null ? null : validity.numbered(topic, request));
  const parts = { search, wordsOfPassage, textOf, numbered };
  const told = topic === null ? null : await tellOutline({ ...question, text: topic }, request, parts);
  const claims = told && verified(told.claims, versionOf);
  if (!told || !claims) return null;
  const { embedMs, searchMs, evidence, candidates } = told;
  const totalMs = performance.now() - started;
  const timings = { embedMs, searchMs, answerMs: totalMs - embedMs - searchMs, totalMs };
  const answer: Answer = { kind: "answered", by: "extract", claims };
  return { question, answer, evidence, candidates, confidence: 1, timings };
}

/** Evidence and sentences in their order, what would be quoted of them, and how surely that answers. */
interface Weighed {
  readonly evidence: readonly Evidence[];
  readonly candidates: readonly Candidate[];
  readonly chosen: ReturnType<typeof chooseUnits>;
  /** One unit for each of two things that are compared; null where none are, or one is not found. */
  readonly compared: readonly Unit[] | null;
  readonly rows: RowsAsked | null;
  readonly unmentioned: readonly string[];
  readonly confidence: number;
}

/** Prefers what is in force, scores sentences, and lowers the confidence where what is asked for is not said. */
async function weigh(
  { question, request, listed, textOf }: Asking,
  found: SearchResult,
  parts: Parts,
): Promise<Weighed> {
  const { selector, onNotice, validity, wordsOfPassage, thresholds } = parts;
  const margins = selector === null ? null : await marginsOf(request.day, found, selector, onNotice, request.signal);
  const {
    evidence,
    candidates: ranked,
    confidence: asRated,
  } = mentionedFirst(found, validity.mentioned(question, request, textOf), (some) =>
    preferInForce(question, some, wordsOfPassage, margins),
  );
  const own = ownWordsFirst(readableFirst(ranked, question.language), found, wordsOfPassage);
  const named = askedOneFirst(own, question.text, textOf);
  const picked = rowByFigure(question.text, named, textOf);
  const candidates = picked === null ? named : [picked.candidate, ...named];
  const worthShowing = isWorthShowing(found, candidates[0], wordsOfPassage);
  const asFound = worthShowing ? Math.max(asRated, thresholds.toShow) : asRated;
  const isNear = asFound >= thresholds.toShow;
  const missing = isNear ? unmentionedIn({ question, found, best: candidates[0], day: request.day, textOf }) : null;
  // What a figure picks is the answer, and nothing beside it.
  const answering = picked?.isSure === true ? [picked.candidate] : candidates;
  const chosen = chooseUnits({ candidates: answering, question: question.text, listed, textOf });
  const rows = rowsAsked(question.text, candidates, textOf);
  // "When did she begin?" may share no word with its answer: the one who is meant and the date are enough.
  const saysWhatIsAsked =
    (rows !== null || chosen.holdsValue !== false) &&
    ((chosen.holdsValue === true && pointsBack(question.text)) ||
      answersItsOwnWords(candidates[0], found, wordsOfPassage));
  const answersWhatIsAsked =
    saysWhatIsAsked &&
    (missing?.inDocument.length ?? 0) === 0 &&
    !unitOfAnotherOne(chosen.units[0], question.text, textOf) &&
    !unitOfAnotherYear(chosen.units[0], question.text, request.day, textOf);
  // A thing that the nearest document does not name may still fall under its rule: it is shown, and not claimed.
  const asAnswered = answersWhatIsAsked ? asFound : Math.min(asFound, thresholds.toShow);
  const compared = asAnswered > thresholds.toShow ? comparedUnits(question.text, candidates, textOf) : null;
  // That both sides are there is surer than any score.
  const asCompared = compared === null ? asAnswered : Math.max(asAnswered, thresholds.toAnswer);
  const isPicked = picked?.isSure === true && asFound >= thresholds.toShow;
  const asPicked = isPicked && answersWhatIsAsked ? Math.max(asCompared, thresholds.toAnswer) : asCompared;
  const confidence = found.hasNoWords === true ? 0 : asPicked;
  return { evidence, candidates, chosen, compared, rows, unmentioned: missing?.anywhere ?? [], confidence };
}

/** Has the model write; null where there is none, or nothing that it should be given. */
async function write(
  { question, request, said, asker, onStage, versionOf }: Asking,
  { gloss, validityOf }: SearchResult,
  { evidence: found, candidates, confidence }: Weighed,
  { writer, selector, thresholds }: Parts,
): Promise<Written | null> {
  // Evidence about something else is not worth a call; whether a near miss is an answer, a model tells better.
  if (writer === null || found.length === 0 || confidence < thresholds.toShow) return null;
  const evidence = selector === null ? found : byBestSentence(found, candidates);
  const { day, signal } = request;
  const stop = signal === undefined ? {} : { signal };
  return await writer.write({
    evidence,
    gloss,
    validityOf,
    versionOf,
    question,
    asker,
    day,
    onStage,
    history: said,
    ...stop,
  });
}

/** Quotes what was chosen, as surely as the confidence lets it. */
function quote(
  { question, listed, textOf, versionOf }: Asking,
  found: SearchResult,
  { candidates, chosen, compared, rows, confidence }: Weighed,
  { written, thresholds }: { readonly written: Written | null; readonly thresholds: Thresholds },
): Answer {
  const table = rows === null || confidence < thresholds.toShow ? null : quotedRows(rows, question, textOf, found);
  const tableClaims = table && verified([table], versionOf);
  if (tableClaims) return { kind: "answered", by: "extract", claims: tableClaims };
  const byConfidence = decide(confidence, thresholds);
  // A model that finds nothing where the quotes seem to answer makes the answer unsure, not silent.
  const decided = written?.kind === "not-found" && byConfidence === "answered" ? "unsure" : byConfidence;
  if (decided === "not-found" || (decided === "unsure" && chosen.lacksValue)) return { kind: "not-found", nearest: [] };
  const units =
    decided === "answered"
      ? (compared ?? chosen.units)
      : nearestUnits({ candidates, question: question.text, listed, textOf, chosen });
  const { validityOf } = found;
  const claims = verified(quoteUnits({ units, question: question.text, textOf, validityOf }), versionOf);
  return claims === null ? { kind: "not-found", nearest: [] } : { kind: decided, by: "extract", claims };
}

function quotedRows(rows: RowsAsked, question: Question, textOf: TextOf, { validityOf }: SearchResult): Claim | null {
  return rowsClaim(
    rows,
    quoteUnits({ units: rows.units, question: question.text, textOf, validityOf }),
    question.language,
  );
}

/** The reason why the quotes are shown, where a model was to write. */
function noticeOf(written: Written | null, answer: Answer): { readonly notice?: Notice } {
  if (written?.kind === "failed") return { notice: written.notice };
  return written?.kind === "not-found" && answer.kind !== "not-found" ? { notice: "model-found-nothing" } : {};
}

/** The answer that the model made of it; null where it made nothing. */
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

/** The answer to a question that is not read at all: it asks nothing, or cannot be read. */
export function refused(reason: Extract<Answer, { kind: "refused" }>["reason"], totalMs: number): AnswerResult {
  const timings = { embedMs: 0, searchMs: 0, answerMs: 0, totalMs };
  return { question: null, answer: { kind: "refused", reason }, evidence: [], candidates: [], confidence: 0, timings };
}
