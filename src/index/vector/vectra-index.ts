/**
 * Vector indexes kept by vectra, searched by Docket. vectra opens the folder, through our codec and our storage, so
 * whoever uses vectra's own API on it finds the same rows; the search is our scan over the matrix that they share.
 */

import { stat } from "node:fs/promises";
import { dirname, join, resolve } from "node:path";
import type { FileStorage, IndexCodec, IndexData, IndexItem } from "vectra";
import { z } from "zod";
import { DocketError, errorText } from "../../errors.ts";
import { writeFileAtomically } from "../../storage/atomic-file.ts";
import { readChecked } from "../../storage/checked-file.ts";
import { type RowSearch, rowSearch } from "./quantised-scan.ts";
import { plainMemory, simdMemory } from "./scan.ts";
import { decodeTable, encodeTable, type StoredTable, type TableInFile, tableOpener } from "./vector-file.ts";
import type { IndexEntry, Neighbour, VectorIndex, VectorIndexFormat } from "./vector-index.ts";
import { collectTable, entryAt, entryId, faultOfVector, KINDS, rangesOf, type VectorTable } from "./vector-table.ts";

export interface VectraFormatOptions {
  /** False scans with the plain loop even where WebAssembly would do it faster. */
  readonly simd?: boolean;
  /** Rows from which on a first scan of 8-bit numbers chooses what is scored. */
  readonly quantisedFrom?: number;
}

/** With 4,000 x 384 floats, 6 MB, two scans take as long as one; with 10,000 they are 1.3 times as fast. */
const QUANTISED_FROM = 8_000;

export function vectraFormat({
  simd = true,
  quantisedFrom = QUANTISED_FROM,
}: VectraFormatOptions = {}): VectorIndexFormat {
  const openTable = tableOpener();
  return {
    async write(folder, content) {
      // vectra's own insertItem compares each new item with all before it: 121 s for 100,000.
      const table = collectTable(content);
      await indexStorage({ folder }).upsertFile(join(folder, INDEX_FILE), encodeTable(table));
    },
    async open(folder) {
      const memory = simd ? simdMemory() : plainMemory();
      const table = await loadWithVectra(folder, (path) => openTable({ path, memory, inFileFrom: quantisedFrom }));
      return vectorIndex(table, rowSearch(table, memory, quantisedFrom));
    },
  };
}

type OpenedTable = StoredTable | TableInFile;

async function loadWithVectra(folder: string, open: (path: string) => Promise<OpenedTable>): Promise<OpenedTable> {
  // The one class, from its file beside the entry: an entry loads all of vectra, 58 MB more and 0.1 s, the main one with
  // a web scraper, gRPC and a second openai. Imported here, so that only what opens an index pays for it.
  const file = new URL("./LocalIndex.js", import.meta.resolve("vectra/browser")).href;
  const { LocalIndex }: Pick<typeof import("vectra/browser"), "LocalIndex"> = await import(file);
  let table: OpenedTable | undefined;
  const opened = (): OpenedTable => {
    if (table === undefined) throw new DocketError("storage", `${folder}: vectra read it without our storage`);
    return table;
  };
  // The table is opened where vectra reads the file, and given to it where vectra decodes what it has read.
  const codec = indexCodec({ decode: opened });
  const storage = indexStorage({
    folder,
    async read(path) {
      table = await open(path);
      return Buffer.alloc(0);
    },
  });
  const index = new LocalIndex(folder, INDEX_FILE, storage, codec);
  if (!(await index.isIndexCreated())) throw new DocketError("storage", `${folder}: there is no vector index in it`);
  try {
    await index.getIndexStats();
  } catch (cause) {
    throw new DocketError("storage", `${join(folder, INDEX_FILE)}: ${errorText(cause)}`, { cause });
  }
  return opened();
}

function vectorIndex(table: VectorTable, bestOf: RowSearch): VectorIndex {
  const { embedderId, dimensions, size } = table;
  return {
    embedderId,
    dimensions,
    size,
    nearest(question, { kind, limit, collections }): readonly Neighbour[] {
      const fault = faultOfVector(question, dimensions);
      if (fault !== null) throw new DocketError("embedding", `the question's vector ${fault}`);
      // Rounding can carry the product of two unit vectors a little past 1.
      return bestOf(question, rangesOf(table, kind, collections), limit).map(({ row, score }) => {
        const { passage, sentence, collection } = entryAt(table, row);
        return { kind, passage, sentence, collection, score: Math.max(-1, Math.min(1, score)) };
      });
    },
  };
}

interface IndexStorage extends FileStorage {
  upsertFile(path: string, content: Buffer | string | Iterable<Uint8Array>): Promise<void>;
}

interface IndexStorageOptions {
  /** Files directly in this folder can be read and written, nothing else. */
  readonly folder: string;
  /** @default gives all of the file */
  readonly read?: (path: string) => Promise<Buffer>;
}

