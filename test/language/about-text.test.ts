import { describe, expect, it } from "vitest";
import { asksAboutText, isAboutText } from "../../src/language/about-text.ts";

describe("lines about a text", () => {
  it.each([
    "Editor's note: the sum must be wrong.",
    "编者注：原文如此。",
    "发布时间：2026-08-25　来源：秘书处",
    "Source: Brewing Guild   Posted: 2024-06-14",
    "Date: Tue, 03 Nov 2026 09:15:00 +0800",
    "From: Ann <ann@club.example>",
    "上一页 1 2 3 下一页",
    "Back to top",
    "Previous: Notice on the collection of projects",
    "上一篇： 关于会费缴纳的通知",
  ])("say nothing of its matter: %s", (line) => {
    expect(isAboutText(line)).toBe(true);
  });

  it.each([
    "Date: 21 and 22 April, 9.00 to 17.00",
    "注：车辆数为累计数。",
    "Source: the fund pays for the travel. Members pay the rest.",
    "返回后10个工作日内提交报销单。",
    "From: 2 September 2026. Until: 30 June 2027",
    "Next year the fee is 20 yuan.",
  ])("are not taken for what does: %s", (line) => {
    expect(isAboutText(line)).toBe(false);
  });

  it("answer questions about the text itself", () => {
    expect(asksAboutText("when was this published?")).toBe(true);
    expect(asksAboutText("这篇报道的记者是谁")).toBe(true);
    expect(asksAboutText("who may vote?")).toBe(false);
  });
});
