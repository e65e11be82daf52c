/**
 * The header of a safetensors file: where in the file each tensor lies. The weights stay in the file: the
 * runtime maps from there those that stay as they are, and parts are read where they are changed.
 * https://huggingface.co/docs/safetensors/index#format
 */

import { closeSync, openSync, readSync } from "node:fs";
import { open } from "node:fs/promises";
import { DocketError } from "../../errors.ts";

export interface StoredTensor {
  readonly type: string;
  readonly shape: readonly number[];
  /** Bytes from the start of the file. */
  readonly offset: number;
  /** In bytes. */
  readonly length: number;
}

/** Far above the 11 KB of a small model's header; a larger number means that this is another kind of file. */
const MAX_HEADER_BYTES = 1_000_000;

/** A tensor in the header: its bytes lie at these offsets from the end of the header. */
interface HeaderEntry {
  readonly dtype: string;
  readonly shape: readonly number[];
  readonly data_offsets: readonly [start: number, end: number];
}

/** @throws DocketError `storage` when the file is not safetensors, or ends before its last tensor does. */
export async function readTensors(path: string): Promise<ReadonlyMap<string, StoredTensor>> {
  const file = await open(path, "r");
  try {
    const prefix = Buffer.alloc(8);
    await file.read(prefix, 0, 8, 0);
    const headerBytes = Number(prefix.readBigUInt64LE());
    if (headerBytes > MAX_HEADER_BYTES) throw damaged(path, `a header of ${headerBytes} bytes`);
    const header = Buffer.alloc(headerBytes);
    await file.read(header, 0, headerBytes, 8);
    const tensors = parse(header.toString("utf8"), 8 + headerBytes, path);
    const { size } = await file.stat();
    for (const { offset, length } of tensors.values()) {
      if (offset + length > size) throw damaged(path, `${size} bytes, and a tensor that ends at ${offset + length}`);
    }
    return tensors;
  } finally {
    await file.close();
  }
}

/** The bytes of a file from one place to another. */
export interface FileParts {
  subarray(start: number, end: number): Uint8Array;
}

/** Parts of the file, read as they are asked for: all of it in memory would be 45 MB for weights that are used once. */
export function withParts<Result>(path: string, use: (parts: FileParts) => Result): Result {
  const file = openSync(path, "r");
  try {
    return use({
      subarray(start, end) {
        const part = new Uint8Array(end - start);
        readSync(file, part, 0, part.length, start);
        return part;
      },
    });
  } finally {
    closeSync(file);
  }
}

function parse(json: string, firstByte: number, path: string): ReadonlyMap<string, StoredTensor> {
  const tensors = new Map<string, StoredTensor>();
  try {
    const header: Record<string, HeaderEntry> = JSON.parse(json);
    for (const [name, { dtype, shape, data_offsets }] of Object.entries(header)) {
      if (name === "__metadata__") continue;
      const [start, end] = data_offsets;
      if (!(start >= 0 && end >= start)) throw new RangeError(`${name} is at ${start} to ${end}`);
      tensors.set(name, { type: dtype, shape, offset: firstByte + start, length: end - start });
    }
  } catch (error) {
    throw damaged(path, "no readable header", error);
  }
  return tensors;
}

function damaged(path: string, what: string, cause?: unknown): DocketError {
  return new DocketError("storage", `${path} has ${what}: it is damaged, install the packages again`, { cause });
}
