import type { Update } from "@grammyjs/types";
import { describe, expect, it } from "vitest";
import { botApiSetting } from "./server.ts";

const ALL = ["message", "edited_message", "chat_member", "my_chat_member", "message_reaction", "channel_post"] as const;

async function groupSetting(options: Parameters<typeof botApiSetting>[0] = {}) {
  const setting = await botApiSetting(options);
  const { world } = setting.server;
  const bob = world.person({ first_name: "Bob" });
  await setting.api.getUpdates({ allowed_updates: ALL });
  const updates = async (): Promise<readonly Update[]> => {
    const list = await setting.api.getUpdates();
    await setting.api.getUpdates({ offset: (list.at(-1)?.update_id ?? 0) + 1 });
    return list;
  };
  return { ...setting, world, bob, updates };
}

describe("a group", () => {
  it("shows the bot what is meant for it, and nothing else", async () => {
    const { server, world, ann, bob, api, updates } = await groupSetting();
    const group = world.group({ title: "Alliance", members: [ann, bob] });
    const own = await api.sendMessage(group.id, "I am here");
    const name = server.bot.username;
    const said = [
      "just talk",
      "/ask what is new",
      `/ask@${name} what is new`,
      "/ask@other_bot what is new",
      `what is new, @${name}?`,
      "what is new, @someone_else?",
    ];
    for (const text of said) world.say(ann, group, text);
    world.say(ann, group, { text: "thanks", reply_to: own });
    world.say(ann, group, { photo: true, caption: "look" });
    const seen = (await updates()).map(({ message }) => message?.text);
    expect(seen).toEqual(["/ask what is new", `/ask@${name} what is new`, `what is new, @${name}?`, "thanks"]);
  });

  it("shows all to an administrator, or to a bot without privacy", async () => {
    const admin = await groupSetting();
    const group = admin.world.group({ title: "Alliance", members: [admin.ann], bot: "administrator" });
    admin.world.say(admin.ann, group, "just talk");
    expect(await admin.updates()).toHaveLength(1);
    const open = await groupSetting({ privacy: false });
    open.world.say(open.ann, open.world.group({ title: "Alliance", members: [open.ann] }), "just talk");
    expect(await open.updates()).toHaveLength(1);
  });

  it("knows who is in it, and tells an administrator who comes and goes", async () => {
    const { world, ann, bob, api, updates, outcome } = await groupSetting();
    const group = world.group({ title: "Alliance", members: [ann], admins: [bob], bot: "administrator" });
    const carol = world.person({ first_name: "Carol" });
    const status = async (id: number) => (await api.getChatMember(group.id, id)).status;
    expect([await status(ann.id), await status(bob.id), await status(carol.id)]).toEqual(["member", "creator", "left"]);
    world.join(carol, group);
    world.leave(ann, group);
    expect([await status(ann.id), await status(carol.id)]).toEqual(["left", "member"]);
    const changes = (await updates()).flatMap(({ chat_member }) => (chat_member ? [chat_member.new_chat_member] : []));
    expect(changes.map(({ user, status }) => `${user.first_name} ${status}`)).toEqual(["Carol member", "Ann left"]);
    expect(await outcome("getChatMember", { chat_id: group.id, user_id: 42 })).toBe(
      "Bad Request: PARTICIPANT_ID_INVALID",
    );
    const administrators = await api.getChatAdministrators(group.id);
    expect(administrators.map(({ user }) => user.first_name)).toEqual(["Bob", "Docket"]);
  });

  it("may keep its members from a bot that is no administrator", async () => {
    const { server, world, ann, outcome } = await groupSetting();
    const group = world.group({ title: "Alliance", members: [ann], hiddenMembers: true });
    const ask = () => outcome("getChatMember", { chat_id: group.id, user_id: ann.id });
    expect(await ask()).toBe("Bad Request: member list is inaccessible");
    world.setStatus(server.bot, group, "administrator");
    expect(await ask()).toBe("ok");
  });

  it("does not take what a bot writes that was thrown out", async () => {
    const { server, world, ann, outcome, updates } = await groupSetting();
    const group = world.group({ title: "Alliance", members: [ann] });
    const write = () => outcome("sendMessage", { chat_id: group.id, text: "a" });
    world.setStatus(server.bot, group, "kicked");
    expect(await write()).toBe("Forbidden: bot was kicked from the supergroup chat");
    world.setStatus(server.bot, group, "left");
    expect(await write()).toBe("Forbidden: bot is not a member of the supergroup chat");
    expect((await updates()).map(({ my_chat_member }) => my_chat_member?.new_chat_member.status)).toEqual([
      "kicked",
      "left",
    ]);
  });

  it("lets administrators speak as the group itself", async () => {
    const { world, bob, updates } = await groupSetting();
    const group = world.group({ title: "Alliance", members: [], anonymousAdmins: [bob] });
    world.say(bob, group, "/members");
    const [update] = await updates();
    expect(update?.message).toMatchObject({ from: { username: "GroupAnonymousBot" }, sender_chat: { id: group.id } });
  });

  it("keeps topics apart", async () => {
    const { world, ann, api, updates, outcome } = await groupSetting();
    const group = world.group({ title: "Alliance", members: [ann], topics: ["Policies", "Projects"] });
    const thread = world.topic(group, "Policies");
    const asked = world.say(ann, group, { text: "/ask what is new", thread });
    expect((await updates())[0]?.message).toMatchObject({ message_thread_id: thread, is_topic_message: true });
    const reply = await api.sendMessage(group.id, "This", { reply_parameters: { message_id: asked.message_id } });
    expect(reply.message_thread_id).toBe(thread);
    // The general topic is written to by naming none. https://github.com/tdlib/telegram-bot-api/issues/798
    for (const message_thread_id of [77, 1])
      expect(await outcome("sendMessage", { chat_id: group.id, text: "a", message_thread_id })).toBe(
        "Bad Request: message thread not found",
      );
  });

  it("gives replies outside of topics a thread that is no topic and cannot be written to", async () => {
    const { world, ann, bob, api, updates, outcome } = await groupSetting({ privacy: false });
    const group = world.group({ title: "Alliance", members: [ann, bob], topics: ["Policies"] });
    const root = world.say(ann, group, "what is new?");
    const reply = world.say(bob, group, { text: "this", reply_to: root });
    world.say(ann, group, { text: "thanks", reply_to: reply });
    const thread = { message_thread_id: root.message_id };
    expect((await updates()).slice(1).map(({ message }) => message)).toMatchObject([thread, thread]);
    const answer = await api.sendMessage(group.id, "a", { reply_parameters: { message_id: reply.message_id } });
    expect(answer).toMatchObject(thread);
    for (const message of [reply, answer]) expect(message).not.toHaveProperty("is_topic_message");
    expect(await outcome("sendMessage", { chat_id: group.id, text: "a", ...thread })).toBe(
      "Bad Request: message thread not found",
    );
    const small = world.group({ title: "Small", members: [ann], basic: true });
    const first = world.say(ann, small, "first");
    expect(world.say(ann, small, { text: "second", reply_to: first })).not.toHaveProperty("message_thread_id");
  });

  it("can be looked at and left by the bot", async () => {
    const { server, world, ann, bob, api, updates, outcome } = await groupSetting();
    const group = world.group({ title: "Alliance", members: [ann], admins: [bob], username: "alliance" });
    expect(await api.getChat("@Alliance")).toMatchObject({ id: group.id, title: "Alliance" });
    expect(await api.getChatMemberCount(group.id)).toBe(3);
    await api.leaveChat(group.id);
    expect(await updates()).toEqual([]);
    expect((await world.chats()).map(({ id }) => id)).toContain(group.id);
    const notThere = "Forbidden: bot is not a member of the supergroup chat";
    expect(await outcome("getChat", { chat_id: group.id })).toBe(notThere);
    expect(await outcome("getChatMember", { chat_id: group.id, user_id: server.bot.id })).toBe(notThere);
  });

  it("moves, and says where to", async () => {
    const { world, ann, call } = await groupSetting();
    const small = world.group({ title: "Alliance", members: [ann], basic: true });
    const large = world.migrate(small);
    expect(await call("sendMessage", { chat_id: small.id, text: "a" })).toMatchObject({
      error_code: 400,
      description: "Bad Request: group chat was upgraded to a supergroup chat",
      parameters: { migrate_to_chat_id: large.id },
    });
    expect(await call("sendMessage", { chat_id: large.id, text: "a" })).toMatchObject({ ok: true });
  });
});

