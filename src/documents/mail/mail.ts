/**
 * Reads an e-mail (.eml): subject, sender and date above its text; what was attached is handed on, to be read as
 * documents of their own. What a reply repeats of earlier mail is left out, what was forwarded stays.
 */

import { DocketError, errorText } from "../../errors.ts";
import { type BlockWriter, blockWriter, type Piece } from "../block-writer.ts";
import { canonicalText } from "../canonical.ts";
import type { ReadResult } from "../document.ts";
import { plainBlocks } from "../plain/plain-blocks.ts";
import type { Reader } from "../read.ts";
import { writeHtmlLines } from "../web/html-blocks.ts";
import { htmlLines } from "../web/html-lines.ts";
import { parseHtml } from "../web/html-tree.ts";
import { dateIn } from "../web/web-date.ts";
import { attachmentsOf } from "./mail-attachments.ts";
import { htmlWithoutQuotes, isForwarded, textWithoutQuotes } from "./mail-quotes.ts";

/** Mail servers refuse more; most of it is attachments. */
const MAX_MAIL_BYTES = 25_000_000;
/** Real mail has under 20 kB of headers, and parts at most five deep. */
const PARSER_LIMITS = { maxHeadersSize: 1_000_000, maxNestingDepth: 30, forceRfc822Attachments: true } as const;
const SAVE_READABLE = "open it in your mail program and save its text, or forward it unencrypted";
const WITHOUT_SUBJECT = /^(?:\(?no subject\)?|[（(]?无主题[)）]?)$/iu;

export function mailReader(): Reader {
  return {
    format: "mail",
    extensions: [".eml"],
    maxBytes: MAX_MAIL_BYTES,
    async read(bytes) {
      const mail = await parseMail(bytes);
      refuseUnreadable(mail);
      const subject = line(mail.subject);
      const body = await bodyOf(mail, isForwarded(subject));
      const { attachments, warnings } = attachmentsOf(mail.attachments);
      const { name = "", address = "" } = mail.from ?? {};
      const sender = line(name) || line(address);
      const sent = line(mail.headers.find(({ key }) => key === "date")?.value);
      const written = withHeader(body, [
        subject,
        headerLine("From", [line(name), line(address)]),
        headerLine("Date", [sent]),
      ]);
      const published = dateIn(sent);
      return {
        ...written,
        facts: {
          ...(subject === "" || WITHOUT_SUBJECT.test(subject) ? {} : { title: subject }),
          ...(sender === "" ? {} : { publisher: sender }),
          ...(published === undefined ? {} : { published }),
        },
        warnings: [...body.warnings, ...warnings],
        attachments,
      };
    },
  };
}

interface Mail {
  readonly headers: readonly { readonly key: string; readonly value: string }[];
  readonly from?: { readonly name: string; readonly address?: string | undefined } | undefined;
  readonly subject?: string | undefined;
  readonly text?: string | undefined;
  readonly html?: string | undefined;
  readonly attachments: Parameters<typeof attachmentsOf>[0];
}

async function parseMail(bytes: Uint8Array): Promise<Mail> {
  const { default: PostalMime } = await import("postal-mime");
  let mail: Mail;
  try {
    mail = await PostalMime.parse(bytes, PARSER_LIMITS);
  } catch (cause) {
    throw new DocketError("document", `mail that cannot be taken apart (${errorText(cause)}): ${SAVE_READABLE}`, {
      cause,
    });
  }
  if (!mail.headers.some(({ key }) => /^(?:from|subject|date|message-id|received|mime-version)$/.test(key))) {
    throw new DocketError("document", "no mail: give the file the ending of its format");
  }
  return mail;
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

type Body = Pick<ReadResult, "text" | "blocks" | "warnings">;

/** The plain text, which says the same in most mail; else the HTML. */
async function bodyOf({ text, html }: Mail, forwarded: boolean): Promise<Body> {
  if (text !== undefined && (text.trim() !== "" || html === undefined)) {
    const canonical = canonicalText(text);
    const own = forwarded ? { text: canonical.text, warnings: [] } : textWithoutQuotes(canonical.text);
    const { text: written, blocks } = plainBlocks(own.text, { mayBePage: false });
    return { text: written, blocks, warnings: [...canonical.warnings, ...own.warnings] };
  }
  const canonical = canonicalText(html ?? "");
  const { root } = await parseHtml(canonical.text);
  const own = forwarded ? { lines: htmlLines(root, () => false), warnings: [] } : htmlWithoutQuotes(root);
  const hidden = own.lines.hidden;
  return {
    ...writeHtmlLines(own.lines.lines),
    warnings: [
      ...canonical.warnings,
      ...own.warnings,
      ...(hidden > 0 ? [`text that the mail hides from readers was left out (places: ${hidden})`] : []),
    ],
  };
}

/** Subject, sender and date as the first blocks, since members ask who wrote and when. */
function withHeader(body: Body, header: readonly string[]): Pick<ReadResult, "text" | "blocks"> {
  const writer: BlockWriter = blockWriter();
  const [subject = "", ...lines] = header;
  const heading = writer.add({ kind: "heading", pieces: [piece(subject)], section: [] });
  const above = heading === "" ? [] : [heading];
  for (const text of lines) writer.add({ kind: "paragraph", pieces: [piece(text)], section: above });
  const shift = writer.count;
  const groups = new Map<number, object>();
  for (const [index, block] of body.blocks.entries()) {
    const { kind, start, end, leadIn } = block;
    // Blocks a line apart are rows of one list.
    const before = body.blocks[index - 1];
    const continues = before !== undefined && start - before.end === 1;
    const group = (continues ? groups.get(index - 1) : undefined) ?? {};
    groups.set(index, group);
    const section = kind === "heading" ? block.section.slice(0, -1) : block.section;
    writer.add({
      kind,
      pieces: [piece(body.text.slice(start, end))],
      section: [...above, ...section],
      leadIn: leadIn === null ? null : leadIn + shift,
      group,
    });
  }
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
