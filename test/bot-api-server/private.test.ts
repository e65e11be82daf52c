import { describe, expect, it, vi } from "vitest";
import type { Change } from "../../src/bot-api-server/state.ts";
import { botApiSetting } from "./server.ts";

describe("what a person writes", () => {
  it("comes with the entities that Telegram finds", async () => {
    const { server, ann } = await botApiSetting();
    const message = server.world.start(ann, "p_AZaz09-_");
    expect(message).toMatchObject({
      text: "/start p_AZaz09-_",
      entities: [{ type: "bot_command", offset: 0, length: 6 }],
    });
    expect(server.world.start(ann, "x".repeat(65)).text).toBe("/start");
    expect(server.world.start(ann, "no spaces").text).toBe("/start");
  });

  it("may be a photo, a voice message, a sticker, a forward, a quote, or sent through a bot", async () => {
    const { server, ann, chat, api } = await botApiSetting();
    const { world } = server;
    const answer = world.say(ann, chat, "the whole sentence");
    const bob = world.person({ first_name: "Bob" });
    world.say(ann, chat, { photo: true, caption: "see https://example.com" });
    world.say(ann, chat, { voice: true });
    world.say(ann, chat, { sticker: true });
    world.say(ann, chat, { text: "his words", forward_from: bob });
    world.say(ann, chat, { text: "why?", reply_to: answer, quote: "whole" });
    world.say(ann, chat, { text: "a result", via_bot: server.bot });
    const messages = (await api.getUpdates()).map(({ message }) => message);
    // What only people's apps know is not told to the bot.
    expect(JSON.stringify(messages)).not.toMatch(/detected_entities|reply_interface|in_place_of|"reactions"/u);
    expect(messages.slice(1)).toMatchObject([
      { photo: [{ width: 640 }], caption_entities: [{ type: "url", offset: 4, length: 19 }] },
      { voice: { duration: 3 } },
      { sticker: { type: "regular" } },
      { forward_origin: { type: "user", sender_user: { first_name: "Bob" } } },
      { reply_to_message: { text: "the whole sentence" }, quote: { text: "whole", position: 4 } },
      { via_bot: { id: server.bot.id } },
    ]);
  });

  it("can be edited, and the bot is told", async () => {
    const { server, ann, chat, api } = await botApiSetting();
    const message = server.world.say(ann, chat, "first");
    server.world.edit(ann, message, "second");
    expect((await api.getUpdates()).at(-1)?.edited_message).toMatchObject({
      text: "second",
      message_id: message.message_id,
    });
    expect(server.world.messages(chat)).toHaveLength(1);
  });
});

describe("a press", () => {
  const reply_markup = { inline_keyboard: [[{ text: "[1]", callback_data: "proof:1" }]] };

  it("carries the button's data, or any other that was forged", async () => {
    const { server, ann, chat, api } = await botApiSetting();
    const sent = await api.sendMessage(chat.id, "Answer [1]", { reply_markup });
    void server.world.press(ann, sent, "[1]");
    void server.world.press(ann, sent, "forged");
    const data = (await api.getUpdates()).map(({ callback_query }) => callback_query?.data);
    expect(data).toEqual(["proof:1", "forged"]);
  });

  it("is answered once, within its time", async () => {
    vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout"] });
    try {
      const { server, ann, chat, api, outcome } = await botApiSetting();
      const sent = await api.sendMessage(chat.id, "Answer [1]", { reply_markup });
      const answered = server.world.press(ann, sent, "[1]");
      const id = server.world.updates.newest?.callback_query?.id;
      expect(await outcome("answerCallbackQuery", { callback_query_id: id, text: "x".repeat(201) })).toBe(
        "Bad Request: MESSAGE_TOO_LONG",
      );
      expect(await outcome("answerCallbackQuery", { callback_query_id: id, text: "Here", show_alert: true })).toBe(
        "ok",
      );
      expect(await answered).toEqual({ text: "Here", show_alert: true, url: null });
      expect(await outcome("answerCallbackQuery", { callback_query_id: id })).toMatch(/query is too old/u);
      const unanswered = server.world.press(ann, sent, "[1]");
      vi.advanceTimersByTime(20_000);
      expect(await unanswered).toBeNull();
    } finally {
      vi.useRealTimers();
    }
  });

  it("on a message that is gone says where it was", async () => {
    const { server, ann, chat, api } = await botApiSetting();
    const sent = await api.sendMessage(chat.id, "Answer [1]", { reply_markup });
    await api.deleteMessage(chat.id, sent.message_id);
    void server.world.press(ann, sent, "proof:1");
    const [update] = await api.getUpdates();
    expect(update?.callback_query?.message).toEqual({ chat, message_id: sent.message_id, date: 0 });
  });
});

