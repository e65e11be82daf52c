/** Pages of segments, drawn or recognised -> the text, its blocks and its title. */

import { isHan } from "../../language/zh/han.ts";
import type { Locator, ReadResult } from "../document.ts";
import { introducesList } from "../lists.ts";
import { statedPublisher, statedTitle } from "../office/office-package.ts";
import { type Outline, outline, type Table } from "../outline.ts";
import { endsWithStop, headingLevel, markerOf, plainLines } from "../plain/plain-lines.ts";
import type { GridRow } from "../tables/cell-kinds.ts";
import { writeForm } from "../tables/table-blocks.ts";
import { type TablePart, tableParts } from "../tables/table-parts.ts";
import { unitIn } from "../tables/table-unit.ts";
import type { RecognisedPages } from "./pdf.ts";
import { drawnTables } from "./pdf-drawn-tables.ts";
import { flowsOf } from "./pdf-flows.ts";
import { itemsOf, type PageItem, type TableItem, type TextItem } from "./pdf-paragraphs.ts";
import { type PageSegments, withoutRepeats } from "./pdf-repeats.ts";
import type { Segment } from "./pdf-segments.ts";
import { ruledTables, type TableRows } from "./pdf-tables.ts";

interface PagesFacts {
  readonly pageCount: number;
  /** Title as the file states it. */
  readonly title?: string | undefined;
  readonly publisher?: string | undefined;
  readonly recognised: RecognisedPages;
  /** Pages whose text another program has recognised and put below their picture. */
  readonly layered?: readonly number[];
}

/** Lines that a warning names before it says "and so on". */
const MOST_NAMED = 20;

export function resultOf(pages: readonly PageSegments[], facts: PagesFacts): ReadResult {
  const { pageCount, recognised, layered = [] } = facts;
  const { pages: kept, repeated } = withoutRepeats(pages);
  const items = kept.flatMap(pageItems);
  const { outline, heading } = writePages(items, tableSize(items, kept), new Set([...recognised.pages, ...layered]));
  const { text, blocks, warnings } = outline.finish();
  const firstPage = text.slice(0, 3_000).replace(/\s+/g, "");
  const stated = statedTitle(facts.title);
  const title = stated !== undefined && firstPage.includes(stated.replace(/\s+/g, "")) ? stated : heading || stated;
  const publisher = statedPublisher(facts.publisher);
  return {
    text,
    blocks,
    facts: { ...(title === undefined ? {} : { title }), ...(publisher === undefined ? {} : { publisher }) },
    warnings: [
      ...(repeated.length > 0
        ? [`headers, footers and page numbers were left out: ${named(repeated.map((line) => JSON.stringify(line)))}`]
        : []),
      ...(layered.length > 0
        ? [
            `the text of ${layered.length} of ${pageCount} pages was recognised in pictures, and may have errors: ${named(layered)}`,
          ]
        : []),
      ...recognised.warnings(pageCount),
      ...warnings,
    ],
  };
}

function named(list: readonly (string | number)[]): string {
  return list.length > MOST_NAMED ? `${list.slice(0, MOST_NAMED).join(", ")} and so on` : list.join(", ");
}

/** The segments of a page -> its paragraphs and tables, in the order in which they are read. */
function pageItems({ page, segments: drawn, rules }: PageSegments): readonly PageItem[] {
  const segments = footersLast(drawn);
  const { tables, rest } = ruledTables(segments, rules);
  const items: PageItem[] = [];
  let start = 0;
  const addText = (end: number): void => {
    const part: Segment[] = rest.filter(([index]) => index >= start && index < end).map(([, segment]) => segment);
    let from = 0;
    for (const table of drawnTables(part)) {
      items.push(...textItems(part.slice(from, table.start)));
      addTable(table);
      from = table.end;
    }
    items.push(...textItems(part.slice(from)));
    start = end;
  };
  const textItems = (part: readonly Segment[]) =>
    flowsOf(part).flatMap((flow) => {
      const own = new Set(flow);
      const others = flow.length === segments.length ? [] : segments.filter((segment) => !own.has(segment));
      return itemsOf(flow, page, others);
    });
  const addTable = ({ above, ...table }: TableRows): void => {
    for (const line of above) items.push(lineItem(line, page));
    items.push({ kind: "table", page, ...table });
  };
  for (const table of tables.toSorted((one, other) => one.first - other.first)) {
    addText(table.first);
    addTable(table);
  }
  addText(segments.length);
  return items;
}

