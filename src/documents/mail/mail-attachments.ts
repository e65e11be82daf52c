/** Attachments of a mail, to be read as documents of their own, without pictures in the text and signatures. */

import { canonicalText } from "../../language/canonical.ts";
import type { ReadResult } from "../document.ts";

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
/** For parts without a name: what they are is then told by their content. */
const ENDINGS: Readonly<Record<string, string>> = {
  "message/rfc822": ".eml",
  "text/html": ".html",
  "text/plain": ".txt",
  "text/csv": ".csv",
  "application/pdf": ".pdf",
};

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
