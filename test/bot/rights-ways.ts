/** Every way in which words of a document leave towards Telegram; and buttons, commands and direct calls that show none. */

import type { Update, User } from "@grammyjs/types";
import { documentKey } from "../../src/bot/handlers/documents-list.ts";
import { BUTTONS, proofPayload } from "../../src/bot/render/reply-buttons.ts";
import { groupText, press, privateText, user } from "./handlers/handlers.ts";
import { ADMIN, CHAT_GROUP, type RightsSetting, SECRET_DOCUMENT } from "./rights.ts";

export interface Given {
  readonly bot: RightsSetting;
  readonly who: User;
  readonly proof: string;
  /** Of a quote in a section of several pages. */
  readonly longProof: string;
  readonly answer: string;
  readonly search: string;
}

export interface Way {
  /** Leads to the words, if they are for whoever asks. */
  readonly act: (given: Given) => Promise<void>;
  /** While it is still for them. */
  readonly prepare?: (given: Given) => Promise<void>;
  /** Does not show it to these, whatever they may see. */
  readonly not?: readonly number[];
  /** All of a group reads it: there the collection is open to all, and is closed. */
  readonly group?: true;
}

export const from = (who: User, text: string, more: object = {}) => privateText(who, text, more);
export const ask = ({ bot, who }: Given) => bot.handle(from(who, "What is the deposit?"));
const tap = ({ bot, who }: Given, data: string) => bot.handle(press(who, data));
const inGroup = {
  message: { message_id: 50, date: 1, chat: { id: CHAT_GROUP, type: "supergroup", title: "A group" }, text: "…" },
};

/** The answer's own button; of whoever has no answer nothing comes. */
async function putToSecretariat(given: Given): Promise<void> {
  given.bot.database.prepare("DELETE FROM unanswered WHERE person = ?").run(given.who.id);
  await tap(given, BUTTONS.askSecretariat.data(given.answer));
}

export const WAYS: Readonly<Record<string, Way>> = {
  "a question": { act: ask },
  "a question that was changed": {
    act: async (given) => {
      const { bot, who } = given;
      await ask(given);
      const { message } = from(who, "What is the whole deposit?", { edit_date: 1_700_000_010 });
      await bot.handle({ edited_message: message } as Partial<Update>);
    },
  },
  "the last question in another language": { act: ({ bot, who }) => bot.handle(from(who, "in English please")) },
  "more, by word": { act: ({ bot, who }) => bot.handle(from(who, "more")) },
  "button more": { act: (given) => tap(given, BUTTONS.more.data(given.answer)) },
  "button proof": { act: (given) => tap(given, BUTTONS.proof.data(given.proof)) },
  "a proof's link": { act: ({ bot, who, proof }) => bot.handle(from(who, `/start ${proofPayload(proof)}`)) },
  "button section": { act: (given) => tap(given, BUTTONS.section.data(given.proof, 0)) },
  "the next page of a section": { act: (given) => tap(given, BUTTONS.section.data(given.longProof, 2)) },
  "button edition": { act: (given) => tap(given, BUTTONS.edition.data(given.proof, "zh")) },
  "button file": { act: (given) => tap(given, BUTTONS.file.data(given.proof)) },
  "command search": { act: ({ bot, who }) => bot.handle(from(who, "/search deposit")) },
  "button search": { act: (given) => tap(given, BUTTONS.search.data(given.search, 2)) },
  "button searchOnDay": { act: (given) => tap(given, BUTTONS.searchOnDay.data(given.search, 2, "2026-11-22")) },
  "command documents": { act: ({ bot, who }) => bot.handle(from(who, "/documents")) },
  "button documents": { act: (given) => tap(given, BUTTONS.documents.data(1)) },
  "button collectionDocuments": {
    act: (given) => tap(given, BUTTONS.collectionDocuments.data(documentKey(SECRET_DOCUMENT.collection), 1)),
  },
  "button documentFacts": {
    act: (given) => tap(given, BUTTONS.documentFacts.data(documentKey(SECRET_DOCUMENT.path))),
  },
  "button documentFile": {
    act: (given) => tap(given, BUTTONS.documentFile.data(documentKey(SECRET_DOCUMENT.path))),
  },
  "a document that is asked for": { act: ({ bot, who }) => bot.handle(from(who, `send me ${SECRET_DOCUMENT.title}`)) },
  "command start": { not: [ADMIN], act: ({ bot, who }) => bot.handle(from(who, "/start")) },
  "command news": {
    prepare: async ({ bot, proof }) => bot.news.add({ kind: "changed", proof, at: bot.clock() }),
    act: ({ bot, who }) => bot.handle(from(who, "/news")),
  },
  "button newsPage": {
    prepare: async ({ bot, proof }) => bot.news.add({ kind: "ended", proof, at: bot.clock() }),
    act: (given) => tap(given, BUTTONS.newsPage.data(1)),
  },
  "the digest of a week": {
    prepare: async ({ bot, who, proof }) => {
      bot.news.add({ kind: "changed", proof, at: bot.clock() });
      bot.digests.unsubscribe(who.id);
      bot.digests.subscribe(who.id, new Date(bot.clock().getTime() - 8 * 86_400_000));
    },
    act: ({ bot }) => bot.sendDigests(),
  },
  "an answer that has changed": { prepare: ask, act: ({ bot }) => bot.tellChangedAnswers() },
  "an inline query": {
    act: ({ bot, who }) => bot.handle({ inline_query: { id: "i", from: who, query: "deposit", offset: "" } }),
  },
  "send it again": {
    prepare: async (given) => {
      given.bot.lost = true;
      await ask(given);
      await given.bot.sendWaiting();
      given.bot.lost = false;
    },
    act: async (given) => {
      const { bot, who } = given;
      const unknown = bot.database
        .prepare("SELECT max(id) AS id FROM outbox WHERE state = 'unknown' AND person = ?")
        .get(who.id);
      await tap(given, `o:${unknown?.id ?? 1}`);
    },
  },
  "the secretariat, which points to a document": {
    prepare: putToSecretariat,
    act: async ({ bot, who }) => {
      const put = bot.database.prepare("SELECT max(id) AS id FROM unanswered WHERE person = ?").get(who.id);
      await bot.handle(press(user(ADMIN), BUTTONS.deskPoint.data(Number(put?.id ?? 0), 1)));
    },
  },
  "a card in the secretariat's group": {
    group: true,
    prepare: async ({ bot }) => bot.records.desk.useChat({ chat: CHAT_GROUP, topic: 0, locale: "en" }),
    act: putToSecretariat,
  },
  "news in the secretariat's group": {
    group: true,
    // Of nobody's asking, and the same whoever reads along.
    not: [2, 3, 4, 5],
    prepare: async ({ bot }) => bot.records.desk.useChat({ chat: CHAT_GROUP, topic: 0, locale: "en" }),
    act: async ({ bot, who }) => {
      if (who.id === ADMIN) await bot.tellNews();
    },
  },
  "a question to a guest": {
    group: true,
    prepare: async ({ bot }) => bot.guestMode.turn(true),
    act: ({ bot, who }) => {
      const { message } = groupText(who, "@docket_bot What is the deposit?");
      return bot.handle({ guest_message: { ...message, guest_query_id: "g" } } as Partial<Update>);
    },
  },
  "command ask in a group": {
    group: true,
    act: ({ bot, who }) => bot.handle(groupText(who, "/ask What is the deposit?")),
  },
  "command search in a group": { group: true, act: ({ bot, who }) => bot.handle(groupText(who, "/search deposit")) },
  "command documents in a group": { group: true, act: ({ bot, who }) => bot.handle(groupText(who, "/documents")) },
  "button proof in a group": {
    group: true,
    act: ({ bot, who, proof }) => {
      const { callback_query } = press(who, BUTTONS.proof.data(proof));
      return bot.handle({ callback_query: { ...callback_query, ...inGroup } } as Partial<Update>);
    },
  },
};

