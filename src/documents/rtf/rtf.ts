/** The reader of RTF, which older programs save letters and forms in. */

import { DocketError } from "../../errors.ts";
import { endTable, type FlowPart, flow } from "../flow.ts";
import { type HiddenReport, hiddenReport } from "../hidden-report.ts";
import { apartByLabels } from "../label-lines.ts";
import { MAX_OFFICE_FILE_BYTES } from "../limits.ts";
import { fieldText } from "../office/field-text.ts";
import { isSymbolFont, symbolText, UNKNOWN_SIGN, UNKNOWN_SIGNS } from "../office/symbol-fonts.ts";
import { markerOf } from "../plain/plain-lines.ts";
import type { Reader } from "../read.ts";
import { scriptSigns } from "../script-signs.ts";
import { type RowWriter, rowWriter } from "./rtf-rows.ts";
import { initialState, OF_PARAGRAPH, reasonToHide, type State, scriptOfState, setCharacter } from "./rtf-state.ts";
import { type RtfTables, type RtfToken, rtfTables, rtfTokens, SIGNS, UNREAD } from "./rtf-tokens.ts";

export function rtfReader(): Reader {
  return {
    format: "rtf",
    extensions: [".rtf"],
    maxBytes: MAX_OFFICE_FILE_BYTES,
    async read(bytes) {
      const { statedTitle } = await import("../office/office-package.ts");
      const { parts, title, warnings } = rtfText(bytes);
      const blocks = flow();
      for (const part of parts) blocks.add(part);
      const { text, blocks: written, warnings: others } = blocks.finish();
      const stated = statedTitle(title);
      const heading = parts.find(({ kind }) => kind === "heading");
      const named = stated ?? (heading !== undefined && "text" in heading ? heading.text : undefined);
      return {
        text,
        blocks: written,
        facts: named === undefined ? {} : { title: named },
        warnings: [...warnings, ...others],
      };
    },
  };
}

interface RtfText {
  readonly parts: readonly FlowPart[];
  readonly title: string;
  readonly warnings: readonly string[];
}

/** Characters of a field's code that are kept. */
const LONGEST_CODE = 4_000;
const DEEPEST = 5_000;
/** A file that is being read. */
interface RtfReading extends Omit<RtfTables, "title"> {
  readonly report: HiddenReport;
  readonly parts: FlowPart[];
  readonly stack: State[];
  state: State;
  readonly rows: RowWriter;
  text: string;
  marker: string;
  note: string;
  /** Code of a field that has shown no result yet. */
  code: string;
  /** State of a box of an old form, or the one that it began with. */
  isTicked: boolean | undefined;
  readonly notes: string[];
  pending: number[];
  toSkip: number;
}

/**
 * The tokens of an RTF file -> its paragraphs, rows and notes in order, as a reader of the page sees them: text that
 * is hidden, deleted or white is left out and reported.
 */
export function rtfText(bytes: Uint8Array): RtfText {
  const parts: FlowPart[] = [];
  const { title, ...tables } = rtfTables(bytes);
  const reading: RtfReading = {
    ...tables,
    report: hiddenReport(),
    parts,
    stack: [],
    state: initialState(),
    rows: rowWriter(parts),
    text: "",
    marker: "",
    note: "",
    code: "",
    isTicked: undefined,
    notes: [],
    pending: [],
    toSkip: 0,
  };
  for (const token of rtfTokens(bytes)) take(token, reading);
  endParagraph(reading);
  reading.rows.end();
  return { parts, title, warnings: reading.report.warnings() };
}

function flush(reading: RtfReading): void {
  if (reading.pending.length === 0) return;
  const { encoding = reading.page, symbol = false } = reading.fonts.get(reading.state.font) ?? {};
  const bytesOfRun = Uint8Array.from(reading.pending);
  reading.pending = [];
  // Signs of a symbol font have no code page.
  if (symbol && reading.state.destination !== "code") writeSigns(String.fromCharCode(...bytesOfRun), reading);
  else write(new TextDecoder(encoding).decode(bytesOfRun), reading);
}

