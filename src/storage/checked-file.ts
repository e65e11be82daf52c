/**
 * A file of columns that is used as it is read: a magic number, a header in JSON, the columns, and a CRC-32 at the end.
 * The checksum finds every flipped bit and, but for one in four thousand million, every other damage; it takes half the
 * time of SHA-256, which would only add protection from people who can write the file anyway.
 *
 *     0    magic, and the length of the header in bytes, 32 bits each
 *     8    header
 *     …    zeros, up to a multiple of the alignment, then whatever the format has
 *          CRC-32 of all before it, lowest byte first
 *
 * All other numbers are in the order of the processor's bytes. On a processor of the other order the magic is not
 * recognised, and whoever opens the file builds it again.
 */

import { read, readSync } from "node:fs";
import { open } from "node:fs/promises";
import { promisify } from "node:util";
import { crc32 } from "node:zlib";
import type { z } from "zod";
import { DocketError, errorText } from "../errors.ts";

export const HEADER_START = 8;
export const CRC_BYTES = 4;
/** The CRC-32 of any bytes followed by their own CRC-32, lowest byte first. */
const WHOLE_FILE_CHECKSUM = 0x21_44_df_1c;
/** A part whose checksum takes 2 ms: between the parts whoever waits for the thread has a turn. */
const READ_BYTES = 4 << 20;

/** Magic, header and zeros, with room up to `length` for what else comes at the front. */
export function frontOf(magic: number, headerBytes: Uint8Array, length: number): Uint8Array {
  const front = new Uint8Array(length);
  front.set(bytesOf(Uint32Array.of(magic, headerBytes.length)), 0);
  front.set(headerBytes, HEADER_START);
  return front;
}

/** The parts as they are, and at the end their checksum. */
export function* withChecksum(parts: Iterable<Uint8Array>): Generator<Uint8Array> {
  let crc = 0;
  for (const part of parts) {
    crc = crc32(part, crc);
    yield part;
  }
  const last = Buffer.alloc(CRC_BYTES);
  last.writeUInt32LE(crc);
  yield last;
}

export interface CheckedFormat<Header> {
  /** Name of the kind of file in error messages: "vector index". */
  readonly name: string;
  /** Changes with the layout: a file of another layout is not read but built again. */
  readonly magic: number;
  readonly header: z.ZodType<Header>;
  /** Length in bytes of a file with this header. */
  readonly lengthOf: (headerBytes: number, header: Header) => number;
}

/**
 * The header of a file that is whole.
 * @param checksum CRC-32 of the whole file
 * @throws DocketError `storage` when the file is cut, damaged, or of another layout
 */
export function checkedHeader<Header>(
  bytes: Uint8Array,
  checksum: number,
  format: CheckedFormat<Header>,
): { readonly header: Header; readonly headerBytes: number } {
  const { name } = format;
  if (bytes.length < HEADER_START + CRC_BYTES) throw damaged(name, `only ${bytes.length} bytes are left of it`);
  const headerBytes = headerLength(bytes, format);
  if (checksum !== WHOLE_FILE_CHECKSUM) throw damaged(name, "its checksum is wrong");
  const json = bytes.subarray(HEADER_START, HEADER_START + headerBytes);
  return { header: parsedHeader(json, bytes.length, format), headerBytes };
}

function damaged(name: string, reason: string, cause?: unknown): DocketError {
  return new DocketError("storage", `the ${name} is damaged: ${reason}`, { cause });
}

/**
 * Length in bytes.
 * @param start the first bytes of the file, at least `HEADER_START`
 */
function headerLength(start: Uint8Array, { name, magic }: Pick<CheckedFormat<unknown>, "name" | "magic">): number {
  if (wordAt(start, 0) !== magic) throw damaged(name, `it does not begin as a ${name} of this version does`);
  return wordAt(start, 4);
}

/** @param length of the whole file, which the header tells as well */
function parsedHeader<Header>(
  json: Uint8Array,
  length: number,
  { name, header, lengthOf }: CheckedFormat<Header>,
): Header {
  let parsed: Header;
  try {
    parsed = header.parse(JSON.parse(Buffer.from(json).toString("utf8")));
  } catch (cause) {
    throw damaged(name, "its header cannot be read", cause);
  }
  const told = lengthOf(json.length, parsed);
  if (told !== length) throw damaged(name, `it has ${length} bytes, not ${told}`);
  return parsed;
}

