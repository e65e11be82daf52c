/**
 * Tables of HTML: which of them hold data, and what rows they have. Old pages are laid out with tables, which must be
 * read as if they were not there.
 */

import { elementsIn, type HtmlElement, textOf } from "./html-tree.ts";

export interface TableCell {
  readonly element: HtmlElement;
  /** True for a cell of a row above that reaches down into this one. */
  readonly repeated: boolean;
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
const LONGEST_HEADER_CELL = 40;

/** The rows with cells in them, or null for a table that lays out a page. */
export function rowsOf(table: HtmlElement): readonly TableRow[] | null {
  if (/^(?:presentation|none)$/.test(table.attributes.role ?? "")) return null;
  const rows = [...rowElements(table, false)];
  const cells = rows.flatMap(({ element }) => cellsOf(element));
  if (rows.every(({ element }) => cellsOf(element).length < 2)) return null;
  let says = false;
  for (const { name } of elementsIn(table)) {
    if (name === "table" || /^h[1-6]$/.test(name) || name === "form") return null;
    says ||= name === "th" || name === "caption" || name === "thead";
  }
  if (!says && cells.some((cell) => textOf(cell, LONGEST_CELL + 1).length > LONGEST_CELL)) return null;
  return spread(rows);
}

/** How many rows at the top say what stands below them. */
export function headerRows(rows: readonly TableRow[]): number {
  let count = 0;
  for (const { inHead, cells } of rows) {
    if (!inHead && !(cells.length > 1 && cells.every(({ element }) => element.name === "th"))) break;
    count += 1;
  }
  if (count > 0) return count < rows.length ? count : 0;
  const [first, second] = rows;
  return first !== undefined &&
    second !== undefined &&
    first.cells.length === second.cells.length &&
    namesColumns(first)
    ? 1
    : 0;
}

/** Short words without figures over three columns or more, or in bold. Two columns are names and values as a rule. */
function namesColumns({ cells }: TableRow): boolean {
  const texts = cells.map(({ element }) => textOf(element, LONGEST_HEADER_CELL + 1));
  const short = texts.every(
    (text) => text !== "" && text.length <= LONGEST_HEADER_CELL && !/\d{2}|[。；;]|\.$/.test(text),
  );
  const bold = cells.every(({ element }) =>
    [...elementsIn(element)].some(({ name }) => name === "b" || name === "strong"),
  );
  return short && (bold || cells.length >= 3);
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
  /** By column: cells that reach down, and into how many rows still. */
  const reaching = new Map<number, { element: HtmlElement; left: number }>();
  let repeated = 0;
  return rows.map(({ element, inHead }) => {
    const cells: TableCell[] = [];
    let column = 0;
    const addReaching = (): void => {
      for (let above = reaching.get(column); above !== undefined; above = reaching.get(column)) {
        if (repeated < MOST_REPEATED) cells.push({ element: above.element, repeated: true });
        repeated += 1;
        above.left -= 1;
        if (above.left <= 0) reaching.delete(column);
        column += 1;
      }
    };
    for (const cell of cellsOf(element)) {
      addReaching();
      cells.push({ element: cell, repeated: false });
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
