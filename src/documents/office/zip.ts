/**
 * The files inside a ZIP, which is what an office document is. The directory is checked before anything is unpacked, and
 * an entry that unpacks to anything else than the directory says is refused: 300 KB can otherwise become 300 MB. Entries
 * are unpacked in memory, one at a time, when they are asked for.
 */

import { crc32, inflateRawSync } from "node:zlib";
import { DocketError } from "../../errors.ts";
import { eastAsianEncoding } from "../decode.ts";
import { ZIP_LIMITS, type ZipLimits } from "../limits.ts";

export interface Zip {
  /** Names as the directory has them, folders left out. */
  readonly names: readonly string[];
  /**
   * @returns null where there is no entry of that name
   * @throws DocketError `document` when the entry is damaged, has a password, or is not what the directory says
   */
  read(name: string): Uint8Array | null;
}

interface Entry {
  readonly name: string;
  readonly flags: number;
  readonly method: number;
  readonly checksum: number;
  readonly packedSize: number;
  readonly size: number;
  /** Offset of its own header, which its bytes follow. */
  readonly offset: number;
}

// The layout is that of PKWARE's APPNOTE.TXT 6.3, sections 4.3.7, 4.3.12 and 4.3.16.
const END_SIGNATURE = 0x06054b50;
const END_LENGTH = 22;
const LONGEST_COMMENT = 65_535;
const DIRECTORY_SIGNATURE = 0x02014b50;
const DIRECTORY_LENGTH = 46;
const HEADER_SIGNATURE = 0x04034b50;
const HEADER_LENGTH = 30;
const ENCRYPTED = 1;
const STORED = 0;
const DEFLATED = 8;

export function isZip(bytes: Uint8Array): boolean {
  return bytes[0] === 0x50 && bytes[1] === 0x4b && bytes[2] === 3 && bytes[3] === 4;
}

/** @throws DocketError `document` when it is damaged, or its directory is over a limit or lies */
export function openZip(bytes: Uint8Array, limits: ZipLimits = ZIP_LIMITS): Zip {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const entries = new Map<string, Entry>();
  let total = 0;
  for (const entry of directoryOf(view, bytes, limits)) {
    if (isUnsafe(entry.name) || entries.has(entry.name)) throw refusal("a file name in it is not allowed or is twice");
    total += entry.size;
    if (total > limits.unpackedBytes || entry.size > limits.ratio * Math.max(entry.packedSize, limits.freeBytes)) {
      throw refusal(`it unpacks to ${megabytes(total)} or more, far too much for ${megabytes(bytes.length)}`);
    }
    entries.set(entry.name, entry);
  }
  return {
    names: [...entries.keys()].filter((name) => !name.endsWith("/")),
    read(name) {
      const entry = entries.get(name);
      return entry === undefined ? null : unpack(entry, view, bytes);
    },
  };
}

function* directoryOf(view: DataView, bytes: Uint8Array, limits: ZipLimits): Generator<Entry> {
  const end = findEnd(view);
  const count = view.getUint16(end + 10, true);
  if (count > limits.entries) throw refusal(`${count.toLocaleString("en")} files in it are too many`);
  let at = view.getUint32(end + 16, true);
  for (let index = 0; index < count; index += 1) {
    if (at + DIRECTORY_LENGTH > end || view.getUint32(at, true) !== DIRECTORY_SIGNATURE) throw damaged();
    const nameLength = view.getUint16(at + 28, true);
    const rest = view.getUint16(at + 30, true) + view.getUint16(at + 32, true);
    const nameStart = at + DIRECTORY_LENGTH;
    if (nameStart + nameLength + rest > end) throw damaged();
    yield {
      name: nameOf(bytes.subarray(nameStart, nameStart + nameLength)),
      flags: view.getUint16(at + 8, true),
      method: view.getUint16(at + 10, true),
      checksum: view.getUint32(at + 16, true),
      // A size over 4 GB has all bits set here, and so is over the limit.
      packedSize: view.getUint32(at + 20, true),
      size: view.getUint32(at + 24, true),
      offset: view.getUint32(at + 42, true),
    };
    at = nameStart + nameLength + rest;
  }
}

/** UTF-8, whether it says so or not; else what Chinese programs of old write, and else that of the first PCs. */
function nameOf(bytes: Uint8Array): string {
  // Nearly all names; an office file has dozens.
  if (bytes.every((byte) => byte < 0x80)) return Buffer.from(bytes).toString("latin1");
  for (const encodingOf of [() => "utf-8", () => eastAsianEncoding(bytes) ?? "gb18030", () => "latin1"]) {
    try {
      return new TextDecoder(encodingOf(), { fatal: true }).decode(bytes);
    } catch {
      // The next one.
    }
  }
  return "";
}

/** The end record is the last thing in the file but for a comment. */
function findEnd(view: DataView): number {
  const last = view.byteLength - END_LENGTH;
  for (let at = last; at >= Math.max(0, last - LONGEST_COMMENT); at -= 1) {
    if (view.getUint32(at, true) === END_SIGNATURE) return at;
  }
  throw damaged();
}

function unpack(entry: Entry, view: DataView, bytes: Uint8Array): Uint8Array {
  const { offset, packedSize, size, method } = entry;
  if ((entry.flags & ENCRYPTED) !== 0) {
    throw new DocketError("document", "it has a password: save it without one");
  }
  if (offset + HEADER_LENGTH > bytes.length || view.getUint32(offset, true) !== HEADER_SIGNATURE) throw damaged();
  const start = offset + HEADER_LENGTH + view.getUint16(offset + 26, true) + view.getUint16(offset + 28, true);
  const packed = bytes.subarray(start, start + packedSize);
  if (packed.length !== packedSize || (method !== STORED && method !== DEFLATED)) throw damaged();
  const content = method === STORED ? packed : inflate(packed, size);
  if (content.length !== size || crc32(content) !== entry.checksum) throw damaged();
  return content;
}

function inflate(packed: Uint8Array, size: number): Uint8Array {
  try {
    return inflateRawSync(packed, { maxOutputLength: Math.max(size, 1) });
  } catch (cause) {
    if ((cause as { code?: unknown }).code === "ERR_BUFFER_TOO_LARGE") {
      throw refusal("it unpacks to more than it says");
    }
    throw damaged(cause);
  }
}

function isUnsafe(name: string): boolean {
  return name === "" || /^[/\\]|^[A-Za-z]:|\0|(?:^|[/\\])\.\.(?:[/\\]|$)/u.test(name);
}

function damaged(cause?: unknown): DocketError {
  const message = "a damaged or incomplete file: open it in the program that it is from and save it again";
  return new DocketError("document", message, { cause });
}

function refusal(what: string): DocketError {
  return new DocketError("document", `${what}: open it in the program that it is from and save it again, or split it`);
}

function megabytes(bytes: number): string {
  return `${(bytes / 1e6).toFixed(1)} MB`;
}
