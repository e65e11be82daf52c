/**
 * Formulas as one line of text that keeps their value: 1/3, 10⁶, √(x), (a+b)/2. They come as MathML 3 from web pages
 * and OpenDocument, and as OMML from Word and PowerPoint.
 */

import { attribute, childOf, elementsOf, textOf, type XmlElement } from "./office/xml.ts";
import { type Script, scriptSigns } from "./script-signs.ts";

const DEEPEST = 60;
/** Signs that stand above or below a letter and belong to it. */
const ACCENT = /^[\u0300-\u036f^¯ˉ‾~˜→˙¨ˇ_]$/u;

/** @param before text before it on the line */
export function mathmlText(math: XmlElement, before = ""): string {
  return mathmlLine(elementsOf(math), before, 0);
}

function mathmlLine(elements: readonly XmlElement[], before: string, depth: number): string {
  const parts = elements.map((element) => ({
    text: mathmlPart(element, depth),
    isFraction: isMathmlFraction(element),
  }));
  return formulaLine(parts, before);
}

function isMathmlFraction(element: XmlElement): boolean {
  if (element.name === "mfrac") return !/^0(?:\D|$)/.test(attribute(element, "linethickness") ?? "1");
  const [only, another] = elementsOf(element);
  // An element that only groups or sets a style is what it holds.
  const isGroup = ["mrow", "mstyle", "mpadded", "semantics"].includes(element.name);
  return (
    isGroup && only !== undefined && (another === undefined || element.name === "semantics") && isMathmlFraction(only)
  );
}

function mathmlPart(element: XmlElement, depth: number): string {
  if (depth > DEEPEST) return "";
  const children = elementsOf(element);
  const child = (index: number): string => {
    const found = children[index];
    return found === undefined ? "" : mathmlPart(found, depth + 1);
  };
  const all = (): string => mathmlLine(children, "", depth + 1);
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
      return fractionText(child(0), child(1), isMathmlFraction(element));
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
          .map((each) => scriptSigns(mathmlPart(each, depth + 1), "raised", "x"))
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

interface MathOptions {
  /** Text before it on the line: a figure and a fraction are two things. */
  readonly before?: string;
  /** The text of a run, as far as it can be seen. */
  readonly runText: (run: XmlElement) => string;
}

/**
 * A formula of Word or PowerPoint (OMML, ECMA-376 part 1, 22.1) -> one line of text that keeps its value: 1/3, 10⁶,
 * √(x), (a+b)/2. Its letters alone would turn a third into 13.
 */
export function mathText(element: XmlElement, { before = "", runText }: MathOptions): string {
  const parts = elementsOf(element).map((child) => ({
    text: ommlPart(child, { before, runText }),
    isFraction: isOmmlFraction(child),
  }));
  return formulaLine(parts, before);
}

function ommlPart(element: XmlElement, { before = "", runText }: MathOptions): string {
  const inner = (part: XmlElement): string => mathText(part, { runText });
  const part = (name: string): string => inner(childOf(element, name) ?? NOTHING);
  const setting = (name: string): string | undefined => attribute(childOf(element, `${element.name}Pr`, name), "val");
  switch (element.name) {
    case "r":
      return runText(element);
    case "f":
      return fractionText(part("num"), part("den"), isOmmlFraction(element));
    case "sSup":
      return scriptedText(bracketed(part("e")), part("sup"), "raised");
    case "sSub":
      return scriptedText(bracketed(part("e")), part("sub"), "lowered");
    case "sSubSup":
      return scriptedText(scriptedText(bracketed(part("e")), part("sub"), "lowered"), part("sup"), "raised");
    case "sPre":
      return `${scriptSigns(part("sup"), "raised", before)}${scriptSigns(part("sub"), "lowered", before)}${part("e")}`;
    case "rad":
      return rootText(part("deg"), part("e"));
    case "nary": {
      const sign = setting("chr") ?? "∫";
      const bounds = scriptedText(scriptedText(sign, part("sub"), "lowered"), part("sup"), "raised");
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

function isOmmlFraction(element: XmlElement): boolean {
  return element.name === "f" && attribute(childOf(element, "fPr", "type"), "val") !== "noBar";
}

/** True of a row of a matrix, or of equations one below the other. */
function isRow({ name }: XmlElement): boolean {
  return name === "mr" || name === "e";
}

/** Matches terms that must be set in brackets to stay together below a line or beside a root. */
const COMPOUND = /[^\p{L}\p{N}.,'′%⁰-⁹₀-₉√]/u;
const OPENING: Readonly<Record<string, string>> = { "(": ")", "[": "]", "{": "}", "|": "|", "（": "）" };

interface FormulaPart {
  readonly text: string;
  /** A fraction with a bar, which must stay apart from what stands beside it. */
  readonly isFraction: boolean;
}

/**
 * The parts of a formula as one line of text that keeps its value: 1/3, 10⁶, √(x), (a+b)/2. Letters and figures alone
 * would turn a third into 13.
 * @param before text before it on the line: a figure and a fraction are two things
 */
function formulaLine(parts: readonly FormulaPart[], before = ""): string {
  let text = "";
  /** Beginning of the fraction that the text ends with. */
  let fractionAt: number | null = null;
  for (const part of parts) {
    let own = part.text;
    if (own === "") continue;
    // A third of x is not 1/3x, which may be read as one of 3x.
    if (fractionAt !== null && /^[\p{Script=Latin}\p{Script=Greek}\p{N}(√]/u.test(own)) {
      text = `${text.slice(0, fractionAt)}(${text.slice(fractionAt)})`;
    }
    fractionAt = null;
    if (part.isFraction) {
      // Two and a third is not 21/3.
      if (/\d$/u.test(before + text)) text += " ";
      else if (/[\p{Script=Latin}\p{Script=Greek}]$/u.test(text)) own = `(${own})`;
      fractionAt = own.startsWith("(") ? null : text.length;
    }
    text += own;
  }
  return text;
}

/** @param hasBar false for a choice of k from n, which stands so without one */
export function fractionText(numerator: string, denominator: string, hasBar = true): string {
  return hasBar ? `${bracketed(numerator)}/${bracketed(denominator)}` : `(${numerator}; ${denominator})`;
}

export function rootText(degree: string, inner: string): string {
  const sign = { "": "√", 2: "√", 3: "∛", 4: "∜" }[degree];
  const radicand = /^[\p{L}\p{N}.]+$/u.test(inner) ? inner : `(${inner})`;
  return `${sign ?? `${scriptSigns(degree, "raised", "")}√`}${radicand}`;
}

function scriptedText(base: string, run: string, script: Script): string {
  if (run.trim() === "") return base;
  return base + (run.trim() === "∘" ? "°" : scriptSigns(run, script, base === "" ? "" : "x"));
}

export function bracketed(text: string): string {
  if ([...text].length === 1) return text;
  const close = OPENING[text[0] ?? ""];
  if (close !== undefined && text.endsWith(close) && !text.slice(1, -1).includes(close)) return text;
  return COMPOUND.test(text) ? `(${text})` : text;
}
