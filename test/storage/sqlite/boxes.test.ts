/** Both boxes in SQLite: the contract, and what the file keeps of a person, and for how long. */

import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it, onTestFinished } from "vitest";
import { type Database, openDatabase } from "../../../src/storage/database.ts";
import { sqliteBoxes } from "../../../src/storage/sqlite/boxes.ts";
import { openState, STATE_SCHEMA } from "../../../src/storage/state.ts";
import { boxesContract } from "../../contract/boxes.ts";
import { arrived, call } from "../../contract/boxes-made.ts";
import { temporaryFolder } from "../../support/temporary-folder.ts";

const DAY_MS = 24 * 3_600_000;

function setting() {
  const { path: folder } = temporaryFolder();
  const database = openState(join(folder, "state.sqlite"));
  onTestFinished(() => database.close());
  const clock = { now: new Date("2026-11-22T08:00:00Z") };
  const keep = keeping(database);
  const open = () => sqliteBoxes({ database, clock: () => clock.now, keep });
  return {
    ...{ folder, database, clock, open, boxes: open() },
    rows: (table: string) => Number(database.prepare(`SELECT count(*) AS n FROM ${table}`).get()?.n),
  };
}

boxesContract("SQLite", async () => {
  const { database, clock, boxes, open } = setting();
  database.connection.exec("PRAGMA synchronous = OFF");
  return {
    ...{ boxes, clock, restart: async () => open() },
    record: (words) => [words],
    recorded: async () =>
      database
        .prepare("SELECT words FROM searches")
        .all()
        .map(({ words }) => String(words)),
    failing: () => ["not kept", FAILING],
  };
});

const FAILING = "it cannot be stored";

function keeping(database: Database) {
  return (words: readonly string[]): void => {
    for (const one of words) {
      if (one === FAILING) throw new Error(FAILING);
      database.prepare("INSERT INTO searches VALUES (hex(randomblob(8)), 7, ?, 0)").run(one);
    }
  };
}

describe("the inbox's file", () => {
  const ended = async (state: "handled" | "parked") => {
    const whole = setting();
    const { inbox } = whole.boxes;
    await inbox.receive([arrived(5, "What is my salary?")]);
    const [waiting] = await inbox.recover();
    const begun = await inbox.begin(waiting?.position ?? 0);
    if (begun !== null) await inbox.end(begun.lease, state, {});
    return { ...whole, inbox, sweep: whole.boxes.kept.inbox.sweep };
  };

  it("keeps no word of what is handled, and its number for as long as Telegram may repeat it", async () => {
    const { inbox, sweep, clock, database, rows } = await ended("handled");
    const repeated = [arrived(5, "What is my salary?")];
    expect(database.prepare("SELECT body, person FROM inbox").get()).toEqual({ body: null, person: null });
    clock.now = new Date(clock.now.getTime() + DAY_MS);
    sweep(clock.now);
    expect(await inbox.receive(repeated)).toBe(0);
    clock.now = new Date(clock.now.getTime() + 2 * DAY_MS);
    // A clock that was set forward by three days looks the same: so the last thousand stay.
    expect(sweep(clock.now)).toBe(0);
    expect(await inbox.receive(repeated)).toBe(0);
    await inbox.receive(Array.from({ length: 1_000 }, (_, number) => arrived(100 + number, `later ${number}`)));
    expect(sweep(clock.now)).toBe(1);
    expect(rows("inbox")).toBe(1_000);
  });

  it("keeps what was parked for as long as the operator says", async () => {
    const { clock, rows, sweep } = await ended("parked");
    clock.now = new Date(clock.now.getTime() + 29 * DAY_MS);
    expect(sweep(new Date(clock.now.getTime() - 30 * DAY_MS))).toBe(0);
    clock.now = new Date(clock.now.getTime() + 2 * DAY_MS);
    expect(sweep(new Date(clock.now.getTime() - 30 * DAY_MS))).toBe(1);
    expect(rows("inbox")).toBe(0);
  });

  it("gives out and erases what it has of one person, and of nobody else", async () => {
    const { boxes } = setting();
    const { personalData } = boxes.kept.inbox;
    await boxes.inbox.receive([arrived(5, '"mine"'), arrived(6, '"hers"', 8)]);
    expect(personalData.export(7)).toEqual(["mine"]);
    expect(personalData.erase(7)).toBe(1);
    expect(personalData.export(7)).toBeNull();
    expect(await boxes.inbox.recover()).toHaveLength(1);
  });

  it("does not take for kept what is being handled: the message that asks for one's data, or the press that erases it", async () => {
    const { boxes } = setting();
    const { personalData } = boxes.kept.inbox;
    await boxes.inbox.receive([arrived(5, '"/mydata"')]);
    const [waiting] = await boxes.inbox.recover();
    const begun = await boxes.inbox.begin(waiting?.position ?? 0);
    expect(personalData.export(7)).toBeNull();
    expect(personalData.erase(7)).toBe(0);
    if (begun !== null) expect(await boxes.inbox.end(begun.lease, "handled", { calls: [call("late")] })).toBe(false);
    expect(await boxes.depths()).toEqual({ inbox: 0, outbox: 0, parked: 0 });
  });
});

