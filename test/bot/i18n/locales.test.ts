/** All languages say the same things, and nothing is left that nobody says. */

import { globSync, readFileSync } from "node:fs";
import { FluentBundle, FluentResource } from "@fluent/bundle";
import { describe, expect, it } from "vitest";
import { REASONS } from "../../../src/bot/conversation/feedback.ts";
import { ADMIN_COMMANDS } from "../../../src/bot/handlers/admin/admin.ts";
import { loadWords } from "../../../src/bot/i18n/words.ts";
import { calendarOf } from "../../../src/calendar.ts";
import { LOCALES } from "../../../src/language/language.ts";
import { chineseScriptOf } from "../../../src/language/zh/han.ts";

type Pattern = FluentResource["body"][number]["value"];
type Part = Exclude<Pattern, string | null>[number];

const FILES = globSync("src/bot/i18n/locales/en/*.ftl").map((path) => path.slice(path.lastIndexOf("/") + 1));

/** Each key with the names of its values. */
function wordsOf(language: string, file: string): Map<string, string[]> {
  const source = readFileSync(`src/bot/i18n/locales/${language}/${file}`, "utf8");
  const resource = new FluentResource(source);
  const written = source.match(/^[a-z][a-z0-9-]*(?= =)/gmu) ?? [];
  // The parser leaves out what it cannot read, without a word.
  expect(resource.body.map(({ id }) => id)).toEqual(written);
  return new Map(resource.body.map(({ id, value }) => [id, [...new Set(variablesIn(value))].sort()]));
}

function variablesIn(value: Pattern | Part): string[] {
  if (value === null || typeof value === "string") return [];
  if (Array.isArray(value)) return value.flatMap((part) => variablesIn(part));
  if (value.type === "var") return [value.name];
  if (value.type !== "select") return [];
  return [...variablesIn(value.selector), ...value.variants.flatMap((variant) => variablesIn(variant.value))];
}

describe.each(FILES)("%s", (file) => {
  const english = wordsOf("en", file);

  it.each(["zh", "zh-Hant"])("has the same keys with the same values in English and in %s", (locale) => {
    expect(Object.fromEntries(wordsOf(locale, file))).toEqual(Object.fromEntries(english));
  });

  it("has no simplified characters among the traditional ones, nor the other way round", () => {
    const lines = (locale: string) => readFileSync(`src/bot/i18n/locales/${locale}/${file}`, "utf8").split("\n");
    expect(lines("zh-Hant").filter((line) => chineseScriptOf(line) === "zh")).toEqual([]);
    expect(lines("zh").filter((line) => chineseScriptOf(line) === "zh-Hant")).toEqual([]);
  });

  // Problems are looked for by their English words, which their own test holds to the code.
  it.skipIf(file === "problems.ftl" || file === "faults.ftl")("has no words that nobody says", () => {
    const code = globSync("{src,scripts}/**/*.ts")
      .map((path) => readFileSync(path, "utf8"))
      .join("\n");
    const said = (key: string) =>
      code.includes(`"${key}"`) || COMPOSED.some((composed) => composed === key) || isComposed(key, code);
    expect([...english.keys()].filter((key) => !said(key))).toEqual([]);
  });
});

/** Keys whose end is a value that is known. */
const COMPOSED = [
  ...REASONS.map((reason) => `reason-${reason}`),
  ...ADMIN_COMMANDS.map((command) => `command-${command}`),
];

/** Put together in the code, as `refused-${answer.reason}` is. */
function isComposed(key: string, code: string): boolean {
  return [...key.matchAll(/-/gu)].some(({ index }) => code.includes(`\`${key.slice(0, index + 1)}\${`));
}

describe("words", () => {
  it("are in no two files of a language", () => {
    const keys = FILES.flatMap((file) => [...wordsOf("en", file).keys()]);
    expect(keys.filter((key, index) => keys.indexOf(key) !== index)).toEqual([]);
  });

  it("say when they lack a key", () => {
    expect(() => loadWords(calendarOf("UTC"))("zh")("no-such-key")).toThrow(
      "no-such-key: no such words in locales/zh: add the line",
    );
  });

  it("put no invisible marks around values", () => {
    expect(loadWords(calendarOf("UTC"))("en")("section-page", { page: 1, pages: 2 })).toBe("Page 1 of 2");
  });

  it("are within what Telegram takes for descriptions and buttons", () => {
    const sayIn = loadWords(calendarOf("UTC"));
    for (const language of LOCALES) {
      const say = sayIn(language);
      expect(say("bot-description").length).toBeLessThanOrEqual(512);
      expect(say("bot-short-description").length).toBeLessThanOrEqual(120);
      const member = new FluentResource(readFileSync(`src/bot/i18n/locales/${language}/member.ftl`, "utf8"));
      for (const { id } of member.body.filter((message) => message.id.startsWith("button-"))) {
        const bundle = new FluentBundle(language);
        bundle.addResource(member);
        const label = bundle.formatPattern(bundle.getMessage(id)?.value ?? "");
        // Telegram shows the 200 that an answered press may say; a button of a phone has room for about 24.
        expect(label.length, label).toBeLessThanOrEqual(id === "button-stale" ? 200 : 24);
      }
    }
  });
});
