/**
 * The structures of a Word file before 2007 (.doc): pieces of text, and which properties hold over which bytes of the
 * stream. Offsets are those of [MS-DOC]; all of it is looked at through bounds, since files lie.
 */

import { DocketError } from "../../errors.ts";
import { firstIndex } from "../../first-index.ts";
import type { Ole } from "./ole.ts";

/** A run of text that stands in one place of the stream. */
interface Piece {
  /** Character positions of the document. */
  readonly start: number;
  readonly end: number;
  readonly offset: number;
  readonly bytesPerCharacter: 1 | 2;
}

/** Properties over bytes of the stream, in rising order. */
export interface PropertyRun {
  readonly start: number;
  readonly end: number;
  /** Style number; 0 for characters. */
  readonly style: number;
  readonly properties: ReadonlyMap<number, Uint8Array>;
}

export interface DocFile {
  /** Lengths in characters of the text and of what follows it. */
  readonly lengths: {
    readonly main: number;
    readonly footnotes: number;
    readonly headers: number;
    readonly comments: number;
    readonly endnotes: number;
    readonly boxes: number;
  };
  /** The characters of positions, with the offset of each in the stream. */
  characters(
    start: number,
    end: number,
  ): Generator<{ readonly position: number; readonly offset: number; readonly code: number }>;
  readonly ofCharacters: readonly PropertyRun[];
  readonly ofParagraphs: readonly PropertyRun[];
  /** Fonts by their numbers. */
  readonly fonts: readonly string[];
  /** The state of a box of an old form, whose description is at an offset of the data stream. */
  isTicked(offset: number): boolean;
  /** Built-in number of each style (1 to 9 are headings), with what it is based on. */
  readonly styles: readonly { readonly builtIn: number; readonly base: number }[];
  /** Positions of the marks of notes in the text, and of the notes among the notes. */
  readonly notes: readonly { readonly mark: number; readonly start: number; readonly end: number }[];
}

const MAGIC = 0xa5ec;
const WORD_97 = 0xc1;
const ENCRYPTED = 0x0100;
const SECOND_TABLE = 0x0200;
/** Beginning of the pairs of offset and length. */
const PAIRS = 0x9a;
const PAGE = 512;
const MOST_RUNS = 500_000;
const SAVE_AS_DOCX = "open it in Word and save it as .docx";
/** Characters of the bytes 0x80 to 0x9F, in text of one byte a character. */
const WINDOWS = new TextDecoder("windows-1252");

/** @throws DocketError `document` when it is damaged, locked, or older than Word 97 */
export function openDoc(ole: Ole): DocFile {
  const stream = ole.read("WordDocument");
  if (stream === null || stream.length < 0x200) throw damaged();
  const view = viewOf(stream);
  if (view.getUint16(0, true) !== MAGIC || view.getUint16(2, true) < WORD_97) {
    throw new DocketError("document", `a Word file from before 1997: ${SAVE_AS_DOCX}`);
  }
  const flags = view.getUint16(0x0a, true);
  if ((flags & ENCRYPTED) !== 0) throw new DocketError("document", "it has a password: save it without one");
  const table = ole.read((flags & SECOND_TABLE) !== 0 ? "1Table" : "0Table");
  if (table === null) throw damaged();
  const part = (index: number): Uint8Array => {
    const at = PAIRS + index * 8;
    if (at + 8 > stream.length) return new Uint8Array();
    const offset = view.getUint32(at, true);
    return table.subarray(offset, offset + view.getUint32(at + 4, true));
  };
  const length = (at: number) => view.getUint32(at, true);
  const pieces = piecesIn(part(33));
  let data: Uint8Array | undefined;
  return {
    lengths: {
      main: length(0x4c),
      footnotes: length(0x50),
      headers: length(0x54) + length(0x58),
      comments: length(0x5c),
      endnotes: length(0x60),
      boxes: length(0x64),
    },
    *characters(start, end) {
      for (const piece of pieces) {
        const last = Math.min(piece.end, end);
        for (let position = Math.max(piece.start, start); position < last; position += 1) {
          const offset = piece.offset + (position - piece.start) * piece.bytesPerCharacter;
          if (offset + piece.bytesPerCharacter > stream.length) return;
          const code = piece.bytesPerCharacter === 2 ? view.getUint16(offset, true) : oneByte(stream[offset] ?? 0);
          yield { position, offset, code };
        }
      }
    },
    ofCharacters: runsIn(stream, part(12), false),
    ofParagraphs: runsIn(stream, part(13), true),
    fonts: fontNames(part(15)),
    isTicked(offset) {
      data ??= ole.read("Data") ?? new Uint8Array();
      return isTicked(data, offset);
    },
    styles: stylesIn(part(1)),
    notes: [...notesIn(part(2), part(3), length(0x4c)), ...notesIn(part(46), part(47), endnoteStart(length))],
  };
}

