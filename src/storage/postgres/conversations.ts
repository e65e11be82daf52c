/** Conversations in PostgreSQL. */

import { type ConversationChange, type Conversations, storedAnswer, TURNS } from "../conversations.ts";
import type { Postgres, Row, Run } from "./pool.ts";

const HERE = "person = $1 AND chat = $2 AND topic = $3";

/** @param postgres with the tables of `schema.ts` */
export function postgresConversations(postgres: Pick<Postgres, "query">): Conversations {
  const rowsOf = async (sql: string, values: readonly unknown[]): Promise<readonly Row[]> =>
    (await postgres.query(sql, values)).rows;
  return {
    async context({ person, chat, topic }, { message, since }) {
      const [row] = await rowsOf(
        `SELECT (SELECT day FROM days_asked WHERE ${HERE}) AS day, (
           SELECT coalesce(json_agg(turn ORDER BY at, nth), '[]') FROM (
             SELECT question, text, at, nth FROM answers WHERE ${HERE} AND in_context AND at > $4 AND message <> $5
             ORDER BY at DESC, nth DESC LIMIT ${TURNS}
           ) AS turn
         ) AS turns`,
        [person, chat, topic, since.getTime(), message],
      );
      const turns = (row?.turns ?? []) as readonly { readonly question: string; readonly text: string }[];
      const day = row?.day;
      return {
        turns: turns.map(({ question, text }) => ({ question, text })),
        day: typeof day === "string" ? day : null,
      };
    },
    async last({ person, chat, topic }, message) {
      const [row] = await rowsOf(
        `SELECT EXISTS (SELECT FROM answers WHERE ${HERE} AND message = $4) AS answered, (
           SELECT to_json(newest) FROM (
             SELECT * FROM answers WHERE ${HERE} ORDER BY at DESC, nth DESC LIMIT 1
           ) AS newest
         ) AS newest`,
        [person, chat, topic, message],
      );
      const newest = row?.newest as Row | null | undefined;
      return { newest: newest ? storedAnswer(newest) : null, isAnswered: row?.answered === true };
    },
    async answer(id) {
      const [row] = await rowsOf("SELECT * FROM answers WHERE id = $1", [id]);
      return row === undefined ? null : storedAnswer(row);
    },
    async wordsOf(search, person) {
      const [row] = await rowsOf("SELECT words FROM searches WHERE id = $1 AND person = $2", [search, person]);
      return row === undefined ? null : String(row.words);
    },
  };
}

/** Stores it in the transaction of `run`. */
export async function changeConversation(run: Run, change: ConversationChange): Promise<void> {
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
      await run(`UPDATE answers SET in_context = false WHERE ${HERE} AND message = $4`, [
        ...[person, chat, topic, message],
      ]);
      await run(
        `INSERT INTO answers (id, person, chat, topic, message, question, language, kind, text, further, rests, at)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)`,
        [
          ...[id, person, chat, topic, message, question, language, kind, text],
          ...[JSON.stringify(further), JSON.stringify(rests), at.getTime()],
        ],
      );
      break;
    }
    case "searched": {
      const { id, person, words, at } = change.search;
      await run("INSERT INTO searches (id, person, words, at) VALUES ($1, $2, $3, $4)", [
        ...[id, person, words, at.getTime()],
      ]);
      break;
    }
    case "context-ended": {
      const { person, chat, topic } = change.conversation;
      await run(`UPDATE answers SET in_context = false WHERE ${HERE}`, [person, chat, topic]);
      break;
    }
    case "day-asked": {
      const { person, chat, topic } = change.conversation;
      if (change.day === null) await run(`DELETE FROM days_asked WHERE ${HERE}`, [person, chat, topic]);
      else {
        await run(
          `INSERT INTO days_asked (person, chat, topic, day, at) VALUES ($1, $2, $3, $4, $5)
           ON CONFLICT (person, chat, topic) DO UPDATE SET day = excluded.day, at = excluded.at`,
          [person, chat, topic, change.day, change.at.getTime()],
        );
      }
      break;
    }
    default:
      change satisfies never;
  }
}
