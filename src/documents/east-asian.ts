/**
 * Guesses the encoding of East Asian text that names none: GB18030, Big5, Shift-JIS, EUC-JP or EUC-KR. Each leaves its own
 * pattern of bytes, and the guess counts only where the pattern is plain: a wrong one would be quoted to members.
 */

export type EastAsianEncoding = "gb18030" | "big5" | "shift_jis" | "euc-jp" | "euc-kr";

/** What a warning calls them. */
export const ENCODING_NAMES: Readonly<Record<EastAsianEncoding, string>> = {
  gb18030: "GB18030",
  big5: "Big5",
  shift_jis: "Shift-JIS",
  "euc-jp": "EUC-JP",
  "euc-kr": "EUC-KR",
};

const SAMPLE_BYTES = 65_536;
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

/** @returns undefined where no encoding is sure; ASCII is nothing to guess about */
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

/** Korean sets its words apart. */
function hasSpaces(bytes: Uint8Array, pairs: number): boolean {
  let spaces = 0;
  for (const byte of bytes) if (byte === 0x20) spaces += 1;
  return pairs < 12 || spaces * 12 >= pairs;
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
/** Of which any Chinese text of some length has some; Cyrillic or Big5 that is read as GBK has rare characters only. */
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

function decoded(bytes: Uint8Array, encoding: string): string | undefined {
  try {
    return new TextDecoder(encoding, { fatal: true }).decode(bytes);
  } catch {
    return undefined;
  }
}
