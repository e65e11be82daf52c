/**
 * A tree of HTML -> the lines that a reader of the page sees one below the other: headings, paragraphs, items, rows and
 * code, each with the line that introduces it. Which of them are the site's own is decided by others.
 */

import type { Piece } from "../block-writer.ts";
import type { BlockKind } from "../document.ts";
import { introducesList } from "../lists.ts";
import { endsWithStop } from "../plain/plain-lines.ts";
import { setScript } from "../script-signs.ts";
import type { GridRow } from "../tables/cell-kinds.ts";
import { columnsOf } from "../tables/table-parts.ts";
import {
  BLOCKS,
  boxOf,
  CONTROLS,
  formulaOf,
  HEADING,
  hasBox,
  inSymbolFont,
  isAnchorSign,
  isControl,
  isFile,
  markerText,
  measureProse,
  STRUCK_OUT,
  scriptOfElement,
  symbolFontOf,
  unbroken,
} from "./html-elements.ts";
import { BREAK, type HtmlLine, introducing, labelLines } from "./html-line.ts";
import { partsOfTable, rowsOf, type TableCell } from "./html-table.ts";
import { type HtmlElement, type HtmlNode, hasText, isMachinery, textOf } from "./html-tree.ts";

export interface HtmlLines {
  readonly lines: readonly HtmlLine[];
  /** Places with text that the page hides, or strikes out. */
  readonly hidden: number;
  /** Words of running text in them. */
  readonly hiddenWords: number;
  readonly struckOut: number;
  /** Lines directly above an element that was passed over. */
  readonly cut: ReadonlySet<HtmlLine>;
}

/** Place of text: in which item, and how that is marked. */
interface Context {
  readonly marker: readonly Piece[];
  readonly group: object | null;
  readonly leadIn: HtmlLine | null;
  /** The item's own line, once there is one. */
  line: HtmlLine | null;
}

/** A page that is walked through, and the line that is being collected. */
interface LineWalk {
  readonly lines: HtmlLine[];
  pieces: Piece[];
  seen: number;
  linkedSeen: number;
  links: number;
  breaks: number;
  /** Spaces since the last break, which no markup needs: an indent. */
  indent: number;
  hidden: number;
  hiddenWords: number;
  struckOut: number;
  afterLink: boolean;
  readonly cut: Set<HtmlLine>;
  readonly skips: (element: HtmlElement) => boolean;
}

export function htmlLines(root: HtmlElement, skips: (element: HtmlElement) => boolean): HtmlLines {
  const page: LineWalk = {
    skips,
    lines: [],
    pieces: [],
    seen: 0,
    linkedSeen: 0,
    links: 0,
    breaks: 0,
    indent: 0,
    hidden: 0,
    hiddenWords: 0,
    struckOut: 0,
    afterLink: false,
    cut: new Set<HtmlLine>(),
  };
  visit(root, null, page);
  flush(null, page);
  return {
    lines: page.lines,
    hidden: page.hidden,
    hiddenWords: page.hiddenWords,
    struckOut: page.struckOut,
    cut: page.cut,
  };
}

function visit(node: HtmlNode, context: Context | null, page: LineWalk): void {
  if (node.kind === "text") {
    addText(node.text, node.source, context, page);
    return;
  }
  const { name } = node;
  if (node.hidden) {
    if (hasText(node)) {
      page.hidden += 1;
      page.hiddenWords += measureProse(node, ({ name: inner }) => !isMachinery(inner)).words;
    }
    return;
  }
  if (CONTROLS.has(name)) return;
  if (name === "math") {
    addText(formulaOf(node, page.pieces), null, context, page);
    return;
  }
  if (STRUCK_OUT.has(name)) {
    if (hasText(node)) page.struckOut += 1;
    return;
  }
  if (page.skips(node)) {
    flush(context, page);
    const above = page.lines.at(-1);
    if (above !== undefined && textOf(node, 100) !== "") page.cut.add(above);
    return;
  }
  const level = Number(HEADING.exec(name)?.[1] ?? 0);
  if (name === "br") {
    page.breaks += 1;
    page.indent = 0;
  } else if (name === "hr") flush(context, page);
  else if (level > 0) visitHeading(node, level, context, page);
  else if (name === "ul" || name === "ol" || name === "menu" || name === "dir") visitList(node, context, page);
  else if (name === "table") visitTable(node, context, page);
  else if (name === "pre") visitCode(node, context, page);
  else if (BLOCKS.has(name)) visitBlock(node, context, page);
  else visitInline(node, context, page);
}

