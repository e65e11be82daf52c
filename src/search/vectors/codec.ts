/**
 * vectra's door for file formats, opened on our file. What vectra reads through it are the same rows that Docket
 * searches: each item is made from its row at the moment it is read, so that an index of 60,000 rows does not become
 * 60,000 objects.
 */

import type { IndexCodec, IndexData, IndexItem } from "vectra";
import { z } from "zod";
import { DocketError } from "../../errors.ts";
import type { IndexEntry } from "../../library/vector-index.ts";
import { collectTable, KINDS, type PieceTable, pieceAt, pieceId } from "./piece-table.ts";
import { decodeTable, encodeTable, type StoredTable } from "./table-file.ts";

/** The name that vectra gives the file: `index`, then the codec's extension. */
export const INDEX_FILE = "index.vectors";

export interface PieceCodecOptions {
  /** Is given the table behind what vectra loads. */
  readonly onDecoded?: (table: StoredTable) => void;
  /** Of the file that is being decoded, where whoever read it knows it. */
  readonly checksum?: () => number;
}

export function pieceCodec({ onDecoded, checksum }: PieceCodecOptions = {}): IndexCodec {
  return {
    extension: ".vectors",
    serializeIndex: (data) => Buffer.concat([...encodeTable(tableOf(data))]),
    deserializeIndex(file) {
      const table = decodeTable(file, checksum?.());
      onDecoded?.(table);
      return indexDataOf(table);
    },
    serializeCatalog: notKept,
    deserializeCatalog: notKept,
    serializeMetadata: notKept,
    deserializeMetadata: notKept,
  };
}

function notKept(): never {
  throw new DocketError("storage", "documents and their metadata are kept in the library, not in vectra's folder");
}

/** What an index needs to know of itself travels in vectra's `metadata_config`, which vectra keeps over an update. */
interface AboutIndex {
  /** vectra's own list of what it keeps in files of their own: nothing. */
  readonly indexed?: never;
  readonly embedderId: string;
  readonly dimensions: number;
}

function indexDataOf(table: PieceTable): IndexData {
  const about: AboutIndex = { embedderId: table.embedderId, dimensions: table.dimensions };
  return { version: 1, metadata_config: about, items: lazyArray(table.size, (row) => itemOf(table, row)) };
}

function itemOf(table: PieceTable, row: number): IndexItem {
  const piece = pieceAt(table, row);
  return {
    id: pieceId(piece),
    metadata: { ...piece },
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

const pieceSchema: z.ZodType<IndexEntry> = z.object({
  kind: z.enum(KINDS),
  passage: z.number(),
  sentence: z.number(),
  collection: z.string(),
});

function tableOf(data: IndexData): PieceTable {
  try {
    const { metadata_config, items } = indexDataSchema.parse(data);
    const rows = items.map(({ metadata, vector }) => ({
      piece: pieceSchema.parse(metadata),
      vector: Float32Array.from(vector),
    }));
    return collectTable({ ...metadata_config, size: rows.length, rows });
  } catch (cause) {
    if (cause instanceof DocketError) throw cause;
    throw new DocketError("storage", "only an index of Docket's pieces can be written in Docket's format", { cause });
  }
}
