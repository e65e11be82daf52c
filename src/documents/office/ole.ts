/**
 * The streams inside an OLE file (compound file), which is what Office wrote before 2007 and Outlook still does: a small
 * file system of sectors. Chains are followed for no longer than the file is, so that a loop ends. [MS-CFB]
 */

import { DocketError } from "../../errors.ts";

export interface Ole {
  /** Streams and storages at the top: names deeper down belong to what is embedded. */
  readonly names: readonly string[];
  /** @param path of names from the top; null where there is no such stream */
  read(...path: readonly string[]): Uint8Array | null;
}

interface Entry {
  readonly name: string;
  /** 1 storage, 2 stream, 5 root. */
  readonly type: number;
  readonly left: number;
  readonly right: number;
  readonly child: number;
  readonly start: number;
  readonly size: number;
}

const SIGNATURE = "d0cf11e0a1b11ae1";
const HEADER = 512;
const ENTRY = 128;
/** Above these, numbers of sectors mean something else. */
const LAST_SECTOR = 0xfffffffa;
const MOST_ENTRIES = 20_000;
const IN_HEADER = 109;

export function isOle(bytes: Uint8Array): boolean {
  return Buffer.from(bytes.subarray(0, 8)).toString("hex") === SIGNATURE;
}

/** @throws DocketError `document` when it is damaged */
export function openOle(bytes: Uint8Array): Ole {
  if (!isOle(bytes) || bytes.length < HEADER) throw damaged();
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const shift = view.getUint16(30, true);
  if (shift !== 9 && shift !== 12) throw damaged();
  const sectorSize = 2 ** shift;
  const most = Math.ceil(bytes.length / sectorSize);
  const sector = (number: number) => bytes.subarray((number + 1) * sectorSize, (number + 2) * sectorSize);
  const table = tableOf(view, sector, sectorSize, most);
  const chainOf = (start: number): Uint8Array => {
    const parts: Uint8Array[] = [];
    for (let at = start; at < LAST_SECTOR && parts.length <= most; at = table[at] ?? LAST_SECTOR)
      parts.push(sector(at));
    return Buffer.concat(parts);
  };
  const entries = entriesIn(chainOf(view.getUint32(48, true)));
  const [root] = entries;
  if (root === undefined || root.type !== 5) throw damaged();
  const cutoff = view.getUint32(56, true);
  const miniSize = 64;
  const miniTable = words(chainOf(view.getUint32(60, true)));
  let mini: Uint8Array | undefined;

  function contentOf({ start, size }: Entry): Uint8Array {
    if (size >= cutoff) return chainOf(start).subarray(0, size);
    mini ??= chainOf(root?.start ?? LAST_SECTOR);
    const parts: Uint8Array[] = [];
    const least = Math.ceil(size / miniSize);
    for (let at = start; at < LAST_SECTOR && parts.length < least; at = miniTable[at] ?? LAST_SECTOR) {
      parts.push(mini.subarray(at * miniSize, (at + 1) * miniSize));
    }
    return Buffer.concat(parts).subarray(0, size);
  }

  return {
    names: [...childrenOf(root, entries).keys()],
    read(...path) {
      let entry: Entry | undefined = root;
      for (const name of path) entry = entry === undefined ? undefined : childrenOf(entry, entries).get(name);
      return entry === undefined || entry.type !== 2 ? null : contentOf(entry);
    },
  };
}

/**
 * Table of which sector follows which; the sectors of this table are named in the header, and in a chain of their own
 * beyond.
 */
function tableOf(
  view: DataView,
  sector: (number: number) => Uint8Array,
  sectorSize: number,
  most: number,
): Uint32Array {
  const numbers: number[] = [];
  for (let index = 0; index < IN_HEADER; index += 1) numbers.push(view.getUint32(76 + index * 4, true));
  const perSector = sectorSize / 4 - 1;
  let next = view.getUint32(68, true);
  for (let count = 0; next < LAST_SECTOR && count <= most; count += 1) {
    const list = words(sector(next));
    for (const number of list.subarray(0, perSector)) numbers.push(number);
    next = list[perSector] ?? LAST_SECTOR;
  }
  const parts = numbers
    .filter((number) => number < LAST_SECTOR)
    .slice(0, most)
    .map(sector);
  return words(Buffer.concat(parts));
}

function words(bytes: Uint8Array): Uint32Array {
  const count = Math.floor(bytes.length / 4);
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  return Uint32Array.from({ length: count }, (_, index) => view.getUint32(index * 4, true));
}

function entriesIn(directory: Uint8Array): Entry[] {
  const view = new DataView(directory.buffer, directory.byteOffset, directory.byteLength);
  const count = Math.min(MOST_ENTRIES, Math.floor(directory.length / ENTRY));
  return Array.from({ length: count }, (_, index) => {
    const at = index * ENTRY;
    const length = Math.min(64, Math.max(2, view.getUint16(at + 64, true))) - 2;
    return {
      name: new TextDecoder("utf-16le").decode(directory.subarray(at, at + length)),
      type: view.getUint8(at + 66),
      left: view.getUint32(at + 68, true),
      right: view.getUint32(at + 72, true),
      child: view.getUint32(at + 76, true),
      start: view.getUint32(at + 116, true),
      size: view.getUint32(at + 120, true),
    };
  });
}

/** The members of a storage are a tree of their own. */
function childrenOf({ child }: Entry, entries: readonly Entry[]): ReadonlyMap<string, Entry> {
  const found = new Map<string, Entry>();
  const seen = new Set<number>();
  const open = [child];
  for (let at = open.pop(); at !== undefined; at = open.pop()) {
    const entry = entries[at];
    if (entry === undefined || entry.type === 0 || seen.has(at)) continue;
    seen.add(at);
    found.set(entry.name, entry);
    open.push(entry.left, entry.right);
  }
  return found;
}

function damaged(): DocketError {
  return new DocketError(
    "document",
    "a damaged Office file: open it in its program and save it again, as .docx or .xlsx",
  );
}