function visitAll(node: HtmlElement, context: Context | null, page: LineWalk): void {
  let afterBox = false;
  for (const child of node.children) {
    const box = boxOf(child, node);
    if (box !== "") page.pieces.push({ text: ` ${box} `, source: null });
    if (child.kind === "element" && child.name === "label" && (afterBox || hasBox(child)))
      visitAll(child, context, page);
    else if (box === "") visit(child, context, page);
    if (child.kind === "element" || child.text.trim() !== "") afterBox = box !== "";
  }
}

function visitBlock(node: HtmlElement, context: Context | null, page: LineWalk): void {
  flush(context, page);
  // A term is explained by what stands under it.
  const term = node.name === "dd" && page.lines.at(-1)?.kind === "paragraph" ? page.lines.at(-1) : undefined;
  const inner = term === undefined ? context : { marker: [], group: null, leadIn: null, line: term };
  visitAll(node, inner, page);
  flush(inner, page);
}

function visitInline(node: HtmlElement, context: Context | null, page: LineWalk): void {
  const [line, from] = [page.pieces, page.pieces.length];
  if (node.name === "q") addText("“", null, context, page);
  if (isAnchorSign(node)) return;
  const isLink = node.name === "a" && !isControl(node) && !isFile(node.attributes.href);
  // Styles set links side by side apart.
  if (node.name === "a" && page.afterLink) page.pieces.push({ text: " ", source: null });
  if (isLink) page.links += 1;
  visitAll(node, context, page);
  if (isLink) page.links -= 1;
  if (node.name === "a") page.afterLink = true;
  if (node.name === "q") addText("”", null, context, page);
  if (page.pieces !== line) return;
  const script = scriptOfElement(node);
  if (script !== null) setScript(page.pieces, from, script);
  const font = symbolFontOf(node);
  if (font !== undefined) for (const piece of page.pieces.splice(from)) page.pieces.push(inSymbolFont(piece, font));
}

function visitHeading(node: HtmlElement, level: number, context: Context | null, page: LineWalk): void {
  flush(context, page);
  visitAll(unbroken(node, page.skips), null, page);
  add("heading", { level, leadIn: null, group: null }, page);
}

function visitList(list: HtmlElement, context: Context | null, page: LineWalk): void {
  flush(context, page);
  const above = page.lines.at(-1);
  const introduction = above !== undefined && above.kind === "paragraph" && introducesList(above.text) ? above : null;
  const leadIn = context?.line ?? introduction;
  let number = Number.parseInt(list.attributes.start ?? "1", 10) || 1;
  for (const child of list.children) {
    if (child.kind === "text" || child.name !== "li") {
      visit(child, context, page);
      continue;
    }
    number = Number.parseInt(child.attributes.value ?? "", 10) || number;
    const marker = list.name === "ol" ? [{ text: markerText(list, number), source: null }] : [];
    const item: Context = { marker, group: list, leadIn, line: null };
    if (!child.hidden && !page.skips(child)) visitAll(child, item, page);
    else visit(child, context, page);
    flush(item, page);
    number += 1;
  }
}

function visitTable(table: HtmlElement, context: Context | null, page: LineWalk): void {
  const rows = rowsOf(table);
  if (rows === null) {
    visitBlock(table, context, page);
    return;
  }
  flush(context, page);
  for (const child of table.children)
    if (child.kind === "element" && child.name === "caption") visit(child, context, page);
  const shown = rows.filter(({ element }) => !page.skips(element));
  // The row of a table that this one stands in.
  let introduction = context?.line?.kind === "table-row" ? context.line : introducing(page.lines);
  for (const part of partsOfTable(shown)) {
    const own = part.kind === "form" ? part.rows.map(({ row }) => row) : part.rows;
    const names = part.kind === "table" ? part.names : new Map<number, string>();
    const columns = columnsOf(own, names);
    const cellsIn = (row: GridRow): ReadonlyMap<number, TableCell> =>
      new Map(shown[row.number - 1]?.cells.map((cell) => [cell.column, cell]));
    const write = (row: GridRow, leadIn: HtmlLine | null): HtmlLine | null => {
      const cells = cellsIn(row);
      for (const [index, column] of columns.entries()) addCell(cells.get(column), index, page);
      const kind = part.kind === "lines" ? "paragraph" : "table-row";
      const line = add(kind, { level: 0, leadIn, group: part.kind === "lines" ? null : table }, page);
      for (const { tables } of cells.values())
        for (const inner of tables) visitTable(inner, { marker: [], group: null, leadIn: null, line }, page);
      return line;
    };
    let leadIn = introduction;
    if (part.kind === "table" && part.head.length > 0) {
      const [only, another] = part.head;
      leadIn =
        (only !== undefined && another === undefined
          ? write(only, leadIn)
          : writeNames(columns, names, leadIn, table, page)) ?? leadIn;
    }
    if (part.kind === "table" && own.length === 0) continue;
    for (const row of own) write(row, part.kind === "lines" ? null : leadIn);
    if (part.kind === "lines") introduction = introducing(page.lines) ?? introduction;
  }
}

