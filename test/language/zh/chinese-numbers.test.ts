import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { chineseNumber, findNumbers } from "../../../src/language/zh/chinese-numbers.ts";
import { processorTime } from "../../support/processor-time.ts";

const found = (text: string) =>
  findNumbers(text).map(({ start, end, english }) => [text.slice(start, end), english[0]]);

describe("chineseNumber", () => {
  it.each([
    ["三", 3],
    ["两", 2],
    ["十", 10],
    ["十三", 13],
    ["二十", 20],
    ["一百零五", 105],
    ["一百一十", 110],
    ["四千零五十", 4050],
    ["两万五千", 25_000],
    ["一千二百万", 12_000_000],
    ["十一亿", 1_100_000_000],
    ["三万亿", 3_000_000_000_000],
    ["一亿零二百万", 102_000_000],
  ])("reads %s", (text, value) => {
    expect(chineseNumber(text)).toBe(value);
  });

  it.each(["", "三四", "十三五", "百万", "千", "亿", "万一", "一x", `一${"亿".repeat(3)}`])(
    "does not read %j",
    (text) => {
      expect(chineseNumber(text)).toBeUndefined();
    },
  );
});

describe("findNumbers", () => {
  it.each([
    [
      "总投资30亿元，首期11亿元",
      [
        ["30亿元", "3 billion yuan"],
        ["11亿元", "1.1 billion yuan"],
      ],
    ],
    ["达十一亿美元", [["十一亿", "1.1 billion"]]],
    [
      "5000万、1.5万、2,500万元",
      [
        ["5000万", "50 million"],
        ["1.5万", "15,000"],
        ["2,500万元", "25 million yuan"],
      ],
    ],
    [
      "2.3亿 和 3 万亿",
      [
        ["2.3亿", "230 million"],
        ["3 万亿", "3 trillion"],
      ],
    ],
    ["123456789万", [["123456789万", "1,234,567,890,000"]]],
    ["一百二十家企业", [["一百二十", "120"]]],
    [
      "百分之六十，百分之百，百分之3.5",
      [
        ["百分之六十", "60%"],
        ["百分之百", "100%"],
        ["百分之3.5", "3.5%"],
      ],
    ],
    ["2022年8月19日签约", [["2022年8月19日", "August 19, 2022"]]],
    ["二〇二二年八月十九日", [["二〇二二年八月十九日", "August 19, 2022"]]],
    ["2022 年 8 月", [["2022 年 8 月", "August 2022"]]],
    [
      "8月19日至十一月",
      [
        ["8月19日", "August 19"],
        ["十一月", "November"],
      ],
    ],
    ["2021年", [["2021年", "2021"]]],
    [
      "第十三届，第3条，第21次，第112号",
      [
        ["第十三", "13th"],
        ["第3", "3rd"],
        ["第21", "21st"],
        ["第112", "112th"],
      ],
    ],
    ["12万元件", [["12万", "120,000"]]],
  ])("finds those of %s", (text, numbers) => {
    expect(found(text)).toEqual(numbers);
  });

  it.each([
    "第三代",
    "一家三口",
    "十分重要",
    "百万",
    "十三五规划",
    "13月40日",
    "2022年13月",
    "8月32日",
    "12345年",
    "3 billion",
    "2022-08-19",
    "EUV 13.5 nm",
  ])("leaves %s", (text) => {
    expect(found(text)).toEqual([]);
  });

  it("gives the bare number of an ordinal too", () => {
    expect(findNumbers("第十三")).toEqual([{ start: 0, end: 3, english: ["13th", "13"] }]);
  });

  it("finds numbers in order, without overlap, in any text, in linear time", () => {
    const text = fc
      .array(fc.constantFrom(..."〇一二两九十百千万亿第年月日百分之元号0123.,% a中"), { maxLength: 300 })
      .map((letters) => letters.join(""));
    fc.assert(
      fc.property(text, (any) => {
        let end = 0;
        for (const number of findNumbers(any)) {
          expect(number.start).toBeGreaterThanOrEqual(end);
          expect(number.end).toBeGreaterThan(number.start);
          expect(number.english.join("")).not.toMatch(/NaN|undefined|Infinity|\p{Script=Han}/u);
          ({ end } = number);
        }
      }),
    );
    const tookMs = processorTime();
    findNumbers("一".repeat(200_000) + "1".repeat(200_000) + "1,".repeat(100_000));
    expect(tookMs()).toBeLessThan(2_000);
  });
});
