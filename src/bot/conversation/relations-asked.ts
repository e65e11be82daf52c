/** Documents that seem to replace others, which the secretariat was asked about; each pair is asked about once. */

import type { Database } from "../../storage/database.ts";

/** Documents by their ids. */
interface SeemingRelation {
  readonly by: string;
  readonly of: string;
}

export interface RelationsAsked {
  /** Notes that it is asked about now. Runs in the caller's transaction. @returns null where it was before */
  note(relation: SeemingRelation): number | null;
  /** Null where nothing was asked under this number. */
  relation(id: number): SeemingRelation | null;
}

export function keptRelationsAsked({ prepare }: Database): RelationsAsked {
  return {
    note({ by, of }) {
      const row = prepare(
        "INSERT INTO relations_asked (successor, predecessor) VALUES (?, ?) ON CONFLICT DO NOTHING RETURNING id",
      ).get(by, of);
      return row === undefined ? null : Number(row.id);
    },
    relation(id) {
      const row = prepare("SELECT successor, predecessor FROM relations_asked WHERE id = ?").get(id);
      return row === undefined ? null : { by: String(row.successor), of: String(row.predecessor) };
    },
  };
}
