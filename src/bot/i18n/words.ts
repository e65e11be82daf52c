/**
 * The words that members read, by Fluent, in the person's language. Each language has a folder of `.ftl` files under
 * `locales/`; a test holds the languages to the same keys and the same variables.
 */

import { globSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { FluentBundle, FluentResource } from "@fluent/bundle";
import type { Calendar } from "../../calendar.ts";
import { DocketError, errorText } from "../../errors.ts";
import { type Language, type Locale, languageOfLocale } from "../../language/language.ts";
import { problemWords, type WrittenProblem } from "./problem-words.ts";

export interface Say {
  readonly language: Language;
  /** Locale: the language, and of Chinese the script. */
  readonly locale: Locale;
  /** The day that it was where the organisation is, as `2026-11-22`. */
  day(moment: Date): string;
  /** The time that it was there, with the zone, as the language writes it. */
  moment(moment: Date): string;
  /**
   * Says a problem with a file, a setting, a server or the disk, which is written in English where it is found; what is
   * not known stays as it is.
   */
  problem(english: string): string;
  /** @throws when the locale lacks the key, which a test forbids. */
  (key: string, values?: Readonly<Record<string, string | number>>): string;
}

/** The tag by which `Intl` knows a language: it decides how numbers and times are written. */
const LOCALES = { en: "en-GB", zh: "zh-CN", "zh-Hant": "zh-TW" } as const satisfies Record<Locale, string>;

/** Each message in them is looked for under its English words. */
const PROBLEM_FILES = ["problems.ftl", "faults.ftl"] as const;

const LOCALES_DIR = join(import.meta.dirname, "locales");

/** @returns the words of a language; the files are read once, here. */
export function loadWords(calendar: Calendar): (locale: Locale) => Say {
  const words = { en: sayFrom("en", calendar), zh: sayFrom("zh", calendar), "zh-Hant": sayFrom("zh-Hant", calendar) };
  return (locale) => words[locale];
}

/** @throws DocketError `configuration` where a file of the language does not parse or repeats a key */
function sayFrom(locale: Locale, { dayOf, momentText }: Calendar): Say {
  // No isolating marks around values: they count against Telegram's limits, and some clients show them.
  const bundle = new FluentBundle(LOCALES[locale], { useIsolating: false });
  for (const file of globSync("*.ftl", { cwd: join(LOCALES_DIR, locale) }).sort()) {
    const [problem] = bundle.addResource(resourceOf(locale, file));
    if (problem !== undefined) throw new DocketError("configuration", `${locale}/${file}: ${problem.message}`);
  }
  const say = (key: string, values: Readonly<Record<string, string | number>> = {}): string => {
    const pattern = bundle.getMessage(key)?.value;
    if (pattern === undefined || pattern === null) {
      throw new DocketError("configuration", `${key}: no such words in locales/${locale}: add the line`);
    }
    return bundle.formatPattern(pattern, values);
  };
  return Object.assign(say, {
    language: languageOfLocale(locale),
    locale,
    day: dayOf,
    moment: (at: Date) => momentText(at, LOCALES[locale]),
    problem:
      locale === "en"
        ? (written: string) => written
        : problemWords(
            PROBLEM_FILES.flatMap((file) => problemsIn(resourceOf("en", file))),
            say,
          ),
  });
}

/**
 * Words for why something failed, in the reader's language where its words are kept by language, or those of the
 * problem that it is, else as it was thrown.
 */
export function errorWords(thrown: unknown, say: Say): string {
  const told = thrown instanceof DocketError ? thrown.told : undefined;
  if (told === undefined) return say.problem(errorText(thrown));
  const values = Object.entries(told.values).map(([name, value]) => [
    name,
    PROBLEM_VALUES.has(name) && typeof value === "string" ? problemLines(value, say) : value,
  ]);
  return say(told.key, Object.fromEntries(values));
}

/** Values of messages that are problems themselves, a line each. */
const PROBLEM_VALUES: ReadonlySet<string> = new Set(["problems", "reason"]);

function problemLines(lines: string, say: Say): string {
  return lines.replaceAll(/\S[^\n]*/gu, (line) => say.problem(line));
}

/** All but how two of them are joined. */
function problemsIn({ body }: FluentResource): WrittenProblem[] {
  return body
    .filter(({ id }) => id !== "problem-joined")
    .map(({ id: key, value }) => ({
      key,
      parts: [value ?? []].flat().flatMap((part): WrittenProblem["parts"] => {
        if (typeof part === "string") return [part];
        return part.type === "var" ? [{ value: part.name }] : [];
      }),
    }));
}

function resourceOf(locale: Locale, file: string): FluentResource {
  return new FluentResource(readFileSync(join(LOCALES_DIR, locale, file), "utf8"));
}
