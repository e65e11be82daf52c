/**
 * What a reply repeats of the mail before it. Each mail of a thread holds all that came before, so quotes would be found
 * in place of what they quote, under the wrong name and date. What was forwarded was sent on purpose, and stays.
 */

import { type HtmlLines, htmlLines } from "../web/html-lines.ts";
import type { HtmlElement } from "../web/html-tree.ts";

const FORWARDED = /^(?:(?:re|回复|答复)\s*[:：]\s*)?(?:fwd?|wg|tr|转发|轉寄)\s*[:：]/iu;
const FORWARD_LINE = /^-{2,}\s*(?:forwarded (?:message|by)|转发(?:的)?(?:邮件|信息)?|begin forwarded message)/iu;
/** From such a line on, all is older mail. */
const OLDER_MAIL =
  /^(?:-{2,}\s*(?:original message|原始邮件|原邮件|原始信息|ursprüngliche nachricht|回复的原邮件)\s*-{0,}|_{20,}|-{2,}\s*reply (?:message|above this line)\b.*)$/iu;
/** The header of older mail as Outlook and Chinese programs write it. */
const HEADER_LINES = 4;
const HEADER_LINE = /^[*\s]*(?:from|sent|to|cc|subject|date|发件人|发送时间|收件人|抄送|主题|日期|发送日期)\s*[:：]/iu;
const ATTRIBUTION =
  /^(?:on\s.{4,200}\swrote\s?:|.{4,200}\s(?:wrote|writes)\s?:|(?:在|于)?.{4,200}(?:写道|寫道|写到)\s?[:：]|.{2,100}于.{4,60}写道[:：]?)$/iu;
/** The signature itself stays: it says whom to call. */
const BEFORE_SIGNATURE = "--";
const ADVERT =
  /^(?:sent from my \S+(?: \S+){0,3}|get outlook for \S+|发自我的\s?\S{1,20}|从(?:我的)?.{1,20}(?:发送|发出)|发自(?:网易|QQ|新浪)邮箱.{0,20})$/iu;
const QUOTE_CLASS =
  /(?:^|\s)(?:gmail_quote|gmail_extra|yahoo_quoted|moz-cite-prefix|protonmail_quote|zmail_extra|ntes_not_fresh_css_blockquote)(?=\s|$)/;
const QUOTE_ID = /^(?:divRplyFwdMsg|appendonsend|isReplyContent|reply-intro|mail-editor-reference-message-container)$/i;
/** Lines of an attribution that a program has wrapped. */
const LONGEST_ATTRIBUTION = 3;

export function isForwarded(subject: string): boolean {
  return FORWARDED.test(subject);
}

/** @param text canonical */
export function textWithoutQuotes(text: string): { readonly text: string; readonly warnings: readonly string[] } {
  const lines = text.split("\n");
  if (lines.some((line) => FORWARD_LINE.test(line.trim()))) return { text, warnings: [] };
  const end = olderMailStart(lines.map((line) => line.trim()));
  const kept: string[] = [];
  let quoted = lines.length - end;
  for (const line of lines.slice(0, end)) {
    if (/^\s?>/.test(line)) {
      quoted += 1 + dropAttribution(kept);
    } else if (!ADVERT.test(line.trim()) && line.trimEnd() !== BEFORE_SIGNATURE) kept.push(line);
  }
  quoted += end < lines.length ? dropAttribution(kept) : 0;
  const own = kept.join("\n");
  // A mail of nothing but quotes was sent for them.
  return quoted === 0 || own.trim() === ""
    ? { text: quoted === 0 ? own : text, warnings: [] }
    : { text: own, warnings: [report(quoted)] };
}

export function htmlWithoutQuotes(root: HtmlElement): {
  readonly lines: HtmlLines;
  readonly warnings: readonly string[];
} {
  const all = htmlLines(root, () => false);
  if (all.lines.some(({ text }) => FORWARD_LINE.test(text))) return { lines: all, warnings: [] };
  const own = htmlLines(root, isQuote);
  const end = olderMailStart(own.lines.map(({ text }) => text));
  const lines = own.lines
    .slice(0, end)
    .filter((line) => !ADVERT.test(line.text) && !(own.cut.has(line) && ATTRIBUTION.test(line.text)));
  if (lines.length === 0) return { lines: all, warnings: [] };
  const quoted = all.lines.length - lines.length;
  return { lines: { ...all, lines }, warnings: quoted > 0 ? [report(quoted)] : [] };
}

function isQuote({ name, attributes }: HtmlElement): boolean {
  return (
    (name === "blockquote" && attributes.type?.toLowerCase() === "cite") ||
    QUOTE_CLASS.test(attributes.class ?? "") ||
    QUOTE_ID.test(attributes.id ?? "")
  );
}

/** Index of the line from which on all is older mail, or the number of lines. */
function olderMailStart(lines: readonly string[]): number {
  for (const [index, line] of lines.entries()) {
    if (OLDER_MAIL.test(line) && (!line.startsWith("_") || HEADER_LINE.test(lines[index + 1] ?? ""))) return index;
    if (opensHeader(lines.slice(index, index + HEADER_LINES))) return index;
  }
  return lines.length;
}

/** "From: X <x@y>, Sent: …, To: …": who and when and to whom, so that "From: 9:00, To: 17:00" is none. */
function opensHeader(lines: readonly string[]): boolean {
  const [first = ""] = lines;
  const from = /^[*\s]*(?:from|发件人)\s*[:：]/iu.test(first);
  const address = lines.some((line) => HEADER_LINE.test(line) && line.includes("@")) || first.includes("发件人");
  return from && address && lines.filter((line) => HEADER_LINE.test(line)).length >= 3;
}

/** "On Mon, 5 May 2021, X wrote:" above a quote, also over several lines. Returns how many lines went. */
function dropAttribution(kept: string[]): number {
  let end = kept.length;
  while (end > 0 && kept[end - 1]?.trim() === "") end -= 1;
  for (let count = Math.min(LONGEST_ATTRIBUTION, end); count > 0; count -= 1) {
    const lines = kept.slice(end - count, end).map((line) => line.trim());
    const opens = count === 1 || /^(?:on\s|在|于)/i.test(lines[0] ?? "");
    if (!opens || !ATTRIBUTION.test(lines.join(" "))) continue;
    kept.length = end - count;
    return count;
  }
  return 0;
}

function report(lines: number): string {
  return `earlier mail that this one repeats was left out (lines: ${lines})`;
}
