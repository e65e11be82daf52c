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
  /** As at the edge of the sheet, from 1. */
  readonly number: number;
  /** By column, from 0; empty cells may be missing. */
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

/** Of money, of weight, of people: what a Chinese line names after 单位, where a form names an organisation. */
const CHINESE_UNIT =
  "(?:人民币|[百千万亿]*(?:元|美元|欧元|港元|日元|英镑|股)|[百千万亿]*(?:吨|千克|公斤|克|升|件|台|套|个|家|户|人|人次|次|项|片|张|只|支|枚|颗|块|平方米|立方米|平方公里|公顷|亩|公里|千米|米|厘米|毫米|微米|纳米|小时|天|日|月|年|分|度|千瓦时|千瓦|兆瓦|吉瓦)|%|‰|[a-zA-Zμ°℃Ω²³/·]{1,12})";
const CHINESE = new RegExp(
  `(?:(?:计量|计价|金额|货币|数量|投资)?单位|币种)\\s*[:：]\\s*${CHINESE_UNIT}(?:\\s*[、，,/／；;]?\\s*(?:(?:单位|币种)\\s*[:：]\\s*)?${CHINESE_UNIT})*(?=\\s*(?:[）)】\\]]|$|\\s))`,
  "u",
);
const MONEY = "(?:RMB|CNY|USD|EUR|GBP|JPY|HKD|US\\$|HK\\$|[$€£¥]|yuan|dollars?|euros?|renminbi)";
const SCALE = "(?:thousands?|millions?|billions?|hundreds?|['’]?000s?|10,000)";
const ENGLISH = new RegExp(
  `^[(（[]?\\s*(?:(?:all )?(?:amounts?|figures|values|prices|sums|units?)?\\s*(?:are |is |expressed |stated |shown )*(?:in|:|：)\\s*(?:${SCALE}|${MONEY}|[a-zA-Zμ°%²³/]{1,6})(?:\\s+(?:of\\s+)?(?:${SCALE}|${MONEY}))*|${MONEY}\\s*(?:in\\s+)?${SCALE})(?:\\s*,?\\s*(?:unless|except)[^()]{0,60})?\\s*[)）\\]]?[.:]?$`,
  "iu",
);
/** "Hourly rates in euros", "Dues in thousands of dollars": a name of three words at most, of money or by a scale. */
const NAMED = new RegExp(
  `^[(（[]?(?:[\\p{L}-]+\\s+){1,3}in\\s+(?:${SCALE}|${MONEY})(?:\\s+(?:of\\s+)?(?:${SCALE}|${MONEY}))*[)）\\]]?[.:]?$`,
  "iu",
);
const LONGEST_LINE = 120;

/**
 * The unit of a table, which stands above it once and belongs to each of its figures: 单位：万元, "(in thousands)". The
 * words that name the unit, as the line has them; undefined where it names none.
 */
export function unitIn(line: string): string | undefined {
  const text = line.trim();
  if (text.length > LONGEST_LINE) return undefined;
  const chinese = CHINESE.exec(text);
  if (chinese !== null) return chinese[0].trim();
  if (ENGLISH.test(text) || NAMED.test(text)) return text.replace(/^[(（[]|[)）\].:]+$/gu, "").trim();
  const inBrackets = /[(（]([^()（）]{2,60})[)）]\s*$/u.exec(text)?.[1];
  return inBrackets !== undefined && /^in\s|^units?\s*:/iu.test(inBrackets) && ENGLISH.test(inBrackets)
    ? inBrackets.trim()
    : undefined;
}
