/**
 * Decides between answering, being unsure and abstaining. Confidence is the probability that the best unit answers, worked
 * out from the best passage's score and the best sentence's cosine, from how good the best unit is and how far ahead, and
 * from the selector's margin where there is one.
 */

import { workKey } from "../../documents/facts/document-name.ts";
import { tokenize } from "../../language/tokenize.ts";
import type { Evidence } from "../retrieval/evidence.ts";
import { type Candidate, NOT_READ } from "./sentences.ts";

/** Threshold from which up it is said as an answer; docs/evaluation.md has what other thresholds would give. */
export const CONFIDENCE_TO_ANSWER = 0.42;
/**
 * Threshold from which up the nearest units are shown, as such; below, "I did not find an answer". Of the members'
 * questions that the documents answer 5 % are below it.
 */
export const CONFIDENCE_TO_SHOW = 0.15;

export interface Thresholds {
  readonly toAnswer: number;
  readonly toShow: number;
}

export const THRESHOLDS: Thresholds = { toAnswer: CONFIDENCE_TO_ANSWER, toShow: CONFIDENCE_TO_SHOW };

export function decide(confidence: number, { toAnswer, toShow }: Thresholds): "answered" | "unsure" | "not-found" {
  if (confidence >= toAnswer) return "answered";
  return confidence >= toShow ? "unsure" : "not-found";
}

/** Weights of the log-odds that the best unit answers. */
interface Weights {
  readonly nearness: number;
  readonly best: number;
  readonly lead: number;
  /** Distance of the best unit's passage behind the best passage. */
  readonly behind: number;
  readonly margin: number;
  /** Lead of the margin over the best one of another passage. */
  readonly marginLead: number;
  readonly bias: number;
}

/**
 * Nearness alone tells what a library is about; that the unit itself is good (`best`) and that no other passage comes close
 * (`lead`) tell that it answers. Chosen on 2,765 questions over sixteen invented organisations and the development sets
 * (2026-11-29), and scaled so that confidence is the share of best units that are right (2026-11-30).
 */
const WITHOUT_SELECTOR: Weights = {
  nearness: 1.54,
  best: 0.43,
  lead: 0.8,
  bias: -3.52,
  behind: 0,
  margin: 0,
  marginLead: 0,
};
/**
 * Weights with the selector. Looked for by chance over members', xquad, clapnq, mtragun and 2,454 questions over
 * fourteen invented organisations that it was not trained on, for what is served less .6 of what misleads (2026-11-30);
 * a logistic fit alone gives nearness no weight, and lets clapnq's near misses through.
 */
const WITH_SELECTOR: Weights = {
  nearness: 0.88,
  best: 0.67,
  lead: 2.2,
  bias: -3.12,
  behind: -3,
  margin: 0.28,
  marginLead: 0.08,
};
/** Lead from which on more says no more. */
const FAR_AHEAD = 0.6;
/** Share of the words of the shorter passage that two versions have in common. */
const MOST_WORDS = 0.7;

/** @param candidates best first, of the evidence */
export function confidenceOf(evidence: readonly Evidence[], candidates: readonly Candidate[]): number {
  const [best] = candidates;
  if (best === undefined) return 0;
  const weights = best.margin === null ? WITHOUT_SELECTOR : WITH_SELECTOR;
  return logistic(
    weights.nearness * nearnessOf(evidence, candidates) +
      weights.best * best.plainScore +
      weights.lead * Math.min(FAR_AHEAD, leadOf(evidence)) +
      weights.behind * (bestScoreOf(evidence) - best.evidence.score) +
      weights.margin * (best.margin ?? 0) +
      weights.marginLead * marginLeadOf(evidence, candidates) +
      weights.bias,
  );
}

/** Lead of the best passage over its best rival. */
function leadOf(evidence: readonly Evidence[]): number {
  const [best] = evidence.toSorted((one, other) => other.score - one.score);
  return best === undefined ? 0 : best.score - bestScoreOf(rivalsOf(best, evidence));
}

/** Lead of the best unit's margin over the best one of a rival of its passage; 0 without a selector. */
function marginLeadOf(evidence: readonly Evidence[], [best, ...others]: readonly Candidate[]): number {
  if (best === undefined || best.margin === null) return 0;
  const rivals = new Set(rivalsOf(best.evidence, evidence));
  const margins = others.flatMap(({ evidence: of, margin }) => (rivals.has(of) && margin !== null ? [margin] : []));
  return best.margin - Math.max(NOT_READ, ...margins);
}

/** Passages that are no version or amendment of its text. */
function rivalsOf({ passage }: Evidence, evidence: readonly Evidence[]): readonly Evidence[] {
  return evidence.filter((other) => !isOfOneText(other.passage, passage));
}

function bestScoreOf(evidence: readonly Evidence[]): number {
  return Math.max(0, ...evidence.map(({ score }) => score));
}

/** Versions are of one work and have most words in common; an amendment names what it amends in 《》. */
function isOfOneText(one: Evidence["passage"], other: Evidence["passage"]): boolean {
  if (one.id === other.id) return true;
  const [own, others] = [one.document.title, other.document.title];
  if (own.includes(`《${others}》`) || others.includes(`《${own}》`)) return true;
  if (one.document.id === other.document.id || workKey(own) !== workKey(others)) return false;
  const [words, known] = [new Set(tokenize(one.text)), new Set(tokenize(other.text))];
  return words.intersection(known).size >= MOST_WORDS * Math.min(words.size, known.size);
}

/** Best passage's score + best sentence's cosine + what is lost to the gloss. */
function nearnessOf(evidence: readonly Evidence[], candidates: readonly Candidate[]): number {
  return (
    bestScoreOf(evidence) +
    Math.max(...candidates.map(({ cosine }) => cosine)) +
    (candidates[0]?.evidence.lostToGloss ?? 0)
  );
}

function logistic(value: number): number {
  return 1 / (1 + Math.exp(-value));
}

/** Log-odds: on this scale differences of confidence mean the same everywhere. */
export function logOdds(probability: number): number {
  const bounded = Math.min(1 - 1e-6, Math.max(1e-6, probability));
  return Math.log(bounded / (1 - bounded));
}
