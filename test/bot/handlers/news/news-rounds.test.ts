import { expect, it } from "vitest";
import { startNews } from "../../../../src/bot/handlers/news/news-rounds.ts";

it.each([
  [{ read: 4, total: 12 }, 0],
  [null, 1],
])(
  "compares documents only when the first read is done: those unread are neither new nor gone",
  async (read, times) => {
    let checks = 0;
    const stop = startNews({
      library: { firstRead: () => read, validityIndex: () => ({}) },
      ...{ libraryNews: { check: () => [] }, ingesting: { listen: () => () => undefined } },
      async decide() {
        checks += 1;
      },
      // In the night nobody is written to.
      ...{ today: () => "2026-11-30", clock: () => new Date("2026-11-30T23:00:00Z"), hourOf: () => 23 },
    } as never);
    await new Promise((resolve) => setTimeout(resolve, 20));
    await stop();
    expect(checks).toBe(times);
  },
);
