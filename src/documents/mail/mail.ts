/**
 * Reads an e-mail (.eml): subject, sender and date above its text, then its invitations; what was attached is handed on, to
 * be read as documents of their own, and so are the older mails that a reply repeats. What was forwarded stays.
 */

import { DocketError, errorText } from "../../errors.ts";
import { canonicalText } from "../../language/canonical.ts";
import { blockWriter, type Piece } from "../block-writer.ts";
import type { ReadResult } from "../document.ts";
import type { Reader } from "../read.ts";
import { writeHtmlLines } from "../web/html-blocks.ts";
import { htmlLines } from "../web/html-lines.ts";
import { parseHtml } from "../web/html-tree.ts";
import { dateIn } from "../web/web-facts.ts";
import { calendarText } from "./calendar.ts";
import {
  attachmentsOf,
  type Body,
  bodyOfParts,
  copyBlocks,
  type MailPart,
  mendCharset,
  withReadableHeader,
} from "./mail-parts.ts";
import { htmlThread, isForwarded, type OlderMail, threadOf } from "./mail-thread.ts";

/** Mail servers refuse more; most of it is attachments. */
const MAX_MAIL_BYTES = 25_000_000;
/** Real mail has under 20 kB of headers, and parts at most five deep. */
const PARSER_LIMITS = { maxHeadersSize: 1_000_000, maxNestingDepth: 30, forceRfc822Attachments: true } as const;
const SAVE_READABLE = "open it in your mail program and save its text, or forward it unencrypted";
const WITHOUT_SUBJECT = /^(?:\(?no subject\)?|[（(]?无主题[)）]?)$/iu;

const SAVED_PAGE = /^<?saved by /iu;

export function mailReader(): Reader {
  return {
    format: "mail",
    // Browsers save a page with its pictures as a mail that nobody sent.
    extensions: [".eml", ".mht", ".mhtml"],
    maxBytes: MAX_MAIL_BYTES,
    async read(bytes) {
      const { mail, guesses } = await parseMail(bytes);
      refuseUnreadable(mail);
      const subject = line(mail.subject);
      if (mail.html !== undefined && isSavedPage(mail)) return await readSavedPage(mail.html, subject, guesses);
      const body = await bodyOf(mail, isForwarded(subject));
      const { events, others } = withoutEvents(mail.attachments);
      const { attachments, warnings } = attachmentsOf(others);
      const from: Sender | undefined =
        mail.from ?? addressIn(mail, "sender", "reply-to", "return-path", "x-sender", "resent-from");
      const [name, address] = [line(from?.name), line(from?.address)];
      const sender = name || address;
      const sent = sentOf(mail);
      const written = withHeader(
        [body, ...events.map(bodyOfEvent)],
        [subject, headerLine("From", [name, address]), headerLine("Date", [sent])],
      );
      const published = dateIn(sent);
      return {
        ...written,
        facts: {
          ...(subject === "" || WITHOUT_SUBJECT.test(subject) ? {} : { title: subject }),
          ...(sender === "" ? {} : { publisher: sender }),
          ...(published === undefined ? {} : { published }),
        },
        warnings: [...guesses, ...body.warnings, ...warnings],
        attachments: [...attachments, ...body.older.map((older) => asFile(older, subject))],
      };
    },
  };
}

/** True of a page as browsers save one, and Word a file "as web page". */
function isSavedPage({ headers, from }: Mail): boolean {
  const value = (key: string) => headers.find((header) => header.key === key)?.value ?? "";
  if (value("snapshot-content-location") !== "" || SAVED_PAGE.test(line(from?.name) || line(from?.address)))
    return true;
  const isSent = headers.some(({ key }) => /^(?:from|to|received|message-id|sender|return-path)$/u.test(key));
  return !isSent && /^multipart\/related;[\s\S]*\btype="?text\/html/iu.test(value("content-type"));
}

