import { describe, expect, it } from "vitest";
import { createLanes, newcomers } from "../../../src/bot/delivery/lanes.ts";
import type { Wait } from "../../../src/bot/delivery/wait.ts";

const soon = () => new Promise<void>((resolve) => setImmediate(resolve));
const onError = (error: unknown): never => {
  throw error;
};
const never: Wait = (_milliseconds, signal) =>
  new Promise((resolve) => signal?.addEventListener("abort", () => resolve(), { once: true }));

describe("lanes", () => {
  it("keep the order in a lane, and let lanes take turns", async () => {
    const done: string[] = [];
    const lanes = createLanes<string>({
      slots: 1,
      ...{ wait: never, onError },
      async work(item) {
        await soon();
        done.push(item);
        return null;
      },
    });
    for (const item of ["a1", "a2", "a3", "a4"]) lanes.add("a", item);
    for (const item of ["b1", "b2"]) lanes.add("b", item);
    lanes.add("c", "c1");
    await lanes.idle();
    expect(done).toEqual(["a1", "b1", "c1", "a2", "b2", "a3", "a4"]);
  });

  it("work side by side, and never more of them than there are slots", async () => {
    let [now, most] = [0, 0];
    const lanes = createLanes<number>({
      slots: 3,
      ...{ wait: never, onError },
      async work() {
        most = Math.max(most, ++now);
        await soon();
        now--;
        return null;
      },
    });
    for (let item = 0; item < 20; item++) lanes.add(`lane ${item % 7}`, item);
    await lanes.idle();
    expect(most).toBe(3);
    expect(lanes.size()).toBe(0);
  });

  it("let one that waits hold up no other, and go on with the same item afterwards", async () => {
    const waits: { milliseconds: number; end: () => void }[] = [];
    const done: string[] = [];
    const lanes = createLanes<string>({
      slots: 1,
      wait: (milliseconds) => new Promise((end) => waits.push({ milliseconds, end })),
      onError,
      async work(item) {
        if (item === "slow" && waits.length === 0) return 3_600_000;
        done.push(item);
        return null;
      },
    });
    lanes.add("a", "slow");
    lanes.add("a", "after slow");
    lanes.add("b", "other");
    await lanes.idle();
    expect(done).toEqual(["other"]);
    expect(waits.map(({ milliseconds }) => milliseconds)).toEqual([3_600_000]);
    waits[0]?.end();
    await soon();
    await lanes.idle();
    expect(done).toEqual(["other", "slow", "after slow"]);
  });

  it("try again after a minute what threw, and go on elsewhere", async () => {
    const waits: number[] = [];
    const errors: unknown[] = [];
    let tries = 0;
    const lanes = createLanes<string>({
      slots: 1,
      wait: async (milliseconds) => void waits.push(milliseconds),
      onError: (error) => errors.push(error),
      async work() {
        if (++tries === 1) throw new Error("it should not");
        return null;
      },
    });
    lanes.add("a", "a1");
    while (lanes.size() > 0) await soon();
    expect([tries, waits, errors]).toEqual([2, [60_000], [new Error("it should not")]]);
  });

  it("can all be held, and begin nothing once they are stopped", async () => {
    const done: string[] = [];
    const lanes = createLanes<string>({
      slots: 2,
      ...{ wait: never, onError },
      async work(item) {
        done.push(item);
        return null;
      },
    });
    lanes.hold(1_000);
    lanes.add("a", "a1");
    lanes.add("b", "b1");
    await lanes.stop();
    lanes.add("c", "c1");
    await soon();
    expect(done).toEqual([]);
  });
});

it("what comes early waits behind what was left, and nothing is taken twice", () => {
  const taken: number[] = [];
  const { hear, open } = newcomers<number>(
    (item) => item,
    (item) => void taken.push(item),
  );
  hear([3, 4]);
  expect(taken).toEqual([]);
  open([1, 2, 3]);
  hear([5]);
  expect(taken).toEqual([1, 2, 3, 4, 5]);
});
