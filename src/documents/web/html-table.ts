/**
 * Tables of HTML: which of them hold data, and what rows they have. Old pages are laid out with tables, which must be
 * read as if they were not there.
 */

import type { GridCell, GridRow } from "../tables/cell-kinds.ts";
import { type Area, type TablePart, tableParts } from "../tables/table-parts.ts";
import { isProse } from "./html-elements.ts";
import { elementsIn, type HtmlElement, type HtmlNode, textOf } from "./html-tree.ts";

export interface TableCell {
  readonly element: HtmlElement;
  /** True for a cell of a row above that reaches down into this one. */
  readonly repeated: boolean;
  /** The first that it takes, from 0. */
  readonly column: number;
  /** Tables that stand in it, and are no part of its text. */
  readonly tables: readonly HtmlElement[];
}

export interface TableRow {
  readonly element: HtmlElement;
  readonly inHead: boolean;
  readonly cells: readonly TableCell[];
}

const WITHIN_ROWS = new Set(["thead", "tbody", "tfoot"]);
/** A cell with more is a column of a page, unless the table says that it is one. */
const LONGEST_CELL = 1_200;
/** A cell over several rows is said again in each, so that a row is understood by itself. */
const LONGEST_REPEATED = 200;
const MOST_REPEATED = 20_000;
const DRAWN_BORDER = /border(?:-(?:top|right|bottom|left))?\s*:[^;]*\b(?:solid|double|dashed|dotted)\b/iu;

/** The rows with cells in them, or null for a table that lays out a page. */
export function rowsOf(table: HtmlElement): readonly TableRow[] | null {
  if (/^(?:presentation|none)$/.test(table.attributes.role ?? "")) return null;
  const rows = [...rowElements(table, false)];
  const cells = rows.flatMap(({ element }) => cellsOf(element));
  if (rows.every(({ element }) => cellsOf(element).length < 2)) return null;
  let says = cells.some(({ name }) => name === "th");
  const inner: HtmlElement[] = [];
  for (const element of elementsIn(table)) {
    const { name } = element;
    if (/^h[1-6]$/.test(name) || name === "form") return null;
    if (name === "table") inner.push(element);
    says ||= inner.length === 0 && (name === "caption" || name === "thead");
  }
  if (inner.length > 0 && !(isBordered(table, says) && rows.length > 1 && inner.every(isPlainTable))) return null;
  const [only, ...others] = rows;
  // Columns of running text beside each other, without lines around them, are no cells.
  const isColumns =
    only !== undefined && others.length === 0 && cells.every((cell) => isProse(textOf(cell, LONGEST_CELL)));
  if (isColumns && !isBordered(table, says)) return null;
  const isLong = (cell: HtmlElement) => textOf(withoutTables(cell), LONGEST_CELL + 1).length > LONGEST_CELL;
  if (!says && cells.some(isLong)) return null;
  return spread(rows);
}

/** Tables that lay out a page show no lines. LibreOffice draws those of its tables in the styles of their cells. */
function isBordered(table: HtmlElement, says: boolean): boolean {
  const { border = "", class: names = "" } = table.attributes;
  if (says || Number.parseInt(border, 10) > 0 || /\bbordered\b/iu.test(names)) return true;
  const cells = [...rowElements(table, false)].flatMap(({ element }) => cellsOf(element));
  return cells.some(({ attributes }) => DRAWN_BORDER.test(attributes.style ?? ""));
}

/** A table of data without a table in it. */
function isPlainTable(table: HtmlElement): boolean {
  return ![...elementsIn(table)].some(({ name }) => name === "table") && rowsOf(table) !== null;
}

function withoutTables(element: HtmlElement): HtmlElement {
  const has = [...elementsIn(element)].some(({ name }) => name === "table");
  if (!has) return element;
  const children = element.children.flatMap((child): readonly HtmlNode[] => {
    if (child.kind === "text") return [child];
    return child.name === "table" ? [] : [withoutTables(child)];
  });
  return { ...element, children };
}

