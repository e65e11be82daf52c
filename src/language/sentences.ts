/**
 * The sentences of a slice of text: what an answer quotes. The rules are our own, since Intl.Segmenter cuts after each
 * abbreviation and initial ("Dr. | Zhang", "Co., Ltd. | Jiaxing") and may not be told otherwise.
 */

import { isHan } from "./zh/han.ts";

export interface Span {
  readonly start: number;
  readonly end: number;
}

const STOPS = /[。！？｡….!?]+/g;
const CLOSING = new Set("”’»）)]】」』》〉");
/** Distance at which an opening quote is looked for. */
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

/**
 * Place where the quotes and brackets end that close behind a stop, also where tokenised text puts a space before them.
 */
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

/** A run of stops in a line. */
interface Stop {
  /** Beginning of the sentence that it may end. */
  readonly from: number;
  readonly start: number;
  readonly end: number;
  /** Place after the quotes and brackets that close behind the stop, where the line would be cut. */
  readonly cut: number;
}

/** Characters looked at on either side of a stop: longer than any abbreviation, number or word that matters. */
const REACH = 60;

/** "3", "2.1", "(a", "iv" or "Article 12" before the stop, and nothing else in the sentence: it numbers what follows. */
const NUMBERING =
  /^[([]?(?:\d{1,3}(?:\.\d{1,3})*|[A-Za-z]|[ivx]{1,5}|[IVX]{1,5}|(?:Article|Section|Chapter|Clause|Step|Part|Item|Rule|Appendix|Annex|Phase|Stage) [\dA-Z]{1,4}(?:\.\d{1,3})*)$/;
/** "… three tasks: 1. Raise awareness, 2. Obey …" */
const NUMBERING_INSIDE = /[:;,：；，、]\s*\d{1,2}$/;
const TIME_ZONE =
  /^(?:E[SD]?T|P[SD]?T|C[SD]?T|GMT|UTC|Eastern|Pacific|Central|Mountain|Beijing|Mon|Tue|Wed|Thu|Fri|Sat|Sun)/;

/**
 * Tells whether a full stop, a question mark or an ellipsis ends a sentence. In doubt it does not: an answer may quote
 * two sentences as one, but never half of one.
 */
function endsSentence(line: string, stop: Stop): boolean {
  const behind = line.slice(stop.cut, stop.cut + REACH);
  const next = behind.trimStart();
  const spaced = next.length < behind.length;
  if (/^[,;:，；：、]/.test(next)) return false;
  const marks = line.slice(stop.start, stop.end);
  if (/[。！？｡]/.test(marks)) return endsChinese(marks, line.slice(stop.end, stop.cut), next, spaced);
  if (spaced && /^["“‘'(（[]*\p{Ll}(?!\p{Lu})/u.test(next)) return false;
  if (/[!?]/.test(marks)) return endsQuestion(line.slice(0, stop.start), next, spaced);
  if (marks !== ".") return spaced && !next.startsWith(".");
  return spaced ? endsAtSpacedStop(line, stop, next) : endsAtTightStop(line, stop, next);
}

/** Chinese stops are plain, but for questions and exclamations inside of quotes and titles: 《什么是芯片？》一书. */
function endsChinese(marks: string, closers: string, next: string, spaced: boolean): boolean {
  if (/^[的等之]/.test(next)) return false;
  return spaced || closers === "" || /[。｡]/.test(marks);
}

/** `?id=3` in an address and the exclamation mark of "Yahoo! Inc." end nothing. */
function endsQuestion(before: string, next: string, spaced: boolean): boolean {
  if (!spaced) return isHan(next.charCodeAt(0)) || /^\p{Lu}\p{Ll}/u.test(next);
  const follower = firstWord(next);
  if (COMPANY_FORMS.has(follower)) return false;
  return !/\b(?:Yahoo|Jeopardy)$/.test(before.slice(-REACH)) || OPENERS.has(follower);
}

/** The common case: a stop, a space, and something that is not in lower case. */
function endsAtSpacedStop(line: string, { from, start }: Stop, next: string): boolean {
  // ". . ." is an ellipsis.
  if (/^[.…]/.test(next)) return false;
  const before = line.slice(Math.max(from, start - REACH), start);
  if (NUMBERING.test(before.trim()) || NUMBERING_INSIDE.test(before)) return false;
  // Text that was cut into tokens keeps the stop of an abbreviation with it: "Foo Inc. was sold ."
  if (/\s$/.test(before)) return true;
  const word = lastWord(before);
  const known = word.toLowerCase();
  if (/^\p{Lu}$/u.test(word)) return OPENERS.has(firstWord(next));
  if (NEVER_LAST.has(known)) return false;
  if (BEFORE_NUMBER.has(known)) return !/^[([#]?(?:\d|[IVX]+\b|[A-Z]\b)/.test(next);
  if (known === "a.m" || known === "p.m") return /^\p{Lu}/u.test(next) && !TIME_ZONE.test(next);
  if (/^(?:\p{L}\.)+\p{L}$/u.test(word) || known === "ph.d" || PERHAPS_LAST.has(word)) {
    return OPENERS.has(firstWord(next));
  }
  return true;
}

/** No space: a decimal, a version, an address, a file name; or a space that was forgotten: "system.The". */
function endsAtTightStop(line: string, { from, start, end, cut }: Stop, next: string): boolean {
  const word = lastWord(line.slice(Math.max(from, start - REACH), start));
  const known = word.toLowerCase();
  if (NEVER_LAST.has(known) || BEFORE_NUMBER.has(known) || PERHAPS_LAST.has(word)) return false;
  if (isHan(next.charCodeAt(0))) return /(?:\p{Ll}{2}|\p{Script=Han}|[)）%])$/u.test(word);
  if (cut > end) return /^(?:\p{Lu}\p{Ll}|[“"(])/u.test(next);
  const follower = /^(?:\p{Lu}\p{Ll}+|A|I)(?=[\s,;:'’])/u.exec(next)?.[0];
  if (follower === undefined) return false;
  if (/^[\p{Ll}’'-]{2,}$/u.test(word)) return true;
  return /^(?:[\p{L}’'-]*\p{Ll}|.*[\d%)])$/u.test(word) && OPENERS.has(follower);
}

function lastWord(before: string): string {
  return /[^\s([{（“"‘'/—]*$/.exec(before)?.[0] ?? "";
}

/** The next word, unless it is an initial or an abbreviation itself. */
function firstWord(next: string): string {
  return /^["“‘'([]*(\p{L}+)(?!\p{L}|\.\s)/u.exec(next)?.[1] ?? "";
}

/** Abbreviations in lower case, always followed by a name, a number or the rest of the sentence. */
const NEVER_LAST: ReadonlySet<string> = words(
  "dr mr mrs ms mx prof rev gen sen rep gov lt col capt cpt maj sgt cmdr adm hon supt messrs mt ft",
  "c v vs viz cf e.g i.e eg ie approx ca incl excl esp resp transl",
);

/**
 * Abbreviations in lower case that are followed by a number ("No. 5", "Sec. IV"); before a word ("No. The fee …") they
 * end a sentence.
 */
const BEFORE_NUMBER: ReadonlySet<string> = words(
  "ext no nos nr fig figs eq eqs sec secs art arts ch chap vol vols p pp para paras pt ref refs tab app ser",
);

/** Abbreviations as written, which may end a sentence or stand inside of one. */
const PERHAPS_LAST: ReadonlySet<string> = words(
  "Co co Corp corp Inc inc Ltd ltd LLC PLC plc Bros Jr Sr St Ave Rd Blvd Bldg Dept dept Univ Assn Pres al est",
  "Jan Feb Mar Apr Jun Jul Aug Sep Sept Oct Nov Dec Mon Tue Tues Wed Thu Thur Thurs Fri Sat Sun",
);

/** "Yahoo! Inc." is one name. */
const COMPANY_FORMS: ReadonlySet<string> = words("Inc Corp Co Ltd LLC PLC Group Holdings Japan");

/** Words that open sentences far more often than they go on with a name. */
const OPENERS: ReadonlySet<string> = words(
  "The This That These Those There Then They Their It Its He His She Her We Our You Your My In On At As If An A And But",
  "Or So For From To By With When While Where Who What Why How Which After Before Because Although Though However Since",
  "Until Under During Between Among Both Each Every All Some Many Most More Such Other Another Any No Not Only Also Now",
  "Once Here According Meanwhile Moreover Furthermore Therefore Thus Hence Finally First Second Third Next Last Please",
  "See Note Members Applicants Companies",
);

function words(...lines: readonly string[]): ReadonlySet<string> {
  return new Set(lines.join(" ").split(" "));
}
