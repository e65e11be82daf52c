/**
 * Wraps pictures in a PDF without unpacking them, a point for each pixel: PDF knows the codings of JPEG and TIFF, and
 * PDFium, which draws scanned pages anyway, is the decoder. So there is one, inside WebAssembly, and none of our own.
 */

import { DocketError } from "../../errors.ts";

/** A part of a page, full width: TIFF cuts its pages into strips. */
interface Strip {
  readonly bytes: Uint8Array;
  readonly rows: number;
  /** PDF's name of the coding, without the slash; null where there is none. */
  readonly filter: string | null;
  /** PDF's parameters for it, as they stand in the file: `/K -1 /Columns 1728`. */
  readonly parameters?: string;
}

export interface PicturePage {
  /** Pixels. */
  readonly width: number;
  readonly height: number;
  readonly bits: number;
  /** Colours as PDF writes them: `/DeviceGray`, `[/Indexed …]`. */
  readonly colours: string;
  /** Darkest and lightest are exchanged, as in most faxes. */
  readonly inverted: boolean;
  /** Angle by which the picture is to be turned clockwise to stand upright. */
  readonly degrees: 0 | 90 | 180 | 270;
  readonly strips: readonly Strip[];
}

export function picturePdf(pages: readonly PicturePage[]): Uint8Array {
  const parts: Uint8Array[] = [];
  const offsets: number[] = [];
  let length = 0;
  const write = (...pieces: readonly (string | Uint8Array)[]): void => {
    for (const piece of pieces) {
      const bytes = typeof piece === "string" ? Buffer.from(piece, "latin1") : piece;
      parts.push(bytes);
      length += bytes.length;
    }
  };
  let objects = 2;
  const object = (...pieces: readonly (string | Uint8Array)[]): number => {
    objects += 1;
    offsets[objects] = length;
    write(`${objects} 0 obj\n`, ...pieces, "\nendobj\n");
    return objects;
  };
  write("%PDF-1.7\n");
  const kids: number[] = [];
  for (const page of pages) {
    const images = page.strips.map((strip) => {
      const coding =
        strip.filter === null ? "" : `/Filter /${strip.filter} /DecodeParms << ${strip.parameters ?? ""} >>`;
      const shades = page.inverted ? `/Decode [${"1 0 ".repeat(channelsOf(page.colours))}]` : "";
      const head = `<< /Type /XObject /Subtype /Image /Width ${page.width} /Height ${strip.rows} /BitsPerComponent ${page.bits}`;
      return object(
        `${head} /ColorSpace ${page.colours} ${shades} ${coding} /Length ${strip.bytes.length} >>\nstream\n`,
        ...[strip.bytes, "\nendstream"],
      );
    });
    let top = page.height;
    const drawing = page.strips.map(({ rows }, index) => {
      top -= rows;
      return `q ${page.width} 0 0 ${rows} 0 ${top} cm /I${index} Do Q`;
    });
    const content = object(`<< /Length ${drawing.join("\n").length} >>\nstream\n${drawing.join("\n")}\nendstream`);
    const names = images.map((id, index) => `/I${index} ${id} 0 R`).join(" ");
    const box = `[0 0 ${page.width} ${page.height}]`;
    const resources = `/Resources << /XObject << ${names} >> >>`;
    kids.push(
      object(
        `<< /Type /Page /Parent 2 0 R /MediaBox ${box} /Rotate ${page.degrees} ${resources} /Contents ${content} 0 R >>`,
      ),
    );
  }
  offsets[1] = length;
  write("1 0 obj\n<< /Type /Catalog /Pages 2 0 R >>\nendobj\n");
  offsets[2] = length;
  write(
    `2 0 obj\n<< /Type /Pages /Count ${kids.length} /Kids [${kids.map((id) => `${id} 0 R`).join(" ")}] >>\nendobj\n`,
  );
  const table = length;
  const entries = Array.from(
    { length: objects },
    (_, index) => `${String(offsets[index + 1]).padStart(10, "0")} 00000 n `,
  );
  write(`xref\n0 ${objects + 1}\n0000000000 65535 f \n${entries.join("\n")}\n`);
  write(`trailer\n<< /Size ${objects + 1} /Root 1 0 R >>\nstartxref\n${table}\n%%EOF\n`);
  return Buffer.concat(parts);
}

