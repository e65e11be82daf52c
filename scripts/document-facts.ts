/**
 * Shows the metadata of a document, to a person at a terminal and to a program: each fact with who says it, how sure it
 * is, and the words of the text that say it.
 */

import {
  type DocumentFacts,
  type FactOrigin,
  ORIGINAL_FACTS,
  type StatedFact,
  type StatedKind,
} from "../src/engine/engine.ts";

export interface KnownFact {
  readonly fact: StatedKind;
  readonly value: string;
  readonly origin: FactOrigin;
  /** Unsure facts change no answer. */
  readonly sure: boolean;
  /** Words of the text that say it; null where something else does. */
  readonly quote: string | null;
}

const NAMES: Readonly<Record<StatedKind, string>> = {
  ...{ title: "title", number: "number", publisher: "issued by", published: "published", adopted: "adopted" },
  ...{ revised: "revised", effectiveFrom: "effective from", effectiveUntil: "effective until" },
  ...{ supersedes: "supersedes", amends: "amends" },
};

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

export function factLine({ fact, value, origin, sure, quote }: KnownFact): string {
  const said = quote === null || quote === value ? "" : `: “${quote}”`;
  return `  ${NAMES[fact]}: ${value} (${origin}${sure ? "" : ", unsure"}${said})`;
}

function valuesOf(document: DocumentFacts, fact: (typeof ORIGINAL_FACTS)[number]): readonly string[] {
  if (fact === "supersedes") return document.supersedes;
  if (fact === "amends") {
    return document.amends.map(({ document: of, clause }) => (clause === null ? of : `${of} (${clause})`));
  }
  const value = document[fact];
  return value === null ? [] : [value];
}

interface Seeming {
  readonly by: { readonly path: string };
  readonly of: { readonly path: string };
  readonly quote: string | null;
}

/** What seems to replace what, with the way to say so. */
export function relationQuestionText({ by, of, quote }: Seeming): string {
  const words = quote === null ? "" : ` (“${quote.replaceAll(/\s+/gu, " ")}”)`;
  return (
    `${by.path}: it seems to replace ${of.path}${words}: say so with ` +
    `npm run documents -- --replaced "${of.path}" --by "${by.path}", deny it with --not`
  );
}