/**
 * The whole file, a part at a time, with its checksum: it takes 34 ms for 77 MB.
 * @param allocate where the bytes are read to
 * @throws DocketError `storage`
 */
export async function readChecked(
  path: string,
  allocate: (bytes: number) => Uint8Array = (bytes) => new Uint8Array(bytes),
): Promise<{ readonly bytes: Uint8Array; readonly checksum: number }> {
  try {
    await using file = await open(path, "r");
    const { size } = await file.stat();
    const bytes = allocate(size);
    let checksum = 0;
    let filled = 0;
    while (filled < size) {
      const { bytesRead } = await file.read(bytes, filled, Math.min(READ_BYTES, size - filled));
      if (bytesRead === 0) throw new Error(`it ended after ${filled} of ${size} bytes`);
      checksum = crc32(bytes.subarray(filled, filled + bytesRead), checksum);
      filled += bytesRead;
    }
    return { bytes, checksum };
  } catch (cause) {
    throw new DocketError("storage", `${path} cannot be read: ${errorText(cause)}`, { cause });
  }
}

/** The bytes behind any column. */
export function bytesOf({ buffer, byteOffset, byteLength }: NodeJS.TypedArray): Uint8Array {
  return new Uint8Array(buffer, byteOffset, byteLength);
}

/** 32 bits at any offset, aligned or not. */
function wordAt(bytes: Uint8Array, offset: number): number {
  return new Uint32Array(Uint8Array.from(bytes.subarray(offset, offset + 4)).buffer)[0] ?? 0;
}

/** The bytes of a file from `start` on, as many as `into` has room for. */
interface KeptPart {
  readonly start: number;
  readonly into: Uint8Array;
}

const readInto = promisify(read);

/**
 * A checked file (checked-file.ts) of which only parts stay in memory: all of it is read once for its checksum, and
 * what is not kept is read again from the file whenever it is needed.
 * @param length of the file
 * @throws DocketError `storage` when it cannot be the header of such a file
 */
export function headerOfFile<Header>(
  file: number,
  length: number,
  format: CheckedFormat<Header>,
): { readonly header: Header; readonly headerBytes: number } {
  const { name } = format;
  if (length < HEADER_START + CRC_BYTES) throw damaged(name, `only ${length} bytes are left of it`);
  const start = new Uint8Array(HEADER_START);
  readFully(file, start, 0);
  const headerBytes = headerLength(start, format);
  if (headerBytes > length) throw damaged(name, `its header would be ${headerBytes} bytes`);
  const json = new Uint8Array(headerBytes);
  readFully(file, json, HEADER_START);
  return { header: parsedHeader(json, length, format), headerBytes };
}

/**
 * Reads all of the file, and fills the parts.
 * @throws DocketError `storage` when the file is damaged
 */
export async function readParts(
  file: number,
  length: number,
  parts: readonly KeptPart[],
  { name }: Pick<CheckedFormat<unknown>, "name">,
): Promise<void> {
  const buffer = new Uint8Array(Math.min(READ_BYTES, length));
  let checksum = 0;
  let at = 0;
  while (at < length) {
    const { bytesRead } = await readInto(file, buffer, 0, Math.min(buffer.length, length - at), at);
    if (bytesRead === 0) throw damaged(name, `it ended after ${at} of ${length} bytes`);
    const bytes = buffer.subarray(0, bytesRead);
    checksum = crc32(bytes, checksum);
    for (const part of parts) copyOverlap(bytes, at, part);
    at += bytesRead;
  }
  if (checksum !== WHOLE_FILE_CHECKSUM) throw damaged(name, "its checksum is wrong");
}

function copyOverlap(bytes: Uint8Array, at: number, { start, into }: KeptPart): void {
  const from = Math.max(at, start);
  const to = Math.min(at + bytes.length, start + into.length);
  if (from < to) into.set(bytes.subarray(from - at, to - at), from - start);
}

/** Holds up its thread for as long as it takes: 2 µs for a row that the system has in its memory. */
export function readFully(file: number, into: Uint8Array, position: number): void {
  let filled = 0;
  while (filled < into.length) {
    const bytesRead = readSync(file, into, filled, into.length - filled, position + filled);
    if (bytesRead === 0) throw damaged("file", `it ended at ${position + filled}`);
    filled += bytesRead;
  }
}
