import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { documentWantedIn } from "../../src/language/document-wanted.ts";
import { processorTime } from "../support/processor-time.ts";

describe("a request for a document itself", () => {
  it.each([
    ["Send me the action plan", "action plan"],
    ["Could you please send us a copy of the charter?", "charter"],
    ["can I have the travel policy as a PDF", "travel policy"],
    ["Where can I download the fee schedule?", "fee schedule"],
    ["把南湖项目那份文件发给我", "南湖项目"],
    ["发我一下行动计划", "行动计划"],
    ["能不能发一份倡议书给我？", "倡议书"],
    ["给我看看会费管理办法的原文", "会费管理办法"],
    ["哪里可以下载行动计划", "行动计划"],
    ["行动计划怎么下载？", "行动计划"],
    ["請把倡議書傳給我", "倡议书"],
  ])("is told from questions, with what it is called: %s", (message, name) =>
    expect(documentWantedIn(message)).toBe(name),
  );

  it.each([
    ...["Who sent the notice?", "Give me what the plan says on talent?", "How do I send in the form?", "the plan"],
    ...["会费发给谁？", "发布了哪些文件", "联系电话给我一个", "项目怎么申请", "怎么转为理事单位"],
  ])("is not %s", (message) => expect(documentWantedIn(message)).toBeNull());

  it("is in no question that people asked about the documents", () => {
    const questions = readFileSync("test/evaluation/questions.jsonl", "utf8")
      .trim()
      .split("\n")
      .map((line) => String(JSON.parse(line).question));
    expect(questions.filter((question) => documentWantedIn(question) !== null)).toEqual([]);
  });

  it("takes no time over what somebody made to take long", () => {
    const tookMs = processorTime();
    for (const bit of ["发", "把", "请", "给我", "一下", "send me a copy of ", "的文件"])
      documentWantedIn(bit.repeat(100).slice(0, 60));
    expect(tookMs()).toBeLessThan(100);
  });
});
