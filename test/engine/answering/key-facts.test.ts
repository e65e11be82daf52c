import { describe, expect, it } from "vitest";
import { factsIn, keyFacts } from "../../../src/engine/answering/foreign-quotes.ts";
import { citationIn, FEES, PLAN } from "../../bot/render/cited.ts";

describe("what a quote says that needs no translating", () => {
  it.each([
    ["The total investment is 3 billion yuan, 1.1 billion yuan of it in the first phase.", "30亿元；11亿元"],
    ["The ceremony took place on the morning of August 19, 2022.", "2022年8月19日"],
    ["It is signed on August 19, according to the report of August 19, 2022.", "2022年8月19日"],
    ["A total of 241 enterprises have gathered so far.", "241家企业"],
    ["Their share is more than 60%.", "60%以上"],
    ["The fee is not more than 20,000 yuan, about $2.5 million in all.", "不超过2万元；约250万美元"],
    ["Zhang Rujing leads the project.", "Zhang Rujing"],
  ])("is said in Chinese: %s", (quote, facts) => {
    expect(factsIn(quote, "zh").join("；")).toBe(facts);
  });

  it("is said in traditional characters", () => {
    expect(factsIn("It costs 3 billion yuan for 241 enterprises, at most 5 %.", "zh-Hant")).toEqual([
      ...["30億元", "241家企業", "不超過5%"],
    ]);
  });

  it.each([
    ["光掩模材料产业链项目总投资30亿元，一期11亿元。", "3 billion yuan; 1.1 billion yuan"],
    ["签约仪式于8月19日上午举行，签约6个重大项目。", "19 August; 6 projects"],
    ["占全国的60%以上。", "60% or more"],
  ])("is said in English: %s", (quote, facts) => {
    expect(factsIn(quote, "en").join("; ")).toBe(facts);
  });

  it("is left out where it counts nothing, or its unit has no word in the other language", () => {
    expect(factsIn("Talents move from one enterprise to another, in 28 nm and step 2.", "zh")).toEqual([]);
  });

  it("is nothing of what the reader can read, or a model wrote", () => {
    const amount = citationIn(FEES, "The fee is 20,000 yuan a year.");
    const scale = citationIn(PLAN, "到2025年，产业规模达到1000亿元。");
    const quoted = [amount, scale].map((citation) => ({ text: citation.quote, citations: [citation] as const }));
    expect(keyFacts(quoted, "zh")).toEqual(["2万元"]);
    expect(keyFacts(quoted, "en")).toEqual(["2025", "100 billion yuan"]);
    expect(keyFacts([{ text: amount.quote, written: true, citations: [amount] }], "zh")).toEqual([]);
  });
});
