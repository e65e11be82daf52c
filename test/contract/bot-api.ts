/**
 * The contract that a Bot API server keeps to any bot: the limits and the words of refusal that Telegram documents and
 * that bots have met. Whoever takes this server for Telegram must not find out by any of it.
 */

import { describe, expect, it } from "vitest";

export interface BotApiSubject {
  /** @returns "ok", or the description of the refusal */
  outcome(method: string, parameters?: Readonly<Record<string, unknown>>): Promise<string>;
  /** @returns the result of a call that succeeds */
  result(method: string, parameters?: Readonly<Record<string, unknown>>): Promise<Readonly<Record<string, unknown>>>;
  /** A private chat that the bot may write to. */
  readonly chat_id: number;
}

type Parameters = Readonly<Record<string, unknown>>;
const button = (fields: Parameters) => ({ reply_markup: { inline_keyboard: [[{ text: "b", ...fields }]] } });
const bold = (offset: number, length: number) => ({ entities: [{ type: "bold", offset, length }] });

/** Parameters besides the chat -> answer to them. */
const SENDING: readonly (readonly [string, Parameters, string])[] = [
  ["4,096 characters", { text: "x".repeat(4096) }, "ok"],
  ["4,096 characters that take two code units each", { text: "𝒳".repeat(4096) }, "ok"],
  ["4,097 characters", { text: "x".repeat(4097) }, "Bad Request: message is too long"],
  ["no text", {}, "Bad Request: message text is empty"],
  ["blank text", { text: "  \n " }, "Bad Request: text must be non-empty"],
  ["invisible text", { text: "\u200b\u2060\ufeff".replaceAll("\u2060", "") }, "Bad Request: text must be non-empty"],
  ["markup that does not count", { text: `<b>${"x".repeat(4096)}</b>`, parse_mode: "HTML" }, "ok"],
  ["an unknown parse mode", { text: "a", parse_mode: "BBCode" }, "Bad Request: unsupported parse_mode"],
  [
    "an open tag",
    { text: "<b>a", parse_mode: "HTML" },
    "Bad Request: can't parse entities: Can't find end tag corresponding to start tag \"b\"",
  ],
  [
    "an unknown tag",
    { text: "ab<script>c</script>", parse_mode: "HTML" },
    'Bad Request: can\'t parse entities: Unsupported start tag "script" at byte offset 2',
  ],
  [
    "crossed tags",
    { text: "<b><i>test</b></i>", parse_mode: "HTML" },
    'Bad Request: can\'t parse entities: Unmatched end tag at byte offset 10, expected "</i>", found "</b>"',
  ],
  [
    "a bare full stop in MarkdownV2",
    { text: "hello.", parse_mode: "MarkdownV2" },
    "Bad Request: can't parse entities: Character '.' is reserved and must be escaped with the preceding '\\'",
  ],
  [
    "an open mark in MarkdownV2",
    { text: "*unclosed", parse_mode: "MarkdownV2" },
    "Bad Request: can't parse entities: Can't find end of Bold entity at byte offset 0",
  ],
  [
    "an entity behind the text",
    { text: "hello", ...bold(100, 1) },
    "Bad Request: entity begins after the end of the text at UTF-16 offset 100",
  ],
  [
    "an entity over the end of the text",
    { text: "hello", ...bold(0, 100) },
    "Bad Request: entity beginning at UTF-16 offset 0 ends after the end of the text at UTF-16 offset 100",
  ],
  [
    "an entity before the text",
    { text: "hello", ...bold(-1, 1) },
    "Bad Request: receive an entity with incorrect offset -1",
  ],
  [
    "an entity that ends in half a character",
    { text: "a😀b", ...bold(0, 2) },
    "Bad Request: entity beginning at UTF-16 offset 0 ends in a middle of a UTF-16 symbol at byte offset 5",
  ],
  [
    "an entity of no known type",
    { text: "hello", entities: [{ type: "loud", offset: 0, length: 1 }] },
    "Bad Request: can't parse MessageEntity: Unsupported type specified",
  ],
  [
    "a link to nowhere",
    { text: "click", entities: [{ type: "text_link", offset: 0, length: 5, url: "not-a-url" }] },
    "Bad Request: entity URL 'not-a-url' is invalid: Wrong HTTP URL",
  ],
  [
    "a link without an address",
    { text: "click", entities: [{ type: "text_link", offset: 0, length: 5, url: "" }] },
    "Bad Request: entity URL '' is invalid: URL host is empty",
  ],
  [
    "a link that lacks its field",
    { text: "click", entities: [{ type: "text_link", offset: 0, length: 5 }] },
    "Bad Request: can't parse MessageEntity: Can't find field \"url\"",
  ],
  ["callback data of 64 bytes", { text: "a", ...button({ callback_data: "x".repeat(64) }) }, "ok"],
  [
    "callback data of 65 bytes",
    { text: "a", ...button({ callback_data: "x".repeat(65) }) },
    "Bad Request: BUTTON_DATA_INVALID",
  ],
  [
    "callback data of 22 Han characters",
    { text: "a", ...button({ callback_data: "条".repeat(22) }) },
    "Bad Request: BUTTON_DATA_INVALID",
  ],
  [
    "a button that does nothing",
    { text: "a", ...button({}) },
    "Bad Request: can't parse inline keyboard button: Text buttons are unallowed in the inline keyboard",
  ],
  [
    "a button without a label",
    { text: "a", reply_markup: { inline_keyboard: [[{ callback_data: "x" }]] } },
    "Bad Request: can't parse inline keyboard button: Can't find field \"text\"",
  ],
  [
    "a button to a wrong address",
    { text: "a", ...button({ url: "ftp://example.com" }) },
    "Bad Request: inline keyboard button URL 'ftp://example.com' is invalid: Unsupported URL protocol",
  ],
  ["a button that copies 256 characters", { text: "a", ...button({ copy_text: { text: "x".repeat(256) } }) }, "ok"],
  [
    "a button that copies nothing",
    { text: "a", ...button({ copy_text: { text: "" } }) },
    "Bad Request: BUTTON_COPY_TEXT_INVALID",
  ],
  [
    "a keyboard that is no list",
    { text: "a", reply_markup: { inline_keyboard: "bad" } },
    'Bad Request: field "inline_keyboard" must be of type Array',
  ],
  [
    "a reply to nothing",
    { text: "a", reply_parameters: { message_id: 999_999_999 } },
    "Bad Request: message to be replied not found",
  ],
  [
    "a reply to nothing that may go without",
    { text: "a", reply_parameters: { message_id: 999_999_999, allow_sending_without_reply: true } },
    "ok",
  ],
  [
    "a reply to no message at all",
    { text: "a", reply_parameters: { quote: "x" } },
    'Bad Request: can\'t find field "message_id"',
  ],
  ["an unknown topic", { text: "a", message_thread_id: 999_999_999 }, "Bad Request: message thread not found"],
];

