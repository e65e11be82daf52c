/** Text cut to a length where a reader would: after a sentence, else between two letters as people see them. */

import { sentencesIn } from "../../language/sentences.ts";
import { codePointsIn } from "./reply-text.ts";

/** Said in place of what was left out. */
const ELLIPSIS = "…";
/** Enough to see that a sentence ends, and the next one begins. */
const LOOK_AHEAD = 40;

/** The text in pieces of at most so many code points, without the white space between them. */
export function piecesOf(text: string, most: number): string[] {
  const pieces: string[] = [];
  let rest = text.trim();
  while (isLonger(rest, most)) {
    const end = cutBefore(rest, most);
    pieces.push(rest.slice(0, end).trimEnd());
    rest = rest.slice(end).trimStart();
  }
  return rest === "" ? pieces : [...pieces, rest];
}

/** The beginning of the text, in at most so many code points, the ellipsis included. */
export function beginningOf(text: string, most: number): string {
  const [first = "", ...others] = piecesOf(text, most);
  if (others.length === 0) return first;
  return `${piecesOf(text, most - ELLIPSIS.length - 1)[0] ?? ""} ${ELLIPSIS}`;
}

/** As much as fits beside other things; whole characters, never half a pair. */
export function shortened(text: string, most: number): string {
  const characters = [...text];
  return characters.length <= most ? text : `${characters.slice(0, most - 1).join("")}${ELLIPSIS}`;
}

/** The end of the text, likewise. */
export function endOf(text: string, most: number): string {
  const trimmed = text.trim();
  if (!isLonger(trimmed, most)) return trimmed;
  const sentences = sentencesIn(trimmed, Math.max(0, trimmed.length - most), trimmed.length);
  // The first may have begun before what was looked at.
  const start = sentences[1]?.start ?? trimmed.length;
  return `${ELLIPSIS} ${trimmed.slice(start)}`.trim();
}

/** A code point is one code unit or two, so most texts need no counting. */
function isLonger(text: string, most: number): boolean {
  return text.length > 2 * most || (text.length > most && codePointsIn(text) > most);
}

/** @returns the offset behind the last sentence that fits, or else behind the last letter */
function cutBefore(text: string, most: number): number {
  const furthest = offsetOf(text, most);
  // The last one is cut off where the looking ends.
  const sentences = sentencesIn(text, 0, furthest + LOOK_AHEAD).slice(0, -1);
  const sentence = sentences.findLast(({ end }) => end <= furthest);
  if (sentence !== undefined && sentence.end > furthest / 4 && !isInsideWord(text, sentence.end)) return sentence.end;
  const space = text.slice(0, furthest).search(/\s\S*$/u);
  if (space > furthest / 2) return space;
  const letters = new Intl.Segmenter(undefined, { granularity: "grapheme" });
  const last = letters.segment(text).containing(furthest);
  return last === undefined || last.index === 0 ? furthest : last.index;
}

function isInsideWord(text: string, offset: number): boolean {
  return /^[\p{L}\p{N}]{2}/u.test(text.slice(offset - 1, offset + 1));
}

/** Of the n-th code point. */
function offsetOf(text: string, codePoints: number): number {
  let offset = 0;
  for (let count = 0; count < codePoints && offset < text.length; count += 1) {
    offset += (text.codePointAt(offset) ?? 0) > 0xffff ? 2 : 1;
  }
  return offset;
}
