/** A formula of a web page or of OpenDocument (MathML 3) -> one line of text that keeps its value. */

import { bracketed, formulaLine, fractionText, rootText, scriptedText } from "./formula-text.ts";
import { attribute, elementsOf, textOf, type XmlElement } from "./office/xml.ts";
import { scriptSigns } from "./script-signs.ts";

const DEEPEST = 60;
/** Signs that stand above or below a letter and belong to it. */
const ACCENT = /^[\u0300-\u036f^¯ˉ‾~˜→˙¨ˇ_]$/u;

/** @param before text before it on the line */
export function mathmlText(math: XmlElement, before = ""): string {
  return lineOf(elementsOf(math), before, 0);
}

function lineOf(elements: readonly XmlElement[], before: string, depth: number): string {
  const parts = elements.map((element) => ({ text: partText(element, depth), isFraction: hasBar(element) }));
  return formulaLine(parts, before);
}

function hasBar(element: XmlElement): boolean {
  if (element.name === "mfrac") return !/^0(?:\D|$)/.test(attribute(element, "linethickness") ?? "1");
  const [only, another] = elementsOf(element);
  // What only groups or sets a style is what it holds.
  const isGroup = ["mrow", "mstyle", "mpadded", "semantics"].includes(element.name);
  return isGroup && only !== undefined && (another === undefined || element.name === "semantics") && hasBar(only);
}

function partText(element: XmlElement, depth: number): string {
  if (depth > DEEPEST) return "";
  const children = elementsOf(element);
  const child = (index: number): string => {
    const found = children[index];
    return found === undefined ? "" : partText(found, depth + 1);
  };
  const all = (): string => lineOf(children, "", depth + 1);
  switch (element.name) {
    case "mi":
    case "mn":
    case "mo":
    case "mtext":
    case "ms":
      return textOf(element).replace(/\s+/gu, " ").trim();
    case "mspace":
      return " ";
    case "mfrac":
      return fractionText(child(0), child(1), hasBar(element));
    case "msup":
      return scriptedText(bracketed(child(0)), child(1), "raised");
    case "msub":
      return scriptedText(bracketed(child(0)), child(1), "lowered");
    case "msubsup":
    case "munderover":
      return scriptedText(scriptedText(bracketed(child(0)), child(1), "lowered"), child(2), "raised");
    case "munder":
      return scriptedText(bracketed(child(0)), child(1), "lowered");
    case "mover":
      return ACCENT.test(child(1)) ? `${child(0)}${child(1)}` : scriptedText(bracketed(child(0)), child(1), "raised");
    case "mmultiscripts":
      return (
        child(0) +
        children
          .slice(1)
          .map((each) => scriptSigns(partText(each, depth + 1), "raised", "x"))
          .join("")
      );
    case "msqrt":
      return rootText("", all());
    case "mroot":
      return rootText(child(1), child(0));
    case "mfenced":
      return `${attribute(element, "open") ?? "("}${children.map((_, index) => child(index)).join(", ")}${attribute(element, "close") ?? ")"}`;
    case "mtable":
      return `[${children.map((_, index) => child(index)).join("; ")}]`;
    case "mtr":
      return children.map((_, index) => child(index)).join(" ");
    case "semantics":
      return child(0);
    case "annotation":
    case "annotation-xml":
    case "mphantom":
      return "";
    default:
      return all();
  }
}
