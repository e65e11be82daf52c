/**
 * The names in a question, each with the words that a document may say it in. Names whose form in the document's language
 * nothing here knows are not among them. Pure.
 */

import { folded } from "../../language/canonical.ts";
import type { Language } from "../../language/language.ts";
import { containsHan, type Gloss, type GlossedWord } from "../../language/zh/gloss.ts";
import { englishNamesIn } from "../grounding/names.ts";
import { lettersOf } from "../grounding/tokens.ts";
import type { Question } from "../retrieval/question.ts";
import { soundsIn } from "./says-word.ts";

export interface AskedName {
  /** As it was asked, for people. */
  readonly text: string;
  /** Any of them says the name; of a form, every word is needed. */
  readonly forms: readonly (readonly string[])[];
  /** How a Chinese name is read, in letters; null of others. */
  readonly sound: string | null;
}

/** @param language of the document that is to say them */
export function namesAsked(question: Question, language: Language, gloss: Gloss | null): AskedName[] {
  const asking = askingPart(question.text);
  const latin = isTitleCase(asking) ? [] : latinNames(folded(asking), language);
  return gloss === null || !containsHan(asking) ? latin : [...latin, ...chineseNames(asking, language, gloss)];
}

/** What is told before the question may name anybody: "Hello Docket! I work at Acme. Who may vote?" */
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

/** What an English name is in Chinese, nothing here knows. */
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
