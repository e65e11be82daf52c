/**
 * HTML text -> a tree of plain objects, by htmlparser2: it reads any markup as browsers roughly do, runs nothing and
 * fetches nothing. Each run of text knows where it stands in the file; each element knows whether its text is seen.
 */

import { DocketError } from "../../errors.ts";

export interface HtmlElement {
  readonly kind: "element";
  /** Name in lower case. */
  readonly name: string;
  readonly attributes: Attributes;
  readonly children: HtmlNode[];
  /** Hidden from readers of the page, by itself or with an element around it. */
  readonly hidden: boolean;
  /** Ways in which it hides its text by itself. */
  readonly own: OwnHiding;
}

interface HtmlText {
  readonly kind: "text";
  /** Text with entities decoded. */
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

export type Attributes = Readonly<Record<string, string | undefined>>;

/** `folded`: only a style that scripts set and take away hides it, as of a panel that a button opens. */
type OwnHiding = "shown" | "folded" | "unseen";

interface Visibility {
  /** The element's own styles, whatever is around it. */
  readonly own: OwnHiding;
  /** True if a colour was set behind the text, so that white text may well be seen. */
  readonly background: boolean;
}

const VISIBLE: Visibility = { own: "shown", background: false };

/** Elements whose content no browser shows as text. */
const UNSEEN = new Set(
  "script style template noscript noframes iframe object embed svg canvas video audio datalist title".split(" "),
);

/** Declarations with which pages fold text away until somebody asks for it. */
const FOLDING = [/display:none/, /visibility:(?:hidden|collapse)/, /(?:^|;)opacity:0(?![\d.]*[1-9])/];
/** Declarations that hide by themselves, and that no script undoes. */
const HIDING = [
  /(?:^|;)(?:font-size|zoom):0(?![\d.]*[1-9])/,
  /(?:^|;)font:(?:[a-z]+)*0(?:px|pt|em|%)/,
  /text-indent:-\d{3,}/,
  /clip:rect\((?:[01](?:px)?[,)]?){4}/,
  /clip-path:(?:inset\((?:50|100)%|circle\(0)/,
  /transform:[^;]*scale[xy]?\(0[),]/,
  /mso-hide:all/,
  /(?:^|;)color:(?:transparent|rgba\([^)]*,0\)|#[0-9a-f]{3}0(?=;|$)|#[0-9a-f]{6}00(?=;|$))/,
];
const OFF_SCREEN = /(?:^|;)(?:left|top|right|bottom|margin-left|margin-top):-\d{3,}/;
const NO_SIZE = /(?:^|;)(?:max-)?(?:width|height):0(?:px|em|%)?(?=;|$)/;
const WHITE = /^(?:white|#fff|#ffffff|#fefefe|rgba?\(255,255,255(?:,1)?\)|hsl\(0,0%,100%\))$/;

/**
 * Detects text that a page has but its readers do not see: scripts, and text that a style hides. An order to a model
 * likes to stand there. Only what an element says of itself counts; style sheets are not read. The effect of an
 * element on the text in it, given the colours of the elements around it.
 */
function hidingOf(name: string, attributes: Attributes, around: Visibility): Visibility {
  const style = (attributes.style ?? "")
    .toLowerCase()
    .replace(/\/\*.*?\*\//gs, "")
    .replace(/\s+|!important/g, "");
  const behind = /(?:^|;)background(?:-color|-image)?:([^;]+)/.exec(style)?.[1] ?? attributes.bgcolor?.toLowerCase();
  const background = around.background || (behind !== undefined && !WHITE.test(behind) && behind !== "transparent");
  const color =
    /(?:^|;)color:([^;]+)/.exec(style)?.[1] ?? (name === "font" ? attributes.color?.toLowerCase() : undefined);
  const unread = color !== undefined && (color === behind || (WHITE.test(color.trim()) && !background));
  if (unread || UNSEEN.has(name) || hides(style)) return { own: "unseen", background };
  const folded = "hidden" in attributes || FOLDING.some((form) => form.test(style)) || isRolledUp(style);
  return { own: folded ? "folded" : "shown", background };
}

function hides(style: string): boolean {
  if (style === "") return false;
  if (HIDING.some((form) => form.test(style))) return true;
  return OFF_SCREEN.test(style) && /position:(?:absolute|fixed)|margin-left:-\d{4,}/.test(style);
}

/** A panel that is rolled up to no height. */
function isRolledUp(style: string): boolean {
  return NO_SIZE.test(style) && /overflow(?:-[xy])?:hidden/.test(style);
}

/** Tells whether an element is unseen by its nature: nobody needs to be told that a page has scripts. */
export function isMachinery(name: string): boolean {
  return UNSEEN.has(name) && name !== "noscript" && name !== "template";
}

/** A comment that is prose, and not a note of the page's builder such as "end of header" or a switched-off element. */
export function isProse(comment: string): boolean {
  return !/[<>{}]|\[if\b/.test(comment) && (comment.match(/\p{L}{2,}/gu)?.length ?? 0) + comment.length / 40 >= 8;
}
