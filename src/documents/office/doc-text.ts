/**
 * A Word file before 2007 -> its paragraphs, rows and notes in order, as a reader of the page sees them: hidden, deleted and
 * white text is left out and reported, of fields only the result is read.
 */

import type { FlowPart } from "../flow.ts";
import { type HiddenReport, hiddenReport } from "../hidden-report.ts";
import { scriptSigns } from "../script-signs.ts";
import { type DocFile, type PropertyRun, runAt } from "./doc-file.ts";

export interface DocText {
  readonly parts: readonly FlowPart[];
  readonly warnings: readonly string[];
}

// Modifiers of characters and paragraphs, [MS-DOC] 2.6.
const DELETED = 0x0800;
const HIDDEN = 0x083c;
const COLOR_INDEX = 0x2a42;
const COLOR = 0x6870;
const SHADING = 0xca71;
const OLD_SHADING = 0x4866;
const HIGHLIGHT = 0x2a0c;
const SIZE = 0x4a43;
const SCRIPT = 0x2a48;
const SYMBOL = 0x6a09;
const ROW_END = 0x2417;
const IN_TABLE = 0x2416;
const LEVEL = 0x2640;
const LIST = 0x460b;
const LIST_DEPTH = 0x260a;
const TABLE_DEFINITION = 0xd608;

// Characters that are marks.
const FIELD = { begin: 0x13, separator: 0x14, end: 0x15 } as const;
const PARAGRAPH = 0x0d;
const CELL = 0x07;
const BREAKS = new Set([0x0c, 0x0e]);
const LINE = 0x0b;
const UNSEEN = new Set([0x00, 0x01, 0x02, 0x03, 0x04, 0x05, 0x06, 0x08, 0x1f]);
const SMALLEST = 4;
const WHITE_INDEX = 8;
const DEEPEST_FIELD = 50;

/** A file that is being read. */
interface DocReading {
  readonly report: HiddenReport;
  readonly seen: WeakMap<PropertyRun, string>;
  readonly parts: FlowPart[];
  counted: boolean;
  readonly notes: { readonly mark: number; readonly text: string }[];
  readonly file: DocFile;
}

export function docText(file: DocFile): DocText {
  const { main, footnotes, headers, comments, endnotes, boxes } = file.lengths;
  const reading: DocReading = {
    file,
    report: hiddenReport(),
    seen: new WeakMap(),
    parts: [],
    counted: false,
    notes: [],
  };
  for (const { mark, start, end } of file.notes) {
    reading.notes.push({ mark, text: plainOf(start, end, reading) });
  }
  reading.notes.sort((one, other) => one.mark - other.mark);
  writeStory(0, main, true, reading);
  const boxStart = main + footnotes + headers + comments + endnotes;
  if (boxes > 0) writeStory(boxStart, boxStart + boxes, false, reading);
  const warnings = reading.report.warnings();
  const numbers =
    "Word counts the numbers of lists, and they are not in the file: open it in Word and save it as .docx";
  return { parts: reading.parts, warnings: reading.counted ? [...warnings, numbers] : warnings };
}

function plainOf(start: number, end: number, reading: DocReading): string {
  const before = reading.parts.length;
  writeStory(start, end, false, reading);
  return reading.parts
    .splice(before)
    .map((part) => ("text" in part ? part.text : ""))
    .join(" ")
    .trim();
}