/** A head of several rows, as one row that names each column. */
function writeNames(
  columns: readonly number[],
  names: ReadonlyMap<number, string>,
  leadIn: HtmlLine | null,
  table: HtmlElement,
  page: LineWalk,
): HtmlLine | null {
  const text = columns.map((column) => names.get(column) ?? "").join(" | ");
  page.pieces.push({ text, source: null });
  page.seen += text.trim().length;
  return add("table-row", { level: 0, leadIn, group: table }, page);
}

function addCell(cell: TableCell | undefined, index: number, page: LineWalk): void {
  const whole = page.pieces;
  page.pieces = [];
  if (cell !== undefined && !cell.element.hidden) visitAll(unbroken(cell.element, page.skips), null, page);
  const own = cell?.repeated === true ? page.pieces.map(({ text }) => ({ text, source: null })) : page.pieces;
  page.pieces = whole;
  if (index > 0) page.pieces.push({ text: " | ", source: null });
  for (const piece of own) page.pieces.push(piece);
}

function visitCode(node: HtmlElement, context: Context | null, page: LineWalk): void {
  flush(context, page);
  const verbatim = (inner: HtmlNode): void => {
    if (inner.kind === "text") {
      page.pieces.push({ text: inner.text, source: inner.source });
      page.seen += inner.text.trim().length;
    } else if (inner.name === "br") page.pieces.push({ text: "\n", source: null });
    else if (!inner.hidden) inner.children.forEach(verbatim);
  };
  verbatim(node);
  add("code", { level: 0, leadIn: context?.line ?? null, group: null }, page);
}

function addText(text: string, source: number | null, context: Context | null, page: LineWalk): void {
  const visible = text.trim().length;
  const before = text.slice(0, text.length - text.trimStart().length);
  page.indent = before.includes("\n") ? 0 : page.indent + before.length;
  if (visible > 0 && page.breaks > 0) {
    const above = page.pieces.findLast((piece) => piece.text.trim() !== "")?.text.trimEnd() ?? "";
    // One break may be the end of a paragraph or of a line of an address; a stop or an indent tells.
    if (page.breaks > 1 || endsWithStop(above.slice(-3)) || page.indent >= 2) flush(context, page);
    else page.pieces.push(BREAK);
    page.breaks = 0;
  }
  page.pieces.push({ text, source });
  if (text !== "") page.afterLink = false;
  page.seen += visible;
  if (page.links > 0) page.linkedSeen += visible;
}

function flush(context: Context | null, page: LineWalk): void {
  if (context === null || context.group === null || context.line !== null) {
    add("paragraph", { level: 0, leadIn: context?.line ?? null, group: null }, page);
    return;
  }
  if (page.seen > 0) page.pieces.unshift(...context.marker);
  context.line = add("list-item", { level: 0, leadIn: context.leadIn, group: context.group }, page);
}

/** @returns the last of the lines, which are several where each has a label before it */
function add(kind: BlockKind, rest: Pick<HtmlLine, "level" | "leadIn" | "group">, page: LineWalk): HtmlLine | null {
  const { pieces, seen, linkedSeen } = page;
  const lines = kind === "paragraph" && pieces.includes(BREAK) ? labelLines(pieces) : [pieces];
  let last: HtmlLine | null = null;
  for (const line of lines) {
    [page.pieces, page.seen, page.linkedSeen] = [[...line], seen, linkedSeen];
    last = addLine(kind, rest, page);
  }
  return last;
}

function addLine(kind: BlockKind, rest: Pick<HtmlLine, "level" | "leadIn" | "group">, page: LineWalk): HtmlLine | null {
  const all = page.pieces;
  const linked = page.seen === 0 ? 0 : page.linkedSeen / page.seen;
  const empty = page.seen === 0;
  page.pieces = [];
  [page.seen, page.linkedSeen, page.breaks] = [0, 0, 0];
  if (empty) return null;
  const whole = all.map(({ text }) => text).join("");
  const text = kind === "code" ? whole : whole.replace(/\s+/g, " ").trim();
  const line = { kind, pieces: all, text, linked, ...rest };
  page.lines.push(line);
  return line;
}
