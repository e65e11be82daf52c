/**
 * The text of a mail -> what its sender wrote, and the older mails that it repeats. Those are mails of their own, with
 * their own sender and date, so that nobody is quoted for what another one wrote. A line that answers a quoted one
 * keeps it.
 */

import type { HtmlLine } from "../web/html-line.ts";
import { type HtmlLines, htmlLines } from "../web/html-lines.ts";
import type { HtmlElement } from "../web/html-tree.ts";

export interface OlderMail {
  readonly from: string;
  readonly date: string;
  /** "" where nothing says it. */
  readonly subject: string;
  readonly text: string;
}

/** `quoted`: what the lines after it answer; `attribution`: whose words those are. */
export interface ThreadPart {
  readonly kind: "own" | "quoted" | "attribution";
  readonly text: string;
}

interface Thread {
  readonly parts: readonly ThreadPart[];
  readonly older: readonly OlderMail[];
  /** Lines of older mail that names no sender. */
  readonly leftOut: number;
}

/** Line from which on all is older mail. */
const OLDER_MAIL =
  /^(?:-{2,}\s*(?:original message|original appointment|原始邮件|原邮件|邮件原件|原始信息|原始郵件|原始訊息|ursprüngliche nachricht|回复的原邮件)\s*-{0,}|_{20,}|-{2,}\s*reply (?:message|above this line)\b.*)$/iu;
const FORWARD_LINE = /^-{2,}\s*(?:forwarded (?:message|by)|转发(?:的)?(?:邮件|信息)?|begin forwarded message)/iu;
/** The header of older mail as Outlook and Chinese programs write it. */
const HEADER_LINE =
  /^[*\s]*(from|sent|to|cc|subject|date|发件人|寄件者|发送时间|收件人|抄送|主题|主旨|日期|发送日期)[*\s]*[:：][*\s]*(.*)$/iu;
const HEADER_LINES = 4;
const MOST_HEADER_LINES = 10;
const ATTRIBUTION =
  /^(?:on\s.{4,200}\swrote\s?:|.{4,200}\s(?:wrote|writes)\s?:|(?:在|于)?.{4,200}(?:写道|寫道|写到)\s?[:：]|.{2,100}于.{4,60}写道[:：]?)$/iu;
/** Lines of an attribution that a program has wrapped. */
const LONGEST_ATTRIBUTION = 3;
/** The signature itself stays: it says whom to call. */
const BEFORE_SIGNATURE = "--";
const ADVERT =
  /^(?:sent from my \S+(?: \S+){0,3}|get outlook for \S+|发自我的\s?\S{1,20}|从(?:我的)?.{1,20}(?:发送|发出)|发自(?:网易|QQ|新浪)邮箱.{0,20})$/iu;
const QUOTED = /^\s?>/;
/** Longer threads are archives. */
const MOST_MAILS = 40;
const DEEPEST = 15;

function isAttribution(line: string): boolean {
  return ATTRIBUTION.test(line);
}

function isAdvert(line: string): boolean {
  return ADVERT.test(line.trim());
}

function isHeaderLine(line: string): boolean {
  return HEADER_LINE.test(line);
}

function isForwardLine(line: string): boolean {
  return FORWARD_LINE.test(line.trim());
}

/** @param text canonical; @param depth of mails that repeat mails */
export function threadOf(text: string, depth = 0): Thread {
  const lines = text.split("\n");
  if (lines.some(isForwardLine)) return { parts: [{ kind: "own", text }], older: [], leftOut: 0 };
  const end = olderMailStart(lines.map((line) => line.trim()));
  const top = ownParts(lines.slice(0, end), depth);
  const below = olderMails(lines.slice(end), depth);
  const older = [...top.older, ...below.older].slice(0, MOST_MAILS);
  if (top.parts.every((part) => part.text.trim() === "")) {
    // A mail of nothing but quotes was sent for them.
    return older.length > 0
      ? { parts: top.parts, older, leftOut: below.leftOut }
      : { parts: [{ kind: "own", text }], older: [], leftOut: 0 };
  }
  return { parts: top.parts, older, leftOut: top.leftOut + below.leftOut };
}

interface Run {
  readonly quoted: boolean;
  readonly lines: string[];
}

