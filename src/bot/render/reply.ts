/**
 * An answer as messages for a phone: the answer first, each claim with its marks; under it where each mark is from; and a
 * button for each mark, which shows the words in their paragraph. A sentence that a model wrote is marked as the bot's
 * wording and stands above the words that it rests on, folded; what is quoted itself is not printed twice. Pure.
 */

import {
  type Answer,
  type AnswerResult,
  type Citation,
  type Claim,
  type DocumentValidity,
  dateText,
  dayText,
  type Evidence,
  isForeign,
  isInForce,
  type Notice,
  placeText,
  type ToldTerm,
  type Validity,
  validitySentence,
  validityText,
} from "../../engine/engine.ts";
import { isNote } from "../../language/about-text.ts";
import { hasItemNumber } from "../../language/labels.ts";
import type { Language } from "../../language/language.ts";
import type { Say } from "../i18n/words.ts";
import { type AnswerButtons, answerKeyboard, markRows } from "./reply-buttons.ts";
import { asReplies, type Block, MAX_BLOCK_CODE_POINTS, type Reply } from "./reply-messages.ts";
import { type Doubt, notFoundText, openBlocks, summaryBlocks, termBlocks, unsureText } from "./reply-remarks.ts";
import { beginningOf, joined, linkless, piecesOf, plain, type RichText, styled } from "./reply-text.ts";

export interface ReplyOptions extends AnswerButtons, Doubt {
  /** The answer is to a question that was changed after it was asked. */
  readonly changed: boolean;
  /** That of the question; what is quoted in another one is said to be. */
  readonly language: Language;
  /** Reason why the answer is not written by a model, where one writes answers. */
  readonly notice?: Notice | undefined;
  /** Part of the folder that it rests on, while that is not all; null, absent: all. */
  readonly firstRead?: AnswerResult["firstRead"] | null;
  /** Terms of the glossary, in quotes in another language. */
  readonly terms?: readonly ToldTerm[] | undefined;
  /** The day that was asked about, where it is not today. */
  readonly asOf?: string | null;
}

/** An answer of more is no answer to read; Telegram takes 100 buttons. */
const MAX_MARKS = 40;
const MAX_MARKS_OF_A_CLAIM = 5;
/** A claim is a sentence, or a list. A longer one goes on in a further block, and perhaps a further message. */
const CLAIM_CODE_POINTS = 2_500;
const QUOTE_CODE_POINTS = 900;
/** Four such passages with their places are one message, which can be turned to the next four. */
const PASSAGE_CODE_POINTS = 400;
export const PASSAGES_A_PAGE = 4;
const SOURCE_CODE_POINTS = 300;
/** It names the successor. */
const STANDING_CODE_POINTS = 150;

/** The citations that a reply shows, each once: what proofs are kept of. */
export function shownCitations(answer: Answer): Citation[] {
  switch (answer.kind) {
    case "answered":
    case "unsure":
      return distinct(shownClaims(answer.claims).flatMap(({ citations }) => citations));
    case "not-found":
      return answer.nearest.map((evidence, index) => citationOf(evidence, index + 1));
    case "refused":
      return [];
    default:
      return answer satisfies never;
  }
}

/** A whole passage, as if it were quoted. */
export function citationOf({ passage, validity: standing }: Evidence, mark: number): Citation {
  const { text, start, end, section, place, document } = passage;
  return { mark, quote: text, start, end, section, place, document, standing };
}

export function replyToAnswer(answer: Answer, options: ReplyOptions): Reply[] {
  const { say } = options;
  switch (answer.kind) {
    case "answered":
      return asReplies(
        [
          ...leadBlocks(answer, say),
          ...summaryBlocks(answer.claims, options, leadBlocks(answer, say).length === 0 ? "" : "\n\n"),
          ...claimBlocks(
            shownClaims(answer.claims),
            leadBlocks(answer, say).length === 0 && !isForeign(answer.claims, options.language) ? "" : "\n\n",
            say,
          ),
          ...termBlocks(options.terms, say),
          ...openBlocks(answer.open, say),
          ...sourceBlocks(shownCitations(answer), false, options),
          ...wordingNote(answer.claims, say),
          ...notes(quotedCitations(answer.claims), options),
          ...asOfBlocks(options),
        ],
        answerKeyboard(answer.kind, shownCitations(answer), options),
      );
    case "unsure":
      return asReplies(
        [
          { content: plain(unsureText(options)), before: "" },
          ...claimBlocks(shownClaims(answer.claims), "\n\n", say),
          ...termBlocks(options.terms, say),
          ...sourceBlocks(shownCitations(answer), false, options),
          ...notes(shownCitations(answer), options),
          ...asOfBlocks(options),
        ],
        answerKeyboard(answer.kind, shownCitations(answer), options),
      );
    case "not-found": {
      return asReplies(
        [
          { content: plain(notFoundText(options)), before: "" },
          ...sourceBlocks(shownCitations(answer), true, options),
          ...notes(shownCitations(answer), options),
          ...asOfBlocks(options),
        ],
        answerKeyboard(answer.kind, shownCitations(answer), options),
      );
    }
    case "refused":
      return asReplies([{ content: plain(say(`refused-${answer.reason}`)), before: "" }]);
    default:
      return answer satisfies never;
  }
}

