/**
 * Questions with their answers, and the context of a follow-up: the last few turns of the same asker in the same chat
 * and topic, until they say that the subject is new, or are gone for a while.
 */

import type { Citation, Turn } from "../../engine/engine.ts";
import type { Language } from "../../language/language.ts";
import type { Database } from "../../storage/database.ts";

/** Asker and place of a conversation: people in one group do not answer each other's questions. */
export interface ConversationKey {
  readonly person: number;
  readonly chat: number;
  /** 0 where the chat has no topics. */
  readonly topic: number;
}

/** A citation that an answer stands on. */
export interface Rest {
  readonly proof: string;
  /** The words held on the day of the answer. */
  readonly held: boolean;
}

export interface KeptAnswer extends ConversationKey {
  readonly id: string;
  /** The asker's message. */
  readonly message: number;
  readonly question: string;
  readonly language: Language;
  readonly kind: "answered" | "unsure" | "not-found";
  /** Text as shown, without marks. */
  readonly text: string;
  /** Passages that were found besides, for whoever wants to read on. */
  readonly further: readonly Citation[];
  /** Absent: none, or the answer is about another day than its own. */
  readonly rests?: readonly Rest[];
  readonly at: Date;
}

export interface Answers {
  /** Keeps the second alone, as context, of two answers to one message that was changed between them. */
  keep(answer: KeptAnswer): void;
  find(id: string): KeptAnswer | null;
  /** Tells whether this message of the asker's has an answer. */
  isAnswered(conversation: ConversationKey, message: number): boolean;
  /** The newest answer in the conversation. */
  last(conversation: ConversationKey): KeptAnswer | null;
  /** Oldest first. @param message the asker's message that is about to be answered, perhaps not for the first time */
  turns(conversation: ConversationKey, now: Date, message: number): readonly Turn[];
  /** Ends the context: a follow-up leans on nothing said so far. */
  endContext(conversation: ConversationKey): void;
  /** Answers since then that stand on citations and whose askers were not told of any change, newest first. */
  untold(since: Date): readonly KeptAnswer[];
  /** False where the asker was told before. Runs in the caller's transaction. */
  tell(id: string, at: Date): boolean;
}

const TURNS = 3;
/** Pause after which people begin anew, without saying so. */
const PAUSE_MS = 60 * 60_000;

export function keptAnswers(database: Database): Answers {
  return {
    keep({ id, person, chat, topic, message, question, language, kind, text, further, rests = [], at }) {
      database
        .prepare("UPDATE answers SET in_context = 0 WHERE person = ? AND chat = ? AND topic = ? AND message = ?")
        .run(person, chat, topic, message);
      database
        .prepare("INSERT INTO answers VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 1, ?, ?, NULL)")
        .run(
          ...[id, person, chat, topic, message, question, language, kind, text, JSON.stringify(further)],
          ...[at.getTime(), JSON.stringify(rests)],
        );
    },
    find(id) {
      const row = database.prepare("SELECT * FROM answers WHERE id = ?").get(id);
      return row === undefined ? null : asAnswer(row);
    },
    isAnswered: ({ person, chat, topic }, message) =>
      database
        .prepare("SELECT 1 FROM answers WHERE person = ? AND chat = ? AND topic = ? AND message = ?")
        .get(person, chat, topic, message) !== undefined,
    last({ person, chat, topic }) {
      const row = database
        .prepare("SELECT * FROM answers WHERE person = ? AND chat = ? AND topic = ? ORDER BY at DESC LIMIT 1")
        .get(person, chat, topic);
      return row === undefined ? null : asAnswer(row);
    },
    turns({ person, chat, topic }, now, message) {
      return database
        .prepare(
          `SELECT question, text FROM answers WHERE person = ? AND chat = ? AND topic = ? AND in_context = 1 AND at > ?
             AND message <> ? ORDER BY at DESC LIMIT ${TURNS}`,
        )
        .all(person, chat, topic, now.getTime() - PAUSE_MS, message)
        .reverse()
        .flatMap(({ question, text }) => [
          { role: "user", content: String(question) },
          { role: "assistant", content: String(text) },
        ]);
    },
    endContext({ person, chat, topic }) {
      database
        .prepare("UPDATE answers SET in_context = 0 WHERE person = ? AND chat = ? AND topic = ?")
        .run(person, chat, topic);
    },
    untold: (since) =>
      database
        .prepare("SELECT * FROM answers WHERE at >= ? AND told_at IS NULL AND rests <> '[]' ORDER BY at DESC")
        .all(since.getTime())
        .map(asAnswer),
    tell: (id, at) =>
      database.prepare("UPDATE answers SET told_at = ? WHERE id = ? AND told_at IS NULL").run(at.getTime(), id)
        .changes > 0,
  };
}

export function asAnswer(row: Readonly<Record<string, unknown>>): KeptAnswer {
  return {
    id: String(row.id),
    person: Number(row.person),
    chat: Number(row.chat),
    topic: Number(row.topic),
    message: Number(row.message),
    question: String(row.question),
    language: row.language === "zh" ? "zh" : "en",
    kind: row.kind === "answered" || row.kind === "unsure" ? row.kind : "not-found",
    text: String(row.text),
    further: JSON.parse(String(row.further)),
    rests: JSON.parse(String(row.rests)),
    at: new Date(Number(row.at)),
  };
}

export interface Proof {
  readonly id: string;
  readonly citation: Citation;
  /** Time when the words were first quoted. */
  readonly at: Date;
}

export interface Proofs {
  keep(proof: Proof): void;
  /** The proof of the same words in the same version, if they were quoted before. */
  idOf(citation: Citation): string | null;
  find(id: string): Proof | null;
}

/**
 * Citation records, which stand behind citation numbers: the citation as it was when the answer was given, the
 * document's title and dates included. With the stored text of its version it can be shown after a restart, an ingest
 * or a year, whatever became of the document.
 */
export function keptProofs(database: Database): Proofs {
  return {
    keep({ id, citation, at }) {
      const { start, end, document } = citation;
      database
        .prepare("INSERT INTO proofs VALUES (?, ?, ?, ?, ?, ?, ?)")
        .run(id, document.version, start, end, document.id, JSON.stringify(citation), at.getTime());
    },
    idOf({ start, end, document }) {
      const row = database
        .prepare('SELECT id FROM proofs WHERE version = ? AND start = ? AND "end" = ? AND document = ? LIMIT 1')
        .get(document.version, start, end, document.id);
      return row === undefined ? null : String(row.id);
    },
    find(id) {
      const row = database.prepare("SELECT citation, at FROM proofs WHERE id = ?").get(id);
      if (row === undefined) return null;
      return { id, citation: JSON.parse(String(row.citation)), at: new Date(Number(row.at)) };
    },
  };
}
