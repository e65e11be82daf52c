/**
 * The lines of a plain text and what each can be told to be by itself: a bullet, a number, a heading of a form that
 * nobody writes by accident. Plain text has no markup, so in doubt a line is a paragraph.
 */

import { startsWithBox } from "../../language/labels.ts";
import { isWideEastAsian } from "../../language/zh/han.ts";

export interface PlainLine {
  /** Text without the white space around it. */
  readonly text: string;
  /** Offset of `text` in the source. */
  readonly source: number;
  /** Columns before it; a tab is four. */
  readonly indent: number;
  /** Columns that it takes; a Chinese character is two. */
  readonly width: number;
}

/** Keeps one of blank lines that follow each other, with the text "". */
export function plainLines(source: string): PlainLine[] {
  const lines: PlainLine[] = [];
  for (let start = 0; start <= source.length; ) {
    const lineFeed = source.indexOf("\n", start);
    const end = lineFeed === -1 ? source.length : lineFeed;
    const raw = source.slice(start, end);
    const text = raw.trim();
    const before = raw.length - raw.trimStart().length;
    const indent = widthOf(raw.slice(0, before).replaceAll("\t", "    "));
    const again = text === "" && lines.at(-1)?.text === "";
    if (!again) lines.push({ text, source: start + before, indent, width: widthOf(text) });
    start = end + 1;
  }
  return lines;
}

export type MarkerKind =
  | "bullet"
  | "box"
  | "dash"
  | "number"
  | "bracketed"
  | "chinese"
  | "letter"
  | "roman"
  | "circled"
  | "step"
  | "ordinal";

export interface Marker {
  readonly kind: MarkerKind;
  /** The part of the line that is not shown: a bullet goes, a number stays. */
  readonly length: number;
  /** Number of the item in its list; null for bullets. */
  readonly number: number | null;
}

const CHINESE_DIGITS = "一二三四五六七八九十";
/** Markers in order; a dash without a space is only a bullet where several lines have one, so the caller decides. */
const MARKERS: readonly (readonly [kind: MarkerKind, form: RegExp])[] = [
  ["bullet", /^[•●○◆◇▪▫▶►‣⁃·]\s*(?=\S)/],
  ["bullet", /^[*-]\s+(?=\S)/],
  ["dash", /^(?:[-–—]{1,2}\s*)(?=\p{L})/u],
  ["number", /^(\d{1,3})[.．、)）](?!\d)\s*(?=\S)/],
  ["bracketed", /^[(（](\d{1,3})[)）]\s*(?=\S)/],
  ["chinese", /^[(（]([一二三四五六七八九十]{1,3})[)）]\s*(?=\S)/],
  ["chinese", /^([一二三四五六七八九十]{1,3})、\s*(?=\S)/],
  ["circled", /^([①-⑳⑴-⒇⒈-⒛❶-❿])\s*(?=\S)/u],
  ["step", /^Step\s+(\d{1,2})\b[\s:：.)–—-]*(?=\S)/iu],
  [
    "step",
    /^(?:第([一二三四五六七八九十]{1,3}|\d{1,2})步|步骤\s*([一二三四五六七八九十]{1,3}|\d{1,2}))[\s:：，,、.．]*(?=\S)/u,
  ],
  ["ordinal", /^第([一二三四五六七八九十]{1,3})[，,、：:]\s*(?=\S)/u],
  ["roman", /^(?:[(（](i{1,3}|iv|vi{0,3}|ix|x)[)）]\s*|(i{1,3}|iv|vi{0,3}|ix|x)[.)）]\s+)(?=\S)/u],
  ["letter", /^(?:[(（]([A-Za-z])[)）]\s*|([A-Za-z])(?:[)）.．]\s+|、\s*))(?=\S)/u],
];

export function markerOf(text: string): Marker | undefined {
  // A box is ticked or not, which is what the line says.
  if (startsWithBox(text)) return { kind: "box", length: 0, number: null };
  for (const [kind, form] of MARKERS) {
    const match = form.exec(text);
    if (match === null) continue;
    const [whole, ...counts] = match;
    const count = counts.find((each) => each !== undefined);
    if (count === undefined) return { kind, length: whole.length, number: null };
    return { kind, length: 0, number: numberOf(count, kind) };
  }
  return undefined;
}

