/**
 * The lines of a Word paragraph -> a heading, an item or paragraphs. Headings are known by their styles; where a document
 * has none, as many Chinese ones, by the forms that nobody writes by accident (第一章, 一、).
 */

import type { Outline } from "../outline.ts";
import { headingLevel, markerOf, plainLines, readsAsTitle } from "../plain/plain-lines.ts";
import type { Numbering } from "./docx-numbering.ts";
import { outlineLevel, type Styles } from "./docx-styles.ts";
import { attribute, childOf, type XmlElement } from "./xml.ts";

/** Longer "headings" are text that somebody made large. */
const LONGEST_HEADING = 300;

export interface DocxLines {
  write(
    lines: readonly string[],
    properties: XmlElement | undefined,
    style: Pick<ReturnType<Styles["paragraph"]>, "level" | "numbering">,
  ): void;
  /** The text of the title's style, or a centred first line. */
  title(): string | undefined;
}

export function docxLines(blocks: Outline, numbering: Numbering): DocxLines {
  let hasHeadingStyles = false;
  let title: string | undefined;

  /** @returns whether it is a heading by its style */
  function writeStyled(level: number | null, label: string, whole: string): boolean {
    if (level === null || whole.length > LONGEST_HEADING) return false;
    if (level > 0) hasHeadingStyles = true;
    const heading = blocks.heading(level, label + whole);
    if (level === 0) title ??= heading;
    return true;
  }

  /** @returns whether it is a heading, or the title, by its form */
  function writeFormed(whole: string, centred: boolean, isNumbered: boolean): boolean {
    const [line] = plainLines(whole);
    if (line === undefined) return false;
    if (blocks.count === 0 && centred && readsAsTitle(line)) {
      title = blocks.heading(0, whole);
      return true;
    }
    const level = hasHeadingStyles ? null : headingLevel(line, centred);
    if (level === null || isNumbered) return false;
    blocks.heading(level, whole);
    return true;
  }

  return {
    write(lines, properties, style) {
      const whole = lines.join(" ").trim();
      if (whole === "") return;
      const numbered = numbering.next(childOf(properties, "numPr") ?? style.numbering);
      const label = labelBefore(numbered);
      if (writeStyled(outlineLevel(properties) ?? style.level, label, whole)) return;
      const centred = attribute(childOf(properties, "jc"), "val") === "center";
      if (writeFormed(whole, centred, numbered !== undefined)) return;
      const [first = "", ...rest] = lines.filter((each) => each.trim() !== "");
      if (numbered !== undefined) blocks.item(numbered.depth, label + first);
      else writeLine(blocks, first);
      for (const each of rest) writeLine(blocks, each);
    },
    title: () => title,
  };
}

/** A list may be written by hand. */
function writeLine(blocks: Outline, line: string): void {
  const marker = markerOf(line.trim());
  if (marker === undefined || marker.kind === "dash") blocks.paragraph(line);
  else blocks.item(0, line.trim().slice(marker.length));
}

/** Chinese sets nothing between a number and the text: 一、总则. */
export function labelBefore(numbered: ReturnType<Numbering["next"]>): string {
  if (numbered === undefined || numbered.label === "") return "";
  return /[、，。．）】]$/.test(numbered.label) ? numbered.label : `${numbered.label} `;
}
