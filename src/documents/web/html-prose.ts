/**
 * How much running text a part of a page has: paragraphs with a sentence in them, links apart. Menus, buttons and lists of
 * titles have none, so it tells the text of a page from what the site puts around it.
 */

import { isWideEastAsian } from "../../language/zh/han.ts";
import type { HtmlElement, HtmlNode } from "./html-tree.ts";

/** Columns (a Chinese character is two) of the shortest sentence that counts. */
const SHORTEST = 24;
const HAS_STOP = /[。！？；]|[.!?;:,](?:["”’)\]]|\s|$)|，/u;
const LONGEST_RUN = 20_000;
const WORD = /\p{Script=Han}|(?:(?!\p{Script=Han})[\p{L}\p{N}])+(?:['’.-](?:(?!\p{Script=Han})[\p{L}\p{N}])+)*/gu;

/** Elements that do not end the paragraph that they stand in. */
export const INLINE: ReadonlySet<string> = new Set(
  (
    "a abbr acronym b bdi bdo big cite code data del dfn em font i ins kbd label mark q rb ruby s samp small span strike " +
    "strong sub sup time tt u var wbr nobr"
  ).split(" "),
);
const CONTROLS = new Set("button input select option textarea script style noscript template svg".split(" "));

/** Letters of running text in what an element shows. */
export function proseIn(element: HtmlElement): number {
  return measureProse(element, (child) => !child.hidden).prose;
}

/** @param enters tells which of the elements below are looked into */
export function measureProse(
  element: HtmlElement,
  enters: (child: HtmlElement) => boolean,
): { readonly prose: number; readonly words: number; readonly paragraphs: number } {
  let run = "";
  let prose = 0;
  let words = 0;
  let paragraphs = 0;
  const close = (): void => {
    if (isProse(run)) {
      prose += run.trim().length;
      words += wordsIn(run);
      paragraphs += 1;
    }
    run = "";
  };
  const visit = (node: HtmlNode, linked: boolean): void => {
    if (node.kind === "text") {
      if (!linked && run.length < LONGEST_RUN) run += node.text;
      return;
    }
    if (CONTROLS.has(node.name) || !enters(node)) return;
    const isInline = INLINE.has(node.name) || node.name === "br";
    if (!isInline) close();
    for (const child of node.children)
      visit(child, linked || (node.name === "a" && node.attributes.href !== undefined));
    if (!isInline) close();
  };
  for (const child of element.children) visit(child, element.name === "a");
  close();
  return { prose, words, paragraphs };
}

/** Tells whether a line is running text and no label. */
export function isProse(line: string): boolean {
  return columnsOf(line.trim()) >= SHORTEST && HAS_STOP.test(line);
}

/** Words as people count them; each Chinese character is one. */
export function wordsIn(text: string): number {
  return text.match(WORD)?.length ?? 0;
}

function columnsOf(text: string): number {
  let columns = text.length;
  for (let index = 0; index < text.length && columns < SHORTEST; index += 1) {
    if (isWideEastAsian(text.charCodeAt(index))) columns += 1;
  }
  return columns;
}
