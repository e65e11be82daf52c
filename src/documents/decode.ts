/**
 * Bytes -> text. UTF-8 is expected, UTF-16 is known by its byte order mark or by its NULs; what is neither is read in an
 * encoding of East Asia where its bytes show which. A guess is named in a warning; what cannot be text is refused, since
 * a wrong decoding would be quoted to members.
 */

import { DocketError } from "../errors.ts";

interface DecodedText {
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

/** True of up to three characters in the rows of GB 2312: too few to tell, but what it is most often. */
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

/** Browsers look for the tag in the first 1,024 bytes; saved pages put comments before it. */
const PROLOGUE_BYTES = 4_096;
/** Share of the characters that may be faulty, and of those that are not ASCII unless they are very few. */
const MOST_FAULTS = 0.005;
const MOST_FAULTY_LETTERS = 0.1;
const FEW_FAULTS = 3;
const LATIN = /^(?:iso-?8859-1|latin-?1|windows-1252|us-ascii|ascii)$/i;
const DECLARED =
  /<meta[^>]{0,200}?charset\s*=\s*["']?\s*([\w:.-]{2,40})|<\?xml[^>]{0,100}?encoding\s*=\s*["']([\w:.-]{2,40})/i;

/**
 * The bytes of a web page -> text. A page names its encoding in a byte order mark or in a meta tag; one saved again by
 * a program often still names the old one, so what is valid UTF-8 is read as that. The guesses for plain text come
 * last.
 * @throws DocketError `document` when the bytes are not text, or are in an encoding that is not known.
 */
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
    // The bytes are not in this encoding, or nobody knows it.
    return undefined;
  }
}

export type EastAsianEncoding = "gb18030" | "big5" | "shift_jis" | "euc-jp" | "euc-kr";

/** Names that a warning gives them. */
export const ENCODING_NAMES: Readonly<Record<EastAsianEncoding, string>> = {
  gb18030: "GB18030",
  big5: "Big5",
  shift_jis: "Shift-JIS",
  "euc-jp": "EUC-JP",
  "euc-kr": "EUC-KR",
};

/** Fewer characters than this may be anything: a name with an accent or two. */
const LEAST_PAIRS = 4;
/**
 * Share of the two-byte characters in the rows of common ones. Running text stays above 0.97 in its own encoding; Western
 * text pairs an accented letter with an ASCII one, which is in none of them.
 */
const NEARLY_ALL = 0.9;
/** Japanese is a third to two thirds kana; Chinese texts that quote a Japanese name have next to none. */
const LEAST_KANA = 0.15;
/** Second bytes of Big5 lie below 0x7F in about 40 % of running text, and never in GB 2312 or EUC. */
const LEAST_LOW_TRAILS = 0.12;
/** Korean syllables fill rows B0 to C8; Chinese text has about half of its characters in later rows. */
const ALL_BUT_NAMES = 0.97;

interface Pairs {
  readonly count: number;
  /** Share whose lead byte is that of a row. */
  leads(from: number, to: number): number;
  /** Share whose second byte lies there. */
  trails(from: number, to: number): number;
}

/**
 * Guesses the encoding of East Asian text that names none: GB18030, Big5, Shift-JIS, EUC-JP or EUC-KR. Each leaves its
 * own pattern of bytes, and the guess counts only where the pattern is plain: a wrong one would be quoted to members.
 * @returns undefined where no encoding is sure; ASCII is nothing to guess about
 */
export function eastAsianEncoding(bytes: Uint8Array): EastAsianEncoding | undefined {
  const sample = bytes.subarray(0, SAMPLE_BYTES);
  const pairs = pairsOf(sample);
  const isShiftJis = kanaShare(sample, "shift_jis") >= LEAST_KANA && decodes(bytes, "shift_jis");
  if (isShiftJis) return "shift_jis";
  if (pairs.count < LEAST_PAIRS) return undefined;
  const high = pairs.trails(0xa1, 0xfe);
  if (high >= NEARLY_ALL) {
    // All three have two high bytes a character; kana and syllables tell Japanese and Korean from Chinese.
    if (pairs.leads(0xa4, 0xa5) >= LEAST_KANA && decodes(bytes, "euc-jp")) return "euc-jp";
    const letters = pairs.leads(0xb0, 0xfe);
    const isKorean =
      letters > 0.5 && pairs.leads(0xb0, 0xc8) / letters >= ALL_BUT_NAMES && hasSpaces(sample, pairs.count);
    if (isKorean && decodes(bytes, "euc-kr")) return "euc-kr";
    return isChinese(decoded(bytes, "gb18030")) ? "gb18030" : undefined;
  }
  const isBig5 = pairs.leads(0xa1, 0xc6) >= NEARLY_ALL && pairs.trails(0x40, 0x7e) >= LEAST_LOW_TRAILS;
  if (isBig5 && decodes(bytes, "big5")) return "big5";
  return isHanInRuns(bytes) ? "gb18030" : undefined;
}

