/** Store of what calls of the language model cost, whichever database keeps it: the limits hold however many spend at once. */

import fc from "fast-check";
import { expect, it } from "vitest";
import type { ModelCalls, SpendingLimits, WantedCall } from "../../src/storage/model-calls.ts";

const LIMITS: SpendingLimits = { tokens: 2_500, tokensOfPerson: 1_000, cost: null };
const TODAY = "2026-11-22";

const wanted = (person: number | null, tokens: number, more: Partial<WantedCall> = {}): WantedCall => ({
  ...{ day: TODAY, person, tokens, cost: 0 },
  ...more,
});

/** @param open several on one empty database, as threads and machines have them; gone when the test ends */
export function modelCallsContract(
  open: (count: number) => Promise<readonly [ModelCalls, ...ModelCalls[]]>,
  { runs } = { runs: 60 },
): void {
  it("counts what was reserved until it is settled, and then what it came to, once", async () => {
    const [calls] = await open(1);
    const first = await calls.reserve(wanted(1, 900), LIMITS);
    expect(await calls.reserve(wanted(1, 101), LIMITS)).toBeNull();
    if (first === null) throw new Error("it was over a limit");
    await calls.settle(first, { tokens: 250, cost: 7 });
    await calls.settle(first, { tokens: 9, cost: 9 });
    expect(await calls.spentOn(TODAY)).toEqual({ tokens: 250, cost: 7 });
    expect(await calls.reserve(wanted(1, 750), LIMITS)).not.toBeNull();
    expect(await calls.reserve(wanted(1, 1), LIMITS)).toBeNull();
  });

  it("holds each member to a share, and all together to the day's", async () => {
    const [calls] = await open(1);
    for (const member of [1, 2]) {
      expect(await calls.reserve(wanted(member, 1_000), LIMITS)).not.toBeNull();
      expect(await calls.reserve(wanted(member, 1), LIMITS)).toBeNull();
    }
    expect(await calls.reserve(wanted(3, 501), LIMITS)).toBeNull();
    // The command line has no share of its own.
    expect(await calls.reserve(wanted(null, 501), LIMITS)).toBeNull();
    expect(await calls.reserve(wanted(null, 500), LIMITS)).not.toBeNull();
  });

  it("holds the day to its cost", async () => {
    const [calls] = await open(1);
    const limits = { ...LIMITS, cost: 2_000 };
    expect(await calls.reserve(wanted(1, 300, { cost: 1_200 }), limits)).not.toBeNull();
    expect(await calls.reserve(wanted(2, 101, { cost: 801 }), limits)).toBeNull();
    expect(await calls.reserve(wanted(2, 100, { cost: 800 }), limits)).not.toBeNull();
  });

  it("begins anew with a day, on which a call of the day before that ends late changes nothing", async () => {
    const [calls] = await open(1);
    const late = await calls.reserve(wanted(1, 900), LIMITS);
    const day = "2026-11-23";
    expect(await calls.reserve(wanted(1, 1_000, { day }), LIMITS)).not.toBeNull();
    if (late !== null) await calls.settle(late, { tokens: 5, cost: 5 });
    expect([await calls.spentOn(TODAY), await calls.spentOn(day)]).toEqual([
      { tokens: 0, cost: 0 },
      { tokens: 1_000, cost: 0 },
    ]);
  });

  it("goes on with what was put down for a day when the organisation's zone is moved and the day comes again", async () => {
    const [calls] = await open(1);
    await calls.reserve(wanted(1, 900), LIMITS);
    await calls.reserve(wanted(1, 1_000, { day: "2026-11-21" }), LIMITS);
    expect(await calls.reserve(wanted(1, 101), LIMITS)).toBeNull();
    expect((await calls.spentOn(TODAY)).tokens).toBe(900);
  });

  it("settles no other call where a late one was deleted with its day, and the day comes again", async () => {
    const [calls] = await open(1);
    await calls.reserve(wanted(1, 10), LIMITS);
    const late = await calls.reserve(wanted(1, 20), LIMITS);
    await calls.reserve(wanted(1, 30, { day: "2026-11-23" }), LIMITS);
    await calls.reserve(wanted(1, 40), LIMITS);
    if (late !== null) await calls.settle(late, { tokens: 999, cost: 9 });
    expect(await calls.spentOn(TODAY)).toEqual({ tokens: 40, cost: 0 });
  });

  it("is one budget for all who spend at the same moment", async () => {
    const all = await open(3);
    const granted = await Promise.all(
      Array.from({ length: 30 }, (_, index) => all[index % 3]?.reserve(wanted(index, 400), LIMITS)),
    );
    expect(granted.filter((reserved) => reserved !== null)).toHaveLength(6);
    expect((await all[0].spentOn(TODAY)).tokens).toBe(2_400);
  });

  it("grants what the limits leave room for, and nothing else, whoever asks and whatever was settled", async () => {
    const amount = fc.integer({ min: 0, max: 60 });
    const step = fc.oneof(
      fc.record({
        ...{
          by: fc.nat({ max: 1 }),
          person: fc.constantFrom(1, 2, null),
          day: fc.constantFrom("2026-11-22", "2026-11-23"),
        },
        ...{ tokens: amount, cost: amount },
      }),
      fc.record({ by: fc.nat({ max: 1 }), settled: fc.nat({ max: 9 }), tokens: amount, cost: amount }),
    );
    const limits: SpendingLimits = { tokens: 150, tokensOfPerson: 80, cost: 120 };
    await fc.assert(
      fc.asyncProperty(fc.array(step, { maxLength: 30 }), async (steps) => {
        const all = await open(2);
        const made: ({ reserved: { id: number; day: string }; settled: boolean } & WantedCall)[] = [];
        let rows: typeof made = [];
        const sum = (of: typeof made, what: "tokens" | "cost") => of.reduce((total, row) => total + row[what], 0);
        for (const one of steps) {
          const calls = all[one.by] ?? all[0];
          if ("settled" in one) {
            const row = made[one.settled % Math.max(1, made.length)];
            if (row === undefined) continue;
            await calls.settle(row.reserved, one);
            if (!row.settled && rows.includes(row)) Object.assign(row, { tokens: one.tokens, cost: one.cost });
            row.settled = true;
            continue;
          }
          const { day, person, tokens, cost } = one;
          rows = rows.filter((row) => row.day >= day);
          const ofDay = rows.filter((row) => row.day === day);
          const own = ofDay.filter((row) => row.person === person);
          const fits =
            sum(ofDay, "tokens") + tokens <= 150 &&
            sum(ofDay, "cost") + cost <= 120 &&
            (person === null || sum(own, "tokens") + tokens <= 80);
          const reserved = await calls.reserve({ day, person, tokens, cost }, limits);
          expect(reserved !== null).toBe(fits);
          if (reserved === null) continue;
          const row = { reserved, day, person, tokens, cost, settled: false };
          made.push(row);
          rows.push(row);
        }
        for (const day of ["2026-11-22", "2026-11-23"]) {
          const ofDay = rows.filter((row) => row.day === day);
          expect(await all[0].spentOn(day)).toEqual({ tokens: sum(ofDay, "tokens"), cost: sum(ofDay, "cost") });
        }
      }),
      { numRuns: runs },
    );
  });
}
