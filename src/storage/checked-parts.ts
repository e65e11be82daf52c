/**
 * A checked file (checked-file.ts) of which only parts stay in memory: all of it is read once for its checksum, and what
 * is not kept is read again from the file whenever it is needed.
 */

import { read, readSync } from "node:fs";
import { promisify } from "node:util";
import { crc32 } from "node:zlib";
import {
  type CheckedFormat,
  CRC_BYTES,
  damaged,
  HEADER_START,
  headerLength,
  parsedHeader,
  READ_BYTES,
  WHOLE_FILE_CHECKSUM,
} from "./checked-file.ts";

/** The bytes of a file from `start` on, as many as `into` has room for. */
export interface KeptPart {
  readonly start: number;
  readonly into: Uint8Array;
}

const readInto = promisify(read);

/**
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