/** Pairs of a high byte and another one, as all these encodings but Shift-JIS have them; four-byte characters are passed over. */
function pairsOf(bytes: Uint8Array): Pairs {
  const leads = new Uint32Array(256);
  const trails = new Uint32Array(256);
  let count = 0;
  for (let index = 0; index + 1 < bytes.length; index += 1) {
    const lead = bytes[index] ?? 0;
    if (lead < 0x81) continue;
    const trail = bytes[index + 1] ?? 0;
    if (trail >= 0x30 && trail <= 0x39) {
      index += 3;
      continue;
    }
    leads[lead] = (leads[lead] ?? 0) + 1;
    trails[trail] = (trails[trail] ?? 0) + 1;
    count += 1;
    index += 1;
  }
  const share = (counts: Uint32Array, from: number, to: number) =>
    count === 0 ? 0 : counts.subarray(from, to + 1).reduce((sum, some) => sum + some, 0) / count;
  return {
    count,
    leads: (from, to) => share(leads, from, to),
    trails: (from, to) => share(trails, from, to),
  };
}

/** Share of kana among what is not ASCII; half-width ones are what other encodings look like in Shift-JIS. */
function kanaShare(bytes: Uint8Array, encoding: string): number {
  const text = new TextDecoder(encoding).decode(bytes);
  const others = text.match(/[^\0-\x7f]/g)?.length ?? 0;
  if (others < LEAST_PAIRS || /[\ufffd\ue000-\uf8ff]/.test(text.slice(0, -1))) return 0;
  const kana = text.match(/[\u3041-\u3096\u30a1-\u30fa]/g)?.length ?? 0;
  const halfWidth = text.match(/[\uff61-\uff9f]/g)?.length ?? 0;
  return halfWidth > others * 0.1 ? 0 : kana / others;
}

/** Korean sets its words apart. A name of few characters in the rows of its syllables is as often Chinese, 采购清单. */
function hasSpaces(bytes: Uint8Array, pairs: number): boolean {
  let spaces = 0;
  for (const byte of bytes) if (byte === 0x20) spaces += 1;
  return pairs >= 12 && spaces * 12 >= pairs;
}

/** Traditional Chinese in GBK: its characters stand side by side, while accented letters stand alone in their words. */
function isHanInRuns(bytes: Uint8Array): boolean {
  const text = decoded(bytes, "gb18030");
  if (text === undefined || /[\ue000-\uf8ff]/.test(text) || !isChinese(text)) return false;
  const han = text.match(HAN)?.length ?? 0;
  const inRuns = (text.match(HAN_RUN) ?? []).reduce((sum, run) => sum + run.length, 0);
  const others = text.match(/[^\0-\x7f]/g)?.length ?? 0;
  return han >= LEAST_PAIRS && inRuns >= han * NEARLY_ALL && han >= others * 0.6;
}

const HAN = /\p{Script=Han}/gu;
const HAN_RUN = /\p{Script=Han}{2,}/gu;
/**
 * Characters of which any Chinese text of some length has some; Cyrillic or Big5 that is read as GBK has rare
 * characters only.
 */
const COMMON =
  /[的是一二三不了在人有我他这這個个上们們来來到時时大地為为子中你說说生國国年月日着著就那和要公司市会會元]/gu;
const LONG = 40;

function isChinese(text: string | undefined): boolean {
  const han = text?.match(HAN)?.length ?? 0;
  return text !== undefined && (han < LONG || (text.match(COMMON)?.length ?? 0) * LONG >= han);
}

function decodes(bytes: Uint8Array, encoding: EastAsianEncoding): boolean {
  return decoded(bytes, encoding) !== undefined;
}
