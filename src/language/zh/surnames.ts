/** Chinese surnames, common and rare, and how the name of a person is read. Pure. */

import { SURNAMES } from "./names.ts";

/** Beside the common ones: most are plain words as well, so that alone they tell no name. */
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
