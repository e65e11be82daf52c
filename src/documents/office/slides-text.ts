/** The paragraphs of a shape, a cell or the notes of a slide: their text as it is seen, their depth, their numbers. */

import type { HiddenReport } from "../hidden-report.ts";
import { isWhiteFill } from "./slides-shapes.ts";
import { attribute, childOf, descendantsOf, elementsOf, textOf, type XmlElement } from "./xml.ts";

export interface Line {
  readonly text: string;
  /** 0 for the outermost list. */
  readonly depth: number;
  readonly listed: boolean;
}

export interface LineOptions {
  readonly report: HiddenReport;
  /** Whether the text is part of a list unless it says otherwise, as in the body of a slide. */
  readonly listed: boolean;
  /** Whether white text cannot be seen here. */
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
  return elementsOf(paragraph)
    .map((run) => {
      switch (run.name) {
        case "br":
          return " ";
        case "r":
        case "fld": {
          const text = textOf(childOf(run, "t"));
          const reason = reasonToHide(childOf(run, "rPr"), onWhite);
          if (reason === undefined) return text;
          if (text.trim() !== "") report.add(reason);
          return "";
        }
        // A formula, and the picture of it for older programs.
        case "m":
          return descendantsOf(run, "t").map(textOf).join("");
        case "AlternateContent":
          return descendantsOf(elementsOf(run)[0], "t").map(textOf).join("");
        default:
          return "";
      }
    })
    .join("");
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
