/**
 * Vector indexes kept by vectra, searched by Docket. vectra opens the folder, through our codec and our storage, so
 * whoever uses vectra's own API on it finds the same rows; the search is our scan over the matrix that they share.
 */

import { join } from "node:path";
import { DocketError, errorText } from "../../errors.ts";
import type { Neighbour, VectorIndex, VectorIndexFormat } from "../../library/vector-index.ts";
import { INDEX_FILE, pieceCodec } from "./codec.ts";
import { collectTable, faultOfVector, pieceAt, rangesOf } from "./piece-table.ts";
import { plainMemory, simdMemory } from "./scan.ts";
import { indexStorage } from "./storage.ts";
import { encodeTable, type StoredTable } from "./table-file.ts";
import { type RowSearch, rowSearch } from "./two-scans.ts";

export interface VectraFormatOptions {
  /** False scans with the plain loop even where WebAssembly would do it faster. */
  readonly simd?: boolean;
  /** Rows from which on a first scan of 8-bit numbers chooses what is scored. */
  readonly firstScanFrom?: number;
}

/** With 4,000 x 384 floats, 6 MB, two scans take as long as one; with 10,000 they are 1.3 times as fast. */
const FIRST_SCAN_FROM = 8_000;

export function vectraFormat({
  simd = true,
  firstScanFrom = FIRST_SCAN_FROM,
}: VectraFormatOptions = {}): VectorIndexFormat {
  return {
    async write(folder, content) {
      // vectra's own insertItem compares each new item with all before it: 121 s for 100,000.
      const table = collectTable(content);
      await indexStorage({ folder }).upsertFile(join(folder, INDEX_FILE), encodeTable(table));
    },
    async open(folder) {
      const memory = simd ? simdMemory() : plainMemory();
      const table = await loadWithVectra(folder, memory.allocate);
      return vectorIndex(table, rowSearch(table, memory, firstScanFrom));
    },
  };
}

async function loadWithVectra(folder: string, allocate: (bytes: number) => Uint8Array): Promise<StoredTable> {
  // The one class, from its file beside the entry: an entry loads all of vectra, 58 MB more and 0.1 s, the main one with
  // a web scraper, gRPC and a second openai. Imported here, so that only what opens an index pays for it.
  const file = new URL("./LocalIndex.js", import.meta.resolve("vectra/browser")).href;
  const { LocalIndex }: Pick<typeof import("vectra/browser"), "LocalIndex"> = await import(file);
  let table: StoredTable | undefined;
  let checksum = 0;
  const codec = pieceCodec({
    checksum: () => checksum,
    onDecoded: (decoded) => {
      table = decoded;
    },
  });
  const storage = indexStorage({
    folder,
    allocate,
    onRead: (read) => {
      checksum = read;
    },
  });
  const index = new LocalIndex(folder, INDEX_FILE, storage, codec);
  if (!(await index.isIndexCreated())) throw new DocketError("storage", `${folder}: there is no vector index in it`);
  try {
    await index.getIndexStats();
  } catch (cause) {
    throw new DocketError("storage", `${join(folder, INDEX_FILE)}: ${errorText(cause)}`, { cause });
  }
  if (table === undefined) throw new DocketError("storage", `${folder}: vectra read it without our codec`);
  return table;
}

function vectorIndex(table: StoredTable, bestOf: RowSearch): VectorIndex {
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
        const { passage, sentence, collection } = pieceAt(table, row);
        return { kind, passage, sentence, collection, score: Math.max(-1, Math.min(1, score)) };
      });
    },
  };
}
