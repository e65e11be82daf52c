/** The paragraphs of a shape, a cell or the notes of a slide: their text as it is seen, their depth, their numbers. */

import type { HiddenReport } from "../hidden-report.ts";
import { type Script, type ScriptRun, scriptText } from "../script-signs.ts";
import { mathText } from "./math-text.ts";
import { isWhiteFill } from "./slides-shapes.ts";
import { isSymbolFont, symbolText, UNKNOWN_SIGN, UNKNOWN_SIGNS } from "./symbol-fonts.ts";
import { attribute, childOf, elementsOf, textOf, type XmlElement } from "./xml.ts";

export interface Line {
  readonly text: string;
  /** 0 for the outermost list. */
  readonly depth: number;
  readonly listed: boolean;
}

export interface LineOptions {
  readonly report: HiddenReport;
  /** True if the text is part of a list unless it says otherwise, as in the body of a slide. */
  readonly listed: boolean;
  /** True if white text cannot be seen here. */
  readonly onWhite: boolean;
}

/** Hundredths of a point. */
const TINY_BELOW = 200;
const DEEPEST = 8;
/** Thousandths of a percent: what is fainter cannot be seen. */
const FAINT_BELOW = 5_000;

/** @param shape with a `txBody` */
export function linesOf(shape: XmlElement, { report, listed, onWhite }: LineOptions): readonly Line[] {
  const counts: number[] = [];
  return elementsOf(childOf(shape, "txBody")).flatMap((paragraph) => {
    const text = paragraph.name === "p" ? runsOf(paragraph, report, onWhite) : "";
    if (text.trim() === "") return [];
    const properties = childOf(paragraph, "pPr");
    const depth = Math.min(DEEPEST, Math.max(0, Number(attribute(properties, "lvl") ?? "0") || 0));
    counts.length = Math.min(counts.length, depth + 1);
    const numbered = childOf(properties, "buAutoNum");
    const marked = numbered ?? childOf(properties, "buChar") ?? childOf(properties, "buBlip");
    const inList = marked !== undefined || (listed && childOf(properties, "buNone") === undefined);
    if (numbered === undefined) return [{ text, depth, listed: inList }];
    const count = (counts[depth] ?? Number(attribute(numbered, "startAt") ?? "1") - 1) + 1;
    counts[depth] = count;
    return [{ text: `${count}. ${text}`, depth, listed: true }];
  });
}

function runsOf(paragraph: XmlElement, report: HiddenReport, onWhite: boolean): string {
  const visible = (run: XmlElement): string => {
    const text = textOf(childOf(run, "t"));
    const properties = childOf(run, "rPr");
    const reason = reasonToHide(properties, onWhite);
    if (reason !== undefined) {
      if (text.trim() !== "") report.add(reason);
      return "";
    }
    const signs = symbolText(text, fontOf(properties));
    if (signs.includes(UNKNOWN_SIGN) && !text.includes(UNKNOWN_SIGN)) report.note(UNKNOWN_SIGNS);
    return signs;
  };
  const runs: ScriptRun[] = [];
  const add = (element: XmlElement | undefined): void => {
    switch (element?.name) {
      case "br":
        runs.push({ text: " ", script: null });
        break;
      case "r":
      case "fld":
        runs.push({ text: visible(element), script: scriptOf(childOf(element, "rPr")) });
        break;
      case "m":
        runs.push({ text: mathText(element, { before: scriptText(runs), runText: visible }), script: null });
        break;
      // A formula, and the picture of it for older programs.
      case "AlternateContent":
        for (const child of elementsOf(elementsOf(element)[0])) add(child);
        break;
      default:
    }
  };
  for (const child of elementsOf(paragraph)) add(child);
  return scriptText(runs);
}

/** Thousandths of a percent of the size by which the text is raised. */
function scriptOf(properties: XmlElement | undefined): Script | null {
  const baseline = Number(attribute(properties, "baseline") ?? "0");
  return baseline > 0 ? "raised" : baseline < 0 ? "lowered" : null;
}

function fontOf(properties: XmlElement | undefined): string | undefined {
  const fonts = ["sym", "latin"].map((name) => attribute(childOf(properties, name), "typeface"));
  return fonts.find(isSymbolFont);
}

function reasonToHide(properties: XmlElement | undefined, onWhite: boolean): string | undefined {
  if (Number(attribute(properties, "sz") ?? TINY_BELOW) < TINY_BELOW) return "text too small to be read";
  if (childOf(properties, "noFill") !== undefined) return "text without a colour";
  const fill = childOf(properties, "solidFill");
  const opacity = attribute(childOf(elementsOf(fill)[0], "alpha"), "val");
  if (opacity !== undefined && Number(opacity) < FAINT_BELOW) return "text that cannot be seen";
  if (onWhite && isWhiteFill(fill) && childOf(properties, "highlight") === undefined) return "white text";
  const strike = attribute(properties, "strike") ?? "noStrike";
  return strike === "noStrike" ? undefined : "struck-out text";
}
