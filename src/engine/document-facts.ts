/**
 * The metadata of a document as people are shown it, at the command line and in chat: each fact with who says it, how sure it
 * is, and the words of the text that say it. Pure.
 */

import { type DocumentFacts, type FactOrigin, ORIGINAL_FACTS } from "../documents/document.ts";
import type { StatedFact, StatedKind } from "../documents/facts/facts-in-text.ts";

export interface KnownFact {
  readonly fact: StatedKind;
  readonly value: string;
  readonly origin: FactOrigin;
  /** Unsure facts change no answer. */
  readonly sure: boolean;
  /** Words of the text that say it; null where something else does. */
  readonly quote: string | null;
}

/** In words, and what is read from the text and does not count besides. */
export function factsKnown(document: DocumentFacts, text: string): KnownFact[] {
  const { stated = [], origins = {} } = document;
  const quoteOf = ({ start, end }: StatedFact): string => text.slice(start, end).replaceAll(/\s*\n\s*/gu, " ");
  const byOthers = ORIGINAL_FACTS.flatMap((fact): KnownFact[] => {
    const origin = origins[fact];
    if (origin === undefined || origin === "text") return [];
    return valuesOf(document, fact).map((value) => ({ fact, value, origin, sure: true, quote: null }));
  });
  const inText = stated.map((one): KnownFact => {
    const clause = one.clause === undefined ? "" : ` (${one.clause})`;
    const { kind: fact, value, sure } = one;
    return { fact, value: `${value}${clause}`, origin: "text", sure, quote: quoteOf(one) };
  });
  return [...byOthers, ...inText];
}

function valuesOf(document: DocumentFacts, fact: (typeof ORIGINAL_FACTS)[number]): readonly string[] {
  if (fact === "supersedes") return document.supersedes;
  if (fact === "amends") {
    return document.amends.map(({ document: of, clause }) => (clause === null ? of : `${of} (${clause})`));
  }
  const value = document[fact];
  return value === null ? [] : [value];
}

/** Of the words for what it is. */
export function factKey(fact: StatedKind): string {
  return `known-${fact.replaceAll(/\p{Lu}/gu, (letter) => `-${letter.toLowerCase()}`)}`;
}

/** Of the words for who says it. */
export function originKey(origin: FactOrigin): string {
  return `known-from-${origin.replace(" ", "-")}`;
}