/** A page without its menu and banner, as from the web; its pictures and styles are no documents. */
async function readSavedPage(html: string, subject: string, guesses: readonly string[]): Promise<ReadResult> {
  const { readWebPage } = await import("../web/html-page.ts");
  const page = await readWebPage(Buffer.from(`\ufeff${html}`));
  const { facts, warnings } = page;
  const { text, blocks } = facts.title === undefined ? withHeader([page], [subject]) : page;
  const title = facts.title ?? subject;
  return { text, blocks, warnings: [...guesses, ...warnings], facts: { ...facts, ...(title === "" ? {} : { title }) } };
}

interface Sender {
  readonly name: string;
  readonly address?: string | undefined;
}

interface Mail {
  readonly headers: readonly { readonly key: string; readonly value: string }[];
  readonly from?: Sender | undefined;
  readonly subject?: string | undefined;
  readonly text?: string | undefined;
  readonly html?: string | undefined;
  readonly attachments: Parameters<typeof attachmentsOf>[0];
}

async function parseMail(bytes: Uint8Array): Promise<{ readonly mail: Mail; readonly guesses: readonly string[] }> {
  const { default: PostalMime } = await import("postal-mime");
  const parser = new PostalMime(PARSER_LIMITS);
  const guesses = new Set<string>();
  // The parser keeps this to itself. It is asked of each part before its text is decoded, which cannot be undone.
  const parts = parser as unknown as { isInlineTextNode: (part: MailPart) => boolean };
  const isText = parts.isInlineTextNode.bind(parser);
  parts.isInlineTextNode = (part) => {
    const guess = mendCharset(part);
    if (guess !== undefined)
      guesses.add(`its text is in no encoding that it names: read as ${guess}, which is a guess`);
    return isText(part);
  };
  let mail: Mail;
  try {
    mail = await parser.parse(withReadableHeader(bytes));
  } catch (cause) {
    throw new DocketError("document", `mail that cannot be taken apart (${errorText(cause)}): ${SAVE_READABLE}`, {
      cause,
    });
  }
  if (!mail.headers.some(({ key }) => A_HEADER.test(key))) {
    throw new DocketError("document", "no mail: give the file the ending of its format");
  }
  return { mail, guesses: [...guesses] };
}

const A_HEADER =
  /^(?:from|to|cc|sender|reply-to|return-path|delivered-to|subject|date|message-id|received|mime-version|content-type|in-reply-to)$/;

/** The first address of a header that says who sent a mail without From. */
function addressIn({ headers }: Mail, ...keys: readonly string[]): Sender | undefined {
  for (const key of keys) {
    const value = headers.find((header) => header.key === key)?.value ?? "";
    const [, name = "", inside] = /^\s*"?([^"<]*?)"?\s*<([^<>\s]+)>/.exec(value) ?? [];
    const address = inside ?? /[^\s<>,;]+@[^\s<>,;]+/.exec(value)?.[0];
    if (address !== undefined) return { name, address };
  }
  return undefined;
}

/** Its date, or the time that the first server on its way put on it. */
function sentOf({ headers }: Mail): string {
  const value = (key: string) => headers.find((header) => header.key === key)?.value;
  const received = headers.findLast(({ key }) => key === "received")?.value;
  return line(value("date") ?? value("resent-date") ?? value("delivery-date") ?? received?.split(";").at(-1));
}

function refuseUnreadable({ headers, text, attachments }: Mail): void {
  const type = headers.find(({ key }) => key === "content-type")?.value.toLowerCase() ?? "";
  const encrypted =
    /^multipart\/encrypted|^application\/(?:x-)?pkcs7-mime/.test(type) ||
    /^\s*-----BEGIN PGP MESSAGE-----/.test(text ?? "");
  const sealed = attachments.some(({ mimeType }) =>
    /^application\/(?:x-pkcs7-mime|pkcs7-mime|pgp-encrypted)$/.test(mimeType),
  );
  if (encrypted || (sealed && (text ?? "").trim() === "")) {
    throw new DocketError("document", `an encrypted or sealed mail (S/MIME or PGP): ${SAVE_READABLE}`);
  }
}

interface OwnBody extends Body {
  readonly warnings: readonly string[];
  readonly older: readonly OlderMail[];
}

