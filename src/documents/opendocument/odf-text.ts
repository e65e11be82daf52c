/** The text of a paragraph of OpenDocument as it is seen: no hidden or deleted words; notes and boxes are handed on. */

import type { HiddenReport } from "../hidden-report.ts";
import { mathmlText } from "../mathml-text.ts";
import { type Look, over } from "../office/docx-styles.ts";
import { symbolText, UNKNOWN_SIGN, UNKNOWN_SIGNS } from "../office/symbol-fonts.ts";
import { attribute, childOf, elementsOf, type XmlElement } from "../office/xml.ts";
import { type ScriptRun, scriptText } from "../script-signs.ts";
import type { OdfPackage } from "./odf-package.ts";
import type { OdfStyles } from "./odf-styles.ts";

export interface OdfReading {
  readonly styles: OdfStyles;
  readonly report: HiddenReport;
  /** The content of an object inside of the file. */
  readonly object: OdfPackage["object"];
}

export interface OdfParagraph {
  /** One for each line that somebody ended by hand. */
  readonly lines: readonly string[];
  /** Bodies of footnotes and endnotes. */
  readonly notes: readonly XmlElement[];
  /** Text boxes that are anchored here. */
  readonly boxes: readonly XmlElement[];
}

/** As the warning gives it. */
const OBJECT = "an object such as a chart";
/** A run of spaces that a file may claim. */
const MOST_SPACES = 100;
/** What no reader of the page sees: remarks of reviewers, what was deleted, the reading aid above Chinese characters. */
const UNSEEN = new Set([
  "annotation",
  "annotation-end",
  "tracked-changes",
  "ruby-text",
  "title",
  "desc",
  "bookmark-ref-source",
]);

export function odfParagraph(
  paragraph: XmlElement,
  around: Look,
  { styles, report, object }: OdfReading,
): OdfParagraph {
  const lines: ScriptRun[][] = [[]];
  const notes: XmlElement[] = [];
  const boxes: XmlElement[] = [];

  const add = (text: string, look: Look): void => {
    if (text === "") return;
    const reason = reasonToHide(look);
    if (reason !== undefined) {
      if (text.trim() !== "") report.add(reason);
      return;
    }
    const signs = symbolText(text, look.font);
    if (signs.includes(UNKNOWN_SIGN) && !text.includes(UNKNOWN_SIGN)) report.note(UNKNOWN_SIGNS);
    lines.at(-1)?.push({ text: signs, script: look.script ?? null });
  };

  /** Beside an object stands a picture of it for other programs. */
  const addFormula = (element: XmlElement, look: Look): void => {
    const inside = childOf(element, "math") ?? object(attribute(element, "href") ?? "");
    const text = inside?.name === "math" ? mathmlText(inside, scriptText(lines.at(-1) ?? [])) : "";
    if (text === "") report.add(OBJECT);
    else add(text, look);
  };

  const walk = (element: XmlElement, look: Look): void => {
    for (const child of element.children) {
      // White space of the file is one space; more of it has elements of its own.
      if (typeof child === "string") add(child.replace(/\s+/g, " "), look);
      else if (child.name === "s") add(" ".repeat(spacesOf(child)), look);
      else if (child.name === "tab") add(" ", look);
      else if (child.name === "line-break") lines.push([]);
      else if (child.name === "note") notes.push(...elementsOf(childOf(child, "note-body")));
      else if (child.name === "text-box") boxes.push(child);
      else if (child.name === "object") addFormula(child, look);
      else if (child.name === "object-ole") report.add(OBJECT);
      else if (child.name === "fieldmark") add(boxOf(child), look);
      else if (child.name === "hidden-text" || child.name === "hidden-paragraph") report.add("hidden text");
      else if (!UNSEEN.has(child.name)) {
        const style = child.name === "span" || child.name === "a" ? attribute(child, "style-name") : undefined;
        walk(child, style === undefined ? look : over(look, styles.look(style)));
      }
    }
  };
  walk(paragraph, over(around, styles.look(attribute(paragraph, "style-name"))));
  return { lines: lines.map(scriptText), notes, boxes };
}

/** A box of an old form that is ticked or not; other fields have a text between a beginning and an end. */
function boxOf(field: XmlElement): string {
  if (!/FORMCHECKBOX$/u.test(attribute(field, "type") ?? "")) return "";
  const isTicked = elementsOf(field).some(
    (each) => attribute(each, "name") === "Checkbox_Checked" && attribute(each, "value") === "true",
  );
  return isTicked ? "☑" : "☐";
}

function spacesOf(element: XmlElement): number {
  return Math.min(MOST_SPACES, Math.max(1, Number(attribute(element, "c") ?? "1") || 1));
}

function reasonToHide({ vanished, white, shaded, tiny, struckOut }: Look): string | undefined {
  if (vanished === true) return "hidden text";
  if (white === true && shaded !== true) return "white text";
  if (tiny === true) return "text too small to be read";
  return struckOut === true ? "struck-out text" : undefined;
}