function channelsOf(colours: string): number {
  return colours === "/DeviceRGB" ? 3 : colours === "/DeviceCMYK" ? 4 : 1;
}

const DEGREES: Readonly<Record<number, 90 | 180 | 270>> = { 3: 180, 6: 90, 8: 270 };
const ORIENTATION = 0x0112;

/**
 * The head of a JPEG: its size, its colours, and which way up the camera held it. Nothing is decoded here.
 * @throws DocketError `document`
 */
export function jpegPage(bytes: Uint8Array): PicturePage {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  let degrees: PicturePage["degrees"] = 0;
  let isAdobe = false;
  let at = 2;
  while (at + 4 <= bytes.length) {
    if (bytes[at] !== 0xff) break;
    const marker = bytes[at + 1] ?? 0;
    // Filling, and markers without a length.
    if (marker === 0xff || marker === 1 || (marker >= 0xd0 && marker <= 0xd8)) {
      at += marker === 0xff ? 1 : 2;
      continue;
    }
    if (marker === 0xd9 || marker === 0xda) break;
    const length = view.getUint16(at + 2);
    if (marker === 0xe1) degrees = degreesIn(bytes.subarray(at + 4, at + 2 + length)) ?? degrees;
    if (marker === 0xee) isAdobe = Buffer.from(bytes.subarray(at + 4, at + 9)).toString("latin1") === "Adobe";
    // Start of frame, but for the tables that have numbers among them.
    if (marker >= 0xc0 && marker <= 0xcf && marker !== 0xc4 && marker !== 0xc8 && marker !== 0xcc) {
      if (at + 10 > bytes.length) break;
      const [height, width, channels] = [view.getUint16(at + 5), view.getUint16(at + 7), bytes[at + 9] ?? 0];
      const colours = { 1: "/DeviceGray", 3: "/DeviceRGB", 4: "/DeviceCMYK" }[channels];
      if (width === 0 || height === 0 || colours === undefined) break;
      const strips = [{ bytes, rows: height, filter: "DCTDecode" }];
      return { width, height, bits: 8, colours, inverted: channels === 4 && isAdobe, degrees, strips };
    }
    at += 2 + length;
  }
  throw new DocketError("document", "a damaged JPEG picture: scan or save it anew");
}

/** EXIF is a TIFF without a picture. */
function degreesIn(segment: Uint8Array): PicturePage["degrees"] | undefined {
  if (Buffer.from(segment.subarray(0, 4)).toString("latin1") !== "Exif") return undefined;
  const view = new DataView(segment.buffer, segment.byteOffset + 6, Math.max(0, segment.byteLength - 6));
  try {
    const little = view.getUint16(0) === 0x4949;
    const start = view.getUint32(4, little);
    const count = Math.min(view.getUint16(start, little), 200);
    for (let index = 0; index < count; index += 1) {
      const entry = start + 2 + index * 12;
      if (view.getUint16(entry, little) === ORIENTATION) return DEGREES[view.getUint16(entry + 8, little)] ?? 0;
    }
  } catch {
    // Cut off: then it stands as it stands.
  }
  return undefined;
}

/** A file with more pages is taken apart first. */
const MOST_PAGES = 500;
const MOST_VALUES = 200_000;

const TAG = {
  width: 256,
  height: 257,
  bits: 258,
  coding: 259,
  photometric: 262,
  fillOrder: 266,
  offsets: 273,
  orientation: 274,
  channels: 277,
  rowsPerStrip: 278,
  lengths: 279,
  planes: 284,
  faxOptions: 292,
  predictor: 317,
  colourMap: 320,
  tiles: 322,
  jpegTables: 347,
} as const;
type Tags = ReadonlyMap<number, readonly number[]>;

