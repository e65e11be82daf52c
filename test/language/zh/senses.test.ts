import { describe, expect, it } from "vitest";
import { meaningsOf, referredWord, surnameOf } from "../../../src/language/zh/dictionary.ts";

describe("meaningsOf", () => {
  it.each([
    ["integrated circuit", ["integrated circuit"]],
    ["percent (Tw)", ["percent"]],
    ["(bound form) to be good at", ["good at"]],
    ["company; firm; the enterprise", ["company", "firm", "enterprise"]],
    ["(of a plant (or tree)) to wither (old); to fade", ["wither", "fade"]],
    ["(literary); short", ["short"]],
    ["to have a word with sb about sth", ["have a word with about"]],
    ["Shanghai municipality (abbr. to 滬|沪[Hu4])", ["Shanghai municipality"]],
    ["abbr. for 三自愛國教會|三自爱国教会[San1 zi4], Three-Self Movement", ["Three-Self Movement"]],
    ["lit. to count by fives and tens (idiom)", ["count by fives and tens"]],
    ["top of the class; (fig.) leader", ["top of the class", "leader"]],
    ["big, huge, large, major", ["big, huge"]],
    ["one two three four five six seven eight", ["one two three four five six seven"]],
    ["“quoted” word", ["quoted word"]],
    ["to", []],
    ["...", []],
  ])("frees %j", (sense, english) => {
    expect(meaningsOf([sense])).toEqual(english);
  });

  it.each([
    "(completed action marker)",
    "CL:家[jia1]",
    "variant of 臺灣|台湾[Tai2 wan1]",
    "old variant of 珉[min2]",
    "erhua variant of 點|点[dian3]",
    "see 基友[ji1 you3]",
    "see also 開金|开金[kai1 jin1]",
    "same as 甘油",
    "also written 蝌蚪[ke1 dou3]",
    "also pr. [di4]",
    "Taiwan pr. [zhang4]",
    "used in 㐖毒[Xie2 du2]",
    "classifier for fields",
    "final particle",
    "particle of mood",
    "Kangxi radical 57",
    "surname Li",
    "two-character surname Ouyang",
    "abbr. for 拉丁美洲",
  ])("finds no meaning in %j", (sense) => {
    expect(meaningsOf([sense])).toEqual([]);
  });

  it("keeps what only looks like a remark", () => {
    expect(meaningsOf(["to see through", "see you!", "a particle accelerator", "the used car"])).toEqual([
      "see through",
      "see you!",
      "particle accelerator",
      "used car",
    ]);
  });

  it("keeps the order, and each meaning once", () => {
    expect(meaningsOf(["chip; flake", "to chip; slice"])).toEqual(["chip", "flake", "slice"]);
  });

  it("tells a name from what is explained of it", () => {
    expect(meaningsOf(["Beijing, capital of China"], true)).toEqual(["Beijing"]);
    expect(meaningsOf(["Yangtze River or Chang Jiang"], true)).toEqual(["Yangtze River"]);
    expect(meaningsOf(["an alloy, like bronze or brass"], true)).toEqual(["alloy, like bronze or brass"]);
  });
});

describe("surnameOf", () => {
  it("finds the name in a sense", () => {
    expect(["surname Lü", "two-character surname Ouyang", "family name"].map(surnameOf)).toEqual([
      "Lü",
      "Ouyang",
      undefined,
    ]);
  });
});

describe("referredWord", () => {
  it.each([
    ["variant of 臺灣|台湾[Tai2 wan1]", "臺灣"],
    ["old variant of 珉[min2]", "珉"],
    ["see also 開金|开金[kai1 jin1]", "開金"],
    ["abbr. for 拉丁美洲", "拉丁美洲"],
    ["used in 㐖毒[Xie2 du2]", "㐖毒"],
  ])("finds whom %j refers to", (sense, word) => {
    expect(referredWord(sense)).toBe(word);
  });

  it("finds nobody in a sense that has a meaning", () => {
    expect(referredWord("Gen Z (abbr. for 95後|95后)")).toBeUndefined();
    expect(referredWord("see you again 再见")).toBeUndefined();
  });
});
