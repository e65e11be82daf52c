/**
 * The bytes of a web page -> text. A page names its encoding in a byte order mark or in a meta tag; one saved again by a
 * program often still names the old one, so what is valid UTF-8 is read as that. The guesses for plain text come last.
 */

import { type DecodedText, decodeText } from "../decode.ts";

/** Browsers look for the tag in the first 1,024 bytes; saved pages put comments before it. */
const PROLOGUE_BYTES = 4_096;
const DECLARED =
  /<meta[^>]{0,200}?charset\s*=\s*["']?\s*([\w:.-]{2,40})|<\?xml[^>]{0,100}?encoding\s*=\s*["']([\w:.-]{2,40})/i;

/** @throws DocketError `document` when the bytes are not text, or are in an encoding that is not known. */
export function decodeHtml(bytes: Uint8Array): DecodedText {
  const prologue = new TextDecoder("latin1").decode(bytes.subarray(0, PROLOGUE_BYTES));
  const [, inMeta, inXml] = DECLARED.exec(prologue) ?? [];
  const declared = inMeta ?? inXml;
  if (declared === undefined || /^(?:utf|ucs|unicode)/i.test(declared) || prologue.includes("\0")) {
    return decodeText(bytes);
  }
  if (decoded(bytes, "utf-8") !== undefined) return decodeText(bytes);
  // Pages that say GB2312 mean all of what browsers read under that name.
  const text = decoded(bytes, /^gb/i.test(declared) ? "gb18030" : declared);
  return text === undefined ? decodeText(bytes) : { text, warnings: [] };
}

function decoded(bytes: Uint8Array, encoding: string): string | undefined {
  try {
    return new TextDecoder(encoding, { fatal: true }).decode(bytes);
  } catch {
    // Not in this encoding, or an encoding that nobody knows.
    return undefined;
  }
}
