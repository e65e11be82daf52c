/**
 * Missing entities: what a question names and the document that would answer it never mentions: a place, a person, a
 * company, a year, the number of a rule. Sentences about two projects are alike but for the name; what is invested in
 * the one in Nanhu is no answer for one in Beijing. What cannot be told counts as mentioned. Pure.
 */

import type { WordStatistics } from "../../index/keyword/bm25.ts";
import { folded } from "../../language/canonical.ts";
import { type Figure, figuresIn, holdsFigure } from "../../language/figures/figures.ts";
import type { Language } from "../../language/language.ts";
import { spellingsOf } from "../../language/spelling.ts";
import { tokenize } from "../../language/tokenize.ts";
import { containsHan, type Gloss, type GlossedWord } from "../../language/zh/gloss.ts";
import { isInForce } from "../../library/validity/validity.ts";
import { englishNamesIn } from "../grounding/names.ts";
import { lettersOf } from "../grounding/tokens.ts";
import type { Question } from "../retrieval/question.ts";
import type { SearchResult } from "../retrieval/search.ts";
import type { Candidate } from "./sentences.ts";
import type { TextOf } from "./units.ts";

/** A name in a larger share of the passages tells no document apart: the organisation's own is in most. */
const SHARE_OF_A_COMMON_NAME = 0.05;
/** In a small library a few passages are a large share. */
const PASSAGES_OF_A_RARE_NAME = 2;
/** Earlier years are of history, or no years at all. */
const FIRST_YEAR = 1900;
/** Of a longer text, in UTF-16 code units, only the passages that were found are looked at: it takes 0.1 s and more. */
const LONGEST_TEXT = 400_000;
/** Looking for figures takes longer. */
const LONGEST_TEXT_FOR_FIGURES = 20_000;
/** Nobody asks for more at once, and each is looked for in all of the text. */
const MOST_NAMES = 8;

/** Looking for every kind of figure takes 0.05 ms; most questions have none that could tell documents apart. */
const MAY_TELL_APART =
  /\d{4}|\d(?:st|nd|rd|th)\b|\p{L}\d|\d\p{L}|[a-z.] \d|第|[〇零一二三四五六七八九]{4}|十[一二三四五六]五|\b(?:four|fif|six|seven|eigh|nin|ten|eleven|twelf)(?:teen)?th\b/iu;

interface UnmentionedOptions {
  readonly question: Question;
  readonly found: Pick<SearchResult, "evidence" | "gloss" | "statistics">;
  /** Candidate that would be quoted. */
  readonly best: Pick<Candidate, "evidence" | "standing"> | undefined;
  /** That is asked about, as `2026-11-22`. */
  readonly day: string;
  readonly textOf: TextOf;
}

interface Unmentioned {
  /** Names that the document that would answer does not mention, as it was asked, each once. */
  readonly inDocument: readonly string[];
  /** Those of them that stand nowhere in the library. */
  readonly anywhere: readonly string[];
}

const NOTHING: Unmentioned = { inDocument: [], anywhere: [] };

export function unmentionedIn({ question, found, best, day, textOf }: UnmentionedOptions): Unmentioned {
  if (best === undefined) return NOTHING;
  const { gloss, statistics } = found;
  const { document } = best.evidence.passage;
  const names = namesAsked(question, document.language, gloss)
    .filter((name) => !isCommon(name, statistics))
    .slice(0, MOST_NAMES);
  const figures = MAY_TELL_APART.test(question.text)
    ? figuresIn(question.text).filter(tellsApart).slice(0, MOST_NAMES)
    : [];
  if (names.length + figures.length === 0) return NOTHING;
  const { title, publisher, path, id, number, published, effectiveFrom, effectiveUntil } = document;
  const facts = [title, publisher, path, id, number, published, effectiveFrom, effectiveUntil];
  const passages = found.evidence.filter(({ passage }) => passage.document.id === id);
  const near = folded([...facts, ...passages.flatMap(({ passage }) => [...passage.section, passage.text])].join("\n"));
  const wholeText = onceAsked(() => {
    const text = textOf(document)?.text ?? "";
    return text.length > LONGEST_TEXT ? null : folded(`${near}\n${text}`);
  });
  const sounds = onceAsked(() => (gloss === null ? "" : soundsIn(near, gloss)));
  const nearLower = near.toLowerCase();
  const wholeLower = onceAsked(() => wholeText()?.toLowerCase() ?? null);
  const isNamed = ({ forms, sound }: AskedName): boolean => {
    const anyForm = (says: (word: string) => boolean) => forms.some((form) => form.every(says));
    if (anyForm((word) => saysWord(nearLower, word) || saysMisspelt(nearLower, word))) return true;
    if (sound !== null && sounds().includes(sound)) return true;
    const whole = wholeLower();
    return whole === null || anyForm((word) => saysWord(whole, word));
  };
  const holdsInYear = isInForce(best.standing) ? Number(day.slice(0, 4)) : null;
  const nearFigures = onceAsked(() => figuresUpTo(near));
  const wholeFigures = onceAsked(() => figuresUpTo(wholeText() ?? ""));
  /** Null where there is nothing to tell it by. */
  const says = (figure: Figure, text: string, figures: () => readonly Figure[] | null): boolean | null => {
    if (figure.kind === "date") return isInYears(figure.year, text, holdsInYear);
    const known = figures();
    return known && holdsFigure(figure, known);
  };
  const isCounted = (figure: Figure): boolean => {
    if (says(figure, near, nearFigures) === true) return true;
    const whole = wholeText();
    return whole === null || (says(figure, whole, wholeFigures) ?? true);
  };
  const missingNames = names.filter((name) => !isNamed(name));
  const missingFigures = figures.filter((figure) => !isCounted(figure));
  const missing = [...missingNames, ...missingFigures];
  const nowhere = [
    ...missingNames.filter(({ forms }) =>
      forms.every((words) => words.some((word) => standsNowhere(word, statistics))),
    ),
    ...missingFigures.filter(({ text }) => standsNowhere(text, statistics)),
  ];
  const textsOf = (some: readonly { readonly text: string }[]) => [...new Set(some.map(({ text }) => text))];
  return { inDocument: textsOf(missing), anywhere: textsOf(nowhere) };
}

