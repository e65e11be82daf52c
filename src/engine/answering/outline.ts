/**
 * "Summarise the travel policy": without a model nothing is put in other words, so the document is told by an outline of
 * its own: each heading with the first sentence under it, quoted. Of a document that no question names clearly there is none.
 */

import type { Block } from "../../documents/document.ts";
import { isAboutText } from "../../language/about-text.ts";
import { lettersAndDigits } from "../../language/canonical.ts";
import { type Span, sentencesIn } from "../../language/sentences.ts";
import { tokenize } from "../../language/tokenize.ts";
import { simplified } from "../../language/zh/han.ts";
import type { LibraryDocument } from "../../library/library.ts";
import type { Evidence } from "../retrieval/evidence.ts";
import type { Question } from "../retrieval/question.ts";
import type { Search, SearchRequest } from "../retrieval/search.ts";
import type { Claim } from "./answer.ts";
import { namedShare, type WordsOfPassage } from "./passage-words.ts";
import { isQuestion, type Source } from "./question-and-answer.ts";
import { quoteUnits } from "./quote.ts";
import { type Candidate, weighSentences } from "./sentences.ts";
import type { TextOf, Unit } from "./units.ts";

/** A title and headings that have so much of what is asked are its name. */
const NAMED = 0.6;
/** Number of parts that a member reads at a glance. */
const MOST_PARTS = 8;
const MOST_CHARACTERS = 1_400;
/** Length of a list that an introduction brings. */
const LONGEST_LIST = 400;

const ENGLISH =
  /^(?:please )?(?:summari[sz]e|sum up|outline|(?:give|show|write)(?: me| us)? (?:an? )?(?:short |brief |quick )?(?:summary|overview|outline) of|(?:an? )?(?:short |brief )?(?:summary|overview|outline) of)(?: for (?:me|us))? (?<topic>.+?)[.?!]*$|^what (?:is|are) (?<about>.+?) (?:all )?about[?]*$/iu;
const CHINESE =
  /^(?:请|帮我|帮忙|能否|能不能|可以)*(?:概括|总结|归纳|概述|简要介绍)(?:一下|下)?(?<topic>.+?)(?:的?(?:主要)?内容)?[吗呢？?。]*$|^(?<about>.+?)(?:的?(?:主要)?内容(?:是什么|有哪些)|(?:主要|(?<=》|号|号文件?|通知|公告))(?:讲|说|写)了?(?:些|的是)?(?:什么|哪些内容|啥))[？?。]*$/u;

/** Finds what is to be summed up, in the question's words; null where nothing is. */
export function summaryAsked({ text }: Question): string | null {
  const { topic, about } = (ENGLISH.exec(text) ?? CHINESE.exec(simplified(text)))?.groups ?? {};
  const named = topic ?? about;
  if (named === undefined) return null;
  const start = simplified(text).indexOf(named);
  return text.slice(start, start + named.length);
}

export interface TellOutlineOptions {
  readonly search: Search;
  readonly wordsOfPassage: WordsOfPassage;
  readonly textOf: TextOf;
  /** Asked for by its number, which is all that was said; null where the document is to be found by its name. */
  readonly numbered: LibraryDocument | null;
}

export interface ToldOutline {
  /** Claims, not yet compared with the stored text. */
  readonly claims: readonly Claim[];
  readonly evidence: readonly Evidence[];
  readonly candidates: readonly Candidate[];
  readonly embedMs: number;
  readonly searchMs: number;
}

