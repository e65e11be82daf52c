/**
 * A table whose floats stay in its file: its 8-bit integers, which say which few rows could be among the best, are all
 * that a search looks through, and those rows are read when they are scored. So 10,000 passages of six vectors take 24 MB
 * of memory and not 116. The system keeps what is read often.
 */

import { closeSync, fstatSync, open } from "node:fs";
import { promisify } from "node:util";
import { DocketError, errorText } from "../../errors.ts";
import { bytesOf, readChecked } from "../../storage/checked-file.ts";
import { headerOfFile, readFully, readParts } from "../../storage/checked-parts.ts";
import type { QuantisedRows } from "./quantised.ts";
import type { Matrix, ScanMemory } from "./scan.ts";
import {
  ALIGNMENT_BYTES,
  decodeTable,
  FORMAT,
  layoutOf,
  placed,
  roundUp,
  rowsOf,
  type StoredTable,
} from "./vector-file.ts";
import type { VectorTable } from "./vector-table.ts";

export interface TableInFile extends VectorTable {
  readonly quantised: QuantisedRows;
  /** Room for a few rows, which `show` fills. */
  readonly window: Matrix;
  /** Reads the rows `from` to `to` (exclusive), no more than the window has room for, to its beginning. */
  show(from: number, to: number): void;
}

/** Read at a time where many rows are scored: then what reading them costs is copying. */
const WINDOW_BYTES = 1 << 20;
const FLOAT_BYTES = Float32Array.BYTES_PER_ELEMENT;

export interface OpenTableOptions {
  readonly path: string;
  /** What is kept lies in it. */
  readonly memory: ScanMemory;
  /** Tables of so many rows stay in their file, if `memory` can search them by their integers. */
  readonly inFileFrom: number;
}

/** @returns a function that opens tables; it closes the file of each when nobody has the table any more */
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
  /** Where what lies here in the file lies in memory. */
  const idsAt = (position: number): number => byteOffset + position - layout.passages;
  const rowsAt = (position: number): number => byteOffset + integersAt + position - layout.integers;
  const window: Matrix = {
    floats: new Float32Array(buffer, byteOffset + windowAt, windowRows * layout.stride),
    ...{ stride: layout.stride, dimensions },
  };
  const windowBytes = bytesOf(window.floats);
  return {
    ...{ embedderId, dimensions, size, window },
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
