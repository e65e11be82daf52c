/**
 * Units as claims: what is quoted, with its citations, each thing once; looked at a last time against the stored
 * version, and told where the work has no edition in the asker's language. Pure, but for the library that versions are
 * read from.
 */

import { hasItemNumber } from "../../language/labels.ts";
import type { Language } from "../../language/language.ts";
import type { Span } from "../../language/sentences.ts";
import { tokenize } from "../../language/tokenize.ts";
import type { Editions } from "../../library/editions/editions.ts";
import type { Library, StoredVersion } from "../../library/library.ts";
import type { ValidityOf } from "../../library/validity/validity.ts";
import type { Answer, Citation, Claim } from "./answer.ts";
import { areOfOneList, cellsOf, type TextOf, type Unit } from "./units.ts";

interface QuoteOptions {
  /** Chosen, in the order in which they are shown. */
  readonly units: readonly Unit[];
  /** Question as asked: of a table's row the cells that it asks for come first. */
  readonly question: string;
  readonly textOf: TextOf;
  readonly validityOf: ValidityOf;
}

export function quoteUnits({ units, question, textOf, validityOf }: QuoteOptions): Claim[] {
  let marks = 0;
  const known = new Map<string, Citation>();
  const cite = ({ candidate }: Unit, { start, end }: Span): Citation => {
    const { document, section } = candidate.evidence.passage;
    const address = `${document.version}:${start}:${end}`;
    const before = known.get(address);
    if (before !== undefined) return before;
    const version = textOf(document);
    const quote = version?.text.slice(start, end) ?? "";
    const block = version?.blocks.find((one) => one.end > start);
    marks += 1;
    const citation: Citation = {
      mark: marks,
      quote,
      start,
      end,
      section: block?.section ?? section,
      place: block?.place ?? null,
      document,
      standing: validityOf(document, { start, end }),
    };
    known.set(address, citation);
    return citation;
  };
  return byIntroduction(units).flatMap((together): Claim[] => {
    const [unit, ...more] = together;
    const [first, ...others] = unit.spans;
    if (unit.kind === "row") {
      const row = cite(unit, first);
      const heads = others.map((span) => cite(unit, span));
      return [{ text: rowText(row.quote, heads[0]?.quote, question), citations: [row, ...heads] }];
    }
    if (unit.kind === "item") {
      const [item, ...notes] = others;
      if (item === undefined) return [{ text: asClaim(cite(unit, first).quote), citations: [cite(unit, first)] }];
      // The answering span has the first mark; its introduction stands before it.
      const said = cite(unit, item);
      const besides = more.flatMap((other) => other.spans.slice(1, 2).map((span) => cite(other, span)));
      const introduction = cite(unit, first);
      const noted = [...notes, ...more.flatMap((other) => other.spans.slice(2))];
      const text = [asClaim(introduction.quote), ...[said, ...besides].map(({ quote }) => bulleted(quote))].join("\n");
      return [{ text, citations: [said, ...besides, introduction] }, ...noted.map((note) => claimOf(cite(unit, note)))];
    }
    return [first, ...others].map((span) => claimOf(cite(unit, span)));
  });
}

/** Items of one list together, under one introduction; each other unit by itself. */
function byIntroduction(units: readonly Unit[]): [Unit, ...Unit[]][] {
  const groups: [Unit, ...Unit[]][] = [];
  for (const unit of units) {
    const same = groups.find(([first]) => areOfOneList(first, unit));
    if (same === undefined) groups.push([unit]);
    else same.push(unit);
  }
  return groups;
}

function claimOf(citation: Citation): Claim {
  return { text: asClaim(citation.quote), citations: [citation] };
}

/** A quoted list reads as one: an item a line, with a bullet unless it has a number, which a quote has and a bullet not. */
function asClaim(quote: string): string {
  const [introduction = "", ...items] = quote.split(/\n+/u);
  // One paragraph under a title is no item.
  if (items.length === 1 && !/[:：]$/u.test(introduction)) return `${introduction}\n${items[0]}`;
  return [introduction, ...items.map(bulleted)].join("\n");
}

function bulleted(item: string): string {
  return hasItemNumber(item) ? item : `• ${item}`;
}

