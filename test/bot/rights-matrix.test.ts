/**
 * A right that is taken back reaches what waits: seven kinds of people, every way in which words of a document leave
 * towards Telegram, and the right taken before, during and after the handling. A button, a command or a direct call of the
 * Bot API that is not listed here fails the test.
 */

import { globSync, readFileSync } from "node:fs";
import type { Update, User } from "@grammyjs/types";
import { describe, expect, it } from "vitest";
import { IN_GROUPS, IN_PRIVATE } from "../../src/bot/bot-describe.ts";
import { ADMIN_COMMANDS } from "../../src/bot/handlers/admin/admin.ts";
import { documentKey } from "../../src/bot/handlers/documents-list.ts";
import { BUTTONS, proofPayload } from "../../src/bot/render/reply-buttons.ts";
import { groupText, press, privateText, user } from "./handlers/handlers.ts";
import {
  ADMIN,
  CHAT_GROUP,
  MEMBERS_GROUP,
  type RightsSetting,
  rightsSetting,
  SECRET,
  SECRET_DOCUMENT,
} from "./rights.ts";

const MOMENTS = ["never", "before", "during", "after"] as const;
type Moment = (typeof MOMENTS)[number];

/** Who they are, by their id; `may` tells whether the document is for them before anything is taken. */
const PEOPLE = [
  { kind: "an admin", id: ADMIN, may: true },
  { kind: "a member of the settings, on the list", id: 2, may: true },
  { kind: "a member of the settings, not on the list", id: 3, may: false },
  { kind: "somebody invited, on the list", id: 4, may: true },
  { kind: "somebody of the members' group, on the list", id: 5, may: true },
  { kind: "somebody removed, still on the list", id: 6, may: false },
  { kind: "a stranger", id: 7, may: false },
] as const;
const isMemberKind = (id: number): boolean => id < 6;
type Somebody = (typeof PEOPLE)[number];

/** What is taken from them; `null` where it cannot be taken from them. */
const TAKINGS: Readonly<Record<string, (bot: RightsSetting, who: Somebody) => (() => void) | null>> = {
  "their place on the list": ({ members }, { id }) =>
    id === ADMIN ? null : () => void members.collections.disallow("rules", id),
  membership: ({ members }, { id }) =>
    id === ADMIN
      ? null
      : id === 5
        ? () => members.groupChanged(MEMBERS_GROUP, 5, false)
        : () => members.roster.set(id, "removed"),
  "the document, moved to another list": ({ members, bot }, { id }) =>
    id === ADMIN
      ? null
      : () => {
          members.collections.restrict("board");
          bot.documents = bot.documents.map((one) => ({
            ...one,
            collection: one.collection === "rules" ? "board" : one.collection,
          }));
        },
};

interface Given {
  readonly bot: RightsSetting;
  readonly who: User;
  readonly proof: string;
  /** Of a quote in a section of several pages. */
  readonly longProof: string;
  readonly answer: string;
  readonly search: string;
}

interface Way {
  /** Leads to the words, if they are for whoever asks. */
  readonly act: (given: Given) => Promise<void>;
  /** While it is still for them. */
  readonly prepare?: (given: Given) => Promise<void>;
  /** Does not show it to these, whatever they may see. */
  readonly not?: readonly number[];
  /** All of a group reads it: there the collection is open to all, and is closed. */
  readonly group?: true;
}

const from = (who: User, text: string, more: object = {}) => privateText(who, text, more);
const ask = ({ bot, who }: Given) => bot.handle(from(who, "What is the deposit?"));
const tap = ({ bot, who }: Given, data: string) => bot.handle(press(who, data));
const inGroup = {
  message: { message_id: 50, date: 1, chat: { id: CHAT_GROUP, type: "supergroup", title: "A group" }, text: "…" },
};

/** The answer's own button; of whoever has no answer nothing comes. */
async function putToSecretariat(given: Given): Promise<void> {
  given.bot.database.prepare("DELETE FROM unanswered WHERE person = ?").run(given.who.id);
  await tap(given, BUTTONS.askSecretariat.data(given.answer));
}

