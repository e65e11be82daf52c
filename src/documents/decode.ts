/**
 * Bytes -> text. UTF-8 is expected, UTF-16 is known by its byte order mark or by its NULs, and GB18030 is the one guess
 * for what is neither: it is what older Chinese programs write. A guess is named in a warning; what cannot be text is
 * refused, since a wrong decoding would be quoted to members.
 */

import { DocketError } from "../errors.ts";

export interface DecodedText {
  readonly text: string;
  readonly warnings: readonly string[];
}

/** Bytes looked at where a sample is enough to tell the encoding. */
const SAMPLE_BYTES = 65_536;
/** Text has next to no control characters; a compressed or compiled file has about 10 %. */
const MAX_CONTROL_SHARE = 0.02;
/** Share of letters, digits, punctuation and spaces of English or Chinese that UTF-16 without a mark must have. */
const MIN_PLAIN_SHARE = 0.9;
/** Share of the characters whose second byte is NUL: about 3 % in Chinese, more in a short notice, most where two bytes are no character. */
const MAX_LOW_NUL_SHARE = 0.2;
/**
 * Share of the two-byte characters that must lie in the rows of GB 2312 (second byte 0xA1 and up). Running Chinese text
 * stays above 0.98; Western European text, read as GB18030 by mistake, pairs an accented letter with an ASCII one.
 */
const MIN_GB2312_SHARE = 0.9;

const CONTROL = /[\p{Cc}--[\t\n\v\f\r\u0085]]/gv;
const PLAIN = /[\t\n\r -~\u00a0-\u017f\u2000-\u206f\u3000-\u30ff\u4e00-\u9fff\uff00-\uffef]/g;
const SAVE_AS_UTF8 = "save the file as UTF-8 text";

/** @throws DocketError `document` when the bytes are not text, or are in an encoding that is not known. */
export function decodeText(bytes: Uint8Array): DecodedText {
  if (startsWith(bytes, 0xff, 0xfe, 0, 0) || startsWith(bytes, 0, 0, 0xfe, 0xff)) {
    throw new DocketError("document", `text in UTF-32: ${SAVE_AS_UTF8}`);
  }
  if (startsWith(bytes, 0xff, 0xfe)) return decodeMarkedUtf16(bytes, "utf-16le");
  if (startsWith(bytes, 0xfe, 0xff)) return decodeMarkedUtf16(bytes, "utf-16be");
  if (bytes.subarray(0, SAMPLE_BYTES).includes(0)) return decodeUnmarkedUtf16(bytes);
  const text = decode(bytes, "utf-8");
  if (text === undefined) return decodeGb18030(bytes);
  if (share(text.slice(0, SAMPLE_BYTES), CONTROL) > MAX_CONTROL_SHARE) throw binary();
  return { text, warnings: [] };
}

function decodeMarkedUtf16(bytes: Uint8Array, encoding: "utf-16le" | "utf-16be"): DecodedText {
  const text = decode(bytes, encoding);
  if (text === undefined) throw new DocketError("document", `damaged ${encoding.toUpperCase()} text: ${SAVE_AS_UTF8}`);
  return { text, warnings: [] };
}

/**
 * ASCII characters leave a NUL in every second byte, the odd ones when the small end comes first, and so do line feeds
 * between Chinese ones; but 一 (4E00) and 最 (6700) leave one on the other side. So the likelier order is tried first.
 */
function decodeUnmarkedUtf16(bytes: Uint8Array): DecodedText {
  let balance = 0;
  for (const [index, byte] of bytes.subarray(0, SAMPLE_BYTES).entries()) {
    if (byte === 0) balance += index % 2 === 1 ? 1 : -1;
  }
  const orders = ["utf-16le", "utf-16be"] as const;
  for (const encoding of balance >= 0 ? orders : orders.toReversed()) {
    const text = decode(bytes, encoding);
    const start = text?.slice(0, SAMPLE_BYTES) ?? "";
    if (text === undefined || share(start, PLAIN) < MIN_PLAIN_SHARE || lowNulShare(start) > MAX_LOW_NUL_SHARE) continue;
    return { text, warnings: [`read as ${encoding.toUpperCase()}, which is a guess: ${SAVE_AS_UTF8} to be sure`] };
  }
  throw binary();
}

function decodeGb18030(bytes: Uint8Array): DecodedText {
  const text = gb2312Share(bytes.subarray(0, SAMPLE_BYTES)) < MIN_GB2312_SHARE ? undefined : decode(bytes, "gb18030");
  if (text === undefined || share(text.slice(0, SAMPLE_BYTES), CONTROL) > MAX_CONTROL_SHARE) {
    throw new DocketError(
      "document",
      `neither UTF-8 (first fault in line ${faultyLine(bytes)}) nor Chinese GB18030: ${SAVE_AS_UTF8}`,
    );
  }
  return { text, warnings: [`read as GB18030, which is a guess: ${SAVE_AS_UTF8} to be sure`] };
}

/** Of the two-byte characters, those in the rows of GB 2312; four-byte characters are passed over. */
function gb2312Share(bytes: Uint8Array): number {
  let pairs = 0;
  let common = 0;
  for (let index = 0; index < bytes.length; index += 1) {
    if ((bytes[index] ?? 0) < 0x81) continue;
    const second = bytes[index + 1] ?? 0;
    if (second >= 0x30 && second <= 0x39) {
      index += 3;
      continue;
    }
    pairs += 1;
    if (second >= 0xa1) common += 1;
    index += 1;
  }
  return pairs === 0 ? 0 : common / pairs;
}

/** 1-based line of the first byte that is not UTF-8. */
function faultyLine(bytes: Uint8Array): number {
  const lenient = new TextDecoder("utf-8").decode(bytes);
  return lenient.slice(0, lenient.indexOf("\ufffd")).split(/\r\n|\n|\r/).length;
}

function decode(bytes: Uint8Array, encoding: string): string | undefined {
  try {
    return new TextDecoder(encoding, { fatal: true }).decode(bytes);
  } catch {
    return undefined;
  }
}

function share(text: string, characters: RegExp): number {
  return text.length === 0 ? 0 : (text.match(characters)?.length ?? 0) / text.length;
}

function lowNulShare(text: string): number {
  let count = 0;
  for (let index = 0; index < text.length; index += 1) if ((text.charCodeAt(index) & 0xff) === 0) count += 1;
  return text.length === 0 ? 0 : count / text.length;
}

function startsWith(bytes: Uint8Array, ...start: readonly number[]): boolean {
  return start.every((byte, index) => bytes[index] === byte);
}

function binary(): DocketError {
  return new DocketError("document", `binary content, not text: ${SAVE_AS_UTF8}, or give it the ending of its format`);
}
