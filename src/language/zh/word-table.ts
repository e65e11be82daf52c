/**
 * A map from Chinese words to English in one block of bytes that is used as it lies on the disk: opening it is a
 * checksum, where 120,000 entries of a Map would take a second and tens of megabytes. Words of one length stand
 * together, sorted, and are found by halving.
 *
 * Layout, little-endian: magic, CRC-32 of all that follows it; for each length the number of its words; for each
 * length its words as UTF-16, then the places of their meanings; last, the meanings as UTF-8, each ended by a line feed.
 */

import { crc32 } from "node:zlib";
import { firstIndex } from "../../first-index.ts";

const MAGIC = 0x31_57_47_44;
const MAGIC_AND_CRC_BYTES = 8;
const LINE_FEED = 0x0a;

/** @param meanings words of 1 to `longestWord` code units; no meaning holds a line feed */
export function encodeWordTable(meanings: ReadonlyMap<string, string>, longestWord: number): Buffer {
  const english = new Map<string, number>();
  let englishBytes = 0;
  for (const meaning of meanings.values()) {
    if (english.has(meaning)) continue;
    english.set(meaning, englishBytes);
    englishBytes += Buffer.byteLength(meaning) + 1;
  }
  const words = [...meanings.keys()].sort((a, b) => (a < b ? -1 : 1));
  const parts: Buffer[] = [];
  const counts = new Uint32Array(longestWord);
  for (let length = 1; length <= longestWord; length++) {
    const ofLength = words.filter((word) => word.length === length);
    counts[length - 1] = ofLength.length;
    const places = ofLength.map((word) => english.get(meanings.get(word) ?? "") ?? 0);
    parts.push(aligned(Buffer.from(ofLength.join(""), "utf16le")), Buffer.from(Uint32Array.from(places).buffer));
  }
  const body = Buffer.concat([
    Buffer.from(counts.buffer),
    ...parts,
    Buffer.from(`${[...english.keys()].join("\n")}\n`),
  ]);
  return Buffer.concat([Buffer.from(Uint32Array.of(MAGIC, crc32(body)).buffer), body]);
}

interface WordsOfLength {
  /** One word after the other, each as many code units as the length. */
  readonly units: Uint16Array;
  /** Beginning of each word's own meanings among all. */
  readonly places: Uint32Array;
}

/** @returns the meaning of a word, or undefined; null when the bytes are damaged, or of another layout */
export function openWordTable(bytes: Buffer, longestWord: number): ((word: string) => string | undefined) | null {
  if (bytes.length < MAGIC_AND_CRC_BYTES + 4 * longestWord || bytes.readUInt32LE(0) !== MAGIC) return null;
  if (bytes.readUInt32LE(4) !== crc32(bytes.subarray(MAGIC_AND_CRC_BYTES))) return null;
  const { buffer, byteOffset } = bytes;
  let at = byteOffset + MAGIC_AND_CRC_BYTES;
  const counts = new Uint32Array(buffer, at, longestWord);
  at += counts.byteLength;
  const lengths = [...counts].map((count, index): WordsOfLength => {
    const units = new Uint16Array(buffer, at, count * (index + 1));
    const places = new Uint32Array(buffer, at + alignedSize(units.byteLength), count);
    at = places.byteOffset + places.byteLength;
    return { units, places };
  });
  const english = bytes.subarray(at - byteOffset);
  return (word) => {
    const place = findWord(word, lengths[word.length - 1]);
    return place === undefined ? undefined : english.toString("utf8", place, english.indexOf(LINE_FEED, place));
  };
}

function findWord(word: string, words: WordsOfLength | undefined): number | undefined {
  if (words === undefined) return undefined;
  const { units, places } = words;
  const at = firstIndex(places.length, (index) => compare(word, units, index * word.length) <= 0);
  return at < places.length && compare(word, units, at * word.length) === 0 ? places[at] : undefined;
}

/** Compares by UTF-16 code units, which is how `<` orders strings too. */
function compare(word: string, units: Uint16Array, start: number): number {
  for (let index = 0; index < word.length; index++) {
    const difference = word.charCodeAt(index) - (units[start + index] ?? 0);
    if (difference !== 0) return difference;
  }
  return 0;
}

/** Uint32Array must begin at a multiple of four bytes. */
function alignedSize(bytes: number): number {
  return Math.ceil(bytes / 4) * 4;
}

function aligned(bytes: Buffer): Buffer {
  return Buffer.concat([bytes], alignedSize(bytes.length));
}