/** Whoever asks about another day than today is told with each answer, or would take it for today's. */
function asOfBlocks({ asOf = null, say }: Pick<ReplyOptions, "asOf" | "say">): Block[] {
  if (asOf === null) return [];
  return [{ content: plain(say("answer-as-of", { day: dayText(asOf, say.locale) })), before: "\n\n" }];
}

/** `Title › Section › page 3 · 2024-05-01 · in force`, with a warning before what does not hold. */
export function sourceLine({ document, section, place, standing }: Citation, say: Say): string {
  const where = beginningOf(linkless(placeText(document, section, place, say.locale)), SOURCE_CODE_POINTS);
  return lineOf([where, ...factsOf(document, standing, say)]);
}

function factsOf(document: Citation["document"], standing: Validity, { locale }: Say): (string | null)[] {
  const words = validityText(standing, locale);
  const said =
    words === null ? null : `${isInForce(standing) ? "" : "⚠️ "}${beginningOf(linkless(words), STANDING_CODE_POINTS)}`;
  return [dateText(document.published, locale), said];
}

function lineOf(parts: readonly (string | null)[]): string {
  return parts.filter((part) => part !== null).join(" · ");
}

function shownClaims(claims: readonly Claim[]): Claim[] {
  const marks = new Set<number>();
  const shown: Claim[] = [];
  for (const claim of claims) {
    const [first, ...others] = claim.citations;
    const citations = [first, ...others.slice(0, MAX_MARKS_OF_A_CLAIM - 1)] as const;
    for (const { mark } of citations) marks.add(mark);
    if (marks.size > MAX_MARKS) break;
    shown.push({ ...claim, citations });
  }
  return shown;
}

function distinct(citations: readonly Citation[]): Citation[] {
  const byMark = new Map(citations.map((citation) => [citation.mark, citation]));
  return [...byMark.values()].sort((one, other) => one.mark - other.mark);
}

/** Tells how the document stands, where that was asked; or that several documents can be meant. */
function leadBlocks(
  { standing, severalMeant }: Pick<Extract<Answer, { kind: "answered" }>, "standing" | "severalMeant">,
  say: Say,
): Block[] {
  if (severalMeant === true) return [{ content: styled("italic", say("answer-several-meant")), before: "" }];
  return validityBlocks(standing, say);
}

/** Tells whether it holds, which was asked; the first mark leads to its dates. */
function validityBlocks(told: DocumentValidity | undefined, { language, locale }: Say): Block[] {
  if (told === undefined) return [];
  const title = beginningOf(told.document.title, SOURCE_CODE_POINTS);
  const sentence = validitySentence({ ...told, document: { ...told.document, title } }, locale);
  if (sentence === null) return [];
  const space = language === "zh" ? "" : " ";
  const shown = beginningOf(linkless(sentence), SOURCE_CODE_POINTS + STANDING_CODE_POINTS);
  return [{ content: joined([styled("bold", shown), plain("[1]")], space), before: "" }];
}

/** Sign before a sentence in the bot's own words. */
const OWN_WORDING = "✎";

/** Meaning of the sign, where it stands. */
function wordingNote(claims: readonly Claim[], say: Say): Block[] {
  if (!claims.some(({ written }) => written === true)) return [];
  const note = say("answer-own-wording", { sign: OWN_WORDING });
  return [{ content: styled("italic", note), before: "\n\n" }];
}

/** Citations of claims that are shown as they stand in a document. */
function quotedCitations(claims: readonly Claim[]): Citation[] {
  return distinct(shownClaims(claims).flatMap(({ written, citations }) => (written === true ? [] : citations)));
}

/** Quotes stand on lines of their own; what a model wrote has the words under it that it rests on. */
function claimBlocks(claims: readonly Claim[], before: string, say: Say): Block[] {
  let list = "";
  return claims.flatMap(({ text, written, change, citations }, at) => {
    // How a clause reads now and how it read belong together, and stand apart from the next.
    if (change !== undefined && change !== "before" && at > 0) before = "\n\n";
    const label = change === undefined ? "" : say(`change-${change}`);
    const isWritten = written === true;
    // An introduction ("The plan has three safeguards:") is followed by items of its list, which are half sentences
    // alone.
    const [{ document, section }] = citations;
    const place = [document.id, ...section].join("\n");
    const isItem = !isWritten && list === place && !isNote(text);
    list = isItem || (/[:：]$/u.test(text) && !text.includes("\n")) ? place : "";
    const bullet = isWritten ? `${OWN_WORDING} ` : isItem && !hasItemNumber(text) ? "• " : "";
    const pieces = piecesOf(linkless(`${label}${bullet}${text}`), CLAIM_CODE_POINTS).map(linkless);
    const marks = distinct(citations)
      .map(({ mark }) => `[${mark}]`)
      .join("");
    const last = pieces.pop() ?? "";
    // Chinese sets nothing between sentences, nor before a mark.
    const space = /[\p{Script=Han}。！？；：”」』）》]$/u.test(last) ? "" : " ";
    const blocks = [...pieces, `${last}${space}${marks}`].map((piece, index) => ({
      content: plain(piece),
      before: index === 0 ? before : "\n",
    }));
    before = isWritten ? "\n\n" : "\n";
    if (!isWritten) return blocks;
    const quotes = distinct(citations).map(({ quote }) => ({
      content: foldedQuote(quote, QUOTE_CODE_POINTS),
      before: "\n",
    }));
    return [...blocks, ...quotes];
  });
}

