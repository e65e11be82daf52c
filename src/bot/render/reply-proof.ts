/**
 * Source view of a citation number: the quoted words in their paragraph, with what is known of the document, then and
 * now. Pure.
 */

import type { InlineKeyboardButton } from "@grammyjs/types";
import {
  type Citation,
  type Block as DocumentBlock,
  dateText,
  placeText,
  type StoredVersion,
  type Validity,
  validityText,
} from "../../engine/engine.ts";
import { hasItemNumber } from "../../language/labels.ts";
import type { Language, Locale } from "../../language/language.ts";
import type { Span } from "../../language/sentences.ts";
import type { Proof } from "../conversation/answers.ts";
import type { Say } from "../i18n/words.ts";
import { BUTTONS, button } from "./reply-buttons.ts";
import { asReplies, type Block, type Reply } from "./reply-messages.ts";
import {
  beginningOf,
  endOf,
  joined,
  linkless,
  linklessWithOffsets,
  piecesOf,
  plain,
  type RichText,
  styled,
} from "./reply-text.ts";

interface ProofView {
  readonly say: Say;
  readonly proof: Proof;
  /** The text that was quoted; null where it is not kept any more. */
  readonly version: StoredVersion | null;
  readonly now: DocumentNow;
  readonly standing: Validity;
  /** Languages of other editions that say it. */
  readonly editions: readonly Language[];
  /** Opens the proof in a private chat; null where it is shown in one. */
  readonly privateLink: string | null;
}

/** Changes of the document since. */
export type DocumentNow =
  | { readonly kind: "same" }
  | { readonly kind: "revised"; readonly stillSaysIt: boolean }
  | { readonly kind: "gone" };

const TITLE_CODE_POINTS = 300;
const QUOTE_CODE_POINTS = 1_500;
const AROUND_CODE_POINTS = 600;
const BOLD_CHARACTERS = 300;
/** https://core.telegram.org/bots/api#copytextbutton */
const MAX_COPY_CHARACTERS = 256;
const HASH_CHARACTERS = 8;

export function replyWithProof(view: ProofView): Reply[] {
  const { say, proof } = view;
  const { document, section, place } = proof.citation;
  const inside = section.filter((heading) => heading !== document.title);
  const where = placeText({ title: "" }, inside, place, say.locale).replace(/^ › /u, "");
  const blocks: Block[] = [
    { content: styled("bold", beginningOf(linkless(document.title), TITLE_CODE_POINTS)), before: "" },
    { content: plain(beginningOf(linkless(where), TITLE_CODE_POINTS)), before: "\n" },
    { content: styled("blockquote", quoteInPlace(proof.citation, view.version)), before: "\n\n" },
    { content: plain(originLine(view)), before: "\n\n" },
    { content: plain(versionLine(view)), before: "\n" },
    { content: styled("italic", nowText(view)), before: "\n" },
  ];
  return asReplies(blocks, proofKeyboard(view));
}

/** The quoted words marked, with the rest of their paragraph, and the next one where they fill theirs. */
function quoteInPlace(citation: Citation, version: StoredVersion | null): RichText {
  const quote = beginningOf(citation.quote, QUOTE_CODE_POINTS);
  const { before, after } = around(citation, version);
  const whole = linklessWithOffsets(`${before}${quote}${after}`);
  const [start, end] = [whole.at(before.length), whole.at(before.length + quote.length)];
  return joined([whole.text.slice(0, start), marked(whole.text.slice(start, end)), whole.text.slice(end)]);
}

/** A sentence in bold stands out; a whole passage in bold is hard to read. */
function marked(quote: string): RichText {
  const underlined = styled("underline", quote);
  return quote.length > BOLD_CHARACTERS ? underlined : styled("bold", underlined);
}

function around({ start, end }: Citation, version: StoredVersion | null): { before: string; after: string } {
  if (version === null) return { before: "", after: "" };
  const { text, blocks } = version;
  const first = blocks.findIndex((block) => block.end > start);
  const last = blocks.findLastIndex((block) => block.start < end);
  const from = blocks[first]?.start === start ? neighbour(blocks, first, -1) : blocks[first];
  const to = blocks[last]?.end === end ? neighbour(blocks, last, +1) : blocks[last];
  const before = text.slice(Math.min(from?.start ?? start, start), start);
  const after = text.slice(end, Math.max(to?.end ?? end, end));
  return {
    before: `${endOf(before, AROUND_CODE_POINTS)}${/\s*$/u.exec(before)?.[0].replace(/\n+/u, "\n") ?? ""}`,
    after: `${/^\s*/u.exec(after)?.[0].replace(/\n+/u, "\n") ?? ""}${beginningOf(after, AROUND_CODE_POINTS)}`,
  };
}

/** The next block of the same section; its heading stands above already. */
function neighbour(blocks: readonly DocumentBlock[], index: number, step: 1 | -1): DocumentBlock | undefined {
  const [own, next] = [blocks[index], blocks[index + step]];
  const same = next !== undefined && next.kind !== "heading" && next.section.join() === own?.section.join();
  return same ? next : own;
}

function originLine({ say, proof, standing }: ProofView): string {
  const { publisher, published } = proof.citation.document;
  const parts = [publisher, dateText(published, say.locale), validityText(standing, say.locale)];
  return beginningOf(linkless(parts.filter((part) => part !== null).join(" · ")), TITLE_CODE_POINTS);
}

function versionLine({ say, proof }: ProofView): string {
  const version = proof.citation.document.version.slice(0, HASH_CHARACTERS);
  return say("proof-version", { version, date: say.day(proof.at) });
}

