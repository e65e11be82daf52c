/** What the two boxes keep of a person, and for how long. */

import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it, onTestFinished } from "vitest";
import { createInbox } from "../../../src/bot/delivery/inbox.ts";
import { ALLOWED_UPDATES, laneOf, type ReceivedUpdate } from "../../../src/bot/delivery/inbox-lane.ts";
import { createOutbox } from "../../../src/bot/delivery/outbox.ts";
import { openState } from "../../../src/storage/state.ts";
import { temporaryFolder } from "../../support/temporary-folder.ts";

const DAY_MS = 24 * 3_600_000;

function setting() {
  const { path: folder } = temporaryFolder();
  const database = openState(join(folder, "state.sqlite"));
  onTestFinished(() => database.close());
  const clock = { now: new Date("2026-11-22T08:00:00Z") };
  return {
    ...{ folder, database, clock },
    inbox: createInbox(database, () => clock.now),
    outbox: createOutbox(database, () => clock.now),
    rows: (table: string) => Number(database.prepare(`SELECT count(*) AS n FROM ${table}`).get()?.n),
  };
}

function message(id: number, text: string, person = 7): ReceivedUpdate {
  const from = { id: person, is_bot: false, first_name: "Ann" };
  const chat = { id: person, type: "private" as const, first_name: "Ann" };
  return { update_id: id, message: { message_id: id, date: 1_795_000_000, from, chat, text } };
}

describe("the inbox", () => {
  it("knows an update again by its number and its content, and keeps the order", () => {
    const { inbox } = setting();
    const [one, two] = [message(5, "one"), message(6, "two")];
    expect(inbox.add([one, two, one])).toHaveLength(2);
    expect(inbox.add([two, message(5, "another, after a quiet week")])).toHaveLength(1);
    expect(inbox.waiting().map(({ position }) => inbox.begin(position)?.update.message?.text)).toEqual([
      "one",
      "two",
      "another, after a quiet week",
    ]);
  });

  it("keeps no word of what is handled, and its number for as long as Telegram may repeat it", () => {
    const { inbox, clock, database, rows } = setting();
    const update = message(5, "What is my salary?");
    for (const { position } of inbox.add([update])) inbox.handled(position);
    expect(database.prepare("SELECT body, person FROM inbox").get()).toEqual({ body: null, person: null });
    clock.now = new Date(clock.now.getTime() + DAY_MS);
    inbox.sweep(clock.now);
    expect(inbox.add([update])).toEqual([]);
    clock.now = new Date(clock.now.getTime() + 2 * DAY_MS);
    // A clock that was set forward by three days looks the same: so the last thousand stay.
    expect(inbox.sweep(clock.now)).toBe(0);
    expect(inbox.add([update])).toEqual([]);
    inbox.add(Array.from({ length: 1_000 }, (_, number) => message(100 + number, "later")));
    expect(inbox.sweep(clock.now)).toBe(1);
    expect(rows("inbox")).toBe(1_000);
  });

  it("keeps what was parked for as long as the operator says", () => {
    const { inbox, clock, rows } = setting();
    for (const { position } of inbox.add([message(5, "poison")])) inbox.park(position);
    clock.now = new Date(clock.now.getTime() + 29 * DAY_MS);
    expect(inbox.sweep(new Date(clock.now.getTime() - 30 * DAY_MS))).toBe(0);
    clock.now = new Date(clock.now.getTime() + 2 * DAY_MS);
    expect(inbox.sweep(new Date(clock.now.getTime() - 30 * DAY_MS))).toBe(1);
    expect(rows("inbox")).toBe(0);
  });

  it("gives out and erases what it has of one person, and of nobody else", () => {
    const { inbox } = setting();
    inbox.add([message(5, "mine"), message(6, "hers", 8)]);
    expect(inbox.personalData.export(7)).toEqual([message(5, "mine")]);
    expect(inbox.personalData.erase(7)).toBe(1);
    expect(inbox.personalData.export(7)).toBeNull();
    expect(inbox.waiting()).toHaveLength(1);
  });

  it("does not take for kept what is being handled: the message that asks for one's data, or the press that erases it", () => {
    const { inbox } = setting();
    for (const { position } of inbox.add([message(5, "/mydata")])) inbox.begin(position);
    expect(inbox.personalData.export(7)).toBeNull();
    expect(inbox.personalData.erase(7)).toBe(0);
    expect(inbox.waiting()).toEqual([]);
  });
});

describe("the outbox", () => {
  it("waits no longer for a clock that was set back", () => {
    const { outbox, clock } = setting();
    outbox.add({ method: "sendMessage", payload: { chat_id: 7, text: "x" }, person: 7 });
    const [queued] = outbox.queued();
    if (queued === undefined) throw new Error("nothing is queued");
    outbox.begin(queued);
    outbox.postpone(queued.id, 30_000);
    const waits = () => (outbox.queued()[0]?.notBefore ?? 0) - clock.now.getTime();
    expect(waits()).toBe(30_000);
    clock.now = new Date(clock.now.getTime() - 365 * DAY_MS);
    expect(waits()).toBe(30_000);
  });

  const answer = (text: string, person = 7) =>
    ({ method: "sendMessage", payload: { chat_id: person, text }, person }) as const;

  it("keeps no word of what was sent, and its number for a day", () => {
    const { outbox, clock, database, rows } = setting();
    const file = { name: "rules.txt", bytes: new TextEncoder().encode("the rules") };
    outbox.add({ ...answer("Yes."), file });
    for (const queued of outbox.queued()) outbox.settle(outbox.begin(queued)?.id ?? 0, "sent");
    const row = database.prepare("SELECT state, chat, person, payload, file, file_name FROM outbox").get();
    expect(row).toEqual({ state: "sent", chat: "", person: null, payload: null, file: null, file_name: null });
    expect(outbox.sweep(clock.now)).toBe(0);
    clock.now = new Date(clock.now.getTime() + DAY_MS + 1);
    expect(outbox.sweep(clock.now)).toBe(1);
    expect(rows("outbox")).toBe(0);
  });

  it("gives out and erases what waits for one person, on the disk too", () => {
    const { outbox, folder, database } = setting();
    outbox.add(answer("a marker that must go"));
    outbox.add(answer("hers", 8));
    expect(outbox.personalData.export(7)).toEqual([{ chat_id: 7, text: "a marker that must go" }]);
    expect(outbox.personalData.erase(7)).toBe(1);
    expect(outbox.personalData.export(7)).toBeNull();
    expect(outbox.queued()).toHaveLength(1);
    database.connection.exec("PRAGMA wal_checkpoint(TRUNCATE)");
    const files = readdirSync(folder).map((name) => readFileSync(join(folder, name), "latin1"));
    expect(files.join("")).toContain("hers");
    expect(files.join("")).not.toContain("a marker that must go");
  });

  it("sends each call to one who asks for it once", () => {
    const { outbox } = setting();
    outbox.add(answer("Yes."));
    const [queued] = outbox.queued();
    expect(queued && outbox.begin(queued)?.payload.text).toBe("Yes.");
    expect(queued && outbox.begin(queued)).toBeNull();
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
