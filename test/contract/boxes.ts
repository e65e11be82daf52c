/** Both boxes, whichever database keeps them: what each step stores, and what a process that ends leaves to the next. */

import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { WaitingUpdate } from "../../src/storage/boxes.ts";
import { arrived, type BoxesUnderTest, call, type Open, only, texts } from "./boxes-made.ts";
import { outboxContract } from "./boxes-outbox.ts";

/** @param open empty boxes, gone when the test ends */
export function boxesContract<Records>(
  name: string,
  open: () => Promise<BoxesUnderTest<Records>>,
  { runs } = { runs: 40 },
): void {
  describe(`the inbox of ${name}`, () => inboxContract(open, runs));
  describe(`the outbox of ${name}`, () => outboxContract(open));
}

function inboxContract<Records>(open: Open<Records>, runs: number): void {
  it("knows an update again by number and digest, and keeps the order", async () => {
    const { inbox } = (await open()).boxes;
    expect(await inbox.receive([arrived(5), arrived(6), arrived(5)])).toBe(2);
    expect(await inbox.receive([arrived(6), arrived(5, "other, after a quiet week")])).toBe(1);
    const waiting = await inbox.recover();
    const bodies = [];
    for (const { position } of waiting) bodies.push((await inbox.begin(position))?.body);
    expect(bodies).toEqual(["update 5", "update 6", "other, after a quiet week"]);
  });

  it("tells who listens of new updates, and lets them begin at once", async () => {
    const { boxes } = await open();
    const begun: Promise<unknown>[] = [];
    boxes.listen({
      onWaiting: (updates) => void begun.push(...updates.map(({ position }) => boxes.inbox.begin(position))),
    });
    await boxes.inbox.receive([arrived(5), arrived(6)]);
    await boxes.inbox.receive([arrived(6)]);
    await expect.poll(() => begun.length).toBe(2);
    expect(await Promise.all(begun)).toMatchObject([{ body: "update 5" }, { body: "update 6" }]);
  });

  it("gives an update to one who begins it, and again when it was released", async () => {
    const { inbox } = (await open()).boxes;
    const position = await only(inbox.receive([arrived(5)]).then(() => inbox.recover()));
    const first = await inbox.begin(position);
    expect(first).toMatchObject({ tries: 1, deadly: false });
    expect(await inbox.begin(position)).toBeNull();
    if (first !== null) await inbox.release(first.lease, true);
    const second = await inbox.begin(position);
    expect(second?.tries).toBe(2);
    if (second !== null) await inbox.release(second.lease, false);
    expect((await inbox.begin(position))?.tries).toBe(2);
  });

  it("stores the end of an update with its calls and records, or none of it", async () => {
    const { boxes, record, recorded, failing } = await open();
    const { inbox, outbox } = boxes;
    const position = await only(inbox.receive([arrived(5)]).then(() => inbox.recover()));
    const begun = await inbox.begin(position);
    if (begun === null) throw new Error("it cannot be begun");
    const calls = [call("one"), call("two")];
    await expect(inbox.end(begun.lease, "handled", { calls, records: failing() })).rejects.toThrow();
    expect([await recorded(), (await outbox.recover()).queued]).toEqual([[], []]);
    expect(await inbox.end(begun.lease, "handled", { calls, records: record("words") })).toBe(true);
    expect(await recorded()).toEqual(["words"]);
    expect(await texts(boxes)).toEqual(["one", "two"]);
    expect(await boxes.depths()).toMatchObject({ inbox: 0, parked: 0 });
  });

  it("lets nobody end what another one has begun since", async () => {
    const { boxes, record, recorded, restart } = await open();
    const position = await only(boxes.inbox.receive([arrived(5)]).then(() => boxes.inbox.recover()));
    const former = await boxes.inbox.begin(position);
    const { inbox, outbox } = await restart();
    await inbox.recover();
    const latter = await inbox.begin(position);
    if (former === null || latter === null) throw new Error("it cannot be begun");
    const batch = { calls: [call("late")], records: record("late") };
    expect(await inbox.end(former.lease, "handled", batch)).toBe(false);
    await inbox.release(former.lease, true);
    expect([await recorded(), (await outbox.recover()).queued]).toEqual([[], []]);
    expect(await inbox.begin(position)).toBeNull();
    expect(await inbox.end(latter.lease, "handled", {})).toBe(true);
    expect(await inbox.end(latter.lease, "handled", batch)).toBe(false);
    expect(await recorded()).toEqual([]);
  });

  it("gives up an update with a notice, and counts it as parked", async () => {
    const { boxes } = await open();
    const position = await only(boxes.inbox.receive([arrived(5)]).then(() => boxes.inbox.recover()));
    const begun = await boxes.inbox.begin(position);
    if (begun !== null) await boxes.inbox.end(begun.lease, "parked", { calls: [call("sorry", { notice: true })] });
    expect(await boxes.depths()).toEqual({ inbox: 0, outbox: 1, parked: 1 });
    expect([await boxes.inbox.recover(), await boxes.inbox.begin(position)]).toEqual([[], null]);
  });

  it("counts an end of the process against an update that was alone, and of several against none", async () => {
    const { boxes, restart } = await open();
    await boxes.inbox.receive([arrived(1), arrived(2), arrived(3)]);
    let { inbox } = boxes;
    const begin = async (positions: readonly number[]) => {
      for (const position of positions) expect(await inbox.begin(position)).toMatchObject({ tries: 1, deadly: false });
    };
    const positions = (await inbox.recover()).map(({ position }) => position);
    for (let end = 0; end < 5; end += 1) {
      await begin(positions);
      ({ inbox } = await restart());
      expect((await inbox.recover()).map(({ suspect }) => suspect)).toEqual([true, true, true]);
    }
    const [first = 0] = positions;
    for (const deadly of [false, false, true]) {
      expect(await inbox.begin(first)).toMatchObject({ tries: 1, deadly });
      ({ inbox } = await restart());
      await inbox.recover();
    }
  });

  it("loses nothing that arrived and handles nothing twice, however often the process ends", async () => {
    const step = fc.oneof(
      fc.record({ kind: fc.constant("receive" as const), number: fc.integer({ min: 1, max: 20 }) }),
      fc.record({
        kind: fc.constantFrom("begin", "handle", "park", "release", "release uncounted"),
        at: fc.nat({ max: 30 }),
      }),
      fc.record({ kind: fc.constant("restart" as const) }),
    );
    await fc.assert(
      fc.asyncProperty(fc.array(step, { maxLength: 40 }), async (steps) => {
        const setting = await open();
        let { boxes } = setting;
        const model = inboxModel();
        for (const one of steps) {
          if ("number" in one) {
            expect(await boxes.inbox.receive([arrived(one.number)])).toBe(Number(model.receive(one.number)));
            model.positions((await boxes.inbox.recover()).map(({ position }) => position));
            continue;
          }
          if (!("at" in one)) {
            boxes = await setting.restart();
            model.restarted(await boxes.inbox.recover());
            continue;
          }
          const position = model.positionAt(one.at);
          if (position === undefined) continue;
          if (one.kind === "begin") {
            const begun = await boxes.inbox.begin(position);
            expect(begun?.body ?? null).toEqual(model.begin(position));
            if (begun !== null) model.leases.set(position, begun.lease);
            continue;
          }
          const lease = model.leases.get(position);
          if (lease === undefined) continue;
          if (one.kind === "release" || one.kind === "release uncounted") {
            await boxes.inbox.release(lease, one.kind === "release");
            model.release(position);
          } else {
            const calls = [call(model.bodyOf(position))];
            const state = one.kind === "handle" ? "handled" : "parked";
            expect(await boxes.inbox.end(lease, state, { calls })).toBe(model.end(position));
          }
        }
        const { inbox } = await setting.restart();
        expect(positionsOf(await inbox.recover())).toEqual(model.left());
        expect(await texts(await setting.restart())).toEqual(model.ended);
      }),
      { numRuns: runs },
    );
  });
}

