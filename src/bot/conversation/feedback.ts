/** Members' verdicts on answers, and the chat in which their next message is a comment. */

import type { Database } from "../../storage/database.ts";

export const REASONS = ["wrong", "incomplete", "outdated", "other"] as const;
export type Reason = (typeof REASONS)[number];

/** A complaint about an answer, as the secretariat reads it: nobody is named. */
export interface Complaint {
  readonly answer: string;
  readonly person: number;
  readonly reason: Reason | null;
  readonly comment: string | null;
  readonly question: string;
  /** The answer, without citation numbers. */
  readonly text: string;
  readonly at: Date;
}

export interface Feedback {
  /** Those that nobody has dealt with, newest first. */
  complaints(): readonly Complaint[];
  /** Dealt with, by whomever it came from. @returns who complained */
  settle(answer: string, at: Date): readonly number[];
  /** What was dealt with is open again. */
  reopen(answer: string): void;
  /** A new verdict takes the place of the old one, and of its reason and comment. */
  judge(verdict: { answer: string; person: number; verdict: "good" | "bad"; at: Date }): void;
  explain(explanation: { answer: string; person: number; reason: Reason; at: Date }): void;
  comment(comment: { answer: string; person: number; comment: string }): void;
  expectComment(expected: { person: number; chat: number; answer: string; until: Date }): void;
  /** The answer that the person's next message in the chat is about; null where none is waited for, or no longer. */
  expectedComment(person: number, chat: number, now: Date): string | null;
  expectNoComment(person: number, chat: number): void;
}

export function keptFeedback(database: Database): Feedback {
  const put = (answer: string, person: number, verdict: string, reason: string | null, at: Date): void =>
    void database
      .prepare(
        `INSERT INTO feedback (answer, person, verdict, reason, comment, at) VALUES (?, ?, ?, ?, NULL, ?)
         ON CONFLICT (answer, person) DO UPDATE SET verdict = excluded.verdict, reason = excluded.reason, comment = NULL,
           at = excluded.at, done_at = NULL`,
      )
      .run(answer, person, verdict, reason, at.getTime());
  return {
    complaints: () =>
      database
        .prepare(
          `SELECT feedback.answer, feedback.person, reason, comment, question, text, feedback.at AS at
           FROM feedback JOIN answers ON answers.id = feedback.answer
           WHERE verdict = 'bad' AND done_at IS NULL ORDER BY feedback.at DESC`,
        )
        .all()
        .map((row) => ({
          ...{ answer: String(row.answer), person: Number(row.person) },
          ...{ question: String(row.question), text: String(row.text), at: new Date(Number(row.at)) },
          reason: REASONS.find((reason) => reason === row.reason) ?? null,
          comment: row.comment === null ? null : String(row.comment),
        })),
    settle: (answer, at) =>
      database
        .prepare(
          "UPDATE feedback SET done_at = ? WHERE answer = ? AND verdict = 'bad' AND done_at IS NULL RETURNING person",
        )
        .all(at.getTime(), answer)
        .map(({ person }) => Number(person)),
    reopen: (answer) => void database.prepare("UPDATE feedback SET done_at = NULL WHERE answer = ?").run(answer),
    judge: ({ answer, person, verdict, at }) => put(answer, person, verdict, null, at),
    explain: ({ answer, person, reason, at }) => put(answer, person, "bad", reason, at),
    comment: ({ answer, person, comment }) =>
      void database
        .prepare("UPDATE feedback SET comment = ? WHERE answer = ? AND person = ?")
        .run(comment, answer, person),
    expectComment: ({ person, chat, answer, until }) =>
      void database
        .prepare("INSERT OR REPLACE INTO expected_comments VALUES (?, ?, ?, ?)")
        .run(person, chat, answer, until.getTime()),
    expectedComment(person, chat, now) {
      const row = database
        .prepare("SELECT answer FROM expected_comments WHERE person = ? AND chat = ? AND until > ?")
        .get(person, chat, now.getTime());
      return row === undefined ? null : String(row.answer);
    },
    expectNoComment: (person, chat) =>
      void database.prepare("DELETE FROM expected_comments WHERE person = ? AND chat = ?").run(person, chat),
  };
}
