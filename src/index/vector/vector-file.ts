/**
 * One index as one file, laid out so that it is used as it is read (see checked-file.ts): the matrix is part of the file,
 * and nothing is copied or converted. Of a large one only the 8-bit integers are kept in memory (`TableInFile`). After
 * the header come
 *
 *          zeros, up to a multiple of 64
 *          passage ids, 64-bit floats
 *          sentence numbers, 32 bits
 *     …    zeros, up to a multiple of 64
 *          the matrix: 32-bit floats, each row filled with zeros up to a multiple of 4
 *     …    zeros, up to a multiple of 64
 *          the matrix in 8-bit integers, each row filled with zeros up to a multiple of 16
 *          their scales, then their leftovers, 32-bit floats
 */

import { closeSync, fstatSync, open } from "node:fs";
import { promisify } from "node:util";
import { crc32 } from "node:zlib";
import { z } from "zod";
import { DocketError, errorText } from "../../errors.ts";
import {
  bytesOf,
  type CheckedFormat,
  CRC_BYTES,
  checkedHeader,
  frontOf,
  HEADER_START,
  headerOfFile,
  readChecked,
  readFully,
  readParts,
  withChecksum,
} from "../../storage/checked-file.ts";
import { type Matrix, type QuantisedRows, quantiseRow, type ScanMemory, STRIDE_STEP } from "./scan.ts";
import { KINDS, type Run, type VectorTable } from "./vector-table.ts";

const MAGIC = 0x44_4b_56_32;
/** A cache line. Rows of 16, 32, ... floats then never share one. */
const ALIGNMENT_BYTES = 64;
const FLOAT_BYTES = 4;
/** Rows are gathered and written in pieces of about this size. */
const CHUNK_BYTES = 1 << 20;

const headerSchema = z.object({
  embedderId: z.string(),
  dimensions: z.int().positive(),
  /** Kind, collection, and number of rows, in the order of the rows. */
  runs: z.array(z.tuple([z.enum(KINDS), z.string(), z.int().positive()])),
});
type Header = z.infer<typeof headerSchema>;

/** A table whose file is in memory as a whole. */
export interface StoredTable extends VectorTable {
  readonly matrix: Matrix;
  /** Rows of integers, for a first look. */
  readonly quantised: QuantisedRows;
}

/** Beginning of each part, in bytes. */
function layoutOf(headerBytes: number, rows: number, dimensions: number) {
  const stride = roundUp(dimensions, 4);
  const passages = roundUp(HEADER_START + headerBytes, ALIGNMENT_BYTES);
  const sentences = passages + rows * Float64Array.BYTES_PER_ELEMENT;
  const matrix = roundUp(sentences + rows * Uint32Array.BYTES_PER_ELEMENT, ALIGNMENT_BYTES);
  const matrixEnd = matrix + rows * stride * FLOAT_BYTES;
  const integerStride = roundUp(dimensions, STRIDE_STEP);
  const integers = roundUp(matrixEnd, ALIGNMENT_BYTES);
  const scales = integers + rows * integerStride;
  const leftovers = scales + rows * FLOAT_BYTES;
  const crc = leftovers + rows * FLOAT_BYTES;
  const end = crc + CRC_BYTES;
  return { stride, passages, sentences, matrix, matrixEnd, integerStride, integers, scales, leftovers, crc, end };
}

const roundUp = (value: number, multiple: number) => Math.ceil(value / multiple) * multiple;

const FORMAT: CheckedFormat<Header> = {
  name: "vector index",
  magic: MAGIC,
  header: headerSchema,
  lengthOf: (headerBytes, { runs, dimensions }) => layoutOf(headerBytes, rowsOf(runs), dimensions).end,
};

function rowsOf(runs: Header["runs"]): number {
  return runs.reduce((rows, [, , count]) => rows + count, 0);
}

/** The bytes of the file, in pieces of about 1 MB, each a buffer of its own. */
export function encodeTable(table: VectorTable): Generator<Uint8Array> {
  return withChecksum(withoutChecksum(table));
}