/** Signs before an item are its bullet. */
function writeSigns(letters: string, reading: RtfReading): void {
  if (reading.state.destination === "marker") {
    write("•", reading);
    return;
  }
  const { name } = reading.fonts.get(reading.state.font) ?? {};
  const signs = symbolText(letters, isSymbolFont(name) ? name : "Wingdings");
  const isSeen = reasonToHide(reading.state, reading.colors) === undefined;
  if (signs.includes(UNKNOWN_SIGN) && isSeen) reading.report.note(UNKNOWN_SIGNS);
  write(signs, reading);
}

function write(run: string, reading: RtfReading): void {
  const { destination } = reading.state;
  if (destination === "code") {
    if (reading.code.length < LONGEST_CODE) reading.code += run;
    return;
  }
  if (destination !== "" && destination !== "footnote" && destination !== "marker") return;
  const reason = reasonToHide(reading.state, reading.colors);
  if (reason !== undefined) {
    if (run.trim() !== "") reading.report.add(reason);
    return;
  }
  if (run.trim() !== "" && destination === "") reading.code = "";
  if (destination === "marker") reading.marker += run;
  else if (destination === "footnote") reading.note += run;
  else {
    const script = scriptOfState(reading.state);
    reading.text += script === undefined ? run : scriptSigns(run, script, reading.text);
  }
}

function endParagraph(reading: RtfReading): void {
  flush(reading);
  if (reading.state.destination === "footnote") {
    reading.note += " ";
    return;
  }
  const { own, lead } = markedText(reading);
  reading.text = "";
  reading.marker = "";
  if (reading.state.inTable) {
    reading.rows.paragraph(`${lead} ${own}`.replaceAll("\n", " ").trim(), reading.state.nesting > 1);
    return;
  }
  if (own === "") {
    endTable(reading.parts);
    return;
  }
  reading.rows.end();
  const lines = lead === "" ? apartByLabels(own.split("\n")) : [own.replaceAll("\n", " ")];
  for (const line of lines) reading.parts.push(partOf(line, lead, reading));
  for (const said of reading.notes.splice(0)) reading.parts.push({ kind: "note", text: said });
}

/** Half points of a first line in the middle that is the title, and its characters at most. */
const [TITLE_SIZE, LONGEST_TITLE] = [28, 120];

function partOf(own: string, lead: string, { state, styles, parts }: RtfReading): FlowPart {
  const level = state.level ?? styles.get(state.style);
  if (level !== undefined) return { kind: "heading", level: level + 1, text: `${lead} ${own}`.trim() };
  if (lead !== "")
    return {
      kind: "item",
      depth: state.listLevel ?? Math.max(0, state.left),
      text: /[\p{L}\p{N}]/u.test(lead) ? `${lead} ${own}` : own,
    };
  const isTitle = parts.length === 0 && state.centred && state.size >= TITLE_SIZE && own.length <= LONGEST_TITLE;
  return isTitle ? { kind: "heading", level: 1, text: own } : { kind: "paragraph", text: own };
}

/** A mark in the hanging indent before a tab is a bullet or a number, too. */
function markedText({ text, marker, state }: RtfReading): { readonly own: string; readonly lead: string } {
  const own = text.replace(/[ \t]*\n[ \t]*/g, "\n").trim();
  if (marker.trim() !== "" || state.first >= 0) return { own, lead: marker.trim() };
  const [whole = "", mark = ""] = /^(\S{1,8})[ ]?\t\s*(?=\S)/u.exec(own) ?? [];
  const isMark = mark !== "" && (!/[\p{L}\p{N}]/u.test(mark) || markerOf(`${mark} x`) !== undefined);
  return isMark ? { own: own.slice(whole.length), lead: mark } : { own, lead: "" };
}

function close(reading: RtfReading): void {
  flush(reading);
  const before = reading.state.destination;
  const { fields } = reading.state;
  reading.state = reading.stack.pop() ?? reading.state;
  if (fields > reading.state.fields) endField(reading);
  if (before !== "footnote" || reading.state.destination === "footnote") return;
  if (reading.note.trim() !== "") reading.notes.push(reading.note.replace(/\s+/g, " ").trim());
  reading.note = "";
}

/** A field that draws something and shows no result. */
function endField(reading: RtfReading): void {
  const box = reading.isTicked === true ? "☑" : "☐";
  const drawn = /^\s*FORMCHECKBOX\b/iu.test(reading.code) ? box : fieldText(reading.code, reading.text);
  reading.code = "";
  reading.isTicked = undefined;
  if (drawn !== "") write(drawn, reading);
}

