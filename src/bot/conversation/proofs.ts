/**
 * Citation records, which stand behind citation numbers: the citation as it was when the answer was given, the
 * document's title and dates included. With the stored text of its version it can be shown after a restart, an ingest
 * or a year, whatever became of the document.
 */

import type { Citation } from "../../engine/engine.ts";
import type { Database } from "../../storage/database.ts";

export interface Proof {
  readonly id: string;
  readonly citation: Citation;
  /** When the words were first quoted. */
  readonly at: Date;
}

export interface Proofs {
  keep(proof: Proof): void;
  /** The proof of the same words in the same version, if they were quoted before. */
  idOf(citation: Citation): string | null;
  find(id: string): Proof | null;
}

export function keptProofs(database: Database): Proofs {
  return {
    keep({ id, citation, at }) {
      const { start, end, document } = citation;
      database
        .prepare("INSERT INTO proofs VALUES (?, ?, ?, ?, ?, ?, ?)")
        .run(id, document.version, start, end, document.id, JSON.stringify(citation), at.getTime());
    },
    idOf({ start, end, document }) {
      const row = database
        .prepare('SELECT id FROM proofs WHERE version = ? AND start = ? AND "end" = ? AND document = ? LIMIT 1')
        .get(document.version, start, end, document.id);
      return row === undefined ? null : String(row.id);
    },
    find(id) {
      const row = database.prepare("SELECT citation, at FROM proofs WHERE id = ?").get(id);
      if (row === undefined) return null;
      return { id, citation: JSON.parse(String(row.citation)), at: new Date(Number(row.at)) };
    },
  };
}
