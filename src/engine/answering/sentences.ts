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
import type { WordsOfPassage } from "./passage-words.ts";

/** Sentences of fewer letters and digits are crumbs: "Yes.", "Page 3". */
const MIN_LETTERS = 8;
const FEW_WORDS = 5;

/** Chosen by hand on the development sets; a fit on two of them was no better on the third. */
const WEIGHTS = { cosine: 1, covered: 0.5, coveredAround: 0.3, passage: 1, asked: 0.3, fewWords: -0.3, note: -0.3 };
/** What a term counts that stands beside the sentence: a sentence goes on from the one before it. */
const CONTEXT_WEIGHTS = { sentence: 1, leadIn: 1, before: 0.9, after: 0.6, headings: 0.9 };
/** The row of what the question names comes before the row of others, which may be nearer in meaning. */
const NAMED_ROW = 0.3;
/** How far a sentence comes nearer by the question that stands over it as a heading. */
const HEADING_SHARE = 0.5;
/** Column names are near to every question of their table, and answer none: its rows do. */
const TABLE_HEAD = -2;

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
}

export interface WeighOptions {
  readonly question: Question;
  readonly evidence: readonly Evidence[];
  readonly query: Bm25Query;
  /** Of Chinese text; null where there is none. */
  readonly gloss: Gloss | null;
  readonly wordsOfPassage: WordsOfPassage;
  /** Of each passage's sentences, by the selector; absent without one. */
  readonly margins?: Margins | null | undefined;
}

/** By passage id, then by sentence. */
export type Margins = ReadonlyMap<number, readonly number[]>;

/**
 * What the selector's margin counts beside the other features. First unit right, of those with a right one: members' 81 of
 * 122 without it, 91 with it; xquad 118 and 121 of 155; clapnq 106 and 112 of 157; 835 and 882 of 1,175 over organisations
 * that it was not trained on; by the margin alone 86, 113, 108 and 790 (2026-11-30).
 */
const MARGIN_WEIGHT = 0.15;

/** What the score would be without a selector: two units may answer that the selector does not take for one answer. */
export function scoreWithoutMargin({ score, margin }: Candidate): number {
  return score - MARGIN_WEIGHT * (margin ?? 0);
}

/** As without a selector: whether a text is about the same matter at all, nearness tells. */
export function withoutMargin(candidate: Candidate): Candidate {
  return { ...candidate, margin: null, score: scoreWithoutMargin(candidate) };
}

/** @returns best first */
export function weighSentences(options: WeighOptions): Candidate[] {
  const { question, evidence, query, gloss, wordsOfPassage, margins } = options;
  const asked = askedBy(question.text);
  const named = new Set(tokenize(question.text));
  const mayBeAboutText = asksAboutText(question.text);
  return evidence
    .flatMap((item) => {
      const { passage, sentenceScores, validity: ofPassage } = item;
      const { sentences, headings } = wordsOfPassage(passage, query.readsGlossOf(passage.language) ? gloss : null);
      const around = (index: number, weight: number) => {
        const neighbour = sentences[index];
        return neighbour === undefined ? [] : [{ words: neighbour.words, weight }];
      };
      return sentences.flatMap((weighed, sentence): Candidate[] => {
        const { start, end, quote, letters, length, isNote, isAboutText, leadIn, label, isTableHead } = weighed;
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
        const score =
          MARGIN_WEIGHT * (margin ?? 0) +
          WEIGHTS.cosine * cosine +
          WEIGHTS.covered * query.coverage(own) +
          WEIGHTS.coveredAround *
            query.coverage([...own, ...context, { words: headings, weight: CONTEXT_WEIGHTS.headings }]) +
          WEIGHTS.passage * (item.score + item.continues) +
          WEIGHTS.asked * holdsAsked(asked, quote, question.text) +
          (length < FEW_WORDS ? WEIGHTS.fewWords : 0) +
          (isNote ? WEIGHTS.note : 0) +
          (label.length > 0 && label.every((word) => named.has(word)) ? NAMED_ROW : 0) +
          (isTableHead ? TABLE_HEAD : 0);
        const validity = item.sentenceValidity[sentence] ?? ofPassage;
        return [{ evidence: item, sentence, start, end, quote, standing: validity, cosine, margin, score }];
      });
    })
    .sort((one, other) => other.score - one.score);
}