/** @param topic the document as it is called */
export async function tellOutline(
  topic: Question,
  request: Omit<SearchRequest, "question">,
  { search, wordsOfPassage, textOf, numbered }: TellOutlineOptions,
): Promise<ToldOutline | null> {
  const found = await search({ ...request, question: topic });
  const { query, gloss, embedMs, searchMs, validityOf } = found;
  const named = ({ passage }: Evidence): boolean => namedShare(passage, { query, gloss, wordsOfPassage }) >= NAMED;
  // "The charter" is Charter 2024 rather than Amendment 1 to the Charter: the title that has fewest words besides.
  const asked = new Set(tokenize(topic.text));
  const besides = ({ passage }: Evidence): number =>
    tokenize(passage.document.title).filter((word) => !asked.has(word)).length;
  const [best] = found.evidence.filter(named).toSorted((one, other) => besides(one) - besides(other));
  const meant = numbered ?? best?.passage.document;
  const source = meant === undefined ? null : textOf(meant);
  if (meant === undefined || source === null) return null;
  const evidence = found.evidence.filter(({ passage }) => passage.document.id === meant.id);
  const candidates = weighSentences({ question: topic, evidence, query, gloss, wordsOfPassage });
  const [candidate] = candidates;
  if (candidate === undefined) return null;
  const known = lettersAndDigits(`${meant.title} ${meant.number}`);
  const outline = outlineOf(source, (words) => known.includes(lettersAndDigits(words)));
  // A title is not told to whoever asked by it.
  const title = numbered === null ? undefined : source.blocks.find((block) => isTitle(source.text, block, meant.title));
  const units = [...(title === undefined ? [] : [[title] as [Span]]), ...outline].map(
    ([first, ...others]): Unit => ({
      kind: others.length === 0 ? "sentence" : "item",
      candidate,
      spans: [first, ...others],
    }),
  );
  const claims = quoteUnits({ units, question: topic.text, textOf, validityOf });
  return claims.length < 2 ? null : { claims, evidence: found.evidence, candidates, embedMs, searchMs };
}

/** Each part: its heading, and the first sentence under it. Pure. @param isKnown to who asks, and not told */
function outlineOf({ text, blocks }: Source, isKnown: (words: string) => boolean): [Span, ...Span[]][] {
  const parts: [Span, ...Span[]][] = [];
  const wordsOf = ({ start, end }: Span): string => text.slice(start, end);
  const told = blocks.filter((block) => !isKnown(wordsOf(block)));
  const hasHeadings = told.slice(1).some(({ kind }) => kind === "heading");
  let heading: Block | null = null;
  let isOpen = true;
  let length = 0;
  for (const [index, block] of blocks.entries()) {
    const isTold = told.includes(block);
    if (block.kind === "heading") {
      heading = isTold ? block : null;
      isOpen = true;
      continue;
    }
    const said = isOpen && isTold && block.kind !== "table-row" ? firstOf({ text, blocks }, index) : null;
    if (said === null) continue;
    length += said.end - said.start + (heading === null ? 0 : heading.end - heading.start);
    if (parts.length >= MOST_PARTS || length > MOST_CHARACTERS) break;
    parts.push(heading === null ? [said] : [heading, said]);
    // Without headings each paragraph is a part.
    isOpen = !hasHeadings;
  }
  return parts;
}

/** The first sentence of a block, with its list where it introduces one; null where it says nothing by itself. */
function firstOf({ text, blocks }: Source, index: number): Span | null {
  const block = blocks[index];
  const [first] = block === undefined || !standsAlone(blocks, block) ? [] : sentencesIn(text, block.start, block.end);
  if (first === undefined) return null;
  const words = text.slice(first.start, first.end);
  if (isAboutText(words) || isQuestion(words)) return null;
  if (!/[:：]$/u.test(words.trimEnd())) return first;
  const items = blocks
    .slice(index + 1)
    .filter(({ leadIn, end }) => leadIn === index && end - first.start <= LONGEST_LIST);
  const last = items.at(-1);
  return last === undefined ? null : { start: first.start, end: last.end };
}

/** True of what stands alone: of a list only what its heading introduces. */
function standsAlone(blocks: readonly Block[], { leadIn }: Block): boolean {
  return leadIn === null || blocks[leadIn]?.kind === "heading";
}

function isTitle(text: string, { start, end }: Span, title: string): boolean {
  return lettersAndDigits(text.slice(start, end)) === lettersAndDigits(title);
}