describe("a draft", () => {
  it("is shown for 30 seconds or until a message comes, in private chats", async () => {
    const clock = { now: 1_000_000 };
    const { server, ann, chat, api, outcome } = await botApiSetting({ clock: () => clock.now });
    await api.sendMessageDraft(chat.id, 7, "searching");
    expect(server.world.draft(chat)).toMatchObject({ id: 7, text: "searching" });
    await api.sendMessageDraft(chat.id, 7, "searching", { can_stop: true });
    clock.now += 30_001;
    expect(server.world.draft(chat)).toBeNull();
    expect(server.world.stop(ann, chat)).toBe(false);
    await api.sendMessageDraft(chat.id, 7, "");
    expect(server.world.draft(chat)).toMatchObject({ text: "" });
    await api.sendMessage(chat.id, "Answer");
    expect(server.world.draft(chat)).toBeNull();
    const group = server.world.group({ title: "Alliance", members: [ann] });
    expect(await outcome("sendMessageDraft", { chat_id: group.id, draft_id: 7, text: "a" })).toBe(
      "Bad Request: TEXTDRAFT_PEER_INVALID",
    );
  });

  it("can be stopped if it says so, and stays stopped", async () => {
    const { server, ann, chat, api } = await botApiSetting();
    await api.sendMessageDraft(chat.id, 7, "reading");
    expect(server.world.stop(ann, chat)).toBe(false);
    await api.sendMessageDraft(chat.id, 7, "reading", { can_stop: true });
    expect(server.world.stop(server.world.person({ first_name: "Bob" }), chat)).toBe(false);
    await api.sendMessageDraft(chat.id, 7, "reading 6 passages", { can_stop: true });
    expect(server.world.stop(ann, chat)).toBe(true);
    expect((await api.getUpdates()).at(-1)?.stopped_message_generation).toEqual({ chat, draft_id: 7 });
    await api.sendMessageDraft(chat.id, 7, "checking quotes", { can_stop: true });
    expect(server.world.draft(chat)).toBeNull();
  });

  it("stays in the chat when it is stopped if it says so, until a message comes", async () => {
    const { server, ann, chat, api } = await botApiSetting();
    await api.sendMessageDraft(chat.id, 7, "half an ans", { can_stop: true, keep_on_stop: true });
    expect(server.world.stop(ann, chat)).toBe(true);
    await api.sendMessageDraft(chat.id, 7, "half an answer", { can_stop: true, keep_on_stop: true });
    expect(server.world.draft(chat)).toMatchObject({ text: "half an ans", can_stop: false });
    expect(server.world.stop(ann, chat)).toBe(false);
    await api.sendMessage(chat.id, "half an answer");
    expect(server.world.draft(chat)).toBeNull();
    await api.sendMessageDraft(chat.id, 7, "the next answer");
    expect(server.world.draft(chat)).toMatchObject({ text: "the next answer" });
  });
});

