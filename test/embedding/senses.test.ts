import { describe, expect, it } from "vitest";
import { cleanSense, meaningOf, referredWord } from "../../src/embedding/senses.ts";

describe("cleanSense", () => {
  it.each([
    ["integrated circuit", "integrated circuit"],
    ["percent (Tw)", "percent"],
    ["(bound form) to be good at", "be good at"],
    ["company; firm; enterprise; corporation", "company"],
    ["(of a plant (or tree)) to wither (old); to fade", "wither"],
    ["(literary); short", "short"],
    ["to have a word with sb about sth", "have a word with somebody about something"],
    ["Shanghai municipality (abbr. to 滬|沪[Hu4])", "Shanghai municipality"],
    ["former name of 北部灣|北部湾[Bei3 bu4 Wan1], Gulf of Tonkin", "former name of, Gulf of Tonkin"],
    ["abbr. for 三自愛國教會|三自爱国教会[San1 zi4], Three-Self Patriotic Movement", "Three-Self Patriotic Movement"],
    ["lit. to count by fives and tens (idiom)", "count by fives and tens"],
    ["top of the class; (fig.) leader", "top of the class"],
  ])("frees %j", (sense, english) => {
    expect(cleanSense(sense)).toBe(english);
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
    "abbr. for 拉丁美洲",
  ])("finds no meaning in %j", (sense) => {
    expect(cleanSense(sense)).toBe("");
  });

  it("keeps what only looks like a reference", () => {
    expect(cleanSense("to see through")).toBe("see through");
    expect(cleanSense("see you!")).toBe("see you!");
  });
});

describe("meaningOf", () => {
  it("is the first sense that means something", () => {
    expect(meaningOf(["(modal particle)", "CL:個|个[ge4]", "chip; silicon chip", "flake"])).toBe("chip");
  });

  it("is a surname only where there is nothing else", () => {
    expect(meaningOf(["surname Li", "plum"])).toBe("plum");
    expect(meaningOf(["surname Lü", "variant of 呂|吕[Lu:3]"])).toBe("surname Lü");
  });

  it("is empty where nothing means anything", () => {
    expect(meaningOf(["see 基友[ji1 you3]"])).toBe("");
    expect(meaningOf([])).toBe("");
  });
});

describe("referredWord", () => {
  it.each([
    ["variant of 臺灣|台湾[Tai2 wan1]", "臺灣"],
    ["old variant of 珉[min2]", "珉"],
    ["see also 開金|开金[kai1 jin1]", "開金"],
    ["abbr. for 拉丁美洲", "拉丁美洲"],
  ])("finds whom %j refers to", (sense, word) => {
    expect(referredWord(sense)).toBe(word);
  });

  it("finds nobody in a sense that has a meaning", () => {
    expect(referredWord("Gen Z (abbr. for 95後|95后)")).toBeUndefined();
    expect(referredWord("see you again 再见")).toBeUndefined();
  });
});
