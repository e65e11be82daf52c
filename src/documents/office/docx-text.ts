/**
 * The text of a Word paragraph as it stands on the page: results of fields instead of their codes, insertions without
 * what was deleted, nothing that is hidden. Footnotes and text boxes are handed on, to be written after it.
 */

import { mathText } from "../formula-text.ts";
import type { HiddenReport } from "../hidden-report.ts";
import type { Outline } from "../outline.ts";
import { headingLevel, markerOf, plainLines, readsAsTitle } from "../plain/plain-lines.ts";
import { type ScriptRun, scriptText } from "../script-signs.ts";
import type { Numbering } from "./docx-numbering.ts";
import { type Look, lookOf, outlineLevel, over, type Styles } from "./docx-styles.ts";
import { isDrawing } from "./drawings.ts";
import { fieldText } from "./field-text.ts";
import { isSymbolFont, symbolText, UNKNOWN_SIGN, UNKNOWN_SIGNS } from "./symbol-fonts.ts";
import { attribute, childOf, elementsOf, isOn, textOf, type XmlElement } from "./xml.ts";

export interface ParagraphText {
  /** One for each line that somebody ended by hand. */
  readonly lines: readonly string[];
  /** Footnotes and endnotes that are referred to. */
  readonly notes: readonly { readonly kind: "footnote" | "endnote"; readonly id: string }[];
  /** Contents of text boxes that are anchored here. */
  readonly boxes: readonly XmlElement[];
  /** References to charts and diagrams that stand here. */
  readonly drawings: readonly XmlElement[];
}

interface TextOptions {
  readonly styles: Styles;
  readonly report: HiddenReport;
}

/** Reads the paragraphs of one part, in their order: a field may begin in one and end in another. */
export function paragraphTexts({ styles, report }: TextOptions) {
  const fields = openFields();
  return (paragraph: XmlElement, look: Look): ParagraphText => {
    const reading: Reading = { styles, report, fields, lines: [[]], notes: [], boxes: [], drawings: [] };
    for (const child of elementsOf(paragraph)) walk(child, look, reading);
    const { notes, boxes, drawings } = reading;
    return { lines: reading.lines.map(scriptText), notes, boxes, drawings };
  };
}

/** A paragraph that is being read. */
interface Reading extends TextOptions {
  readonly fields: OpenFields;
  readonly lines: ScriptRun[][];
  readonly notes: ParagraphText["notes"][number][];
  readonly boxes: XmlElement[];
  readonly drawings: XmlElement[];
}

/** Characters of a field's code that are looked at. */
const LONGEST_FIELD_CODE = 4_000;

interface OpenFields {
  begin(): void;
  /** A piece of the innermost code. */
  code(text: string): void;
  /** The code ends, and the result begins. */
  separate(): void;
  /** @returns the code of a field that showed no result */
  end(): string;
  /** Text that is seen: the fields around it have a result. */
  shown(): void;
  /** Tells whether the text here is the code of a field, also of one around another's result. */
  inCode(): boolean;
}

function openFields(): OpenFields {
  /** One for each field that is open. */
  const fields: { isCode: boolean; code: string; isShown: boolean }[] = [];
  let codes = 0;
  const separate = (): void => {
    const last = fields.at(-1);
    if (last?.isCode !== true) return;
    last.isCode = false;
    codes -= 1;
  };
  return {
    begin() {
      fields.push({ isCode: true, code: "", isShown: false });
      codes += 1;
    },
    code(text) {
      const last = fields.at(-1);
      if (last?.isCode === true && last.code.length < LONGEST_FIELD_CODE) last.code += text;
    },
    separate,
    end() {
      separate();
      const last = fields.pop();
      return last === undefined || last.isShown ? "" : last.code;
    },
    shown() {
      for (const field of fields) field.isShown = true;
    },
    inCode: () => codes > 0,
  };
}

