/**
 * Parts of a mail: encodings mended, texts put together to one document, attachments told from the pictures of a
 * signature.
 */

import { isAscii, isUtf8 } from "node:buffer";
import { canonicalText } from "../../language/canonical.ts";
import { type BlockWriter, blockWriter, type Piece } from "../block-writer.ts";
import { type EastAsianEncoding, ENCODING_NAMES, eastAsianEncoding } from "../decode.ts";
import type { ReadResult } from "../document.ts";
import { plainBlocks } from "../plain/plain.ts";
import type { ThreadPart } from "./mail-thread.ts";

export type Body = Pick<ReadResult, "text" | "blocks">;

/** Own words after a quoted question need it; the quoted words need to be told whose they are. */
export function bodyOfParts(parts: readonly ThreadPart[]): Body {
  const [only] = parts;
  if (only?.kind === "own" && parts.length === 1) return plainBlocks(only.text, { mayBePage: false });
  const writer = blockWriter();
  let attribution: number | null = null;
  let quoted: number | null = null;
  for (const { kind, text } of parts) {
    if (kind === "attribution") {
      attribution = writer.count;
      writer.add({ kind: "paragraph", pieces: [plain(text)], section: [] });
      continue;
    }
    const before = writer.count;
    copyBlocks(writer, plainBlocks(text, { mayBePage: false }), [], kind === "quoted" ? attribution : quoted);
    quoted = kind === "quoted" && writer.count > before ? writer.count - 1 : null;
  }
  const { text, blocks } = writer.finish();
  return { text, blocks };
}

/** @param leadIn of the first block, where it has none of its own */
export function copyBlocks(
  writer: BlockWriter,
  body: Body,
  above: readonly string[],
  leadIn: number | null = null,
): void {
  const shift = writer.count;
  const groups = new Map<number, object>();
  for (const [index, block] of body.blocks.entries()) {
    const { kind, start, end } = block;
    // Blocks a line apart are rows of one list.
    const before = body.blocks[index - 1];
    const continues = before !== undefined && start - before.end === 1;
    const group = (continues ? groups.get(index - 1) : undefined) ?? {};
    groups.set(index, group);
    const section = kind === "heading" ? block.section.slice(0, -1) : block.section;
    const own = block.leadIn === null ? null : block.leadIn + shift;
    writer.add({
      kind,
      pieces: [plain(body.text.slice(start, end))],
      section: [...above, ...section],
      group,
      leadIn: own ?? (index === 0 && kind !== "heading" ? leadIn : null),
    });
  }
}

function plain(text: string): Piece {
  return { text, source: null };
}

interface Part {
  readonly filename: string | null;
  readonly mimeType: string;
  readonly disposition: string | null;
  readonly related?: boolean | undefined;
  readonly contentId?: string | undefined;
  readonly content: ArrayBuffer | Uint8Array | string;
}

/** Mail that people write has a dozen; more is somebody's archive. */
const MOST_ATTACHMENTS = 100;
const LONGEST_NAME = 120;
const SEALS = /^application\/(?:pgp-signature|(?:x-)?pkcs7-signature|pgp-keys|pgp-encrypted)$/;
/** Endings for parts without a name: what they are is then told by their content. */
const ENDINGS: Readonly<Record<string, string>> = {
  "message/rfc822": ".eml",
  "text/html": ".html",
  "text/plain": ".txt",
  "text/csv": ".csv",
  "application/pdf": ".pdf",
};

/** Attachments of a mail, to be read as documents of their own, without pictures in the text and signatures. */
export function attachmentsOf(parts: readonly Part[]): Required<Pick<ReadResult, "attachments" | "warnings">> {
  const files = parts.filter((part) => !SEALS.test(part.mimeType) && !isPictureInText(part));
  const attachments = files.slice(0, MOST_ATTACHMENTS).map((part, index) => ({
    name: nameOf(part, index + 1),
    bytes: bytesOf(part.content),
  }));
  const warnings =
    files.length > MOST_ATTACHMENTS
      ? [`only the first ${MOST_ATTACHMENTS} of ${files.length} attachments are read: save the others as files`]
      : [];
  return { attachments, warnings };
}