describe("an ephemeral message", () => {
  it("is seen by its receiver alone, and can be changed and taken back", async () => {
    const { world, ann, bob, api, outcome } = await groupSetting();
    const group = world.group({ title: "Alliance", members: [ann, bob], bot: "administrator" });
    const sent = await api.sendMessage(group.id, "For Ann", {
      ephemeral_message_parameters: { receiver_user_id: ann.id },
    });
    expect(sent).toMatchObject({ message_id: 0, receiver_user: { id: ann.id } });
    const seen = (viewer: typeof ann) => world.messages(group, viewer).map(({ text }) => text);
    expect([seen(ann), seen(bob)]).toEqual([["For Ann"], []]);
    const place = { chat_id: group.id, receiver_user_id: ann.id, ephemeral_message_id: sent.ephemeral_message_id };
    expect(await outcome("editEphemeralMessageText", { ...place, text: "Still for Ann" })).toBe("ok");
    expect(seen(ann)).toEqual(["Still for Ann"]);
    expect(await outcome("editEphemeralMessageText", { ...place, receiver_user_id: bob.id, text: "x" })).toBe(
      "Bad Request: message to edit not found",
    );
    expect(await outcome("deleteEphemeralMessage", place)).toBe("ok");
    expect(seen(ann)).toEqual([]);
  });

  it("may be a command, which the bot answers in private as well", async () => {
    const clock = { now: 1_000_000 };
    const { server, world, ann, bob, api, updates, outcome } = await groupSetting({ clock: () => clock.now });
    const group = world.group({ title: "Alliance", members: [ann, bob] });
    await api.setMyCommands([{ command: "mydata", description: "My data", is_ephemeral: true }]);
    world.say(ann, group, "/mydata");
    const [update] = await updates();
    expect(update?.message).toMatchObject({
      message_id: 0,
      from: { id: ann.id },
      receiver_user: { id: server.bot.id },
    });
    expect([world.messages(group, ann).length, world.messages(group, bob).length]).toEqual([1, 0]);
    const reply = (receiver_user_id: number) =>
      outcome("sendMessage", {
        chat_id: group.id,
        text: "All that is kept",
        reply_parameters: { ephemeral_message_id: update?.message?.ephemeral_message_id },
        ephemeral_message_parameters: { receiver_user_id },
      });
    expect([await reply(ann.id), await reply(bob.id)]).toEqual(["ok", "Bad Request: BOT_NOT_ADMIN"]);
    clock.now += 16_000;
    expect(await reply(ann.id)).toBe("Bad Request: message to be replied not found");
  });

  it("is answered by nothing that all would see", async () => {
    const { world, ann, api, updates, outcome } = await groupSetting();
    const group = world.group({ title: "Alliance", members: [ann], bot: "administrator" });
    await api.setMyCommands([{ command: "mydata", description: "My data", is_ephemeral: true }]);
    world.say(ann, group, "/mydata");
    const [update] = await updates();
    const reply_parameters = { ephemeral_message_id: update?.message?.ephemeral_message_id };
    const answer = { chat_id: group.id, text: "All that is kept", reply_parameters };
    expect(await outcome("sendMessage", answer)).toBe("Bad Request: message to be replied not found");
    const ephemeral_message_parameters = { receiver_user_id: ann.id };
    expect(await outcome("sendMessage", { ...answer, ephemeral_message_parameters })).toBe("ok");
  });

  it("has buttons that can be changed, for its receiver to press", async () => {
    const { world, ann, api, call, outcome } = await groupSetting();
    const group = world.group({ title: "Alliance", members: [ann], bot: "administrator" });
    const sent = await api.sendMessage(group.id, "For Ann", {
      ephemeral_message_parameters: { receiver_user_id: ann.id },
    });
    const reply_markup = { inline_keyboard: [[{ text: "More", callback_data: "more" }]] };
    const { ephemeral_message_id } = sent;
    const change = { chat_id: group.id, receiver_user_id: ann.id, ephemeral_message_id, reply_markup };
    expect(await call("editEphemeralMessageReplyMarkup", change)).toMatchObject({ result: true });
    expect(await outcome("editEphemeralMessageReplyMarkup", change)).toMatch(/message is not modified/u);
    await api.getUpdates({ allowed_updates: ["callback_query"] });
    void world.press(ann, sent, "More");
    expect(world.updates.newest?.callback_query).toMatchObject({ data: "more", message: { ephemeral_message_id } });
  });

  it("needs an administrator or a press that is not too old, and a group", async () => {
    const { world, ann, bob, chat, api, outcome } = await groupSetting();
    const group = world.group({ title: "Alliance", members: [ann, bob] });
    const reply_markup = { inline_keyboard: [[{ text: "[1]", callback_data: "proof:1" }]] };
    const answer = await api.sendMessage(group.id, "Answer [1]", { reply_markup });
    await api.getUpdates({ allowed_updates: ["callback_query"] });
    const whisper = (parameters: object, chat_id = group.id) =>
      outcome("sendMessage", {
        chat_id,
        text: "The proof",
        ephemeral_message_parameters: { receiver_user_id: ann.id, ...parameters },
      });
    expect(await whisper({})).toBe("Bad Request: BOT_NOT_ADMIN");
    expect(await whisper({}, chat.id)).toBe("Bad Request: BOT_NOT_ADMIN");
    expect(await whisper({ callback_query_id: "1" })).toMatch(/^Bad Request: query is too old/u);
    void world.press(ann, answer, "[1]");
    const callback_query_id = world.updates.newest?.callback_query?.id;
    expect(await whisper({ callback_query_id, replace_callback_query_message: true })).toBe("ok");
    expect(world.messages(group, ann).map(({ text }) => text)).toEqual(["The proof"]);
    expect(world.messages(group, bob).map(({ text }) => text)).toEqual(["Answer [1]"]);
    void world.press(bob, answer, "[1]");
    expect(await whisper({ callback_query_id: world.updates.newest?.callback_query?.id })).toMatch(/query is too old/u);
    void world.press(ann, answer, "[1]");
    const pressedHere = { callback_query_id: world.updates.newest?.callback_query?.id };
    const elsewhere = world.group({ title: "Elsewhere", members: [ann] });
    expect(await whisper(pressedHere, elsewhere.id)).toMatch(/query is too old/u);
    world.leave(ann, group);
    expect(await whisper(pressedHere)).toBe("Bad Request: user not found");
    expect(await whisper({ receiver_user_id: world.person({ first_name: "Eve" }).id })).toBe(
      "Bad Request: user not found",
    );
  });
});

describe("a channel", () => {
  it("posts without a person", async () => {
    const { world, ann, updates } = await groupSetting();
    const channel = world.channel({ title: "News", admins: [ann] });
    world.say(ann, channel, "A notice");
    const [update] = await updates();
    expect(update?.channel_post).toMatchObject({ text: "A notice", sender_chat: { id: channel.id } });
    expect(update?.channel_post).not.toHaveProperty("from");
  });
});