function writeStory(start: number, end: number, hasNotes: boolean, reading: DocReading): void {
  let text = "";
  let cells: string[] = [];
  let lines: string[] = [];
  let above: readonly string[] = [];
  const fields: boolean[] = [];
  let nextNote = hasNotes ? 0 : Number.POSITIVE_INFINITY;
  let reason: string | undefined;
  let run: PropertyRun | undefined;

  const endParagraph = (paragraph: PropertyRun | undefined, position: number): void => {
    const line = text.replace(/[ \t]*\n[ \t]*/g, " ").trim();
    text = "";
    if (paragraph?.properties.has(IN_TABLE) === true) {
      if (line !== "") lines.push(line);
    } else if (line !== "") {
      above = [];
      reading.parts.push(partOf(line, paragraph, reading));
      for (
        let note = reading.notes[nextNote];
        note !== undefined && note.mark <= position;
        note = reading.notes[nextNote]
      ) {
        nextNote += 1;
        if (note.text !== "") reading.parts.push({ kind: "note", text: note.text });
      }
    }
  };

  for (const { position, offset, code } of reading.file.characters(start, end)) {
    if (run === undefined || offset < run.start || offset >= run.end) {
      run = runAt(reading.file.ofCharacters, offset);
      reason = run === undefined ? undefined : reasonToHide(run.properties);
    }
    if (code === FIELD.begin && fields.length < DEEPEST_FIELD) fields.push(false);
    else if (code === FIELD.separator && fields.length > 0) fields[fields.length - 1] = true;
    else if (code === FIELD.end) fields.pop();
    else if (fields.includes(false)) continue;
    else if (code === PARAGRAPH || BREAKS.has(code)) endParagraph(runAt(reading.file.ofParagraphs, offset), position);
    else if (code === CELL) {
      const paragraph = runAt(reading.file.ofParagraphs, offset);
      if (text.trim() !== "") lines.push(text.trim());
      text = "";
      if (paragraph?.properties.has(ROW_END) === true) {
        const goesOn = mergedCells(paragraph.properties.get(TABLE_DEFINITION));
        const row = cells.map((cell, index) => (goesOn[index] === true ? (above[index] ?? cell) : cell));
        if (row.length > 0) reading.parts.push({ kind: "row", cells: row });
        above = row;
        cells = [];
      } else cells.push(lines.join(" "));
      lines = [];
    } else if (!UNSEEN.has(code)) add(code);
  }
  endParagraph(undefined, end);
  const rest = [...cells, ...lines].filter((cell) => cell !== "");
  if (rest.length > 0) reading.parts.push({ kind: "row", cells: rest });

  function add(code: number): void {
    const sign = code === LINE ? "\n" : code === 0x1e ? "-" : String.fromCharCode(code);
    if (reason !== undefined) {
      if (sign.trim() !== "") noteHidden(reason, run, reading);
    } else if (run?.properties.has(SYMBOL) === true) noteHidden("a sign of a symbol font", run, reading);
    else {
      const script = run?.properties.get(SCRIPT)?.[0];
      text += script === 1 || script === 2 ? scriptSigns(sign, script === 1 ? "raised" : "lowered", text) : sign;
    }
  }
}

function partOf(text: string, paragraph: PropertyRun | undefined, reading: DocReading): FlowPart {
  const level = levelOf(paragraph, reading);
  if (level !== undefined) return { kind: "heading", level: level + 1, text };
  const list = paragraph?.properties.get(LIST);
  if (list === undefined || ((list[0] ?? 0) | (list[1] ?? 0)) === 0) return { kind: "paragraph", text };
  reading.counted = true;
  return { kind: "item", depth: paragraph?.properties.get(LIST_DEPTH)?.[0] ?? 0, text };
}

function levelOf(paragraph: PropertyRun | undefined, reading: DocReading): number | undefined {
  const own = paragraph?.properties.get(LEVEL)?.[0];
  if (own !== undefined) return own < 9 ? own : undefined;
  let style = paragraph?.style ?? 0;
  for (let depth = 0; depth < 12; depth += 1) {
    const found = reading.file.styles[style];
    if (found === undefined) return undefined;
    if (found.builtIn >= 1 && found.builtIn <= 9) return found.builtIn - 1;
    style = found.base;
  }
  return undefined;
}

/** A run counts once, however many characters it has. */
function noteHidden(why: string, run: PropertyRun | undefined, reading: DocReading): void {
  if (run === undefined || reading.seen.get(run) === why) return;
  reading.seen.set(run, why);
  reading.report.add(why);
}

function reasonToHide(properties: PropertyRun["properties"]): string | undefined {
  const isOn = (sprm: number) => (properties.get(sprm)?.[0] ?? 0) % 128 === 1;
  if (isOn(HIDDEN)) return "hidden text";
  if (isOn(DELETED)) return "deleted text";
  const size = properties.get(SIZE);
  if (size !== undefined && (size[0] ?? 0) + (size[1] ?? 0) * 256 < SMALLEST) return "tiny text";
  const color = properties.get(COLOR);
  const isWhite =
    properties.get(COLOR_INDEX)?.[0] === WHITE_INDEX ||
    (color !== undefined && color[3] === 0 && color.subarray(0, 3).every((part) => part >= 0xf8));
  const shaded = properties.has(SHADING) || properties.has(OLD_SHADING) || (properties.get(HIGHLIGHT)?.[0] ?? 0) !== 0;
  return isWhite && !shaded ? "white text" : undefined;
}

/** Which cells of a row go on with the one above: after the edges of the columns come 20 bytes for each cell. */
function mergedCells(definition: Uint8Array | undefined): readonly boolean[] {
  const count = definition?.[0] ?? 0;
  return Array.from({ length: count }, (_, index) => {
    const at = 1 + (count + 1) * 2 + index * 20;
    return (((definition?.[at] ?? 0) >> 5) & 3) === 1;
  });
}
