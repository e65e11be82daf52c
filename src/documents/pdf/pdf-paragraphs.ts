/**
 * One flow of a page -> paragraphs and rows of tables. A line begins a paragraph where it stands apart, is set in,
 * looks different or has a mark of a list; rows whose cells stand below each other are a table.
 */

import { isWideEastAsian } from "../../language/zh/han.ts";
import { endsWithStop, headingLevel, markerOf, plainLines } from "../plain/plain-lines.ts";
import { unitIn } from "../tables/table-unit.ts";
import type { PlacedText } from "./pdf-canvas.ts";
import { type Edges, edgesOfRows, rightEdge } from "./pdf-edges.ts";
import { rowsOf, type Segment } from "./pdf-segments.ts";

export interface TextItem {
  readonly kind: "text";
  readonly page: number;
  /** Lines as they stand; a line feed at the end of each but the last. */
  readonly lines: readonly string[];
  readonly size: number;
  readonly bold: boolean;
  /** True if the last line reaches the right edge: the text may go on elsewhere. */
  readonly full: boolean;
  /** Points from the left edge of the flow. */
  readonly indent: number;
  /** True if it is the first of its column, page or box: it may go on from the one before. */
  readonly opensFlow: boolean;
}

export interface TableItem {
  readonly kind: "table";
  readonly page: number;
  readonly rows: readonly (readonly string[])[];
  /** True if the first row names the columns. */
  readonly hasHeader: boolean;
  /** True if it surely does, whatever the cells look like. */
  readonly isNamed?: boolean;
  /** Points of its left and right edge, where lines bound it. */
  readonly extent: readonly [number, number] | null;
}

export type PageItem = TextItem | TableItem;

type Line = PlacedText;

type Row = readonly Segment[];

const ARTICLE = /^第[一二三四五六七八九十百零〇\d]{1,5}条/;
/** "发文机关：市政府办公室", "Issued by: the Board": of two lines that begin so each is a line of a form. */
const LABELLED = /^(?:\p{Script=Han}[\p{Script=Han}\s（）()]{1,10}[：:]|\p{Lu}[\p{L} ]{1,30}:(?:\s|$))/u;
/** The cover of a standard has its days on a line of their own: 2020-03-01 实施. */
const DAY_OF_STANDARD = /\d[\d\-－—.年月日]{7,}\s*(?:发布|實施|实施|施行)$/u;
/** 材联秘〔2023〕18号 below a title, and the day below a signature. */
const NUMBER_ALONE = /^\p{Script=Han}{1,15}\s?[〔[（(]\d{4}[〕\]）)]\s?第?\s?\d{1,5}\s?号$/u;
const DAY_ALONE =
  /^(?:\d{4}\s?年\s?\d{1,2}\s?月\s?\d{1,2}\s?日|[一二][〇零○一二三四五六七八九]{3}年[一二三四五六七八九十]{1,2}月[一二三四五六七八九十]{1,3}日)$/u;
