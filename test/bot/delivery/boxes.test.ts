/** Names by which the boxes keep an update and a call. */

import { describe, expect, it } from "vitest";
import { arrivedUpdate, newCall } from "../../../src/bot/delivery/boxes.ts";
import { ALLOWED_UPDATES, laneOf, type ReceivedUpdate } from "../../../src/bot/delivery/lanes.ts";

function message(id: number, text: string, person = 7): ReceivedUpdate {
  const from = { id: person, is_bot: false, first_name: "Ann" };
  const chat = { id: person, type: "private" as const, first_name: "Ann" };
  return { update_id: id, message: { message_id: id, date: 1_795_000_000, from, chat, text } };
}

describe("an update that arrived", () => {
  it("is another one where its content is, by the same number", () => {
    const [one, same, other] = [message(5, "one"), message(5, "one"), message(5, "two")].map(arrivedUpdate);
    expect(same).toEqual(one);
    expect(one).toMatchObject({ number: 5, person: 7, lane: "chat 7" });
    expect(Buffer.from(other?.digest ?? []).equals(one?.digest ?? Buffer.of())).toBe(false);
  });
});

describe("a call", () => {
  it("may be made twice where that changes nothing, or where it is a notice", () => {
    const sent = { method: "sendMessage", payload: { chat_id: 7, text: "x" }, person: 7 } as const;
    const edited = { ...sent, method: "editMessageText" } as const;
    expect([newCall(sent), newCall(edited), newCall(sent, { notice: true })].map((one) => one.repeatable)).toEqual([
      ...[false, true, true],
    ]);
  });

  it("goes in the order of its chat, or of the inline message that it changes", () => {
    const payloads = [{ chat_id: 7 }, { inline_message_id: "abc" }, { commands: [] }];
    const calls = payloads.map((payload) => newCall({ method: "setMyCommands", payload, person: null }));
    expect(calls.map(({ chat }) => chat)).toEqual(["7", "abc", ""]);
  });
});

describe("lanes of updates", () => {
  it("are one a chat for messages, and others for taps, inline queries and Stop", () => {
    const from = { id: 7, is_bot: false, first_name: "Ann" };
    const chat = { id: 7, type: "private" as const, first_name: "Ann" };
    const same = [message(1, "one"), message(2, "two")].map(laneOf);
    expect(new Set(same).size).toBe(1);
    const others: ReceivedUpdate[] = [
      { update_id: 3, callback_query: { id: "1", from, chat_instance: "1", data: "x" } },
      { update_id: 4, inline_query: { id: "1", from, query: "", offset: "" } },
      { update_id: 5, stopped_message_generation: { chat, draft_id: 1 } },
      message(6, "another chat", 8),
    ];
    expect(new Set([...same, ...others.map(laneOf)]).size).toBe(5);
  });

  it("are of kinds that are asked for", () => {
    expect(new Set(ALLOWED_UPDATES).size).toBe(ALLOWED_UPDATES.length);
    expect(ALLOWED_UPDATES).toEqual(
      expect.arrayContaining(["chat_member", "stopped_message_generation", "guest_message"]),
    );
  });
});
