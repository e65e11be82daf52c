/** Outcome of each kind of message: the table of what the bot answers, and what it leaves alone. */

import type { Message, Update } from "@grammyjs/types";
import { describe, expect, it } from "vitest";
import { type Reading, readMessage } from "../../../src/bot/handlers/question-read.ts";
import { ADA, botSetting, GROUP, ME, messageOf } from "./question-setting.ts";

const OTHER_BOT = { id: 5, is_bot: true, first_name: "Helper" };
const MINE = { message_id: 3, date: 1, chat: GROUP, from: ME, text: "The fee is due in March. [1]" };
const BOBS = { message_id: 4, date: 1, chat: GROUP, from: { ...ADA, id: 8 }, text: "Who may join?" };
const PHOTO = { text: undefined, entities: undefined, photo: [{}] };
const MENTION = { entities: [{ type: "mention", offset: 0, length: 11 }] };

const question = (text: string, about: string | null = null): Reading => ({ kind: "question", text, about });
const said = (key: Extract<Reading, { kind: "said" }>["key"]): Reading => ({ kind: "said", key });
const IGNORED: Reading = { kind: "ignored" };

const IN_PRIVATE: readonly [what: string, message: object, reading: Reading][] = [
  ["a text", messageOf("When is it due?"), question("When is it due?")],
  ["/ask with words", messageOf("/ask When is it due?"), question("When is it due?")],
  ["/ask over two lines", messageOf("/ask\nWhen is it due?"), question("When is it due?")],
  ["/ask without words", messageOf("/ask"), said("ask-without-words")],
  ["a command that there is not", messageOf("/frobnicate now"), { kind: "unknown-command", name: "frobnicate" }],
  ["a command for another bot", messageOf("/ask@other_bot what"), IGNORED],
  ["a photo with a caption", messageOf("", { ...PHOTO, caption: "What is this?" }), question("What is this?")],
  ["a photo", messageOf("", PHOTO), said("only-text")],
  ["a file", messageOf("", { text: undefined, document: {} }), said("only-text")],
  ["a sticker", messageOf("", { text: undefined, sticker: {} }), said("only-text")],
  ["a place", messageOf("", { text: undefined, location: {} }), said("only-text")],
  ["a recording", messageOf("", { text: undefined, voice: {} }), said("no-voice")],
  ["a round video", messageOf("", { text: undefined, video_note: {} }), said("no-voice")],
  ["a forwarded text", messageOf("When?", { forward_origin: { type: "hidden_user" } }), question("When?")],
  ["what another bot helped to write", messageOf("cats", { via_bot: OTHER_BOT }), IGNORED],
  ["what this bot found inline", messageOf("a passage", { via_bot: ME }), IGNORED],
  ["another bot", messageOf("hello", { from: OTHER_BOT }), IGNORED],
  ["a pinned message", messageOf("", { text: undefined, pinned_message: {} }), IGNORED],
  ["white space", messageOf(" \n "), IGNORED],
  ["a reply to the bot", messageOf("And late?", { reply_to_message: MINE }), question("And late?", MINE.text)],
  [
    "a reply that quotes the bot",
    messageOf("Why?", { reply_to_message: MINE, quote: { text: "due in March", position: 11 } }),
    question("Why?", "due in March"),
  ],
];

const IN_GROUPS: readonly [what: string, message: object, reading: Reading][] = [
  ["talk", messageOf("When is it due?"), IGNORED],
  ["/ask with words", messageOf("/ask When?"), question("When?")],
  ["/ask with the bot's name", messageOf("/ask@Docket_Bot When?"), question("When?")],
  ["/ask of another bot", messageOf("/ask@other_bot When?"), IGNORED],
  ["/ask without words", messageOf("/ask"), said("ask-without-words")],
  ["/ask under somebody's question", messageOf("/ask", { reply_to_message: BOBS }), question("Who may join?")],
  ["/ask under the bot's answer", messageOf("/ask", { reply_to_message: MINE }), said("ask-without-words")],
  ["a command of another bot", messageOf("/roll 6"), IGNORED],
  [
    "a command by the bot's name that there is not",
    messageOf("/roll@docket_bot"),
    { kind: "unknown-command", name: "roll" },
  ],
  ["a reply to the bot", messageOf("And late?", { reply_to_message: MINE }), question("And late?", MINE.text)],
  ["a reply to somebody else", messageOf("No idea", { reply_to_message: BOBS }), IGNORED],
  ["a mention", messageOf("@docket_bot, when is it due?", MENTION), question("when is it due?")],
  ["a mention in Chinese", messageOf("@docket_bot：会费多少？", MENTION), question("会费多少？")],
  [
    "a mention under a question",
    messageOf("@docket_bot", { ...MENTION, reply_to_message: BOBS }),
    question("Who may join?"),
  ],
  ["a mention of somebody else", messageOf("@other_peer when?", MENTION), IGNORED],
  [
    "a mention by name",
    messageOf("Docket when?", { entities: [{ type: "text_mention", offset: 0, length: 6, user: ME }] }),
    question("when?"),
  ],
  [
    "a photo whose caption mentions the bot",
    messageOf("", { ...PHOTO, caption: "@docket_bot what?", caption_entities: MENTION.entities }),
    question("what?"),
  ],
  [
    "a recording in reply to the bot",
    messageOf("", { text: undefined, voice: {}, reply_to_message: MINE }),
    said("no-voice"),
  ],
  ["a sticker in reply to the bot", messageOf("", { text: undefined, sticker: {}, reply_to_message: MINE }), IGNORED],
  ["somebody who joined", messageOf("", { text: undefined, new_chat_members: [ADA] }), IGNORED],
];

describe("in a private chat", () => {
  it.each(IN_PRIVATE)("%s", (_what, message, reading) => {
    expect(readMessage(message as Message, ME)).toEqual(reading);
  });
});

describe("in a group", () => {
  it.each(IN_GROUPS)("%s", (_what, message, reading) => {
    expect(readMessage({ ...message, chat: GROUP } as Message, ME)).toEqual(reading);
  });

  it("leaves a channel's posts alone", () => {
    const post = { ...messageOf("/ask When?"), chat: { id: -200, type: "channel", title: "News" } };
    expect(readMessage(post as Message, ME)).toEqual(IGNORED);
  });
});

describe("an update of another kind", () => {
  const text = { message_id: 9, date: 1, from: ADA, chat: GROUP, text: "When is it due?" };
  const channel = { id: -200, type: "channel", title: "News" };
  it.each([
    ["a post in a channel", { channel_post: { ...text, chat: channel } }],
    ["a changed post in a channel", { edited_channel_post: { ...text, chat: channel, edit_date: 2 } }],
    ["a call from a chat that the bot is not in", { guest_message: { ...text, guest_query_id: "1" } }],
    [
      "a reaction",
      { message_reaction: { chat: GROUP, message_id: 9, user: ADA, date: 1, old_reaction: [], new_reaction: [] } },
    ],
    ["a vote", { poll_answer: { poll_id: "1", user: ADA, option_ids: [0] } }],
  ])("asks nothing and is not answered: %s", async (_what, update) => {
    const { sent, called } = await botSetting().handle(update as Partial<Update>);
    expect({ sent, called }).toEqual({ sent: [], called: [] });
  });
});
