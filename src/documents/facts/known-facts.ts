/**
 * What counts of all that is said of a document: what was written by hand wins; then, of its issuer and its number, what
 * its text states, else what its file says of itself; then its name. Only what is sure is taken from the text. Pure.
 */

import { type FactOrigin, type FactOrigins, ORIGINAL_FACTS, type OriginalFact, type ReadResult } from "../document.ts";
import { firstOf } from "./facts-in-text.ts";
import type { StatedFact, StatedKind } from "./stated-fact.ts";

export interface KnownFactsOptions {
  /** Of the file: its front matter, its properties, or labels on its page. */
  readonly own: ReadResult["facts"];
  readonly beside: ReadResult["facts"];
  readonly stated: readonly StatedFact[];
  readonly format: string;
}

export interface KnownFacts {
  readonly known: Pick<
    ReadResult["facts"],
    "title" | "publisher" | "published" | "number" | "effectiveFrom" | "effectiveUntil"
  >;
  readonly origins: FactOrigins;
}

type SingleFact = Exclude<OriginalFact, "supersedes" | "amends">;

/** Where the text names no day of issue, that of its last revision is it, or of its adoption. */
const STATED_AS: Readonly<Record<SingleFact, readonly StatedKind[]>> = {
  title: ["title"],
  number: ["number"],
  publisher: ["publisher"],
  published: ["published", "adopted"],
  effectiveFrom: ["effectiveFrom"],
  effectiveUntil: ["effectiveUntil"],
};

export function knownFacts({ own, beside, stated, format }: KnownFactsOptions): KnownFacts {
  const known: Record<string, string> = {};
  const origins: Partial<Record<OriginalFact, FactOrigin>> = {};
  for (const fact of ORIGINAL_FACTS) {
    const kinds = fact === "supersedes" || fact === "amends" ? [fact] : STATED_AS[fact];
    const inText = fact === "published" ? (lastRevision(stated) ?? firstOf(stated, kinds)) : firstOf(stated, kinds);
    const [value, origin] = wins(fact, own[fact], beside[fact], inText, format);
    if (origin === null) continue;
    origins[fact] = origin;
    if (typeof value === "string") known[fact] = value;
  }
  // A title of a file's own that is a heading of its text was stated there.
  if (origins.title === undefined) origins.title = "file name";
  return { known, origins };
}

/** What an act says now, it says since it was last revised. */
export function lastRevision(stated: readonly StatedFact[]): string | null {
  const days = stated.filter(({ kind, sure }) => kind === "revised" && sure).map(({ value }) => value);
  return days.toSorted().at(-1) ?? null;
}

function wins(
  fact: OriginalFact,
  own: unknown,
  beside: unknown,
  inText: string | null,
  format: string,
): readonly [unknown, FactOrigin | null] {
  if (beside !== undefined) return [beside, "sidecar"];
  // "Source: …" on a page names where it was taken from, which need not be who issued it.
  if ((fact === "publisher" || fact === "number") && inText !== null && format !== "markdown") return [inText, "text"];
  // Letterheads and numbers stand above the title, where readers of formats without headings take them for it.
  if (fact === "title" && inText !== null && format !== "markdown") return [inText, "text"];
  if (own !== undefined)
    return [own, fact === "title" && own === inText ? "text" : format === "markdown" ? "front matter" : "file"];
  return inText === null ? [undefined, null] : [inText, "text"];
}
