/**
 * The bytes of an RTF file -> its tokens: groups, control words with a number, and bytes of text. RTF is ASCII; what is not
 * comes as `\'b2` in the code page of its font, or as `\u20250?`. Rich Text Format 1.9.1
 */

export type RtfToken =
  | { readonly kind: "open" }
  | { readonly kind: "close" }
  | { readonly kind: "word"; readonly word: string; readonly value: number | undefined }
  /** One byte, which may be half of a character. */
  | { readonly kind: "byte"; readonly byte: number };

const BACKSLASH = 0x5c;
const OPEN = 0x7b;
const CLOSE = 0x7d;
const LONGEST_WORD = 32;
/** Of 32 bits, with its sign. */
const LONGEST_NUMBER = 11;

export function* rtfTokens(bytes: Uint8Array): Generator<RtfToken> {
  let at = 0;
  while (at < bytes.length) {
    const byte = bytes[at] ?? 0;
    at += 1;
    if (byte === OPEN) yield { kind: "open" };
    else if (byte === CLOSE) yield { kind: "close" };
    else if (byte === 0x0a || byte === 0x0d || byte === 0) continue;
    else if (byte !== BACKSLASH) yield { kind: "byte", byte };
    else {
      const next = bytes[at] ?? 0;
      if (isLetter(next)) {
        const { word, value, end } = controlWord(bytes, at);
        at = end;
        // Raw bytes of a picture follow.
        if (word === "bin") at += Math.max(0, value ?? 0);
        else yield { kind: "word", word, value };
        continue;
      }
      at += 1;
      if (next === 0x27) {
        const hex = String.fromCharCode(bytes[at] ?? 0x20, bytes[at + 1] ?? 0x20);
        at += 2;
        if (/^[0-9a-f]{2}$/i.test(hex)) yield { kind: "byte", byte: Number.parseInt(hex, 16) };
      } else if (next === BACKSLASH || next === OPEN || next === CLOSE) yield { kind: "byte", byte: next };
      else yield { kind: "word", word: String.fromCharCode(next), value: undefined };
    }
  }
}

function controlWord(
  bytes: Uint8Array,
  start: number,
): { readonly word: string; readonly value: number | undefined; readonly end: number } {
  let end = start;
  while (end - start < LONGEST_WORD && isLetter(bytes[end] ?? 0)) end += 1;
  const word = Buffer.from(bytes.subarray(start, end)).toString("latin1");
  const from = end;
  if (bytes[end] === 0x2d) end += 1;
  while (end - from < LONGEST_NUMBER && isDigit(bytes[end] ?? 0)) end += 1;
  const digits = Buffer.from(bytes.subarray(from, end)).toString("latin1");
  // One space ends a word, and is not text.
  if (bytes[end] === 0x20) end += 1;
  return { word, value: /\d/.test(digits) ? Number(digits) : undefined, end };
}

function isLetter(byte: number): boolean {
  return (byte >= 0x61 && byte <= 0x7a) || (byte >= 0x41 && byte <= 0x5a);
}

function isDigit(byte: number): boolean {
  return byte >= 0x30 && byte <= 0x39;
}
