/**
 * Units: what can be quoted for an answer. A unit is a sentence with what makes it a statement: a question brings its
 * answer, an introduction its list, an item its introduction, a table row its column names, and a sentence that leans on
 * the one before it ("It also …") brings that one. Pure.
 */

import type { Block } from "../../documents/document.ts";
import { unitIn } from "../../documents/tables/table-unit.ts";
import { firstIndex } from "../../first-index.ts";
import { isNote } from "../../language/about-text.ts";
import { hasItemNumber } from "../../language/labels.ts";
import { type Span, sentencesIn } from "../../language/sentences.ts";
import type { LibraryDocument } from "../../library/library.ts";
import type { Candidate } from "./sentences.ts";

/** Length of a list that a member reads at a glance. */
const MAX_LIST_CHARACTERS = 1_200;
/** Length of the answer that stands under a question. */
const MAX_ANSWER_CHARACTERS = 600;
/** A row of more cells is a sheet's, and no reader's. */
const MAX_CELLS = 12;

/** The text and blocks of the version that answers today. */
export type TextOf = (document: LibraryDocument) => Source | null;

type UnitKind = "sentence" | "answer" | "list" | "item" | "row" | "heading" | "fragment";

export interface Unit {
  readonly kind: UnitKind;
  /** Its best sentence, which it is ranked by. */
  readonly candidate: Candidate;
  /** Quoted spans, in the order in which it is read; of a row, the row and then its column names. */
  readonly spans: readonly [Span, ...Span[]];
}

/** Both stand in one version of one document. */
export function isSameSource({ candidate: one }: Unit, { candidate: other }: Unit): boolean {
  return one.evidence.passage.document.version === other.evidence.passage.document.version;
}

/** Both are items, and one introduction stands before them. */
export function areOfOneList(one: Unit, other: Unit): boolean {
  const areItems = one.kind === "item" && other.kind === "item";
  return areItems && isSameSource(one, other) && one.spans[0].start === other.spans[0].start;
}

/**
 * Tells what any item of a list brings: the rest of it where all is asked for; where steps are, those without an
 * introduction too.
 */
interface WholeLists {
  readonly lists: boolean;
  readonly steps: boolean;
}

const ITEMS_ALONE: WholeLists = { lists: false, steps: false };

export function unitOf(candidate: Candidate, textOf: TextOf, whole: WholeLists = ITEMS_ALONE): Unit {
  const { start, end } = candidate;
  const alone: Unit = { kind: "sentence", candidate, spans: [{ start, end }] };
  const source = textOf(candidate.evidence.passage.document);
  if (source === null) return alone;
  const index = blockAt(source.blocks, start);
  const block = source.blocks[index];
  if (block === undefined || end > block.end) return alone;
  const unit = (kind: UnitKind, first: Span, ...others: readonly Span[]): Unit => ({
    kind,
    candidate,
    spans: [first, ...others],
  });
  if (isQuestion(source.text.slice(start, end))) {
    const answer = answerAfter(source, index, end);
    return answer === null ? { ...alone, kind: "fragment" } : unit("answer", answer);
  }
  if (block.kind === "table-row") return rowOf(source, block, index, unit);
  const list = listAfter(source.blocks, index);
  if (list !== null && end === block.end) return unit("list", { start, end: list.end });
  if (block.kind === "heading") return headingOf(source, index, unit);
  if (PROMISES.test(source.text.slice(start, end))) {
    const promised = end === block.end ? itemsAfter(source, index) : null;
    if (promised === null && end === block.end) return { ...alone, kind: "fragment" };
    if (promised !== null) return unit("list", { start, end: promised });
  }
  const steps = stepsWith(source, block, index, whole) ?? (whole.steps ? stepsAround(source, index) : null);
  if (steps !== null) return unit("list", steps);
  const introduction = block.leadIn === null ? undefined : source.blocks[block.leadIn];
  const next = source.blocks[index + 1];
  const note = next !== undefined && isNote(source.text.slice(next.start, next.end)) ? [next] : [];
  if (introduction !== undefined) return unit("item", introduction, { start, end }, ...note);
  const answer = wholeAnswer(source, block, index, { start, end });
  if (answer !== null) return unit("answer", answer, ...note);
  return unit("sentence", withWhatItLeansOn(source.text, block, { start, end }), ...note);
}

const QUESTION = /[?？]["”’」』)）*_]*$/u;
const QUESTION_LABEL = /^(?:[*_]*(?:Q|Question)\s*\d*\s*[:：.)]|问\s*\d*\s*[:：]|问题\s*\d*\s*[:：])/iu;

export function isQuestion(text: string): boolean {
  return QUESTION.test(text.trimEnd()) || QUESTION_LABEL.test(text);
}

/**
 * The answer after a question: what stands between it and the next one in its block, or the blocks up to one or a
 * heading.
 */
