/**
 * Units: what can be quoted for an answer. A unit is a sentence with what makes it a statement: a question brings its
 * answer, an introduction its list, an item its introduction, a table row its column names, and a sentence that leans on
 * the one before it ("It also …") brings that one. Pure.
 */

import type { Block } from "../../documents/document.ts";
import { unitIn } from "../../documents/tables/table-unit.ts";
import { firstIndex } from "../../first-index.ts";
import { isNote } from "../../language/about-text.ts";
import { hasItemNumber, labelAt } from "../../language/labels.ts";
import { type Span, sentencesIn } from "../../language/sentences.ts";
import type { LibraryDocument } from "../../library/library.ts";
import {
  answerAfter,
  isQuestion,
  MAX_ANSWER_CHARACTERS,
  MAX_LIST_CHARACTERS,
  questionAfter,
  type Source,
  shortened,
  wholeAnswer,
} from "./question-and-answer.ts";
import type { Candidate } from "./sentences.ts";

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
  const asked = isQuestion(source.text.slice(start, end)) ? end : questionAfter(source, index, { start, end });
  if (asked !== null) {
    const answer = answerAfter(source, index, asked);
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
  const steps =
    stepsWith(source, block, index, whole) ??
    stepsAround(source, index, whole) ??
    listUnderHeading(source, index, whole);
  if (steps !== null) return unit("list", steps);
  const introduction = block.leadIn === null ? undefined : source.blocks[block.leadIn];
  const next = source.blocks[index + 1];
  const note = next !== undefined && isNote(source.text.slice(next.start, next.end)) ? [next] : [];
  const said = withWhatLeans(source.text, block, { start, end });
  if (introduction !== undefined) {
    const introducing = introducingIn(source.text, introduction);
    return introducing === null ? unit("sentence", said, ...note) : unit("item", introducing, said, ...note);
  }
  const under = isTitleLine(source, index, { start, end }) ? textUnder(source, index) : null;
  if (under !== null) return unit("answer", { start, end: under.end });
  const titled = underRunInHeading(source.text, block, { start, end });
  if (titled !== null) return unit("answer", titled, ...note);
  const answer = wholeAnswer(source, block, index, { start, end });
  if (answer !== null) return unit("answer", answer, ...note);
  return unit("sentence", said, ...note);
}

/** A heading says nothing by itself: its first paragraph does. */
function headingOf(
  source: Source,
  index: number,
  unit: (kind: UnitKind, first: Span, ...others: readonly Span[]) => Unit,
): Unit {
  const under = textUnder(source, index);
  return under === null ? unit("heading", source.blocks[index] as Block) : unit("answer", under);
}

/** The paragraph or the list that directly follows; null where a heading does, or nothing. */
function textUnder(source: Source, index: number): Span | null {
  const next = source.blocks[index + 1];
  if (next === undefined || next.kind === "heading") return null;
  const list =
    next.kind === "list-item" ? lastOfItems(source.blocks, next, index + 1) : listAfter(source.blocks, index + 1);
  return shortened(source.text, list === null ? next : { start: next.start, end: list.end }, MAX_LIST_CHARACTERS);
}

/** Of the items that stand directly below each other, the last that fits. */
function lastOfItems(blocks: readonly Block[], first: Block, at: number): Block {
  let last = first;
  for (const block of blocks.slice(at + 1)) {
    if (block.kind !== "list-item" || block.end - first.start > MAX_LIST_CHARACTERS) break;
    last = block;
  }
  return last;
}