function* withoutChecksum(table: VectorTable): Generator<Uint8Array> {
  const { embedderId, dimensions, size } = table;
  const header: Header = {
    embedderId,
    dimensions,
    runs: table.runs.map(({ kind, collection, start, end }) => [kind, collection, end - start]),
  };
  const headerBytes = Buffer.from(JSON.stringify(header));
  const layout = layoutOf(headerBytes.length, size, dimensions);

  const front = frontOf(MAGIC, headerBytes, layout.matrix);
  front.set(bytesOf(table.passages), layout.passages);
  front.set(bytesOf(table.sentences), layout.sentences);
  yield front;

  const chunkRows = Math.ceil(CHUNK_BYTES / (layout.stride * FLOAT_BYTES));
  for (let row = 0; row < size; row += chunkRows) {
    const rows = Math.min(chunkRows, size - row);
    const chunk = new Float32Array(rows * layout.stride);
    for (let i = 0; i < rows; i++) chunk.set(table.vector(row + i), i * layout.stride);
    yield bytesOf(chunk);
  }
  yield new Uint8Array(layout.integers - layout.matrixEnd);

  const scales = new Float32Array(size);
  const leftovers = new Float32Array(size);
  for (let row = 0; row < size; row += chunkRows) {
    const rows = Math.min(chunkRows, size - row);
    const chunk = new Int8Array(rows * layout.integerStride);
    for (let i = 0; i < rows; i++) {
      const quantised = quantiseRow(table.vector(row + i), chunk.subarray(i * layout.integerStride));
      scales[row + i] = quantised.scale;
      leftovers[row + i] = quantised.leftover;
    }
    yield bytesOf(chunk);
  }
  yield bytesOf(scales);
  yield bytesOf(leftovers);
}

/**
 * @param file used from now on, not copied, if it starts on a multiple of 8 in its memory
 * @param checksum CRC-32 of the whole file, where it is known from reading it: 34 ms for 77 MB
 * @throws DocketError `storage` when it is cut, damaged, or of another layout
 */
export function decodeTable(file: Uint8Array, checksum = crc32(file)): StoredTable {
  // `Buffer.slice` would not copy.
  const bytes = file.byteOffset % Float64Array.BYTES_PER_ELEMENT === 0 ? file : new Uint8Array(file);
  const { header, headerBytes } = checkedHeader(bytes, checksum, FORMAT);
  const { embedderId, dimensions, runs } = header;
  const size = rowsOf(runs);
  const layout = layoutOf(headerBytes, size, dimensions);
  const { buffer, byteOffset } = bytes;
  const floats = new Float32Array(buffer, byteOffset + layout.matrix, size * layout.stride);
  return {
    embedderId,
    dimensions,
    size,
    runs: placed(runs),
    passages: new Float64Array(buffer, byteOffset + layout.passages, size),
    sentences: new Uint32Array(buffer, byteOffset + layout.sentences, size),
    matrix: { floats, stride: layout.stride, dimensions },
    quantised: {
      integers: new Int8Array(buffer, byteOffset + layout.integers, size * layout.integerStride),
      stride: layout.integerStride,
      scales: new Float32Array(buffer, byteOffset + layout.scales, size),
      leftovers: new Float32Array(buffer, byteOffset + layout.leftovers, size),
    },
    vector: (row) => floats.subarray(row * layout.stride, row * layout.stride + dimensions),
  };
}

function placed(runs: Header["runs"]): Run[] {
  let start = 0;
  return runs.map(([kind, collection, rows]) => {
    const run = { kind, collection, start, end: start + rows };
    start = run.end;
    return run;
  });
}

export interface TableInFile extends VectorTable {
  readonly quantised: QuantisedRows;
  /** Room for a few rows, which `show` fills. */
  readonly window: Matrix;
  /** Reads the rows `from` to `to` (exclusive), no more than the window has room for, to its beginning. */
  show(from: number, to: number): void;
}

/** Read at a time where many rows are scored: then what reading them costs is copying. */
const WINDOW_BYTES = 1 << 20;

