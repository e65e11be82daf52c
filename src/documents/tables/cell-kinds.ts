/**
 * Kinds of values in the cells of a table. A column of figures under a word has that word as its name; a form has
 * values of many kinds one below the other.
 */

export type CellKind = "figure" | "date" | "quantity" | "contact" | "code" | "text";

export interface GridCell {
  readonly text: string;
  /** A number or a date by its type in the file, or by how it is written. */
  readonly isFigure: boolean;
  /** Set in bold or on a ground of its own, as heads of tables are. */
  readonly isStrong?: boolean;
}

export interface GridRow {
  /** Number as at the edge of the sheet, from 1. */
  readonly number: number;
  /** Cells by column, from 0; empty cells may be missing. */
  readonly cells: ReadonlyMap<number, GridCell>;
}

const NUMBER = /^[-+−(]*[¥￥$€£]?\s*\d[\d,.\s]*[)%‰]?$/u;
const DATE =
  /^(?:(?:19|20)\d{2}\s*[-/.年]\s*\d{1,2}(?:\s*[-/.月]\s*\d{1,2}日?)?月?(?:[ T]\d{1,2}:\d{2}(?::\d{2})?)?|\d{1,2}[-/.]\d{1,2}[-/.]\d{2,4}|\d{1,2}\s+\p{L}{3,9}\.?\s+\d{4}|\d{1,2}:\d{2}(?::\d{2})?|(?:19|20)\d{2}年?\s*[-–—~至]\s*(?:19|20)\d{2}年?)$/u;
const CONTACT = /^(?:[^\s@]+@[^\s@]+\.\w+|https?:\/\/\S+|\+?[\d()][\d\s()-]{6,}\d)$/u;
/** `2.3亿元`, `12 months`, `386人`, `不低于 99.9%`. */
const QUANTITY =
  /^(?:[^\p{L}\p{N}]|[≤≥<>~约±]|不[低高少多超]于?|RMB|CNY|USD|EUR)*\s*\d[\d,.]*\s*[%‰]?\s*[\p{L}\p{S}/%²³·]{0,12}$/u;
/** A registration number, a model: letters and figures without a space. */
const CODE = /^(?=[^\s]*\d{3})(?=[^\s]*[A-Za-z])[\w./-]{6,}$/u;
/** A figure that names a column. */
const YEAR = /^(?:19|20)\d{2}年?$/u;

export function kindOf({ text, isFigure }: GridCell): CellKind {
  const value = text.trim();
  if (DATE.test(value) && !YEAR.test(value)) return "date";
  if (CONTACT.test(value) && value.length >= 7 && /[^\d.,]/u.test(value)) return "contact";
  if (isFigure || NUMBER.test(value)) return "figure";
  if (QUANTITY.test(value)) return "quantity";
  return CODE.test(value) ? "code" : "text";
}

export function isYear(text: string): boolean {
  return YEAR.test(text.trim());
}

/** The filled cells of a row, from left to right; asked for each row of a sheet several times. */
export function filledCells({ cells }: GridRow): readonly (readonly [column: number, cell: GridCell])[] {
  const filled: (readonly [column: number, cell: GridCell])[] = [];
  let before = -1;
  let inOrder = true;
  for (const entry of cells) {
    const [column, { text }] = entry;
    if (text === "" || (text.charCodeAt(0) <= 0x20 && text.trim() === "")) continue;
    inOrder &&= column > before;
    before = column;
    filled.push(entry);
  }
  return inOrder ? filled : filled.sort(([one], [other]) => one - other);
}
