import { defineConfig } from "vitest/config";
import { BaseSequencer, type TestSpecification } from "vitest/node";

/** The files that start processes and a browser take longest: begun first, they are not what the end waits for. */
class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const isLong = ({ moduleId }: TestSpecification) => /\/test\/(journey|preview\/browser)\//u.test(moduleId);
    const sorted = await super.sort(files);
    return [...sorted.filter(isLong), ...sorted.filter((file) => !isLong(file))];
  }
}

/**
 * Tests that start processes and threads, end them at chosen moments, drive a browser or send load: seconds each, some over
 * five, and on a busy machine a process that is ended at a chosen moment may be at another.
 */
const SLOW = [
  "test/{journey,preview/browser,scripts,storage/postgres,bot/delivery,documents/reading,documents/recognition}/**/*.test.ts",
  "test/**/{survival,load,flood,lock,threads,watch,backup,snapshot,organisation-day,proofs-journey}.test.ts",
];

// One process, no isolation: 40 files run in the time that a single isolated one takes, and it holds us to having no
// state at module level.
const ALL = {
  isolate: false,
  // As every command starts: the threads and processes that tests start find their code compiled.
  execArgv: ["--import", "./scripts/before-start.mjs"],
  testTimeout: 90_000,
  // What is waited for comes at once, or a little later on a busy machine.
  expect: { poll: { interval: 5, timeout: 45_000 } },
  hookTimeout: 120_000,
};

export default defineConfig({
  test: {
    // Once, before both projects, which are handed what it provides.
    globalSetup: "test/support/global-setup.ts",
    maxWorkers: 3,
    sequence: { sequencer: LongestFirst },
    projects: [
      // Once more before a failure counts: see above. Elsewhere nothing is tried twice.
      { test: { ...ALL, name: "slow", include: SLOW, retry: 1 } },
      { test: { ...ALL, name: "quick", include: ["test/**/*.test.ts"], exclude: SLOW } },
    ],
  },
});
