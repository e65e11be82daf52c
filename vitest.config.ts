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

// One process, no isolation: 40 files run in the time that a single isolated one takes, and it holds us to having no
// state at module level.
export default defineConfig({
  test: {
    globalSetup: "test/support/global-setup.ts",
    include: ["test/**/*.test.ts"],
    isolate: false,
    // As every command starts: the threads and processes that tests start find their code compiled.
    execArgv: ["--import", "./scripts/before-start.mjs"],
    maxWorkers: 3,
    sequence: { sequencer: LongestFirst },
    // Some tests kill processes at chosen moments, and a busy machine may choose others: once more before it counts.
    retry: 1,
    testTimeout: 90_000,
    // What is waited for comes at once, or a little later on a busy machine.
    expect: { poll: { interval: 5, timeout: 45_000 } },
    hookTimeout: 120_000,
  },
});