export function botApiContract(name: string, start: () => Promise<BotApiSubject>): void {
  describe(`Bot API of ${name}`, () => {
    it.each(SENDING)("answers %s as Telegram does", async (_what, parameters, expected) => {
      const { outcome, chat_id } = await start();
      expect(await outcome("sendMessage", { chat_id, ...parameters })).toBe(expected);
    });

    it("names a chat that is missing, unknown or no number", async () => {
      const { outcome } = await start();
      expect(await outcome("sendMessage", { text: "a" })).toBe("Bad Request: chat_id is empty");
      for (const chat_id of [-1, "@this_channel_does_not_exist", "not_a_chat"])
        expect(await outcome("sendMessage", { chat_id, text: "a" })).toBe("Bad Request: chat not found");
    });

    it("edits what is there and differs, and nothing else", async () => {
      const { outcome, result, chat_id } = await start();
      const { message_id } = await result("sendMessage", { chat_id, text: "one", ...bold(0, 3) });
      const edit = (parameters: Parameters) => outcome("editMessageText", { chat_id, message_id, ...parameters });
      expect(await edit({ text: "one", ...bold(0, 3) })).toMatch(/^Bad Request: message is not modified: /u);
      expect(await edit({ text: "one" })).toBe("ok");
      expect(await edit({ text: "two", message_id: 999_999_999 })).toBe("Bad Request: message to edit not found");
      expect(await edit({ text: "x".repeat(4097) })).toBe("Bad Request: message is too long");
      expect(await outcome("deleteMessage", { chat_id, message_id })).toBe("ok");
      expect(await outcome("deleteMessage", { chat_id, message_id })).toBe("Bad Request: message to delete not found");
    });

    it("refuses to answer a query that it never made", async () => {
      const { outcome } = await start();
      const tooOld = "Bad Request: query is too old and response timeout expired or query ID is invalid";
      expect(await outcome("answerCallbackQuery", { callback_query_id: "1" })).toBe(tooOld);
      expect(await outcome("answerInlineQuery", { inline_query_id: "1", results: [] })).toBe(tooOld);
    });

    it("trims what is sent, and moves the entities with it", async () => {
      const { result, chat_id } = await start();
      const sent = await result("sendMessage", { chat_id, text: " \n one two \n", ...bold(7, 5) });
      expect(sent).toMatchObject({ text: "one two", entities: [{ type: "bold", offset: 4, length: 3 }] });
    });

    it("keeps the first 100 entities", async () => {
      const { result, chat_id } = await start();
      const entities = Array.from({ length: 120 }, (_, place) => ({ type: "bold", offset: place * 2, length: 1 }));
      const sent = await result("sendMessage", { chat_id, text: "x ".repeat(120), entities });
      expect(sent.entities).toHaveLength(100);
      const found = await result("sendMessage", { chat_id, text: "@somebody ".repeat(120), ...bold(0, 5) });
      expect(found.entities).toHaveLength(100);
    });

    it("says of a method that it lacks that it is not found", async () => {
      const { outcome } = await start();
      expect(await outcome("sendPigeon")).toBe("Not Found: method not found");
    });
  });
}