const WAYS: Readonly<Record<string, Way>> = {
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
  "button documentFacts": {
    act: (given) => tap(given, BUTTONS.documentFacts.data(documentKey(SECRET_DOCUMENT.path))),
  },
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
    prepare: async ({ bot }) => bot.records.desk.useChat({ chat: CHAT_GROUP, topic: 0, language: "en" }),
    act: putToSecretariat,
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
const NO_WORDS: Readonly<Record<string, string>> = {
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
const COMMANDS_WITHOUT_WORDS = ["new", "asked", "asof", "language", "help", "forget", "mydata"];
/** Calls past the outbox, and what they carry. */
const DIRECT: Readonly<Record<string, string>> = {
  answerInlineQuery: "passages: asked about right before",
  answerGuestQuery: "an answer from what is open to all: asked about right before",
  sendMessage: "a proof for one reader in a group: asked about right before each message",
  sendMessageDraft: "a stage's name",
  sendChatAction: "nothing",
  setMessageReaction: "nothing",
  editMessageText: "how far an ingest is",
  answerCallbackQuery: "words of the bot",
};

async function prepared(bot: RightsSetting, { id, may }: Somebody, isGroup: boolean): Promise<Given> {
  const { members } = bot;
  bot.bot.documents = bot.bot.documents.map((one) => ({
    ...one,
    collection: one.collection === "board" ? "rules" : one.collection,
  }));
  members.collections.open("board");
  members.collections.open("rules");
  if (!isGroup) for (const one of [2, 4, 5, 6]) members.collections.allow("rules", one);
  members.roster.set(2, "invited");
  members.roster.set(4, "invited");
  members.roster.set(6, "removed");
  members.roster.set(3, "invited");
  members.groupChanged(MEMBERS_GROUP, 5, true);
  const who = user(id);
  // What they were shown while it was for them; others have it from somebody else, by forging.
  const asker = (isGroup ? isMemberKind(id) : may) ? who : user(2);
  await bot.handle(from(asker, "What is the deposit?"));
  await bot.handle(from(asker, "/search deposit"));
  await bot.sendWaiting();
  const row = bot.database
    .prepare("SELECT id FROM answers WHERE person = ? ORDER BY at DESC, rowid DESC")
    .get(asker.id);
  const search = bot.database.prepare("SELECT id FROM searches WHERE person = ?").get(asker.id);
  const proof = bot.records.proofs.idOf(bot.quotes.short) ?? "";
  const longProof = bot.records.proofs.idOf(bot.quotes.long) ?? "";
  return { bot, who, proof, longProof, answer: String(row?.id), search: String(search?.id) };
}

/** Of a way in a group what is read by all there; an admin's own messages are theirs. */
function isFor(reader: number, payload: unknown, isGroup: boolean): boolean {
  const { chat_id: chat } = payload as { chat_id?: number };
  return chat === undefined || (isGroup ? chat < 0 || (chat === reader && reader !== ADMIN) : chat === reader);
}

/** What went to Telegram for this way; the words of the question are none of the document's. */
async function leaving(way: Way, given: Given, moment: Moment, take: () => void): Promise<string> {
  const { bot } = given;
  await way.prepare?.(given);
  const from = () =>
    JSON.stringify(bot.calls.splice(0).filter(({ payload }) => isFor(given.who.id, payload, way.group === true)));
  from();
  if (moment === "before") take();
  if (moment === "during") bot.during = take;
  await way.act(given);
  // Of what takes no while, the moment is when it is stored: nothing has left yet.
  const past = bot.during !== null && moment === "during";
  bot.during = null;
  if (past) {
    const direct = from();
    if (SECRET.test(direct)) return moment === "during" ? "" : direct;
    take();
  }
  const direct = from();
  if (moment === "after") take();
  await bot.sendWaiting();
  // What went past the outbox before it was taken was theirs.
  return moment === "after" ? from() : direct + from();
}

describe("a right that was taken back", () => {
  for (const [name, way] of Object.entries(WAYS)) {
    it(`is gone from ${name}`, async () => {
      const bot = rightsSetting();
      const isGroup = way.group === true;
      for (const somebody of PEOPLE) {
        const nothing = () => undefined;
        const may = (isGroup ? isMemberKind(somebody.id) : somebody.may) && way.not?.includes(somebody.id) !== true;
        const shown = await leaving(way, await prepared(bot, somebody, isGroup), "never", nothing);
        expect({ ...somebody, shown: SECRET.test(shown) }).toEqual({ ...somebody, shown: may });
        const takings = isGroup
          ? [["the collection, open to all", () => bot.members.collections.restrict("rules")] as const]
          : Object.entries(TAKINGS).map(([what, taking]) => [what, taking(bot, somebody)] as const);
        for (const [what, take] of takings) {
          if (take === null) continue;
          for (const moment of MOMENTS.slice(1)) {
            const given = await prepared(bot, somebody, isGroup);
            const left = await leaving(way, given, moment, take);
            expect({ kind: somebody.kind, what, moment, left: SECRET.exec(left)?.input ?? null }).toEqual({
              ...{ kind: somebody.kind, what, moment, left: null },
            });
          }
        }
      }
    });
  }

  it("is waited for where Telegram cannot be asked who belongs to the members' group", async () => {
    const bot = rightsSetting();
    const given = await prepared(bot, PEOPLE[4], false);
    for (const belongs of [true, false]) {
      bot.members.groupChanged(MEMBERS_GROUP, 5, true);
      await ask(given);
      bot.setting.later(6 * 60_000);
      bot.setting.group.set(5, new Error("no contact"));
      bot.calls.splice(0);
      for (let tries = 0; tries < 3; tries += 1) {
        await bot.sendWaiting();
        expect(bot.calls).toEqual([]);
        bot.setting.later(30_000);
      }
      bot.setting.group.set(5, belongs);
      await bot.sendWaiting();
      expect(SECRET.test(JSON.stringify(bot.calls))).toBe(belongs);
    }
  });

  it("is listed for every button, command and direct call that there is", () => {
    const listed = Object.keys(WAYS).flatMap((name) => /^(?:button|command) (\w+)/u.exec(name)?.[1] ?? []);
    const pages = ["section", "search", "documents", "proof"];
    for (const button of Object.keys(BUTTONS)) {
      const ways = [...listed, ...pages].filter((one) => one === button).length + (button in NO_WORDS ? 1 : 0);
      expect({ button, listed: ways > 0 }).toEqual({ button, listed: true });
    }
    const commands = new Set(
      [...IN_PRIVATE, ...IN_GROUPS].filter((one) => !(ADMIN_COMMANDS as readonly string[]).includes(one)),
    );
    for (const command of commands) {
      const isListed = listed.includes(command) || COMMANDS_WITHOUT_WORDS.includes(command);
      expect({ command, isListed }).toEqual({ command, isListed: true });
    }
    const direct = globSync("src/bot/**/*.ts").flatMap((file) => {
      const text = readFileSync(file, "utf8");
      return [
        ...text.matchAll(
          /(?:api(?:\.raw)?|ctx|context)\s*\.(?<call>(?:send|answer|edit|copy|forward|set)[A-Z]\w+)\(/gu,
        ),
      ].map(({ groups }) => groups?.call ?? "");
    });
    expect([...new Set(direct)].filter((call) => !(call in DIRECT) && !/^set(?:My|Webhook)/u.test(call))).toEqual([]);
  });
});