function walk(element: XmlElement, look: Look, reading: Reading): void {
  const { report, lines, notes, boxes, drawings } = reading;
  switch (element.name) {
    case "r":
      walkAll(elementsOf(element), lookOfRun(element, look, reading), reading);
      break;
    case "oMath":
      addFormula(element, look, reading);
      break;
    case "t":
      add(textOf(element), look, reading);
      break;
    case "instrText":
      if (reasonToHide(look) === undefined) reading.fields.code(textOf(element));
      break;
    case "tab":
    case "ptab":
      add(" ", look, reading);
      break;
    case "noBreakHyphen":
      add("-", look, reading);
      break;
    case "sym":
      addSymbol(element, look, reading);
      break;
    case "br":
    case "cr":
      if (reasonToHide(look) === undefined) lines.push([]);
      break;
    case "fldChar":
      passField(element, look, reading);
      break;
    case "footnoteReference":
    case "endnoteReference": {
      const kind = element.name === "footnoteReference" ? "footnote" : "endnote";
      if (reasonToHide(look) === undefined) notes.push({ kind, id: attribute(element, "id") ?? "" });
      break;
    }
    case "del":
    case "moveFrom":
      report.add("text that was deleted while changes were tracked");
      break;
    case "AlternateContent":
      walkAll(elementsOf(element).slice(0, 1), look, reading);
      break;
    case "txbxContent":
      if (look.vanished === true) report.add("hidden text");
      else boxes.push(element);
      break;
    case "chart":
    case "relIds":
      if (look.vanished === true) report.add("hidden text");
      else if (isDrawing(element)) drawings.push(element);
      break;
    case "sdt":
      // A control that was not filled in shows what to type there.
      if (childOf(element, "sdtPr", "showingPlcHdr") === undefined) walkAll(elementsOf(element), look, reading);
      break;
    // Properties, and the reading aid above Chinese characters.
    case "pPr":
    case "rPr":
    case "sdtPr":
    case "rt":
      break;
    default:
      walkAll(elementsOf(element), look, reading);
  }
}

function walkAll(elements: readonly XmlElement[], look: Look, reading: Reading): void {
  for (const element of elements) walk(element, look, reading);
}

function add(text: string, look: Look, { fields, lines, report }: Reading): void {
  if (text === "") return;
  if (fields.inCode()) {
    fields.code(text);
    return;
  }
  const seen = visible(text, look, report);
  if (seen.trim() !== "") fields.shown();
  if (seen !== "") lines.at(-1)?.push({ text: seen, script: look.script ?? null });
}

function visible(text: string, look: Look, report: HiddenReport): string {
  const reason = reasonToHide(look);
  if (reason !== undefined) {
    if (text.trim() !== "") report.add(reason);
    return "";
  }
  const signs = symbolText(text, look.font);
  if (signs.includes(UNKNOWN_SIGN) && !text.includes(UNKNOWN_SIGN)) report.note(UNKNOWN_SIGNS);
  return signs;
}

function lookOfRun(run: XmlElement, look: Look, { styles }: Reading): Look {
  const properties = childOf(run, "rPr");
  return over(over(look, styles.run(attribute(childOf(properties, "rStyle"), "val"))), lookOf(properties));
}

function addFormula(formula: XmlElement, look: Look, { fields, lines, report }: Reading): void {
  const before = scriptText(lines.at(-1) ?? []);
  if (fields.inCode()) return;
  const text = mathText(formula, {
    before,
    runText: (run) => visible(mathRunText(run), mathRunLook(run, look), report),
  });
  if (text !== "") lines.at(-1)?.push({ text, script: null });
}

/** The look of a formula's run: its own properties over the paragraph's, so that a hidden run is left out. */
function mathRunLook(run: XmlElement, look: Look): Look {
  return elementsOf(run)
    .filter(({ name }) => name === "rPr")
    .reduce((under, properties) => over(under, lookOf(properties)), look);
}

function mathRunText(run: XmlElement): string {
  return elementsOf(run)
    .map((child) => (child.name === "t" ? textOf(child) : ""))
    .join("");
}

function addSymbol(symbol: XmlElement, look: Look, reading: Reading): void {
  const code = Number.parseInt(attribute(symbol, "char") ?? "", 16);
  if (!(code >= 0x20 && code <= 0xffff)) return;
  add(String.fromCharCode(code), { ...look, font: symbolFont(code, attribute(symbol, "font")) }, reading);
}

function passField(element: XmlElement, look: Look, reading: Reading): void {
  const type = attribute(element, "fldCharType");
  if (type === "begin") {
    add(filledIn(childOf(element, "ffData")), look, reading);
    reading.fields.begin();
  } else if (type === "separate") reading.fields.separate();
  else if (type === "end") {
    const code = reading.fields.end();
    if (code !== "") add(fieldText(code, scriptText(reading.lines.at(-1) ?? [])), look, reading);
  }
}