function nowText({ say, now }: ProofView): string {
  switch (now.kind) {
    case "same":
      return "";
    case "revised":
      return say(now.stillSaysIt ? "proof-revised-same" : "proof-revised");
    case "gone":
      return say("proof-document-gone");
    default:
      return now satisfies never;
  }
}

function proofKeyboard({ say, proof, editions, privateLink }: ProofView): InlineKeyboardButton[][] {
  const { id, citation } = proof;
  const copy: InlineKeyboardButton = {
    text: say("button-copy"),
    copy_text: { text: citationText(citation, say.locale) },
  };
  if (privateLink !== null) return [[copy], [{ text: say("button-open-privately"), url: privateLink }]];
  const others = editions.map((language) =>
    button(say(`button-edition-${language}`), BUTTONS.edition.data(id, language)),
  );
  return [
    [copy, ...others],
    [button(say("button-section"), BUTTONS.section.data(id, 0)), button(say("button-file"), BUTTONS.file.data(id))],
  ];
}

/** `“words” (Title › Section, 2024-05-01)`, letter for letter, as much of it as can be copied by a button. */
export function citationText({ quote, document, section, place }: Citation, locale: Locale): string {
  const [open, close] = locale === "en" ? ["“", "” — "] : ["“", "”——"];
  const published = dateText(document.published, locale);
  // The date is what a citation must have: a long title gives way to it.
  const date = published === null ? "" : `${locale === "en" ? ", " : "，"}${published}`;
  const source = shortened(placeText(document, section, place, locale), MAX_COPY_CHARACTERS / 2 - date.length) + date;
  return `${open}${shortened(quote, MAX_COPY_CHARACTERS - source.length - open.length - close.length)}${close}${source}`;
}

/** Shortens by UTF-16 code units, the strictest count there is. */
function shortened(text: string, most: number): string {
  let shorter = beginningOf(text, most);
  for (let fewer = most - 1; shorter.length > most; fewer -= 1) shorter = beginningOf(text, fewer);
  return shorter;
}

const PAGE_CODE_POINTS = 3_000;

/**
 * The whole section that a quote is from, a page at a time.
 * @param page 1-based; 0 for the one that the quote is on. @returns null where there is no such page
 */
export function replyWithSection(
  { id, citation }: Proof,
  { text, blocks }: StoredVersion,
  page: number,
  say: Say,
): Reply | null {
  const at = blocks.findIndex(({ end }) => end > citation.start);
  const section = blocks[at]?.section ?? [];
  const isIn = (index: number): boolean => section.every((heading, level) => blocks[index]?.section[level] === heading);
  let [first, last] = [at, at];
  while (first > 0 && isIn(first - 1)) first -= 1;
  while (last < blocks.length - 1 && isIn(last + 1)) last += 1;
  const { whole, quote } = written(text, blocks.slice(first, last + 1), citation);
  const pages = pagesOf(whole);
  const shown = page === 0 ? pages.findIndex(({ end }) => end > quote.start) + 1 : page;
  const content = pages[shown - 1];
  if (content === undefined) return null;
  const heading = say("section-page", { page: shown, pages: pages.length });
  const turn = (label: string, to: number) =>
    pages[to - 1] === undefined ? [] : [button(label, BUTTONS.section.data(id, to))];
  const turns = [...turn("‹", shown - 1), ...turn("›", shown + 1)];
  const title = styled("bold", beginningOf(linkless(citation.document.title), TITLE_CODE_POINTS));
  const [reply] = asReplies(
    [
      { content: title, before: "" },
      ...(pages.length > 1 ? [{ content: styled("italic", heading), before: "\n" }] : []),
      { content: withQuote(whole, content, quote), before: "\n\n" },
    ],
    turns.length === 0 ? [] : [turns],
  );
  return reply ?? null;
}

/**
 * Text as the document reads: a list item a line, with a bullet where it has no number of its own; and where the quote
 * is.
 */
function written(
  text: string,
  blocks: readonly DocumentBlock[],
  { start: from, end: to }: Span,
): { readonly whole: string; readonly quote: Span } {
  let whole = "";
  const quote = { start: 0, end: 0 };
  blocks.forEach(({ kind, start, end }, index) => {
    const { text: words, at } = linklessWithOffsets(text.slice(start, end));
    const isItem = kind === "list-item";
    const before = blocks[index - 1]?.kind;
    const runsOn = isItem ? before !== "heading" : kind === "table-row" && before === kind;
    whole += index === 0 ? "" : runsOn ? "\n" : "\n\n";
    whole += isItem && !hasItemNumber(words) ? "• " : "";
    if (start <= from) quote.start = whole.length + at(Math.min(from, end) - start);
    if (start < to) quote.end = whole.length + at(Math.min(to, end) - start);
    whole += words;
  });
  return { whole, quote };
}

/** Span of each page in the text. */
function pagesOf(text: string): readonly Span[] {
  let end = 0;
  return piecesOf(text, PAGE_CODE_POINTS).map((piece) => {
    const start = text.indexOf(piece, end);
    end = start + piece.length;
    return { start, end };
  });
}

/** The page with what of the quote is on it underlined, as in the source view. */
function withQuote(whole: string, page: Span, quote: Span): RichText {
  const { text, at } = linklessWithOffsets(whole.slice(page.start, page.end));
  const [start, end] = [quote.start, quote.end].map((offset) =>
    at(Math.min(Math.max(offset, page.start), page.end) - page.start),
  );
  return joined([text.slice(0, start), marked(text.slice(start, end)), text.slice(end)]);
}
