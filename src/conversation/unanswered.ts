/** Questions that the documents do not answer, and that their askers put to the secretariat. */

import type { Language } from "../documents/document.ts";
import type { Database } from "../storage/database.ts";

interface UnansweredQuestion {
  readonly answer: string;
  readonly person: number;
  readonly name: string;
  readonly username: string | null;
  readonly chat: number;
  readonly topic: number;
  readonly question: string;
  readonly language: Language;
  readonly at: Date;
}

export interface Unanswered {
  /** Putting the same question twice keeps it once. */
  put(question: UnansweredQuestion): void;
  has(answer: string): boolean;
  count(): number;
  /** Newest first. */
  list(page: { readonly limit: number; readonly offset: number }): readonly (UnansweredQuestion & { id: number })[];
}

export function keptUnanswered(database: Database): Unanswered {
  return {
    put({ answer, person, name, username, chat, topic, question, language, at }) {
      database
        .prepare(
          `INSERT INTO unanswered (answer, person, name, username, chat, topic, question, language, at)
           VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (answer) DO NOTHING`,
        )
        .run(answer, person, name, username, chat, topic, question, language, at.getTime());
    },
    has: (answer) => database.prepare("SELECT 1 FROM unanswered WHERE answer = ?").get(answer) !== undefined,
    count: () => Number(database.prepare("SELECT count(*) AS n FROM unanswered").get()?.n),
    list: ({ limit, offset }) =>
      database
        .prepare("SELECT * FROM unanswered ORDER BY id DESC LIMIT ? OFFSET ?")
        .all(limit, offset)
        .map((row) => ({
          id: Number(row.id),
          answer: String(row.answer),
          person: Number(row.person),
          name: String(row.name),
          username: row.username === null ? null : String(row.username),
          chat: Number(row.chat),
          topic: Number(row.topic),
          question: String(row.question),
          language: row.language === "zh" ? "zh" : "en",
          at: new Date(Number(row.at)),
        })),
  };
}