describe("the outbox's file", () => {
  it("keeps no word of what was sent, and its number for a day", async () => {
    const { boxes, clock, database, rows } = setting();
    const { outbox, kept } = boxes;
    const file = { name: "rules.txt", bytes: new TextEncoder().encode("the rules") };
    await outbox.add({ calls: [call("Yes.", { file })] });
    for (const queued of (await outbox.recover()).queued) {
      const begun = await outbox.begin(queued);
      if (begun !== null) await outbox.end(begun.lease, { kind: "sent", message: 3 });
    }
    const row = database.prepare("SELECT state, chat, person, payload, file, file_name FROM outbox").get();
    expect(row).toEqual({ state: "sent", chat: "", person: null, payload: null, file: null, file_name: null });
    expect(kept.outbox.sweep(clock.now)).toBe(0);
    clock.now = new Date(clock.now.getTime() + DAY_MS + 1);
    expect(kept.outbox.sweep(clock.now)).toBe(1);
    expect(rows("outbox")).toBe(0);
  });

  it("gives out and erases what waits for one person, on the disk too", async () => {
    const { boxes, folder, database } = setting();
    const { personalData } = boxes.kept.outbox;
    await boxes.outbox.add({ calls: [call("a marker that must go"), call("hers", { person: 8, chat: "8" })] });
    expect(personalData.export(7)).toEqual([{ chat_id: 7, text: "a marker that must go" }]);
    expect(personalData.erase(7)).toBe(1);
    expect(personalData.export(7)).toBeNull();
    expect((await boxes.outbox.recover()).queued).toHaveLength(1);
    database.connection.exec("PRAGMA wal_checkpoint(TRUNCATE)");
    const files = readdirSync(folder).map((name) => readFileSync(join(folder, name), "latin1"));
    expect(files.join("")).toContain("hers");
    expect(files.join("")).not.toContain("a marker that must go");
  });

  it("tells what became of calls with a receipt in the transaction in which it is stored", async () => {
    const { database, clock } = setting();
    const boxes = sqliteBoxes({
      ...{ database, clock: () => clock.now, keep: keeping(database) },
      onEnd: ({ receipt, chat, message }) => [call(`${receipt} in ${chat} is ${message}`)],
    });
    await boxes.outbox.add({ calls: [call("one", { chat: "7", receipt: "card:1" }), call("two")] });
    const { queued } = await boxes.outbox.recover();
    for (const one of queued) {
      const begun = await boxes.outbox.begin(one);
      if (begun !== null) await boxes.outbox.end(begun.lease, { kind: "sent", message: 3 });
    }
    const [told] = (await boxes.outbox.recover()).queued;
    const begun = told === undefined ? null : await boxes.outbox.begin(told);
    expect(begun?.payload.text).toBe("card:1 in 7 is 3");
  });
});

it("a file from before leases goes on: what was under way is a suspect, and can be begun and ended", async () => {
  const path = join(temporaryFolder().path, "state.sqlite");
  const before = openDatabase(path, { ...STATE_SCHEMA, migrations: STATE_SCHEMA.migrations.slice(0, 12) });
  before.connection.exec(
    `INSERT INTO inbox (update_id, digest, lane, person, state, tries, body, changed_at, under_way)
     VALUES (5, x'00', 'chat 7', 7, 'waiting', 1, '{}', 0, 1)`,
  );
  before.close();
  const database = openState(path);
  onTestFinished(() => database.close());
  const { inbox } = sqliteBoxes({ database, clock: () => new Date(), keep: keeping(database) });
  const waiting = await inbox.recover();
  expect(waiting).toEqual([{ position: 1, lane: "chat 7", suspect: true }]);
  const begun = await inbox.begin(1);
  expect(begun).toMatchObject({ body: "{}", tries: 1 });
  if (begun !== null) expect(await inbox.end(begun.lease, "handled", {})).toBe(true);
});

it("an update, its calls and the beginning of each share one wait for the disk", async () => {
  const { database, clock } = setting();
  let transactions = 0;
  const counted: Database = {
    ...database,
    transaction(work) {
      transactions += 1;
      return database.transaction(work);
    },
  };
  const boxes = sqliteBoxes({ database: counted, clock: () => clock.now, keep: keeping(database) });
  const begun: Promise<unknown>[] = [];
  boxes.listen({
    onWaiting: (updates) => void begun.push(...updates.map(({ position }) => boxes.inbox.begin(position))),
    onQueued: (calls) => void begun.push(...calls.map((one) => boxes.outbox.begin(one))),
  });
  await boxes.inbox.receive([arrived(5)]);
  const [update] = (await Promise.all(begun)) as { lease: { id: number; attempt: number } }[];
  expect(transactions).toBe(1);
  if (update !== undefined) await boxes.inbox.end(update.lease, "handled", { calls: [call("one"), call("two")] });
  expect(await Promise.all(begun)).toMatchObject([{}, { tries: 1 }, { tries: 1 }]);
  expect(transactions).toBe(2);
});