/** Segments that are drawn first of a page, among which a footer may be. */
const MOST_EDGE = 6;
/** Sizes of its text that a footer stands below all else. */
const FOOTER_GAP = 2;

/** Spreadsheets draw a header and the footer before the cells: what stands below all else is read after it. */
function footersLast(segments: readonly Segment[]): readonly Segment[] {
  const lowest = segments.slice(MOST_EDGE).reduce((most, { baseline }) => Math.max(most, baseline), 0);
  const isFooter = ({ baseline, size }: Segment, index: number) =>
    index > 0 && index < MOST_EDGE && baseline > lowest + size * FOOTER_GAP;
  if (lowest === 0 || !segments.some(isFooter)) return segments;
  return [...segments.filter((each, index) => !isFooter(each, index)), ...segments.filter(isFooter)];
}

function lineItem(text: string, page: number): PageItem {
  return { kind: "text", page, lines: [text], size: 0, bold: false, full: false, indent: 0, opensFlow: true };
}

/** Characters. */
const LONGEST_HEADING = 160;
const MOST_HEADING_LINES = 4;
/** Share of the size of the running text from which on text is a heading. */
const LARGER = 1.08;
const MOST_SIZES = 5;
const LONGEST_WORD = 60;
const ENDS_SENTENCE = /[.。!！?？:：;；…]["'”’)）]?$/;

/**
 * Paragraphs and tables of all pages -> blocks. Headings are known by their size against that of the running text,
 * then by bold lines of their own and by the forms of Chinese headings; words and sentences that were broken are
 * joined.
 * @param sizeOfTables where they are nearly all that there is
 * @param recognised pages whose text was recognised in a picture
 * @returns also the first heading of the highest level on the first page
 */
function writePages(
  items: readonly PageItem[],
  sizeOfTables: number | undefined,
  recognised: ReadonlySet<number>,
): {
  readonly outline: Outline;
  readonly heading: string | undefined;
} {
  const blocks = outline();
  const texts = items.filter((item) => item.kind === "text");
  const bodySize = sizeOfTables ?? commonSize(texts);
  const boldBody = texts.filter(({ bold }) => bold).length > texts.length * 0.6;
  const sizes = headingSizes(texts, bodySize);
  const hyphenated = hyphenatedWords(texts);
  let heading: string | undefined;
  let table: { readonly written: Table; readonly item: TableItem } | undefined;

  /** Points that the paragraph is set in which introduces a list. */
  let list: number | null = null;

  function levelOf(item: TextItem): number | null {
    const length = item.lines.reduce((sum, line) => sum + line.length, 0);
    if (length > LONGEST_HEADING || item.lines.length > MOST_HEADING_LINES) return null;
    const bySize = sizes.indexOf(rounded(item.size));
    if (bySize !== -1 && !/^[\d\s.,%-]*$/.test(item.lines.join(""))) return bySize + 1;
    const text = item.lines.join(" ");
    const [line] = plainLines(text);
    const form = line === undefined ? null : headingLevel(line, item.bold);
    if (form !== null) return sizes.length + form;
    const marker = markerOf(text);
    const listed = marker !== undefined && (marker.kind === "bullet" || marker.kind === "dash");
    const isBold = item.bold && !boldBody && item.size >= bodySize * 0.97 && item.lines.length <= 2;
    return isBold && !listed && !endsWithStop(text) ? sizes.length + 1 : null;
  }

  const joinedItems = joinBroken(items, levelOf);
  for (const item of joinedItems) {
    const page = { kind: "page", number: item.page } as const;
    const place: Locator = recognised.has(item.page) ? { ...page, recognised: true } : page;
    if (item.kind === "table") {
      const rows = item.rows.map((row) => row.map((cell) => joinedLines(cell.split("\n"), hyphenated)));
      const shape = item.isNamed ? ({ kind: "table" } as const) : shapeOf(rows, item.extent !== null);
      if (shape.kind === "form") {
        writeForm(blocks, shape.rows, () => place);
        table = undefined;
        continue;
      }
      const goesOn = table === undefined ? "no" : continuationOf(table.item, item);
      if (table === undefined || goesOn === "no")
        table = { written: blocks.table(item.hasHeader && shape.kind === "table"), item };
      else table = { written: table.written, item: { ...item, rows: table.item.rows } };
      for (const row of rows.slice(goesOn === "repeated" ? 1 : 0)) table.written.row(row, place);
      continue;
    }
    const text = joinedLines(item.lines, hyphenated);
    const level = levelOf(item);
    const marker = markerOf(text);
    if (level !== null) {
      const written = blocks.heading(level, text, place);
      if (level === 1 && item.page === 1) heading ??= written;
    } else if (marker !== undefined && (marker.kind !== "dash" || text.startsWith("– ") || text.startsWith("- "))) {
      blocks.item(Math.round(item.indent / 12), text.slice(marker.length), place);
    } else if (list !== null && item.indent > list + 6 && unitIn(text) === undefined && !introducesList(text)) {
      // Drawn bullets are no text.
      blocks.item(0, text, place);
    } else {
      blocks.paragraph(text, place);
      list = introducesList(text) ? item.indent : null;
    }
    if (level !== null) list = null;
    table = undefined;
  }
  return { outline: blocks, heading };
}

/** A table that goes on over the page repeats its header, or has the same edges and columns. */
function continuationOf(before: TableItem, item: TableItem): "repeated" | "plain" | "no" {
  const [header, first] = [before.rows[0] ?? [], item.rows[0] ?? []];
  if (header.join("|").replace(/\s+/g, "") === first.join("|").replace(/\s+/g, "")) return "repeated";
  if (item.page !== before.page + 1 || before.extent === null || item.extent === null) return "no";
  const [left, right] = [0, 1].map((end) => Math.abs((before.extent?.[end] ?? 0) - (item.extent?.[end] ?? 0)));
  return header.length === first.length && (left ?? 9) < 3 && (right ?? 9) < 3 ? "plain" : "no";
}

/** A sentence that goes on after the end of a column or a page. */
function joinBroken(items: readonly PageItem[], levelOf: (item: TextItem) => number | null): readonly PageItem[] {
  const joined: PageItem[] = [];
  for (const item of items) {
    const before = joined.at(-1);
    const goesOn =
      before?.kind === "text" &&
      item.kind === "text" &&
      item.opensFlow &&
      before.full &&
      rounded(before.size) === rounded(item.size) &&
      before.bold === item.bold &&
      !ENDS_SENTENCE.test(before.lines.at(-1) ?? "") &&
      startsInside(item.lines[0] ?? "") &&
      levelOf(before) === null &&
      levelOf(item) === null;
    if (goesOn) joined[joined.length - 1] = { ...before, lines: [...before.lines, ...item.lines], full: item.full };
    else joined.push(item);
  }
  return joined;
}

function startsInside(text: string): boolean {
  return markerOf(text) === undefined && (isHan(text.charCodeAt(0)) || /^[\p{Ll}(（“]/u.test(text));
}

/** A line feed is a space, or nothing between Chinese characters; a hyphen that only broke a word goes. */
function joinedLines(lines: readonly string[], hyphenated: ReadonlySet<string>): string {
  return lines.reduce((text, line) => {
    const before = /(\p{L}{2,})[-\u00ad\u2010]$/u.exec(text.slice(-LONGEST_WORD));
    const after = /^(\p{Ll}+)/u.exec(line);
    if (before === null || after === null) return text === "" ? line : `${text}\n${line}`;
    const word = `${before[1] ?? ""}-${after[1] ?? ""}`.toLowerCase();
    const isCompound = hyphenated.has(word) || /^-\p{L}/u.test(line.slice(after[0].length));
    return `${isCompound ? text : text.slice(0, -1)}${line}`;
  }, "");
}

/** Words that have a hyphen inside of a line, and so keep it at its end. */
function hyphenatedWords(items: readonly TextItem[]): ReadonlySet<string> {
  const words = new Set<string>();
  for (const { lines } of items) {
    for (const line of lines) {
      for (const [word] of line.matchAll(/\p{L}+-\p{L}+/gu)) words.add(word.toLowerCase());
    }
  }
  return words;
}

/** Share of the characters of tables that text beside them has at most where it is but titles and notes. */
const FEW_BESIDE = 0.3;

/** The usual size of a page that is a table or a form with a title: the size of its few lines of text says nothing. */
function tableSize(items: readonly PageItem[], pages: readonly PageSegments[]): number | undefined {
  let [ofTables, ofTexts] = [0, 0];
  for (const item of items) {
    if (item.kind === "text") ofTexts += item.lines.join("").length;
    else ofTables += item.rows.flat().join("").length;
  }
  if (ofTables === 0 || ofTexts > ofTables * FEW_BESIDE) return undefined;
  return commonSize(pages.flatMap(({ segments }) => segments.map(({ size, text }) => ({ size, lines: [text] }))));
}

/** The size that most characters have. */
function commonSize(items: readonly Pick<TextItem, "size" | "lines">[]): number {
  const counts = new Map<number, number>();
  for (const { size, lines } of items) {
    const length = lines.reduce((sum, line) => sum + line.length, 0);
    counts.set(rounded(size), (counts.get(rounded(size)) ?? 0) + length);
  }
  return [...counts].reduce((most, entry) => (entry[1] > most[1] ? entry : most), [0, 0] as const)[0];
}

/** Largest first. */
function headingSizes(items: readonly TextItem[], bodySize: number): readonly number[] {
  const larger = items.filter(
    ({ size, lines }) => rounded(size) >= bodySize * LARGER && lines.join("").length <= LONGEST_HEADING,
  );
  return [...new Set(larger.map(({ size }) => rounded(size)))].sort((one, other) => other - one).slice(0, MOST_SIZES);
}

/** Size rounded to half points: the same size comes out a little different from page to page. */
function rounded(size: number): number {
  return Math.round(size * 2) / 2;
}

type FormRows = Extract<TablePart, { kind: "form" }>["rows"];

type TableShape =
  | { readonly kind: "form"; readonly rows: FormRows }
  | { readonly kind: "rows" }
  | { readonly kind: "table" };

/** Two pairs of a label and a value beside each other: fewer are two columns of words, unless lines bound them. */
const UNBOUNDED_COLUMNS = 4;

/**
 * Rows of a PDF's table -> what they are: a form of labels with their values, rows that nothing names, or a table
 * whose first row names its columns. Told as in a sheet, since lines and places say nothing of it.
 * @param isBounded cells were told by lines or by the order of drawing, not only by their places
 */
function shapeOf(rows: readonly (readonly string[])[], isBounded: boolean): TableShape {
  const grid = rows.map((cells, index): GridRow => {
    const filled = cells.flatMap((text, column) =>
      text.trim() === "" ? [] : [[column, { text: text.replaceAll(/\s+/gu, " "), isFigure: false }] as const],
    );
    return { number: index + 1, cells: new Map(filled) };
  });
  const parts = tableParts(grid, { merges: [], tables: [], hiddenRows: new Set() });
  const [part] = parts;
  if (part === undefined || parts.length > 1 || part.kind === "table" || part.kind === "lines")
    return { kind: "table" };
  if (part.kind === "rows") return { kind: "rows" };
  return isBounded || (rows[0]?.length ?? 0) >= UNBOUNDED_COLUMNS ? part : { kind: "table" };
}
