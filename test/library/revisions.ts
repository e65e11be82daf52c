/** Content that shows which revision each of its rows is of, so that a mixture of two would be seen. */

import type { IndexContent, VectorIndex } from "../../src/library/vector-index.ts";

const DIMENSIONS = 64;
const ROWS = 2_000;

export function contentOfRevision(revision: number, rows = ROWS): IndexContent {
  function* generate() {
    const vector = new Float32Array(DIMENSIONS);
    for (let row = 0; row < rows; row++) {
      vector.fill(0);
      vector[row % DIMENSIONS] = 1;
      yield {
        piece: { kind: "passage" as const, passage: row + 1, sentence: revision, collection: `r${revision}` },
        vector,
      };
    }
  }
  return { embedderId: "test:revisions", dimensions: DIMENSIONS, size: rows, rows: generate() };
}

/** The revision that all rows are of; throws if they are of several, or if any is missing. */
export function revisionOf(index: VectorIndex): number {
  const question = Float32Array.from({ length: DIMENSIONS }, () => 1 / Math.sqrt(DIMENSIONS));
  const rows = index.nearest(question, { kind: "passage", limit: ROWS + 1 });
  const revisions = new Set(rows.map(({ sentence }) => sentence));
  const [revision] = revisions;
  if (rows.length !== ROWS || revisions.size !== 1 || revision === undefined) {
    throw new Error(`${rows.length} rows of the revisions ${[...revisions].join(", ")}`);
  }
  return revision;
}
