import { describe, expect, it } from "vitest";
import { onlyBot } from "../../../src/bot/delivery/run-bot.ts";
import { temporaryFolder } from "../../support/temporary-folder.ts";

function setting() {
  const { path: dataDir } = temporaryFolder();
  const said: string[] = [];
  const say = (event: string, fields: object = {}) => void said.push(`${event}: ${JSON.stringify(fields)}`);
  const log = { debug: say, info: say, warn: say, error: say };
  const given = new AbortController();
  const options = { dataDir, log, clock: () => new Date("2026-11-22T08:00:00Z"), signal: given.signal };
  return { options, said, give: () => given.abort() };
}

describe("a second bot on the same data", () => {
  it("waits until the first one ends, and says once who that is", async () => {
    const { options, said } = setting();
    const first = await onlyBot({ ...options, wait: async () => undefined });
    let looks = 0;
    const second = await onlyBot({
      ...options,
      async wait() {
        if (++looks === 3) first?.release();
      },
    });
    expect(looks).toBe(3);
    expect(said).toHaveLength(1);
    expect(said[0]).toContain("waiting until it ends");
    expect(said[0]).toContain(`process ${process.pid}, since 2026-11-22T08:00:00.000Z`);
    second?.release();
  });

  it("gives up waiting when it is told to end", async () => {
    const { options, give } = setting();
    const first = await onlyBot({ ...options, wait: async () => undefined });
    expect(await onlyBot({ ...options, wait: async () => give() })).toBeNull();
    first?.release();
  });
});
