/**
 * Questions with their answers, and the context of a follow-up: the last few turns of the same asker in the same chat
 * and topic, until they say that the subject is new, or are gone for a while.
 */

import type { Citation, Turn } from "../../engine/engine.ts";
import type { Language } from "../../language/language.ts";
import { type ConversationContext, type StoredAnswer, storedAnswer } from "../../storage/conversations.ts";
import type { Database } from "../../storage/database.ts";
import { sqliteConversations } from "../../storage/sqlite/conversations.ts";

export interface KeptAnswer extends StoredAnswer {
  readonly language: Language;
  readonly kind: "answered" | "unsure" | "not-found";
  /** Passages that were found besides, for whoever wants to read on. */
  readonly further: readonly Citation[];
}

/** For what is decided inside a transaction; handlers read through `Conversations`. */
export interface Answers {
  /** Keeps the second alone, as context, of two answers to one message that was changed between them. */
  keep(answer: KeptAnswer): void;
  find(id: string): KeptAnswer | null;
  /** Answers since then that stand on citations and whose askers were not told of any change, newest first. */
  untold(since: Date): readonly KeptAnswer[];
  /** False where the asker was told before. Runs in the caller's transaction. */
  tell(id: string, at: Date): boolean;
}

/** Pause after which people begin anew, without saying so. */
export const PAUSE_MS = 60 * 60_000;

export function keptAnswers(database: Database, conversations = sqliteConversations(database)): Answers {
  return {
    keep: (answer) => conversations.store({ kind: "answered", answer }),
    find(id) {
      const stored = conversations.find(id);
      return stored === null ? null : keptAnswer(stored);
    },
    untold: (since) =>
      database
        .prepare("SELECT * FROM answers WHERE at >= ? AND told_at IS NULL AND rests <> '[]' ORDER BY at DESC")
        .all(since.getTime())
        .map((row) => keptAnswer(storedAnswer(row))),
    tell: (id, at) =>
      database.prepare("UPDATE answers SET told_at = ? WHERE id = ? AND told_at IS NULL").run(at.getTime(), id)
        .changes > 0,
  };
}

export function keptAnswer(stored: StoredAnswer): KeptAnswer {
  const { kind } = stored;
  return {
    ...stored,
    language: stored.language === "zh" ? "zh" : "en",
    kind: kind === "answered" || kind === "unsure" ? kind : "not-found",
    further: stored.further as readonly Citation[],
  };
}

/** Questions and answers of a conversation as the engine takes them, oldest first. */
export function asTurns(turns: ConversationContext["turns"]): readonly Turn[] {
  return turns.flatMap(({ question, text }): readonly Turn[] => [
    { role: "user", content: question },
    { role: "assistant", content: text },
  ]);
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
