/** Store of when members asked, whichever database keeps it: what the limits look at, against a plain list. */

import fc from "fast-check";
import { expect, it } from "vitest";
import type { CountedQuestion, QuestionTimes } from "../../src/storage/question-times.ts";

export interface QuestionTimesUnderTest {
  readonly times: QuestionTimes;
  /** In a transaction, as with the answer to the question. */
  count(question: CountedQuestion): Promise<void>;
}

const NOON = Date.parse("2026-11-22T12:00:00Z");
const HOUR_MS = 3_600_000;
const at = (hours: number) => new Date(NOON + hours * HOUR_MS);

/** @param open an empty store, gone when the test ends */
export function questionTimesContract(open: () => Promise<QuestionTimesUnderTest>, { runs } = { runs: 40 }): void {
  it("knows nothing of whoever has not asked, and of no place before the first", async () => {
    const { times, count } = await open();
    await count({ person: 8, askedAt: at(-2), doneAt: at(-1) });
    const wanted = { now: at(0), doneAfter: at(-5) };
    expect(await times.look({ ...wanted, person: 7, places: [0, 3] })).toEqual({ askedAt: [null, null], done: 0 });
    expect(await times.look({ ...wanted, person: 8, places: [-1, 0, 1] })).toEqual({
      ...{ askedAt: [null, at(-2), null], done: 1 },
    });
  });

  it("leaves out what was asked later: it is from before the clock was set back", async () => {
    const { times, count } = await open();
    for (const hour of [-3, 2]) await count({ person: 7, askedAt: at(hour), doneAt: at(hour + 0.5) });
    const found = await times.look({ person: 7, now: at(0), places: [0, 1], doneAfter: at(-9) });
    expect(found).toEqual({ askedAt: [at(-3), null], done: 1 });
  });

  it("finds each place and counts what was done as a list of the questions of 27 hours would", async () => {
    const hour = fc.integer({ min: -40, max: 5 });
    const question = fc.record({ person: fc.constantFrom(7, 8), asked: hour, took: fc.integer({ min: 0, max: 3 }) });
    await fc.assert(
      fc.asyncProperty(
        fc.array(question, { maxLength: 12 }),
        hour,
        fc.array(fc.nat({ max: 6 })),
        async (all, after, places) => {
          const { times, count } = await open();
          let kept: CountedQuestion[] = [];
          for (const { person, asked, took } of all) {
            const counted = { person, askedAt: at(asked), doneAt: at(asked + took) };
            await count(counted);
            const before = counted.doneAt.getTime() - 27 * HOUR_MS;
            kept = kept.filter((one) => one.person !== person || one.askedAt.getTime() >= before);
            kept.push(counted);
          }
          const own = kept.filter(({ person }) => person === 7);
          const asked = own.map(({ askedAt }) => askedAt).filter((moment) => moment <= at(0));
          asked.sort((one, other) => other.getTime() - one.getTime());
          expect(await times.look({ person: 7, now: at(0), places, doneAfter: at(after) })).toEqual({
            askedAt: places.map((place) => asked[place] ?? null),
            done: own.filter(({ doneAt }) => doneAt > at(after) && doneAt <= at(0)).length,
          });
        },
      ),
      { numRuns: runs },
    );
  });
}
