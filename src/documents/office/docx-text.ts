/**
 * The text of a Word paragraph as it stands on the page: results of fields instead of their codes, insertions without
 * what was deleted, nothing that is hidden. Footnotes and text boxes are handed on, to be written after it.
 */

import type { HiddenReport } from "../hidden-report.ts";
import { type ScriptRun, scriptText } from "../script-signs.ts";
import { type Look, lookOf, over, type Styles } from "./docx-styles.ts";
import { mathText } from "./math-text.ts";
import { isSymbolFont, symbolText, UNKNOWN_SIGN, UNKNOWN_SIGNS } from "./symbol-fonts.ts";
import { attribute, childOf, elementsOf, isOn, textOf, type XmlElement } from "./xml.ts";

export interface ParagraphText {
  /** One for each line that somebody ended by hand. */
  readonly lines: readonly string[];
  /** Footnotes and endnotes that are referred to. */
  readonly notes: readonly { readonly kind: "footnote" | "endnote"; readonly id: string }[];
  /** What stands in text boxes that are anchored here. */
  readonly boxes: readonly XmlElement[];
}

export interface TextOptions {
  readonly styles: Styles;
  readonly report: HiddenReport;
}

/** Reads the paragraphs of one part, in their order: a field may begin in one and end in another. */
export function paragraphTexts({ styles, report }: TextOptions) {
  /** One for each field that is open: true while its code is read. */
  const fields: boolean[] = [];
  /** Of them, those whose code is read. */
  let codes = 0;

  return (paragraph: XmlElement, paragraphLook: Look): ParagraphText => {
    const lines: ScriptRun[][] = [[]];
    const notes: ParagraphText["notes"][number][] = [];
    const boxes: XmlElement[] = [];

    function add(text: string, look: Look): void {
      if (text === "" || codes > 0) return;
      const seen = visible(text, look);
      if (seen !== "") lines.at(-1)?.push({ text: seen, script: look.script ?? null });
    }

    function visible(text: string, look: Look): string {
      const reason = reasonToHide(look);
      if (reason !== undefined) {
        if (text.trim() !== "") report.add(reason);
        return "";
      }
      const signs = symbolText(text, look.font);
      if (signs.includes(UNKNOWN_SIGN) && !text.includes(UNKNOWN_SIGN)) report.note(UNKNOWN_SIGNS);
      return signs;
    }

    function lookOfRun(run: XmlElement, look: Look): Look {
      const properties = childOf(run, "rPr");
      return over(over(look, styles.run(attribute(childOf(properties, "rStyle"), "val"))), lookOf(properties));
    }

    /** Of a formula's run, which may be hidden as any other. */
    function mathRun(run: XmlElement, look: Look): string {
      const own = elementsOf(run)
        .filter(({ name }) => name === "rPr")
        .reduce((under, properties) => over(under, lookOf(properties)), look);
      const text = elementsOf(run)
        .map((child) => (child.name === "t" ? textOf(child) : ""))
        .join("");
      return visible(text, own);
    }

    function walk(element: XmlElement, look: Look): void {
      switch (element.name) {
        case "r": {
          const own = lookOfRun(element, look);
          for (const child of elementsOf(element)) walk(child, own);
          break;
        }
        case "oMath": {
          const before = scriptText(lines.at(-1) ?? []);
          if (codes === 0) {
            const text = mathText(element, { before, runText: (run) => mathRun(run, look) });
            if (text !== "") lines.at(-1)?.push({ text, script: null });
          }
          break;
        }
        case "t":
          add(textOf(element), look);
          break;
        case "tab":
        case "ptab":
          add(" ", look);
          break;
        case "noBreakHyphen":
          add("-", look);
          break;
        case "sym": {
          const code = Number.parseInt(attribute(element, "char") ?? "", 16);
          const font = attribute(element, "font");
          if (code >= 0x20 && code <= 0xffff) add(String.fromCharCode(code), { ...look, font: symbolFont(code, font) });
          break;
        }
        case "br":
        case "cr":
          if (reasonToHide(look) === undefined) lines.push([]);
          break;
        case "fldChar": {
          const type = attribute(element, "fldCharType");
          if (type === "begin") {
            add(filledIn(childOf(element, "ffData")), look);
            fields.push(true);
            codes += 1;
          } else if (fields.at(-1) === true && (type === "separate" || type === "end")) {
            fields[fields.length - 1] = false;
            codes -= 1;
          }
          if (type === "end") fields.pop();
          break;
        }
        case "footnoteReference":
        case "endnoteReference": {
          const kind = element.name === "footnoteReference" ? "footnote" : "endnote";
          if (reasonToHide(look) === undefined) notes.push({ kind, id: attribute(element, "id") ?? "" });
          break;
        }
        case "del":
        case "moveFrom":
          report.add("text that was deleted while changes were tracked");
          break;
        case "AlternateContent": {
          const [first] = elementsOf(element);
          if (first !== undefined) walk(first, look);
          break;
        }
        case "txbxContent":
          if (look.vanished === true) report.add("hidden text");
          else boxes.push(element);
          break;
        case "sdt":
          // A control that was not filled in shows what to type there.
          if (childOf(element, "sdtPr", "showingPlcHdr") !== undefined) break;
          for (const child of elementsOf(element)) walk(child, look);
          break;
        // Properties, and the reading aid above Chinese characters.
        case "pPr":
        case "rPr":
        case "sdtPr":
        case "rt":
          break;
        default:
          for (const child of elementsOf(element)) walk(child, look);
      }
    }

    for (const child of elementsOf(paragraph)) walk(child, paragraphLook);
    return { lines: lines.map(scriptText), notes, boxes };
  };
}

/** Word writes a code of the private area also where it names a font that is none of signs. */
function symbolFont(code: number, font: string | undefined): string | undefined {
  return isSymbolFont(font) || code < 0xf000 || code > 0xf0ff ? font : "Wingdings";
}

/** What stands in a field of an old form that no text follows: a box, or the choice from a list. */
function filledIn(field: XmlElement | undefined): string {
  const box = childOf(field, "checkBox");
  if (box !== undefined) return (isOn(childOf(box, "checked")) ?? isOn(childOf(box, "default"))) === true ? "☑" : "☐";
  const list = childOf(field, "ddList");
  const entries = elementsOf(list).filter(({ name }) => name === "listEntry");
  const chosen = attribute(childOf(list, "result"), "val") ?? attribute(childOf(list, "default"), "val") ?? "0";
  return attribute(entries[Number(chosen)], "val") ?? "";
}

/** Names the hidden text in the report. */
function reasonToHide({ vanished, white, shaded, tiny, struckOut }: Look): string | undefined {
  if (vanished === true) return "hidden text";
  if (white === true && shaded !== true) return "white text";
  if (tiny === true) return "text too small to be read";
  return struckOut === true ? "struck-out text" : undefined;
}