/** Parts of the table, its rows numbered from 1: heads, rows, forms. */
export function partsOfTable(rows: readonly TableRow[]): readonly TablePart[] {
  const merges: Area[] = [];
  const grid = rows.map(({ cells }, index): GridRow => {
    for (const { element, repeated, column } of cells) {
      const [columns, down] = [spanOf(element.attributes.colspan), spanOf(element.attributes.rowspan)];
      if (repeated || (columns === 1 && down === 1)) continue;
      merges.push({ top: index + 1, bottom: index + down, left: column, right: column + columns - 1 });
    }
    const placed = cells.map(({ element, column }) => [column, gridCell(element)] as const);
    return { number: index + 1, cells: new Map(placed) };
  });
  if (rows.every(isLabelled)) return [{ kind: "rows", rows: grid }];
  const headRows = countHeads(rows);
  const tables = headRows > 0 ? [{ top: 1, bottom: headRows, left: 0, right: Number.MAX_SAFE_INTEGER }] : [];
  return tableParts(grid, { merges, tables, hiddenRows: new Set(), ...(headRows > 0 ? { headRows } : {}) });
}

/** `<th>Phone</th><td>…</td>` in each row: the page says that it is a form. */
function isLabelled({ inHead, cells }: TableRow): boolean {
  const [first, ...others] = cells.map(({ element }) => element.name);
  return !inHead && first === "th" && others.includes("td");
}

function gridCell(element: HtmlElement): GridCell {
  const text = element.hidden ? "" : textOf(element, LONGEST_REPEATED);
  const bold = [...elementsIn(element)].filter(({ name }) => name === "b" || name === "strong");
  const isStrong =
    element.name === "th" || (text !== "" && bold.some((each) => textOf(each, LONGEST_REPEATED) === text));
  return { text, isFigure: false, ...(isStrong ? { isStrong } : {}) };
}

/** Rows that the page itself says are the head. */
function countHeads(rows: readonly TableRow[]): number {
  const first = rows.findIndex(
    ({ inHead, cells }) => !inHead && !(cells.length > 1 && cells.every(({ element }) => element.name === "th")),
  );
  return Math.max(0, first);
}

function* rowElements(parent: HtmlElement, inHead: boolean): Generator<{ element: HtmlElement; inHead: boolean }> {
  for (const child of parent.children) {
    if (child.kind === "text" || child.hidden) continue;
    if (child.name === "tr") yield { element: child, inHead };
    else if (WITHIN_ROWS.has(child.name)) yield* rowElements(child, child.name === "thead");
  }
}

function cellsOf(row: HtmlElement): readonly HtmlElement[] {
  return row.children.filter(
    (child): child is HtmlElement => child.kind === "element" && (child.name === "td" || child.name === "th"),
  );
}

function spread(rows: readonly { readonly element: HtmlElement; readonly inHead: boolean }[]): readonly TableRow[] {
  /** Cells by column that reach down, and into how many rows still. */
  const reaching = new Map<number, { element: HtmlElement; left: number }>();
  let repeated = 0;
  return rows.map(({ element, inHead }) => {
    const cells: TableCell[] = [];
    let column = 0;
    const addReaching = (): void => {
      for (let above = reaching.get(column); above !== undefined; above = reaching.get(column)) {
        if (repeated < MOST_REPEATED) cells.push({ element: above.element, repeated: true, column, tables: [] });
        repeated += 1;
        above.left -= 1;
        if (above.left <= 0) reaching.delete(column);
        column += 1;
      }
    };
    for (const whole of cellsOf(element)) {
      addReaching();
      const cell = withoutTables(whole);
      const tables = cell === whole ? [] : [...elementsIn(whole)].filter(({ name }) => name === "table");
      cells.push({ element: cell, repeated: false, column, tables });
      const down = spanOf(cell.attributes.rowspan);
      if (down > 1 && textOf(cell, LONGEST_REPEATED + 1).length <= LONGEST_REPEATED) {
        reaching.set(column, { element: cell, left: down - 1 });
      }
      column += spanOf(cell.attributes.colspan);
    }
    addReaching();
    return { element, inHead, cells };
  });
}

function spanOf(value: string | undefined): number {
  const span = Number.parseInt(value ?? "1", 10);
  return span >= 1 && span <= 1_000 ? span : 1;
}