/** One of its words is in no passage, neither as it is written nor in the gloss of Chinese. */
function standsNowhere(text: string, { passageFrequency }: WordStatistics): boolean {
  return tokenize(text).some((word) => passageFrequency(word, "own") === 0 && passageFrequency(word, "gloss") === 0);
}

function figuresUpTo(text: string): readonly Figure[] | null {
  return text.length > LONGEST_TEXT_FOR_FIGURES ? null : figuresIn(text);
}

/** Years, and numbers that name something: a plan, an article, a standard. Sums and counts may be the asker's own. */
function tellsApart(figure: Figure): boolean {
  switch (figure.kind) {
    case "date":
      return figure.year !== null && figure.year >= FIRST_YEAR;
    case "ordinal":
      // "The first time", "a second question" count nothing that a document numbers.
      return figure.number > 3;
    case "code":
      return true;
    default:
      return false;
  }
}

/**
 * A plan for 2021 to 2023 is about 2022 as well; of a text without years nobody knows.
 * @param holdsInYear up to then what it says counts, whether it names the year or not; null where it has ceased to hold
 */
function isInYears(year: number | null, text: string, holdsInYear: number | null): boolean | null {
  const years = Array.from(text.matchAll(/(?<!\d)(?:19|20)\d\d(?!\d)/gu), ([written]) => Number(written));
  if (year === null || years.length === 0) return null;
  const from = years.reduce((one, other) => Math.min(one, other));
  const until = years.reduce((one, other) => Math.max(one, other), holdsInYear ?? 0);
  return from <= year && year <= until;
}

function isCommon({ forms }: AskedName, { passages, passageFrequency }: WordStatistics): boolean {
  const rare = Math.max(PASSAGES_OF_A_RARE_NAME, SHARE_OF_A_COMMON_NAME * (passages.en + passages.zh));
  return forms.some((words) => {
    const stems = words.flatMap(tokenize);
    return stems.length > 0 && stems.every((stem) => passageFrequency(stem, "own") > rare);
  });
}

function onceAsked<Value>(compute: () => Value): () => Value {
  let known: { readonly value: Value } | undefined;
  return () => {
    known ??= { value: compute() };
    return known.value;
  };
}

interface AskedName {
  /** Text as it was asked, for people. */
  readonly text: string;
  /** Any of them says the name; of a form, every word is needed. */
  readonly forms: readonly (readonly string[])[];
  /** Reading of a Chinese name, in letters; null of others. */
  readonly sound: string | null;
}

/**
 * The names in a question, each with the words that a document may say it in. Names whose form in the document's language
 * nothing here knows are not among them.
 * @param language of the document that is to say them
 */
function namesAsked(question: Question, language: Language, gloss: Gloss | null): AskedName[] {
  const asking = askingPart(question.text);
  const latin = isTitleCase(asking) ? [] : latinNames(folded(asking), language);
  return gloss === null || !containsHan(asking) ? latin : [...latin, ...chineseNames(asking, language, gloss)];
}

/**
 * Leaves out what is told before the question, which may name anybody: "Hello Docket! I work at Acme. Who may vote?"
 */
function askingPart(text: string): string {
  const sentences = text.split(/(?<=[.!?。！？])\s*/u);
  const asking = sentences.filter((sentence) => /[?？]$/u.test(sentence));
  return asking.length === 0 ? text : asking.join(" ");
}

const TITLE_CASE_WORDS = 4;
const TITLE_CASE_SHARE = 0.7;

/** Where Every Word Has a Capital, None of Them Is Known to Be a Name. */
function isTitleCase(text: string): boolean {
  const words = text.match(/\p{Script=Latin}+/gu) ?? [];
  const capitals = words.filter((word) => /^\p{Lu}/u.test(word));
  return words.length >= TITLE_CASE_WORDS && capitals.length >= TITLE_CASE_SHARE * words.length;
}