const SIZES: Readonly<Record<number, number>> = { 1: 1, 2: 1, 3: 2, 4: 4, 7: 1 };

/**
 * The directories of a TIFF: its pages, what their strips are coded in, and where they lie. Scanners and fax machines
 * write black and white in fax codings, office programs LZW and Deflate; each has its name in PDF.
 * @throws DocketError `document`
 */
export function tiffPages(bytes: Uint8Array): readonly PicturePage[] {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  try {
    const little = view.getUint16(0) === 0x4949;
    const pages: PicturePage[] = [];
    const seen = new Set<number>();
    let start = view.getUint32(4, little);
    while (start !== 0 && !seen.has(start) && pages.length < MOST_PAGES) {
      seen.add(start);
      const count = view.getUint16(start, little);
      pages.push(pageOf(tagsAt(view, start + 2, count, little), bytes));
      start = view.getUint32(start + 2 + count * 12, little);
    }
    if (pages.length > 0) return pages;
  } catch (thrown) {
    if (thrown instanceof DocketError) throw thrown;
  }
  throw new DocketError("document", "a damaged TIFF picture: scan or save it anew");
}

function tagsAt(view: DataView, start: number, count: number, little: boolean): Tags {
  const tags = new Map<number, readonly number[]>();
  for (let index = 0; index < count; index += 1) {
    const entry = start + index * 12;
    const [tag, type, length] = [
      view.getUint16(entry, little),
      view.getUint16(entry + 2, little),
      view.getUint32(entry + 4, little),
    ];
    const size = SIZES[type];
    if (size === undefined || length > MOST_VALUES) continue;
    const at = size * length <= 4 ? entry + 8 : view.getUint32(entry + 8, little);
    const values = Array.from({ length }, (_, place) => {
      const offset = at + place * size;
      if (size === 1) return view.getUint8(offset);
      return size === 2 ? view.getUint16(offset, little) : view.getUint32(offset, little);
    });
    tags.set(tag, values);
  }
  return tags;
}

function pageOf(tags: Tags, bytes: Uint8Array): PicturePage {
  const first = (tag: number, otherwise: number) => tags.get(tag)?.[0] ?? otherwise;
  const [width, height, bits] = [first(TAG.width, 0), first(TAG.height, 0), first(TAG.bits, 1)];
  const [photometric, coding] = [first(TAG.photometric, 0), first(TAG.coding, 1)];
  const [offsets = [], lengths = []] = [tags.get(TAG.offsets), tags.get(TAG.lengths)];
  const colours = coloursOf(photometric, first(TAG.channels, 1), bits, tags.get(TAG.colourMap));
  const isPlain = first(TAG.planes, 1) === 1 && !tags.has(TAG.tiles) && [1, 2, 4, 8].includes(bits);
  const strip = stripCoding(tags, { coding, width, bits, photometric });
  if (width === 0 || height === 0 || colours === undefined || strip === undefined || !isPlain) throw unknownForm();
  const rowsPerStrip = Math.min(first(TAG.rowsPerStrip, height), height);
  const strips = offsets.map((offset, index): Strip => {
    const rows = Math.min(rowsPerStrip, height - index * rowsPerStrip);
    const own = bytes.subarray(offset, offset + (lengths[index] ?? 0));
    return { bytes: strip.bytesOf(own), rows, filter: strip.filter, parameters: strip.parametersOf(rows) };
  });
  if (strips.length === 0 || strips.some(({ rows }) => rows <= 0)) throw unknownForm();
  const degrees = ({ 3: 180, 6: 90, 8: 270 } as const)[first(TAG.orientation, 1)] ?? 0;
  // Fax codings are of black on white, whatever the numbers are that stand for them.
  const inverted = strip.filter === FAX ? photometric === 1 : photometric === 0;
  return { width, height, bits, colours, inverted, degrees, strips };
}

