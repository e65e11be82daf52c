/** Everything that is kept of conversations, in one database; who it is about can have it, and have it erased. */

import { type Conversations, storedAnswer } from "../../storage/conversations.ts";
import type { Database } from "../../storage/database.ts";
import { sqliteConversations } from "../../storage/sqlite/conversations.ts";
import type { PersonalData } from "../members/access.ts";
import { type Answers, type KeptAnswer, keptAnswer, keptAnswers, keptProofs, type Proofs } from "./answers.ts";
import { type Feedback, keptFeedback } from "./feedback.ts";
import { type Desk, keptDesk, keptUnanswered, type Unanswered } from "./unanswered.ts";

export interface Records {
  readonly conversations: Conversations;
  readonly answers: Answers;
  readonly proofs: Proofs;
  readonly feedback: Feedback;
  readonly unanswered: Unanswered;
  readonly desk: Desk;
  /** Newest first, as `missedAnswers` has them. */
  missed(): readonly KeptAnswer[];
  readonly personalData: PersonalData;
  /** Erases what is older, but for proofs, which name nobody. @returns the number of records erased */
  sweep(before: Date): number;
}

/** Tables that hold what is about a person, and when it was. */
const ABOUT_PEOPLE = ["answers", "feedback", "unanswered", "searches", "drafts", "days_asked"] as const;

/** @param database the state */
export function openRecords(database: Database): Records {
  const conversations = sqliteConversations(database);
  const erase = (table: string, condition: string, value: number): number =>
    Number(database.prepare(`DELETE FROM ${table} WHERE ${condition}`).run(value).changes);
  /** Erases what belongs to questions that are gone: where they stand, and answers to them that were not sent. */
  const eraseLoose = (): void => {
    for (const table of ["cards", "drafts"]) {
      database.prepare(`DELETE FROM ${table} WHERE question NOT IN (SELECT id FROM unanswered)`).run();
    }
  };
  return {
    conversations,
    answers: keptAnswers(database, conversations),
    proofs: keptProofs(database),
    feedback: keptFeedback(database),
    unanswered: keptUnanswered(database),
    desk: keptDesk(database),
    missed: () => missedAnswers(database),
    personalData: {
      name: "conversations",
      export(person) {
        const kept = ABOUT_PEOPLE.map(
          (table) =>
            [
              table,
              database
                .prepare(`SELECT * FROM ${table} WHERE person = ?`)
                .all(person)
                .map((row) => readable(table, row)),
            ] as const,
        ).filter(([, rows]) => rows.length > 0);
        return kept.length === 0 ? null : Object.fromEntries(kept);
      },
      erase(person) {
        const tables = [...ABOUT_PEOPLE, "expected_comments"];
        const erased = tables.reduce((sum, table) => sum + erase(table, "person = ?", person), 0);
        eraseLoose();
        return erased;
      },
    },
    sweep(before) {
      const erased =
        ABOUT_PEOPLE.reduce((sum, table) => sum + erase(table, "at < ?", before.getTime()), 0) +
        erase("expected_comments", "until < ?", before.getTime());
      eraseLoose();
      return erased;
    },
  };
}

/**
 * Times as people write them; without passages and answers, which are the documents' words and perhaps not theirs to see
 * now, and without the names of admins.
 */
function readable(table: string, row: Readonly<Record<string, unknown>>): object {
  const { further: _f, nearest: _n, handler: _h, remind_at: _r, changed_at: _c, done_at: _d, ...rest } = row;
  const { rests: _p, told_at: _o, ...own } = rest;
  const { text: _t, ...asked } = own;
  return { ...(table === "answers" ? asked : own), at: new Date(Number(row.at)).toISOString() };
}

/** More than a secretariat reads; grouping them takes a moment. */
const MOST = 500;

/**
 * Questions that the documents did not answer, or not surely, and that nobody has dealt with; whether they were put or not.
 * Newest first, and not those that their askers put to the secretariat. @param database the state
 */
function missedAnswers(database: Database): readonly KeptAnswer[] {
  return database
    .prepare(
      `SELECT * FROM answers WHERE kind IN ('not-found', 'unsure') AND NOT EXISTS (
         SELECT 1 FROM unanswered WHERE unanswered.answer = answers.id
           AND (origin = 'asked' OR state NOT IN ('waiting', 'seen', 'taken'))
       ) ORDER BY at DESC LIMIT ${MOST}`,
    )
    .all()
    .map((row) => keptAnswer(storedAnswer(row)));
}

/** A type, so that it can be given to Fluent as it is. */
export type Activity = {
  /** Members who asked. */
  readonly askers: number;
  readonly questions: number;
  readonly answered: number;
  /** Shown, without saying that it answers. */
  readonly unsure: number;
  readonly notFound: number;
  readonly good: number;
  readonly bad: number;
  /** Put to the secretariat. */
  readonly unanswered: number;
};

/**
 * Counts what was asked, answered and judged since a moment; counts alone, nobody's words.
 * @param database the state
 */
export function activitySince(database: Database, since: Date): Activity {
  const count = (rows: string, what = "*"): number =>
    Number(database.prepare(`SELECT count(${what}) AS n FROM ${rows} AND at >= ?`).get(since.getTime())?.n);
  return {
    askers: count("answers WHERE true", "DISTINCT person"),
    questions: count("answers WHERE true"),
    answered: count("answers WHERE kind = 'answered'"),
    unsure: count("answers WHERE kind = 'unsure'"),
    notFound: count("answers WHERE kind = 'not-found'"),
    good: count("feedback WHERE verdict = 'good'"),
    bad: count("feedback WHERE verdict = 'bad'"),
    unanswered: count("unanswered WHERE origin = 'asked'"),
  };
}

const BYTES = 16;

/** @param randomBytes of node:crypto, or a test's own */
export function newId(randomBytes: (size: number) => Uint8Array): string {
  return Buffer.from(randomBytes(BYTES)).toString("base64url");
}

/** Letters, digits, `-` and `_`: 16 bytes in base64url are 22 of them. */
export const ID_PATTERN = "[A-Za-z0-9_-]{22}";
