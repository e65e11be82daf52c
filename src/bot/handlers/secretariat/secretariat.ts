/**
 * Mediates between members and the secretariat: where the cards of a question go, what each chat may see of it, and
 * what is to be changed in which message when the question changes. All of it runs in the caller's transaction, and
 * returns what is to be sent.
 */

import type { Citation, Library } from "../../../engine/engine.ts";
import { errorText } from "../../../errors.ts";
import type { Locale } from "../../../language/language.ts";
import type { Log } from "../../../operations/log.ts";
import type { CallEnd } from "../../../storage/boxes.ts";
import type { Records } from "../../conversation/records.ts";
import {
  type Card,
  type CardKind,
  type Change,
  isOpen,
  type PutQuestion,
  type UnansweredQuestion,
} from "../../conversation/unanswered.ts";
import type { Outgoing } from "../../delivery/effects.ts";
import type { Shown } from "../../delivery/leave.ts";
import type { Say } from "../../i18n/words.ts";
import type { Access } from "../../members/access.ts";
import type { Members } from "../../members/members.ts";
import { BUTTONS, button } from "../../render/reply-buttons.ts";
import { messagePayload, type Reply, topicParameter } from "../../render/reply-messages.ts";
import { maySeeCited } from "../question-view.ts";
import { type CardView, cardOf, fixedMessage, receiptOf } from "./card.ts";

interface SecretariatParts {
  readonly records: Pick<Records, "unanswered" | "desk" | "feedback" | "answers">;
  readonly members: Pick<Members, "settings" | "people" | "collections">;
  readonly library: Pick<Library, "document" | "editions">;
  readonly sayIn: (locale: Locale) => Say;
  /** Words in a person's language. */
  readonly sayTo: (person: number) => Say;
  readonly clock: () => Date;
  /** After so long the secretariat is reminded of a question, and then again, unless it has chosen another time in chat. */
  readonly remindAfterMs: number;
}

export interface Secretariat {
  /** Of a new question: the asker's receipt and the cards; nothing where it was put before. */
  put(question: PutQuestion): readonly Outgoing[];
  /** Null where it was closed already; else what is to be changed in the messages that show it. */
  change(id: number, change: Omit<Change, "at">): readonly Outgoing[] | null;
  /** The passages that are nearest by now: documents may have come since, or changed. None are found: as it was. */
  renew(id: number, nearest: readonly Citation[]): readonly Outgoing[];
  /** An answer that was found wrong has been dealt with: those who said so hear of it, each once. */
  settleComplaints(answer: string): readonly Outgoing[];
  /** The card of a question for one chat. */
  card(question: UnansweredQuestion, chat: number, topic?: number): Outgoing;
  view(question: UnansweredQuestion, chat: number): CardView;
  /** Something for the asker, where they asked, in their language. */
  toAsker(question: UnansweredQuestion, reply: Reply, shown?: readonly Citation[]): Outgoing;
  /** Chats of the secretariat are told something. */
  tell(text: (say: Say) => Reply): readonly Outgoing[];
  /** After how many hours it is reminded; @param hours from now on, of open questions as well */
  remindsAfter(hours?: number): number;
  isReminderDue(): boolean;
  /** One message about all questions that have waited for so long. */
  reminders(): readonly Outgoing[];
  /** Hears the outcome of a message with a receipt of `receiptOfCall`. */
  ended(end: CallEnd): readonly Outgoing[];
  /** The bot is no longer in this chat. */
  lost(chat: number): readonly Outgoing[];
  /** The cards of somebody's questions, which are about to be erased. */
  forgotten(person: number): readonly Outgoing[];
}

