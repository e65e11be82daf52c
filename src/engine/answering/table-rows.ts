/**
 * "Who has not paid the fee?" over a table: not the row that is nearest in meaning, but all rows whose cells say what the
 * question says, and how many they are. Rows are matched by their cells' words, never by meaning. Pure.
 */

import type { Language } from "../../language/language.ts";
import type { Span } from "../../language/sentences.ts";
import { tokenize } from "../../language/tokenize.ts";
import { simplified } from "../../language/zh/han.ts";
import type { Citation, Claim } from "./answer.ts";
import type { Source } from "./question-and-answer.ts";
import type { Candidate } from "./sentences.ts";
import { blockAt, type TextOf, type Unit } from "./units.ts";
import { rowsCountedText } from "./wording.ts";

/** Tables of so many of the best candidates are looked at. */
const CANDIDATES = 10;
const FEWEST_ROWS = 3;
/** Number of rows that a member reads; the count says how many there are. */
const MOST_ROWS = 12;
const MOST_CHARACTERS = 1_600;
/**
 * Share of the question's words that must be in the table's names and in the cells that are matched, or it asks for
 * more.
 */
const COVERED = 0.75;

const ASKS_FOR_ROWS =
  /\b(?:which|who|list|name|all|how many|what (?:\w+ ){1,3}(?:are|have|do))\b|哪些|哪几|谁|列[出一举]|名单|多少[家个人名位项门台]|几[家个名位项门台]/iu;

export interface RowsAsked {
  /** Units in the table's order, at most as many as are read. */
  readonly units: readonly [Unit, ...Unit[]];
  readonly matched: number;
  readonly rows: number;
}

export interface Row extends Span {
  /** Column names in small letters to cells. */
  readonly cells: ReadonlyMap<string, string>;
}

/** Null where the question asks for no rows, or where its words tell none apart. */
export function rowsAsked(question: string, candidates: readonly Candidate[], textOf: TextOf): RowsAsked | null {
  if (!ASKS_FOR_ROWS.test(simplified(question))) return null;
  const looked = new Set<string>();
  for (const candidate of candidates.slice(0, CANDIDATES)) {
    const { document, section } = candidate.evidence.passage;
    const source = textOf(document);
    const index = source === null ? -1 : blockAt(source.blocks, candidate.start);
    if (source === null || source.blocks[index]?.kind !== "table-row") continue;
    const table = tableAround(source, index);
    const key = `${document.version}:${table.rows[0]?.start}`;
    if (looked.has(key) || table.rows.length < FEWEST_ROWS) continue;
    looked.add(key);
    const matched = matching(question, table.rows, [document.title, ...section].join(" "));
    const [first, ...others] = shortened(matched ?? []);
    if (matched === null || first === undefined) continue;
    const unit = ({ start, end }: Row): Unit => ({
      kind: "row",
      candidate: { ...candidate, start, end, quote: source.text.slice(start, end) },
      spans: table.head === null ? [{ start, end }] : [{ start, end }, table.head],
    });
    return { units: [unit(first), ...others.map(unit)], matched: matched.length, rows: table.rows.length };
  }
  return null;
}

/** The rows beside it under the same head, or of the same sheet. */
function tableAround({ text, blocks }: Source, index: number): { rows: Row[]; head: Span | null } {
  const isBeside = (at: number): boolean =>
    blocks[at]?.kind === "table-row" && blocks[at]?.section.join("\n") === blocks[index]?.section.join("\n");
  let [first, last] = [index, index];
  while (isBeside(first - 1)) first -= 1;
  while (isBeside(last + 1)) last += 1;
  const own = blocks[index]?.leadIn ?? null;
  const isHead = blocks[index + 1]?.leadIn === index;
  const headIndex = isHead ? index : own;
  const head = headIndex === null ? undefined : blocks[headIndex];
  const names = head === undefined ? null : text.slice(head.start, head.end);
  const rows = blocks.slice(first, last + 1).flatMap(({ start, end, leadIn }): Row[] => {
    if (leadIn !== headIndex) return [];
    const cells = namedCells(text.slice(start, end), names);
    return cells.size > 1 ? [{ start, end, cells }] : [];
  });
  return { rows, head: head ?? null };
}

export interface RowsOfTable {
  readonly rows: readonly Row[];
  /** Column names, "" where each row names its own. */
  readonly head: string;
}

/** The table that the row at this place is of; null where none is. */
export function tableOf(source: Source | null, at: number): RowsOfTable | null {
  const index = source === null ? -1 : blockAt(source.blocks, at);
  if (source === null || source.blocks[index]?.kind !== "table-row") return null;
  const { rows, head } = tableAround(source, index);
  return { rows, head: head === null ? "" : source.text.slice(head.start, head.end) };
}

