/**
 * Orders evidence and sentences. Text in force answers, if it says what is asked: superseded, expired, amended and
 * future text is used only where the best that is in force would be no answer, or fits much worse. A document that is
 * asked for by its number or title answers first; of sentences that answer as well, the one in the asker's language.
 * The selector is asked about the same passages.
 */

import type { SelectorPassage } from "../../embedding/minilm/selecting.ts";
import { DocketError, errorText } from "../../errors.ts";
import type { Language } from "../../language/language.ts";
import type { LibraryDocument } from "../../library/library.ts";
import { contextOf as titleOf } from "../../library/split.ts";
import { isInForce } from "../../library/validity/validity.ts";
import { anyInForce, type Evidence } from "../retrieval/evidence.ts";
import type { Question } from "../retrieval/question.ts";
import type { SearchResult } from "../retrieval/search.ts";
import { holdsValue, valueAskedBy } from "./asked-value.ts";
import { CONFIDENCE_TO_ANSWER, CONFIDENCE_TO_SHOW, confidenceOf, logOdds } from "./confidence.ts";
import type { WordsOfPassage } from "./passage-words.ts";
import type { Selector } from "./selector.ts";
import { type Candidate, type Margins, NOT_READ, weighSentences, withoutMargin } from "./sentences.ts";

/** Passages whose sentences are looked at. */
const PASSAGES = 5;
/**
 * Text in force may fit this much worse than other text, in log-odds, and is still what answers; the text that replaced
 * the other may fit worse than that. With half of a development set's documents expired, text that says something else
 * fitted worse by .5 or more in all but 2 of 58 questions; without this limit it answered 6 of them wrongly.
 */
const MUCH_WORSE = 0.46;
/** The same threshold, for the score that candidates are ranked by. */
const MUCH_WORSE_SCORE = 0.3;

interface Preferred {
  /** Evidence that the answer is made from, best first; then the rest. */
  readonly evidence: readonly Evidence[];
  /** Best first. */
  readonly candidates: readonly Candidate[];
  readonly confidence: number;
}

type Found = Pick<SearchResult, "evidence" | "query" | "gloss">;

/** The passages whose sentences are weighed: the best, and the best in force. */
function passagesWeighed(evidence: readonly Evidence[], most: number = PASSAGES): Evidence[] {
  return [...new Set([...evidence.slice(0, most), ...evidence.filter(anyInForce).slice(0, most)])];
}

export function preferInForce(
  question: Question,
  found: Found,
  wordsOfPassage: WordsOfPassage,
  margins: Margins | null = null,
): Preferred {
  const { evidence, query, gloss } = found;
  const best = evidence.slice(0, PASSAGES);
  const inForce = evidence.filter(anyInForce).slice(0, PASSAGES);
  const looked = passagesWeighed(evidence);
  const weighed = weighSentences({ question, evidence: looked, query, gloss, wordsOfPassage, margins });
  const all = weighed.filter((candidate) => best.includes(candidate.evidence));
  const confidence = confidenceOf(best, all);
  const holding = weighed.filter((candidate) => isInForce(candidate.standing) && inForce.includes(candidate.evidence));
  if (holding.length === weighed.length) return { evidence, candidates: all, confidence };
  const confidenceInForce = confidenceOf(inForce, holding);
  const muchWorse = !replaces(holding[0], all[0]) && logOdds(confidenceInForce) < logOdds(confidence) - MUCH_WORSE;
  if (confidenceInForce < CONFIDENCE_TO_ANSWER || muchWorse || saysLess(question, holding, all)) {
    const old = latestOf(all);
    return { evidence, candidates: [...successorOf(old[0], holding), ...old], confidence };
  }
  const others = evidence.filter((item) => !inForce.includes(item));
  return { evidence: [...inForce, ...others], candidates: holding, confidence: confidenceInForce };
}

/**
 * True if the value that is asked for stands in the best of all and in none of those in force that are nearly as good.
 */
function saysLess(question: Question, inForce: readonly Candidate[], all: readonly Candidate[]): boolean {
  const [best, old] = [inForce[0], all[0]];
  const value = valueAskedBy(question.text);
  if (value === null || best === undefined || old === undefined) return false;
  const holds = ({ quote }: Candidate) => holdsValue(value, quote, question.text);
  return holds(old) && !inForce.some((one) => one.score >= best.score - MUCH_WORSE_SCORE && holds(one));
}