export function createSecretariat(parts: SecretariatParts): Secretariat {
  const { records, members, sayIn, sayTo, clock } = parts;
  const { unanswered, desk } = records;
  const remindsAfter = (): number => desk.reminderHours() ?? parts.remindAfterMs / HOUR_MS;
  const nextReminder = (now: Date): Date => new Date(now.getTime() + remindsAfter() * HOUR_MS);
  const { admins } = members.settings;
  const messages = questionMessages(parts);

  const tell: Secretariat["tell"] = (text) => {
    const place = desk.chat();
    if (place !== null) return [message(place.chat, place.topic, text(sayIn(place.locale)), { person: null })];
    return admins.map((admin) => message(admin, 0, text(sayTo(admin)), { person: admin }));
  };
  const lost: Secretariat["lost"] = (chat) => {
    if (desk.chat()?.chat !== chat) return [];
    desk.useChat(null);
    desk.dropCards({ chat });
    return tell((say) => ({ text: say("desk-lost", { count: unanswered.count() }), entities: [], keyboard: [] }));
  };
  const settleComplaints = (answer: string, except?: number): readonly Outgoing[] => {
    const question = records.answers.find(answer)?.question ?? "";
    return records.feedback
      .settle(answer, clock())
      .filter((person) => person !== except)
      .map((person) => message(person, 0, fixedMessage(question, sayTo(person)), { person }));
  };

  return {
    card: messages.card,
    view: messages.view,
    tell,
    lost,
    settleComplaints: (answer) => settleComplaints(answer),
    put(question) {
      const id = unanswered.put(question, nextReminder(clock()));
      const kept = id === null ? null : unanswered.find(id);
      return kept === null ? [] : [messages.receipt(kept), ...messages.cards(kept)];
    },
    change(id, change) {
      if (!unanswered.change(id, { ...change, at: clock() })) return null;
      const question = unanswered.find(id);
      if (question === null) return null;
      const { state, answer, person } = question;
      // The asker gets the answer itself.
      const told = state === "answered" || state === "pointed" ? settleComplaints(answer, person) : [];
      return [...messages.refreshed(question), ...told];
    },
    renew(id, nearest) {
      const before = unanswered.find(id);
      if (before === null || nearest.length === 0 || isSameText(before.nearest, nearest)) return [];
      unanswered.renew(id, nearest);
      return messages.cardsChanged({ ...before, nearest });
    },
    toAsker: ({ chat, topic, message: asked, person }, reply, citations = []) => {
      const reply_parameters = { message_id: asked, allow_sending_without_reply: true };
      const shown = shownIn(citations, person);
      const { payload, ...outgoing } = message(chat, topic, reply, { person, shown });
      return { ...outgoing, payload: { ...payload, ...(asked === 0 ? {} : { reply_parameters }) } };
    },
    remindsAfter(hours) {
      if (hours !== undefined) {
        unanswered.moveReminders((hours - remindsAfter()) * HOUR_MS, clock());
        desk.remindAfterHours(hours);
      }
      return remindsAfter();
    },
    isReminderDue: () => unanswered.isDue(clock()),
    reminders() {
      const now = clock();
      const due = unanswered.remind(now, nextReminder(now));
      const [oldest] = due;
      if (oldest === undefined) return [];
      return tell((say) => reminderOf(oldest, due.length, say));
    },
    ended({ receipt, chat, message: id }) {
      const about = RECEIPT.exec(receipt)?.groups;
      const question = unanswered.find(Number(about?.question));
      if (about === undefined || question === null) return [];
      const kind = about.kind as CardKind;
      if (id !== null) {
        const sent = { chat, message: id, question: question.id, kind };
        desk.keepCard(sent);
        // It may have changed while its message was on the way.
        return kind !== "prompt" && question.state !== "waiting" ? [messages.edited(sent, question)] : [];
      }
      if (kind !== "card" || chat > 0) return [];
      return [...lost(chat), ...(isOpen(question) ? messages.cardsForAdmins(question) : [])];
    },
    forgotten: (person) => unanswered.ofPerson(person, MANY).flatMap((question) => messages.erased(question, person)),
  };
}

/** Messages that show a question: cards for the secretariat, and the asker's receipt. */
interface QuestionMessages extends Pick<Secretariat, "card" | "view"> {
  receipt(question: UnansweredQuestion): Outgoing;
  /** The cards of a new question: for admins too, where the secretariat's chat may not see all of it. */
  cards(question: UnansweredQuestion): readonly Outgoing[];
  cardsForAdmins(question: UnansweredQuestion): readonly Outgoing[];
  edited(card: Card, question: UnansweredQuestion): Outgoing;
  /** Edits of all messages that show it. */
  refreshed(question: UnansweredQuestion): readonly Outgoing[];
  /** Of its cards alone. */
  cardsChanged(question: UnansweredQuestion): readonly Outgoing[];
  /** Edits of the cards of somebody's question, which say that it was erased. */
  erased(question: Pick<UnansweredQuestion, "id" | "state">, person: number): readonly Outgoing[];
}

