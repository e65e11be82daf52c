/**
 * Terms of the organisation's glossary that stand in quotes in another language than the reader's, each with what it is
 * called in theirs. Of an English term only its usual form counts, and a short single word is none: "target" is a sales
 * target more often than a sputtering target. Pure.
 */

import type { Language } from "../../language/language.ts";
import type { Glossary } from "../../language/zh/gloss.ts";
import { simplified } from "../../language/zh/han.ts";
import type { Claim } from "./answer.ts";

export interface ToldTerm {
  /** As the quote has it. */
  readonly term: string;
  readonly meaning: string;
}

/** More on one line nobody reads. */
const MOST = 6;
/** Shorter single words have everyday meanings besides. */
const SHORTEST_WORD = 9;

export function termsTold(claims: readonly Claim[], language: Language, glossary: Glossary): ToldTerm[] {
  const quotes = claims.flatMap(({ written, text, citations: [{ document }] }) =>
    written === true || document.language === language ? [] : [text],
  );
  const text = quotes.join("\n");
  if (text === "") return [];
  return (language === "zh" ? englishTerms(text, glossary) : chineseTerms(text, glossary)).slice(0, MOST);
}

function englishTerms(text: string, glossary: Glossary): ToldTerm[] {
  const usual = new Map<string, string>();
  for (const [chinese, [english = ""]] of glossary) {
    const isTerm = /[\s-]|\d|\p{Lu}{2}/u.test(english) || english.length >= SHORTEST_WORD;
    if (isTerm && !usual.has(english.toLowerCase())) usual.set(english.toLowerCase(), chinese);
  }
  const forms = [...usual.keys()].toSorted((one, other) => other.length - one.length);
  if (forms.length === 0) return [];
  const any = new RegExp(
    `(?<![\\p{L}\\d-])(?<form>${forms.map(RegExp.escape).join("|")})(?:e?s)?(?![\\p{L}\\d-])`,
    "giu",
  );
  return once(
    Array.from(text.matchAll(any), ({ groups }) => {
      const form = groups?.form ?? "";
      return { term: form, meaning: usual.get(form.toLowerCase()) ?? "" };
    }),
  );
}

function chineseTerms(text: string, glossary: Glossary): ToldTerm[] {
  const terms = [...glossary.keys()].toSorted((one, other) => other.length - one.length);
  if (terms.length === 0) return [];
  const any = new RegExp(terms.map((term) => RegExp.escape(simplified(term))).join("|"), "gu");
  const meanings = new Map([...glossary].map(([term, [english = ""]]) => [simplified(term), english]));
  return once(
    Array.from(simplified(text).matchAll(any), ({ 0: found, index }) => ({
      term: text.slice(index, index + found.length),
      meaning: meanings.get(found) ?? "",
    })),
  );
}

function once(terms: readonly ToldTerm[]): ToldTerm[] {
  return [...new Map(terms.map((one) => [one.meaning, one])).values()].filter(({ meaning }) => meaning !== "");
}
