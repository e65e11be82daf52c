/**
 * A formula of Word or PowerPoint (OMML, ECMA-376 part 1, 22.1) -> one line of text that keeps its value: 1/3, 10⁶, √(x),
 * (a+b)/2. Its letters alone would turn a third into 13.
 */

import { bracketed, formulaLine, fractionText, rootText, scriptedText } from "../formula-text.ts";
import { scriptSigns } from "../script-signs.ts";
import { attribute, childOf, elementsOf, type XmlElement } from "./xml.ts";

export interface MathOptions {
  /** Text before it on the line: a figure and a fraction are two things. */
  readonly before?: string;
  /** The text of a run, as far as it can be seen. */
  readonly runText: (run: XmlElement) => string;
}

export function mathText(element: XmlElement, { before = "", runText }: MathOptions): string {
  const parts = elementsOf(element).map((child) => ({
    text: partText(child, { before, runText }),
    isFraction: hasBar(child),
  }));
  return formulaLine(parts, before);
}

function partText(element: XmlElement, { before = "", runText }: MathOptions): string {
  const inner = (part: XmlElement): string => mathText(part, { runText });
  const part = (name: string): string => inner(childOf(element, name) ?? NOTHING);
  const setting = (name: string): string | undefined => attribute(childOf(element, `${element.name}Pr`, name), "val");
  switch (element.name) {
    case "r":
      return runText(element);
    case "f":
      return fractionText(part("num"), part("den"), hasBar(element));
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

function hasBar(element: XmlElement): boolean {
  return element.name === "f" && attribute(childOf(element, "fPr", "type"), "val") !== "noBar";
}

/** Of a matrix, or of equations one below the other. */
function isRow({ name }: XmlElement): boolean {
  return name === "mr" || name === "e";
}
