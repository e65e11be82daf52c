/** Everything that is kept of conversations, in one database; who it is about can have it, and have it erased. */

import type { PersonalData } from "../members/access.ts";
import type { Database } from "../storage/database.ts";
import { type Answers, keptAnswers } from "./answers.ts";
import { type Feedback, keptFeedback } from "./feedback.ts";
import { keptProofs, type Proofs } from "./proofs.ts";
import { keptSearches, type Searches } from "./searches.ts";
import { keptUnanswered, type Unanswered } from "./unanswered.ts";

export interface Records {
  readonly answers: Answers;
  readonly proofs: Proofs;
  readonly feedback: Feedback;
  readonly unanswered: Unanswered;
  readonly searches: Searches;
  readonly personalData: PersonalData;
  /** Erases what is older, but for proofs, which name nobody. @returns the number of records erased */
  sweep(before: Date): number;
}

/** Tables that hold what is about a person, and when it was. */
const ABOUT_PEOPLE = ["answers", "feedback", "unanswered", "searches"] as const;

/** @param database with CONVERSATION_TABLES */
export function openRecords(database: Database): Records {
  const erase = (table: string, condition: string, value: number): number =>
    Number(database.prepare(`DELETE FROM ${table} WHERE ${condition}`).run(value).changes);
  return {
    answers: keptAnswers(database),
    proofs: keptProofs(database),
    feedback: keptFeedback(database),
    unanswered: keptUnanswered(database),
    searches: keptSearches(database),
    personalData: {
      name: "conversations",
      export(person) {
        const kept = ABOUT_PEOPLE.map(
          (table) =>
            [table, database.prepare(`SELECT * FROM ${table} WHERE person = ?`).all(person).map(readable)] as const,
        ).filter(([, rows]) => rows.length > 0);
        return kept.length === 0 ? null : Object.fromEntries(kept);
      },
      erase: (person) =>
        [...ABOUT_PEOPLE, "expected_comments"].reduce((sum, table) => sum + erase(table, "person = ?", person), 0),
    },
    sweep: (before) =>
      ABOUT_PEOPLE.reduce((sum, table) => sum + erase(table, "at < ?", before.getTime()), 0) +
      erase("expected_comments", "until < ?", before.getTime()),
  };
}

/** Times as people write them; without passages for "More", which are the documents' and perhaps not theirs to see now. */
function readable({ further: _, ...row }: Readonly<Record<string, unknown>>): object {
  return { ...row, at: new Date(Number(row.at)).toISOString() };
}