function isPictureInText({ mimeType, disposition, related, contentId }: Part): boolean {
  return mimeType.startsWith("image/") && (related === true || disposition === "inline" || contentId !== undefined);
}

/** The last part of the name that was given, as it may be a path, on one line. */
function nameOf({ filename, mimeType }: Part, number: number): string {
  const given =
    canonicalText(filename ?? "")
      .text.replace(/\s+/g, " ")
      .split(/[/\\]/)
      .at(-1)
      ?.trim() ?? "";
  const dot = given.lastIndexOf(".");
  const ending = dot > 0 ? given.slice(dot) : (ENDINGS[mimeType] ?? "");
  const stem = given.slice(0, dot > 0 ? dot : undefined).replace(/^\.+/, "");
  return `${stem === "" ? `attachment-${number}` : stem.slice(0, LONGEST_NAME).toWellFormed()}${ending.slice(0, 20)}`;
}

function bytesOf(content: Part["content"]): Uint8Array {
  if (typeof content === "string") return new TextEncoder().encode(content);
  return content instanceof Uint8Array ? content : new Uint8Array(content);
}

/** A part of a mail as postal-mime has it before its text is decoded. */
export interface MailPart {
  readonly content: ArrayBuffer | null;
  readonly contentType: { readonly parsed: { readonly value: string; readonly params: { charset?: string } } };
}

/** Encodings in which any bytes are text, so that being valid says nothing. */
const SAYS_NOTHING =
  /^(?:|us-?ascii|ascii|iso-?8859-\d+|latin-?\d|windows-125\d|unknown-?8bit|x-unknown|default|8bit|utf-?7|x-user-defined|binary)$/i;
const HEADER_END = /\r?\n\r?\n/;
/** Adjacent words of one encoding: a character may be cut between them. */
const ENCODED_WORDS =
  /=\?[^?\s]{1,40}\?[bq]\?[^?]{0,2000}\?=(?:[ \t]*(?:\r?\n[ \t]+)?=\?[^?\s]{1,40}\?[bq]\?[^?]{0,2000}\?=){0,200}/gi;
const ENCODED_WORD = /=\?([^?\s]{1,40})\?([bq])\?([^?]{0,2000})\?=/gi;
const MOST_HEADER_BYTES = 1_000_000;

/**
 * Encodings of mail. Programs write Chinese mail in GBK or Big5 and name no encoding, or a wrong one, in the header
 * and in each part; what the bytes show wins over what is said. Done before the parser decodes, since what it replaces
 * is lost. The file with its header in UTF-8; one that was saved as UTF-16 is UTF-8 whole.
 */
export function withReadableHeader(file: Uint8Array): Uint8Array {
  const bytes = fromUtf16(file);
  const head = Buffer.from(bytes.subarray(0, MOST_HEADER_BYTES)).toString("latin1");
  const end = HEADER_END.exec(head)?.index ?? head.length;
  const header = Buffer.from(bytes.subarray(0, end));
  const mended = withWordsMended(inUtf8(header, bytes));
  return mended.equals(header) ? bytes : Buffer.concat([mended, bytes.subarray(end)]);
}

/** Sets the encoding of a part to what its bytes are. Returns the guess, for the secretariat to know of. */
export function mendCharset({ content, contentType: { parsed } }: MailPart): string | undefined {
  if (content === null || !/^text\/|^application\/ics$/.test(parsed.value)) return undefined;
  const bytes = new Uint8Array(content);
  const declared = parsed.params.charset?.trim() ?? "";
  if (/^(?:utf-?16|ucs-?2|unicode)/i.test(declared)) {
    if (bytes[0] === 0xfe && bytes[1] === 0xff) parsed.params.charset = "utf-16be";
    // A file that was in UTF-16 is in UTF-8 by now, and its parts say what they were in.
    else if (isValid(bytes, "utf-8") && !bytes.includes(0)) parsed.params.charset = "utf-8";
    return undefined;
  }
  if (isAscii(bytes) || /^(?:iso-2022|hz-)/i.test(declared)) return undefined;
  const { encoding, guessed } = encodingOf(bytes, declared);
  if (encoding !== undefined) parsed.params.charset = encoding;
  return guessed;
}

