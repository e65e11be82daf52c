/**
 * Chinese characters: which they are, asked by whatever joins lines, counts words or ends sentences; and which of them
 * are simplified ones.
 */

import type { Locale } from "../language.ts";
import { SIMPLER_PAIRS } from "./simpler-characters.ts";

/** Han characters, with 々 and 〇; the rarer planes are told by their high surrogates. */
export function isHan(codeUnit: number): boolean {
  // Most characters of most texts end here: whole documents are counted.
  if (codeUnit < 0x3005) return false;
  return (
    (codeUnit >= 0x4e00 && codeUnit <= 0x9fff) ||
    (codeUnit >= 0x3400 && codeUnit <= 0x4dbf) ||
    (codeUnit >= 0xf900 && codeUnit <= 0xfaff) ||
    (codeUnit >= 0xd840 && codeUnit <= 0xd888) ||
    codeUnit === 0x3005 ||
    codeUnit === 0x3007
  );
}

/**
 * Matches characters that take two columns and are wrapped anywhere: Han characters, kana, and full-width punctuation
 * and forms.
 */
export function isWideEastAsian(codeUnit: number): boolean {
  return isHan(codeUnit) || (codeUnit >= 0x3001 && codeUnit <= 0x30ff) || (codeUnit >= 0xff01 && codeUnit <= 0xff60);
}

/** The second half of a character of the rarer planes, which `isHan` knows by its first. */
function isLowSurrogate(codeUnit: number): boolean {
  return codeUnit >= 0xdc00 && codeUnit <= 0xdfff;
}

/** Dashes, quotation marks and the ellipsis, which Chinese shares with English. */
function isSharedPunctuation(codeUnit: number): boolean {
  return codeUnit === 0x2014 || codeUnit === 0x2026 || (codeUnit >= 0x2018 && codeUnit <= 0x201d);
}

/**
 * Tells whether a line that ends with `before` goes on with `after` without a space: Chinese is wrapped between any
 * two.
 */
export function joinsWithoutSpace(before: string, after: string): boolean {
  const last = before.charCodeAt(before.length - 1);
  const left = isLowSurrogate(last) ? before.charCodeAt(before.length - 2) : last;
  const right = after.charCodeAt(0);
  if (isWideEastAsian(left)) return isWideEastAsian(right) || isSharedPunctuation(right);
  return isSharedPunctuation(left) && isWideEastAsian(right);
}

/** Frequent characters of questions and of small talk, each pair simplified and then traditional. */
const PAIRS =
  "们們说說这這个個么麼来來时時会會对對没沒还還为為请請问問谢謝吗嗎谁誰么麼样樣让讓给給过過后後从從当當点點动動开開关關" +
  "长長见見觉覺听聽写寫读讀译譯语語话話词詞题題实實现現发發变變经經济濟产產业業务務员員团團协協会會议議论論讨討议議规規则則计計划劃" +
  "项項设設备備质質检檢验驗证證书書单單位位报報告告电電话話联聯络絡处處办辦厅廳厂廠楼樓区區县縣镇鎮乡鄉国國际際东東两兩万萬亿億" +
  "块塊钱錢费費额額总總数數据據资資贷貸购購买買卖賣应應该該须須条條约約签簽订訂执執行行缴繳纳納税稅罚罰权權责責义義识識术術" +
  "专專利利创創标標准準认認许許可可优優势勢结結构構组組织織级級阶階段段间間进進运運输輸达達远遠边邊连連续續终終节節约約华華" +
  "疫疫情情护護医醫药藥体體温溫测測环環境境护護气氣热熱车車机機构構网網络絡线線图圖视視频頻龙龍头頭亲親爱愛儿兒岁歲转轉换換简簡" +
  "体體错錯误誤确確绝絕对對难難谈談讲講记記录錄释釋详詳细細补補充充复復归歸属屬显顯压壓强強导導师師学學习習帮幫档檔继繼讯訊废廢烂爛号號笔筆够夠欢歡该該迟遲离離旧舊双雙儿兒书書笨笨滚滾厉厲赞贊虑慮忆憶汉漢英英广廣严嚴试試将將启啟于於颁頒号號决決";

