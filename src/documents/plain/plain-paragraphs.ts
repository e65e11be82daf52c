/**
 * The lines of a plain text -> its paragraphs: wrapped lines are put together, dividers fall away, underlined lines are
 * known as headings.
 */

import { headingLevel, isRule, type Marker, markerOf, type PlainLine, plainLines } from "./plain-lines.ts";
import { goesOn, isBrokenInBrackets, wrapWidth } from "./plain-wrap.ts";

export interface PlainParagraph {
  readonly lines: PlainLine[];
  readonly first: PlainLine;
  readonly marker: Marker | undefined;
  /** Nothing directly above and below; what stands so may be a heading. */
  readonly standsAlone: boolean;
  /** 1 under `=====`, 2 under `-----`. */
  readonly underline: number | null;
}

type Draft = { -readonly [Key in keyof PlainParagraph]: PlainParagraph[Key] };

/** A dash that a word follows at once is a bullet only in company: `——Author` stands alone. */
const MIN_DASHES = 2;

export function plainParagraphs(source: string): readonly PlainParagraph[] {
  const lines = plainLines(source);
  const width = wrapWidth(lines);
  const dashes = lines.filter(({ text }) => markerOf(text)?.kind === "dash").length;
  const paragraphs: Draft[] = [];
  /** The paragraph of the line directly above. */
  let above: Draft | undefined;
  for (const line of lines) {
    if (line.text === "" || isRule(line.text)) {
      if (above !== undefined && underlines(line, above)) above.underline = line.text.startsWith("=") ? 1 : 2;
      above = undefined;
      continue;
    }
    const found = markerOf(line.text);
    const marker = found?.kind === "dash" && dashes < MIN_DASHES ? undefined : found;
    if (above !== undefined && marker === undefined && belongsTo(above, line, width)) {
      above.lines.push(line);
      continue;
    }
    if (above !== undefined) above.standsAlone = false;
    above = { lines: [line], first: line, marker, standsAlone: above === undefined, underline: null };
    paragraphs.push(above);
  }
  return paragraphs;
}

/** @param width that the text is wrapped at; null where each line is a paragraph */
function belongsTo({ lines, marker }: Draft, line: PlainLine, width: number | null): boolean {
  const [first] = lines;
  const last = lines.at(-1);
  if (first === undefined || last === undefined) return false;
  if (isBrokenInBrackets(last.text, line.text)) return true;
  if (width === null) return false;
  if (headingLevel(line, false) !== null || headingLevel(last, false) !== null) return false;
  const hanging = marker !== undefined && line.indent > first.indent;
  if (line.indent > last.indent + 1 && !hanging) return false;
  return goesOn(last, line, width);
}

/** A rule of about the same length, directly below a single line. */
function underlines(rule: PlainLine, { lines, first }: Draft): boolean {
  return (
    lines.length === 1 &&
    /^[-=~]+$/.test(rule.text) &&
    Math.abs(rule.width - first.width) <= Math.max(3, first.width / 4)
  );
}
