import { defineConfig } from "vitest/config";

// One process, no isolation: 40 files run in the time that a single isolated one takes, and it holds us to having no
// state at module level.
export default defineConfig({
  test: {
    globalSetup: "test/support/global-setup.ts",
    include: ["test/**/*.test.ts"],
    isolate: false,
    maxWorkers: 3,
    // Some tests kill processes at chosen moments, and a busy machine may choose others: once more before it counts.
    retry: 1,
    testTimeout: 20_000,
    hookTimeout: 60_000,
  },
});
