/**
 * An answer to "Is the action plan still in force?": how the document stands on the day that is asked about, as its dates
 * and the documents after it have it, with its sentence that fits best as the quote. Where nothing is known of that, or no
 * document is clearly meant, it is a question like any other.
 */

import type { Evidence } from "../../retrieval/evidence.ts";
import type { Question } from "../../retrieval/question.ts";
import type { Search, SearchRequest } from "../../retrieval/search.ts";
import type { Claim, DocumentValidity } from "../answer.ts";
import { CONFIDENCE_TO_ANSWER, confidenceOf } from "../confidence.ts";
import type { WordsOfPassage } from "../passage-words.ts";
import { quoteUnits } from "../quote.ts";
import { type Candidate, weighSentences } from "../sentences.ts";
import { type TextOf, unitOf } from "../units.ts";

/** A title and headings that have so much of what is asked are its name. */
const NAMED = 0.6;

export interface TellStandingOptions {
  readonly search: Search;
  readonly wordsOfPassage: WordsOfPassage;
  readonly textOf: TextOf;
}

export interface ToldStanding {
  /** Not yet compared with the stored text. */
  readonly claims: readonly Claim[];
  readonly standing: DocumentValidity;
  readonly evidence: readonly Evidence[];
  readonly candidates: readonly Candidate[];
  readonly confidence: number;
  readonly embedMs: number;
  readonly searchMs: number;
}

/** @param asked for the document, without the question how it stands */
export async function tellStanding(
  asked: Question,
  request: Omit<SearchRequest, "question">,
  { search, wordsOfPassage, textOf }: TellStandingOptions,
): Promise<ToldStanding | null> {
  const found = await search({ ...request, question: asked });
  const { query, gloss, embedMs, searchMs, validityOf } = found;
  const named = (one: Evidence): number => {
    const { headings } = wordsOfPassage(one.passage, query.readsGlossOf(one.passage.language) ? gloss : null);
    return query.coverage([{ words: headings, weight: 1 }]);
  };
  // Of two that are named as well, the one that was found first: the order of equal ones stays.
  const [meant] = found.evidence
    .map((one) => ({ passage: one.passage, share: named(one) }))
    .sort((one, other) => other.share - one.share);
  const [first] = found.evidence;
  if (meant === undefined || first === undefined) return null;
  const isNamed = meant.share >= NAMED;
  const { document } = isNamed ? meant.passage : first.passage;
  const standing = validityOf(document);
  if (standing.kind === "unknown") return null;
  const evidence = found.evidence.filter(({ passage }) => passage.document.id === document.id);
  const candidates = weighSentences({ question: asked, evidence, query, gloss, wordsOfPassage });
  const confidence = confidenceOf(evidence, candidates);
  if (!isNamed && confidence < CONFIDENCE_TO_ANSWER) return null;
  const units = candidates.slice(0, 1).map((candidate) => unitOf(candidate, textOf));
  const claims = quoteUnits({ units, question: asked.text, textOf, validityOf }).slice(0, 1);
  const told = { document, standing };
  return { claims, standing: told, evidence: found.evidence, candidates, confidence, embedMs, searchMs };
}