interface OpenTableOptions {
  readonly path: string;
  /** Memory in which everything lies that is kept. */
  readonly memory: ScanMemory;
  /** Tables of so many rows stay in their file, if `memory` can search them by their integers. */
  readonly inFileFrom: number;
}

/**
 * A table whose floats stay in its file: its 8-bit integers, which say which few rows could be among the best, are all
 * that a search looks through, and those rows are read when they are scored. So 10,000 passages of six vectors take 24
 * MB of memory and not 116. The system keeps what is read often.
 * @returns a function that opens tables; it closes the file of each when nobody has the table any more
 */
export function tableOpener(): (options: OpenTableOptions) => Promise<StoredTable | TableInFile> {
  const unused = new FinalizationRegistry<number>(closeSync);
  return async ({ path, memory, inFileFrom }) => {
    const file = await promisify(open)(path, "r").catch((cause: unknown) => {
      throw new DocketError("storage", `${path} cannot be read: ${errorText(cause)}`, { cause });
    });
    let table: TableInFile | null = null;
    try {
      table = await openInFile(file, memory, inFileFrom);
    } finally {
      if (table === null) closeSync(file);
    }
    if (table !== null) {
      unused.register(table, file);
      return table;
    }
    const { bytes, checksum } = await readChecked(path, memory.allocate);
    return decodeTable(bytes, checksum);
  };
}

/** Null where all of the file is to be in memory. */
async function openInFile(file: number, memory: ScanMemory, from: number): Promise<TableInFile | null> {
  const { size: length } = fstatSync(file);
  const { header, headerBytes } = headerOfFile(file, length, FORMAT);
  const { embedderId, dimensions, runs } = header;
  const size = rowsOf(runs);
  if (size < from || !memory.scansIntegers) return null;

  const layout = layoutOf(headerBytes, size, dimensions);
  const idBytes = layout.matrix - layout.passages;
  const integersAt = roundUp(idBytes, ALIGNMENT_BYTES);
  const integerBytes = layout.crc - layout.integers;
  const windowAt = roundUp(integersAt + integerBytes, ALIGNMENT_BYTES);
  const rowBytes = layout.stride * FLOAT_BYTES;
  const windowRows = Math.max(1, Math.floor(WINDOW_BYTES / rowBytes));
  const room = memory.allocate(windowAt + windowRows * rowBytes);
  const parts = [
    { start: layout.passages, into: room.subarray(0, idBytes) },
    { start: layout.integers, into: room.subarray(integersAt, integersAt + integerBytes) },
  ];
  await readParts(file, length, parts, FORMAT);

  const { buffer, byteOffset } = room;
  /** Place in memory of what lies here in the file. */
  const idsAt = (position: number): number => byteOffset + position - layout.passages;
  const rowsAt = (position: number): number => byteOffset + integersAt + position - layout.integers;
  const window: Matrix = {
    floats: new Float32Array(buffer, byteOffset + windowAt, windowRows * layout.stride),
    stride: layout.stride,
    dimensions,
  };
  const windowBytes = bytesOf(window.floats);
  return {
    embedderId,
    dimensions,
    size,
    window,
    runs: placed(runs),
    passages: new Float64Array(buffer, idsAt(layout.passages), size),
    sentences: new Uint32Array(buffer, idsAt(layout.sentences), size),
    quantised: {
      integers: new Int8Array(buffer, rowsAt(layout.integers), size * layout.integerStride),
      stride: layout.integerStride,
      scales: new Float32Array(buffer, rowsAt(layout.scales), size),
      leftovers: new Float32Array(buffer, rowsAt(layout.leftovers), size),
    },
    show(first, end) {
      readFully(file, windowBytes.subarray(0, (end - first) * rowBytes), layout.matrix + first * rowBytes);
    },
    vector(row) {
      const floats = new Float32Array(dimensions);
      readFully(file, bytesOf(floats), layout.matrix + row * rowBytes);
      return floats;
    },
  };
}