const FAX = "CCITTFaxDecode";

function coloursOf(
  photometric: number,
  channels: number,
  bits: number,
  map: readonly number[] | undefined,
): string | undefined {
  if (photometric <= 1 && channels === 1) return "/DeviceGray";
  if ((photometric === 2 || photometric === 6) && channels === 3) return "/DeviceRGB";
  if (photometric === 5 && channels === 4) return "/DeviceCMYK";
  const count = 2 ** bits;
  if (photometric !== 3 || channels !== 1 || map?.length !== 3 * count) return undefined;
  // Reds, then greens, then blues, each of 16 bits.
  const colours = Array.from(
    { length: 3 * count },
    (_, index) => (map[(index % 3) * count + Math.floor(index / 3)] ?? 0) >> 8,
  );
  return `[/Indexed /DeviceRGB ${count - 1} <${Buffer.from(colours).toString("hex")}>]`;
}

interface StripCoding {
  readonly filter: string | null;
  parametersOf(rows: number): string;
  bytesOf(bytes: Uint8Array): Uint8Array;
}

/** Undefined where PDF has no name for it. */
function stripCoding(
  tags: Tags,
  { coding, width, bits, photometric }: Readonly<Record<"coding" | "width" | "bits" | "photometric", number>>,
): StripCoding | undefined {
  const first = (tag: number, otherwise: number) => tags.get(tag)?.[0] ?? otherwise;
  const channels = first(TAG.channels, 1);
  const isMirrored = first(TAG.fillOrder, 1) === 2;
  const bytesOf = (bytes: Uint8Array) => (isMirrored ? bytes.map(mirrored) : bytes);
  const predictor = first(TAG.predictor, 1);
  const differences = `/Predictor ${predictor} /Colors ${channels} /BitsPerComponent ${bits} /Columns ${width}`;
  const same = (bytes: Uint8Array) => bytes;
  const fax = (how: string): StripCoding => ({
    filter: FAX,
    parametersOf: (rows) => `${how} /Columns ${width} /Rows ${rows}`,
    bytesOf,
  });
  switch (coding) {
    case 1:
      return { filter: null, parametersOf: () => "", bytesOf };
    case 2:
      return fax("/K 0 /EncodedByteAlign true /EndOfLine false");
    case 3:
      return fax((first(TAG.faxOptions, 0) & 1) === 1 ? "/K 1" : "/K 0");
    case 4:
      return fax("/K -1");
    case 5:
      return predictor > 2 ? undefined : { filter: "LZWDecode", parametersOf: () => differences, bytesOf: same };
    case 7:
      return {
        filter: "DCTDecode",
        parametersOf: () => (photometric === 6 ? "" : "/ColorTransform 0"),
        bytesOf: (bytes) => withTables(bytes, tags.get(TAG.jpegTables)),
      };
    case 8:
    case 32_946:
      return predictor > 2 ? undefined : { filter: "FlateDecode", parametersOf: () => differences, bytesOf: same };
    case 32_773:
      return { filter: "RunLengthDecode", parametersOf: () => "", bytesOf: same };
    default:
      return undefined;
  }
}

/** The tables that all strips share stand in a JPEG of their own: they go behind the start of each. */
function withTables(strip: Uint8Array, tables: readonly number[] | undefined): Uint8Array {
  if (tables === undefined) return strip;
  return Buffer.concat([Uint8Array.from(tables.slice(0, -2)), strip.subarray(2)]);
}

function mirrored(byte: number): number {
  let result = 0;
  for (let bit = 0; bit < 8; bit += 1) result |= ((byte >> bit) & 1) << (7 - bit);
  return result;
}

function unknownForm(): DocketError {
  return new DocketError("document", "a form of TIFF that is not known: save it as .pdf or .png");
}
