/**
 * A formula of Word or PowerPoint (OMML, ECMA-376 part 1, 22.1) -> one line of text that keeps its value: 1/3, 10⁶, √(x),
 * (a+b)/2. Its letters alone would turn a third into 13.
 */

import { type Script, scriptSigns } from "../script-signs.ts";
import { attribute, childOf, elementsOf, type XmlElement } from "./xml.ts";

/** Matches terms that must be set in brackets to stay together below a line or beside a root. */
const COMPOUND = /[^\p{L}\p{N}.,'′%⁰-⁹₀-₉√]/u;
const OPENING: Readonly<Record<string, string>> = { "(": ")", "[": "]", "{": "}", "|": "|", "（": "）" };

export interface MathOptions {
  /** Text before it on the line: a figure and a fraction are two things. */
  readonly before?: string;
  /** The text of a run, as far as it can be seen. */
  readonly runText: (run: XmlElement) => string;
}

export function mathText(element: XmlElement, { before = "", runText }: MathOptions): string {
  let text = "";
  /** Where the fraction begins that the text ends with. */
  let fractionAt: number | null = null;
  for (const child of elementsOf(element)) {
    let own = partText(child, { before: before + text, runText });
    if (own === "") continue;
    // A third of x is not 1/3x, which may be read as one of 3x.
    if (fractionAt !== null && /^[\p{Script=Latin}\p{Script=Greek}\p{N}(√]/u.test(own)) {
      text = `${text.slice(0, fractionAt)}(${text.slice(fractionAt)})`;
    }
    fractionAt = null;
    if (hasBar(child)) {
      // Two and a third is not 21/3.
      if (/\d$/u.test(before + text)) text += " ";
      else if (/[\p{Script=Latin}\p{Script=Greek}]$/u.test(text)) own = `(${own})`;
      fractionAt = own.startsWith("(") ? null : text.length;
    }
    text += own;
  }
  return text;
}

function partText(element: XmlElement, { before = "", runText }: MathOptions): string {
  const inner = (part: XmlElement): string => mathText(part, { runText });
  const part = (name: string): string => inner(childOf(element, name) ?? NOTHING);
  const setting = (name: string): string | undefined => attribute(childOf(element, `${element.name}Pr`, name), "val");
  switch (element.name) {
    case "r":
      return runText(element);
    case "f":
      return fraction(element, part("num"), part("den"));
    case "sSup":
      return raisedOn(bracketed(part("e")), part("sup"), "raised");
    case "sSub":
      return raisedOn(bracketed(part("e")), part("sub"), "lowered");
    case "sSubSup":
      return raisedOn(raisedOn(bracketed(part("e")), part("sub"), "lowered"), part("sup"), "raised");
    case "sPre":
      return `${scriptSigns(part("sup"), "raised", before)}${scriptSigns(part("sub"), "lowered", before)}${part("e")}`;
    case "rad":
      return root(part("deg"), part("e"));
    case "nary": {
      const sign = setting("chr") ?? "∫";
      const bounds = raisedOn(raisedOn(sign, part("sub"), "lowered"), part("sup"), "raised");
      return `${bounds} ${part("e")}`;
    }
    case "d": {
      const separator = setting("sepChr") ?? "|";
      const parts = elementsOf(element).filter(({ name }) => name === "e");
      return `${setting("begChr") ?? "("}${parts.map(inner).join(separator)}${setting("endChr") ?? ")"}`;
    }
    case "m":
      return `[${elementsOf(element)
        .filter(isRow)
        .map((row) => elementsOf(row).map(inner).join(" "))
        .join("; ")}]`;
    case "eqArr":
      return elementsOf(element).filter(isRow).map(inner).join("; ");
    case "limLow":
      return `${part("e")}_(${part("lim")})`;
    case "limUpp":
      return `${part("e")}^(${part("lim")})`;
    case "func":
      return `${part("fName")} ${part("e")}`;
    case "acc":
      return `${part("e")}${setting("chr") ?? "\u0302"}`;
    case "bar":
      return `${part("e")}\u0305`;
    // A phantom takes room and shows nothing, unless it says that it is shown.
    case "phant":
      return setting("show") === "1" ? part("e") : "";
    default:
      return element.name.endsWith("Pr") ? "" : mathText(element, { before, runText });
  }
}

const NOTHING: XmlElement = { name: "", attributes: {}, children: [] };

function hasBar(element: XmlElement): boolean {
  return element.name === "f" && attribute(childOf(element, "fPr", "type"), "val") !== "noBar";
}

function fraction(element: XmlElement, numerator: string, denominator: string): string {
  // Without a bar it is a choice of k from n.
  if (!hasBar(element)) return `(${numerator}; ${denominator})`;
  return `${bracketed(numerator)}/${bracketed(denominator)}`;
}

function root(degree: string, inner: string): string {
  const sign = { "": "√", 2: "√", 3: "∛", 4: "∜" }[degree];
  return `${sign ?? `${scriptSigns(degree, "raised", "")}√`}${/^[\p{L}\p{N}.]+$/u.test(inner) ? inner : `(${inner})`}`;
}

function raisedOn(base: string, run: string, script: Script): string {
  if (run.trim() === "") return base;
  return base + (run.trim() === "∘" ? "°" : scriptSigns(run, script, base === "" ? "" : "x"));
}

function bracketed(text: string): string {
  const close = OPENING[text[0] ?? ""];
  if (close !== undefined && text.endsWith(close) && !text.slice(1, -1).includes(close)) return text;
  return COMPOUND.test(text) ? `(${text})` : text;
}

/** Of a matrix, or of equations one below the other. */
function isRow({ name }: XmlElement): boolean {
  return name === "mr" || name === "e";
}