/** The lines above any older mail: own ones, and quoted ones between them. */
function ownParts(lines: readonly string[], depth: number): Thread {
  const runs = runsOf(lines);
  const parts: ThreadPart[] = [];
  const unkept: string[] = [];
  const quotes: string[] = [];
  let attribution = "";
  for (const [index, { quoted, lines: run }] of runs.entries()) {
    if (!quoted) {
      const [before, by] = runs[index + 1]?.quoted === true ? withoutAttribution(run) : [run, ""];
      parts.push({ kind: "own", text: ownText(before) });
      if (by !== "") attribution = by;
      continue;
    }
    const text = run.map((line) => line.replace(QUOTED, "").replace(/^ /, "")).join("\n");
    quotes.push(text);
    if (!isAnswered(runs.slice(index + 1))) {
      unkept.push(text);
      continue;
    }
    const paragraphs = text.trim().split(/\n[>\s]*\n/);
    if (paragraphs.length > 1) unkept.push(text);
    if (attribution !== "" && !parts.some(({ kind }) => kind === "attribution"))
      parts.push({ kind: "attribution", text: attribution });
    parts.push({ kind: "quoted", text: (paragraphs.at(-1) ?? "").replace(/^(?:\s?>)+ ?/gm, "") });
  }
  if (unkept.length === 0) return { parts, older: [], leftOut: 0 };
  const older =
    attribution === "" ? [] : mailsIn({ ...attributed(attribution), subject: "", text: quotes.join("\n") }, depth);
  return { parts, older, leftOut: older.length > 0 ? 0 : unkept.join("\n").split("\n").length };
}

function runsOf(lines: readonly string[]): Run[] {
  const runs: Run[] = [];
  for (const [index, line] of lines.entries()) {
    const last = runs.at(-1);
    // A blank line between quoted ones is theirs.
    const isBlankInside = line.trim() === "" && last?.quoted === true && QUOTED.test(lines[index + 1] ?? "");
    const quoted = QUOTED.test(line) || isBlankInside;
    if (last !== undefined && last.quoted === quoted) last.lines.push(line);
    else runs.push({ quoted, lines: [line] });
  }
  return runs;
}

/** Tells whether the sender wrote something after a quote, other than who they are. */
function isAnswered(after: readonly Run[]): boolean {
  const [next] = after;
  if (next === undefined || next.quoted) return false;
  const signature = next.lines.findIndex((line) => line.trimEnd() === BEFORE_SIGNATURE);
  const own = signature === -1 ? next.lines : next.lines.slice(0, signature);
  const written = after.length > 1 ? withoutAttribution(own)[0] : own;
  return written.some((line) => line.trim() !== "" && !isAdvert(line));
}

function ownText(lines: readonly string[]): string {
  return lines.filter((line) => !isAdvert(line) && line.trimEnd() !== BEFORE_SIGNATURE).join("\n");
}

/** "On Mon, 5 May 2021, X wrote:" above a quote, also over several lines. */
function withoutAttribution(lines: readonly string[]): readonly [before: readonly string[], attribution: string] {
  let end = lines.length;
  while (end > 0 && lines[end - 1]?.trim() === "") end -= 1;
  for (let count = Math.min(LONGEST_ATTRIBUTION, end); count > 0; count -= 1) {
    const last = lines.slice(end - count, end).map((line) => line.trim());
    const opens = count === 1 || /^(?:on\s|在|于)/i.test(last[0] ?? "");
    if (opens && ATTRIBUTION.test(last.join(" "))) return [lines.slice(0, end - count), last.join(" ")];
  }
  return [lines, ""];
}

/**
 * "On Wed, 6 Jul 2022 at 17:01, Bob <bob@a.example> wrote:" -> whom and when; Chinese programs write it in either
 * order.
 */
