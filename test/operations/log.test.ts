import { describe, expect, it } from "vitest";
import { createLog } from "../../src/operations/log.ts";
import { API_KEY, secretsIn, TOKEN } from "../support/secrets.ts";

const QUOTED_KEY = `"${API_KEY}`;

function logged(level: Parameters<typeof createLog>[0]["level"] = "debug") {
  const lines: string[] = [];
  const secrets = [TOKEN, QUOTED_KEY, null, ""];
  return { log: createLog({ level, secrets, write: (line) => void lines.push(line) }), lines };
}

describe("the log", () => {
  it("writes one JSON object a line: when, how bad, what, and facts", () => {
    const { log, lines } = logged();
    log.warn("A file could not be read", { path: "a.pdf", tries: 2, kept: true, reason: null });
    expect(lines).toHaveLength(1);
    expect(lines[0]?.endsWith("}\n")).toBe(true);
    expect(JSON.parse(lines[0] ?? "")).toEqual({
      ...{ level: "warn", time: expect.stringMatching(/^\d{4}-\d\d-\d\dT.*Z$/u), event: "A file could not be read" },
      ...{ path: "a.pdf", tries: 2, kept: true, reason: null },
    });
  });

  it.each([
    ["debug", 4],
    ["warn", 2],
    ["silent", 0],
  ] as const)("says with LOG_LEVEL=%s what is at least as bad", (level, count) => {
    const { log, lines } = logged(level);
    for (const say of [log.debug, log.info, log.warn, log.error]) say("something");
    expect(lines).toHaveLength(count);
  });

  it("writes no secret, wherever it stands, as it is or as an address or JSON has it", () => {
    const { log, lines } = logged();
    log.error(`GET https://api.telegram.org/bot${TOKEN}/getMe failed`, {
      reason: `${TOKEN} ${encodeURIComponent(TOKEN)}`,
    });
    log.error("key", {
      reason: QUOTED_KEY,
      other: `of another bot: 987654321:${TOKEN.split(":")[1]}`,
    });
    expect(secretsIn(lines.join(""))).toEqual([]);
    for (const line of lines) expect(JSON.parse(line)).toHaveProperty("event");
    expect(lines[0]).toContain("bot[secret]/getMe failed");
  });

  it("cuts what is too long to be a fact", () => {
    const { log, lines } = logged();
    log.info("x", { text: "y".repeat(10_000) });
    expect(lines[0]?.length).toBeLessThan(700);
  });

  it("leaves no half of a secret where it cuts", () => {
    const { log, lines } = logged();
    for (let before = 440; before < 510; before++)
      log.error(`${"x".repeat(before)}${TOKEN}`, { reason: `${"y".repeat(before)}${TOKEN}` });
    expect(secretsIn(lines.join(""))).toEqual([]);
  });

  it("keeps a line whole, whatever is in it", () => {
    const { log, lines } = logged();
    log.info("x", { text: "one\ntwo\u2028three\u0000" });
    expect(lines.join("").split("\n")).toHaveLength(2);
  });
});
