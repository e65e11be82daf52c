import { describe, expect, it } from "vitest";
import { findNames, foreignNameInEnglish, personInEnglish } from "../../../src/language/zh/names.ts";

const NAMES = new Set(["杰克逊", "凯蒂", "伦敦"]);
const named = (words: string) =>
  findNames(words.split(" "), {
    isName: (word) => NAMES.has(word),
    isFunctionWord: (word) => "的在于了".includes(word),
  })
    .filter(({ kind }) => kind !== null)
    .map(({ word, kind }) => `${kind} ${word}`);

describe("findNames", () => {
  it.each([
    ["由 张 汝 京 博士", ["person 张汝京"]],
    ["李 明 的 项目", ["person 李明"]],
    ["李 明 汝 京", ["person 李明汝"]],
    ["张 的 明", []],
    ["张 项目", []],
    ["于 张", []],
    ["高 纯 铝", []],
    ["麦 特 琳 住 在 伦敦", ["foreign 麦特琳"]],
    ["杰克逊 维 尔", ["foreign 杰克逊维尔"]],
    ["皮 凯蒂", ["foreign 皮凯蒂"]],
    ["伦敦", []],
    ["麦 特", []],
    ["麦 特 的 琳", []],
  ])("finds in %s: %j", (words, names) => {
    expect(named(words)).toEqual(names);
  });

  it("keeps all words, in order, and what a name was cut into", () => {
    const found = findNames(["麦", "特", "琳", "项目"], { isName: () => false, isFunctionWord: () => false });
    expect(found).toEqual([
      { word: "麦特琳", parts: ["麦", "特", "琳"], kind: "foreign" },
      { word: "项目", parts: ["项目"], kind: null },
    ]);
  });
});

const READINGS = new Map(
  Object.entries({ 张: "zhang", 汝: "ru", 京: "jing", 冯: "ping", 麦: "mai", 特: "te", 维: "wei" }),
);
const readingOf = (character: string) => READINGS.get(character) ?? character;

describe("a name in English", () => {
  it("writes a surname and a given name", () => {
    expect(personInEnglish("张汝京", readingOf)).toBe("Zhang Rujing");
  });

  it("reads a surname as a surname", () => {
    expect(personInEnglish("冯京", readingOf)).toBe("Feng Jing");
  });

  it("writes foreign names by their sound, and the longer parts that are known by what they mean", () => {
    const meaningOf = (part: string) => (NAMES.has(part) ? "Jackson" : undefined);
    expect(foreignNameInEnglish(["麦", "特"], meaningOf, readingOf)).toBe("Maite");
    expect(foreignNameInEnglish(["麦", "杰克逊", "维", "特"], meaningOf, readingOf)).toBe("Mai Jackson Weite");
    expect(foreignNameInEnglish(["麦", "凯蒂"], meaningOf, readingOf)).toBe("Mai凯蒂");
  });
});
