/**
 * Calls that the server refuses besides messages, which the contract holds: each method with a wrong parameter, in
 * Telegram's words.
 */

import { expect, it } from "vitest";
import { botApiSetting } from "./server.ts";

type Parameters = Readonly<Record<string, unknown>>;
const commands = (command: string, description = "d") => ({ commands: [{ command, description }] });
const BOLD_HALF = { entities: [{ type: "bold", offset: 2, length: 1 }] };
const entity = (fields: Parameters) => ({ text: "a", entities: [{ offset: 0, length: 1, ...fields }] });
const button = (fields: Parameters) => ({ text: "a", reply_markup: { inline_keyboard: [[{ text: "b", ...fields }]] } });
const html = (text: string) => ({ text, parse_mode: "HTML" });

/** The chat is a private one; of its messages 1 is the bot's text, 2 a document of the bot's, 3 the person's. */
const REFUSED: readonly (readonly [method: string, Parameters, words: string])[] = [
  ["sendMessage", html("a</b>"), "can't parse entities: Unexpected end tag at byte offset 1"],
  ["sendMessage", html("条<b"), "can't parse entities: Unclosed start tag at byte offset 3"],
  [
    "sendMessage",
    html("<span>a</span>"),
    'can\'t parse entities: Tag "span" must have class "tg-spoiler" at byte offset 0',
  ],
  [
    "sendMessage",
    html('<tg-emoji emoji-id="x">a</tg-emoji>'),
    "can't parse entities: Invalid custom emoji identifier specified",
  ],
  [
    "sendMessage",
    { text: "![a](https://example.com)", parse_mode: "MarkdownV2" },
    "can't parse entities: Custom emoji entity must contain a tg://emoji URL",
  ],
  ["sendMessage", { text: "\ud800" }, "strings must be encoded in UTF-8"],
  ["sendMessage", { text: "x".repeat(32_769) }, "text is too long"],
  ["sendMessage", { text: "a😀b", ...BOLD_HALF }, "entity begins in a middle of a UTF-16 symbol at byte offset 5"],
  ["sendMessage", { text: "a", entities: ["bold"] }, "can't parse MessageEntity: Expected an Object"],
  ["sendMessage", { text: "a", entities: "bold" }, "can't parse entities JSON object"],
  ["sendMessage", { text: "a", entities: {} }, "expected an Array of entities"],
  [
    "sendMessage",
    entity({ type: "date_time", unix_time: "soon" }),
    'can\'t parse MessageEntity: Field "unix_time" must be a valid Number',
  ],
  [
    "sendMessage",
    entity({ type: "date_time", unix_time: 1, date_time_format: "rD" }),
    "invalid date-time format specified",
  ],
  [
    "sendMessage",
    entity({ type: "custom_emoji", custom_emoji_id: "x" }),
    'can\'t parse MessageEntity: Field "custom_emoji_id" must be a valid Number',
  ],
  ["sendMessage", entity({ type: "text_mention", user: { id: 42 } }), "user not found"],
  ["sendMessage", { text: "a", reply_markup: [] }, "object expected as reply markup"],
  ["sendMessage", { text: "a", reply_markup: { force_reply: "yes" } }, 'field "force_reply" must be of type Boolean'],
  [
    "sendMessage",
    { text: "a", link_preview_options: { is_disabled: "yes" } },
    'field "is_disabled" must be of type Boolean',
  ],
  ["sendMessage", button({ pay: true }), "BUTTON_TYPE_INVALID"],
  [
    "sendMessage",
    button({ web_app: { url: "http://example.com" } }),
    "inline keyboard button Web App URL 'http://example.com' is invalid: Only HTTPS links are allowed",
  ],
  [
    "sendMessage",
    button({ text: 5, callback_data: "x" }),
    'can\'t parse inline keyboard button: Field "text" must be of type String',
  ],
  [
    "sendMessage",
    { text: "a", reply_markup: { inline_keyboard: [["b"]] } },
    "can't parse inline keyboard button: Button must be an Object",
  ],
  [
    "sendMessage",
    button({ text: " ", callback_data: "x" }),
    "can't parse inline keyboard button: Button text must be non-empty",
  ],
  [
    "sendMessage",
    button({ callback_data: "x", url: "https://example.com" }),
    'can\'t parse inline keyboard button: Button has both "url" and "callback_data"',
  ],
  [
    "sendMessage",
    { text: "a", reply_markup: { inline_keyboard: Array(101).fill([{ text: "b", callback_data: "x" }]) } },
    "reply markup is too long",
  ],
  ["sendMessage", { text: "a", reply_parameters: { message_id: 1, quote: "not in it" } }, "QUOTE_TEXT_INVALID"],
  [
    "sendMessage",
    { text: "a", reply_parameters: { message_id: 1, quote: "x".repeat(1_025) } },
    "message quote is too long",
  ],
  ["sendMessage", { text: "a", chat_id: -1_000 }, "chat not found"],
  ["editMessageText", { message_id: 3, text: "a" }, "message can't be edited"],
  ["editMessageText", { text: "a" }, "message id is not specified"],
  ["editMessageText", { inline_message_id: "none", text: "a" }, "MESSAGE_ID_INVALID"],
  ["editMessageCaption", { message_id: 1, caption: "a" }, "there is no caption in the message to edit"],
  ["editMessageReplyMarkup", { message_id: 1, reply_markup: { force_reply: true } }, "inline keyboard expected"],
  ["deleteMessages", { message_ids: [] }, "message identifiers are not specified"],
  ["deleteMessages", { message_ids: Array(101).fill(1) }, "too many message identifiers specified"],
  ["sendMessageDraft", { text: "a", draft_id: 0 }, "RANDOM_ID_EMPTY"],
  ["sendMessageDraft", { text: "a", draft_id: 1, message_thread_id: 9 }, "message thread not found"],
  ["sendMessageDraft", { text: "x".repeat(4_097), draft_id: 1 }, "message is too long"],
  ["sendChatAction", { action: "thinking" }, "wrong parameter action in request"],
  ["setMessageReaction", { message_id: 99, reaction: [] }, "message to react not found"],
  [
    "setMessageReaction",
    {
      message_id: 3,
      reaction: [
        { type: "emoji", emoji: "👍" },
        { type: "emoji", emoji: "👎" },
      ],
    },
    "REACTIONS_TOO_MANY",
  ],
  ["sendDocument", { document: "no such file" }, "wrong file identifier/HTTP URL specified"],
  ["getFile", {}, "file_id not specified"],
  ["setMyCommands", commands(""), "command must be non-empty"],
  ["setMyCommands", commands("a", "x".repeat(257)), "command description length must not exceed 256"],
  ["setMyCommands", { commands: ["ask"] }, "can't parse BotCommand: expected an Object"],
  ["setMyCommands", { commands: Array(101).fill({ command: "a", description: "d" }) }, "BOT_COMMANDS_TOO_MUCH"],
  ["setMyCommands", { ...commands("a"), language_code: "english" }, "invalid language code specified"],
  [
    "setMyCommands",
    { ...commands("a"), scope: { type: "everywhere" } },
    "can't parse BotCommandScope: unsupported type specified",
  ],
  ["setMyCommands", { ...commands("a"), scope: { type: "chat", chat_id: -1 } }, "chat not found"],
  ["setMyName", { name: "x".repeat(65) }, "bot name is too long"],
  ["setMyDescription", { description: "x".repeat(513) }, "bot description is too long"],
  ["getChatAdministrators", {}, "there are no administrators in the private chat"],
  ["leaveChat", {}, "chat member status can't be changed in private chats"],
  ["getUpdates", { offset: "first" }, "invalid offset specified"],
  ["setWebhook", { url: "https://example.com/", secret_token: "x".repeat(257) }, "secret token is too long"],
  ["setWebhook", { url: "nowhere" }, "bad webhook: URL host is empty"],
  ["setWebhook", { url: "http://example.com/" }, "bad webhook: An HTTPS URL must be provided for webhook"],
];