describe("what the bot does besides", () => {
  it("reacts, seems to write, and is seen to", async () => {
    const clock = { now: 1_000_000 };
    const { server, ann, chat, api, outcome } = await botApiSetting({ clock: () => clock.now });
    const asked = server.world.say(ann, chat, "what is new?");
    await api.setMessageReaction(chat.id, asked.message_id, [{ type: "emoji", emoji: "👀" }]);
    expect(server.world.messages(chat)[0]?.reactions).toEqual([
      { user_id: server.bot.id, reaction: [{ type: "emoji", emoji: "👀" }] },
    ]);
    const wrong = { chat_id: chat.id, message_id: asked.message_id, reaction: [{ type: "emoji", emoji: "🧪" }] };
    expect(await outcome("setMessageReaction", wrong)).toBe("Bad Request: REACTION_INVALID");
    // The sign for "as a picture" behind an emoji does not make it another one.
    await api.setMessageReaction(chat.id, asked.message_id, [{ type: "emoji", emoji: "❤\ufe0f" as "❤" }]);
    expect(server.world.messages(chat)[0]?.reactions).toMatchObject([{ reaction: [{ emoji: "❤" }] }]);
    await api.setMessageReaction(chat.id, asked.message_id, []);
    expect(server.world.messages(chat)[0]?.reactions).toEqual([]);
    await api.sendChatAction(chat.id, "typing");
    expect(server.world.action(chat)).toBe("typing");
    clock.now += 5_000;
    expect(server.world.action(chat)).toBeNull();
    await api.sendChatAction(chat.id, "typing");
    await api.sendMessage(chat.id, "This");
    expect(server.world.action(chat)).toBeNull();
  });

  it("changes the buttons alone, and deletes several messages, of which some may be gone", async () => {
    const { server, chat, api } = await botApiSetting();
    const reply_markup = { inline_keyboard: [[{ text: "[1]", callback_data: "proof:1" }]] };
    const [one, two] = [await api.sendMessage(chat.id, "one", { reply_markup }), await api.sendMessage(chat.id, "two")];
    await api.editMessageReplyMarkup(chat.id, two.message_id, { reply_markup });
    await api.editMessageReplyMarkup(chat.id, one.message_id);
    expect(server.world.messages(chat).map(({ text, reply_markup: keys }) => [text, keys])).toEqual([
      ["one", undefined],
      ["two", reply_markup],
    ]);
    expect(await api.deleteMessages(chat.id, [one.message_id, 99, two.message_id])).toBe(true);
    expect(server.world.messages(chat)).toEqual([]);
  });

  it("does not reach who has blocked it", async () => {
    const { server, ann, chat, api, outcome } = await botApiSetting();
    server.world.block(ann);
    expect(await outcome("sendMessage", { chat_id: chat.id, text: "a" })).toBe(
      "Forbidden: bot was blocked by the user",
    );
    expect((await api.getUpdates()).at(-1)?.my_chat_member?.new_chat_member.status).toBe("kicked");
    server.world.unblock(ann);
    expect(await outcome("sendMessage", { chat_id: chat.id, text: "a" })).toBe("ok");
  });

  it("hears nothing from who has blocked it", async () => {
    const { server, ann, chat, api } = await botApiSetting({});
    server.world.block(ann);
    await api.getUpdates({ offset: -1 });
    server.world.say(ann, chat, "to nobody");
    expect(server.world.updates.newest?.message).toBeUndefined();
  });

  it("says how its messages are to be treated, and when they were changed", async () => {
    const { chat, api } = await botApiSetting({ clock: () => 1_700_000_000_000 });
    const link_preview_options = { is_disabled: true };
    const sent = await api.sendMessage(chat.id, "one", { protect_content: true, link_preview_options });
    expect(sent).toMatchObject({ has_protected_content: true, link_preview_options });
    const reply_parameters = { message_id: sent.message_id, quote: "o", quote_position: 0 };
    expect((await api.sendMessage(chat.id, "two", { reply_parameters })).quote).toMatchObject({ position: 0 });
    const other = await api.sendMessage(chat.id, "no, no");
    const again = { message_id: other.message_id, quote: "no", quote_position: 4 };
    expect((await api.sendMessage(chat.id, "three", { reply_parameters: again })).quote).toMatchObject({ position: 4 });
    const edited = await api.editMessageText(chat.id, sent.message_id, "one, changed");
    expect([sent, edited]).toMatchObject([{ date: 1_700_000_000 }, { edit_date: 1_700_000_000 }]);
    expect(sent).not.toHaveProperty("edit_date");
  });

  it("does not reach who has never written to it", async () => {
    const { server, outcome } = await botApiSetting();
    const bob = server.world.person({ first_name: "Bob" });
    expect(await outcome("sendMessage", { chat_id: bob.id, text: "a" })).toBe(
      "Forbidden: bot can't initiate conversation with a user",
    );
  });

  it("is told to all who look on", async () => {
    const { server, ann, chat, api } = await botApiSetting();
    const seen: Change["kind"][] = [];
    const off = server.world.on(({ kind }) => seen.push(kind));
    server.world.say(ann, chat, "hello");
    await api.sendMessageDraft(chat.id, 7, "searching");
    const { message_id } = await api.sendMessage(chat.id, "Answer");
    await api.editMessageText(chat.id, message_id, "Better answer");
    await api.deleteMessage(chat.id, message_id);
    off();
    server.world.say(ann, chat, "not seen");
    expect(seen).toEqual(["message", "update", "draft", "draft", "message", "edited", "deleted"]);
  });

  it("keeps a rhythm if flood control is on", async () => {
    const clock = { now: 1_000_000 };
    const { chat, call, outcome } = await botApiSetting({ flood: true, clock: () => clock.now });
    const send = () => outcome("sendMessage", { chat_id: chat.id, text: "a" });
    expect([await send(), await send(), await send()]).toEqual(["ok", "ok", "ok"]);
    expect(await call("sendMessage", { chat_id: chat.id, text: "a" })).toMatchObject({
      error_code: 429,
      description: "Too Many Requests: retry after 1",
      parameters: { retry_after: 1 },
    });
    clock.now += 1_000;
    expect(await send()).toBe("ok");
    // A change of a message is as much as a new one; signs of life are nothing.
    expect(await outcome("editMessageText", { chat_id: chat.id, message_id: 1, text: "b" })).toMatch(/^Too Many/u);
    expect(await outcome("sendChatAction", { chat_id: chat.id, action: "typing" })).toBe("ok");
    expect(await outcome("sendMessageDraft", { chat_id: chat.id, draft_id: 1, text: "b" })).toBe("ok");
  });
});

