/** Conversations in the state file. */

import {
  type ConversationChange,
  type Conversations,
  type StoredAnswer,
  storedAnswer,
  TURNS,
} from "../conversations.ts";
import type { Database } from "../database.ts";

export interface SqliteConversations extends Conversations {
  /** Runs in the caller's transaction. */
  store(change: ConversationChange): void;
  /** For what is decided inside a transaction. */
  find(id: string): StoredAnswer | null;
}

const HERE = "person = ? AND chat = ? AND topic = ?";

/** @param database the state */
export function sqliteConversations({ prepare }: Pick<Database, "prepare">): SqliteConversations {
  const answerIn = (sql: string, ...values: (string | number)[]): StoredAnswer | null => {
    const row = prepare(sql).get(...values);
    return row === undefined ? null : storedAnswer(row);
  };
  const find = (id: string) => answerIn("SELECT * FROM answers WHERE id = ?", id);
  return {
    async context({ person, chat, topic }, { message, since }) {
      const turns = prepare(
        `SELECT question, text FROM answers WHERE ${HERE} AND in_context = 1 AND at > ? AND message <> ?
         ORDER BY at DESC, rowid DESC LIMIT ${TURNS}`,
      ).all(person, chat, topic, since.getTime(), message);
      const day = prepare(`SELECT day FROM days_asked WHERE ${HERE}`).get(person, chat, topic);
      return {
        turns: turns.reverse().map(({ question, text }) => ({ question: String(question), text: String(text) })),
        day: day === undefined ? null : String(day.day),
      };
    },
    async last({ person, chat, topic }, message) {
      const newest = answerIn(
        `SELECT * FROM answers WHERE ${HERE} ORDER BY at DESC, rowid DESC LIMIT 1`,
        ...[person, chat, topic],
      );
      const answered = prepare(`SELECT 1 FROM answers WHERE ${HERE} AND message = ?`);
      return { newest, isAnswered: message !== null && answered.get(person, chat, topic, message) !== undefined };
    },
    answer: async (id) => find(id),
    async wordsOf(search, person) {
      const row = prepare("SELECT words FROM searches WHERE id = ? AND person = ?").get(search, person);
      return row === undefined ? null : String(row.words);
    },
    store: storing(prepare),
    find,
  };
}

function storing(prepare: Database["prepare"]) {
  return (change: ConversationChange): void => {
    switch (change.kind) {
      case "answered": {
        const {
          id,
          person,
          chat,
          topic,
          message,
          question,
          language,
          kind,
          text,
          further,
          rests = [],
          at,
        } = change.answer;
        prepare(`UPDATE answers SET in_context = 0 WHERE ${HERE} AND message = ?`).run(person, chat, topic, message);
        prepare("INSERT INTO answers VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 1, ?, ?, NULL)").run(
          ...[id, person, chat, topic, message, question, language, kind, text, JSON.stringify(further)],
          ...[at.getTime(), JSON.stringify(rests)],
        );
        break;
      }
      case "searched": {
        const { id, person, words, at } = change.search;
        prepare("INSERT INTO searches VALUES (?, ?, ?, ?)").run(id, person, words, at.getTime());
        break;
      }
      case "context-ended": {
        const { person, chat, topic } = change.conversation;
        prepare(`UPDATE answers SET in_context = 0 WHERE ${HERE}`).run(person, chat, topic);
        break;
      }
      case "day-asked": {
        const { person, chat, topic } = change.conversation;
        if (change.day === null) prepare(`DELETE FROM days_asked WHERE ${HERE}`).run(person, chat, topic);
        else {
          const insert = prepare("INSERT OR REPLACE INTO days_asked VALUES (?, ?, ?, ?, ?)");
          insert.run(person, chat, topic, change.day, change.at.getTime());
        }
        break;
      }
      default:
        change satisfies never;
    }
  };
}
