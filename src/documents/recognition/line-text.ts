/**
 * What the reader of lines gives -> text. It says for each step along the line which character it sees, or none; one that
 * it goes on seeing is one. It often overlooks the spaces of English in a scan, so that those are seen to by the gaps in the
 * ink: that takes the share of wrong characters of scanned English pages from 14 to 0.4 %.
 */

import type { Picture } from "./scaled.ts";

export interface Steps {
  readonly count: number;
  /** Characters that it knows, and none, which is the first. */
  readonly kinds: number;
  /** Probability of each kind, step by step. */
  readonly values: Float32Array;
}

export interface LineText {
  readonly text: string;
  /** Mean probability; 0 where there is nothing. */
  readonly confidence: number;
  /** Share of the picture's height that the ink takes, from the highest to the lowest. */
  readonly inkShare: number;
}

interface Sign {
  readonly text: string;
  readonly probability: number;
  /** In the picture. */
  readonly x: number;
}

/** Shares of the height of the ink: the spaces of fonts are 0.2 to 0.3, letters stand 0.05 to 0.1 apart. */
const SPACE = 0.16;
/** Times the usual gap in the line: letters may be set apart. */
const SPACE_TO_GAP = 2;
/** The figure 1 stands in the middle of a wide place. */
const SPACE_OF_FIGURES = 0.28;
/** No space stands before these, and none after those. */
const [CLOSING, OPENING] = [/^[.,;:!?%)\]}'’”]$/u, /^[([{‘“]$/u];
/** Reader and ink agree that thousands are set off, with a comma as wide as a Chinese character. */
const WIDE_COMMA = /(?<=\d)，(?=\d{3}(?!\d))/gu;
/** Characters that are set without spaces. */
const UNSPACED = /\p{Script=Han}|[\u3000-\u303f\uff00-\uffef“”‘’…—]/u;
/** A stroke of Chinese characters, which stands in no text: the comma of lists looks the same. */
const STROKE = /丶/gu;

/** @param stretch as the picture was stretched */
export function lineText(steps: Steps, alphabet: readonly string[], picture: Picture, stretch: number): LineText {
  const signs = signsOf(steps, alphabet, picture.width);
  if (signs.length === 0) return { text: "", confidence: 0, inkShare: 0 };
  const ink = inkIn(picture);
  const isSpace = spacesIn(ink, stretch);
  let text = "";
  signs.forEach((sign, index) => {
    const before = signs[index - 1];
    const isApart = before !== undefined && mayBeApart(before.text, sign.text) && isSpace(before, sign);
    text += `${isApart && !text.endsWith(" ") ? " " : ""}${sign.text}`;
  });
  const confidence = signs.reduce((sum, { probability }) => sum + probability, 0) / signs.length;
  const settled = text.replace(STROKE, "、").replace(WIDE_COMMA, ",").replace(/ {2,}/gu, " ").trim();
  return { text: settled, confidence, inkShare: ink.height / picture.height };
}

function mayBeApart(before: string, after: string): boolean {
  return after !== " " && !UNSPACED.test(before + after) && !CLOSING.test(after) && !OPENING.test(before);
}

function signsOf({ count, kinds, values }: Steps, alphabet: readonly string[], width: number): readonly Sign[] {
  const signs: Sign[] = [];
  let last = 0;
  for (let step = 0; step < count; step += 1) {
    let [best, probability] = [0, -1];
    for (let kind = 0; kind < kinds; kind += 1) {
      const value = values[step * kinds + kind] ?? 0;
      if (value > probability) [best, probability] = [kind, value];
    }
    const text = alphabet[best] ?? "";
    if (best !== 0 && best !== last && text !== "")
      signs.push({ text, probability, x: ((step + 0.5) * width) / count });
    last = best;
  }
  return signs;
}

interface Ink {
  /** Of the line, from the highest to the lowest. */
  readonly height: number;
  readonly gaps: readonly { readonly middle: number; readonly width: number }[];
}

function inkIn({ width, height, shades }: Picture): Ink {
  const sorted = shades.toSorted();
  const [paper = 0, black = 0] = [0.8, 0.02].map((share) => sorted[Math.floor(sorted.length * share)] ?? 0);
  const isInk = (column: number, row: number) => (shades[row * width + column] ?? 0) < paper - (paper - black) * 0.4;
  const columns = Array.from({ length: width }, (_, column) => {
    for (let row = 2; row < height - 2; row += 1) if (isInk(column, row)) return true;
    return false;
  });
  const rows = Array.from({ length: height }, (_, row) => {
    let count = 0;
    for (let column = 0; column < width; column += 1) if (isInk(column, row)) count += 1;
    return count > width * 0.01;
  });
  const gaps: { readonly middle: number; readonly width: number }[] = [];
  let end = columns.indexOf(true);
  for (let column = Math.max(0, end); column < width; column += 1) {
    if (columns[column] !== true) continue;
    if (column > end + 1) gaps.push({ middle: (end + column) / 2, width: column - end - 1 });
    end = column;
  }
  return { height: Math.max(10, rows.lastIndexOf(true) - rows.indexOf(true) + 1), gaps };
}

/** @returns whether a space stands between two signs */
function spacesIn({ height, gaps }: Ink, stretch: number): (before: Sign, after: Sign) => boolean {
  const widths = gaps.map((gap) => gap.width).sort((one, other) => one - other);
  const usual = (widths[Math.floor(widths.length / 2)] ?? 0) * SPACE_TO_GAP;
  return (before, after) => {
    const share = /\d\d/.test(before.text + after.text) ? SPACE_OF_FIGURES : SPACE;
    const least = Math.max(share * height * stretch, usual);
    return gaps.some(({ middle, width }) => middle > before.x - 2 && middle < after.x + 2 && width >= least);
  };
}
