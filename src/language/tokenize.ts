/**
 * The words of a text, as keyword search counts them: one function for documents and for questions, or they would not
 * meet. English words are lower-cased and cut to their stems (invested, investment -> invest); a run of Han characters,
 * which has no spaces, becomes its overlapping pairs (集成电路 -> 集成 成电 电路), so that a term is found wherever it
 * stands. Words that only hold a sentence together are left out.
 */

import { stemmer } from "stemmer";
import { withPeriods } from "./periods.ts";
import { withChineseDigits, withoutSpread } from "./zh/chinese-numbers.ts";

/** Runs of Han characters, numbers with their decimals, or runs of letters and digits. */
const RUNS = /\p{Script=Han}+|\d+(?:\.\d+)*(?![\p{L}\p{N}])|(?:(?!\p{Script=Han})[\p{L}\p{N}])+/gu;
const HAN = /^\p{Script=Han}/u;

const STOP_WORDS: ReadonlySet<string> = new Set(
  (
    "a about after again all also am an and any are as at be because been before being between both but by can could did do " +
    "does doing done down during each either else ever few for from further get give given gives got had has have having he " +
    "her here hers him his how i if in into is it its itself just let like many may me might mine more most much must my no " +
    "nor not of off on once one ones only or other our ours out over own please same shall she should since so some such tell " +
    "than that the their theirs them then there these they this those through to too under until up upon us very was we were " +
    "what when where whether which while who whom whose why will with within without would you your yours"
  ).split(" "),
);

/** Words in the order of the text, repeated as often as they occur. A single Han character stands for itself. */
export function tokenize(text: string): string[] {
  const words: string[] = [];
  for (const [run] of plain(text).matchAll(RUNS)) {
    if (HAN.test(run)) words.push(...pairsOf(run));
    else if (!STOP_WORDS.has(run)) words.push(stemmer(run));
  }
  return words;
}

/** The overlapping pairs of a run of Han characters. */
function pairsOf(run: string): string[] {
  const characters = Array.from(run);
  if (characters.length === 1) return characters;
  return characters.slice(1).map((character, index) => `${characters[index]}${character}`);
}

/** 65 million is 65000000, as 6500万 is. */
const SCALED = /(?<![\d.])(\d{1,9}(?:\.\d{1,6})?)[ -]?(thousand|million|billion|trillion)(?![\p{L}\p{N}])/gu;
const SCALES: Readonly<Record<string, number>> = { thousand: 1e3, million: 1e6, billion: 1e9, trillion: 1e12 };

/** Full-width forms, accents, possessives, commas, words of large numbers, and names of quarters, halves and months make no difference. */
function plain(text: string): string {
  const folded = text.normalize("NFKD").replace(/\p{M}/gu, "").normalize("NFKC");
  return withPeriods(withChineseDigits(withoutSpread(folded)))
    .toLowerCase()
    .replace(/['’]s\b/gu, "")
    .replace(/(?<=\d),(?=\d{3}(?!\d))/gu, "")
    .replace(SCALED, (whole, amount: string, scale: string) => {
      const value = Number((Number(amount) * (SCALES[scale] ?? 1)).toPrecision(15));
      return Number.isSafeInteger(value) ? String(value) : whole;
    });
}
