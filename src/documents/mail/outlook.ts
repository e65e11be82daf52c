/**
 * Reads messages that Outlook saved (.msg): an OLE file with a stream for each property. It is written as the e-mail that it
 * is, and read as one, with its threads, invitations and attachments. [MS-OXMSG]
 */

import { DocketError } from "../../errors.ts";
import { eastAsianEncoding } from "../decode.ts";
import type { Ole } from "../office/ole.ts";
import type { Reader } from "../read.ts";
import { mailReader } from "./mail.ts";

const MAX_FILE_BYTES = 30_000_000;
/** A message in a message in a message. */
const DEEPEST = 3;
const MOST_ATTACHMENTS = 100;
// Properties by their number.
const SUBJECT = "0037";
const SENDER_NAME = "0C1A";
const SENDER_ADDRESSES = ["5D01", "5D02", "0C1F"] as const;
const BODY = "1000";
const HTML = "1013";
const RTF = "1009";
const DATES = [0x0039, 0x0e06] as const;
const FILE_NAMES = ["3707", "3704", "3001"] as const;
const CONTENT = "3701";
const SUBMITTED_AS_CLASS = "001A";

export function outlookReader(): Reader {
  return {
    format: "msg",
    extensions: [".msg"],
    maxBytes: MAX_FILE_BYTES,
    async read(bytes) {
      const { openOle } = await import("../office/ole.ts");
      const message = messageIn(openOle(bytes), []);
      if (/^IPM\.Note\.(?:SMIME|Secure)/i.test(message.text(SUBMITTED_AS_CLASS))) {
        throw new DocketError("document", "an encrypted or sealed mail: open it in Outlook and save its text");
      }
      return mailReader().read(await asMail(message, 0));
    },
  };
}

interface Message {
  /** A property of text; "" where there is none. */
  text(property: string): string;
  bytes(property: string): Uint8Array | null;
  /** A fixed property of eight bytes. */
  fixed(property: number): Uint8Array | undefined;
  readonly attachments: readonly {
    readonly name: string;
    readonly content: Uint8Array | null;
    readonly message: Message | null;
  }[];
}

function messageIn(file: Ole, path: readonly string[]): Message {
  const read = (name: string) => file.read(...path, name);
  const properties = read("__properties_version1.0") ?? new Uint8Array();
  const fixed = fixedIn(properties, path.length === 0 ? 32 : 24);
  const text = (property: string): string => {
    const wide = read(`__substg1.0_${property}001F`);
    if (wide !== null) return new TextDecoder("utf-16le").decode(wide);
    const narrow = read(`__substg1.0_${property}001E`);
    return narrow === null ? "" : new TextDecoder(eastAsianEncoding(narrow) ?? utf8OrLatin(narrow)).decode(narrow);
  };
  return {
    text,
    bytes: (property) => read(`__substg1.0_${property}0102`),
    fixed: (property) => fixed.get(property),
    get attachments() {
      const storages = Array.from(
        { length: MOST_ATTACHMENTS },
        (_, index) => `__attach_version1.0_#${index.toString(16).toUpperCase().padStart(8, "0")}`,
      );
      return storages.flatMap((storage) => {
        const own = (name: string) => file.read(...path, storage, name);
        if (own("__properties_version1.0") === null && own(`__substg1.0_${CONTENT}0102`) === null) return [];
        const inner = messageIn(file, [...path, storage]);
        const name = FILE_NAMES.map((property) => inner.text(property)).find((given) => given.trim() !== "") ?? "";
        const embedded = [...path, storage, `__substg1.0_${CONTENT}000D`];
        const isMessage = file.read(...embedded, "__properties_version1.0") !== null;
        return [
          { name, content: own(`__substg1.0_${CONTENT}0102`), message: isMessage ? messageIn(file, embedded) : null },
        ];
      });
    },
  };
}

/** Records of 16 bytes: type and number of the property, flags, and a value of eight bytes. */
function fixedIn(properties: Uint8Array, header: number): ReadonlyMap<number, Uint8Array> {
  const found = new Map<number, Uint8Array>();
  for (let at = header; at + 16 <= properties.length; at += 16) {
    found.set((properties[at + 2] ?? 0) + (properties[at + 3] ?? 0) * 256, properties.subarray(at + 8, at + 16));
  }
  return found;
}

function utf8OrLatin(bytes: Uint8Array): string {
  try {
    new TextDecoder("utf-8", { fatal: true }).decode(bytes);
    return "utf-8";
  } catch {
    return "windows-1252";
  }
}

/** The message as MIME, all in UTF-8. */
async function asMail(message: Message, depth: number): Promise<Buffer> {
  const boundary = `part-${depth}-of-an-outlook-message`;
  const parts = [await bodyPart(message)];
  for (const { name, content, message: inner } of message.attachments) {
    if (inner !== null && depth < DEEPEST) {
      const mail = await asMail(inner, depth + 1);
      parts.push(part("message/rfc822", mail, `${oneLine(inner.text(SUBJECT)) || "message"}.eml`));
    } else if (content !== null) parts.push(part("application/octet-stream", Buffer.from(content), name));
  }
  const [address = ""] = SENDER_ADDRESSES.map((property) => oneLine(message.text(property))).filter((given) =>
    given.includes("@"),
  );
  const sender = oneLine(message.text(SENDER_NAME));
  const from = [sender === "" || sender === address ? "" : encodedWord(sender), address === "" ? "" : `<${address}>`];
  const headers = [
    ...(from.join("") === "" ? [] : [`From: ${from.join(" ").trim()}`]),
    `Subject: ${encodedWord(oneLine(message.text(SUBJECT)))}`,
    ...dateOf(message).map((date) => `Date: ${date}`),
    `MIME-Version: 1.0\r\nContent-Type: multipart/mixed; boundary="${boundary}"`,
  ];
  const pieces = parts.flatMap((each) => [Buffer.from(`--${boundary}\r\n`), each, Buffer.from("\r\n")]);
  return Buffer.concat([Buffer.from(`${headers.join("\r\n")}\r\n\r\n`), ...pieces, Buffer.from(`--${boundary}--\r\n`)]);
}