/** Columns; longer lines are running text. */
const LONGEST_HEADING = 80;
const LONGEST_RULE = 200;
const LONGEST_TITLE = 160;
const STOP_AT_END = /[.。!！?？;；:：,，、]["'”’)）]?$/;

/** Forms of headings that need no blank line around them, with the level that they usually have. */
const CHINESE_HEADINGS: readonly (readonly [level: number, form: RegExp])[] = [
  [1, /^第[一二三四五六七八九十百零〇\d]{1,4}[编編部篇章]/],
  [2, /^第[一二三四五六七八九十百零〇\d]{1,4}节/],
  [3, /^[一二三四五六七八九十]{1,3}、\S/],
];
/** Forms that are headings only when they stand alone between blank lines. */
const STANDALONE_HEADINGS: readonly (readonly [level: number, form: RegExp])[] = [
  [1, /^(?:CHAPTER|Chapter|PART|Part|APPENDIX|Appendix|ANNEX|Annex)\s+(?:\d{1,3}|[IVXLC]{1,6}|[A-Z])\b/],
  [2, /^(?:SECTION|Section|ARTICLE|Article)\s+(?:\d{1,3}(?:\.\d{1,3})*|[IVXLC]{1,6})\b/],
  [3, /^\d{1,2}\.\d{1,2}\.?\s+[\p{Lu}\p{Script=Han}]/u],
  [4, /^\d{1,2}(?:\.\d{1,2}){2,3}\.?\s+[\p{Lu}\p{Script=Han}]/u],
  [3, /^[IVX]{1,5}[.、] ?[\p{Lu}\p{Script=Han}]/u],
  [1, /^(?=(?:.*[A-Z]){4})[A-Z][A-Z0-9 ,&'’()/–-]*\s[A-Z0-9 ,&'’()/–-]+$/],
];

/** The level of a heading, or null. */
export function headingLevel({ text, width }: PlainLine, standsAlone: boolean): number | null {
  if (width > LONGEST_HEADING || STOP_AT_END.test(text) || /[。！？]/.test(text)) return null;
  const forms = standsAlone ? [...CHINESE_HEADINGS, ...STANDALONE_HEADINGS] : CHINESE_HEADINGS;
  return forms.find(([, form]) => form.test(text))?.[0] ?? null;
}

/** `-----`, `=====`, `* * *`: a divider, or the underline of the line before it. */
export function isRule(text: string): boolean {
  return text.length <= LONGEST_RULE && /^([-=*_~#—─═·.])(?:\s*\1){2,}$/.test(text);
}

/** `Contact us       中文`: entries with gaps between them, above the text of a saved web page. */
export function isMenu({ text, width }: PlainLine): boolean {
  return width <= LONGEST_TITLE && /\S(?: {3,}|\t)\S/.test(text);
}

/** Short, and no sentence: a title, if it is the first line. */
export function readsAsTitle({ text, width }: PlainLine): boolean {
  return width <= LONGEST_TITLE && /\p{L}{2,}/u.test(text) && !STOP_AT_END.test(text) && markerOf(text) === undefined;
}

/** Tells whether the line ends like a sentence or an introduction, so that the next one may begin anew. */
export function endsWithStop(text: string): boolean {
  return STOP_AT_END.test(text);
}

const ROMAN = ["i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x"];
/** Beginnings of the rows of numbers in circles, brackets and with stops. */
const CIRCLED = [0x2460, 0x2474, 0x2488, 0x2776];

function numberOf(count: string, kind: MarkerKind): number {
  if (kind === "letter") return count.toLowerCase().charCodeAt(0) - 96;
  if (kind === "roman") return ROMAN.indexOf(count) + 1;
  if (kind === "circled") {
    const code = count.charCodeAt(0);
    return code - (CIRCLED.findLast((first) => first <= code) ?? code) + 1;
  }
  if (/^\d/.test(count)) return Number(count);
  const [tens, ones] = count.includes("十") ? count.split("十") : ["", count];
  const digit = (character: string | undefined, otherwise: number) =>
    character === undefined || character === "" ? otherwise : CHINESE_DIGITS.indexOf(character) + 1;
  return count.includes("十") ? digit(tens, 1) * 10 + digit(ones, 0) : digit(ones, 0);
}

function widthOf(text: string): number {
  let width = text.length;
  for (let index = 0; index < text.length; index += 1) {
    const codeUnit = text.charCodeAt(index);
    if (isWideEastAsian(codeUnit)) width += 1;
  }
  return width;
}