function questionMessages({ records, members, library, sayIn, sayTo }: SecretariatParts): QuestionMessages {
  const { desk } = records;
  const sayAt = (chat: number): Say => (chat < 0 ? sayIn(desk.chat()?.locale ?? "en") : sayTo(chat));
  const isOpenToAll = ({ document }: Citation): boolean => {
    const everybody: Access = { kind: "member", admin: false, ...members.collections.openToAll() };
    return maySeeCited(everybody, document, library);
  };
  const view: Secretariat["view"] = ({ nearest, handler }, chat) => ({
    say: sayAt(chat),
    // All of a group reads what stands in it.
    passages: nearest
      .map((citation, index) => ({ ...citation, mark: index + 1 }))
      .filter((citation) => chat > 0 || isOpenToAll(citation)),
    handler: handler === null ? null : (members.people.find(handler)?.name ?? String(handler)),
  });
  const card: Secretariat["card"] = (question, chat, topic = 0) => {
    const seen = view(question, chat);
    const about = { person: question.person, receipt: receiptOfCall("card", question.id) };
    return message(chat, topic, cardOf(question, seen), { ...about, shown: shownIn(seen.passages, null) });
  };
  const cardsForAdmins = (question: UnansweredQuestion): readonly Outgoing[] =>
    members.settings.admins.map((admin) => card(question, admin));
  const edited: QuestionMessages["edited"] = ({ chat, message: id, kind }, question) => {
    const { person } = question;
    const seen = view(question, chat);
    const reply = kind === "card" ? cardOf(question, seen) : receiptOf(question, sayTo(person));
    const payload = { chat_id: chat, message_id: id, ...messagePayload(reply) };
    return {
      method: "editMessageText",
      payload: { ...payload, reply_markup: { inline_keyboard: reply.keyboard } },
      shown: shownIn(kind === "card" ? seen.passages : [], null),
      person,
    };
  };
  return {
    view,
    card,
    cardsForAdmins,
    edited,
    receipt(question) {
      const about = { person: question.person, receipt: receiptOfCall("receipt", question.id) };
      return message(question.chat, question.topic, receiptOf(question, sayTo(question.person)), about);
    },
    cards(question) {
      const place = desk.chat();
      if (place === null) return cardsForAdmins(question);
      const hidden = question.nearest.some((citation) => !isOpenToAll(citation));
      return [card(question, place.chat, place.topic), ...(hidden ? cardsForAdmins(question) : [])];
    },
    refreshed: (question) =>
      desk
        .cardsOf(question.id)
        .filter(({ kind }) => kind !== "prompt")
        .map((shown) => edited(shown, question)),
    cardsChanged: (question) =>
      desk
        .cardsOf(question.id)
        .filter(({ kind }) => kind === "card")
        .map((shown) => edited(shown, question)),
    erased: ({ id, state }, person) =>
      desk
        .cardsOf(id)
        .filter(({ kind, chat }) => kind === "card" && chat !== person)
        .map(({ chat, message: shown }): Outgoing => {
          const text = sayAt(chat)("card-erased", { id, open: isOpen({ state }) ? "yes" : "no" });
          const payload = { chat_id: chat, message_id: shown, text, reply_markup: { inline_keyboard: [] } };
          return { method: "editMessageText", payload, person: null };
        }),
  };
}

function isSameText(one: readonly Citation[], other: readonly Citation[]): boolean {
  const texts = (citations: readonly Citation[]): string =>
    citations.map(({ document, start, end }) => `${document.id} ${document.version} ${start} ${end}`).join("\n");
  return texts(one) === texts(other);
}

function shownIn(citations: readonly Citation[], reader: number | null): Shown {
  const documents = citations.map(({ document: { id, path, collection } }) => ({ id, path, collection }));
  return { documents, reader };
}

function message(
  chat: number,
  topic: number,
  reply: Reply,
  about: Pick<Outgoing, "person" | "receipt" | "shown">,
): Outgoing {
  return {
    method: "sendMessage",
    payload: { chat_id: chat, ...topicParameter(topic), ...messagePayload(reply) },
    ...about,
  };
}

const HOUR_MS = 3_600_000;

/** More than anybody puts to the secretariat. */
const MANY = 10_000;

const RECEIPT = /^(?<kind>card|prompt|receipt):(?<question>\d{1,9})$/u;

export function receiptOfCall(kind: CardKind, question: number): string {
  return `${kind}:${question}`;
}

function reminderOf({ id, at }: UnansweredQuestion, count: number, say: Say): Reply {
  const keyboard = [
    [button(say("desk-reminder-open", { id }), BUTTONS.deskShow.data(id))],
    ...(count > 1 ? [[button(say("stats-unanswered"), BUTTONS.deskList.data("unanswered", 0, ""))]] : []),
  ];
  return { text: say("desk-reminder", { count, id, since: say.moment(at) }), entities: [], keyboard };
}

interface ReminderOptions {
  readonly secretariat: Pick<Secretariat, "isReminderDue" | "reminders">;
  /** Runs it in a transaction, and sends what it returns. */
  readonly decide: (work: () => readonly Outgoing[]) => Promise<void>;
  readonly log: Log;
}

const EVERY_MS = 5_000;

/**
 * Reminds the secretariat of questions that wait; what was told is kept with the questions, so a restart tells nothing
 * twice.
 * @returns what ends it
 */
export function startReminders({ secretariat, decide, log }: ReminderOptions): () => void {
  const timer = setInterval(() => {
    if (!secretariat.isReminderDue()) return;
    void decide(secretariat.reminders).catch((thrown: unknown) =>
      log.error("The secretariat could not be reminded; trying again", { reason: errorText(thrown) }),
    );
  }, EVERY_MS);
  timer.unref();
  return () => clearInterval(timer);
}
