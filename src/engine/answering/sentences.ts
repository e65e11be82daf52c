/**
 * Every sentence of some passages, weighed: how near it is in meaning, how much of what is asked it says itself, and
 * whether it holds the kind of thing that is asked for. Pure.
 */

import type { Bm25Query } from "../../index/keyword/bm25.ts";
import { asksAboutText } from "../../language/about-text.ts";
import { tokenize } from "../../language/tokenize.ts";
import type { Gloss } from "../../language/zh/gloss.ts";
import type { Validity } from "../../library/validity/validity.ts";
import type { Evidence } from "../retrieval/evidence.ts";
import type { Question } from "../retrieval/question.ts";
import { askedBy, holdsAsked } from "./asked.ts";
import { type WordsOfPassage, wordsRead } from "./passage-words.ts";

/** Sentences of fewer letters and digits are crumbs: "Yes.", "Page 3". */
const MIN_LETTERS = 8;
const FEW_WORDS = 5;

/** Features of a sentence, each times its weight. */
interface Features {
  readonly margin: number;
  readonly cosine: number;
  /** Shares of what is asked that the sentence says, and that it says with what stands around it. */
  readonly covered: number;
  readonly coveredAround: number;
  readonly passage: number;
  readonly asked: number;
  readonly length: number;
  readonly fewWords: number;
  readonly note: number;
  /** The row of what the question names comes before the row of others, which may be nearer in meaning. */
  readonly namedRow: number;
  /** Column names are near to every question of their table, and answer none: its rows do. */
  readonly tableHead: number;
}

/** Chosen by hand on the development sets; a fit on two of them was no better on the third. */
const WITHOUT_MARGIN: Features = {
  margin: 0,
  cosine: 1,
  covered: 0.5,
  coveredAround: 0.3,
  passage: 1,
  asked: 0.3,
  length: 0,
  fewWords: -0.3,
  note: -0.3,
  namedRow: 0.3,
  tableHead: -2,
};
/**
 * Weights with the selector's margin; a conditional fit on 1,150 questions over eleven invented organisations that it
 * was not trained on, cross-fitted over them. First unit right, of those with a right one: there .77 for .75 with the
 * margin added to the weights above, xquad .80 for .78, clapnq .74 for .71, members' .82 for .83 (2026-11-30).
 */
const WITH_MARGIN: Features = {
  margin: 0.15,
  cosine: 0.14,
  covered: 0.28,
  coveredAround: 0.75,
  passage: 0.78,
  asked: 0.11,
  length: 0.22,
  fewWords: 0,
  note: -0.3,
  namedRow: 0.3,
  tableHead: -2,
};

function weighed(features: Features, weights: Features): number {
  return (Object.keys(weights) as (keyof Features)[]).reduce((sum, name) => sum + weights[name] * features[name], 0);
}

/** Letters of a sentence that length adds nothing to. */
const USUAL_LETTERS = 60;
/** Added to letters, so that of the shortest a few more do not count for much. */
const EVEN_SHORT = 10;
/** Weight of a term that stands beside the sentence: a sentence goes on from the one before it. */
const CONTEXT_WEIGHTS = { sentence: 1, leadIn: 1, before: 0.9, after: 0.6, headings: 0.9 };
/** Share by which a sentence comes nearer by the question that stands over it as a heading. */
const HEADING_SHARE = 0.5;

export interface Candidate {
  readonly evidence: Evidence;
  /** 0-based number of the sentence in its passage. */
  readonly sentence: number;
  /** Offsets of the document's text. */
  readonly start: number;
  readonly end: number;
  readonly quote: string;
  readonly standing: Validity;
  readonly cosine: number;
  /** The selector's log-odds that it answers; null without a selector. */
  readonly margin: number | null;
  /** Ranks candidates of one question. */
  readonly score: number;
  /** Score without a selector; on this scale alone shares and differences of scores mean something. */
  readonly plainScore: number;
}

export interface WeighOptions {
  readonly question: Question;
  readonly evidence: readonly Evidence[];
  readonly query: Bm25Query;
  /** Gloss of Chinese text; null where there is none. */
  readonly gloss: Gloss | null;
  readonly wordsOfPassage: WordsOfPassage;
  /** Margins of each passage's sentences, by the selector; absent without one. */
  readonly margins?: Margins | null | undefined;
}

/** Margins by passage id, then by sentence. */
export type Margins = ReadonlyMap<number, readonly number[]>;

/** A margin of what the selector has not read: it does not answer. */
export const NOT_READ = -8;

/** Nearness tells without the selector whether a text is about the same matter at all. */
export function withoutMargin(candidate: Candidate): Candidate {
  return { ...candidate, margin: null, score: candidate.plainScore };
}

/** @returns best first */
export function weighSentences(options: WeighOptions): Candidate[] {
  const { question, evidence, query, margins } = options;
  const asked = askedBy(question.text);
  const named = new Set(tokenize(question.text));
  const mayBeAboutText = asksAboutText(question.text);
  return evidence
    .flatMap((item) => {
      const { passage, sentenceScores, validity: ofPassage } = item;
      const { sentences, headings } = wordsRead(passage, options);
      const around = (index: number, weight: number) => {
        const neighbour = sentences[index];
        return neighbour === undefined ? [] : [{ words: neighbour.words, weight }];
      };
      return sentences.flatMap((words, sentence): Candidate[] => {
        const { start, end, quote, letters, length, isNote, isAboutText, leadIn, label, isTableHead } = words;
        if (letters < MIN_LETTERS || (isAboutText && !mayBeAboutText)) return [];
        const own = [
          ...around(sentence, CONTEXT_WEIGHTS.sentence),
          ...(leadIn === null ? [] : [{ words: leadIn, weight: CONTEXT_WEIGHTS.leadIn }]),
        ];
        // A sentence goes on from the one before it; rows and items stand beside each other.
        const context =
          leadIn === null
            ? [...around(sentence - 1, CONTEXT_WEIGHTS.before), ...around(sentence + 1, CONTEXT_WEIGHTS.after)]
            : [];
        const alone = sentenceScores[sentence] ?? 0;
        // A question brings its answer: the answer is nearly as near as the question over it.
        const cosine = alone + HEADING_SHARE * Math.max(0, (item.headingScore ?? 0) - alone);
        const margin = margins?.get(passage.id)?.[sentence] ?? null;
        const features: Features = {
          cosine,
          margin: margin ?? 0,
          passage: item.score + item.continues,
          covered: query.coverage(own),
          coveredAround: query.coverage([...own, ...context, { words: headings, weight: CONTEXT_WEIGHTS.headings }]),
          asked: holdsAsked(asked, quote, question.text),
          length: Math.log((EVEN_SHORT + letters) / (EVEN_SHORT + USUAL_LETTERS)),
          fewWords: Number(length < FEW_WORDS),
          note: Number(isNote),
          namedRow: Number(label.length > 0 && label.every((word) => named.has(word))),
          tableHead: Number(isTableHead),
        };
        const plainScore = weighed(features, WITHOUT_MARGIN);
        const score = margin === null ? plainScore : weighed(features, WITH_MARGIN);
        const validity = item.sentenceValidity[sentence] ?? ofPassage;
        return [{ evidence: item, sentence, start, end, quote, standing: validity, cosine, margin, score, plainScore }];
      });
    })
    .sort((one, other) => other.score - one.score);
}
