import { describe, expect, it } from "vitest";
import { paceWords } from "../../../src/bot/i18n/pace-words.ts";
import { loadWords } from "../../../src/bot/i18n/words.ts";
import { calendarOf } from "../../../src/calendar.ts";

const sayIn = loadWords(calendarOf("UTC"));

describe("paceWords", () => {
  it.each([
    ["en", 41.6, 12_000, ", 42 a second, about 12 s left"],
    ["en", 0.2, 600_000, ", 12 a minute, about 10 min left"],
    ["en", 0.001, 36_000_000, ", 1 a minute, about 10 h left"],
    ["zh", 41.6, 12_000, "，每秒 42 个，大约还需 12 秒"],
    ["zh-Hant", 0.2, 600_000, "，每分鐘 12 個，大約還需 10 分鐘"],
  ] as const)("tells in %s the rate %d a second and %d ms", (locale, perSecond, leftMs, words) => {
    const progress = { stage: "embedding", done: 5, total: 10, pace: { perSecond, leftMs } } as const;
    expect(paceWords(progress, sayIn(locale))).toBe(words);
  });

  it("says nothing where nothing is known, or nothing is left", () => {
    expect(paceWords({ stage: "reading", done: 5, total: 10 }, sayIn("en"))).toBe("");
    const pace = { perSecond: 2, leftMs: 0 };
    expect(paceWords({ stage: "reading", done: 10, total: 10, pace }, sayIn("en"))).toBe("");
  });
});
