import { chmodSync, existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it, onTestFinished } from "vitest";
import { watchdogMs } from "../../src/config.ts";
import { createMetrics } from "../../src/operations/metrics.ts";
import { startOperations, startWatchdog } from "../../src/operations/server.ts";
import { temporaryFolder } from "../support/temporary-folder.ts";
import { testLog } from "../support/test-log.ts";

const GAUGES = {
  ...{ docket_inbox_updates: 3, docket_outbox_messages: 4, docket_parked_updates: 1 },
  ...{ docket_documents: 5, docket_passages: 60 },
  ...{ docket_model_tokens_today: 1_100, docket_model_cost_today: 0.0028 },
};

async function operations(problems: string[] = [], degraded: string[] = []) {
  const metrics = createMetrics({ gauges: () => Promise.resolve(GAUGES), withProcess: false });
  const server = await startOperations({
    host: "127.0.0.1",
    port: 0,
    problems: async () => problems,
    degradations: async () => degraded,
    metrics,
  });
  onTestFinished(() => server.close());
  const get = (path: string) => fetch(`http://127.0.0.1:${server.port}${path}`);
  return { metrics, get, port: server.port };
}

describe("operations over HTTP", () => {
  it("says that the process lives, whatever else is wrong", async () => {
    const { get } = await operations(["no contact with Telegram yet"]);
    const response = await get("/health");
    expect([response.status, await response.json()]).toEqual([200, { status: "alive" }]);
  });

  it("says whether the bot serves, and why not", async () => {
    const problems = ["no documents have been read yet"];
    const { get } = await operations(problems);
    const response = await get("/ready");
    expect([response.status, await response.json()]).toEqual([503, { status: "not ready", problems }]);
    problems.pop();
    expect((await get("/ready")).status).toBe(200);
  });

  it("serves on where it serves less than it should, and says so in both places", async () => {
    const degraded = ["questions are answered by words alone: no answer within 15 s"];
    const { get } = await operations([], degraded);
    for (const [path, status] of [
      ["/ready", "degraded"],
      ["/health", "alive"],
    ] as const) {
      const response = await get(path);
      expect([response.status, await response.json()]).toEqual([200, { status, degraded }]);
    }
  });

  it("counts answers by kind, times by stage, and what waits", async () => {
    const { get, metrics } = await operations();
    const timings = { embedMs: 4, searchMs: 2, answerMs: 1, totalMs: 7 };
    metrics.answered({ answer: { kind: "not-found", nearest: [] }, timings });
    metrics.answered({ answer: { kind: "refused", reason: "empty" }, timings });
    metrics.judged("bad");
    metrics.handled("handled", 3);
    metrics.called("sent", "sendMessage");
    const response = await get("/metrics");
    expect(response.headers.get("content-type")).toMatch(/^text\/plain; version=0\.0\.4/u);
    const lines = (await response.text()).split("\n");
    for (const line of [
      'docket_answers_total{kind="not-found",by=""} 1',
      'docket_answers_total{kind="refused",by=""} 1',
      'docket_answer_seconds_count{stage="embed"} 1',
      'docket_answer_seconds_bucket{le="0.005",stage="embed"} 1',
      'docket_feedback_total{verdict="bad"} 1',
      'docket_update_seconds_count{outcome="handled"} 1',
      'docket_calls_total{outcome="sent",method="sendMessage"} 1',
      ...Object.entries(GAUGES).map(([name, value]) => `${name} ${value}`),
    ]) {
      expect(lines).toContain(line);
    }
  });

  it("has nothing else", async () => {
    const { get } = await operations();
    expect((await get("/")).status).toBe(404);
  });

  it("says which setting to change when the port is taken", async () => {
    const { port } = await operations();
    const metrics = createMetrics({ gauges: () => Promise.resolve(GAUGES), withProcess: false });
    await expect(
      startOperations({ host: "127.0.0.1", port, problems: async () => [], degradations: async () => [], metrics }),
    ).rejects.toThrow(/^OPERATIONS_ADDRESS 127\.0\.0\.1:\d+ cannot be listened on .*: choose another port$/u);
  });
});

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
