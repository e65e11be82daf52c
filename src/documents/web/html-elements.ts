/**
 * Classifies the elements of a page: blocks, controls and headings; running text or not; signs that a page draws
 * instead of writing them.
 */

import { isWideEastAsian } from "../../language/zh/han.ts";
import type { Piece } from "../block-writer.ts";
import { mathmlText } from "../formula-text.ts";
import { isSymbolFont, symbolText } from "../office/symbol-fonts.ts";
import type { XmlElement } from "../office/xml.ts";
import type { Script } from "../script-signs.ts";
import { type HtmlElement, type HtmlNode, textOf } from "./html-tree.ts";

export const BLOCKS = new Set(
  (
    "address article aside blockquote body caption center dd details dialog div dl dt fieldset figcaption figure footer " +
    "form header hgroup html legend main nav ol p section summary table tbody td tfoot th thead tr ul menu dir li"
  ).split(" "),
);
/** Elements to fill in, press or choose are no text, and neither is the reading aid above a character. */
export const CONTROLS = new Set("button input select option textarea label rt rp progress meter marquee".split(" "));
export const STRUCK_OUT = new Set(["del", "s", "strike"]);
export const HEADING = /^h([1-6])$/;

/** True of a notice's attachment, which belongs to it; other links lead away. */
export function isFile(address: string | undefined): boolean {
  return /\.(?:pdf|docx?|xlsx?|pptx?|zip|rar|7z|wps|et|ofd|csv|txt)(?:$|[?#])/i.test(address ?? "");
}

/** The sign beside a heading that links to it, which documentation shows under the pointer: "Limits¶". */
export function isAnchorSign(node: HtmlElement): boolean {
  return (
    node.name === "a" &&
    /^#./u.test(node.attributes.href ?? "") &&
    /^[¶#§\u{1f517}\u200b]?$/u.test(textOf(node, 4).trim())
  );
}

/** An `a` that opens a panel of the page leads nowhere. */
export function isControl({ attributes }: HtmlElement): boolean {
  const { href, role = "" } = attributes;
  const isWired = ["aria-controls", "aria-expanded", "data-toggle", "data-bs-toggle"].some((key) => key in attributes);
  return isWired || role === "tab" || (href === undefined && "tabindex" in attributes);
}

/** The content of a heading or a cell, whose paragraphs and breaks are spaces: it is one line. */
export function unbroken(element: HtmlElement, skips: (element: HtmlElement) => boolean): HtmlElement {
  const children: HtmlNode[] = [];
  const add = (node: HtmlNode): void => {
    if (node.kind === "element" && !node.hidden && skips(node)) return;
    if (
      node.kind === "text" ||
      node.hidden ||
      !(BLOCKS.has(node.name) || node.name === "br" || HEADING.test(node.name))
    ) {
      children.push(node.kind === "element" && !node.hidden ? unbroken(node, skips) : node);
      return;
    }
    children.push({ kind: "text", text: " ", source: null });
    node.children.forEach(add);
    children.push({ kind: "text", text: " ", source: null });
  };
  element.children.forEach(add);
  return { ...element, children };
}

export function markerText(list: HtmlElement, number: number): string {
  const first = /^[aA]$/.exec(list.attributes.type ?? "")?.[0];
  const letter = first !== undefined && number >= 1 && number <= 26;
  return letter ? `${String.fromCharCode(first.charCodeAt(0) + number - 1)}. ` : `${number}. `;
}

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
const NO_PROSE = new Set("button input select option textarea script style noscript template svg".split(" "));

/**
 * Amount of running text in a part of a page: paragraphs with a sentence in them, links apart. Menus, buttons and lists
 * of titles have none, so it tells the text of a page from what the site puts around it. Letters of running text in
 * what an element shows.
 */
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
    if (NO_PROSE.has(node.name) || !enters(node)) return;
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

/** Elements whose text stands beside a box; elsewhere a box opens and closes parts of a page. */
const AROUND_BOXES = new Set(["p", "td", "th", "li", "label", "span", "dd", "dt"]);

/**
 * Text of what a page draws instead of writing it: boxes that are ticked or not, raised letters, signs of symbol fonts.
 * A box that is ticked or not is what a form says; what else is filled in is not in the page.
 */
export function boxOf(node: HtmlNode, parent: HtmlElement): string {
  if (node.kind === "text" || node.hidden) return "";
  if (AROUND_BOXES.has(parent.name) && isEmpty(node)) {
    const drawn = drawnBox(node);
    if (drawn !== undefined) return drawn;
  }
  if (node.name !== "input") return "";
  const { type = "", checked } = node.attributes;
  const next = parent.children[parent.children.indexOf(node) + 1];
  const besideText = AROUND_BOXES.has(parent.name) || (next?.kind === "text" && next.text.trim() !== "");
  if (!/^(?:checkbox|radio)$/i.test(type) || !besideText) return "";
  return checked === undefined ? "☐" : "☑";
}

/** Boxes that a style sheet draws: to-do lists of Notion, controls made of `div` and `span`. */
function drawnBox({ attributes }: HtmlElement): string | undefined {
  const [, state] = /(?:^|\s)checkbox-(on|off)(?:\s|$)/.exec(attributes.class ?? "") ?? [];
  if (state !== undefined) return state === "on" ? "☑" : "☐";
  if (!/^(?:checkbox|radio)$/i.test(attributes.role ?? "")) return undefined;
  return { true: "☑", false: "☐" }[attributes["aria-checked"] ?? ""];
}

function isEmpty({ children }: HtmlElement): boolean {
  return children.every((child) => (child.kind === "text" ? child.text.trim() === "" : isEmpty(child)));
}

export function hasBox(label: HtmlElement): boolean {
  return !label.hidden && label.children.some((child) => boxOf(child, label) !== "");
}

export function scriptOfElement({ name, attributes, children }: HtmlElement): Script | null {
  // The mark of a note in an e-book: "30 June.1" names another day.
  if (name === "a" && /\bnoteref\b/.test(`${attributes["epub:type"] ?? ""} ${attributes.role ?? ""}`))
    return children.some((child) => child.kind === "element" && child.name === "sup") ? null : "raised";
  if (name === "sup" || name === "sub") return name === "sup" ? "raised" : "lowered";
  const [, raised] = /vertical-align\s*:\s*(super|sub)\b/i.exec(attributes.style ?? "") ?? [];
  return raised === undefined ? null : raised.toLowerCase() === "super" ? "raised" : "lowered";
}

/** Word saves boxes and arrows of a page as letters of such a font. */
export function symbolFontOf({ attributes }: HtmlElement): string | undefined {
  const [, family] = /font-family\s*:\s*["']?([^;,"']+)/i.exec(attributes.style ?? "") ?? [];
  return [attributes.face, family?.trim()].find(isSymbolFont);
}

export function inSymbolFont(piece: Piece, font: string): Piece {
  const text = symbolText(piece.text, font);
  return text === piece.text ? piece : { text, source: null };
}

/** A formula of the page (MathML). @param before pieces of the line that it stands in */
export function formulaOf(math: HtmlElement, before: readonly Piece[]): string {
  return mathmlText(asXml(math), before.at(-1)?.text ?? "");
}

function asXml({ name, attributes, children }: HtmlElement): XmlElement {
  const shown = children.filter((child) => child.kind === "text" || !child.hidden);
  const own = Object.fromEntries(Object.entries(attributes).map(([key, value]) => [key, value ?? ""]));
  return { name, attributes: own, children: shown.map((child) => (child.kind === "text" ? child.text : asXml(child))) };
}
