/** The secretariat's desk: the chat that its cards go to, where cards stand, and answers that are written and not yet sent. */

import type { Language } from "../../language/language.ts";
import type { Database } from "../../storage/database.ts";

interface SecretariatChat {
  readonly chat: number;
  /** 0 where the chat has no topics. */
  readonly topic: number;
  readonly language: Language;
}

/** `receipt` is the asker's own message that tells how the question stands. */
export type CardKind = "card" | "prompt" | "receipt";

export interface Card {
  readonly chat: number;
  readonly message: number;
  readonly question: number;
  readonly kind: CardKind;
}

export interface Draft {
  readonly id: string;
  readonly person: number;
  readonly question: number;
  /** Numbers of questions that seem to ask the same. */
  readonly offered: readonly number[];
  /** Those of them that are to be answered as well. */
  readonly also: readonly number[];
  readonly text: string;
  readonly at: Date;
}

export interface Desk {
  chat(): SecretariatChat | null;
  useChat(chat: SecretariatChat | null): void;
  /** A group became a supergroup: its messages have other numbers there. */
  moveChat(from: number, to: number): void;
  keepCard(card: Card): void;
  cardAt(chat: number, message: number): Card | null;
  cardsOf(question: number): readonly Card[];
  /** Those of a chat, or of a question, are gone. */
  dropCards(where: { readonly chat: number } | { readonly question: number }): void;
  keepDraft(draft: Draft): void;
  draft(id: string): Draft | null;
  dropDraft(id: string): void;
  /** Earlier ones of the same admin for the same question. */
  dropDrafts(person: number, question: number): void;
}

/** @param database the state */
export function keptDesk(database: Database): Desk {
  const { prepare } = database;
  return {
    chat() {
      const row = prepare("SELECT chat, topic, language FROM secretariat_chat").get();
      if (row === undefined) return null;
      return { chat: Number(row.chat), topic: Number(row.topic), language: row.language === "zh" ? "zh" : "en" };
    },
    useChat(chat) {
      prepare("DELETE FROM secretariat_chat").run();
      if (chat === null) return;
      prepare("INSERT INTO secretariat_chat VALUES (1, ?, ?, ?)").run(chat.chat, chat.topic, chat.language);
    },
    moveChat(from, to) {
      prepare("UPDATE secretariat_chat SET chat = ?, topic = 0 WHERE chat = ?").run(to, from);
      prepare("DELETE FROM cards WHERE chat = ?").run(from);
    },
    keepCard: ({ chat, message, question, kind }) =>
      void prepare("INSERT OR REPLACE INTO cards VALUES (?, ?, ?, ?)").run(chat, message, question, kind),
    cardAt(chat, message) {
      const row = prepare("SELECT * FROM cards WHERE chat = ? AND message = ?").get(chat, message);
      return row === undefined ? null : asCard(row);
    },
    cardsOf: (question) => prepare("SELECT * FROM cards WHERE question = ?").all(question).map(asCard),
    dropCards: (where) =>
      void ("chat" in where
        ? prepare("DELETE FROM cards WHERE chat = ?").run(where.chat)
        : prepare("DELETE FROM cards WHERE question = ?").run(where.question)),
    keepDraft: ({ id, person, question, offered, also, text, at }) =>
      void prepare("INSERT OR REPLACE INTO drafts VALUES (?, ?, ?, ?, ?, ?, ?)").run(
        ...[id, person, question, JSON.stringify(offered), JSON.stringify(also), text, at.getTime()],
      ),
    draft(id) {
      const row = prepare("SELECT * FROM drafts WHERE id = ?").get(id);
      if (row === undefined) return null;
      return {
        ...{ id, person: Number(row.person), question: Number(row.question), text: String(row.text) },
        ...{ offered: JSON.parse(String(row.offered)), also: JSON.parse(String(row.also)) },
        at: new Date(Number(row.at)),
      };
    },
    dropDrafts: (person, question) =>
      void prepare("DELETE FROM drafts WHERE person = ? AND question = ?").run(person, question),
    dropDraft: (id) => void prepare("DELETE FROM drafts WHERE id = ?").run(id),
  };
}

function asCard(row: Readonly<Record<string, unknown>>): Card {
  const { kind } = row;
  return {
    ...{ chat: Number(row.chat), message: Number(row.message), question: Number(row.question) },
    kind: kind === "prompt" || kind === "receipt" ? kind : "card",
  };
}
