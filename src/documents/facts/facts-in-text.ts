/**
 * Reads what a document states of itself in its text, whatever format it came in: its head (title, number, issuer,
 * days), its sentences on when it holds and what it replaces, and its signature. Every fact has the offsets of the
 * words that state it. What a sentence says of another document, a licence or a person is not taken for the document's
 * own. Pure.
 */

import { labelAt } from "../../language/clause-label.ts";
import { foldedForm } from "../../language/fold.ts";
import { sentencesIn } from "../../language/sentences.ts";
import { daysIn } from "../../language/written-day.ts";
import type { Block } from "../document.ts";
import { eventsIn } from "./adopted.ts";
import { ownNumber } from "./document-number.ts";
import { effectIn, MAY_TELL_EFFECT } from "./in-effect.ts";
import { issuerInTitle } from "./issuer.ts";
import { type KnownLabels, labelledIn, labelledInRow } from "./labelled.ts";
import { MAY_TELL_RELATIONS, relationsIn } from "./relations.ts";
import { signaturesIn } from "./signature.ts";
import type { Line, StatedFact, StatedKind } from "./stated-fact.ts";
import { statedTitle } from "./stated-title.ts";

export interface TextOfDocument {
  readonly text: string;
  readonly blocks: readonly Block[];
  /** As the file gives it, or its name. */
  readonly title: string;
}

/** Blocks above the first clause; what is further down is no head. */
const LONGEST_HEAD = 14;
const LONGEST_HEAD_LINE = 240;
/** Rows of a table of properties; longer tables list things of their own. */
const ROWS_OF_PROPERTIES = 40;
/** So many facts are more than any document needs; a digest of others' repeals is none. */
const MOST_FACTS = 60;

export function factsInText({ text, blocks, title: named }: TextOfDocument): StatedFact[] {
  const lines = blocks.map(({ start, end }) => ({ start, end, text: "" }));
  const lineOf = (index: number): Line => {
    const line = lines[index];
    const block = blocks[index];
    if (line === undefined || block === undefined) return { start: 0, end: 0, text: "" };
    if (line.text === "") line.text = foldedForm(text.slice(block.start, block.end));
    return line;
  };
  const head = headOf(blocks, lineOf);
  const title = statedTitle({ head, named, blocks });
  const name = title?.value ?? named;
  const facts: StatedFact[] = title === null ? [] : [title];
  facts.push(...head.flatMap((line) => inHead(line, name)));
  facts.push(...inTables(blocks, lineOf));
  facts.push(...signaturesIn(blocks.length, lineOf, head.length, blocks));
  const issuer = issuerInTitle(foldedForm(name));
  if (issuer !== null && title !== null) facts.push({ ...title, kind: "publisher", value: issuer });
  const issued = firstOf(facts, ["published", "adopted"]);
  blocks.forEach(({ kind, start, end }) => {
    if (kind === "code" || kind === "table-row") return;
    const block = text.slice(start, end);
    if (!MAY_TELL_EFFECT.test(block) && !MAY_TELL_RELATIONS.test(block)) return;
    const isHead = head.some((line) => line.start === start);
    for (const span of sentencesIn(text, start, end)) {
      const sentence = { ...span, text: foldedForm(text.slice(span.start, span.end)) };
      facts.push(...effectIn({ sentence, title: name, inHead: isHead, issued }));
      facts.push(...relationsIn({ sentence, title: name }));
    }
  });
  facts.push(...yearsInTitle(name, title, blocks));
  return chosen(facts, name)
    .slice(0, MOST_FACTS)
    .map((fact) => ({ ...fact, value: asWritten(fact, text) }));
}

/** The value with the brackets and the forms that the text has. */
function asWritten({ kind, value, start, end }: StatedFact, text: string): string {
  const written = text.slice(start, end);
  const at = foldedForm(written).indexOf(value);
  if (at >= 0) return written.slice(at, at + value.length);
  const joined = written.replaceAll(/\s*\n\s*/gu, "");
  return kind === "title" && foldedForm(joined) === value ? joined : value;
}

/** The first sure value of the kinds, in their order. */
export function firstOf(facts: readonly StatedFact[], kinds: readonly StatedKind[]): string | null {
  for (const kind of kinds) {
    const found = facts.find((fact) => fact.kind === kind && fact.sure);
    if (found !== undefined) return found.value;
  }
  return null;
}

function headOf(blocks: readonly Block[], lineOf: (index: number) => Line): Line[] {
  const head: Line[] = [];
  for (const [index, { kind }] of blocks.entries()) {
    const line = lineOf(index);
    const isClause =
      index > 0 && (labelAt(line.text) !== null || (kind === "heading" && head.length > 0 && isSection(blocks, index)));
    if (index >= LONGEST_HEAD || isClause) break;
    if (kind === "table-row" || line.text.length > LONGEST_HEAD_LINE) continue;
    head.push(line);
  }
  return head;
}

