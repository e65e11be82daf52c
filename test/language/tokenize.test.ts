import { describe, expect, it } from "vitest";
import { tokenize } from "../../src/language/tokenize.ts";

describe("words", () => {
  it("makes the forms of an English word one, whatever their case, accents and possessives", () => {
    expect(tokenize("Invested INVESTMENT invests")).toEqual(["invest", "invest", "invest"]);
    expect(tokenize("the Alliance’s cafés")).toEqual(tokenize("alliance cafe"));
  });

  it("leaves out words that only hold a sentence together", () => {
    expect(tokenize("What is the sum of it?")).toEqual(["sum"]);
  });

  it("keeps numbers whole: decimals, and thousands with or without a comma", () => {
    expect(tokenize("1.1 %")).toEqual(["1.1"]);
    expect(tokenize("2,100 and 2100")).toEqual(["2100", "2100"]);
    expect(tokenize("5G, 02, 3.")).toEqual(["5g", "02", "3"]);
  });

  it("cuts a run of Han characters into overlapping pairs", () => {
    expect(tokenize("集成电路")).toEqual(["集成", "成电", "电路"]);
    expect(tokenize("光")).toEqual(["光"]);
  });

  it("parts the languages where they touch", () => {
    expect(tokenize("投资30亿元IC材料")).toEqual(["投资", "3000000000", "元", "ic", "材料"]);
  });

  it("folds full-width letters and digits into plain ones", () => {
    expect(tokenize("ＡＢＣ１２３")).toEqual(["abc123"]);
  });

  it.each([
    ["二〇二一年十二月三十一日", "2021年12月31日"],
    ["五十亩", "50亩"],
    ["一万元", "10,000元"],
    ["1.5亿元", "一亿五千万元"],
    ["百分之八十", "80%"],
    ["百分之十二点五", "12.5%"],
    ["工信部〔二〇二一〕五号", "工信部〔2021〕5号"],
    ["第十二条", "第12条"],
    ["第三条", "第3条"],
    ["三个月", "3个月"],
    ["一九九八年", "１９９８年"],
  ])("takes %s for %s", (numerals, digits) => {
    expect(tokenize(numerals)).toEqual(tokenize(digits));
  });

  it("reads one sum however its size is written, in either language", () => {
    const sums = ["65 million yuan", "6500万元", "0.65亿元", "65,000,000 yuan", "六千五百万元"];
    expect(sums.filter((sum) => !tokenize(sum).includes("65000000"))).toEqual([]);
    expect(tokenize("millions of people")).toEqual(["million", "peopl"]);
  });

  it.each([
    ["Q1", "first quarter"],
    ["2021Q4", "2021 fourth quarter"],
    ["1Q21", "first quarter 2021"],
    ["the 3rd quarter", "quarter three"],
    ["Q3", "quarter 3"],
    ["一季度收入", "第一季度收入"],
    ["第1季度收入", "一季度收入"],
    ["Mar. 2021", "March 2021"],
    ["2021-03-15", "2021 March 15"],
    ["日期：2021-03-15", "日期：2021年三月15日"],
    ["2021-05", "2021 | May"],
    ["12 May", "12 | May |"],
  ])("takes %s for %s, the same part of a year", (figures, words) => {
    expect(tokenize(figures)).toEqual(tokenize(words));
  });

  it("finds a quarter or half of a year in a table of the other writing", () => {
    for (const quarter of ["Q1 | 10", "first quarter", "第一季度", "一季度"]) expect(tokenize(quarter)).toContain("q1");
    for (const half of ["H1 2021", "1H21", "first half of the year", "上半年"]) expect(tokenize(half)).toContain("h1");
    expect(tokenize("the first and second quarters")).toEqual(["q1", "q2", "quarter"]);
  });

  it("takes three quarters, hydrogen, the number of a circular and the verb may for no part of a year", () => {
    expect(tokenize("前三季度").join("")).not.toContain("q3");
    expect(tokenize("three quarters of the members")).toEqual(["three", "quarter", "member"]);
    expect(tokenize("H2")).toEqual(["h2"]);
    expect(tokenize("Circular No. 2021-12")).toEqual(["circular", "2021", "12"]);
    expect(tokenize("who may come")).toEqual(["come"]);
  });

  it("leaves the numerals in other words alone", () => {
    for (const word of ["四川", "一般", "十分", "三亚", "统一", "十三五", "一个", "千万"]) {
      expect(tokenize(word).join("")).not.toMatch(/\d/);
    }
  });

  it("takes spaces between Chinese characters out where the text is spread, and not between words", () => {
    expect(tokenize("会 费 标 准 ： 普 通 会 员 2 0 0 0 元")).toEqual(tokenize("会费标准：普通会员2000元"));
    expect(tokenize("关于会费的通 知")).toEqual(["关于", "于会", "会费", "费的", "的通", "知"]);
    expect(tokenize("通  知")).toEqual(["通知"]);
    expect(tokenize("理事会 秘书处")).toEqual(["理事", "事会", "秘书", "书处"]);
  });

  it("finds nothing in emoji and punctuation", () => {
    expect(tokenize("👍 … !?")).toEqual([]);
  });
});