function endnoteStart(length: (at: number) => number): number {
  return [0x4c, 0x50, 0x54, 0x58, 0x5c].reduce((sum, at) => sum + length(at), 0);
}

/** The run over an offset, by halving. */
export function runAt(runs: readonly PropertyRun[], offset: number): PropertyRun | undefined {
  const run = runs[firstIndex(runs.length, (index) => offset < (runs[index]?.end ?? 0))];
  return run !== undefined && offset >= run.start ? run : undefined;
}

function piecesIn(clx: Uint8Array): Piece[] {
  const view = viewOf(clx);
  let at = 0;
  while (at + 3 <= clx.length && clx[at] === 1) at += 3 + view.getUint16(at + 1, true);
  if (at + 5 > clx.length || clx[at] !== 2) throw damaged();
  const start = at + 5;
  const count = Math.min(MOST_RUNS, Math.floor((Math.min(view.getUint32(at + 1, true), clx.length - start) - 4) / 12));
  const pieces: Piece[] = [];
  for (let index = 0; index < count; index += 1) {
    const [from, to] = [view.getUint32(start + index * 4, true), view.getUint32(start + (index + 1) * 4, true)];
    const place = view.getUint32(start + (count + 1) * 4 + index * 8 + 2, true);
    const isOneByte = (place & 0x40000000) !== 0;
    const offset = isOneByte ? (place & 0x3fffffff) >>> 1 : place & 0x3fffffff;
    if (to > from) pieces.push({ start: from, end: to, offset, bytesPerCharacter: isOneByte ? 1 : 2 });
  }
  return pieces;
}

/** Pages of 512 bytes hold the properties: offsets first, then where each run's properties are on the page. */
function runsIn(stream: Uint8Array, list: Uint8Array, ofParagraphs: boolean): PropertyRun[] {
  const view = viewOf(list);
  const count = Math.max(0, Math.floor((list.length - 4) / 8));
  const runs: PropertyRun[] = [];
  for (let index = 0; index < count && runs.length < MOST_RUNS; index += 1) {
    const number = view.getUint32((count + 1) * 4 + index * 4, true) & 0x3fffff;
    const page = stream.subarray(number * PAGE, (number + 1) * PAGE);
    if (page.length < PAGE) continue;
    const onPage = viewOf(page);
    const runsOnPage = Math.min(page[PAGE - 1] ?? 0, ofParagraphs ? 29 : 101);
    for (let run = 0; run < runsOnPage; run += 1) {
      const [start, end] = [onPage.getUint32(run * 4, true), onPage.getUint32((run + 1) * 4, true)];
      const at = (runsOnPage + 1) * 4 + run * (ofParagraphs ? 13 : 1);
      const bytes = propertiesAt(page, (page[at] ?? 0) * 2, ofParagraphs);
      const style = ofParagraphs && bytes.length >= 2 ? (bytes[0] ?? 0) + (bytes[1] ?? 0) * 256 : 0;
      if (end > start) runs.push({ start, end, style, properties: sprms(ofParagraphs ? bytes.subarray(2) : bytes) });
    }
  }
  return runs.sort((one, other) => one.start - other.start);
}

function propertiesAt(page: Uint8Array, at: number, ofParagraphs: boolean): Uint8Array {
  const count = page[at] ?? 0;
  if (at === 0) return new Uint8Array();
  if (!ofParagraphs) return page.subarray(at + 1, at + 1 + count);
  return count === 0 ? page.subarray(at + 2, at + 2 + (page[at + 1] ?? 0) * 2) : page.subarray(at + 1, at + count * 2);
}

const SIZES = [1, 1, 2, 4, 2, 2, undefined, 3] as const;
const TABLE_DEFINITION = 0xd608;

