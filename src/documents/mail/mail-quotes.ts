/**
 * Removes what a reply in HTML repeats of the mail before it, as programs mark it. What was forwarded was sent on
 * purpose, and stays; a quoted line that is answered below it stays as well. The rest is told apart as text: see
 * mail-thread.ts.
 */

import { type HtmlLine, type HtmlLines, htmlLines } from "../web/html-lines.ts";
import type { HtmlElement } from "../web/html-tree.ts";
import {
  attributed,
  isAdvert,
  isAttribution,
  isForwardLine,
  isHeaderLine,
  type OlderMail,
  olderMailStart,
  opensHeader,
  threadOf,
} from "./mail-thread.ts";

const FORWARDED = /^(?:(?:re|回复|答复)\s*[:：]\s*)?(?:fwd?|wg|tr|转发|轉寄)\s*[:：]/iu;
const QUOTE_CLASS =
  /(?:^|\s)(?:gmail_quote|gmail_quote_container|gmail_extra|yahoo_quoted|moz-cite-prefix|protonmail_quote|zmail_extra|ntes_not_fresh_css_blockquote)(?=\s|$)/;
const QUOTE_ID = /^(?:isReplyContent|reply-intro|mail-editor-reference-message-container)$/i;

export function isForwarded(subject: string): boolean {
  return FORWARDED.test(subject);
}

export interface HtmlThread {
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
