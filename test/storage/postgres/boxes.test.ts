/** Both boxes in PostgreSQL: the contract, and what several replicas must not do to each other. */

import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from "vitest";
import { openPostgresBoxes, type PostgresBoxes } from "../../../src/storage/postgres/boxes.ts";
import { openPostgres } from "../../../src/storage/postgres/pool.ts";
import { MIGRATIONS, migrate } from "../../../src/storage/postgres/schema.ts";
import { boxesContract } from "../../contract/boxes.ts";
import { arrived, call } from "../../contract/boxes-made.ts";
import { findPostgres, type PostgresServer, startPostgres } from "../../support/postgres-server.ts";

const found = process.env.DATABASE_URL_TEST === undefined ? findPostgres() : { bin: "" };
const FAILING = "it cannot be stored";

describe.skipIf("missing" in found)(`PostgreSQL${"missing" in found ? `: ${found.missing}` : ""}`, () => {
  let server: PostgresServer;
  beforeAll(async () => {
    server = await startPostgres();
  }, 120_000);
  afterAll(() => server.stop());

  async function setting() {
    const postgres = openPostgres(await server.database());
    const clock = { now: new Date("2026-11-22T08:00:00Z") };
    const opened: PostgresBoxes<readonly string[]>[] = [];
    const failures: unknown[] = [];
    onTestFinished(async () => {
      for (const one of opened) await one.close();
      await postgres.close();
    });
    const open = async () => {
      const boxes = await openPostgresBoxes<readonly string[]>({
        ...{ postgres, owner: randomUUID(), clock: () => clock.now, onFailure: (fault) => failures.push(fault) },
        async keep(words, run) {
          for (const one of words) {
            if (one === FAILING) throw new Error(FAILING);
            await run("INSERT INTO words VALUES ($1)", [one]);
          }
        },
      });
      opened.push(boxes);
      return boxes;
    };
    const boxes = await open();
    await postgres.query("CREATE TABLE IF NOT EXISTS words (word TEXT NOT NULL)");
    return { postgres, clock, boxes, open, failures };
  }

  boxesContract(
    "PostgreSQL",
    async () => {
      const { postgres, clock, boxes, open } = await setting();
      let latest = boxes;
      return {
        ...{ boxes, clock },
        async restart() {
          await latest.close();
          latest = await open();
          return latest;
        },
        record: (words) => [words],
        recorded: async () => (await postgres.query("SELECT word FROM words")).rows.map(({ word }) => String(word)),
        failing: () => ["not kept", FAILING],
      };
    },
    { runs: 8 },
  );

  it("gives each update to one of several replicas, those of a lane in order", async () => {
    const { boxes, open } = await setting();
    const replicas = [boxes, await open(), await open()];
    const handled: string[] = [];
    for (const { inbox, listen } of replicas) {
      listen({
        async onWaiting(updates) {
          for (const { position } of updates) {
            const begun = await inbox.begin(position);
            if (begun === null) continue;
            expect(await inbox.end(begun.lease, "handled", { records: [begun.body] })).toBe(true);
            handled.push(begun.body);
          }
        },
      });
    }
    const lanes = ["one", "two", "three", "four"];
    const updates = Array.from({ length: 60 }, (_, number) => ({
      ...arrived(number, `${lanes[number % 4]} ${number}`),
      lane: lanes[number % 4] ?? "",
    }));
    for (const [index, update] of updates.entries()) await replicas[index % 3]?.inbox.receive([update]);
    await expect.poll(() => handled.length, { timeout: 60_000 }).toBe(updates.length);
    for (const lane of lanes) {
      const inLane = (words: readonly string[]) => words.filter((words) => words.startsWith(`${lane} `));
      expect(inLane(handled)).toEqual(inLane(updates.map(({ body }) => body)));
    }
    expect(await boxes.depths()).toEqual({ inbox: 0, outbox: 0, parked: 0 });
  }, 120_000);

  it("lets no call of a chat be made before an older one, whoever makes it", async () => {
    const { boxes, open } = await setting();
    const other = await open();
    await boxes.outbox.add({ calls: [call("one", { chat: "7" }), call("two", { chat: "7" })] });
    const [one, two] = (await other.outbox.recover()).queued;
    if (one === undefined || two === undefined) throw new Error("they are not there");
    const begun = await boxes.outbox.begin(one);
    expect([await other.outbox.begin(one), await other.outbox.begin(two)]).toEqual([null, null]);
    if (begun !== null) await boxes.outbox.end(begun.lease, { kind: "postponed", milliseconds: 30_000 });
    expect(await other.outbox.begin(two)).toBeNull();
    const again = await boxes.outbox.begin(one);
    if (again !== null) await boxes.outbox.end(again.lease, { kind: "sent", message: 3 });
    expect((await other.outbox.begin(two))?.payload.text).toBe("two");
  });

  it("takes over what a replica had begun that ended, which ends none of it any more", async () => {
    const { boxes, open } = await setting();
    const other = await open();
    await boxes.inbox.receive([arrived(5)]);
    await boxes.outbox.add({ calls: [call("one")] });
    const [waiting] = await boxes.inbox.recover();
    const [queued] = (await boxes.outbox.recover()).queued;
    const update = await boxes.inbox.begin(waiting?.position ?? 0);
    const made = await boxes.outbox.begin(queued ?? { id: 0, chat: "" });
    if (update === null || made === null) throw new Error("they cannot be begun");
    const heard: unknown[] = [];
    other.listen({
      onWaiting: (updates) => void heard.push(...updates.map(({ suspect }) => ({ suspect }))),
      onInterrupted: (calls) => void heard.push(...calls.map(({ payload }) => payload.text)),
    });
    await boxes.close();
    await expect.poll(() => heard.length, { timeout: 60_000 }).toBe(2);
    expect(heard).toEqual(expect.arrayContaining(["one", { suspect: true }]));
    expect(await boxes.inbox.end(update.lease, "handled", { records: ["late"] })).toBe(false);
    expect(await boxes.outbox.end(made.lease, { kind: "sent", message: 3 })).toBe(false);
  }, 90_000);

  it("stores what comes of a message with a receipt, and of a group that moved, with its end", async () => {
    const { postgres, clock } = await setting();
    const moved: unknown[] = [];
    const boxes = await openPostgresBoxes<never>({
      ...{ postgres, owner: randomUUID(), clock: () => clock.now, onFailure: () => undefined },
      keep: () => Promise.resolve(),
      onEnd: async ({ receipt, chat, message }) => [call(`${receipt} in ${chat} is ${message}`)],
      onMoved: async (from, to) => void moved.push([from, to]),
    });
    onTestFinished(boxes.close);
    const inGroup = call("one", { chat: "-5", payload: { chat_id: -5, text: "one" }, receipt: "card:1" });
    await boxes.outbox.add({ calls: [inGroup] });
    const endings = [{ kind: "moved", chat: -1005 } as const, { kind: "sent", message: 3 } as const];
    for (const ending of endings) {
      const [queued] = (await boxes.outbox.recover()).queued;
      const begun = queued === undefined ? null : await boxes.outbox.begin(queued);
      if (begun !== null) await boxes.outbox.end(begun.lease, ending);
    }
    const [told] = (await boxes.outbox.recover()).queued;
    expect([moved, told?.chat]).toEqual([[[-5, -1005]], "chat of card:1 in -1005 is 3"]);
  });

  it("begins an update whose lease was lost on the way to it, and counts one try", async () => {
    const { boxes, postgres } = await setting();
    await boxes.inbox.receive([arrived(5)]);
    const [waiting] = await boxes.inbox.recover();
    const position = waiting?.position ?? 0;
    // As after a commit of which the answer never came.
    const { rows } = await postgres.query("SELECT id FROM replicas");
    const sql = "UPDATE inbox SET owner = $1, attempt = attempt + 1, tries = tries + 1 WHERE position = $2";
    await postgres.query(sql, [rows[0]?.id, position]);
    expect(await boxes.inbox.begin(position)).toMatchObject({ tries: 1, body: "update 5" });
    expect(await boxes.inbox.begin(position)).toBeNull();
  });

  it("says that the database is away as what can be tried again, and goes on once it is back", async () => {
    const { boxes, postgres } = await setting();
    const kill =
      "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE pid <> pg_backend_pid() AND datname = current_database()";
    const during = postgres.transaction(async (run) => {
      await run("SELECT 1");
      await postgres.query(kill);
      return run("SELECT 1");
    });
    await expect(during).rejects.toMatchObject({ code: "storage", retryable: true });
    expect(await boxes.inbox.receive([arrived(5)])).toBe(1);
    const nowhere = openPostgres("postgres://docket@127.0.0.1:1/none");
    await expect(nowhere.query("SELECT 1")).rejects.toMatchObject({ code: "storage", retryable: true });
    await nowhere.close();
  });

  it("is migrated by one of those that start together, and refuses a database of a newer Docket", async () => {
    const postgres = openPostgres(await server.database());
    onTestFinished(() => postgres.close());
    await Promise.all(Array.from({ length: 5 }, () => migrate(postgres)));
    const scripts = ["CREATE TABLE more (one INTEGER)", "CREATE TABLE and_more (one INTEGER)"];
    await Promise.all([1, 2, 3].map(() => migrate(postgres, [...MIGRATIONS, ...scripts])));
    await expect(migrate(postgres)).rejects.toThrow("the database was written by a newer Docket: update this one");
  });
});
