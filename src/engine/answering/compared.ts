/**
 * "Single or return, which is dearer?" names two sides. Where one document has a sentence or a row for each, they are the
 * answer, side by side in the order of the question, and nothing else is. Pure.
 */

import { tokenize } from "../../language/tokenize.ts";
import { containsHan } from "../../language/zh/gloss.ts";
import type { Candidate } from "./sentences.ts";
import { type TextOf, type Unit, unitOf } from "./units.ts";

/** Sides are looked for among so many of the best sentences. */
const SIDES_LOOKED_AT = 12;
/** A side scores at least this share of the best: what only shares its name is of something else. */
const SIDE_SHARE_OF_BEST = 0.7;
/** What bears the label that is asked for is meant, though the other row is far nearer. */
const LABELLED_SHARE_OF_BEST = 0.5;
/** Characters of a Chinese side, at most. */
const LONGEST_SIDE = 6;

const COMPARES =
  /\b(?:differen(?:t|ce|ces)|differ|vs|versus|compare[ds]?|comparison|against|than|each|both|respectively|which (?:is|of|one|\w+ is)|who (?:\w+ )?more|cheaper|dearer)\b|差|区别|區別|不同|不一样|不一樣|各|分别|分別|比|哪[个個里裡种]|还是|還是|[更较]/iu;
const ENGLISH_BETWEEN = /\s(?:and|or|vs\.?|versus|against|than|compared (?:with|to)|to)\s|,\s/giu;
const CHINESE_BETWEEN = /[和与與跟同比或、]|还是|還是/gu;

/** Words that one side has and the other has not, as sentences are searched for them. */
interface Sides {
  readonly left: (text: string) => boolean;
  readonly right: (text: string) => boolean;
}

/**
 * What names both sides in one sentence needs no help.
 * @returns the two units, in the order of the question; null where it compares nothing, or a side is missing
 */
export function comparedUnits(question: string, candidates: readonly Candidate[], textOf: TextOf): [Unit, Unit] | null {
  const [best] = candidates;
  if (best === undefined || !COMPARES.test(question)) return null;
  const near = (share: number) =>
    candidates.slice(0, SIDES_LOOKED_AT).filter(({ plainScore }) => plainScore >= share * best.plainScore);
  const named = containsHan(question) ? chineseSides(question) : englishSides(question);
  return (
    firstWithBoth(labelledSides(question), near(LABELLED_SHARE_OF_BEST), textOf) ??
    firstWithBoth(named, near(SIDE_SHARE_OF_BEST), textOf)
  );
}

function firstWithBoth(sides: readonly Sides[], near: readonly Candidate[], textOf: TextOf): [Unit, Unit] | null {
  for (const { left, right } of sides) {
    const one = near.find(({ quote }) => left(quote) && !right(quote));
    const other = near.find(
      (candidate) =>
        candidate.evidence.passage.document.id === one?.evidence.passage.document.id &&
        right(candidate.quote) &&
        !left(candidate.quote),
    );
    if (one !== undefined && other !== undefined) return [unitOf(one, textOf), unitOf(other, textOf)];
  }
  return null;
}

/** "classes A and C", "phase 1 or 2", A类和C类: what a table's first cell or a name ends with. */
const LABELLED =
  /(?<![\p{L}\d])(?<noun>\p{Ll}{3,}?)(?:es|s)? ?(?<one>[A-Z]|\d{1,3}) (?:and|or|vs\.?|versus|with|to) (?:\k<noun>(?:es|s)? )?(?<other>[A-Z]|\d{1,3})(?![\p{L}\d])|(?<left>[A-Z])(?<kind>\p{Script=Han}{1,2})?[和与與跟比、](?<right>[A-Z])(?!\w)/giu;

function labelledSides(question: string): Sides[] {
  return [...question.matchAll(LABELLED)].flatMap(({ groups }): Sides[] => {
    const { noun = "", one = groups?.left ?? "", other = groups?.right ?? "", kind = "" } = groups ?? {};
    if (/^(?:from|between|until|than|about|over|under)$/iu.test(noun)) return [];
    return [{ left: bearsLabel(noun || kind, one), right: bearsLabel(noun || kind, other) }];
  });
}

/** As its first cell ("A | 1,200"), or behind or before what it labels ("class A", A类). */
function bearsLabel(noun: string, label: string): (text: string) => boolean {
  const own = label.toUpperCase();
  const forms = [
    `^${own}\\s*\\|`,
    ...(noun === "" ? [] : [`${noun}(?:es|s|e)? ${own}(?![\\p{L}\\d])`, `(?<![\\p{L}\\d])${own}${noun}`]),
  ];
  const pattern = new RegExp(forms.join("|"), "iu");
  return (text) => pattern.test(text);
}

/** The nearest word before and after each word that joins. */
function englishSides(question: string): Sides[] {
  return [...question.matchAll(ENGLISH_BETWEEN)].flatMap(({ 0: between, index }): Sides[] => {
    const before = tokenize(question.slice(0, index)).at(-1);
    const [after] = tokenize(question.slice(index + between.length));
    if (before === undefined || after === undefined || before === after) return [];
    return [{ left: saysStem(before), right: saysStem(after) }];
  });
}

function saysStem(stem: string): (text: string) => boolean {
  return (text) => tokenize(text).includes(stem);
}

/** The sides beside the sign that joins: as much of it as a sentence has, two characters or a sign with a digit. */
function chineseSides(question: string): Sides[] {
  return [...question.matchAll(CHINESE_BETWEEN)].flatMap(({ 0: between, index }): Sides[] => {
    const before = /[\p{Script=Han}A-Za-z\d]+$/u.exec(question.slice(0, index))?.[0].slice(-LONGEST_SIDE) ?? "";
    const after = /^[\p{Script=Han}A-Za-z\d]+/u.exec(question.slice(index + between.length))?.[0] ?? "";
    const left = Array.from({ length: Math.max(0, before.length - 1) }, (_, cut) => before.slice(cut));
    const ends = Array.from({ length: Math.max(0, Math.min(after.length, LONGEST_SIDE) - 1) }, (_, cut) => cut + 2);
    const right = ends.map((end) => after.slice(0, end)).reverse();
    if (left.length === 0 || right.length === 0) return [];
    return [{ left: saysAny(left), right: saysAny(right) }];
  });
}

function saysAny(forms: readonly string[]): (text: string) => boolean {
  return (text) => forms.some((form) => text.includes(form));
}
