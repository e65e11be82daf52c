/**
 * Tells whether a full stop, a question mark or an ellipsis ends a sentence. In doubt it does not: an answer may quote two
 * sentences as one, but never half of one.
 */

import { isHan } from "./zh/han.ts";

/** A run of stops in a line. */
export interface Stop {
  /** Where the sentence that it may end begins. */
  readonly from: number;
  readonly start: number;
  readonly end: number;
  /** After the quotes and brackets that close behind the stop: where the line would be cut. */
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

export function endsSentence(line: string, stop: Stop): boolean {
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

/** In lower case. Always followed by a name, a number or the rest of the sentence. */
const NEVER_LAST: ReadonlySet<string> = words(
  "dr mr mrs ms mx prof rev gen sen rep gov lt col capt cpt maj sgt cmdr adm hon supt messrs mt ft",
  "c v vs viz cf e.g i.e eg ie approx ca incl excl esp resp transl",
);

/** In lower case. Followed by a number ("No. 5", "Sec. IV"); before a word ("No. The fee …") they end a sentence. */
const BEFORE_NUMBER: ReadonlySet<string> = words(
  "no nos nr fig figs eq eqs sec secs art arts ch chap vol vols p pp para paras pt ref refs tab app ser",
);

/** As written. May end a sentence or stand inside of one. */
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
