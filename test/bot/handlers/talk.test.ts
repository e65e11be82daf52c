/** Talk about talk, in English and in both scripts of Chinese: each message with what the member reads. */

import { describe, expect, it } from "vitest";
import { localeOfWriter } from "../../../src/bot/handlers/gate.ts";
import type { Ask } from "../../../src/bot/handlers/question.ts";
import { answerTalkIn } from "../../../src/language/talk.ts";
import { documentOf } from "../../support/documents.ts";
import { citationIn, FEES, quotedAnswer } from "../render/cited.ts";
import { botSetting, textsOf } from "./question-setting.ts";

const FEES_IN_CHINESE = documentOf([{ section: ["会费", "标准"], paragraphs: ["会费每年20,000元。3月31日前缴纳。"] }], {
  ...{ id: "fees-zh", path: "rules/fees.zh.md", collection: "rules", title: "会费", version: "99e2d3c4b5a69788" },
  language: "zh",
});

/** Half a minute of a member's messages after an answer, as people write them. */
const MESSAGES = [
  ...["In Chinese please", "请用中文回答", "請用繁體中文回答", "English please", "请用英文回答"],
  ...["Translate that", "翻译一下", "翻譯成英文"],
  ...["You are wrong", "你说错了", "你說錯了"],
  ...["Why?", "为什么？", "真的嗎？", "Are you sure?"],
  ...["Shorter please", "太长了", "簡短一點"],
  ...["More", "还有吗？", "繼續"],
  ...["Who are you?", "你是谁", "What can you do?", "你能做什麼？"],
  ...["What documents do you have?", "你有哪些文件？", "有什麼文件"],
  ...["Thank you!", "早上好！会费是多少？谢谢"],
];

/** Quotes the edition that is asked for. */
const ask: Ask = ({ question, readIn }) => {
  const language = readIn ?? (/\p{Script=Han}/u.test(question) ? "zh" : "en");
  const citation =
    language === "zh"
      ? citationIn(FEES_IN_CHINESE, "会费每年20,000元。")
      : citationIn(FEES, "The fee is 20,000 yuan a year.");
  const timings = { embedMs: 0, searchMs: 0, answerMs: 0, totalMs: 0 };
  return Promise.resolve({
    question: { text: question, language },
    answer: quotedAnswer(citation),
    ...{ evidence: [], candidates: [], confidence: 1, timings },
  });
};

async function replyTo(message: string, provider: string | null = null): Promise<string> {
  const bot = botSetting({ ask, provider });
  bot.documents = [FEES, FEES_IN_CHINESE];
  // As the gate has it, of who has chosen none and whose app speaks English.
  bot.language = localeOfWriter({ chosen: null, spoken: null, languageCode: "en" }, message);
  await bot.say(/\p{Script=Han}/u.test(message) ? "会费是多少？" : "How much is the fee?", { message_id: 1 });
  return textsOf(await bot.say(message, { message_id: 2 })).join("\n---\n");
}

it("goes on in traditional characters where words are the same in both scripts", () => {
  const writer = { chosen: null, spoken: "zh-Hant", languageCode: "zh" } as const;
  expect(localeOfWriter(writer, "[1] 更多")).toBe("zh-Hant");
  expect(localeOfWriter(writer, "会费是多少")).toBe("zh");
  expect(localeOfWriter({ ...writer, spoken: null }, "[1] 更多")).toBe("zh");
});

describe("talk about the last answer and about the bot", () => {
  it("is answered fittingly, in the language and the script that it is written in", async () => {
    const replies: string[] = [];
    for (const message of MESSAGES) replies.push(`> ${message}\n${await replyTo(message)}`);
    expect(MESSAGES).toHaveLength(30);
    await expect(`${replies.join("\n\n")}\n`).toMatchFileSnapshot("./talk.golden.txt");
  });

  it("is said again when that is asked for", async () => {
    expect(await replyTo("能再说一遍吗")).toMatch(/^会费每年20,000元。/u);
    expect(await replyTo("say that again")).toMatch(/^The fee is 20,000 yuan a year\./u);
  });

  it("goes to the model where one writes answers", async () => {
    expect(await replyTo("Translate that", "OpenAI")).toContain("20,000");
    expect(await replyTo("为什么？", "OpenAI")).toContain("20,000");
  });

  it("that there was no answer to speak of says so", async () => {
    const bot = botSetting();
    expect(textsOf(await bot.say("更多"))).toEqual(["目前还没有可以说明的回答，请先写出您的问题。"]);
    expect(textsOf(await bot.say("translate that"))).toEqual([
      "There is no answer yet that this could be about. Please write your question first.",
    ]);
  });

  it.each([
    ...["Why is the fee so high?", "为什么要交会费？", "more members", "English courses", "中文名是什么"],
    ...["Translate the charter's title page fee", "真的需要理事会批准吗", "Is there more than one council?"],
  ])("is told from questions: %s", (question) => {
    expect(answerTalkIn(question)).toBeNull();
  });
});
