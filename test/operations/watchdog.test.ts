import { chmodSync, existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import { watchdogMs } from "../../src/config.ts";
import { startWatchdog } from "../../src/operations/server.ts";
import { temporaryFolder } from "../support/temporary-folder.ts";
import { testLog } from "../support/test-log.ts";

it("tells systemd three times as often as it wants to hear it, until it is stopped", async () => {
  const folder = temporaryFolder();
  const heard = join(folder.path, "heard.txt");
  const notify = folder.write("notify", `#!/bin/sh\necho "$@" >> ${heard}\n`);
  chmodSync(notify, 0o755);
  const stop = startWatchdog({ everyMs: 150, log: testLog(), notify });
  const lines = () => (existsSync(heard) ? readFileSync(heard, "utf8").trim().split("\n") : []);
  await expect.poll(() => lines().length, { timeout: 10_000 }).toBeGreaterThan(3);
  stop();
  expect(new Set(lines())).toEqual(new Set(["WATCHDOG=1"]));
});

it("says once where systemd cannot be told", async () => {
  const log = testLog();
  const stop = startWatchdog({ everyMs: 60, log, notify: "/nowhere/systemd-notify" });
  await expect.poll(() => log.lines.length).toBe(1);
  await new Promise((resolve) => setTimeout(resolve, 100));
  stop();
  expect(log.lines).toHaveLength(1);
});

it.each([
  [{ NOTIFY_SOCKET: "/run/s", WATCHDOG_USEC: "120000000" }, 120_000],
  [{ WATCHDOG_USEC: "120000000" }, null],
  [{ NOTIFY_SOCKET: "/run/s" }, null],
  [{ NOTIFY_SOCKET: "/run/s", WATCHDOG_USEC: "soon" }, null],
])("hears from its environment how often: %j", (environment, every) => {
  expect(watchdogMs(environment)).toBe(every);
});
