/**
 * HTML text -> a tree of plain objects, by htmlparser2: it reads any markup as browsers roughly do, runs nothing and
 * fetches nothing. Each run of text knows where it stands in the file; each element knows whether its text is seen.
 */

import { DocketError } from "../../errors.ts";
import { type Attributes, hidingOf, isMachinery, type OwnHiding, VISIBLE, type Visibility } from "./html-hidden.ts";

export interface HtmlElement {
  readonly kind: "element";
  /** In lower case. */
  readonly name: string;
  readonly attributes: Attributes;
  readonly children: HtmlNode[];
  /** Hidden from readers of the page, by itself or with an element around it. */
  readonly hidden: boolean;
  /** How it hides its text by itself. */
  readonly own: OwnHiding;
}

interface HtmlText {
  readonly kind: "text";
  /** With entities decoded. */
  readonly text: string;
  /** Offset in the file; null for what was decoded. */
  readonly source: number | null;
}

export type HtmlNode = HtmlElement | HtmlText;

export interface HtmlTree {
  /** A nameless element around everything. */
  readonly root: HtmlElement;
  readonly comments: readonly string[];
}

/** The parser's list of open elements costs its square; browsers stop at 512, pages with unclosed tags reach 1,000. */
const DEEPEST_MARKUP = 2_000;
/** Elements further down become siblings, so that whoever walks the tree may call itself. */
const DEEPEST_TREE = 200;

interface Open {
  readonly element: HtmlElement;
  readonly visibility: Visibility;
}

/** @throws DocketError `document` for elements nested thousands deep */
export async function parseHtml(source: string): Promise<HtmlTree> {
  const { Parser } = await import("htmlparser2");
  const root: HtmlElement = { kind: "element", name: "", attributes: {}, children: [], hidden: false, own: "shown" };
  const outermost: Open = { element: root, visibility: VISIBLE };
  const open: Open[] = [outermost];
  const comments: string[] = [];
  const parser = new Parser({
    onopentag(name, attributes) {
      if (open.length > DEEPEST_MARKUP) {
        throw new DocketError("document", `elements nested over ${DEEPEST_MARKUP} deep: save the page's text as .txt`);
      }
      const around = open.at(-1) ?? outermost;
      const visibility = hidingOf(name, attributes, around.visibility);
      const hidden = around.element.hidden || visibility.own !== "shown";
      const element: HtmlElement = { kind: "element", name, attributes, children: [], hidden, own: visibility.own };
      (open[Math.min(open.length, DEEPEST_TREE) - 1] ?? outermost).element.children.push(element);
      open.push({ element, visibility });
    },
    onclosetag() {
      if (open.length > 1) open.pop();
    },
    ontext(text) {
      const exact = source.startsWith(text, parser.startIndex);
      (open.at(-1) ?? outermost).element.children.push({
        kind: "text",
        text,
        source: exact ? parser.startIndex : null,
      });
    },
    oncomment(comment) {
      comments.push(comment);
    },
  });
  parser.end(source);
  return { root, comments };
}

/** The visible text of a node as one line, cut at a length. */
export function textOf(node: HtmlNode, longest = 10_000): string {
  const parts: string[] = [];
  let length = 0;
  const add = (inner: HtmlNode): void => {
    if (length > longest) return;
    if (inner.kind === "text") {
      parts.push(inner.text);
      length += inner.text.length;
    } else if (inner.name === "br") {
      parts.push(" ");
    } else if (!inner.hidden) {
      inner.children.forEach(add);
    }
  };
  if (node.kind === "text") add(node);
  else node.children.forEach(add);
  return parts.join("").replace(/\s+/g, " ").trim().slice(0, longest).toWellFormed();
}

/** Tells whether there is text in it that a reader could see, were it not hidden. */
export function hasText(element: HtmlElement): boolean {
  const holds = (node: HtmlNode) => node.kind === "text" && node.text.trim() !== "";
  const isSeen = ({ name }: HtmlElement) => !isMachinery(name);
  if (!isSeen(element)) return false;
  if (element.children.some(holds)) return true;
  return element.children.some((child) => child.kind === "element" && hasText(child));
}

/** Every element under a node, in the order of the file. */
export function* elementsIn(node: HtmlElement): Generator<HtmlElement> {
  const open: HtmlNode[] = node.children.toReversed();
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    if (next.kind === "text") continue;
    yield next;
    for (let index = next.children.length - 1; index >= 0; index -= 1) {
      const child = next.children[index];
      if (child !== undefined) open.push(child);
    }
  }
}