/** Destinations whose words count; in others they would change what is around. */
const READ = new Set(["", "footnote", "marker", "code"]);

function control(word: string, value: number | undefined, reading: RtfReading): void {
  flush(reading);
  if (word === "*") reading.state.starred = true;
  else if (word === "field") reading.state.fields += 1;
  else if ((word === "ffres" || word === "ffdefres") && (value === 0 || value === 1)) reading.isTicked ??= value === 1;
  else if (enters(word, reading)) {
    reading.state.destination = entered(word, reading.state);
    reading.state.starred = false;
  } else if (word === "nestrow") reading.rows.nestedRow();
  else if (!READ.has(reading.state.destination)) return;
  else if (word === "u") unicode(value ?? 0, reading);
  else if (SIGNS.has(word)) write(SIGNS.get(word) ?? "", reading);
  else if (word === "par" || word === "sect" || word === "page") endParagraph(reading);
  else if (word === "cell" || word === "nestcell") {
    reading.state.inTable = true;
    endParagraph(reading);
    reading.rows.cell(word === "nestcell");
  } else if (word === "row") reading.rows.row();
  else if (word === "trowd") reading.rows.define();
  else if (/^(?:cellx|clvmgf|clvmrg|clmgf|clmrg|trleft|trhdr)$/.test(word)) reading.rows.property(word, value ?? 0);
  else setProperty(word, value, reading);
}

function setProperty(word: string, value: number | undefined, reading: RtfReading): void {
  const on = value !== 0;
  if (word === "pard") Object.assign(reading.state, OF_PARAGRAPH);
  else if (word === "intbl") reading.state.inTable = true;
  else if (word === "li" || word === "lin") reading.state.left = value ?? 0;
  else if (word === "fi") reading.state.first = value ?? 0;
  else if (word === "qc") reading.state.centred = true;
  else if (word === "itap") reading.state.nesting = value ?? 1;
  else if (word === "ls") reading.state.listLevel ??= 0;
  else if (word === "ilvl") reading.state.listLevel = Math.max(0, value ?? 0);
  else if (word === "s") reading.state.style = value ?? 0;
  else if (word === "outlinelevel") reading.state.level = value !== undefined && value < 9 ? value : undefined;
  else if (word === "uc") reading.state.fallback = Math.max(0, Math.min(value ?? 1, 10));
  else setCharacter(reading.state, word, value, on);
}

function unicode(value: number, reading: RtfReading): void {
  const code = value < 0 ? value + 65_536 : value;
  const sign = String.fromCharCode(code > 0xffff ? 0xfffd : code);
  if (code >= 0xf020 && code <= 0xf0ff) writeSigns(sign, reading);
  else write(sign, reading);
  reading.toSkip = reading.state.fallback;
}

/** A group that is entered once keeps what is around it unread. */
function enters(word: string, reading: RtfReading): boolean {
  return reading.state.starred || UNREAD.has(word) || /^(?:footnote|listtext|pntext|shptxt|title)$/.test(word);
}

function take(token: RtfToken, reading: RtfReading): void {
  if (token.kind === "open") {
    flush(reading);
    if (reading.stack.length > DEEPEST)
      throw new DocketError("document", `groups nested over ${DEEPEST} deep: save it as .docx`);
    reading.stack.push(reading.state);
    reading.state = { ...reading.state, starred: false };
    reading.toSkip = 0;
  } else if (token.kind === "close") close(reading);
  else if (token.kind === "word") {
    if (reading.toSkip > 0 && token.word !== "u" && SIGNS.has(token.word)) reading.toSkip -= 1;
    else control(token.word, token.value, reading);
  } else if (reading.toSkip > 0) reading.toSkip -= 1;
  else reading.pending.push(token.byte);
}

function entered(word: string, { destination, starred }: State): string {
  // A text box stands in a drawing, which has nothing else to read.
  if (word === "shptxt" && (destination === "shpinst" || destination === "")) return "";
  if (destination !== "" && destination !== "footnote") return destination;
  if (word === "listtext" || word === "pntext") return "marker";
  if (word === "footnote") return "footnote";
  if (word === "fldinst") return "code";
  return starred || UNREAD.has(word) ? word : destination;
}
