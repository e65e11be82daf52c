import { expect, it } from "vitest";
import { botApiSetting } from "./server.ts";

const article = (id: string, message_text = "A cited passage") => ({
  type: "article" as const,
  id,
  title: "A passage",
  input_message_content: { message_text },
});

it("gives inline results to who asked, who drops one into a chat", async () => {
  const { server, ann, chat, api, outcome } = await botApiSetting();
  const { world } = server;
  const asked = world.inline(ann, "reporting duty");
  const [update] = await api.getUpdates();
  expect(update?.inline_query).toMatchObject({ query: "reporting duty", from: { id: ann.id }, offset: "" });
  const keyboard = { inline_keyboard: [[{ text: "Proof", callback_data: "proof:1" }]] };
  const result = { ...article("1"), reply_markup: keyboard };
  await api.answerInlineQuery(update?.inline_query?.id ?? "", [result], { is_personal: true, cache_time: 0 });
  const answer = await asked;
  expect(answer).toMatchObject({ results: [{ id: "1" }], is_personal: true, cache_time: 0 });
  const message = world.choose(ann, chat, result, { query: "reporting duty" });
  expect(message).toMatchObject({ text: "A cited passage", via_bot: { id: server.bot.id }, from: { id: ann.id } });
  const chosen = world.updates.newest?.message ?? null;
  expect(chosen).toMatchObject({ via_bot: { id: server.bot.id } });
  void world.press(ann, message, "Proof");
  const inline_message_id = world.updates.newest?.callback_query?.inline_message_id ?? "";
  await api.editMessageTextInline(inline_message_id, "The passage and its proof");
  expect(world.messages(chat).map(({ text }) => text)).toEqual(["The passage and its proof"]);
  const byNumber = { chat_id: chat.id, message_id: message.message_id, text: "By its number" };
  expect(await outcome("editMessageText", byNumber)).toBe("Bad Request: message can't be edited");
});

it("sees what is sent through it in a group, and in which topic", async () => {
  const { server, ann, api } = await botApiSetting();
  const { world } = server;
  const group = world.group({ title: "Alliance", members: [ann], topics: ["Policies"] });
  const thread = world.topic(group, "Policies");
  world.choose(ann, group, article("1"), { thread });
  const place = { chat: { id: group.id }, message_thread_id: thread, is_topic_message: true };
  expect((await api.getUpdates()).at(-1)?.message).toMatchObject({ text: "A cited passage", ...place });
});

it("takes at most 50 results, each with an id of its own", async () => {
  const { server, ann, outcome } = await botApiSetting();
  const answer = (results: readonly object[], more = {}) => {
    void server.world.inline(ann, "words");
    return outcome("answerInlineQuery", {
      inline_query_id: server.world.updates.newest?.inline_query?.id,
      results,
      ...more,
    });
  };
  const many = Array.from({ length: 51 }, (_, place) => article(String(place)));
  expect(await answer(many)).toBe("Bad Request: RESULTS_TOO_MUCH");
  expect(await answer(many.slice(0, 50))).toBe("ok");
  expect(await answer([article("a"), article("a")])).toBe("Bad Request: RESULT_ID_DUPLICATE");
  expect(await answer([article("x".repeat(65))])).toBe("Bad Request: RESULT_ID_INVALID");
  expect(await answer([article("a", "x".repeat(4097))])).toBe("Bad Request: message is too long");
  expect(await answer([], { button: { text: "Join", start_parameter: "no spaces" } })).toBe(
    "Bad Request: START_PARAM_INVALID",
  );
});

it("lets the bot answer once in a chat that it is not in", async () => {
  const { server, ann, call, outcome } = await botApiSetting();
  const { world } = server;
  const group = world.group({ title: "Elsewhere", members: [ann], bot: "left" });
  const answered = world.summon(ann, group, `@${server.bot.username} what is the reporting duty?`);
  const guest_query_id = world.updates.newest?.guest_message?.guest_query_id;
  const { result } = await call("answerGuestQuery", { guest_query_id, result: article("1", "Within 15 days.") });
  expect(result).toEqual({ inline_message_id: expect.any(String) });
  expect(await answered).toMatchObject({ text: "Within 15 days.", guest_bot_caller_user: { id: ann.id } });
  expect(await outcome("answerGuestQuery", { guest_query_id, result: article("1") })).toMatch(/query is too old/u);
  expect(await outcome("sendMessage", { chat_id: group.id, text: "More" })).toMatch(/^Forbidden: /u);
});
