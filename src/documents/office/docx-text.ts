/**
 * The text of a Word paragraph as it stands on the page: results of fields instead of their codes, insertions without
 * what was deleted, nothing that is hidden. Footnotes and text boxes are handed on, to be written after it.
 */

import type { HiddenReport } from "../hidden-report.ts";
import { type Look, lookOf, over, type Styles } from "./docx-styles.ts";
import { attribute, childOf, elementsOf, textOf, type XmlElement } from "./xml.ts";

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

/** Signs of symbol fonts that carry meaning in forms. */
const SYMBOLS: Readonly<Record<string, string>> = {
  ...{ F0FC: "✓", F0FB: "✗", F0FE: "☑", F0FD: "☒", F052: "☑", F06F: "□", F0A8: "□", F071: "□", F0B7: "·" },
};

/** Reads the paragraphs of one part, in their order: a field may begin in one and end in another. */
export function paragraphTexts({ styles, report }: TextOptions) {
  /** One for each field that is open: true while its code is read. */
  const fields: boolean[] = [];
  /** Of them, those whose code is read. */
  let codes = 0;

  return (paragraph: XmlElement, paragraphLook: Look): ParagraphText => {
    const lines = [""];
    const notes: ParagraphText["notes"][number][] = [];
    const boxes: XmlElement[] = [];

    function add(text: string, look: Look): void {
      if (text === "" || codes > 0) return;
      const reason = reasonToHide(look);
      if (reason === undefined) lines.push((lines.pop() ?? "") + text);
      else if (text.trim() !== "") report.add(reason);
    }

    function walk(element: XmlElement, look: Look): void {
      switch (element.name) {
        case "r": {
          const properties = childOf(element, "rPr");
          const style = styles.run(attribute(childOf(properties, "rStyle"), "val"));
          const own = over(over(look, style), lookOf(properties));
          for (const child of elementsOf(element)) walk(child, own);
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
        case "sym":
          add(SYMBOLS[attribute(element, "char")?.toUpperCase() ?? ""] ?? "", look);
          break;
        case "br":
        case "cr":
          if (reasonToHide(look) === undefined) lines.push("");
          break;
        case "fldChar": {
          const type = attribute(element, "fldCharType");
          if (type === "begin") {
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
    return { lines, notes, boxes };
  };
}

/** Names the hidden text in the report. */
function reasonToHide({ vanished, white, shaded, tiny, struckOut }: Look): string | undefined {
  if (vanished === true) return "hidden text";
  if (white === true && shaded !== true) return "white text";
  if (tiny === true) return "text too small to be read";
  return struckOut === true ? "struck-out text" : undefined;
}