function encodingOf(bytes: Uint8Array, declared: string): { readonly encoding?: string; readonly guessed?: string } {
  if (isValid(bytes, "utf-8")) return { encoding: "utf-8" };
  // GB2312 and GBK are parts of GB18030, and mail that names one of them has characters of the others.
  const named = /^(?:x-)?(?:gb|cp-?936|ms936|windows-936)/i.test(declared) ? "gb18030" : declared;
  if (!SAYS_NOTHING.test(named) && !/^utf-?8$/i.test(named) && isValid(bytes, named)) return { encoding: named };
  const guess: EastAsianEncoding | undefined = eastAsianEncoding(bytes);
  if (guess !== undefined) return { encoding: guess, guessed: ENCODING_NAMES[guess] };
  return SAYS_NOTHING.test(named) && named === "" ? { encoding: "windows-1252" } : {};
}

/** Raw bytes in a header are UTF-8, or what the whole of the mail is in: a subject alone is short for a guess. */
function inUtf8(header: Buffer, file: Uint8Array): Buffer {
  if (isValid(header, "utf-8")) return header;
  const guesses = [eastAsianEncoding(file), eastAsianEncoding(header), declaredIn(header), "windows-1252"];
  const encoding = guesses.find((guess) => guess !== undefined && isValid(header, guess));
  return encoding === undefined ? header : Buffer.from(new TextDecoder(encoding).decode(header));
}

function declaredIn(header: Buffer): string | undefined {
  const named = /charset\s*=\s*"?([\w.:-]{1,40})/i.exec(header.toString("latin1"))?.[1] ?? "";
  return SAYS_NOTHING.test(named) ? undefined : named;
}

/** `=?us-ascii?B?…?=` of a subject in GBK, and words that say UTF-8 and are something else. */
function withWordsMended(header: Buffer): Buffer {
  const text = header.toString("latin1");
  if (!text.includes("=?")) return header;
  const mended = text.replace(ENCODED_WORDS, (words) => {
    const parts = [...words.matchAll(ENCODED_WORD)].map(([, charset = "", kind = "", body = ""]) => ({
      charset: charset.replace(/\*.*/, ""),
      bytes: kind.toLowerCase() === "b" ? Buffer.from(body, "base64") : quotedBytes(body),
    }));
    const bytes = Buffer.concat(parts.map((part) => part.bytes));
    const charset = parts[0]?.charset ?? "";
    if (parts.some((part) => part.charset.toLowerCase() !== charset.toLowerCase())) return words;
    const { encoding, guessed } = encodingOf(bytes, charset);
    const isWrong = guessed !== undefined || (encoding === "utf-8" && SAYS_NOTHING.test(charset));
    if (encoding === undefined || !isWrong || bytes.every((byte) => byte < 0x80)) return words;
    return `=?UTF-8?B?${Buffer.from(new TextDecoder(encoding).decode(bytes)).toString("base64")}?=`;
  });
  return mended === text ? header : Buffer.from(mended, "latin1");
}

function quotedBytes(body: string): Buffer {
  const text = body
    .replaceAll("_", " ")
    .replace(/=([0-9a-f]{2})/gi, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)));
  return Buffer.from(text, "latin1");
}

function fromUtf16(file: Uint8Array): Uint8Array {
  const [first, second] = file;
  const little = (first === 0xff && second === 0xfe) || (first !== 0 && second === 0);
  const big = (first === 0xfe && second === 0xff) || (first === 0 && second !== 0);
  if (!little && !big) return file;
  return Buffer.from(new TextDecoder(little ? "utf-16le" : "utf-16be").decode(file));
}

function isValid(bytes: Uint8Array, encoding: string): boolean {
  if (encoding === "utf-8") return isUtf8(bytes);
  try {
    new TextDecoder(encoding, { fatal: true }).decode(bytes);
    return true;
  } catch {
    return false;
  }
}
