/** The words of searches, for their next pages. */

import type { Database } from "../storage/database.ts";

export interface Searches {
  keep(search: { readonly id: string; readonly person: number; readonly words: string; readonly at: Date }): void;
  /** Null where it is another person's, or was never kept. */
  wordsOf(id: string, person: number): string | null;
}

export function keptSearches(database: Database): Searches {
  return {
    keep: ({ id, person, words, at }) =>
      void database.prepare("INSERT INTO searches VALUES (?, ?, ?, ?)").run(id, person, words, at.getTime()),
    wordsOf(id, person) {
      const row = database.prepare("SELECT words FROM searches WHERE id = ? AND person = ?").get(id, person);
      return row === undefined ? null : String(row.words);
    },
  };
}
