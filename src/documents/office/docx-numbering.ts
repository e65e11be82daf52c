/**
 * The numbers that Word counts by itself: they stand on the page ("3.1", "(b)", "第二条") but not in the text, and rules
 * are cited by them. Bullets are left away, as in every format.
 */

import { attribute, childOf, elementsOf, isOn, type XmlElement } from "./xml.ts";

export interface Numbering {
  /**
   * Counts one on. @param numPr of the paragraph or of its style
   * @returns undefined where the paragraph is in no list; the label is "" for bullets
   */
  next(numPr: XmlElement | undefined): { readonly label: string; readonly depth: number } | undefined;
}

interface Level {
  readonly format: string;
  /** `%1.%2` */
  readonly text: string;
  readonly start: number;
  readonly arabic: boolean;
}

interface List {
  /** Lists of one definition count on together, unless one starts anew. */
  readonly counters: number[];
  readonly levels: ReadonlyMap<number, Level>;
}

const DEEPEST = 8;

export function readNumbering(tree: XmlElement | undefined): Numbering {
  const definitions = new Map<string, List>();
  const lists = new Map<string, List>();
  for (const element of elementsOf(tree)) {
    if (element.name === "abstractNum") {
      definitions.set(attribute(element, "abstractNumId") ?? "", { counters: [], levels: levelsOf(element) });
    } else if (element.name === "num") {
      const definition = definitions.get(attribute(childOf(element, "abstractNumId"), "val") ?? "");
      if (definition !== undefined) lists.set(attribute(element, "numId") ?? "", overridden(definition, element));
    }
  }
  return {
    next(numPr) {
      const list = lists.get(attribute(childOf(numPr, "numId"), "val") ?? "");
      if (list === undefined) return undefined;
      const depth = Math.min(DEEPEST, Math.max(0, Number(attribute(childOf(numPr, "ilvl"), "val") ?? "0") || 0));
      const { counters, levels } = list;
      for (let above = 0; above < depth; above += 1) counters[above] ??= levels.get(above)?.start ?? 1;
      counters[depth] = (counters[depth] ?? (levels.get(depth)?.start ?? 1) - 1) + 1;
      counters.length = depth + 1;
      const level = levels.get(depth);
      // An empty bullet goes on with the item above it, as pandoc writes it.
      const isContinued = level?.format === "bullet" && level.text.trim() === "";
      return { label: labelOf(list, depth), depth: isContinued ? depth + 1 : depth };
    },
  };
}

function overridden(definition: List, num: XmlElement): List {
  const overrides = elementsOf(num).filter(({ name }) => name === "lvlOverride");
  if (overrides.length === 0) return definition;
  const levels = new Map(definition.levels);
  for (const override of overrides) {
    const depth = Number(attribute(override, "ilvl"));
    const level = [...levelsOf(override).values()][0] ?? levels.get(depth);
    const start = attribute(childOf(override, "startOverride"), "val");
    if (level !== undefined) levels.set(depth, { ...level, start: start === undefined ? level.start : Number(start) });
  }
  return { counters: [], levels };
}

function levelsOf(element: XmlElement): Map<number, Level> {
  return new Map(
    elementsOf(element)
      .filter(({ name }) => name === "lvl")
      .map((level) => [
        Number(attribute(level, "ilvl")),
        {
          format: attribute(childOf(level, "numFmt"), "val") ?? "decimal",
          text: attribute(childOf(level, "lvlText"), "val") ?? "",
          start: Number(attribute(childOf(level, "start"), "val") ?? "1") || 0,
          arabic: isOn(childOf(level, "isLgl")) ?? false,
        },
      ]),
  );
}

function labelOf({ counters, levels }: List, depth: number): string {
  const level = levels.get(depth);
  if (level === undefined || level.format === "bullet" || level.format === "none") return "";
  return level.text.replace(/%([1-9])/g, (_, digit: string) => {
    const each = Number(digit) - 1;
    const count = counters[each] ?? 0;
    return writtenNumber(count, level.arabic ? "decimal" : (levels.get(each)?.format ?? "decimal"));
  });
}

