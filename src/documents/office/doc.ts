/**
 * The reader of Word files before 2007 (.doc, .wps). Libraries that read them take hidden text for text, or colours for
 * deletions, so the few structures that matter are read here.
 */

import { DocketError } from "../../errors.ts";
import { endTable, type FlowPart, flow } from "../flow.ts";
import { type HiddenReport, hiddenReport } from "../hidden-report.ts";
import { apartByLabels } from "../label-lines.ts";
import { MAX_OFFICE_FILE_BYTES } from "../limits.ts";
import type { Reader } from "../read.ts";
import { type Script, type ScriptRun, scriptOfRise, scriptText } from "../script-signs.ts";
import { type DocFile, type PropertyRun, runAt } from "./doc-file.ts";
import { docRows, isInTable } from "./doc-rows.ts";
import { fieldText } from "./field-text.ts";
import { symbolText, UNKNOWN_SIGN, UNKNOWN_SIGNS } from "./symbol-fonts.ts";

export function docReader(): Reader {
  return {
    format: "doc",
    extensions: [".doc", ".dot", ".wps"],
    maxBytes: MAX_OFFICE_FILE_BYTES,
    async read(bytes) {
      const { openOle } = await import("./ole.ts");
      const { openDoc } = await import("./doc-file.ts");
      let read: ReturnType<typeof docText>;
      try {
        read = docText(openDoc(openOle(bytes)));
      } catch (cause) {
        // Numbers in a damaged file point outside of it.
        if (!(cause instanceof RangeError)) throw cause;
        throw new DocketError("document", "a damaged Word file: open it in Word and save it as .docx", { cause });
      }
      const { parts, warnings } = read;
      const blocks = flow();
      for (const part of parts) blocks.add(part);
      const { text, blocks: written, warnings: others } = blocks.finish();
      const heading = parts.find(({ kind }) => kind === "heading");
      const title = heading !== undefined && "text" in heading ? heading.text : undefined;
      return { text, blocks: written, facts: title === undefined ? {} : { title }, warnings: [...warnings, ...others] };
    },
  };
}

