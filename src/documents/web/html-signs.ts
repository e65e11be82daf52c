/** What a page draws instead of writing it: boxes that are ticked or not, raised letters, signs of symbol fonts. */

import type { Piece } from "../block-writer.ts";
import { mathmlText } from "../mathml-text.ts";
import { isSymbolFont, symbolText } from "../office/symbol-fonts.ts";
import type { XmlElement } from "../office/xml.ts";
import type { Script } from "../script-signs.ts";
import type { HtmlElement, HtmlNode } from "./html-tree.ts";

/** What text stands in beside a box; elsewhere a box opens and closes parts of a page. */
const AROUND_BOXES = new Set(["p", "td", "th", "li", "label", "span", "dd", "dt"]);

/** A box that is ticked or not is what a form says; what else is filled in is not in the page. */
export function boxOf(node: HtmlNode, parent: HtmlElement): string {
  if (node.kind === "text" || node.hidden || node.name !== "input") return "";
  const { type = "", checked } = node.attributes;
  const next = parent.children[parent.children.indexOf(node) + 1];
  const besideText = AROUND_BOXES.has(parent.name) || (next?.kind === "text" && next.text.trim() !== "");
  if (!/^(?:checkbox|radio)$/i.test(type) || !besideText) return "";
  return checked === undefined ? "☐" : "☑";
}

export function hasBox(label: HtmlElement): boolean {
  return !label.hidden && label.children.some((child) => boxOf(child, label) !== "");
}

export function scriptOfElement({ name, attributes }: HtmlElement): Script | null {
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