function attributed(attribution: string): Pick<OlderMail, "from" | "date"> {
  const said = attribution
    .replace(/^(?:on\s|在\s?|于\s?)/i, "")
    .replace(/\s*(?:wrote|writes|写道|寫道|写到)\s*[:：]?$/iu, "");
  const day =
    /(?:19|20)\d{2}\s?[-/.年]\s?\d{1,2}\s?[-/.月]\s?\d{1,2}\s?日?|(?:\p{L}{3,10}\.?,?\s+)?(?:\d{1,2}\.?\s+\p{L}{3,10}\.?|\p{L}{3,10}\.?\s+\d{1,2}),?\s+(?:19|20)\d{2}/iu.exec(
      said,
    );
  if (day === null) return { from: said.trim(), date: "" };
  const time =
    /^[\s,]*(?:at\s+)?(?:(?:星期|周).\s*)?(?:(?:上午|下午|晚上)\s*)?\d{1,2}[:：]\d{2}(?:[:：]\d{2})?(?:\s?[AP]M)?(?:\s?[+-]\d{4})?/iu.exec(
      said.slice(day.index + day[0].length),
    );
  const length = day[0].length + (time?.[0].length ?? 0);
  const rest = `${said.slice(0, day.index)} ${said.slice(day.index + length)}`;
  const from = rest.replace(/^[\s,，于]+|[\s,，于]+$/gu, "").replace(/\s+/g, " ");
  return { from, date: said.slice(day.index, day.index + length).trim() };
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
  const from = /^[*\s]*(?:from|发件人|寄件者)[*\s]*[:：]/iu.test(first);
  const address = lines.some((line) => HEADER_LINE.test(line) && line.includes("@")) || /发件人|寄件者/u.test(first);
  return from && address && lines.filter((line) => HEADER_LINE.test(line)).length >= 3;
}

/** @param lines begin with a divider or a header, or are none */
function olderMails(lines: readonly string[], depth: number): Pick<Thread, "older" | "leftOut"> {
  const older: OlderMail[] = [];
  let leftOut = 0;
  let at = 0;
  while (at < lines.length && older.length < MOST_MAILS) {
    const start = at;
    while (at < lines.length && (lines[at]?.trim() === "" || OLDER_MAIL.test(lines[at]?.trim() ?? ""))) at += 1;
    const fields = new Map<string, string>();
    for (let count = 0; count < MOST_HEADER_LINES; count += 1) {
      const [, label, value = ""] = HEADER_LINE.exec(lines[at] ?? "") ?? [];
      if (label === undefined) break;
      fields.set(label.toLowerCase(), value.replace(/[*\s]+$/, ""));
      at += 1;
    }
    const next = olderMailStart(lines.slice(at).map((line) => line.trim()));
    const body = lines.slice(at, at + next);
    at += next;
    const field = (...labels: readonly string[]) =>
      labels.map((label) => fields.get(label)).find((value) => value !== undefined) ?? "";
    const from = field("from", "发件人", "寄件者");
    if (from === "" || body.every((line) => line.trim() === "")) leftOut += at - start;
    else {
      const date = field("sent", "date", "发送时间", "日期", "发送日期");
      older.push(...mailsIn({ from, date, subject: field("subject", "主题", "主旨"), text: body.join("\n") }, depth));
    }
  }
  return { older, leftOut };
}

/** A mail that was repeated repeats those before it in turn. */
function mailsIn(mail: OlderMail, depth: number): readonly OlderMail[] {
  if (depth >= DEEPEST) return [mail];
  const { parts, older } = threadOf(mail.text, depth + 1);
  if (older.length === 0) return [mail];
  const own = parts.map(({ kind, text }) => (kind === "quoted" ? text.replace(/^/gm, "> ") : text)).join("\n\n");
  return own.trim() === "" ? older : [{ ...mail, text: own }, ...older];
}

const FORWARDED = /^(?:(?:re|回复|答复)\s*[:：]\s*)?(?:fwd?|wg|tr|转发|轉寄)\s*[:：]/iu;
const QUOTE_CLASS =
  /(?:^|\s)(?:gmail_quote|gmail_quote_container|gmail_extra|yahoo_quoted|moz-cite-prefix|protonmail_quote|zmail_extra|ntes_not_fresh_css_blockquote)(?=\s|$)/;
const QUOTE_ID = /^(?:isReplyContent|reply-intro|mail-editor-reference-message-container)$/i;

/**
 * Removes what a reply in HTML repeats of the mail before it, as programs mark it. What was forwarded was sent on
 * purpose, and stays; a quoted line that is answered below it stays as well. The rest is told apart as text: see
 * mail-thread.ts.
 */
export function isForwarded(subject: string): boolean {
  return FORWARDED.test(subject);
}