/** Word writes a code of the private area also where it names a font that is none of signs. */
function symbolFont(code: number, font: string | undefined): string | undefined {
  return isSymbolFont(font) || code < 0xf000 || code > 0xf0ff ? font : "Wingdings";
}

/** Content of a field of an old form that no text follows: a box, or the choice from a list. */
function filledIn(field: XmlElement | undefined): string {
  const box = childOf(field, "checkBox");
  if (box !== undefined) return (isOn(childOf(box, "checked")) ?? isOn(childOf(box, "default"))) === true ? "☑" : "☐";
  const list = childOf(field, "ddList");
  const entries = elementsOf(list).filter(({ name }) => name === "listEntry");
  const chosen = attribute(childOf(list, "result"), "val") ?? attribute(childOf(list, "default"), "val") ?? "0";
  return attribute(entries[Number(chosen)], "val") ?? "";
}

/** Names the hidden text in the report. */
function reasonToHide({ vanished, white, shaded, tiny, struckOut }: Look): string | undefined {
  if (vanished === true) return "hidden text";
  if (white === true && shaded !== true) return "white text";
  if (tiny === true) return "text too small to be read";
  return struckOut === true ? "struck-out text" : undefined;
}

/** Longer "headings" are text that somebody made large. */
const LONGEST_HEADING = 300;

export interface DocxLines {
  write(
    lines: readonly string[],
    properties: XmlElement | undefined,
    style: Pick<ReturnType<Styles["paragraph"]>, "level" | "numbering">,
  ): void;
  /** The text of the title's style, or a centred first line. */
  title(): string | undefined;
}

/**
 * The lines of a Word paragraph -> a heading, an item or paragraphs. Headings are known by their styles; where a
 * document has none, as many Chinese ones, by the forms that nobody writes by accident (第一章, 一、).
 */
export function docxLines(blocks: Outline, numbering: Numbering): DocxLines {
  let hasHeadingStyles = false;
  let title: string | undefined;

  /** @returns whether it is a heading by its style */
  function writeStyled(level: number | null, label: string, whole: string): boolean {
    if (level === null || whole.length > LONGEST_HEADING) return false;
    if (level > 0) hasHeadingStyles = true;
    const heading = blocks.heading(level, label + whole);
    if (level === 0) title ??= heading;
    return true;
  }

  /** @returns whether it is a heading, or the title, by its form */
  function writeFormed(whole: string, centred: boolean, isNumbered: boolean): boolean {
    const [line] = plainLines(whole);
    if (line === undefined) return false;
    if (blocks.count === 0 && centred && readsAsTitle(line)) {
      title = blocks.heading(0, whole);
      return true;
    }
    const level = hasHeadingStyles ? null : headingLevel(line, centred);
    if (level === null || isNumbered) return false;
    blocks.heading(level, whole);
    return true;
  }

  return {
    write(lines, properties, style) {
      const whole = lines.join(" ").trim();
      if (whole === "") return;
      const numbered = numbering.next(childOf(properties, "numPr") ?? style.numbering);
      const label = labelBefore(numbered);
      if (writeStyled(outlineLevel(properties) ?? style.level, label, whole)) return;
      const centred = attribute(childOf(properties, "jc"), "val") === "center";
      if (writeFormed(whole, centred, numbered !== undefined)) return;
      const [first = "", ...rest] = lines.filter((each) => each.trim() !== "");
      if (numbered !== undefined) blocks.item(numbered.depth, label + first);
      else writeLine(blocks, first);
      for (const each of rest) writeLine(blocks, each);
    },
    title: () => title,
  };
}

/** A list may be written by hand. */
function writeLine(blocks: Outline, line: string): void {
  const marker = markerOf(line.trim());
  if (marker === undefined || marker.kind === "dash") blocks.paragraph(line);
  else blocks.item(0, line.trim().slice(marker.length));
}

/** Chinese sets nothing between a number and the text: 一、总则. */
export function labelBefore(numbered: ReturnType<Numbering["next"]>): string {
  if (numbered === undefined || numbered.label === "") return "";
  return /[、，。．）】]$/.test(numbered.label) ? numbered.label : `${numbered.label} `;
}
