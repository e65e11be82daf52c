/**
 * The bytes of a web page -> text. A page names its encoding in a byte order mark or in a meta tag; one saved again by a
 * program often still names the old one, so what is valid UTF-8 is read as that. The guesses for plain text come last.
 */

import { type DecodedText, decodeText } from "../decode.ts";
import { eastAsianEncoding } from "../east-asian.ts";

/** Browsers look for the tag in the first 1,024 bytes; saved pages put comments before it. */
const PROLOGUE_BYTES = 4_096;
/** Share of the characters that may be faulty, and of those that are not ASCII unless they are very few. */
const MOST_FAULTS = 0.005;
const MOST_FAULTY_LETTERS = 0.1;
const FEW_FAULTS = 3;
const LATIN = /^(?:iso-?8859-1|latin-?1|windows-1252|us-ascii|ascii)$/i;
const DECLARED =
  /<meta[^>]{0,200}?charset\s*=\s*["']?\s*([\w:.-]{2,40})|<\?xml[^>]{0,100}?encoding\s*=\s*["']([\w:.-]{2,40})/i;

/** @throws DocketError `document` when the bytes are not text, or are in an encoding that is not known. */
export function decodeHtml(bytes: Uint8Array): DecodedText {
  const prologue = new TextDecoder("latin1").decode(bytes.subarray(0, PROLOGUE_BYTES));
  const [, inMeta, inXml] = DECLARED.exec(prologue) ?? [];
  const declared = inMeta ?? inXml;
  if (declared === undefined || prologue.includes("\0")) return decodeText(bytes);
  const isUnicode = /^(?:utf|ucs|unicode)/i.test(declared);
  if (decoded(bytes, "utf-8") !== undefined) return decodeText(bytes);
  // Pages that say GB2312 mean all of what browsers read under that name.
  const encoding = isUnicode ? "utf-8" : /^gb/i.test(declared) ? "gb18030" : declared;
  // Any bytes are valid Latin-1, which programs name when nobody has told them better.
  if (LATIN.test(declared) && eastAsianEncoding(bytes) !== undefined) return decodeText(bytes);
  const text = decoded(bytes, encoding);
  return text === undefined ? (mended(bytes, encoding) ?? decodeText(bytes)) : { text, warnings: [] };
}

/** A page in the encoding that it names but for a few bytes, as browsers show it: with a mark for each of them. */
function mended(bytes: Uint8Array, encoding: string): DecodedText | undefined {
  let text: string;
  try {
    text = new TextDecoder(encoding).decode(bytes);
  } catch {
    return undefined;
  }
  const faults = text.match(/\ufffd/g)?.length ?? 0;
  const letters = text.match(/[^\0-\x7f]/g)?.length ?? 0;
  // A page in another encoding than it says is faulty in most of what is not ASCII.
  if (faults > text.length * MOST_FAULTS || (faults > FEW_FAULTS && faults > letters * MOST_FAULTY_LETTERS))
    return undefined;
  const signs = faults === 1 ? "a byte that is" : `${faults} bytes that are`;
  return { text, warnings: [`${signs} not ${encoding.toUpperCase()}, which the page says it is: shown as \ufffd`] };
}

function decoded(bytes: Uint8Array, encoding: string): string | undefined {
  try {
    return new TextDecoder(encoding, { fatal: true }).decode(bytes);
  } catch {
    // Not in this encoding, or an encoding that nobody knows.
    return undefined;
  }
}