it.each(REFUSED)("refuses %s with %j", async (method, parameters, words) => {
  const { server, api, ann, chat, outcome } = await botApiSetting();
  await api.sendMessage(chat.id, "The bot's");
  const { document } = server.world.say(ann, server.world.group({ title: "Elsewhere", members: [ann] }), {
    document: { name: "a.txt", bytes: new Uint8Array([65]) },
  });
  await api.sendDocument(chat.id, document?.file_id ?? "");
  server.world.say(ann, chat, "The person's");
  expect(await outcome(method, { chat_id: chat.id, ...parameters })).toBe(`Bad Request: ${words}`);
});

it("takes inline results that have all that they need", async () => {
  const { server, ann, outcome } = await botApiSetting();
  const whole = { type: "article", id: "1", title: "A", input_message_content: { message_text: "a" } };
  const answer = (parameters: Parameters) => {
    void server.world.inline(ann, "words");
    return outcome("answerInlineQuery", {
      inline_query_id: server.world.updates.newest?.inline_query?.id,
      ...parameters,
    });
  };
  const result = "Bad Request: can't parse inline query result";
  expect(await answer({ results: [whole] })).toBe("ok");
  expect(await answer({ results: ["a"] })).toBe(`${result}: expected an Object`);
  expect(await answer({ results: [{ ...whole, type: "dream" }] })).toBe(`${result}: type "dream" is not known here`);
  expect(await answer({ results: [{ ...whole, id: 1 }] })).toBe(`${result}: Can't find field "id"`);
  expect(await answer({ results: [{ ...whole, title: " " }] })).toBe("Bad Request: ARTICLE_TITLE_EMPTY");
  expect(await answer({ results: [{ ...whole, input_message_content: {} }] })).toBe(
    `${result}: Can't find field "message_text"`,
  );
  expect(await answer({ results: [whole], next_offset: "x".repeat(65) })).toBe("Bad Request: NEXT_OFFSET_INVALID");
});