const [SIMPLIFIED, TRADITIONAL] = [0, 1].map(
  (side) => new Set([...PAIRS].filter((character, at, all) => at % 2 === side && character !== all[at ^ 1])),
);

const SIMPLER: ReadonlyMap<string, string> = new Map(
  [PAIRS, SIMPLER_PAIRS].flatMap((pairs) =>
    Array.from({ length: pairs.length / 2 }, (_, at) => [pairs.charAt(2 * at + 1), pairs.charAt(2 * at)] as const),
  ),
);

/** For matching: frequent traditional characters simplified, the others as they are. Lengths stay. */
export function simplified(text: string): string {
  return text
    .replaceAll(ANY_TRADITIONAL, (character) => SIMPLER.get(character) ?? character)
    .replaceAll("甚么", "什么");
}

const ANY_TRADITIONAL = new RegExp(
  `[${[...SIMPLER].flatMap(([from, to]) => (from === to ? [] : from)).join("")}]`,
  "gu",
);

/**
 * Tells whether somebody writes Chinese in simplified or in traditional characters, told by characters that only one
 * of the two has. Null where no character tells.
 */
export function chineseScriptOf(text: string): Extract<Locale, "zh" | "zh-Hant"> | null {
  let balance = 0;
  for (const character of text) {
    if (TRADITIONAL?.has(character) === true) balance += 1;
    else if (SIMPLIFIED?.has(character) === true) balance -= 1;
  }
  return balance === 0 ? null : balance > 0 ? "zh-Hant" : "zh";
}

/** Chinese words are answered in their script; where no character tells, in the reader's, and in simplified for a reader of English. */
export function chineseLocaleFor(text: string, reader: Locale): Extract<Locale, "zh" | "zh-Hant"> {
  return chineseScriptOf(text) ?? (reader === "en" ? "zh" : reader);
}

/** A word in both scripts, as a dictionary has it. */
type Spelling = readonly [traditional: string, simplified: string];

/**
 * Traditional characters read as simplified ones, so that one table of words serves both. A character stands for the
 * one that most words of the dictionary simplify it to; some have more than one (乾 is 干 or 乾), which does no harm as
 * long as words and text are folded alike. Lengths stay as they are, so that offsets in the text do too. For each
 * character that is usually simplified, the character that it becomes.
 */
export function simplifiedCharacters(spellings: Iterable<Spelling>): Map<string, string> {
  const counts = new Map<string, Map<string, number>>();
  const count = (from: string, to: string): void => {
    const ofCharacter = counts.get(from) ?? new Map<string, number>();
    counts.set(from, ofCharacter.set(to, (ofCharacter.get(to) ?? 0) + 1));
  };
  for (const [traditional, simplified] of spellings) {
    if (traditional.length !== simplified.length) continue;
    for (let index = 0; index < traditional.length; index++) {
      const to = simplified.charAt(index);
      count(traditional.charAt(index), to);
      // Characters of simplified words stay: 么 is 幺 in a few traditional words, and itself in 什么.
      count(to, to);
    }
  }
  const simplified = new Map<string, string>();
  for (const [from, ofCharacter] of counts) {
    const [[to] = [from]] = [...ofCharacter].sort(([, a], [, b]) => b - a);
    if (to !== from && !isSurrogate(from) && !isSurrogate(to)) simplified.set(from, to);
  }
  return simplified;
}

/** Half a character: to change it alone would make another of it, or none. */
function isSurrogate(codeUnit: string): boolean {
  return /^[\ud800-\udfff]$/.test(codeUnit);
}

export function fold(text: string, simplified: ReadonlyMap<string, string>): string {
  return text.replace(/\p{Script=Han}/gu, (character) => simplified.get(character) ?? character);
}