/** Words without a figure, a label or an end. */
const TITLE_LINE = /^(?:step \d+[:：]\s*)?[^\d:：|.。!！?？;；,，、…]{2,80}$/iu;
const SENTENCE_END = /[.。!！?？:：]["'”’」）)]*$/u;

/** Such a line, with items or whole sentences under it, is a heading that its page only shows as one. */
function isTitleLine({ text, blocks }: Source, index: number, { start, end }: Span): boolean {
  const [line, next] = [blocks[index], blocks[index + 1]];
  if (line?.kind !== "paragraph" || line.start !== start || text.slice(end, line.end).trim() !== "") return false;
  if (next === undefined || next.leadIn !== null || !TITLE_LINE.test(text.slice(start, end).trim())) return false;
  if (next.kind === "list-item") return true;
  return next.kind === "paragraph" && SENTENCE_END.test(text.slice(next.start, next.end).trim());
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
  const lastAt = last === null ? -1 : blocks.indexOf(last);
  const isWhole = last !== null && blocks[lastAt + 1]?.leadIn !== leadIn;
  if (
    !isWhole ||
    leadIn >= index ||
    !((lists && introduction.kind !== "heading") || areSteps(text, blocks.slice(leadIn + 1, lastAt + 1)))
  )
    return null;
  return { start: (introducingIn(text, introduction) ?? blocks[leadIn + 1] ?? introduction).start, end: last.end };
}

const MOST_SENTENCES_OF_STEP = 2;

/** Numbered steps that only a heading introduces, from the first to the last. Null where one stands alone, or they are too long. */
function stepsAround({ text, blocks }: Source, index: number, { steps: asked }: WholeLists): Span | null {
  if (!asked) return null;
  const styleOf = ({ start, end }: Block) => labelAt(text.slice(start, end))?.label.style;
  const own = blocks[index];
  const isStep = (block: Block | undefined): block is Block =>
    block !== undefined &&
    own !== undefined &&
    block.leadIn === null &&
    block.kind !== "heading" &&
    hasItemNumber(text.slice(block.start, block.end)) &&
    // After (三) the paragraph 四、 is another part.
    styleOf(block) === styleOf(own);
  if (!isStep(own)) return null;
  let [first, last] = [index, index];
  while (isStep(blocks[first - 1])) first -= 1;
  while (isStep(blocks[last + 1])) last += 1;
  const [start, end] = [blocks[first]?.start ?? 0, blocks[last]?.end ?? 0];
  const fits = first !== last && end - start <= MAX_LIST_CHARACTERS;
  return fits && areSteps(text, blocks.slice(first, last + 1)) ? { start, end } : null;
}

/** All items of a list that only a heading introduces, with it: "Benefits" and what they are. Null where one stands alone, or they are too long. */
function listUnderHeading({ text, blocks }: Source, index: number, { lists: asked }: WholeLists): Span | null {
  const isItem = (block: Block | undefined): boolean => block?.kind === "list-item" && block.leadIn === null;
  if (!asked || !isItem(blocks[index])) return null;
  let [first, last] = [index, index];
  while (isItem(blocks[first - 1])) first -= 1;
  while (isItem(blocks[last + 1])) last += 1;
  const heading = blocks[first - 1];
  if (heading?.kind !== "heading" || first === last) return null;
  const end = blocks[last]?.end ?? 0;
  const fits = end - heading.start <= MAX_LIST_CHARACTERS && areSteps(text, blocks.slice(first, last + 1));
  return fits ? { start: heading.start, end } : null;
}

/** Items of minutes and parts of a notice are numbered too, and most of them say more than a step does. */
function areSteps(text: string, blocks: readonly Block[]): boolean {
  const long = blocks.filter(({ start, end }) => sentencesIn(text, start, end).length > MOST_SENTENCES_OF_STEP);
  return long.length * 2 <= blocks.length;
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

/** Words of a heading that opens a numbered paragraph; a longer one says something itself. */
const LONGEST_RUN_IN = { words: 7, han: 12 };

/** "4. Position paper. The second draft …": a heading within its paragraph says nothing by itself, and brings what follows. */
function underRunInHeading(text: string, block: Block, { start, end }: Span): Span | null {
  const heading = text.slice(start, end);
  if (start !== block.start || !hasItemNumber(heading) || !text.slice(end, block.end).trim()) return null;
  const words = heading.replace(/^[^\p{L}]+/u, "");
  const isShort = /\p{Script=Han}/u.test(words)
    ? words.length <= LONGEST_RUN_IN.han
    : words.split(/\s+/u).length <= LONGEST_RUN_IN.words;
  return isShort ? shortened(text, block, MAX_ANSWER_CHARACTERS / 2) : null;
}

const LEANS =
  /^(?:(?:It|This|These|They|That|Those|Such|He|She|His|Her|Its|Their|Both|Otherwise|Therefore|However|Here|There)\b(?! \p{Lu})|(?:All )?[Oo]thers\b|In (?:this|that|such|both|these) (?:case|event|way|cases)\b|If (?:so|not)\b|其|该|此|上述|这[些个一种样]?|它们?|他们?|她们?|否则|因此|但是?|逾期|其他人|其余)/u;

/** A sentence that points back at the one before it may only add a little, or it is a matter of its own. */
const LONGEST_ADDITION = 100;

/**
 * Quotes the sentence before it in its block, where it begins with a word that points back; and the one after it where
 * that one does, and is short: "Vaccination is free. It is voluntary."
 */
function withWhatLeans(text: string, block: Block, { start, end }: Span): Span {
  const leans = (span: Span): boolean => LEANS.test(text.slice(span.start, span.end));
  const before = leans({ start, end }) ? sentencesIn(text, block.start, start).at(-1) : undefined;
  const [after] = sentencesIn(text, end, block.end);
  const adds = after !== undefined && leans(after) && after.end - after.start <= LONGEST_ADDITION;
  return { start: before?.start ?? start, end: adds ? after.end : end };
}

/** It announces what follows, and says nothing of it: 现将有关事项通知如下. */
const ANNOUNCES =
  /^(?:经研究[，,])?(?:现|兹)(?:将|就)?[^，。：:]{0,12}(?:如下|公布|通知)[：:]$|^(?:the )?(?:details|particulars) are (?:as follows|these):$/iu;

/**
 * The sentence that introduces a list, of a block that says more before it: "Next meeting: 16 June. Action points:". Null
 * where it only announces something.
 */
function introducingIn(text: string, block: Block): Span | null {
  if (block.kind !== "paragraph" || !PROMISES.test(text.slice(block.start, block.end))) return block;
  const last = sentencesIn(text, block.start, block.end).at(-1) ?? block;
  return ANNOUNCES.test(text.slice(last.start, last.end).trim()) ? null : last;
}

/** The number of the block that holds the offset; -1 where none does. */
export function blockAt(blocks: readonly Block[], at: number): number {
  const index = firstIndex(blocks.length, (each) => at < (blocks[each]?.end ?? 0));
  const block = blocks[index];
  return block !== undefined && at >= block.start ? index : -1;
}