function answerAfter({ text, blocks }: Source, index: number, from: number): Span | null {
  const block = blocks[index];
  if (block === undefined) return null;
  const rest = answerWithin(text, block, from);
  if (rest !== null) return shortened(text, rest, MAX_ANSWER_CHARACTERS);
  let answer: Span | undefined;
  for (const [offset, next] of blocks.slice(index + 1).entries()) {
    const words = text.slice(next.start, next.end);
    if (next.kind === "heading" || isQuestion(firstSentence(text, next))) break;
    // A list goes on; other blocks end the answer unless they belong to the one before.
    if (answer !== undefined && next.leadIn === null) break;
    if (answer !== undefined && next.end - answer.start > MAX_LIST_CHARACTERS) break;
    answer = { start: answer?.start ?? next.start, end: next.end };
    if (offset > 0 && next.leadIn === null && !hasItemNumber(words)) break;
  }
  return answer === undefined ? null : shortened(text, answer, MAX_LIST_CHARACTERS);
}

/** The sentences after `from` up to the next question of the block. Null where there is none but questions. */
function answerWithin(text: string, block: Span, from: number): Span | null {
  const sentences = sentencesIn(text, from, block.end);
  const isAsked = ({ start, end }: Span): boolean => isQuestion(text.slice(start, end));
  const answers = sentences.slice(sentences.findIndex((one) => !isAsked(one)));
  const next = answers.findIndex(isAsked);
  const last = (next === -1 ? answers : answers.slice(0, next)).at(-1);
  return last === undefined || isAsked(last)
    ? null
    : trimmed(text, { start: answers[0]?.start ?? from, end: last.end });
}

/** A short answer stands or falls as a whole: "Yes. Members pay half." Several may stand in one block, each after its question. */
function wholeAnswer({ text, blocks }: Source, block: Block, index: number, { start }: Span): Span | null {
  const questions = sentencesIn(text, block.start, start).filter((one) => isQuestion(text.slice(one.start, one.end)));
  const asked = questions.at(-1);
  const own = asked === undefined ? null : answerWithin(text, block, asked.end);
  if (own !== null) return own.end - own.start > MAX_ANSWER_CHARACTERS / 2 ? null : own;
  if (block.end - block.start > MAX_ANSWER_CHARACTERS / 2) return null;
  const before = blocks[index - 1];
  const isAnswer = before !== undefined && isQuestion(text.slice(before.start, before.end));
  return isAnswer ? { start: block.start, end: block.end } : null;
}

/** A heading says nothing by itself: its first paragraph does. */
function headingOf(
  source: Source,
  index: number,
  unit: (kind: UnitKind, first: Span, ...others: readonly Span[]) => Unit,
): Unit {
  const heading = source.blocks[index] as Block;
  const next = source.blocks[index + 1];
  if (next === undefined || next.kind === "heading") return unit("heading", heading);
  const list = listAfter(source.blocks, index + 1);
  return unit(
    "answer",
    shortened(source.text, list === null ? next : { start: next.start, end: list.end }, MAX_LIST_CHARACTERS),
  );
}

function rowOf(
  { text, blocks }: Source,
  block: Block,
  index: number,
  unit: (kind: UnitKind, first: Span, ...others: readonly Span[]) => Unit,
): Unit {
  const head = block.leadIn === null ? undefined : blocks[block.leadIn];
  const isNamed = head?.kind === "table-row";
  const units = unitLines({ text, blocks }, isNamed ? blocks.indexOf(head) : index);
  // A table's introduction names no columns.
  if (head !== undefined) return unit("row", block, head, ...units.filter((line) => line !== head));
  const rows = rowsUnder(blocks, index);
  // The head of a table says nothing: its first rows do.
  const isHead = cellsOf(text.slice(block.start, block.end)).length > 1;
  if (isHead && rows.length > 0) return unit("row", rows[0] as Block, block, ...units);
  // The first pair of a form only says whom or what it is about: what is asked of it are the others.
  const end = rows.at(-1)?.end ?? block.end;
  if (rows.length > 0 && end - block.start <= MAX_ANSWER_CHARACTERS) return unit("list", { start: block.start, end });
  return unit(cellsOf(text.slice(block.start, block.end)).length > 1 ? "row" : "sentence", block, ...units);
}

/** Between a table and the line that names its unit there may be its title. */
const LINES_ABOVE_TABLE = 2;

/** The line above a table that names the unit of its figures: 单位：万元. */
function unitLines({ text, blocks }: Source, row: number): Block[] {
  let top = row;
  while (blocks[top - 1]?.kind === "table-row") top -= 1;
  const above = blocks.slice(Math.max(0, top - LINES_ABOVE_TABLE), top).reverse();
  return above.filter(({ start, end }) => unitIn(text.slice(start, end)) !== undefined).slice(0, 1);
}

function rowsUnder(blocks: readonly Block[], head: number): Block[] {
  return blocks.slice(head + 1, head + 40).filter(({ kind, leadIn }) => kind === "table-row" && leadIn === head);
}

