/**
 * Which documents are meant when one names another: by its id, or by its number, however that is written. Offices write
 * 工信部规〔2021〕5号, 工信部规[2021]5号 and 工信部规（2021） 5 号 for the same. Pure.
 */

import { numberKey } from "../facts/document-number.ts";

export interface Referable {
  readonly id: string;
  readonly number: string | null;
}

/** @returns a function that gives all documents of a name: translations share their number; none where none is known */
export function referencesTo<Known extends Referable>(
  documents: readonly Known[],
): (reference: string) => readonly Known[] {
  const byId = new Map(documents.map((document) => [document.id, document]));
  const byKey = new Map<string, Set<Known>>();
  for (const document of documents) {
    for (const name of [document.id, document.number]) {
      if (name === null) continue;
      const key = numberKey(name);
      byKey.set(key, (byKey.get(key) ?? new Set()).add(document));
    }
  }
  return (reference) => {
    const exact = byId.get(reference);
    return exact === undefined ? [...(byKey.get(numberKey(reference)) ?? [])] : [exact];
  };
}
