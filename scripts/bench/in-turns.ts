/** Times several ways to do a thing, one after another in every round, each twice in a row. */

interface Percentiles {
  readonly p50: number;
  readonly p95: number;
}

/** Milliseconds. */
export interface Turns {
  /** With the processor's caches full of what the others have just used: a question out of the blue. */
  readonly first: Percentiles;
  /** Right after: one question of many. */
  readonly again: Percentiles;
}

/** Rounds that are not counted: V8 compiles what it sees running often. */
const WARM_UP_ROUNDS = 3;

/** @param before runs ahead of each measurement, and is not measured */
export async function measureInTurns<Name extends string>(
  rounds: number,
  { before, contestants }: { before(): void; contestants: Record<Name, () => unknown> },
): Promise<Record<Name, Turns>> {
  const runs = Object.entries<() => unknown>(contestants).map(([name, run]) => ({
    name,
    run,
    first: [] as number[],
    again: [] as number[],
  }));
  for (let round = -WARM_UP_ROUNDS; round < rounds; round++) {
    for (const { run, first, again } of runs) {
      for (const times of [first, again]) {
        before();
        const started = performance.now();
        await run();
        if (round >= 0) times.push(performance.now() - started);
      }
    }
  }
  const turns = runs.map(({ name, first, again }) => [name, { first: percentiles(first), again: percentiles(again) }]);
  return Object.fromEntries(turns) as Record<Name, Turns>;
}

function percentiles(times: readonly number[]): Percentiles {
  const sorted = times.toSorted((a, b) => a - b);
  const at = (share: number) => sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? Number.NaN;
  return { p50: at(0.5), p95: at(0.95) };
}
