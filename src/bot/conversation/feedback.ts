/**
 * Answers that members found wrong: their verdicts, and the chat in which their next message is a comment; and how such
 * an answer is mended, by a term of the glossary or by what is known of a document, until those who found it wrong have
 * been told.
 */

import type { Database } from "../../storage/database.ts";
import type { PersonalData } from "../members/access.ts";

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
  /** Opens again what was dealt with. */
  reopen(answer: string): void;
  /** A new verdict takes the place of the old one, and of its reason and comment. */
  judge(verdict: { answer: string; person: number; verdict: "good" | "bad"; at: Date }): void;
  explain(explanation: { answer: string; person: number; reason: Reason; at: Date }): void;
  comment(comment: { answer: string; person: number; comment: string }): void;
  expectComment(expected: { person: number; chat: number; answer: string; until: Date }): void;
  /** The answer that the person's next message in the chat is about; null where none is waited for, or no longer. */
  expectedComment(person: number, chat: number, now: Date): string | null;
  /** The next message in the chat answers a prompt, which is known by its button's data; in the place of a comment. */
  expectReply(expected: { person: number; chat: number; button: string; until: Date }): void;
  expectedReply(person: number, chat: number, now: Date): string | null;
  expectNoComment(person: number, chat: number): void;
}

/** A button's data has a colon, an answer's id has none. */
const isButton = (about: string): boolean => about.includes(":");

export function keptFeedback(database: Database): Feedback {
  const expect = (person: number, chat: number, about: string, until: Date): void =>
    void database
      .prepare("INSERT OR REPLACE INTO expected_comments VALUES (?, ?, ?, ?)")
      .run(person, chat, about, until.getTime());
  const expected = (person: number, chat: number, now: Date): string | null => {
    const row = database
      .prepare("SELECT answer FROM expected_comments WHERE person = ? AND chat = ? AND until > ?")
      .get(person, chat, now.getTime());
    return row === undefined ? null : String(row.answer);
  };
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
          answer: String(row.answer),
          person: Number(row.person),
          question: String(row.question),
          text: String(row.text),
          at: new Date(Number(row.at)),
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
    expectComment: ({ person, chat, answer, until }) => expect(person, chat, answer, until),
    expectedComment(person, chat, now) {
      const about = expected(person, chat, now);
      return about === null || isButton(about) ? null : about;
    },
    expectReply: ({ person, chat, button, until }) => expect(person, chat, button, until),
    expectedReply(person, chat, now) {
      const about = expected(person, chat, now);
      return about === null || !isButton(about) ? null : about;
    },
    expectNoComment: (person, chat) =>
      void database.prepare("DELETE FROM expected_comments WHERE person = ? AND chat = ?").run(person, chat),
  };
}

/** `fact`: of the document at the path `subject`; null: `subject` is a term. */
export interface FixDraft {
  readonly id: string;
  readonly person: number;
  readonly answer: string;
  readonly subject: string;
  readonly fact: string | null;
  /** Null: what the document states itself counts. */
  readonly value: string | null;
  readonly at: Date;
}

export interface Fix {
  /** Batch by which it is undone: of a document's facts that of its change. */
  readonly batch: string;
  readonly answer: string;
  /** The person who is told of it; null once they have had themselves erased. */
  readonly person: number | null;
  /** Null: it is no term. */
  readonly term: string | null;
  readonly english: string | null;
  /** The term's English before, as chat had it; null for none. */
  readonly before: string | null;
  readonly isTold: boolean;
  readonly at: Date;
}

/** All that changes runs in the caller's transaction. */
export interface Fixes {
  keepDraft(draft: FixDraft): void;
  draft(id: string): FixDraft | null;
  dropDraft(id: string): void;
  keep(fix: Omit<Fix, "isTold">): void;
  find(batch: string): Fix | null;
  /** Terms whose members were not told yet, oldest first. */
  termsToTell(): readonly Fix[];
  told(batch: string): void;
  drop(batch: string): void;
  readonly personalData: PersonalData;
  /** Drafts from before the one moment; changes from before the other, which can be undone no more. */
  sweep(draftsBefore: Date, changesBefore: Date): number;
}

/**
 * Answers that members found wrong, mended by a term of the glossary or by what is known of a document: what an admin has
 * written and not confirmed yet, and what was changed, until those who found the answer wrong have been told.
 * @param database the state
 */
export function keptFixes(database: Database): Fixes {
  const { prepare } = database;
  const changes = (sql: string, ...values: (string | number)[]): number => Number(prepare(sql).run(...values).changes);
  return {
    keepDraft: ({ id, person, answer, subject, fact, value, at }) =>
      void prepare("INSERT INTO fix_drafts VALUES (?, ?, ?, ?, ?, ?, ?)").run(
        ...[id, person, answer, subject, fact, value, at.getTime()],
      ),
    draft(id) {
      const row = prepare("SELECT * FROM fix_drafts WHERE id = ?").get(id);
      if (row === undefined) return null;
      return {
        id,
        person: Number(row.person),
        answer: String(row.answer),
        subject: String(row.subject),
        fact: textOf(row.fact),
        value: textOf(row.value),
        at: new Date(Number(row.at)),
      };
    },
    dropDraft: (id) => void changes("DELETE FROM fix_drafts WHERE id = ?", id),
    keep: ({ batch, answer, person, term, english, before, at }) =>
      void prepare("INSERT INTO fixes VALUES (?, ?, ?, ?, ?, ?, 0, ?)").run(
        ...[batch, answer, person, term, english, before, at.getTime()],
      ),
    find(batch) {
      const row = prepare("SELECT * FROM fixes WHERE batch = ?").get(batch);
      return row === undefined ? null : asFix(row);
    },
    termsToTell: () => prepare("SELECT * FROM fixes WHERE told = 0 AND term IS NOT NULL ORDER BY at").all().map(asFix),
    told: (batch) => void changes("UPDATE fixes SET told = 1 WHERE batch = ?", batch),
    drop: (batch) => void changes("DELETE FROM fixes WHERE batch = ?", batch),
    personalData: {
      name: "fixes",
      export(person) {
        const drafts = prepare("SELECT subject, fact, value, at FROM fix_drafts WHERE person = ?").all(person);
        const fixed = prepare("SELECT term, english, at FROM fixes WHERE person = ?").all(person);
        return drafts.length + fixed.length === 0 ? null : { fixes: [...drafts, ...fixed] };
      },
      erase: (person) =>
        changes("DELETE FROM fix_drafts WHERE person = ?", person) +
        changes("UPDATE fixes SET person = NULL WHERE person = ?", person),
    },
    sweep: (draftsBefore, changesBefore) =>
      changes("DELETE FROM fix_drafts WHERE at < ?", draftsBefore.getTime()) +
      changes(
        "DELETE FROM fixes WHERE at < ? AND (told = 1 OR at < ?)",
        changesBefore.getTime(),
        draftsBefore.getTime(),
      ),
  };
}

function textOf(value: unknown): string | null {
  return value === null ? null : String(value);
}

function asFix(row: Readonly<Record<string, unknown>>): Fix {
  return {
    batch: String(row.batch),
    answer: String(row.answer),
    person: row.person === null ? null : Number(row.person),
    term: textOf(row.term),
    english: textOf(row.english),
    before: textOf(row.before),
    isTold: row.told === 1,
    at: new Date(Number(row.at)),
  };
}