/** The plain text, which says the same in most mail; else the HTML. */
async function bodyOf({ text, html }: Mail, forwarded: boolean): Promise<OwnBody> {
  if (text !== undefined && (text.trim() !== "" || html === undefined)) {
    const canonical = canonicalText(text);
    const { parts, older, leftOut } = forwarded
      ? { parts: [{ kind: "own", text: canonical.text } as const], older: [], leftOut: 0 }
      : threadOf(canonical.text);
    return { ...bodyOfParts(parts), warnings: [...canonical.warnings, ...report(leftOut)], older };
  }
  const canonical = canonicalText(html ?? "");
  const { root } = await parseHtml(canonical.text);
  const own = forwarded ? { lines: htmlLines(root, () => false), older: [], leftOut: 0 } : htmlThread(root);
  const hidden = own.lines.hidden;
  return {
    ...writeHtmlLines(own.lines.lines),
    warnings: [
      ...canonical.warnings,
      ...report(own.leftOut),
      ...(hidden > 0 ? [`text that the mail hides from readers was left out (places: ${hidden})`] : []),
    ],
    older: own.older,
  };
}

function report(lines: number): readonly string[] {
  return lines === 0 ? [] : [`earlier mail that this one repeats was left out (lines: ${lines})`];
}

/** An older mail as the file that it was, so that it becomes a document with its own sender and date. */
function asFile(
  { from, date, subject, text }: OlderMail,
  later: string,
): { readonly name: string; readonly bytes: Uint8Array } {
  const own = subject || later.replace(/^(?:(?:re|aw|sv|回复|答复)\s*[:：]\s*)+/iu, "");
  const header = [`From: ${line(from)}`, ...(date === "" ? [] : [`Date: ${line(date)}`]), `Subject: ${line(own)}`];
  const mail = `${header.join("\n")}\nContent-Type: text/plain; charset=utf-8\n\n${text}\n`;
  const day = dateIn(date) ?? "";
  return {
    name: `${day} ${line(from).replace(/<.*/, "").slice(0, 60)}`.trim().concat(".eml"),
    bytes: Buffer.from(mail),
  };
}

interface Events {
  readonly events: readonly string[];
  readonly others: Mail["attachments"];
}

/** Invitations are part of what a mail says; programs send each twice, as a part and as a file. */
function withoutEvents(attachments: Mail["attachments"]): Events {
  const events = new Set<string>();
  const others: Mail["attachments"][number][] = [];
  for (const attachment of attachments) {
    const { mimeType, content } = attachment;
    const isCalendar = mimeType === "text/calendar" || mimeType === "application/ics";
    const text = isCalendar
      ? calendarText(typeof content === "string" ? content : Buffer.from(content as Uint8Array).toString())
      : "";
    if (text === "") others.push(attachment);
    else events.add(text);
  }
  return { events: [...events], others };
}

function bodyOfEvent(text: string): Body {
  return bodyOfParts([{ kind: "own", text }]);
}

/** Subject, sender and date as the first blocks, since members ask who wrote and when. */
function withHeader(bodies: readonly Body[], header: readonly string[]): Body {
  const writer = blockWriter();
  const [subject = "", ...lines] = header;
  const heading = writer.add({ kind: "heading", pieces: [piece(subject)], section: [] });
  const above = heading === "" ? [] : [heading];
  for (const text of lines) writer.add({ kind: "paragraph", pieces: [piece(text)], section: above });
  for (const body of bodies) copyBlocks(writer, body, above);
  const { text, blocks } = writer.finish();
  return { text, blocks };
}

function piece(text: string): Piece {
  return { text, source: null };
}

function headerLine(label: string, values: readonly string[]): string {
  const [first = "", second = ""] = values.filter((value) => value !== "");
  return first === "" ? "" : `${label}: ${first}${second === "" ? "" : ` <${second}>`}`;
}

function line(value: string | undefined): string {
  return canonicalText(value ?? "")
    .text.replace(/\s+/g, " ")
    .trim()
    .slice(0, 500)
    .toWellFormed();
}