describe("the bot's profile", () => {
  it("has a menu for each scope and language, and the closest is shown", async () => {
    const { server, ann, chat, api, outcome } = await botApiSetting();
    const { world } = server;
    const li = world.person({ first_name: "Li", language_code: "zh-hans" });
    const group = world.group({ title: "Alliance", members: [li], admins: [ann] });
    const menu = (command: string) => [{ command, description: command }];
    await api.setMyCommands(menu("ask"));
    await api.setMyCommands(menu("wen"), { language_code: "zh" });
    await api.setMyCommands(menu("search"), { scope: { type: "all_private_chats" } });
    await api.setMyCommands(menu("members"), { scope: { type: "all_chat_administrators" } });
    const shown = (where: typeof chat, who: typeof ann) => world.commands(where, who).map(({ command }) => command);
    expect([shown(chat, ann), shown(world.privateChat(li), li)]).toEqual([["search"], ["search"]]);
    expect([shown(group, ann), shown(group, li)]).toEqual([["members"], ["wen"]]);
    await api.setMyCommands(menu("secretariat"), { scope: { type: "chat", chat_id: chat.id } });
    expect([shown(chat, ann), shown(world.privateChat(li), li)]).toEqual([["secretariat"], ["search"]]);
    await api.deleteMyCommands({ scope: { type: "chat", chat_id: chat.id } });
    await api.deleteMyCommands({ scope: { type: "all_private_chats" } });
    expect(shown(chat, ann)).toEqual(["ask"]);
    expect(await api.getMyCommands({ language_code: "zh" })).toEqual(menu("wen"));
    await api.setMyCommands(menu("all"), { scope: { type: "all_group_chats" } });
    expect(shown(group, li)).toEqual(["all"]);
    await api.setMyCommands(menu("here"), { scope: { type: "chat", chat_id: group.id } });
    expect([shown(group, ann), shown(group, li)]).toEqual([["here"], ["here"]]);
    await api.setMyCommands(menu("chair"), { scope: { type: "chat_administrators", chat_id: group.id } });
    expect([shown(group, ann), shown(group, li)]).toEqual([["chair"], ["here"]]);
    await api.setMyCommands(menu("li"), { scope: { type: "chat_member", chat_id: group.id, user_id: li.id } });
    expect([shown(group, ann), shown(group, li)]).toEqual([["chair"], ["li"]]);
    // An empty menu takes the scope's own back.
    await api.setMyCommands([], { scope: { type: "chat_member", chat_id: group.id, user_id: li.id } });
    expect(shown(group, li)).toEqual(["here"]);
    const refused = (command: string, description = "d") =>
      outcome("setMyCommands", { commands: [{ command, description }] });
    expect(await refused("Ask")).toBe("Bad Request: BOT_COMMAND_INVALID");
    expect(await refused("x".repeat(33))).toBe("Bad Request: command length must not exceed 32");
    expect(await refused("ask", "")).toBe("Bad Request: command description must be non-empty");
  });

  it("has descriptions by language", async () => {
    const { server, ann, api, outcome } = await botApiSetting();
    await api.setMyDescription("Ask the documents");
    await api.setMyDescription("问文件", { language_code: "zh" });
    const li = server.world.person({ first_name: "Li", language_code: "zh" });
    expect([server.world.description(ann), server.world.description(li)]).toEqual(["Ask the documents", "问文件"]);
    await api.setMyName("文书", { language_code: "zh" });
    expect([await api.getMyName(), await api.getMyName({ language_code: "zh" })]).toEqual([
      { name: "Docket" },
      { name: "文书" },
    ]);
    expect(await api.getMyDescription({ language_code: "de" })).toEqual({ description: "Ask the documents" });
    expect(await outcome("setMyShortDescription", { short_description: "x".repeat(121) })).toMatch(/too long/u);
  });
});