/** The cells of a row as it is read: with bars between. */
export function cellsOf(row: string): string[] {
  const cells = row.split(/\s*\|\s*/u).map((cell) => cell.trim());
  return cells.length > MAX_CELLS ? [] : cells;
}

/**
 * All of a numbered list, with its introduction, for any item of it: of four steps to become a member, one alone would be
 * a wrong answer. Null where it is no such list, or too long.
 */
function stepsWith(
  { text, blocks }: Source,
  { kind, leadIn, start, end }: Block,
  index: number,
  { lists, steps }: WholeLists,
): Span | null {
  const introduction = leadIn === null ? undefined : blocks[leadIn];
  if (kind === "table-row" || leadIn === null || introduction === undefined) return null;
  if (!lists && !(steps && hasItemNumber(text.slice(start, end)))) return null;
  const last = listAfter(blocks, leadIn);
  const isWhole = last !== null && blocks[blocks.indexOf(last) + 1]?.leadIn !== leadIn;
  return isWhole && leadIn < index ? { start: introduction.start, end: last.end } : null;
}

/** Numbered steps that only a heading introduces, from the first to the last. Null where one stands alone, or they are too long. */
function stepsAround({ text, blocks }: Source, index: number): Span | null {
  const isStep = (block: Block | undefined): block is Block =>
    block !== undefined &&
    block.leadIn === null &&
    block.kind !== "heading" &&
    hasItemNumber(text.slice(block.start, block.end));
  if (!isStep(blocks[index])) return null;
  let [first, last] = [index, index];
  while (isStep(blocks[first - 1])) first -= 1;
  while (isStep(blocks[last + 1])) last += 1;
  const [start, end] = [blocks[first]?.start ?? 0, blocks[last]?.end ?? 0];
  return first === last || end - start > MAX_LIST_CHARACTERS ? null : { start, end };
}

/** "The applicant submits the following documents:" */
const PROMISES = /[:：]["”’)）]*$/u;

/** The end of what a promise is followed by, where its document does not mark it as a list: numbered blocks, or one. */
function itemsAfter({ text, blocks }: Source, index: number): number | null {
  const start = blocks[index]?.start ?? 0;
  let end: number | null = null;
  for (const block of blocks.slice(index + 1)) {
    if (block.kind === "heading" || block.end - start > MAX_LIST_CHARACTERS) break;
    const isNumbered = hasItemNumber(text.slice(block.start, block.end));
    if (end !== null && !isNumbered) break;
    end = block.end;
    if (!isNumbered) break;
  }
  return end;
}

/** The last item that fits of the list which this block introduces. */
function listAfter(blocks: readonly Block[], index: number): Block | null {
  const introduction = blocks[index];
  if (introduction === undefined || introduction.kind === "table-row") return null;
  let last: Block | null = null;
  for (const block of blocks.slice(index + 1)) {
    if (block.leadIn === null || block.leadIn < index || block.end - introduction.start > MAX_LIST_CHARACTERS) break;
    last = block;
  }
  return last;
}

const LEANS =
  /^(?:(?:It|This|These|They|That|Those|Such|He|She|His|Her|Its|Their|Both|Otherwise|Therefore|However|Here|There)\b|In (?:this|that|such|both|these) (?:case|event|way|cases)\b|If (?:so|not)\b|其|该|此|上述|这[些个一种样]?|它们?|他们?|她们?|否则|因此|但是?|逾期)/u;

/** Quotes the sentence before it in its block, where it begins with a word that points back. */
function withWhatItLeansOn(text: string, block: Block, span: Span): Span {
  if (!LEANS.test(text.slice(span.start, span.end))) return span;
  const before = sentencesIn(text, block.start, span.start).at(-1);
  return before === undefined ? span : { start: before.start, end: span.end };
}

function firstSentence(text: string, { start, end }: Span): string {
  const [first] = sentencesIn(text, start, Math.min(end, start + MAX_ANSWER_CHARACTERS));
  return first === undefined ? "" : text.slice(first.start, first.end);
}

/** Whole sentences, up to the limit; at least one. */
function shortened(text: string, { start, end }: Span, most: number): Span {
  if (end - start <= most) return { start, end };
  const fitting = sentencesIn(text, start, end).filter((sentence) => sentence.end - start <= most);
  return { start, end: fitting.at(-1)?.end ?? end };
}

function trimmed(text: string, { start, end }: Span): Span | null {
  const slice = text.slice(start, end);
  if (!/[\p{L}\p{N}]/u.test(slice)) return null;
  return { start: start + slice.length - slice.trimStart().length, end: start + slice.trimEnd().length };
}

export interface Source {
  readonly text: string;
  /** Blocks in order and apart. */
  readonly blocks: readonly Block[];
}

/** The number of the block that holds the offset; -1 where none does. */
export function blockAt(blocks: readonly Block[], at: number): number {
  const index = firstIndex(blocks.length, (each) => at < (blocks[each]?.end ?? 0));
  const block = blocks[index];
  return block !== undefined && at >= block.start ? index : -1;
}
