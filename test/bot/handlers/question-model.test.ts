/** Words that the bot says and passes on where a language model writes the answers. */

import { describe, expect, it } from "vitest";
import type { AnswerRequest, AnswerResult } from "../../../src/engine/answering/answering.ts";
import type { Notice } from "../../../src/engine/generation/write.ts";
import { citationIn, FEES, quotedAnswer } from "../render/cited.ts";
import { ADA, botSetting, textsOf } from "./question-setting.ts";

const DUE = citationIn(FEES, "It is due on 31 March.");

function answering(notice?: Notice) {
  const asked: AnswerRequest[] = [];
  const result: AnswerResult = {
    ...{
      question: { text: "q", language: "en" },
      answer: quotedAnswer(DUE),
      evidence: [],
      candidates: [],
      confidence: 2,
    },
    timings: { embedMs: 0, searchMs: 0, answerMs: 0, totalMs: 0 },
    ...(notice === undefined ? {} : { notice }),
  };
  const ask = (request: AnswerRequest) => {
    asked.push(request);
    return Promise.resolve(result);
  };
  return { ask, asked };
}

describe("a question to a bot with a model", () => {
  it("is asked in the member's name, whose budget it is", async () => {
    const { ask, asked } = answering();
    await botSetting({ ask }).say("When is the fee due?");
    expect(asked).toMatchObject([{ asker: ADA.id }]);
  });

  it.each([
    ["model-away", "Written answers are off at the moment; here is what the documents say, word for word."],
    ["model-failed", "I could not write an answer that the documents prove, so this is quoted from them."],
    [
      "budget",
      "Today's budget for written answers is spent, so this is quoted from the documents. From midnight, answers are written again.",
    ],
    ["filtered", "The language model's filter refused this question, so this is quoted from the documents."],
  ] as const)("says why it is answered by quotes (%s)", async (notice, said) => {
    const [text] = textsOf(await botSetting(answering(notice)).say("When is the fee due?"));
    expect(text).toBe(`It is due on 31 March. [1]\n\n[1] Membership fees › Amounts · 2024-05-01 · in force\n\n${said}`);
  });

  it("says so in Chinese", async () => {
    const bot = botSetting(answering("budget"));
    bot.language = "zh";
    const [text] = textsOf(await bot.say("什么时候缴费？"));
    expect(text).toContain("今天用于撰写回答的额度已用完，以上内容直接摘自文件。明天零点起恢复撰写。");
  });
});
