/**
 * Names in a text that has been cut into words, where a dictionary helps least: it would call 张汝京 `open up you
 * capital`. Two shapes are told: a common surname before one or two characters that belong to no word, and foreign
 * names, written with characters that are mostly used for their sound. Both are given in pinyin. Pure.
 */

/** A word, or a name made of words that stood side by side. */
export interface NamedWord {
  readonly word: string;
  /** The words that it was cut into. */
  readonly parts: readonly string[];
  readonly kind: "person" | "foreign" | null;
}

/** The commonest, but for those that more often are a plain word beside others: 高纯铝 is no Mr Gao. */
export const SURNAMES: ReadonlySet<string> = new Set(
  "王李张刘陈杨赵黄周吴徐孙胡朱林何郭马罗梁宋郑谢韩唐冯董萧程曹袁邓许傅沈曾彭吕苏卢蒋蔡贾丁魏薛叶阎余潘杜戴夏钟汪田任姜范姚谭廖邹熊陆郝孔崔康毛邱秦江史顾侯邵孟龙段雷钱汤尹黎乔贺赖龚",
);

/** Surnames that are not read as the character mostly is. */
const SURNAME_READINGS: ReadonlyMap<string, string> = new Map([
  ["冯", "feng"],
  ["贾", "jia"],
]);

/** Characters that foreign names are written with. */
const SOUNDS: ReadonlySet<string> = new Set(
  "阿埃艾爱安昂奥巴白拜班邦贝本比彼毕宾波伯博布查茨达戴丹道德登狄迪蒂丁杜顿多恩尔法范菲费芬丰佛弗福夫盖甘冈戈格根古瓜圭哈海汉翰豪" +
    "赫亨洪胡华霍基吉加贾杰金卡凯坎康考柯科克肯孔库夸拉莱兰朗劳勒雷里利莉力立列林琳隆卢鲁路伦罗洛马玛迈麦曼芒梅门蒙米密明摩莫默姆穆" +
    "拿娜纳南内尼涅宁纽努诺欧帕潘庞佩彭皮匹平珀普齐奇契恰切琴丘让瑞若萨塞赛桑瑟森沙山绍舍申什圣史施斯丝司思松苏索塔泰坦汤唐陶特提廷" +
    "通图托瓦万旺威韦维温文沃乌武伍西希锡夏肖谢辛欣休逊雅亚延扬杨耶叶伊易意因尹英尤于约云泽扎詹珍朱佐兹",
);

const SHORTEST_FOREIGN_NAME = 3;

interface NameOptions {
  /** Tells words that mean a name and nothing else. */
  isName(word: string): boolean;
  isFunctionWord(word: string): boolean;
}

/** All words in order, those of a name as one. In simplified characters. */
export function findNames(words: readonly string[], options: NameOptions): NamedWord[] {
  const found: NamedWord[] = [];
  for (let index = 0; index < words.length; ) {
    const foreign = foreignNameAt(words, index, options);
    const person = foreign > 0 ? 0 : personAt(words, index, options);
    const parts = words.slice(index, index + Math.max(1, foreign, person));
    found.push({ word: parts.join(""), parts, kind: foreign > 0 ? "foreign" : person > 0 ? "person" : null });
    index += parts.length;
  }
  return found;
}

/** Number of words from here that are a foreign name; at least one of them must be a character that is no word here. */
function foreignNameAt(words: readonly string[], start: number, { isName, isFunctionWord }: NameOptions): number {
  let end = start;
  let lone = 0;
  let length = 0;
  for (; end < words.length; end++) {
    const word = words[end] ?? "";
    if (!Array.from(word).every((character) => SOUNDS.has(character))) break;
    if (word.length === 1 ? isFunctionWord(word) : !isName(word)) break;
    if (word.length === 1) lone++;
    length += word.length;
  }
  return lone > 0 && length >= SHORTEST_FOREIGN_NAME ? end - start : 0;
}

/** Number of words from here that are a surname and a given name. */
function personAt(words: readonly string[], start: number, { isFunctionWord }: NameOptions): number {
  const isCharacter = (index: number) => words[index]?.length === 1 && !isFunctionWord(words[index]);
  if (!(SURNAMES.has(words[start] ?? "") && isCharacter(start))) return 0;
  if (!isCharacter(start + 1)) return 0;
  return isCharacter(start + 2) ? 3 : 2;
}

/** 张汝京 gives `Zhang Rujing`. */
export function personInEnglish(name: string, readingOf: (character: string) => string): string {
  const [surname = "", ...given] = Array.from(name);
  return `${capitalised(SURNAME_READINGS.get(surname) ?? readingOf(surname))} ${capitalised(given.map(readingOf).join(""))}`;
}

/** A shorter word that happens to be a name is no part of a name, only some of its sounds: 凯蒂 in 皮凯蒂. */
const SHORTEST_PART = 3;

/** 麦特琳 gives `Maitelin`; 杰克逊维尔, which begins with a name that the dictionary has, `Jackson Weier`. */
export function foreignNameInEnglish(
  parts: readonly string[],
  meaningOf: (part: string) => string | undefined,
  readingOf: (character: string) => string,
): string {
  const names: string[] = [];
  let sounds = "";
  for (const part of parts) {
    const meaning = part.length < SHORTEST_PART ? undefined : meaningOf(part);
    if (meaning === undefined) sounds += Array.from(part, readingOf).join("");
    else {
      names.push(capitalised(sounds), meaning);
      sounds = "";
    }
  }
  return [...names, capitalised(sounds)].filter((name) => name !== "").join(" ");
}

function capitalised(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

/** Rarer surnames beside the common ones: most are plain words as well, so that alone they tell no name. */
const RARER =
  "石苗高金方白洪万文武包左艾古池安常乐于时施柯华葛翁俞柳鲍单耿关卓蓝裴柴甘兰游阮凌聂路项翟冉岳祝齐向鲁申骆辛佟宁边季成柏车谷靳甄储屠符岑桑明伍闫欧涂费舒卞商盛童倪曲解詹樊殷庞房娄盖皮仇覃迟敖巫晏麦闻祁连饶窦管隋司冷年桂应米牟尤强练简鹿索水牛温路喻由计凤党沙代展银仲封占乌时亓苑楚褚邢荆匡";

const ALL: ReadonlySet<string> = new Set([...SURNAMES, ...RARER]);

/** Surnames that are not read as the character mostly is. */
const READINGS: ReadonlyMap<string, string> = new Map([
  ["冯", "feng"],
  ["贾", "jia"],
  ["曾", "zeng"],
  ["单", "shan"],
  ["解", "xie"],
  ["仇", "qiu"],
  ["盖", "ge"],
  ["翟", "zhai"],
  ["任", "ren"],
  ["乐", "yue"],
  ["车", "che"],
]);

/** Chinese surnames, common and rare, and how the name of a person is read. */
export function isSurname(character: string): boolean {
  return ALL.has(character);
}

/** @param readingOf how a character is mostly read */
export function surnameReading(character: string, readingOf: (character: string) => string): string {
  return READINGS.get(character) ?? readingOf(character);
}

/** Surnames that are read so. */
export function surnamesRead(reading: string, readingOf: (character: string) => string): readonly string[] {
  return [...ALL].filter((character) => surnameReading(character, readingOf) === reading);
}
