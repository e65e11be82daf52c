/**
 * Questions that were put to the secretariat, each under a number, from the moment in which a member puts it until it
 * is answered; and the desk that they lie on: its chat, its cards, answers that are written and not sent.
 */

import type { Citation } from "../../engine/engine.ts";
import type { Language, Locale } from "../../language/language.ts";
import type { Database } from "../../storage/database.ts";

const OPEN_STATES = ["waiting", "seen", "taken"] as const;
const CLOSED_STATES = ["answered", "pointed", "declined", "withdrawn"] as const;
type OpenState = (typeof OPEN_STATES)[number];
type ClosedState = (typeof CLOSED_STATES)[number];
type QuestionState = OpenState | ClosedState;

/** `missed`, `feedback`: the secretariat took it up by itself, and its asker is not named. */
export type QuestionOrigin = "asked" | "missed" | "feedback";

export interface PutQuestion {
  readonly answer: string;
  readonly person: number;
  readonly name: string;
  readonly username: string | null;
  readonly chat: number;
  readonly topic: number;
  /** The asker's message; 0 where it is not known. */
  readonly message: number;
  readonly question: string;
  readonly language: Language;
  /** Nearest passages, of all collections: who is shown it is decided when it is shown. */
  readonly nearest: readonly Citation[];
  /** Absent: asked, by whoever put it. */
  readonly origin?: QuestionOrigin;
  readonly at: Date;
}

export interface UnansweredQuestion extends PutQuestion {
  readonly origin: QuestionOrigin;
  /** The number that people call it by. */
  readonly id: number;
  readonly state: QuestionState;
  /** The admin who brought it into its state. */
  readonly handler: number | null;
  /** The secretariat's answer. */
  readonly reply: string | null;
  readonly changedAt: Date;
}

export interface Unanswered {
  /** Putting the same question twice keeps it once; one that the secretariat put aside unasked is open again. @returns its number, null where it was there */
  put(question: PutQuestion, remindAt: Date): number | null;
  /** Its asker has put it, or the secretariat has answered it of its own accord. */
  has(answer: string): boolean;
  find(id: number): UnansweredQuestion | null;
  /** Its number; null where the answer led to no question. */
  idOf(answer: string): number | null;
  /** Of those that were put and are open. */
  count(): number;
  /** All that were put and are open, newest first. */
  open(): readonly UnansweredQuestion[];
  /** With those that the secretariat took up. */
  openOfAnyOrigin(): readonly UnansweredQuestion[];
  /** Those of one person, newest first. */
  ofPerson(person: number, limit: number): readonly UnansweredQuestion[];
  /** Other passages are nearest by now. */
  renew(id: number, nearest: readonly Citation[]): void;
  /** False where it was closed already. */
  change(id: number, change: Change): boolean;
  /** Those that were put and are open are reminded of so much later, or sooner, and not before now. */
  moveReminders(byMs: number, now: Date): void;
  isDue(now: Date): boolean;
  /** Open ones whose time has come, oldest first; the next time is set. */
  remind(now: Date, next: Date): readonly UnansweredQuestion[];
}

export interface Change {
  readonly state: QuestionState;
  readonly handler: number | null;
  readonly reply?: string;
  readonly at: Date;
}

/** As the index has it. */
const OPEN = "state IN ('waiting', 'seen', 'taken')";

export function isOpen({ state }: Pick<UnansweredQuestion, "state">): boolean {
  return state === "waiting" || state === "seen" || state === "taken";
}