/** In the order of arrival: one that ends are counted against comes after the others. */
function positionsOf(waiting: readonly WaitingUpdate[]): number[] {
  return waiting.map(({ position }) => position).toSorted((one, other) => one - other);
}

/** The inbox's duties, in a few words. Each look at it is a `recover`, by which all leases are lost. */
function inboxModel() {
  const bodies = new Map<number, string>();
  const numbers: number[] = [];
  const done = new Set<number>();
  const leased = new Set<number>();
  const leases = new Map<number, { id: number; attempt: number }>();
  const ended: string[] = [];
  return {
    leases,
    ended,
    receive(number: number): boolean {
      if (numbers.includes(number)) return false;
      numbers.push(number);
      return true;
    },
    positions(waiting: readonly number[]): void {
      leased.clear();
      for (const position of waiting) {
        if (!bodies.has(position)) bodies.set(position, `update ${numbers[bodies.size]}`);
      }
    },
    positionAt: (at: number) => [...bodies.keys()][at],
    bodyOf: (position: number) => bodies.get(position) ?? "",
    begin(position: number): string | null {
      if (done.has(position) || leased.has(position)) return null;
      leased.add(position);
      return bodies.get(position) ?? null;
    },
    release: (position: number) => void leased.delete(position),
    end(position: number): boolean {
      if (!leased.delete(position)) return false;
      done.add(position);
      ended.push(bodies.get(position) ?? "");
      return true;
    },
    restarted(waiting: readonly WaitingUpdate[]): void {
      leased.clear();
      expect(positionsOf(waiting)).toEqual(this.left());
    },
    left: () => [...bodies.keys()].filter((position) => !done.has(position)),
  };
}
