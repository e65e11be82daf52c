/** HTML elements by what they do to lines: blocks, controls, struck-out text, headings, and the content of those of one line. */

import type { HtmlElement, HtmlNode } from "./html-tree.ts";

export const BLOCKS = new Set(
  (
    "address article aside blockquote body caption center dd details dialog div dl dt fieldset figcaption figure footer " +
    "form header hgroup html legend main nav ol p section summary table tbody td tfoot th thead tr ul menu dir li"
  ).split(" "),
);
/** What is filled in, pressed or chosen is no text, and neither is the reading aid above a character. */
export const CONTROLS = new Set("button input select option textarea label rt rp progress meter marquee".split(" "));
export const STRUCK_OUT = new Set(["del", "s", "strike"]);
export const HEADING = /^h([1-6])$/;

/** What a notice has attached belongs to it; other links lead away. */
export function isFile(address: string | undefined): boolean {
  return /\.(?:pdf|docx?|xlsx?|pptx?|zip|rar|7z|wps|et|ofd|csv|txt)(?:$|[?#])/i.test(address ?? "");
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
