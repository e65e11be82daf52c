import { describe, expect, it } from "vitest";
import type { Fault } from "../../../src/bot/delivery/api.ts";
import type { OutboxCall } from "../../../src/bot/delivery/boxes.ts";
import { outcomeOf } from "../../../src/bot/delivery/outbox-sender.ts";

const message: OutboxCall = {
  ...{ lease: { id: 1, attempt: 1 }, chat: "7", method: "sendMessage", payload: { chat_id: 7, text: "Yes. [1]" } },
  ...{ file: null, person: 7, repeatable: false, notice: false, receipt: null, shown: null, tries: 1 },
};
const edit: OutboxCall = {
  ...{ ...message, method: "editMessageText", repeatable: true },
  payload: { chat_id: 7, message_id: 3, text: "Yes. [1]" },
};
const refused = (code: number, description: string, more: Partial<Fault> = {}): Fault =>
  ({ kind: "refused", code, description, retryAfterMs: null, movedTo: null, ...more }) as Fault;
const outcome = (fault: Fault, call = message) => outcomeOf(fault, call, () => 0);

describe("a call that did not succeed", () => {
  it("is made again when it was never sent, whatever it is", () => {
    const fault: Fault = { kind: "unreachable", description: "connect ECONNREFUSED" };
    expect(outcome(fault)).toEqual({ kind: "again", afterMs: 1_000 });
    expect(outcome(fault, { ...message, tries: 30 })).toEqual({ kind: "again", afterMs: 60_000 });
  });

  it.each<[string, Fault]>([
    ["no answer came", { kind: "lost", description: "timed out" }],
    ["a proxy answered for the server", refused(502, "Bad Gateway")],
    ["a proxy gave up waiting", refused(504, "Gateway Timeout")],
  ])("is unknown when %s, unless making it twice does no harm", (_what, fault) => {
    expect(outcome(fault)).toEqual({ kind: "unknown" });
    expect(outcome(fault, edit)).toEqual({ kind: "again", afterMs: 1_000 });
    expect(outcome(fault, { ...message, repeatable: true, notice: true })).toEqual({ kind: "again", afterMs: 1_000 });
  });

  it.each([1, 60, 3_600])("waits exactly the %i s that Telegram says", (seconds) => {
    const fault = refused(429, "Too Many Requests", { retryAfterMs: seconds * 1_000 });
    expect(outcome(fault)).toEqual({ kind: "again", afterMs: seconds * 1_000 });
  });

  it("is made again when the server itself failed", () => {
    expect(outcome(refused(500, "Internal Server Error"))).toEqual({ kind: "again", afterMs: 1_000 });
  });

  it.each([
    [403, "Forbidden: bot was blocked by the user"],
    [403, "Forbidden: bot was kicked from the supergroup chat"],
    [403, "Forbidden: user is deactivated"],
    [400, "Bad Request: chat not found"],
  ])("gives up the chat after %i %s", (code, description) => {
    expect(outcome(refused(code, description))).toEqual({ kind: "failed", failure: "chat" });
  });

  it("is made again as plain text when the entities are refused, and then not again", () => {
    const fault = refused(400, "Bad Request: can't parse entities: Can't find end of the entity");
    const payload = { ...message.payload, entities: [{ type: "bold", offset: 0, length: 3 }] };
    expect(outcome(fault, { ...message, payload })).toEqual({
      kind: "changed",
      method: "sendMessage",
      payload: message.payload,
    });
    expect(outcome(fault)).toEqual({ kind: "failed", failure: "message" });
  });

  it("goes to the group at large when its topic was deleted, and then not again", () => {
    const fault = refused(400, "Bad Request: message thread not found");
    const payload = { ...message.payload, message_thread_id: 7 };
    expect(outcome(fault, { ...message, payload })).toEqual({
      kind: "changed",
      method: "sendMessage",
      payload: message.payload,
    });
    expect(outcome(fault)).toEqual({ kind: "failed", failure: "message" });
  });

  it("is done when the message is as it should be, or is gone as it should be", () => {
    expect(outcome(refused(400, "Bad Request: message is not modified: specified new message content"), edit)).toEqual({
      kind: "sent",
    });
    const removal = { ...edit, method: "deleteMessage" };
    expect(outcome(refused(400, "Bad Request: message to delete not found"), removal)).toEqual({ kind: "sent" });
    const buttons = { ...edit, method: "editMessageReplyMarkup" };
    expect(outcome(refused(400, "Bad Request: message to edit not found"), buttons)).toEqual({ kind: "sent" });
  });

  it("becomes a new message when the one to be edited is gone", () => {
    expect(outcome(refused(400, "Bad Request: message to edit not found"), edit)).toEqual({
      kind: "changed",
      method: "sendMessage",
      payload: { chat_id: 7, text: "Yes. [1]" },
    });
  });

  it("is made again without what it replies to when that is gone", () => {
    const payload = { ...message.payload, reply_parameters: { message_id: 3 } };
    expect(outcome(refused(400, "Bad Request: message to be replied not found"), { ...message, payload })).toEqual({
      kind: "changed",
      method: "sendMessage",
      payload: message.payload,
    });
  });

  it("moves along when the group became a supergroup", () => {
    const fault = refused(400, "Bad Request: group chat was upgraded to a supergroup chat", { movedTo: -100_5 });
    expect(outcome(fault)).toEqual({ kind: "moved", chat: -100_5 });
  });

  it("is given up alone when Telegram has something against it", () => {
    expect(outcome(refused(400, "Bad Request: message is too long"))).toEqual({ kind: "failed", failure: "message" });
  });

  it("stops everything when the token is refused", () => {
    expect(outcome(refused(401, "Unauthorized"))).toEqual({ kind: "failed", failure: "token" });
  });
});