/** Its plain text; else its HTML; else what is in its RTF. */
async function bodyPart(message: Message): Promise<Buffer> {
  const plain = message.text(BODY);
  if (plain.trim() !== "") return part("text/plain; charset=utf-8", Buffer.from(plain), "");
  const html = message.bytes(HTML);
  if (html !== null) return part("text/html", Buffer.from(html), "");
  const wide = message.text(HTML);
  if (wide !== "") return part("text/html; charset=utf-8", Buffer.from(wide), "");
  const packed = message.bytes(RTF);
  if (packed === null) return part("text/plain; charset=utf-8", Buffer.alloc(0), "");
  const { rtfText } = await import("../rtf/rtf.ts");
  const { parts } = rtfText(unpackRtf(packed));
  const lines = parts.map((each) => ("text" in each ? each.text : each.cells.join(" | ")));
  return part("text/plain; charset=utf-8", Buffer.from(lines.join("\n\n")), "");
}

function part(type: string, content: Buffer, name: string): Buffer {
  const headers = [
    `Content-Type: ${type}`,
    "Content-Transfer-Encoding: base64",
    ...(name === "" ? [] : [`Content-Disposition: attachment; filename*=utf-8''${encodeURIComponent(oneLine(name))}`]),
  ];
  return Buffer.from(`${headers.join("\r\n")}\r\n\r\n${content.toString("base64").replace(/.{1,76}/g, "$&\r\n")}`);
}

/** Hundreds of nanoseconds since 1601, as a mail writes a date. */
function dateOf(message: Message): readonly string[] {
  for (const property of DATES) {
    const value = message.fixed(property);
    if (value === undefined) continue;
    const ticks = new DataView(value.buffer, value.byteOffset, 8).getBigUint64(0, true);
    const date = new Date(Number(ticks / 10_000n) - 11_644_473_600_000);
    if (!Number.isNaN(date.getTime()) && date.getUTCFullYear() > 1980) return [date.toUTCString()];
  }
  return [];
}

function oneLine(text: string): string {
  return text
    .replace(/[\s\0]+/g, " ")
    .trim()
    .slice(0, 500)
    .toWellFormed();
}

function encodedWord(text: string): string {
  return `=?UTF-8?B?${Buffer.from(text).toString("base64")}?=`;
}

const COMPRESSED = 0x75465a4c;
const DICTIONARY = 4_096;
const BEGINNING =
  "{\\rtf1\\ansi\\mac\\deff0\\deftab720{\\fonttbl;}{\\f0\\fnil \\froman \\fswiss \\fmodern \\fscript \\fdecor MS Sans SerifSymbolArialTimes New RomanCourier{\\colortbl\\red0\\green0\\blue0\r\n\\par \\pard\\plain\\f0\\fs20\\b\\i\\u\\tab\\tx";
/** A body of more than this is no letter. */
const LARGEST = 20_000_000;

/**
 * Unpacks the RTF that Outlook keeps a body in: Lempel-Ziv over a dictionary that begins with what most RTF says.
 * [MS-OXRTFCP]
 */
export function unpackRtf(packed: Uint8Array): Uint8Array {
  if (packed.length < 16) return new Uint8Array();
  const view = new DataView(packed.buffer, packed.byteOffset, packed.byteLength);
  const size = Math.min(LARGEST, view.getUint32(4, true));
  if (view.getUint32(8, true) !== COMPRESSED) return packed.subarray(16, 16 + size);
  const dictionary = new Uint8Array(DICTIONARY);
  dictionary.set(Buffer.from(BEGINNING, "latin1"));
  let write = BEGINNING.length;
  const output = Buffer.alloc(size);
  let length = 0;
  const put = (byte: number): void => {
    if (length < size) output[length] = byte;
    length += 1;
    dictionary[write] = byte;
    write = (write + 1) % DICTIONARY;
  };
  let at = 16;
  while (at < packed.length && length < size) {
    const control = packed[at] ?? 0;
    at += 1;
    for (let bit = 0; bit < 8 && at < packed.length; bit += 1) {
      if (((control >> bit) & 1) === 0) {
        put(packed[at] ?? 0);
        at += 1;
        continue;
      }
      const reference = ((packed[at] ?? 0) << 8) | (packed[at + 1] ?? 0);
      at += 2;
      const from = reference >> 4;
      if (from === write) return output.subarray(0, length);
      for (let index = 0; index < (reference & 15) + 2; index += 1) put(dictionary[(from + index) % DICTIONARY] ?? 0);
    }
  }
  return output.subarray(0, Math.min(length, size));
}