/** A heading below the title. */
function isSection(blocks: readonly Block[], index: number): boolean {
  const block = blocks[index];
  const before = blocks.slice(0, index).some(({ kind }) => kind === "heading");
  return block !== undefined && before && block.section.length > 1;
}

function inHead(line: Line, title: string): StatedFact[] {
  const place = { start: line.start, end: line.end, sure: true };
  const facts = labelledIn(line);
  const number = facts.length > 0 ? null : ownNumber(line);
  if (number !== null) facts.push({ kind: "number", value: number, ...place });
  // A title tells of days that are not its own: 关于修改2018年公布的…的决定.
  if (foldedForm(title) !== line.text) facts.push(...eventsIn(line));
  if (facts.length > 0) return facts;
  const [day, other] = daysIn(line.text);
  const rest = day === undefined ? "" : line.text.slice(0, day.start) + line.text.slice(day.end);
  if (day !== undefined && other === undefined && day.date.length === 10 && isDateline(rest)) {
    facts.push({ kind: "published", value: day.date, ...place });
  }
  const letterhead = /^(?<name>\p{Script=Han}{2,30}?)文件$/u.exec(line.text.replaceAll(/\s/gu, ""))?.groups?.name;
  if (letterhead !== undefined) facts.push({ kind: "publisher", value: letterhead, ...place });
  return facts;
}

/** Beside the day at most a place: `Suzhou, 20 July 2026`, `（2021年1月15日）`. */
function isDateline(rest: string): boolean {
  return /^[\s()[\],.]*(?:\p{Lu}\p{L}+(?:[ -]\p{Lu}\p{L}+)?,?|\p{Script=Han}{2,6},|date:?|dated|日期:?|of)?[\s()[\],.]*$/iu.test(
    rest,
  );
}

function inTables(blocks: readonly Block[], lineOf: (index: number) => Line): StatedFact[] {
  const rows = blocks.flatMap(({ kind }, index) => (kind === "table-row" ? [index] : []));
  if (rows.length === 0) return [];
  const near = rows.filter((index) => index < ROWS_OF_PROPERTIES).slice(0, ROWS_OF_PROPERTIES);
  const known: KnownLabels = new Map();
  const facts = near.flatMap((index) => labelledInRow(lineOf(index), known));
  // A label on several rows is a column: the table lists many documents.
  const columns = new Set(
    facts
      .filter(({ kind }, index) => facts.some((other, at) => at !== index && other.kind === kind))
      .map(({ kind }) => kind),
  );
  return facts.filter(({ kind }) => !columns.has(kind));
}

/** A plan for 2021—2023 begins and ends with its years. */
const PLAN_YEARS = /(?<from>(?:19|20)\d{2})\s?年?\s?(?:-|至|到|~|to)\s?(?<until>(?:19|20)\d{2})\s?年?/u;
const PLAN = /计划|规划|方案|纲要|路线图|plan|programme|program|strategy|roadmap|agenda/iu;

function yearsInTitle(name: string, title: StatedFact | null, blocks: readonly Block[]): StatedFact[] {
  const [first] = blocks;
  const { from, until } = PLAN_YEARS.exec(foldedForm(name))?.groups ?? {};
  if (from === undefined || until === undefined || from > until || !PLAN.test(name) || first === undefined) return [];
  const place = { start: title?.start ?? first.start, end: title?.end ?? first.end, sure: title !== null };
  return [
    { kind: "effectiveFrom", value: from, ...place },
    { kind: "effectiveUntil", value: until, ...place },
  ];
}

/**
 * Of what may be said once the first that is said in so many words: a sentence before the years of a title, and of several
 * sentences that disagree none is sure, unless one is about what the title says.
 */
function chosen(facts: readonly StatedFact[], title: string): StatedFact[] {
  const many: readonly StatedKind[] = ["supersedes", "amends", "revised", "adopted"];
  const once = Map.groupBy(
    facts.filter(({ kind }) => !many.includes(kind)),
    ({ kind }) => kind,
  );
  const kept = [...once].flatMap(([, said]) => oneOf(said, title));
  const others = facts.filter(
    (fact, index) =>
      many.includes(fact.kind) &&
      facts.findIndex(
        (other) => other.kind === fact.kind && other.value === fact.value && other.clause === fact.clause,
      ) === index,
  );
  return [...kept, ...others].toSorted((one, other) => one.start - other.start);
}

function oneOf(said: readonly StatedFact[], title: string): StatedFact[] {
  const [first] = said;
  if (first === undefined) return [];
  const days = said.filter(({ value, sure }) => sure && value.length >= 7);
  if (!first.kind.startsWith("effective") || new Set(days.map(({ value }) => value)).size < 2) {
    // A whole day says more than a year.
    return [days[0] ?? first];
  }
  const kind = /(?:办法|规定|条例|细则|章程|规则|制度|准则|标准|方案|通知|决定)$/u.exec(foldedForm(title))?.[0];
  const own = days.length > 0 ? (days.at(-1) ?? first) : first;
  return [{ ...own, sure: kind !== undefined }];
}
