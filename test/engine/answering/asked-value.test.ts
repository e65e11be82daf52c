import { describe, expect, it } from "vitest";
import { type AskedValue, asksTwice, holdsValue, valueAskedBy } from "../../../src/engine/answering/asked-value.ts";

describe("the value that a question asks for", () => {
  const asked: readonly (readonly [string, AskedValue | null])[] = [
    ["What does the auditor earn?", "money"],
    ["how much do visitors pay for parking", "money"],
    ["What is the annual fee for students?", "money"],
    ["停车一天多少钱", "money"],
    ["How many seats has the council?", "count"],
    ["理事会有几个委员会？", "count"],
    ["理事会下设哪几个委员会？", null],
    ["When does the library close?", "time"],
    ["by when must the form be sent", "time"],
    ["报名什么时候截止", "time"],
    ["What is the phone number of the warden?", "telephone"],
    ["宿管的电话是多少？", "telephone"],
    ["what is the fax number of the office", "fax"],
    ["What share of the votes is needed?", "share"],
    ["How big is the hall?", "size"],
    ["What happens when a member leaves?", null],
    ["May guests use the hall?", null],
    ["会员可以带客人吗", null],
    ["May I record the debate on my phone?", null],
    ["会议几点开始？", "time"],
    ["提出了几点建议？", "count"],
    ["why does the hall close early?", "reason"],
    ["为什么推迟开放", "reason"],
    ["who is the warden?", "name-of-person"],
    ["who is allowed to vote?", null],
    ["who pays for the keys?", null],
  ];
  it.each(asked)("%s: %s", (question, value) => {
    expect(valueAskedBy(question)).toBe(value);
  });

  const held: readonly (readonly [AskedValue, string, boolean])[] = [
    ["money", "The warden is Ms. Lin, in office since 2019.", false],
    ["money", "Visitors pay 20 yuan a day.", true],
    ["money", "Children enter free of charge.", true],
    ["money", "The connection at Quay 6 will be ready soon.", false],
    ["money", "The room at Quay 6 is 20 a night.", true],
    ["money", "会费每年五千元。", true],
    ["money", "Coffee | 45 | Tea | 30", true],
    ["money", "Firms pay 2 % of the sum.", true],
    ["telephone", "Warden | room 12 | 4150", true],
    ["telephone", "Keys: ask Lin Wei, extension 31", true],
    ["telephone", "钥匙请找林伟，分机208。", true],
    ["money", "Students | 1500 | by 30 April", true],
    ["money", "The hall was built in 1950.", false],
    ["time", "Keys are handed back on the last day.", true],
    ["count", "The warden lives there with her team.", false],
    ["count", "The council has eleven seats.", true],
    ["time", "The library is beside the hall.", false],
    ["time", "It closes at 18:00.", true],
    ["time", "Guests may use the hall.", false],
    ["time", "The fair is in May.", true],
    ["reason", "The hall closes early.", false],
    ["reason", "The hall closes early, as the heating is weak.", true],
    ["reason", "因设备检修，推迟开放。", true],
    ["name-of-person", "The warden is ill.", false],
    ["name-of-person", "The warden is Ms. Lin.", true],
    ["name-of-person", "The hall is looked after by Adaeze Obi.", true],
    ["name-of-person", "宿管是林女士。", true],
    ["time", "The hall closes at six o'clock.", true],
    ["time", "自发布之日起施行。", true],
    ["telephone", "The course takes place on 2026-10-14.", false],
    ["telephone", "Call 0512-6288 1155.", true],
    ["fax", "Call 0512-6288 1155.", false],
    ["share", "Two thirds of the votes are needed.", true],
    ["e-mail", "Write to desk@example.org.", true],
  ];
  it.each(held)("%s in «%s»: %s", (value, text, holds) => {
    expect(holdsValue(value, text)).toBe(holds);
  });

  it("is the same in both scripts", () => {
    expect(valueAskedBy("有幾點倡議")).toBe(valueAskedBy("有几点倡议"));
    expect(valueAskedBy("會議幾點開始")).toBe("time");
    expect(valueAskedBy("甚麼時候繳費")).toBe(valueAskedBy("什么时候缴费"));
    expect(holdsValue("time", "每月一號收集。")).toBe(true);
  });

  it("counts what is asked for, not how long it lasts or what it costs", () => {
    expect(holdsValue("count", "The course lasts twelve weeks.", "how many pupils may join?")).toBe(false);
    expect(holdsValue("count", "It costs 90 yuan a month.", "how many seats are there?")).toBe(false);
    expect(holdsValue("count", "It has twelve seats and costs 90 yuan.", "how many seats are there?")).toBe(true);
    expect(holdsValue("count", "The course lasts twelve weeks.", "how many weeks does it last?")).toBe(true);
  });

  it("reads characters that are set apart", () => {
    expect(holdsValue("money", "普 通 会 员 一 万 元 。")).toBe(true);
  });

  it("does not count the number of an item", () => {
    expect(holdsValue("money", "5. Purchase of a second boat postponed.")).toBe(false);
    expect(holdsValue("money", "5. A second boat for 900 yuan.")).toBe(true);
  });

  it("knows two questions in one by their question words", () => {
    expect(asksTwice("When was it, and who came?")).toBe(true);
    expect(asksTwice("什么时候在哪里举行？")).toBe(true);
    expect(asksTwice("When does the library close?")).toBe(false);
  });
});