/** Buttons that show no words of a document to whom they were not shown before, and why. */
export const NO_WORDS: Readonly<Record<string, string>> = {
  ...Object.fromEntries(
    ["good", "bad", "reason", "noComment", "newTopic", "language", "withdraw", "newsWeekly", "propose"].map((one) => [
      one,
      "says what the bot says",
    ]),
  ),
  askSecretariat: "the asker gets a receipt; cards are for admins, and in a group for all who read there",
  firstSteps: "an admin's checklist",
  ...Object.fromEntries(
    Object.keys(BUTTONS)
      .filter((one) => /^(?:desk|file[A-Z]|library)/u.test(one))
      .map((one) => [one, "for admins, who see all; rights are looked up with every press"]),
  ),
};
export const COMMANDS_WITHOUT_WORDS = ["new", "asked", "asof", "language", "help", "forget", "mydata"];
/** Files that send what no update asked for: from how many places, and the ways above or why it shows no words of a document. */
export const UNASKED: Readonly<Record<string, readonly [places: number, what: string]>> = {
  "src/bot/bot-app.ts": [3, "to admins: folders that nobody has decided on, and troubles"],
  "src/bot/bot-handlers.ts": [1, "whatever an admin's command sends elsewhere"],
  "src/bot/bot-parts.ts": [2, "to admins: a folder that cannot be written"],
  "src/bot/bot-rounds.ts": [4, "to admins: relations, rights; to who sent a file or a term what became of it"],
  "src/bot/handlers/admin/admin-ingest.ts": [4, "to admins, and to the one who asked for the ingest"],
  "src/bot/handlers/checklist.ts": [1, "to an admin: first steps"],
  "src/bot/handlers/library/albums.ts": [1, "to who sent the files: a preview of them"],
  "src/bot/handlers/news/changed-answers.ts": [1, "an answer that has changed"],
  "src/bot/handlers/news/news-commands.ts": [1, "the digest of a week"],
  "src/bot/handlers/news/news-rounds.ts": [1, "news in the secretariat's group"],
  "src/bot/handlers/secretariat/secretariat.ts": [1, "a question that waits, without words of documents"],
};
/** Calls past the outbox, and what they carry. */
export const DIRECT: Readonly<Record<string, string>> = {
  answerInlineQuery: "passages: asked about right before",
  answerGuestQuery: "an answer from what is open to all: asked about right before",
  sendMessage: "a proof for one reader in a group: asked about right before each message",
  sendMessageDraft: "a stage's name",
  sendChatAction: "nothing",
  setMessageReaction: "nothing",
  editMessageText: "how far an ingest is",
  answerCallbackQuery: "words of the bot",
};
