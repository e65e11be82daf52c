/**
 * The language of a text, told by its script: Han characters are counted against Latin words. A Chinese word is about
 * two characters, so the counts are about even in a text that is half of each.
 */

import { isHan } from "./zh/han.ts";

/** The scripts that Docket tells apart; told by counting letters, since the words of a document may be mixed. */
export type Language = "en" | "zh";

/**
 * Han characters / (Han characters + Latin words) from which on a text is Chinese. Half would call a Chinese sentence
 * with two English names English, a third an English paragraph with one long Chinese name Chinese.
 */
const CHINESE_SHARE = 0.4;

/** Words and characters that carry a question's grammar; names that are asked about do not have them. */
const ENGLISH_GRAMMAR =
  /\b(?:what|whats|who|whom|whose|when|where|which|why|how|is|are|was|were|do|does|did|can|could|should|will|would|may|must|has|have|the|an?|of|in|on|for|to|by|about|between|please|tell|explain|list|show|summari[sz]e|mean|means)\b/gi;
const CHINESE_GRAMMAR =
  /什么|哪|谁|怎|如何|为何|多少|几|是|吗|呢|的|了|请|介绍|有没有|有无|解释|列出|说明|关于|能否|是否|可以|需要|时候/g;

/**
 * The language of a document or a passage.
 * @param otherwise the language of text without letters, such as a row of figures
 */
export function languageOf(text: string, otherwise: Language = "en"): Language {
  const { han, latinWords } = countScripts(text);
  if (han + latinWords === 0) return otherwise;
  return han >= (han + latinWords) * CHINESE_SHARE ? "zh" : "en";
}

/**
 * The language in which a question was asked, and is to be answered. A question is short and may be mostly a name in
 * the other language ("Who chairs 集成电路材料产业技术创新联盟?"), so where scripts are mixed its grammar decides first.
 */
export function languageOfQuestion(question: string): Language {
  const { han, latinWords } = countScripts(question);
  if (han > 0 && latinWords > 0) {
    const english = question.match(ENGLISH_GRAMMAR)?.length ?? 0;
    const chinese = question.match(CHINESE_GRAMMAR)?.length ?? 0;
    if (english !== chinese) return english > chinese ? "en" : "zh";
  }
  return languageOf(question);
}

/** One word in Latin letters, such as a name or a unit, which people write in any language: it tells none. */
export function tellsNoLanguage(question: string): boolean {
  const { han, latinWords } = countScripts(question);
  return han === 0 && latinWords <= 1;
}

function countScripts(text: string): { readonly han: number; readonly latinWords: number } {
  let han = 0;
  let latinWords = 0;
  let inWord = false;
  for (let index = 0; index < text.length; index += 1) {
    const codeUnit = text.charCodeAt(index);
    const latin = isLatinLetter(codeUnit);
    if (latin && !inWord) latinWords += 1;
    inWord = latin;
    if (!latin && isHan(codeUnit)) han += 1;
  }
  return { han, latinWords };
}

/** ASCII letters and the Latin letters with accents, up to U+024F. */
function isLatinLetter(codeUnit: number): boolean {
  return (
    (codeUnit >= 0x61 && codeUnit <= 0x7a) ||
    (codeUnit >= 0x41 && codeUnit <= 0x5a) ||
    (codeUnit >= 0xc0 && codeUnit <= 0x24f && codeUnit !== 0xd7 && codeUnit !== 0xf7)
  );
}

/** Manners of speech: a language, and of Chinese its script. */
export const LOCALES = ["en", "zh", "zh-Hant"] as const;
export type Locale = (typeof LOCALES)[number];

/** The language of a locale, which tells the script of Chinese too. */
export function languageOfLocale(locale: Locale): Language {
  return locale === "en" ? "en" : "zh";
}