/** @param database the state */
export function keptUnanswered(database: Database): Unanswered {
  const { prepare } = database;
  return {
    put({ origin = "asked", nearest, at, ...put }, remindAt) {
      const { answer, person, name, username, chat, topic, message, question, language } = put;
      const row = prepare(
        `INSERT INTO unanswered (answer, person, name, username, chat, topic, message, question, language, nearest, at,
           changed_at, remind_at, origin) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
         ON CONFLICT (answer) DO UPDATE SET origin = 'asked', remind_at = excluded.remind_at,
           handler = CASE WHEN state = 'declined' THEN NULL ELSE handler END,
           state = CASE WHEN state = 'declined' THEN 'waiting' ELSE state END
           WHERE origin <> 'asked' AND excluded.origin = 'asked' AND (${OPEN} OR state = 'declined') RETURNING id`,
      ).get(
        ...[answer, person, name, username, chat, topic, message, question, language, JSON.stringify(nearest)],
        ...[at.getTime(), at.getTime(), remindAt.getTime(), origin],
      );
      return row === undefined ? null : Number(row.id);
    },
    has: (answer) =>
      prepare(
        "SELECT 1 FROM unanswered WHERE answer = ? AND (origin = 'asked' OR state IN ('answered', 'pointed'))",
      ).get(answer) !== undefined,
    idOf(answer) {
      const row = prepare("SELECT id FROM unanswered WHERE answer = ?").get(answer);
      return row === undefined ? null : Number(row.id);
    },
    find(id) {
      const row = prepare("SELECT * FROM unanswered WHERE id = ?").get(id);
      return row === undefined ? null : asQuestion(row);
    },
    count: () => Number(prepare(`SELECT count(*) AS n FROM unanswered WHERE ${OPEN} AND origin = 'asked'`).get()?.n),
    open: () =>
      prepare(`SELECT * FROM unanswered WHERE ${OPEN} AND origin = 'asked' ORDER BY id DESC`).all().map(asQuestion),
    openOfAnyOrigin: () => prepare(`SELECT * FROM unanswered WHERE ${OPEN} ORDER BY id DESC`).all().map(asQuestion),
    ofPerson: (person, limit) =>
      prepare("SELECT * FROM unanswered WHERE person = ? ORDER BY id DESC LIMIT ?").all(person, limit).map(asQuestion),
    renew: (id, nearest) =>
      void prepare("UPDATE unanswered SET nearest = ? WHERE id = ?").run(JSON.stringify(nearest), id),
    change: (id, { state, handler, reply = null, at }) =>
      prepare(
        `UPDATE unanswered SET state = ?, handler = ?, reply = coalesce(?, reply), changed_at = ? WHERE id = ? AND ${OPEN}`,
      ).run(state, handler, reply, at.getTime(), id).changes > 0,
    moveReminders: (byMs, now) =>
      void prepare(`UPDATE unanswered SET remind_at = max(remind_at + ?, ?) WHERE ${OPEN} AND origin = 'asked'`).run(
        byMs,
        now.getTime(),
      ),
    isDue: (now) =>
      prepare(`SELECT 1 FROM unanswered WHERE ${OPEN} AND origin = 'asked' AND remind_at <= ? LIMIT 1`).get(
        now.getTime(),
      ) !== undefined,
    remind: (now, next) =>
      prepare(`UPDATE unanswered SET remind_at = ? WHERE ${OPEN} AND origin = 'asked' AND remind_at <= ? RETURNING *`)
        .all(next.getTime(), now.getTime())
        .map(asQuestion)
        .sort((one, other) => one.id - other.id),
  };
}

function asQuestion(row: Readonly<Record<string, unknown>>): UnansweredQuestion {
  const states: readonly QuestionState[] = [...OPEN_STATES, ...CLOSED_STATES];
  return {
    id: Number(row.id),
    answer: String(row.answer),
    person: Number(row.person),
    name: String(row.name),
    username: row.username === null ? null : String(row.username),
    chat: Number(row.chat),
    topic: Number(row.topic),
    message: Number(row.message),
    question: String(row.question),
    language: row.language === "zh" ? "zh" : "en",
    nearest: JSON.parse(String(row.nearest)),
    origin: row.origin === "missed" || row.origin === "feedback" ? row.origin : "asked",
    state: states.find((state) => state === row.state) ?? "waiting",
    handler: row.handler === null ? null : Number(row.handler),
    reply: row.reply === null ? null : String(row.reply),
    at: new Date(Number(row.at)),
    changedAt: new Date(Number(row.changed_at)),
  };
}

interface SecretariatChat {
  readonly chat: number;
  /** 0 where the chat has no topics. */
  readonly topic: number;
  readonly locale: Locale;
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
  /** After so many hours the secretariat is reminded of an open question; null where that was not chosen in chat. */
  reminderHours(): number | null;
  remindAfterHours(hours: number): void;
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

/**
 * The secretariat's desk: the chat that its cards go to, where cards stand, and answers that are written and not yet
 * sent.
 * @param database the state
 */
export function keptDesk(database: Database): Desk {
  const { prepare } = database;
  return {
    chat() {
      const row = prepare("SELECT chat, topic, language FROM secretariat_chat").get();
      if (row === undefined) return null;
      const locale = row.language === "zh" || row.language === "zh-Hant" ? row.language : "en";
      return { chat: Number(row.chat), topic: Number(row.topic), locale };
    },
    useChat(chat) {
      prepare("DELETE FROM secretariat_chat").run();
      if (chat === null) return;
      prepare("INSERT INTO secretariat_chat VALUES (1, ?, ?, ?)").run(chat.chat, chat.topic, chat.locale);
    },
    moveChat(from, to) {
      prepare("UPDATE secretariat_chat SET chat = ?, topic = 0 WHERE chat = ?").run(to, from);
      prepare("DELETE FROM cards WHERE chat = ?").run(from);
    },
    reminderHours() {
      const row = prepare("SELECT hours FROM secretariat_reminders").get();
      return row === undefined ? null : Number(row.hours);
    },
    remindAfterHours: (hours) => void prepare("INSERT OR REPLACE INTO secretariat_reminders VALUES (1, ?)").run(hours),
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
        id,
        person: Number(row.person),
        question: Number(row.question),
        text: String(row.text),
        offered: JSON.parse(String(row.offered)),
        also: JSON.parse(String(row.also)),
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
    chat: Number(row.chat),
    message: Number(row.message),
    question: Number(row.question),
    kind: kind === "prompt" || kind === "receipt" ? kind : "card",
  };
}