/** "单位：万元" on a line of its own, which no sentence goes on with. */
const UNIT_LINE = /^[（(]?(?:计量|金额|货币)?单位\s?[:：]/u;
/** Share of the usual distance between lines from which on one stands apart. */
const APART = 1.4;
/** Sizes from line to line where text is set with double spacing. */
const WIDEST_SPACING = 2.4;
const WIDE_SPACING = 2;
/** Share of the size from which on text is set in. */
const INDENT = 1.2;
/** Share of the flow's width that a full line may fall short. */
const RAGGED = 0.12;
/** Share of the size that a letter takes, on the wide side. */
const LETTER_WIDTH = 0.6;
/** Rows of a table stand within so many sizes. */
const ROW_DISTANCE = 4;
/** Lines of one cell stand within so many sizes. */
const LINE_DISTANCE = 1.6;
/** Characters at the end of a line in which the dots of a table of contents are looked for. */
const LONGEST_CONTENTS = 100;
/** "Introduction ........ 3" */
const CONTENTS = /(?:\.\s?){5,}\s*\d+$|…{2,}\s*\d+$/;

/** @param others what else stands on the page: lines beside it end early */
export function itemsOf(flow: readonly Segment[], page: number, others: readonly Segment[] = []): readonly PageItem[] {
  const rows = rowsOf(flow).map(withMark);
  const distance = usualDistance(rows);
  // The longest of wide lines tells: each of the others may be a paragraph.
  const isWide = distance > (rows[0]?.[0]?.size ?? 0) * WIDE_SPACING;
  const right = isWide ? Math.max(...flow.map((segment) => segment.right)) : rightEdge(rows);
  const edges = { left: Math.min(...flow.map(({ left }) => left)), right };
  const edgesOf = edgesOfRows(rows, others, edges);
  const items: PageItem[] = [];
  let paragraph: Line[] = [];
  let own: Edges = edges;
  let number: number | null = null;

  function endParagraph(): void {
    const [first] = paragraph;
    const last = paragraph.at(-1);
    if (first === undefined || last === undefined) return;
    items.push({
      kind: "text",
      page,
      lines: paragraph.map(({ text }) => text),
      size: first.size,
      indent: first.left - edges.left,
      opensFlow: items.length === 0,
      bold: paragraph.every(({ bold }) => bold),
      full: last.right > own.right - (own.right - own.left) * RAGGED,
    });
    number = markerOf(first.text)?.number ?? number;
    paragraph = [];
  }

  for (let index = 0; index < rows.length; ) {
    const table = tableAt(rows, index);
    if (table !== undefined) {
      endParagraph();
      items.push({ kind: "table", page, rows: table.cells, hasHeader: true, extent: null });
      index = table.end;
      continue;
    }
    const line = lineOf(rows[index] ?? []);
    index += 1;
    if (CONTENTS.test(line.text.slice(-LONGEST_CONTENTS))) continue;
    // A line that names a unit right above a table is no end of a sentence.
    if (unitIn(line.text) !== undefined && (index === rows.length || tableAt(rows, index) !== undefined))
      endParagraph();
    const around: Around = { edges: edgesOf[index - 1] ?? edges, distance, number };
    if (beginsParagraph(line, paragraph, around)) endParagraph();
    own = around.edges;
    paragraph.push(line);
  }
  endParagraph();
  return items;
}

interface Around {
  readonly edges: Edges;
  /** Usual points from line to line. */
  readonly distance: number;
  /** Number of the last item before the paragraph. */
  readonly number: number | null;
}

function beginsParagraph(line: Line, paragraph: readonly Line[], { edges, distance, number }: Around): boolean {
  const before = paragraph.at(-1);
  const first = paragraph[0];
  if (before === undefined || first === undefined) return true;
  const step = line.baseline - before.baseline;
  // Between wide lines nothing but the end of a sentence tells a new paragraph.
  if (step > line.size * WIDE_SPACING && endsWithStop(before.text)) return true;
  if (step > Math.min(Math.max(distance, line.size * 1.15), line.size * WIDEST_SPACING) * APART) return true;
  if (Math.abs(line.size - before.size) > Math.max(0.6, line.size * 0.06) || line.bold !== before.bold) return true;
  const isEnded = isEndedByHand(before, line, edges);
  const marker = markerOf(line.text);
  // "… fell from 96 to / 61. Most of them": a figure at the beginning of a line.
  const isFigure =
    marker?.kind === "number" &&
    !isEnded &&
    !/[.。:：;；!！?？,，]$/u.test(before.text) &&
    (marker.number ?? 0) > 1 &&
    marker.number !== (markerOf(first.text)?.number ?? number ?? 0) + 1;
  if (marker !== undefined && marker.kind !== "dash" && !isFigure) return true;
  const [plain] = plainLines(line.text);
  if (plain !== undefined && headingLevel(plain, false) !== null) return true;
  if (isEnded) return true;
  if (LABELLED.test(line.text) && LABELLED.test(first.text)) return true;
  if (DAY_OF_STANDARD.test(before.text) || NUMBER_ALONE.test(before.text) || DAY_ALONE.test(line.text)) return true;
  // "in thousands of euro" over a table.
  if (unitIn(line.text) !== undefined && (endsWithStop(before.text) || UNIT_LINE.test(line.text))) return true;
  if (ARTICLE.test(line.text) && endsWithStop(before.text)) return true;
  const setIn = line.left > before.left + line.size * INDENT;
  const inItem = markerOf(first.text) !== undefined;
  if (inItem && line.left < first.left - line.size) return true;
  const isFirstIndent = before.left <= edges.left + line.size && line.left > edges.left + line.size * INDENT;
  return setIn && !inItem && isFirstIndent;
}

/** The first word of the next line would have fitted on this one. Lines that are centred are broken anywhere. */
function isEndedByHand(before: Line, line: Line, edges: Edges): boolean {
  const isCentred = ({ left, right, size }: Line) =>
    left - edges.left > size &&
    edges.right - right > size &&
    Math.abs(left - edges.left - (edges.right - right)) < size * 2;
  if (/\p{L}[-\u00ad\u2010]$/u.test(before.text)) return false;
  const isFull = line.left <= edges.left + 1 && edges.right - line.right <= line.size * 2;
  if (isCentred(before) && (isCentred(line) || isFull)) return false;
  // Lines that are set to the right end where they were ended.
  const isSetRight = Math.abs(before.right - line.right) < 1 && Math.abs(before.left - line.left) > line.size;
  if (isSetRight && Math.min(before.left, line.left) > (edges.left + edges.right) / 2) return true;
  const word = isWideEastAsian(line.text.charCodeAt(0))
    ? 2.5
    : (/^\S{1,40}/.exec(line.text)?.[0].length ?? 0) * LETTER_WIDTH + 0.3;
  return before.right + word * line.size < edges.right;
}

/** A mark and the text after it are one. */
function withMark(row: Row): Row {
  const [first, second, ...rest] = row;
  if (first === undefined || second === undefined || !isMark(first.text)) return row;
  if (second.left - first.right > first.size * 6) return row;
  return [{ ...second, text: `${first.text} ${second.text}`, left: first.left }, ...rest];
}

function lineOf(row: Row): Line {
  const longest = row.reduce((most, each) => (each.text.length > most.text.length ? each : most), row[0] ?? EMPTY);
  return {
    ...longest,
    text: row.map(({ text }) => text).join(" "),
    left: row[0]?.left ?? 0,
    right: row.at(-1)?.right ?? 0,
  };
}

const EMPTY: Segment = { text: "", left: 0, right: 0, baseline: 0, size: 0, bold: false };

/** The middle of the distances between lines of the same size. */
function usualDistance(rows: readonly Row[]): number {
  const distances: number[] = [];
  rows.forEach((row, index) => {
    const [line, before] = [row[0], rows[index - 1]?.[0]];
    if (line !== undefined && before !== undefined && Math.abs(line.size - before.size) < 0.6)
      distances.push(line.baseline - before.baseline);
  });
  distances.sort((one, other) => one - other);
  return distances[Math.floor(distances.length / 3)] ?? 0;
}

/** The table that begins in a row, if one does: two rows of several cells, and what goes on in them. */
function tableAt(
  rows: readonly Row[],
  start: number,
): { readonly cells: readonly (readonly string[])[]; readonly end: number } | undefined {
  if ((rows[start]?.length ?? 0) < 2) return undefined;
  let end = start + 1;
  let wide = 1;
  for (; end < rows.length; end += 1) {
    const [row, before] = [rows[end] ?? [], rows[end - 1] ?? []];
    const [first, size] = [row[0], before[0]?.size ?? 0];
    if (first === undefined) break;
    const step = first.baseline - (before[0]?.baseline ?? 0);
    if (step > size * ROW_DISTANCE) break;
    if (row.length >= 2) wide += 1;
    else if (step > size * LINE_DISTANCE || !goesOnInCell(first, rows.slice(start, end))) break;
  }
  if (wide < 2) return undefined;
  const columns = columnsOf(rows.slice(start, end));
  const cells: string[][] = [];
  let lastBaseline = Number.NEGATIVE_INFINITY;
  for (const row of rows.slice(start, end)) {
    const texts = columns.map(() => "");
    for (const segment of row) {
      const column = nearest(columns, segment);
      texts[column] = texts[column] === "" ? segment.text : `${texts[column]} ${segment.text}`;
    }
    const [first] = row;
    const above = cells.at(-1);
    const tight = (first?.baseline ?? 0) - lastBaseline <= (first?.size ?? 0) * LINE_DISTANCE;
    if (above !== undefined && tight && texts[0] === "") {
      texts.forEach((text, column) => {
        // A line feed, so that Chinese goes on without a space.
        if (text !== "") above[column] = above[column] === "" ? text : `${above[column]}\n${text}`;
      });
    } else cells.push(texts);
    lastBaseline = first?.baseline ?? 0;
  }
  return cells.length < 2 ? undefined : { cells, end };
}

/** True below one cell of the rows above, and not the first: that would be a new row or the text after the table. */
function goesOnInCell(segment: Segment, rows: readonly Row[]): boolean {
  const columns = columnsOf(rows);
  const overlapping = columns.filter(({ left, right }) => segment.left < right && segment.right > left);
  return overlapping.length === 1 && overlapping[0] !== columns[0];
}

interface Column {
  readonly left: number;
  readonly right: number;
}

/** Those of the rows with the most cells, as wide as their widest. */
function columnsOf(rows: readonly Row[]): readonly Column[] {
  const most = rows.reduce((count, row) => Math.max(count, row.length), 0);
  const [model, ...others] = rows.filter((row) => row.length === most);
  return (model ?? []).map((cell, index) => {
    const same = [cell, ...others.flatMap((row) => row[index] ?? [])];
    return { left: Math.min(...same.map(({ left }) => left)), right: Math.max(...same.map(({ right }) => right)) };
  });
}

/** The column that a cell shares most of its width with, else the nearest. */
function nearest(columns: readonly Column[], { left, right }: Segment): number {
  let best = 0;
  let most = Number.NEGATIVE_INFINITY;
  columns.forEach((column, index) => {
    const shared = Math.min(right, column.right) - Math.max(left, column.left);
    if (shared > most) [best, most] = [index, shared];
  });
  return best;
}

const MARK =
  /^(?:\[\d{1,3}\]|[•●○■□◆◇▪▫▶►‣⁃✓✔·*–—-]|\(?\d{1,3}(?:\.\d{1,3})*[.)、．]\)?|[（(](?:\d{1,3}|[一二三四五六七八九十]{1,3}|[a-z])[)）]|[a-z][.)]|[一二三四五六七八九十]{1,3}、)$/;

/** Numbers and bullets of a list that stand before the text with a gap of their own. */
export function isMark(text: string): boolean {
  return MARK.test(text);
}