/** The last of old texts that replaced each other, unless it fits much worse. */
function latestOf(candidates: readonly Candidate[]): readonly Candidate[] {
  return candidates.filter(
    (old) => !candidates.some((other) => replaces(other, old) && other.score >= old.score - MUCH_WORSE_SCORE),
  );
}

/**
 * Old text is about to answer. What the text that replaced it says on the same matter is quoted before it, though in
 * words so different that it would be no answer by itself.
 */
function successorOf(old: Candidate | undefined, holding: readonly Candidate[]): Candidate[] {
  const successor = holding.find((candidate) => replaces(candidate, old));
  if (old === undefined || successor === undefined) return [];
  const about = confidenceOf([successor.evidence], [withoutMargin(successor)]) >= CONFIDENCE_TO_SHOW;
  return about ? [{ ...successor, score: old.score, plainScore: old.plainScore }] : [];
}

function replaces(one: Candidate | undefined, other: Candidate | undefined): boolean {
  const id = one?.evidence.passage.document.id;
  const standing = other?.standing;
  if (id === undefined || standing === undefined) return false;
  if (standing.kind === "superseded") return standing.by.id === id || standing.now?.id === id;
  return standing.kind === "amended" && standing.by.id === id;
}

/**
 * A document that is asked for by its number or its title answers, also where it holds no more: its quotes say so. If it says nothing
 * near, others answer.
 * @param prefer weighs what was found, or a part of it
 */
export function mentionedFirst<Found extends Pick<Preferred, "evidence">>(
  found: Found,
  mentioned: readonly LibraryDocument[],
  prefer: (found: Found) => Preferred,
): Preferred {
  const ids = new Set(mentioned.map(({ id }) => id));
  const own = found.evidence.filter(({ passage }) => ids.has(passage.document.id));
  if (own.length === 0) return prefer(found);
  const preferred = prefer({ ...found, evidence: own });
  if (preferred.confidence < CONFIDENCE_TO_SHOW) return prefer(found);
  return { ...preferred, evidence: [...preferred.evidence, ...found.evidence.filter((one) => !own.includes(one))] };
}

/**
 * Order for a model, which reads the passages in turn: that of the best sentence first; those that were not weighed
 * last.
 */
export function byBestSentence(evidence: readonly Evidence[], candidates: readonly Candidate[]): readonly Evidence[] {
  return [...new Set([...candidates.map((candidate) => candidate.evidence), ...evidence])];
}

/** Scores that differ by less say nothing of which answers better. */
const AS_WELL = 0.02;

/**
 * Puts the one in the asker's language first, among sentences that answer as well. @param
 * candidates best first
 */
export function readableFirst(candidates: readonly Candidate[], language: Language): readonly Candidate[] {
  const [best] = candidates;
  if (best === undefined || languageOf(best) === language) return candidates;
  const readable = candidates.find((one) => languageOf(one) === language);
  if (readable === undefined || readable.score < best.score - AS_WELL * Math.abs(best.score)) return candidates;
  return [readable, ...candidates.filter((one) => one !== readable)];
}

function languageOf({ evidence }: Candidate): Language {
  return evidence.passage.language;
}

/**
 * Passages that are read: the best, and the best in force. Of 1,312 first units that were right the fifth passage held one,
 * and each costs 13 ms.
 */
const PASSAGES_READ = 4;

/**
 * Margins that the selector gives each sentence that will be weighed; null where it failed, and the rest must do. A
 * follow-up it is not asked: with the question before it, what answered that one seems to answer this one too, and of
 * what it was trained on one question in thirty is a follow-up (of 36 follow-ups that nothing answers 26 are refused
 * with it, 32 without).
 * @param day on which it is asked, as `2026-11-22`
 */
export async function marginsOf(
  day: string,
  { evidence, asked, isFollowUp }: Pick<SearchResult, "evidence" | "asked" | "isFollowUp">,
  selector: Selector,
  onNotice: (notice: string) => void,
  signal: AbortSignal | undefined,
): Promise<Margins | null> {
  if (isFollowUp) return null;
  const read = passagesWeighed(evidence, PASSAGES_READ).map(({ passage }) => passage);
  const texts = read.map(({ document, section, text, start, sentences }) => ({
    title: titleOf(document.title, section),
    units: sentences.map((span) => text.slice(span.start - start, span.end - start)),
  }));
  try {
    const margins = await selector.select(withoutThisYear(asked, day, texts), texts, signal);
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

/**
 * Takes this year off the question: text in force need not name it: "the fee in 2026" is asked as "the fee", unless a
 * text names 2026.
 */
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
