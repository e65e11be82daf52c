/**
 * Answers of the secretariat that became documents. The file in the folder of documents is made from what is kept here:
 * an answer that is suspended or taken back has none.
 */

import type { Language } from "../../language/language.ts";
import type { Database } from "../../storage/database.ts";

type OfficialState = "current" | "suspended" | "withdrawn";

/** Of the folder of documents. */
export const OFFICIAL_FOLDER = "official-answers";

export interface NamedDocument {
  readonly id: string;
  readonly version: string;
}

export interface OfficialAnswer {
  readonly id: number;
  readonly question: string;
  readonly text: string;
  readonly language: Language;
  readonly author: number | null;
  readonly day: string;
  readonly until: string;
  /** "" is the one that it has by its folder. */
  readonly collection: string;
  readonly path: string;
  readonly state: OfficialState;
  readonly named: readonly NamedDocument[];
  /** The number of the question that it answered. */
  readonly source: number | null;
}

/** All that changes runs in the caller's transaction. */
export interface OfficialAnswers {
  add(answer: Omit<OfficialAnswer, "id" | "path" | "state">, at: Date): OfficialAnswer;
  find(id: number): OfficialAnswer | null;
  /** The one that was made of this question's answer. */
  ofSource(source: number): OfficialAnswer | null;
  /** Those that are not withdrawn, newest first. */
  list(): readonly OfficialAnswer[];
  /** Its author is not named any more: the answer is the secretariat's. */
  forget(author: number): void;
  change(
    id: number,
    changed: Partial<Pick<OfficialAnswer, "text" | "day" | "until" | "state" | "named" | "author">>,
  ): void;
}

export function keptOfficialAnswers(database: Database): OfficialAnswers {
  const { prepare } = database;
  const find = (id: number): OfficialAnswer | null => {
    const row = prepare("SELECT * FROM official_answers WHERE id = ?").get(id);
    return row === undefined ? null : asAnswer(row);
  };
  return {
    find,
    add({ question, text, language, author, day, until, collection, named, source }, at) {
      const { lastInsertRowid } = prepare(
        `INSERT INTO official_answers (question, text, language, author, day, until, collection, path, state, named, source, at)
         VALUES (?, ?, ?, ?, ?, ?, ?, '', 'current', ?, ?, ?)`,
      ).run(...[question, text, language, author, day, until, collection, JSON.stringify(named), source, at.getTime()]);
      const id = Number(lastInsertRowid);
      prepare("UPDATE official_answers SET path = ? WHERE id = ?").run(`${OFFICIAL_FOLDER}/answer-${id}.md`, id);
      const added = find(id);
      if (added === null) throw new Error(`official answer ${id} was not kept`);
      return added;
    },
    ofSource(source) {
      const row = prepare("SELECT * FROM official_answers WHERE source = ? AND state <> 'withdrawn'").get(source);
      return row === undefined ? null : asAnswer(row);
    },
    list: () =>
      prepare("SELECT * FROM official_answers WHERE state <> 'withdrawn' ORDER BY id DESC").all().map(asAnswer),
    forget: (author) => void prepare("UPDATE official_answers SET author = NULL WHERE author = ?").run(author),
    change(id, changed) {
      const now = find(id);
      if (now === null) return;
      const { text, day, until, state, named, author } = { ...now, ...changed };
      prepare(
        "UPDATE official_answers SET text = ?, day = ?, until = ?, state = ?, named = ?, author = ? WHERE id = ?",
      ).run(...[text, day, until, state, JSON.stringify(named), author, id]);
    },
  };
}

function asAnswer(row: Readonly<Record<string, unknown>>): OfficialAnswer {
  const { state } = row;
  return {
    id: Number(row.id),
    question: String(row.question),
    text: String(row.text),
    day: String(row.day),
    until: String(row.until),
    collection: String(row.collection),
    path: String(row.path),
    language: row.language === "zh" ? "zh" : "en",
    author: row.author === null ? null : Number(row.author),
    state: state === "suspended" || state === "withdrawn" ? state : "current",
    named: JSON.parse(String(row.named)),
    source: row.source === null ? null : Number(row.source),
  };
}
