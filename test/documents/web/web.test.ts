import { describe, expect, it } from "vitest";
import { dateIn, factsInLines } from "../../../src/documents/web/web-facts.ts";

describe("a date in a line", () => {
  it.each([
    ["2022-08-22 09:01", "2022-08-22"],
    ["2022年8月2日", "2022-08-02"],
    ["2022/8/2", "2022-08-02"],
    ["20220822", "2022-08-22"],
    ["January 29, 2021", "2021-01-29"],
    ["29 Jan. 2021", "2021-01-29"],
    ["the 3rd of May 2021", "2021-05-03"],
    ["Mon, 22 Aug 2022 09:01:00 +0800", "2022-08-22"],
    ["2022年8月", "2022-08"],
    ["August 2022", "2022-08"],
    ["January 29", "--01-29"],
    ["1月29日", "--01-29"],
    // Which of the two is the month depends on who wrote it.
    ["03/04/2022", undefined],
    ["2022-13-45", undefined],
    ["No. 1234567890", undefined],
  ])("%s", (text, date) => {
    expect(dateIn(text)).toBe(date);
  });
});

describe("what lines say of their document", () => {
  it.each([
    [["Release date: 2022-08-22 09:01"], { published: "2022-08-22" }],
    [["Source of information: Nanhu District"], { publisher: "Nanhu District" }],
    [["发布时间：2022-08-22 09:01 来源：南湖区政府 作者：李明"], { published: "2022-08-22", publisher: "南湖区政府" }],
    [["信息来源：市经信局  浏览次数：12"], { publisher: "市经信局" }],
    [["发文字号：经信〔2023〕8号"], { number: "经信〔2023〕8号" }],
    [["工信部电子〔2021〕5号"], { number: "工信部电子〔2021〕5号" }],
    [
      ["China News Service, January 29. According to the ministry"],
      { publisher: "China News Service", published: "--01-29" },
    ],
    [["新华社北京1月29日电 记者从工信部获悉"], { publisher: "新华社", published: "--01-29" }],
    [["BEIJING, Jan. 29 (Xinhua) -- The ministry"], { publisher: "Xinhua", published: "--01-29" }],
    [["Published by: Quartz Association | 4 May 2020"], { publisher: "Quartz Association" }],
  ] as const)("%s", (lines, facts) => {
    expect(factsInLines(lines)).toEqual(facts);
  });

  it.each([
    ["Published on the web since 2010 by volunteers."],
    ["The source of the river is at 4,000 metres."],
    ["Source: https://a.example/x"],
    ["会议时间：2023年5月6日", "会议地点：武汉"],
    ["Date: 5 May 2024", "Place: Wuhan"],
    ["On February 27, the alliance held a symposium."],
  ])("says nothing in: %s", (...lines) => {
    expect(factsInLines(lines)).toEqual({});
  });

  it("takes a date alone for that of publication only on a web page, and only near the title", () => {
    const lines = ["Fees", "12 April 2023", "The fees rise."];
    expect(factsInLines(lines)).toEqual({});
    expect(factsInLines(lines, { isPage: true })).toEqual({ published: "2023-04-12" });
    expect(factsInLines([...Array.from({ length: 9 }, () => "text"), "12 April 2023"], { isPage: true })).toEqual({});
  });
});