it("opens no other address for a press than the bot's own", async () => {
  const { server, ann, chat, api, outcome } = await botApiSetting();
  const reply_markup = { inline_keyboard: [[{ text: "b", callback_data: "x" }]] };
  const sent = await api.sendMessage(chat.id, "a", { reply_markup });
  const answered = server.world.press(ann, sent, "b");
  const answer = (url: string) =>
    outcome("answerCallbackQuery", { callback_query_id: server.world.updates.newest?.callback_query?.id, url });
  expect(await answer("https://example.com/")).toBe("Bad Request: URL_INVALID");
  const own = `https://t.me/${server.bot.username}?start=hello`;
  expect(await answer(own)).toBe("ok");
  expect(await answered).toMatchObject({ url: own });
});

it("does not delete what others wrote two days ago, nor in a group where it is no administrator", async () => {
  const clock = { now: 1_700_000_000_000 };
  const { server, ann, chat, outcome } = await botApiSetting({ clock: () => clock.now });
  const group = server.world.group({ title: "Alliance", members: [ann] });
  const [old, elsewhere] = [server.world.say(ann, chat, "old"), server.world.say(ann, group, "here")];
  const remove = (chat_id: number, message_id: number) => outcome("deleteMessage", { chat_id, message_id });
  expect(await remove(group.id, elsewhere.message_id)).toBe("Bad Request: message can't be deleted");
  clock.now += 48 * 3_600_000;
  expect(await remove(chat.id, old.message_id)).toBe("Bad Request: message can't be deleted");
  const young = server.world.say(ann, chat, "young");
  expect(await remove(chat.id, young.message_id)).toBe("ok");
});

it("cannot read a form that is broken", async () => {
  const { server } = await botApiSetting();
  const response = await fetch(`${server.url}/bot${server.token}/getMe`, {
    method: "POST",
    headers: { "content-type": "multipart/form-data; boundary=x" },
    body: "no form",
  });
  expect(await response.json()).toMatchObject({ description: "Bad Request: can't parse multipart/form-data" });
});