/** `Shanghai · Limit per night: 800 yuan · Breakfast: included`: what the row is of, then the cells that are asked for. */
function rowText(row: string, head: string | undefined, question: string): string {
  const cells = cellsOf(row);
  const names = head === undefined ? [] : cellsOf(head);
  if (cells.length < 2 || names.length !== cells.length) return row;
  const asked = new Set(tokenize(question));
  const [label = "", ...values] = cells.map((cell, column) => {
    const name = names[column] ?? "";
    const shared = tokenize(name).filter((word) => asked.has(word)).length;
    return { text: column === 0 || name === "" ? cell : `${name}: ${cell}`, shared, empty: cell === "" };
  });
  if (label === "") return row;
  const shown = values.filter(({ empty }) => !empty).toSorted((one, other) => other.shared - one.shared);
  return [label, ...shown].map(({ text }) => text).join(" · ");
}

/** Says the same in other places: an older version's sentence, a summary's. */
export function saysTheSame(one: string, other: string): boolean {
  const [shorter, longer] = [folded(one), folded(other)].sort((first, second) => first.length - second.length);
  if (shorter === undefined || longer === undefined || shorter === "") return true;
  if (longer.includes(shorter)) return true;
  const words = new Set(tokenize(longer));
  const own = new Set(tokenize(shorter));
  const shared = [...own].filter((word) => words.has(word)).length;
  return own.size >= WORDS_TO_COMPARE && shared >= SAME_SHARE * own.size && shared >= SAME_SHARE * words.size;
}

const WORDS_TO_COMPARE = 5;
const SAME_SHARE = 0.9;

function folded(text: string): string {
  return text
    .normalize("NFKC")
    .toLowerCase()
    .replaceAll(/[\p{P}\p{S}\s]+/gu, "");
}

/** A quote of fewer letters and digits proves nothing: it occurs everywhere. */
const MIN_QUOTE_CHARACTERS = 4;

/**
 * The last look before a citation is shown: its words must stand in the stored version of the document, at the place
 * that it names. A citation that fails is dropped; nothing is shown that a member could not find.
 */
export function isVerified(citation: Citation, version: StoredVersion | null): boolean {
  if (version === null) return false;
  const { quote, start, end } = citation;
  return (
    start >= 0 &&
    end <= version.text.length &&
    version.text.slice(start, end) === quote &&
    (quote.match(/[\p{L}\p{N}]/gu)?.length ?? 0) >= MIN_QUOTE_CHARACTERS
  );
}

/** Null where no claim is left whose citations all stand in the stored text. */
export function verified(
  claims: readonly Claim[],
  versionOf: (hash: string) => StoredVersion | null,
): readonly [Claim, ...Claim[]] | null {
  const [first, ...others] = claims.filter(({ citations }) =>
    citations.every((citation) => isVerified(citation, versionOf(citation.document.version))),
  );
  return first === undefined ? null : [first, ...others];
}

/**
 * Each version is read from the library once an answer, and not kept for the next: most are read once in a while, and so
 * many texts that outlive their answer took 14 MB more with 1,000 documents.
 */
export function rememberedVersions(library: Library): (hash: string) => StoredVersion | null {
  const versions = new Map<string, StoredVersion | null>();
  return (hash) => {
    const version = versions.has(hash) ? versions.get(hash) : library.version(hash);
    versions.set(hash, version ?? null);
    return version ?? null;
  };
}

/** Quotes in another language than the question's, although their work has an edition in it: they say so. */
export function tellEditions(answer: Answer, language: Language, editions: Editions): Answer {
  if (answer.kind !== "answered" && answer.kind !== "unsure") return answer;
  const told = (citation: Citation): Citation => {
    const { document } = citation;
    const own = document.language === language ? null : editions.inLanguage(document, language);
    return own === null ? citation : { ...citation, onlyInOriginal: true };
  };
  const claimTold = ({ citations: [first, ...others], ...claim }: Claim): Claim => ({
    ...claim,
    citations: [told(first), ...others.map(told)],
  });
  const [first, ...others] = answer.claims;
  return { ...answer, claims: [claimTold(first), ...others.map(claimTold)] };
}
