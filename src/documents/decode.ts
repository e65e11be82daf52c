/**
 * Bytes -> text. UTF-8 is expected, UTF-16 is known by its byte order mark or by its NULs; what is neither is read in an
 * encoding of East Asia where its bytes show which. A guess is named in a warning; what cannot be text is refused, since
 * a wrong decoding would be quoted to members.
 */

import { DocketError } from "../errors.ts";
import { ENCODING_NAMES, eastAsianEncoding } from "./east-asian.ts";

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
  if (text === undefined) return decodeEastAsian(bytes);
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

function decodeEastAsian(bytes: Uint8Array): DecodedText {
  const encoding = eastAsianEncoding(bytes) ?? (hasFewFromGb2312(bytes) ? "gb18030" : undefined);
  const text = encoding === undefined ? undefined : decode(bytes, encoding);
  if (encoding === undefined || text === undefined || share(text.slice(0, SAMPLE_BYTES), CONTROL) > MAX_CONTROL_SHARE) {
    throw new DocketError(
      "document",
      `neither UTF-8 (first fault in line ${faultyLine(bytes)}) nor surely Chinese, Japanese or Korean: ${SAVE_AS_UTF8}`,
    );
  }
  return { text, warnings: [`read as ${ENCODING_NAMES[encoding]}, which is a guess: ${SAVE_AS_UTF8} to be sure`] };
}

/** Up to three characters in the rows of GB 2312: too few to tell, but what it is most often. */
function hasFewFromGb2312(bytes: Uint8Array): boolean {
  const text = Buffer.from(bytes.subarray(0, SAMPLE_BYTES)).toString("latin1");
  return (text.match(/[\x80-\xff]/g)?.length ?? 0) <= 6 && /^(?:[\0-\x7f]|[\xa1-\xf7][\xa1-\xfe])*$/.test(text);
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
