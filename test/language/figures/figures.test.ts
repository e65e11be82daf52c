import { describe, expect, it } from "vitest";
import { figuresIn, holdsFigure } from "../../../src/language/figures/figures.ts";

/** True if every figure of the claim is in the quote. */
function isHeld(claim: string, quote: string, around = ""): boolean {
  const figures = figuresIn(claim);
  expect(figures, claim).not.toEqual([]);
  return figures.every((figure) => holdsFigure(figure, figuresIn(quote), figuresIn(around)));
}

describe("figures", () => {
  it.each([
    ["3 billion yuan", "三十亿元"],
    ["30亿元", "RMB 3,000,000,000"],
    ["US$1.1bn", "11亿美元"],
    ["$3m", "three million dollars"],
    ["1.2万元", "12,000 yuan"],
    ["2.1 billion yuan", "2.100 billion yuan"],
    ["60%以上", "more than 60% of the country"],
    ["百分之三十", "30 per cent"],
    ["三成", "30%"],
    ["three quarters", "四分之三"],
    ["28nm", "a 28-nanometre line"],
    ["15 large companies", "十五家企业"],
    ["6 projects", "六个重点项目"],
    ["2 weeks", "14天"],
    ["15个工作日", "fifteen working days"],
    ["3 km", "3000米"],
    ["August 19", "8月19日"],
    ["19 Aug. 2022", "二〇二二年八月十九日"],
    ["2022-08-19", "August 19, 2022"],
    ["August 21", "8月19日至21日"],
    ["in August 2022", "2022年8月19日"],
    ["in 2023", "(2021-2023)"],
    ["3 p.m. on Friday", "周五下午3点"],
    ["the first phase", "一期工程"],
    ["Phase II", "第二期"],
    ["the 13th Five-Year Plan", "十三五规划"],
    ["Article 7", "第七条"],
    ["the third quarter of 2022", "2022年三季度"],
    ["工信部规[2021]5号", "工信部规〔2021〕5号"],
    ["GB/T 1234-2020", "gb/t1234-2020".toUpperCase()],
    ["the 1990s", "20世纪90年代"],
    ["3 billion", "3 billion yuan"],
  ])("are the same in another form: %s, %s", (claim, quote) => {
    expect(isHeld(claim, quote)).toBe(true);
  });

  it.each([
    ["3 million yuan", "3 billion yuan"],
    ["13 billion yuan", "3 billion yuan"],
    ["3 billion dollars", "3 billion yuan"],
    ["30亿美元", "30亿元"],
    ["3亿元", "30亿元"],
    ["3 billion yuan", "3 billion"],
    ["60 percentage points", "60%"],
    ["less than 60%", "more than 60%"],
    ["28 mm", "28nm"],
    ["15 projects", "15 companies"],
    ["August 29", "August 19"],
    ["September 19", "8月19日"],
    ["August 19, 2023", "2022年8月19日"],
    ["2023", "in 2022"],
    ["the second phase", "一期工程"],
    ["the 14th Five-Year Plan", "十三五规划"],
    ["工信部规〔2021〕6号", "工信部规〔2021〕5号"],
    ["GB/T 1235-2020", "GB/T 1234-2020"],
    ["4 p.m.", "下午3点"],
    ["Thursday", "星期五"],
    ["6G", "5G"],
  ])("are caught where they differ: %s, %s", (claim, quote) => {
    expect(isHeld(claim, quote)).toBe(false);
  });

  it("lend a date the year of the passage around it, and no other", () => {
    expect(isHeld("August 19, 2022", "On the morning of August 19", "2022-08-22 09:01")).toBe(true);
    expect(isHeld("August 19, 2021", "On the morning of August 19", "2022-08-22 09:01")).toBe(false);
    expect(isHeld("August 19, 2022", "August 19, 2020", "2022-08-22 09:01")).toBe(false);
  });

  it.each(["进一步统一部署", "一些成员", "a few of them", "may be one of those", "三角洲", "in March together"])(
    "are not seen where words only look like one: %s",
    (text) => {
      expect(figuresIn(text).filter(({ kind }) => kind !== "date")).toEqual([]);
    },
  );
});
