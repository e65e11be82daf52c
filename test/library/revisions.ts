/** Content that shows which revision each of its rows is of, so that a mixture of two would be seen. */

import type { KeywordContent } from "../../src/index/keyword/keyword-columns.ts";
import type { IndexSnapshot } from "../../src/index/snapshot.ts";
import type { IndexContent } from "../../src/index/vector/vector-index.ts";

const DIMENSIONS = 64;
const ROWS = 2_000;

export function contentOfRevision(revision: number, rows = ROWS): IndexContent {
  function* generate() {
    const vector = new Float32Array(DIMENSIONS);
    for (let row = 0; row < rows; row++) {
      vector.fill(0);
      vector[row % DIMENSIONS] = 1;
      yield {
        entry: { kind: "passage" as const, passage: row + 1, sentence: revision, collection: `r${revision}` },
        vector,
      };
    }
  }
  return { embedderId: "test:revisions", dimensions: DIMENSIONS, size: rows, rows: generate() };
}

export function wordsOfRevision(revision: number): KeywordContent {
  const collection = `r${revision}`;
  const passages = Array.from({ length: ROWS }, (_, row) => ({
    ...{ passage: row + 1, collection, language: "en" as const, own: ["revision", String(revision)], gloss: [] },
  }));
  return { size: ROWS, passages };
}

/** The revision that all rows are of, and all words; throws if they are of several, or if any is missing. */
export function revisionOf({ index, words }: Pick<IndexSnapshot, "index" | "words">): number {
  const question = Float32Array.from({ length: DIMENSIONS }, () => 1 / Math.sqrt(DIMENSIONS));
  const rows = index.nearest(question, { kind: "passage", limit: ROWS + 1 });
  const revisions = new Set(rows.map(({ sentence }) => sentence));
  const [revision] = revisions;
  if (rows.length !== ROWS || revisions.size !== 1 || revision === undefined) {
    throw new Error(`${rows.length} rows of the revisions ${[...revisions].join(", ")}`);
  }
  const ofWords = words.passageFrequency(String(revision), "own");
  if (words.size !== ROWS || ofWords !== ROWS) throw new Error(`words of ${ofWords} passages of revision ${revision}`);
  return revision;
}