/** Single property modifiers: a number whose top bits tell how long its operand is. */
function sprms(bytes: Uint8Array): ReadonlyMap<number, Uint8Array> {
  const found = new Map<number, Uint8Array>();
  const view = viewOf(bytes);
  let at = 0;
  while (at + 3 <= bytes.length) {
    const sprm = view.getUint16(at, true);
    at += 2;
    let size: number | undefined = SIZES[sprm >> 13];
    if (sprm === TABLE_DEFINITION && at + 2 <= bytes.length) {
      size = view.getUint16(at, true) - 1;
      at += 2;
    } else if (size === undefined) {
      size = bytes[at] ?? 0;
      at += 1;
    }
    found.set(sprm, bytes.subarray(at, at + Math.max(0, size)));
    at += Math.max(0, size);
  }
  return found;
}

/** [MS-DOC] 2.9.78: a length, a length of the head, and after the head the version, then the kind and the state in bits. */
function isTicked(data: Uint8Array, offset: number): boolean {
  if (offset + 6 > data.length) return false;
  const view = viewOf(data);
  const at = offset + view.getUint16(offset + 4, true);
  if (at + 12 > data.length || view.getUint32(at, true) !== 0xffffffff) return false;
  const bits = view.getUint16(at + 4, true);
  const state = (bits >> 2) & 0x1f;
  if (state !== 25) return state === 1;
  // The state that it began with stands after its name and its default text.
  const name = at + 10;
  const text = name + 2 + (view.getUint16(name, true) + 1) * 2;
  return text + 2 <= data.length && view.getUint16(text, true) === 1;
}

function stylesIn(sheet: Uint8Array): DocFile["styles"] {
  if (sheet.length < 20) return [];
  const view = viewOf(sheet);
  const count = Math.min(4_095, view.getUint16(2, true));
  const styles: { builtIn: number; base: number }[] = [];
  let at = 2 + view.getUint16(0, true);
  for (let index = 0; index < count && at + 2 <= sheet.length; index += 1) {
    const size = view.getUint16(at, true);
    const has = size >= 4 && at + 6 <= sheet.length;
    styles.push(
      has
        ? { builtIn: view.getUint16(at + 2, true) & 0xfff, base: view.getUint16(at + 4, true) >> 4 }
        : { builtIn: 0xfff, base: 0xfff },
    );
    at += 2 + size;
  }
  return styles;
}

function notesIn(marks: Uint8Array, texts: Uint8Array, first: number): DocFile["notes"] {
  // Positions of marks with two bytes each, and one position more than that; positions of texts, and two more.
  const count = Math.max(0, Math.floor((marks.length - 4) / 6));
  const [ofMarks, ofTexts] = [viewOf(marks), viewOf(texts)];
  const notes: { mark: number; start: number; end: number }[] = [];
  for (let index = 0; index < Math.min(count, 20_000) && (index + 2) * 4 <= texts.length; index += 1) {
    const [start, end] = [ofTexts.getUint32(index * 4, true), ofTexts.getUint32((index + 1) * 4, true)];
    notes.push({ mark: ofMarks.getUint32(index * 4, true), start: first + start, end: first + end });
  }
  return notes;
}

function oneByte(byte: number): number {
  return byte < 0x80 || byte > 0x9f ? byte : WINDOWS.decode(Uint8Array.of(byte)).charCodeAt(0);
}

function viewOf(bytes: Uint8Array): DataView {
  return new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}

function damaged(): DocketError {
  return new DocketError("document", `a damaged Word file: ${SAVE_AS_DOCX}`);
}

/** Place of the name in the description of a font, after its length. */
const NAME = 39;
const MOST_FONTS = 2_000;

/**
 * Names of the fonts of a Word file before 2007, by their numbers: signs of symbol fonts are told by them. [MS-DOC]
 * 2.9.286
 */
function fontNames(table: Uint8Array): readonly string[] {
  const names: string[] = [];
  if (table.length < 4) return names;
  const count = Math.min(MOST_FONTS, (table[0] ?? 0) + (table[1] ?? 0) * 256);
  let at = 4;
  for (let index = 0; index < count && at < table.length; index += 1) {
    const size = table[at] ?? 0;
    const letters: number[] = [];
    for (let letter = at + 1 + NAME; letter + 1 < at + 1 + size; letter += 2) {
      const code = (table[letter] ?? 0) + (table[letter + 1] ?? 0) * 256;
      if (code === 0) break;
      letters.push(code);
    }
    names.push(String.fromCharCode(...letters));
    at += 1 + size;
  }
  return names;
}