/** `Suzhou | 550` under `City | Limit`, or `City: Suzhou; Limit: 550`. */
function namedCells(row: string, head: string | null): Map<string, string> {
  if (head !== null) {
    const names = head.split(/\s*\|\s*/u);
    return new Map(row.split(/\s*\|\s*/u).map((cell, column) => [(names[column] ?? "").toLowerCase(), cell.trim()]));
  }
  const pairs = row.split(/[;；]\s*/u).flatMap((part): [string, string][] => {
    const [, name, value] = /^([^:：]+)[:：]\s*(.*)$/u.exec(part.trim()) ?? [];
    return name === undefined || value === undefined ? [] : [[name.trim().toLowerCase(), value.replace(/[.。]$/u, "")]];
  });
  return new Map(pairs);
}

/** The rows that the question's words tell apart; null where they tell none. */
function matching(question: string, rows: readonly Row[], title: string): readonly Row[] | null {
  const asked = new Set(tokenize(question));
  const names = [...new Set(rows.flatMap(({ cells }) => [...cells.keys()]))];
  const covered = new Set([...tokenize(title), ...names.flatMap(tokenize)]);
  const conditions = names.flatMap((name) => {
    const values = rows.map(({ cells }) => cells.get(name) ?? "");
    const wanted = polarValue(question, asked, name, values) ?? valuesSaid(asked, values);
    for (const value of wanted) for (const word of tokenize(value)) covered.add(word);
    return wanted.size === 0 ? [] : [{ name, wanted }];
  });
  if (conditions.length === 0 || asksForCell(asked, conditions, rows, names)) return null;
  if ([...asked].filter((word) => covered.has(word)).length < COVERED * asked.size) return null;
  const matched = rows.filter(({ cells }) => conditions.every(({ name, wanted }) => wanted.has(cells.get(name) ?? "")));
  return matched.length > 1 && matched.length < rows.length ? matched : null;
}

/** Cells all of whose words the question says, and which more rows than one share: "Which members are in Hanoi?" */
function valuesSaid(asked: ReadonlySet<string>, values: readonly string[]): Set<string> {
  const said = values.filter((value) => {
    const words = tokenize(value);
    return words.length > 0 && words.every((word) => asked.has(word));
  });
  return new Set(said);
}

const NEGATIVE = /^(?:no|not|none|un\w+|false|否|无|未|没|不|×|✗)/iu;
const NEGATION = /\b(?:not|no|without|never)\b|n[’']t\b|没|未|不|无/iu;

/** Value that the question asks for in a column of yes and no that it names; null of other columns. */
function polarValue(
  question: string,
  asked: ReadonlySet<string>,
  name: string,
  values: readonly string[],
): Set<string> | null {
  const kinds = [...new Set(values.filter((value) => value !== ""))];
  const [negative, ...more] = kinds.filter((value) => NEGATIVE.test(value));
  if (kinds.length !== 2 || negative === undefined || more.length > 0) return null;
  const words = tokenize(name);
  const isNamed = words.length > 0 && 2 * words.filter((word) => asked.has(word)).length > words.length;
  if (!isNamed) return null;
  const positive = kinds.find((value) => value !== negative) ?? "";
  return new Set([NEGATION.test(question) ? negative : positive]);
}

/** "How many seats has the course in Suzhou?" asks for a number that stands in the row. */
function asksForCell(
  asked: ReadonlySet<string>,
  conditions: readonly { readonly name: string }[],
  rows: readonly Row[],
  names: readonly string[],
): boolean {
  return names.some((name) => {
    if (conditions.some((condition) => condition.name === name)) return false;
    const words = tokenize(name);
    const isNamed = words.length > 0 && words.every((word) => asked.has(word));
    return isNamed && rows.every(({ cells }) => /^[\d.,%\s]*$/u.test(cells.get(name) ?? ""));
  });
}

function shortened(rows: readonly Row[]): readonly Row[] {
  let length = 0;
  return rows.slice(0, MOST_ROWS).filter(({ start, end }) => {
    length += end - start;
    return length <= MOST_CHARACTERS;
  });
}

/** One claim: how many rows, counted, and each of them with its mark. */
export function rowsClaim({ matched, rows }: RowsAsked, claims: readonly Claim[], language: Language): Claim | null {
  const [first] = claims;
  if (first === undefined) return null;
  const lines = claims.map(({ text }) => `• ${text}`);
  return {
    text: [rowsCountedText(matched, rows, language), ...lines].join("\n"),
    citations: [
      first.citations[0],
      ...claims.flatMap(({ citations }) => citations).filter(isOther(first.citations[0])),
    ],
  };
}

function isOther(first: Citation): (citation: Citation, index: number, all: readonly Citation[]) => boolean {
  return (citation, index, all) => citation !== first && all.indexOf(citation) === index;
}