/** There is one of each, or the documents are all of it: none need name it. */
const OF_ALL = new Set(["china", "earth", "internet", "moon", "sun", "web", "world"]);

/** The Chinese form of an English name is known to nothing here. */
function latinNames(asking: string, language: Language): AskedName[] {
  if (language === "zh" && !containsHan(asking)) return [];
  return englishNamesIn(asking)
    .filter(({ text }) => text.length > 1 && !OF_ALL.has(text.toLowerCase()))
    .map(({ text }) => ({ text, forms: [text.split(" ")], sound: null }));
}

function chineseNames(asking: string, language: Language, gloss: Gloss): AskedName[] {
  const words = gloss.words(asking);
  return words.flatMap(({ kind, word, meanings }, index): AskedName[] => {
    const known = kind === "name" || (kind === "sound" && language === "zh");
    if (meanings.some((meaning) => OF_ALL.has(meaning.toLowerCase()))) return [];
    if (!known || word.length < 2 || isPartOfName(words[index - 1], words[index + 1])) return [];
    const sound = soundsIn(word, gloss);
    return [{ text: word, forms: [[word], ...meanings.map((meaning) => wordsNeeded(meaning, sound))], sound }];
  });
}

/** All of `Zhang Wei`; of `Ottoman Empire` the first, since a document may leave out what kind of thing it is. */
function wordsNeeded(meaning: string, sound: string): readonly string[] {
  const words = meaning.split(" ");
  return lettersOf(meaning) === sound ? words : words.slice(0, 1);
}

/** 玛丽 in 玛丽·麦特琳; or 桥镇 after a character that is no word here, in 凤桥镇. */
function isPartOfName(before: GlossedWord | undefined, after: GlossedWord | undefined): boolean {
  if (before?.kind === "word" && before.word.length === 1) return true;
  return /[·•]$/u.test(before?.word ?? "") || /^[·•]/u.test(after?.word ?? "");
}

/** Letters at the end that forms of a longer word differ in, and how many may come instead. */
const ENDING = 2;
const LONGEST_ENDING = 5;
/** Shorter words have forms that only add to them. */
const LONG_WORD = 6;
/** They are left out where letters stand for words. */
const SMALL_WORDS: ReadonlySet<string> = new Set(["of", "and", "the", "for", "on", "in"]);

/**
 * Tells whether a text says a word of a name: in the same letters, in a form of it (Europe, European), as the letters
 * that it stands for, or with one slip of the pen. By looking along the text, since a pattern for each name would have
 * to be compiled, which takes more time and memory than all else.
 * @param lower the text, folded, in lower case
 */
function saysWord(lower: string, word: string): boolean {
  if (containsHan(word)) return lower.includes(word);
  return partsOf(word).some(
    (part) =>
      hasForm(lower, part.toLowerCase()) || (/^\p{Lu}{2,6}$/u.test(part) && hasWordsFor(lower, part.toLowerCase())),
  );
}

/** @param lower a part of the text will do */
function saysMisspelt(lower: string, word: string): boolean {
  if (containsHan(word)) return false;
  const words = [...new Set(lower.match(/\p{L}+/gu))];
  return partsOf(word.toLowerCase()).some((part) => {
    const alike = words.filter((other) => other.startsWith(part.charAt(0)));
    return spellingsOf(part, alike).length > 0;
  });
}

function partsOf(word: string): string[] {
  return word
    .split(/[-'’.]/u)
    .map((part) => part.replaceAll(/[^\p{L}\p{N}]/gu, ""))
    .filter((part) => part.length > 1);
}

function hasForm(lower: string, word: string): boolean {
  const isLong = word.length >= LONG_WORD;
  const beginning = isLong ? word.slice(0, -ENDING) : word;
  const longest = beginning.length + (isLong ? LONGEST_ENDING : ENDING);
  for (let at = lower.indexOf(beginning); at !== -1; at = lower.indexOf(beginning, at + 1)) {
    if (isLetter(lower.charAt(at - 1))) continue;
    let end = at + beginning.length;
    while (end - at <= longest && isLetter(lower.charAt(end))) end++;
    if (end - at <= longest) return true;
  }
  return false;
}

/** `Ministry of Industry and Information Technology` for MIIT. */
function hasWordsFor(lower: string, letters: string): boolean {
  const initials = Array.from(lower.matchAll(/\p{L}+/gu), ([word]) => word)
    .filter((word) => !SMALL_WORDS.has(word))
    .map((word) => word.charAt(0));
  return initials.join("").includes(letters);
}

function isLetter(character: string): boolean {
  return /^\p{L}/u.test(character);
}

/** Reading of a name or a text, in letters: what is written in other characters may sound the same. */
function soundsIn(text: string, gloss: Gloss): string {
  return lettersOf(gloss.pinyin(text));
}
