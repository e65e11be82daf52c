import { describe, expect, it, onTestFinished } from "vitest";
import {
  lost,
  millisecondsToAnswer,
  millisecondsToFirstAnswer,
  millisecondsToSign,
} from "../../scripts/bench/bot-load.ts";
import { createMembers } from "../../scripts/bench/bot-members.ts";
import { botApiServer } from "../support/bot-api-server.ts";

/** Two members, and a bot that does what the test says. */
async function setting() {
  const server = await botApiServer();
  onTestFinished(() => server.close());
  const chats: number[] = [];
  server.world.on((change) => {
    if (change.kind === "update" && change.update.message !== undefined) chats.push(change.update.message.chat.id);
  });
  const members = createMembers(server, 2);
  onTestFinished(members.close);
  const call = async (method: string, payload: object): Promise<void> => {
    const response = await fetch(`${server.url}/bot${server.token}/${method}`, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify(payload),
    });
    expect(await response.json()).toMatchObject({ ok: true });
  };
  return { members, call, chats };
}

describe("members who put the bot under load", () => {
  it("see a sign of life before the answer, and each answer for the question that it is to", async () => {
    const { members, call, chats } = await setting();
    members.say(0, "One?");
    members.say(0, "Two?");
    members.say(1, "Three?");
    const [first, , third] = chats;
    await call("sendChatAction", { chat_id: first, action: "typing" });
    await call("sendMessage", { chat_id: first, text: "1" });
    await call("sendMessage", { chat_id: first, text: "2" });
    await call("sendMessage", { chat_id: third, text: "3" });
    await members.answered();
    const conversation = members.take();
    expect(lost(conversation)).toBe(0);
    expect(conversation.doubles).toBe(0);
    const answers = conversation.asked.map(({ answeredAt }) => answeredAt ?? 0);
    expect(answers).toEqual(answers.toSorted((one, other) => one - other));
    const [one = 0, , three = 0] = millisecondsToAnswer(conversation);
    expect(millisecondsToSign(conversation)[0]).toBeLessThan(one);
    expect(millisecondsToSign(conversation)[2]).toBe(three);
    expect(millisecondsToFirstAnswer(conversation)).toEqual([one, three]);
  });

  it("notice what is lost, and what is answered twice", async () => {
    const { members, call, chats } = await setting();
    members.say(0, "One?");
    members.say(1, "Two?");
    await call("sendMessage", { chat_id: chats[0], text: "1" });
    await call("sendMessage", { chat_id: chats[0], text: "1" });
    const conversation = members.take();
    expect(lost(conversation)).toBe(1);
    expect(conversation.doubles).toBe(1);
    expect(millisecondsToSign(conversation)[1]).toBe(Number.POSITIVE_INFINITY);
    await members.answered();
    expect(members.take()).toEqual({ asked: [], doubles: 0 });
  });
});