const CHINESE = ["〇", "一", "二", "三", "四", "五", "六", "七", "八", "九"];
const FORMAL = ["零", "壹", "贰", "叁", "肆", "伍", "陆", "柒", "捌", "玖"];
const TRADITIONAL = ["零", "壹", "貳", "參", "肆", "伍", "陸", "柒", "捌", "玖"];
const ROMAN: readonly (readonly [value: number, sign: string])[] = [
  ...([
    [1000, "m"],
    [900, "cm"],
    [500, "d"],
    [400, "cd"],
    [100, "c"],
    [90, "xc"],
  ] as const),
  ...([
    [50, "l"],
    [40, "xl"],
    [10, "x"],
    [9, "ix"],
    [5, "v"],
    [4, "iv"],
    [1, "i"],
  ] as const),
];

/** A number in one of Word's formats (ST_NumberFormat); those of other scripts are written in digits. */
export function writtenNumber(count: number, format: string): string {
  if (count < 1 || count > 9_999) return String(count);
  switch (format) {
    case "lowerLetter":
      return letters(count);
    case "upperLetter":
      return letters(count).toUpperCase();
    case "lowerRoman":
      return roman(count);
    case "upperRoman":
      return roman(count).toUpperCase();
    case "decimalZero":
      return String(count).padStart(2, "0");
    case "decimalEnclosedCircle":
    case "decimalEnclosedCircleChinese":
      return count <= 20 ? String.fromCharCode(0x245f + count) : String(count);
    case "chineseCounting":
    case "chineseCountingThousand":
    case "taiwaneseCounting":
    case "taiwaneseCountingThousand":
    case "japaneseCounting":
      return chinese(count, CHINESE, ["", "十", "百", "千"]).replace(/^一十/, "十");
    case "chineseLegalSimplified":
      return chinese(count, FORMAL, ["", "拾", "佰", "仟"]);
    case "ideographLegalTraditional":
      return chinese(count, TRADITIONAL, ["", "拾", "佰", "仟"]);
    case "ideographTraditional":
      return "甲乙丙丁戊己庚辛壬癸"[count - 1] ?? String(count);
    case "ideographZodiac":
      return "子丑寅卯辰巳午未申酉戌亥"[count - 1] ?? String(count);
    case "ideographEnclosedCircle":
      return count <= 10 ? String.fromCharCode(0x327f + count) : String(count);
    case "decimalEnclosedParen":
      return count <= 20 ? String.fromCharCode(0x2473 + count) : `(${count})`;
    case "decimalEnclosedFullstop":
      return count <= 20 ? String.fromCharCode(0x2487 + count) : `${count}.`;
    case "decimalFullWidth":
    case "decimalFullWidth2":
      return [...String(count)].map((digit) => String.fromCharCode(0xff10 + Number(digit))).join("");
    case "ideographDigital":
    case "japaneseDigitalTenThousand":
      return [...String(count)].map((digit) => CHINESE[Number(digit)]).join("");
    default:
      return String(count);
  }
}

/** a, b, … z, aa, bb, as Word counts. */
function letters(count: number): string {
  return String.fromCharCode(97 + ((count - 1) % 26)).repeat(Math.min(9, Math.ceil(count / 26)));
}

function roman(count: number): string {
  let rest = count;
  let text = "";
  for (const [value, sign] of ROMAN) {
    text += sign.repeat(Math.floor(rest / value));
    rest %= value;
  }
  return text;
}

function chinese(count: number, digits: readonly string[], units: readonly string[]): string {
  const figures = [...String(count)].map(Number);
  const parts = figures.map((figure, index) =>
    figure === 0 ? "零" : `${digits[figure] ?? ""}${units[figures.length - 1 - index] ?? ""}`,
  );
  return parts.join("").replace(/零+/g, "零").replace(/零$/, "");
}