interface DocText {
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
/** How far text is moved up, in half points; LibreOffice writes raised text so. */
const POSITION = 0x4845;
const SYMBOL = 0x6a09;
const FONT = 0x4a4f;
const PICTURE = 0x6a03;
const LEVEL = 0x2640;
const LIST = 0x460b;
const LIST_DEPTH = 0x260a;

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
const LONGEST_CODE = 4_000;

/** A field that is open. */
interface OpenField {
  code: string;
  isCode: boolean;
  isShown: boolean;
  /** Place in the description of an old form. */
  data: number | undefined;
}

/** A file that is being read. */
interface DocReading {
  readonly report: HiddenReport;
  readonly seen: WeakMap<PropertyRun, string>;
  readonly parts: FlowPart[];
  counted: boolean;
  readonly notes: { readonly mark: number; readonly text: string }[];
  readonly file: DocFile;
}

/**
 * A Word file before 2007 -> its paragraphs, rows and notes in order, as a reader of the page sees them: hidden,
 * deleted and white text is left out and reported, of fields only the result is read.
 */
function docText(file: DocFile): DocText {
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
  let runs: ScriptRun[] = [];
  const rows = docRows(reading.parts);
  const fields: OpenField[] = [];
  let nextNote = hasNotes ? 0 : Number.POSITIVE_INFINITY;
  let reason: string | undefined;
  let run: PropertyRun | undefined;

  const endParagraph = (paragraph: PropertyRun | undefined, position: number): void => {
    const written = scriptText(runs).replace(/[ \t]*\n[ \t]*/g, "\n");
    const line = written.replaceAll("\n", " ").trim();
    runs = [];
    if (isInTable(paragraph)) rows.paragraph(line, paragraph?.properties);
    else if (line !== "") {
      for (const text of apartByLabels(written.trim().split("\n")))
        reading.parts.push(partOf(text, paragraph, reading));
      nextNote = addNotes(nextNote, position, reading);
    } else endTable(reading.parts);
  };

  const endCell = (paragraph: PropertyRun | undefined): void => {
    rows.cell(scriptText(runs).trim(), paragraph?.properties);
    runs = [];
  };

  for (const { position, offset, code } of reading.file.characters(start, end)) {
    if (run === undefined || offset < run.start || offset >= run.end) {
      run = runAt(reading.file.ofCharacters, offset);
      reason = run === undefined ? undefined : reasonToHide(run.properties);
    }
    const field = fields.at(-1);
    if (code === FIELD.begin && fields.length < DEEPEST_FIELD)
      fields.push({ code: "", isCode: true, isShown: false, data: undefined });
    else if (code === FIELD.separator && field !== undefined) field.isCode = false;
    else if (code === FIELD.end) endField(fields.pop());
    else if (field !== undefined && fields.some(({ isCode }) => isCode)) addCode(field, code, run);
    else if (code === PARAGRAPH || BREAKS.has(code)) endParagraph(runAt(reading.file.ofParagraphs, offset), position);
    else if (code === CELL) {
      endCell(runAt(reading.file.ofParagraphs, offset));
    } else if (!UNSEEN.has(code)) add(code);
  }
  endParagraph(undefined, end);
  rows.end();

  function add(code: number): void {
    const sign = code === LINE ? "\n" : code === 0x1e ? "-" : String.fromCharCode(code);
    write(run?.properties.has(SYMBOL) === true ? "" : sign);
    const symbol = run?.properties.get(SYMBOL);
    if (symbol !== undefined && symbol.length >= 4) {
      const letter = String.fromCharCode((symbol[2] ?? 0) + (symbol[3] ?? 0) * 256);
      write(symbolText(letter, reading.file.fonts[(symbol[0] ?? 0) + (symbol[1] ?? 0) * 256]));
    }
  }

  function write(letters: string): void {
    if (letters === "") return;
    if (reason !== undefined) {
      if (letters.trim() !== "") noteHidden(reason, run, reading);
      return;
    }
    const font = run?.properties.get(FONT);
    const signs =
      font === undefined ? letters : symbolText(letters, reading.file.fonts[(font[0] ?? 0) + (font[1] ?? 0) * 256]);
    if (signs.includes(UNKNOWN_SIGN) && !letters.includes(UNKNOWN_SIGN)) reading.report.note(UNKNOWN_SIGNS);
    if (signs.trim() !== "") for (const field of fields) field.isShown = true;
    const script = scriptOf(run);
    const last = runs.at(-1);
    // Words are put together from their characters here.
    if (last !== undefined && last.script === script) runs[runs.length - 1] = { text: last.text + signs, script };
    else runs.push({ text: signs, script });
  }

  function endField(field: OpenField | undefined): void {
    if (field === undefined || field.isShown || fields.some(({ isCode }) => isCode)) return;
    if (/^\s*FORMCHECKBOX\b/u.test(field.code))
      write(field.data !== undefined && reading.file.isTicked(field.data) ? "☑" : "☐");
    else write(fieldText(field.code, scriptText(runs)));
  }
}

function addCode(field: OpenField, code: number, run: PropertyRun | undefined): void {
  const data = code === 0x01 ? run?.properties.get(PICTURE) : undefined;
  if (data !== undefined && data.length >= 4)
    field.data = new DataView(data.buffer, data.byteOffset).getUint32(0, true);
  else if (code !== 0x01 && field.code.length < LONGEST_CODE) field.code += String.fromCharCode(code);
}

/** Notes whose marks stand up to a position. @returns the next one */
function addNotes(first: number, position: number, { notes, parts }: DocReading): number {
  let next = first;
  for (let note = notes[next]; note !== undefined && note.mark <= position; note = notes[next]) {
    next += 1;
    if (note.text !== "") parts.push({ kind: "note", text: note.text });
  }
  return next;
}

function scriptOf(run: PropertyRun | undefined): Script | null {
  const script = run?.properties.get(SCRIPT)?.[0];
  if (script === 1 || script === 2) return script === 1 ? "raised" : "lowered";
  const number = (sprm: number) => {
    const value = run?.properties.get(sprm);
    return value === undefined || value.length < 2 ? 0 : new DataView(value.buffer, value.byteOffset).getInt16(0, true);
  };
  return scriptOfRise(number(POSITION), number(SIZE)) ?? null;
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