interface HtmlThread {
  readonly lines: HtmlLines;
  readonly older: readonly OlderMail[];
  readonly leftOut: number;
}

export function htmlThread(root: HtmlElement): HtmlThread {
  const all = htmlLines(root, () => false);
  if (all.lines.some(({ text }) => isForwardLine(text))) return { lines: all, older: [], leftOut: 0 };
  const quoted = quotesIn(root);
  const own = htmlLines(root, (element) => quoted.has(element));
  const shown = own.lines.map(({ text }) => text);
  const header = shown.findIndex((text) => opensHeader(headersApart(text).split("\n")));
  const end = Math.min(olderMailStart(shown), header === -1 ? shown.length : header);
  const written = new Set(own.lines.slice(0, end).map(({ text }) => text));
  // A quote is told by not being among the sender's own lines, which follow each other in the same order.
  const quotes = all.lines.map((line) => !written.has(line.text) || isAttributionOf(line, own));
  const last = all.lines.findLastIndex((line, index) => quotes[index] === false && !isAdvert(line.text));
  const kept: HtmlLine[] = [];
  for (const [index, line] of all.lines.entries()) {
    if (quotes[index] === true) {
      // The last quoted line before an answer is what the answer is to.
      const answered = index < last && quotes[index + 1] === false && !isAttribution(line.text);
      if (answered) kept.push(line);
      continue;
    }
    if (isAdvert(line.text)) continue;
    const before = all.lines[index - 1];
    const answers =
      before !== undefined && quotes[index - 1] === true && kept.at(-1) === before && line.leadIn === null;
    kept.push(answers ? { ...line, leadIn: before } : line);
  }
  if (kept.length === 0) return { lines: all, older: [], leftOut: 0 };
  const rest = all.lines.filter((_, index) => quotes[index] === true);
  const older = rest.length === 0 ? [] : olderIn(rest);
  return { lines: { ...all, lines: kept }, older, leftOut: older.length > 0 ? 0 : all.lines.length - kept.length };
}

/** "On Monday Li wrote:" above a quote is no word of the sender's. */
function isAttributionOf(line: HtmlLine, own: HtmlLines): boolean {
  return isAttribution(line.text) && [...own.cut].some(({ text }) => text === line.text);
}

/** The quoted lines as the mails that they are, where they say whose. */
function olderIn(lines: readonly HtmlLine[]): readonly OlderMail[] {
  const at = lines.findIndex((line) => isAttribution(line.text));
  if (at === -1) return threadOf(joined(lines)).older;
  const quoted = lines.slice(at + 1).map((line) => line.text);
  return quoted.length === 0 ? [] : [{ ...attributed(lines[at]?.text ?? ""), subject: "", text: quoted.join("\n\n") }];
}

function joined(lines: readonly HtmlLine[]): string {
  const texts = lines.map(({ text }) => headersApart(text));
  const isHeader = (index: number) => isHeaderLine(texts[index]?.split("\n")[0] ?? "");
  return texts.map((text, index) => (isHeader(index) && isHeader(index + 1) ? text : `${text}\n`)).join("\n");
}

/** Programs write the header of the older mail as one paragraph with breaks. */
function headersApart(text: string): string {
  if (!isHeaderLine(text)) return text;
  return text.replace(/\s(?=(?:sent|to|cc|subject|date|发送时间|收件人|抄送|主题|日期)\s*[:：])/giu, "\n");
}

/** Gmail puts quotes and the answers between them into one element; then the quotes in it are the quotes. */
function quotesIn(root: HtmlElement): ReadonlySet<HtmlElement> {
  const quotes = new Set<HtmlElement>();
  const visit = (element: HtmlElement, inContainer: boolean): void => {
    const { name, attributes } = element;
    const inner = element.children.filter((child) => child.kind === "element");
    const isCited = name === "blockquote" && (inContainer || attributes.type?.toLowerCase() === "cite");
    const isNamed = QUOTE_CLASS.test(attributes.class ?? "");
    const isContainer = isNamed && name !== "blockquote" && inner.some((child) => child.name === "blockquote");
    if (isCited || (isNamed && !isContainer) || QUOTE_ID.test(attributes.id ?? "")) quotes.add(element);
    else for (const child of inner) visit(child, inContainer || isContainer);
  };
  visit(root, false);
  return quotes;
}
