/**
 * Labels that stand before a clause or an item: `3.2`, `Article 7`, `第七条`, a box that is ticked or not. In both
 * languages, and in all the ways of writing them.
 */

/**
 * Styles from the widest to the narrowest, as documents nest them; a clause ends where a wider or an equal one begins.
 */
const STYLES = ["part", "chapter", "section", "article", "han", "han-bracket", "number", "bracket"] as const;
export type LabelStyle = (typeof STYLES)[number];

export interface Label {
  readonly style: LabelStyle;
  /** Number in digits, with dots between: `3.2`; `第七条之一` is `7-1`. A letter stays one. */
  readonly number: string;
}

const HAN_DIGITS = "零一二三四五六七八九";
const HAN_NUMBER = `[〇${HAN_DIGITS}十百]+`;
const HAN_UNIT = new RegExp(
  `^第\\s?\\(?(?<number>\\d+|${HAN_NUMBER})\\)?\\s?(?<unit>编|部分|章|节|条|项)(?:之(?<again>\\d+|${HAN_NUMBER}))?`,
  "u",
);
const WORD_UNIT =
  /^(?<unit>part|chapter|section|sec\.|§|article|art\.|clause|rule|item)\s?(?<number>\d{1,3}(?:\.\d{1,3})*|[ivxlc]+)(?![\p{L}\d])/iu;
const HAN_COMMA = new RegExp(`^(?<number>${HAN_NUMBER})、`, "u");
const BRACKET = new RegExp(`^\\((?:(?<han>${HAN_NUMBER})|(?<number>\\d{1,3}|[a-z]))\\)`, "iu");
const NUMBER = /^(?<number>\d{1,3}(?:\.\d{1,3})*)(?!\.?\d)(?=[.、:()]|\s|$|\p{Script=Han})/u;

const STYLE_OF_UNIT: Readonly<Record<string, LabelStyle>> = {
  编: "part",
  部分: "part",
  part: "part",
  章: "chapter",
  chapter: "chapter",
  节: "section",
  section: "section",
  "sec.": "section",
  "§": "section",
  条: "article",
  article: "article",
  "art.": "article",
  rule: "article",
  项: "han-bracket",
  item: "bracket",
  clause: "number",
};

/** The label that a text begins with, and what follows it. @param text one line */
export function labelAt(text: string): { readonly label: Label; readonly rest: string } | null {
  const line = text.normalize("NFKC").trimStart();
  const found = (match: RegExpExecArray, style: LabelStyle | undefined, number: string) =>
    style === undefined ? null : { label: { style, number }, rest: line.slice(match[0].length) };
  const unit = HAN_UNIT.exec(line) ?? WORD_UNIT.exec(line);
  if (unit !== null) {
    const { unit: name = "", number = "", again } = unit.groups ?? {};
    return found(
      unit,
      STYLE_OF_UNIT[name.toLowerCase()],
      chineseCount(number) + (again ? `-${chineseCount(again)}` : ""),
    );
  }
  const comma = HAN_COMMA.exec(line);
  if (comma !== null) return found(comma, "han", chineseCount(comma.groups?.number ?? ""));
  const bracket = BRACKET.exec(line);
  if (bracket !== null) {
    const { han, number = "" } = bracket.groups ?? {};
    return han === undefined
      ? found(bracket, "bracket", number.toLowerCase())
      : found(bracket, "han-bracket", chineseCount(han));
  }
  const number = NUMBER.exec(line);
  return number === null ? null : found(number, "number", number.groups?.number ?? "");
}

/**
 * Parses a document's label of a clause: `3.2`, `Article 7(2)`, `第三章第七条`, `七`; outermost first, empty if it is no
 * number.
 */
export function labelsIn(reference: string): readonly Label[] {
  const labels: Label[] = [];
  let rest = reference.normalize("NFKC").trim();
  if (new RegExp(`^${HAN_NUMBER}$`, "u").test(rest)) rest += "、";
  for (let found = labelAt(rest); found !== null && labels.length < STYLES.length; found = labelAt(rest)) {
    labels.push(found.label);
    rest = found.rest.replace(/^[\s.,;:、，的]+/u, "");
  }
  return labels;
}

/** Tells whether a clause `one` is over when `next` begins: `3.2` goes on through `3.2.1` and `(a)`. */
export function endsAt(one: Label, next: Label): boolean {
  const [own, other] = [STYLES.indexOf(one.style), STYLES.indexOf(next.style)];
  return other < own || (other === own && !next.number.startsWith(`${one.number}.`));
}

/** A count in Han or Roman numerals, or in digits, as digits: 二十三 is `23`. */
export function chineseCount(number: string): string {
  if (/^\d/u.test(number)) return number;
  if (/^[ivxlc]+$/iu.test(number)) return String(romanValue(number.toUpperCase()));
  let value = 0;
  let digit = 0;
  for (const character of number.replaceAll("〇", "零")) {
    const unit = { 十: 10, 百: 100 }[character];
    if (unit === undefined) digit = HAN_DIGITS.indexOf(character);
    else {
      value += Math.max(digit, 1) * unit;
      digit = 0;
    }
  }
  return String(value + digit);
}

function romanValue(number: string): number {
  const values = [...number].map((letter) => ({ I: 1, V: 5, X: 10, L: 50, C: 100 })[letter] ?? 0);
  return values.reduce((sum, value, index) => sum + (value < (values[index + 1] ?? 0) ? -value : value), 0);
}

/**
 * `1.`, `3.2 `, `(a)`, `iv)`, `一、`, `（二）`, `①`, `Step 1`, `第一步`. What stands alone may be a word, or the 30 of
 * "30 billion": it wants a sign behind it.
 */
const ITEM_NUMBER =
  /^(?:[(（]?(?:\d+(?:\.\d+)*[.)、．）]|\d+(?:\.\d+)+\s|(?:[a-z]|[ivx]{1,4}|[一二三四五六七八九十]{1,3})[.)、．）])|[①-⑳⑴-⒇⒈-⒛❶-❿]|Step\s+\d|(?:第[一二三四五六七八九十\d]{1,3}步|步骤\s*[一二三四五六七八九十\d]{1,3})|第[一二三四五六七八九十]{1,3}[，,、：:])/iu;

/**
 * Tells whether a list item brings the number that its document gives it, or the box that is ticked or not. Markdown
 * and Word keep them in the text; bullets are left out.
 */
export function hasItemNumber(item: string): boolean {
  return ITEM_NUMBER.test(item) || startsWithBox(item);
}

/** Each line without the number before it, which counts nothing: "5. Purchase postponed" holds no five. */
export function withoutItemNumbers(text: string): string {
  return text.replaceAll(/^[^\n]+/gmu, (line) => line.replace(ITEM_NUMBER, ""));
}

/** Signs that are no bullets wherever they stand; ■ is kept too, as it may be a box that is filled. */
const BOX = /^(?:[□☐☑☒■✓✔]\s*(?=\S)|\[[ xX√✓]\]\s*(?=\S)|[（(]\s*[√✓✔]?\s*[）)]\s*(?=\p{Script=Han}))/u;
/** A tick or a ring may be a bullet or a root; beside a box or its like it is a choice. */
const CHOICES = /^[√✓✔×✗✘○◯〇●◉][\s\S]{0,60}?[□☐○◯〇]|^[○◯〇][\s\S]{0,60}?[●◉√✓✔]/u;

/**
 * Boxes of forms: "□ 是 √ 否" says no. They are text and no bullets, and a line of them answers what stands before it.
 */
export function startsWithBox(text: string): boolean {
  return BOX.test(text) || CHOICES.test(text);
}
