/**
 * The sentences of a slice of text: what an answer quotes. The rules are our own, since Intl.Segmenter cuts after each
 * abbreviation and initial ("Dr. | Zhang", "Co., Ltd. | Jiaxing") and may not be told otherwise.
 */

import { endsSentence } from "./sentence-end.ts";

export interface Span {
  readonly start: number;
  readonly end: number;
}

const STOPS = /[。！？｡….!?]+/g;
const CLOSING = new Set("”’»）)]】」』》〉");
/** How far back an opening quote is looked for. */
const LONGEST_QUOTE = 1_000;
/** A reference to a note: "growth.[12] The" */
const NOTE = /^\[\d{1,3}\]/;
/** Chinese rules string conditions together with semicolons; only where that makes a long sentence is it cut there. */
const LONG_CHINESE = 120;
/** No part that is cut off is shorter: it would not be understood by itself. */
const SHORTEST_PART = 30;

/**
 * Offsets are those of the text. The spans are in order and apart, begin and end with something visible, and together
 * hold all that is visible in the slice. A line feed always ends a sentence, since blocks never wrap.
 */
export function sentencesIn(text: string, start: number, end: number): readonly Span[] {
  const sentences: Span[] = [];
  let from = start;
  for (const line of text.slice(start, end).split("\n")) {
    for (const span of sentencesOfLine(line)) {
      sentences.push({ start: from + span.start, end: from + span.end });
    }
    from += line.length + 1;
  }
  return sentences;
}

function sentencesOfLine(line: string): readonly Span[] {
  const sentences: Span[] = [];
  let from = 0;
  for (const match of line.matchAll(STOPS)) {
    const end = match.index + match[0].length;
    const cut = closersEnd(line, from, end);
    if (endsSentence(line, { from, start: match.index, end, cut })) {
      addVisible(sentences, line, from, cut);
      from = cut;
    }
  }
  addVisible(sentences, line, from, line.length);
  return line.includes("；") ? sentences.flatMap((span) => cutAtSemicolons(line, span)) : sentences;
}

/** Where the quotes and brackets end that close behind a stop, also where tokenised text puts a space before them. */
function closersEnd(line: string, from: number, stopEnd: number): number {
  for (let end = stopEnd; ; ) {
    const first = line.charAt(end);
    const second = line.charAt(end + 1);
    const note = NOTE.exec(line.slice(end, end + 5))?.[0].length ?? 0;
    if (CLOSING.has(first)) end += 1;
    else if ((first === '"' || first === "'") && !/[\p{L}\p{N}]/u.test(second)) end += 1;
    else if (first === " " && CLOSING.has(second)) end += 2;
    else if (first === " " && second === "'" && line.charAt(end + 2) === "'") end += 3;
    else if (first === " " && isLoneQuote(line, end + 1) && hasOpenQuote(line, from, end, second)) end += 2;
    else if (note > 0) end += note;
    else return end;
  }
}

/** A straight quote between spaces, which may open or close: `" Yes . " He said .` */
function isLoneQuote(line: string, at: number): boolean {
  return /^["'](?:\s|$)/.test(line.slice(at, at + 2));
}

/** Tells whether a quote was opened and not closed since the sentence began. */
function hasOpenQuote(line: string, from: number, end: number, quote: string): boolean {
  const sentence = line.slice(Math.max(from, end - LONGEST_QUOTE), end);
  const parts = quote === '"' ? sentence.split('"') : ` ${sentence}`.split(" ' ");
  return parts.length % 2 === 0;
}

/** Adds what is visible of a slice; a slice without a letter or a digit belongs to the sentence before it. */
function addVisible(sentences: Span[], line: string, from: number, to: number): void {
  const slice = line.slice(from, to);
  const start = from + slice.length - slice.trimStart().length;
  const end = start + slice.trim().length;
  if (end === start) return;
  const last = sentences.at(-1);
  if (last !== undefined && !/[\p{L}\p{N}]/u.test(slice)) sentences[sentences.length - 1] = { start: last.start, end };
  else sentences.push({ start, end });
}

function cutAtSemicolons(line: string, { start, end }: Span): readonly Span[] {
  if (end - start <= LONG_CHINESE) return [{ start, end }];
  const sentence = line.slice(start, end);
  const parts: Span[] = [];
  let from = 0;
  for (const { index } of sentence.matchAll(/；/g)) {
    if (index - from < SHORTEST_PART || sentence.length - index < SHORTEST_PART) continue;
    addVisible(parts, sentence, from, index + 1);
    from = index + 1;
  }
  addVisible(parts, sentence, from, sentence.length);
  return parts.map((part) => ({ start: start + part.start, end: start + part.end }));
}