/**
 * vectra's door to the disk: one folder, files read whole and replaced whole. What vectra would do beyond that is
 * refused, not half done: its `createIndex`, when it fails, deletes the folder and all that is in it.
 */
export function indexStorage({ folder, read = wholeFile }: IndexStorageOptions): IndexStorage {
  const inFolder = (path: string): string => {
    const absolute = resolve(path);
    if (dirname(absolute) !== resolve(folder)) throw refused(`${path}: not a file of ${folder}`);
    return absolute;
  };
  const refuse = (what: string) => (path: string) => Promise.reject(refused(`${path}: ${what}`));
  return {
    async pathExists(path) {
      return stat(inFolder(path)).then(
        () => true,
        () => false,
      );
    },
    readFile: async (path) => read(inFolder(path)),
    upsertFile: async (path, content) =>
      writeFileAtomically(inFolder(path), typeof content === "string" ? Buffer.from(content) : content),
    createFile: refuse("files are replaced, not created"),
    createFolder: refuse("an index has one folder, which is there before it"),
    deleteFile: refuse("files are replaced, not deleted"),
    deleteFolder: refuse("the folder of an index is not vectra's to delete"),
    getDetails: refuse("an index has one file"),
    listFiles: refuse("an index has one file"),
  };
}

async function wholeFile(path: string): Promise<Buffer> {
  const { bytes } = await readChecked(path);
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}

function refused(message: string): DocketError {
  return new DocketError("storage", message);
}

/** The name that vectra gives the file: `index`, then the codec's extension. */
export const INDEX_FILE = "index.vectors";

interface IndexCodecOptions {
  /** @default takes the bytes of a whole file */
  readonly decode?: (file: Uint8Array) => VectorTable;
}

/**
 * vectra's door for file formats, opened on our file. What vectra reads through it are the same rows that Docket
 * searches: each item is made from its row at the moment it is read, so that an index of 60,000 rows does not become
 * 60,000 objects.
 */
export function indexCodec({ decode = (file) => decodeTable(file) }: IndexCodecOptions = {}): IndexCodec {
  return {
    extension: ".vectors",
    serializeIndex: (data) => Buffer.concat([...encodeTable(tableOf(data))]),
    deserializeIndex: (file) => indexDataOf(decode(file)),
    serializeCatalog: notKept,
    deserializeCatalog: notKept,
    serializeMetadata: notKept,
    deserializeMetadata: notKept,
  };
}

function notKept(): never {
  throw new DocketError("storage", "documents and their metadata are kept in the library, not in vectra's folder");
}

/** Facts of the index, in vectra's `metadata_config`, which vectra keeps over an update. */
interface AboutIndex {
  /** vectra's own list of what it keeps in files of their own: nothing. */
  readonly indexed?: never;
  readonly embedderId: string;
  readonly dimensions: number;
}

function indexDataOf(table: VectorTable): IndexData {
  const about: AboutIndex = { embedderId: table.embedderId, dimensions: table.dimensions };
  return { version: 1, metadata_config: about, items: lazyArray(table.size, (row) => itemOf(table, row)) };
}

function itemOf(table: VectorTable, row: number): IndexItem {
  const entry = entryAt(table, row);
  return {
    id: entryId(entry),
    metadata: { ...entry },
    // vectra's own type, and its JSON, want an array of numbers; made only for those who ask for it.
    get vector() {
      return [...table.vector(row)];
    },
    get norm() {
      return Math.hypot(...table.vector(row));
    },
  };
}

/** An array whose elements are made anew each time they are read. */
function lazyArray<Element>(length: number, make: (index: number) => Element): Element[] {
  const indexOf = (key: string | symbol): number | null => {
    const index = typeof key === "string" && /^\d+$/.test(key) ? Number(key) : length;
    return index < length ? index : null;
  };
  return new Proxy(new Array<Element>(length), {
    has: (target, key) => indexOf(key) !== null || Reflect.has(target, key),
    get(target, key, receiver) {
      const index = indexOf(key);
      return index === null ? Reflect.get(target, key, receiver) : make(index);
    },
  });
}

const indexDataSchema = z.object({
  metadata_config: z.object({ embedderId: z.string(), dimensions: z.number() }),
  items: z.array(z.object({ metadata: z.unknown(), vector: z.array(z.number()) })),
});

const entrySchema: z.ZodType<IndexEntry> = z.object({
  kind: z.enum(KINDS),
  passage: z.number(),
  sentence: z.number(),
  collection: z.string(),
});

function tableOf(data: IndexData): VectorTable {
  try {
    const { metadata_config, items } = indexDataSchema.parse(data);
    const rows = items.map(({ metadata, vector }) => ({
      entry: entrySchema.parse(metadata),
      vector: Float32Array.from(vector),
    }));
    return collectTable({ ...metadata_config, size: rows.length, rows });
  } catch (cause) {
    if (cause instanceof DocketError) throw cause;
    throw new DocketError("storage", "only an index of Docket's entries can be written in Docket's format", { cause });
  }
}
