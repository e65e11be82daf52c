/**
 * Word files before 2007 for tests: what no program on this machine writes. The least that [MS-DOC] asks for: one piece of
 * text, a page of character and one of paragraph properties, styles, and footnotes.
 */

import { oleFile } from "./ole-file.ts";

export interface Word97Run {
  /** `\r` ends a paragraph, `\u0007` a cell or a row. */
  readonly text: string;
  /** Modifiers in hexadecimal, low byte first: `3c0801` hides. */
  readonly sprms?: string;
  /** Of the paragraph that ends in this run. */
  readonly paragraph?: string;
  readonly style?: number;
}

const TEXT_AT = 0x800;
const PAGE = 512;
/** Of paragraphs: so many have room for the definitions of rows. */
const RUNS_A_PAGE = 8;

export function word97(
  runs: readonly Word97Run[],
  options: {
    readonly notes?: readonly { readonly mark: number; readonly text: string }[];
    readonly oneByte?: boolean;
    readonly flags?: number;
    readonly fonts?: readonly string[];
    /** The stream that describes old forms. */
    readonly data?: Buffer;
  } = {},
): Buffer {
  const { notes = [], oneByte = false, flags = 0x0200, fonts = [], data } = options;
  const main = runs.map(({ text }) => text).join("");
  const noteText = notes.map(({ text }) => `\u0002${text}\r`).join("");
  const whole = `${main}${noteText}${noteText === "" ? "" : "\r"}`;
  const width = oneByte ? 1 : 2;
  const text = Buffer.from(whole, oneByte ? "latin1" : "utf16le");
  const pagesAt = Math.ceil((TEXT_AT + text.length) / PAGE);
  const stream = Buffer.alloc((pagesAt + 2 + Math.ceil(runs.length / RUNS_A_PAGE)) * PAGE);
  stream.writeUInt16LE(0xa5ec, 0);
  stream.writeUInt16LE(0xc1, 2);
  stream.writeUInt16LE(flags, 0x0a);
  stream.writeUInt32LE(main.length, 0x4c);
  stream.writeUInt32LE(noteText.length, 0x50);
  text.copy(stream, TEXT_AT);

  const table: Buffer[] = [];
  let tableLength = 0;
  const part = (index: number, content: Buffer): void => {
    stream.writeUInt32LE(tableLength, 0x9a + index * 8);
    stream.writeUInt32LE(content.length, 0x9a + index * 8 + 4);
    table.push(content);
    tableLength += content.length;
  };
  const offsets = [TEXT_AT];
  for (const { text: run } of runs) offsets.push((offsets.at(-1) ?? 0) + run.length * width);
  offsets.push(TEXT_AT + whole.length * width);
  const end = TEXT_AT + text.length;
  page(stream, pagesAt, offsets, [...runs.map(({ sprms = "" }) => Buffer.from(sprms, "hex")), Buffer.alloc(0)], 1);
  const papx = runs.map(({ paragraph = "", style = 0 }) =>
    Buffer.concat([words(style).subarray(0, 2), Buffer.from(paragraph, "hex")]),
  );
  const ofParagraphs = [...papx, Buffer.alloc(2)];
  const firsts = Array.from(
    { length: Math.ceil(ofParagraphs.length / RUNS_A_PAGE) },
    (_, index) => index * RUNS_A_PAGE,
  );
  for (const [index, first] of firsts.entries()) {
    const last = Math.min(first + RUNS_A_PAGE, ofParagraphs.length);
    page(stream, pagesAt + 1 + index, offsets.slice(first, last + 1), ofParagraphs.slice(first, last), 13);
  }
  const starts = firsts.map((first) => offsets[first] ?? end);
  part(12, words(TEXT_AT, end, pagesAt));
  part(13, words(...starts, end, ...firsts.map((_, index) => pagesAt + 1 + index)));
  const piece = Buffer.alloc(8);
  piece.writeUInt32LE(oneByte ? (TEXT_AT * 2) | 0x40000000 : TEXT_AT, 2);
  part(33, Buffer.concat([Buffer.from([2]), words(16), words(0, whole.length), piece]));
  part(1, styles());
  if (fonts.length > 0) part(15, fontTable(fonts));
  if (notes.length > 0) {
    const noteStarts = notes.map((_, index) =>
      notes.slice(0, index).reduce((sum, note) => sum + note.text.length + 2, 0),
    );
    part(2, Buffer.concat([words(...notes.map(({ mark }) => mark), main.length), Buffer.alloc(notes.length * 2)]));
    part(3, words(...noteStarts, noteText.length, noteText.length + 1));
  }
  return oleFile({
    "/WordDocument": stream,
    "/1Table": Buffer.concat(table),
    ...(data === undefined ? {} : { "/Data": data }),
  });
}

/** Properties stand at the end of their page, each at an even offset. */
function page(
  stream: Buffer,
  number: number,
  offsets: readonly number[],
  properties: readonly Buffer[],
  entry: number,
): void {
  const at = number * PAGE;
  const count = properties.length;
  for (const [index, offset] of offsets.entries()) stream.writeUInt32LE(offset, at + index * 4);
  let free = PAGE - 2;
  for (const [index, content] of properties.entries()) {
    if (content.length === 0) continue;
    const padded = entry === 13 && content.length % 2 === 0 ? Buffer.concat([content, Buffer.alloc(1)]) : content;
    free = (free - padded.length - 2) & ~1;
    stream[at + (count + 1) * 4 + index * entry] = free / 2;
    stream[at + free] = entry === 13 ? (padded.length + 1) / 2 : padded.length;
    padded.copy(stream, at + free + 1);
  }
  stream[at + PAGE - 1] = count;
}

function fontTable(names: readonly string[]): Buffer {
  const header = Buffer.alloc(4);
  header.writeUInt16LE(names.length, 0);
  const fonts = names.map((name) => {
    const content = Buffer.concat([Buffer.alloc(39), Buffer.from(`${name}\0`, "utf16le")]);
    return Buffer.concat([Buffer.from([content.length]), content]);
  });
  return Buffer.concat([header, ...fonts]);
}

/** Style 0 is the standard, 1 the first heading, 2 an own one based on it. */
function styles(): Buffer {
  const style = (builtIn: number, base: number) => {
    const content = Buffer.alloc(12);
    content.writeUInt16LE(10, 0);
    content.writeUInt16LE(builtIn, 2);
    content.writeUInt16LE(base << 4, 4);
    return content;
  };
  const header = Buffer.alloc(20);
  header.writeUInt16LE(18, 0);
  header.writeUInt16LE(3, 2);
  return Buffer.concat([header, style(0, 0xfff), style(1, 0), style(0xffe, 1)]);
}

function words(...values: readonly number[]): Buffer {
  const buffer = Buffer.alloc(values.length * 4);
  for (const [index, value] of values.entries()) buffer.writeUInt32LE(value, index * 4);
  return buffer;
}
