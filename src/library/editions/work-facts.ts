/**
 * Shares the metadata of a work among its editions: what one of them says of dates, of the documents that it replaces,
 * and what another document says of one of them, counts for each. Pure.
 */

import { isOnePlace } from "../../documents/collection.ts";
import type { Amendment } from "../../documents/document.ts";
import { referencesTo } from "../validity/references.ts";
import type { DatedDocument } from "../validity/validity-index.ts";

/** @returns the documents in the same order, each with the facts of its work */
export function withWorkFacts<Known extends DatedDocument>(
  documents: readonly Known[],
  editionsOf: (id: string) => readonly DatedDocument[],
): Known[] {
  const known = referencesTo(documents);
  /** All editions of what is meant; the reference itself where it has none, or nothing is meant. */
  const widened = (reference: string, by: string): readonly string[] => {
    const own = new Set([by, ...editionsOf(by).map(({ id }) => id)]);
    const meant = known(reference).documents.filter(({ id }) => !own.has(id));
    const all = new Set(meant.flatMap(({ id }) => [id, ...editionsOf(id).map((edition) => edition.id)]));
    return all.size > meant.length ? [...all] : [reference];
  };
  return documents.map((document) => {
    // Whoever names a document of another collection as the original does not date it or speak in its name.
    const others = editionsOf(document.id).filter(({ collection }) => isOnePlace(collection, document.collection));
    const resolved = (reference: string): boolean => known(reference).documents.some(({ id }) => id !== document.id);
    const supersedes = [
      ...document.supersedes,
      ...others.flatMap((other) => other.supersedes.filter(resolved)),
    ].flatMap((reference) => widened(reference, document.id));
    const amends = [
      ...document.amends,
      ...others.flatMap((other) => other.amends.filter(({ document: reference }) => resolved(reference))),
    ].flatMap(({ document: reference, clause }) =>
      widened(reference, document.id).map((widenedTo): Amendment => ({ document: widenedTo, clause })),
    );
    const first = (fact: "published" | "effectiveFrom" | "effectiveUntil" | "number"): string | null =>
      document[fact] ?? others.find((other) => other[fact] !== null)?.[fact] ?? null;
    return {
      ...document,
      published: first("published"),
      effectiveFrom: first("effectiveFrom"),
      effectiveUntil: first("effectiveUntil"),
      number: first("number"),
      supersedes: [...new Set(supersedes)],
      amends: distinct(amends),
    };
  });
}

function distinct(amends: readonly Amendment[]): Amendment[] {
  return [...new Map(amends.map((amendment) => [JSON.stringify(amendment), amendment])).values()];
}