/**
 * Citations of one place share a line, and places of one document its title: on a phone a title takes three lines, and
 * an answer often quotes three places of one document.
 */
function sourceBlocks(
  citations: readonly Citation[],
  withQuotes: boolean,
  { say }: Pick<ReplyOptions, "say">,
): Block[] {
  const byDocument = Map.groupBy(citations, (citation) => documentLine(citation, say));
  return [...byDocument].flatMap(([facts, ofDocument], at) => {
    const byPlace = Map.groupBy(ofDocument, (citation) => placeLine(citation, say));
    const isShared = byPlace.size > 1 && ![...byPlace.keys()].includes("");
    const apart = at === 0 || withQuotes ? "\n\n" : "\n";
    const heading: Block[] = isShared ? [{ content: boldTitle(facts, ofDocument), before: apart }] : [];
    const places = [...byPlace].map(([place, cited], index): Block => {
      const marks = cited.map(({ mark }) => `[${mark}]`).join("");
      const [first] = cited;
      const line = isShared || first === undefined ? place : sourceLine(first, say);
      const quotes = withQuotes ? cited.map(({ quote }) => foldedQuote(quote, QUOTE_CODE_POINTS)) : [];
      const before = isShared && index === 0 ? "\n" : withQuotes || (index === 0 && at === 0) ? "\n\n" : "\n";
      return { content: joined([`${marks} ${line}`, ...fitting(quotes)], "\n"), before };
    });
    return [...heading, ...places];
  });
}

/** The part of a source that is the same for all quotes from one document. */
function documentLine({ document, standing }: Citation, say: Say): string {
  return lineOf([beginningOf(linkless(document.title), SOURCE_CODE_POINTS), ...factsOf(document, standing, say)]);
}

function boldTitle(line: string, [first]: readonly Citation[]): RichText {
  const title = beginningOf(linkless(first?.document.title ?? ""), SOURCE_CODE_POINTS);
  return joined([styled("bold", title), line.slice(title.length)]);
}

/** Place inside the document; empty where it has no headings there. */
function placeLine({ document, section, place }: Citation, { locale }: Say): string {
  const inside = placeText(
    { title: "" },
    section.filter((heading) => heading !== document.title),
    place,
    locale,
  );
  return beginningOf(linkless(inside.replace(/^ › /u, "")), SOURCE_CODE_POINTS);
}

/** Quotes, as many as one block holds. */
function fitting(quotes: readonly RichText[]): readonly RichText[] {
  const line = SOURCE_CODE_POINTS + STANDING_CODE_POINTS + MAX_MARKS * "[10]".length;
  const most = Math.floor((MAX_BLOCK_CODE_POINTS - line) / QUOTE_CODE_POINTS);
  return quotes.slice(0, most);
}

/** A passage that opens at a tap. */
export function foldedQuote(quote: string, most: number): RichText {
  return styled("expandable_blockquote", beginningOf(linkless(quote).replaceAll(/\n{2,}/gu, "\n"), most));
}

function notes(
  shown: readonly Citation[],
  { changed, notice, firstRead = null, language, say }: ReplyOptions,
): Block[] {
  const foreign = shown.filter(({ document }) => document.language !== language);
  const isForeign = foreign.some(({ onlyInOriginal }) => onlyInOriginal === undefined);
  const said = [
    ...(isForeign ? [say("answer-other-language")] : []),
    ...(foreign.some(({ onlyInOriginal }) => onlyInOriginal === true) ? [say("answer-only-original")] : []),
    ...(notice === undefined ? [] : [say(`answer-${notice}`)]),
    ...(firstRead === null ? [] : [say("answer-first-read", { ...firstRead })]),
    ...(changed ? [say("answer-to-changed-question")] : []),
  ];
  return said.map((note) => ({ content: styled("italic", note), before: "\n\n" }));
}

/** Passages that were found, each with its place and folded; under them a button for each. */
export function replyWithPassages(
  heading: string,
  citations: readonly Citation[],
  options: Pick<ReplyOptions, "say" | "proofs" | "asOf"> & { readonly turns?: Reply["keyboard"] },
): Reply[] {
  const { say, proofs, turns = [] } = options;
  const blocks = citations.map((citation) => ({
    content: joined(
      [`[${citation.mark}] ${sourceLine(citation, say)}`, foldedQuote(citation.quote, PASSAGE_CODE_POINTS)],
      "\n",
    ),
    before: "\n\n",
  }));
  const shown = [{ content: plain(heading), before: "" }, ...blocks, ...asOfBlocks(options)];
  return asReplies(shown, [...markRows(citations, proofs), ...turns]);
}
