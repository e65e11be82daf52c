import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import type { Ask } from "../../../src/bot/handlers/question.ts";
import { smallTalkIn } from "../../../src/language/talk.ts";
import { processorTime } from "../../support/processor-time.ts";
import { citationIn, FEES, quotedAnswer } from "../render/cited.ts";
import { ADA, botSetting, GROUP, ME, messageOf, textsOf } from "./question-setting.ts";

describe("small talk", () => {
  it.each([
    [
      "greeting",
      "hi",
      "Hello!",
      "good morning :)",
      "Hey Docket",
      "你好",
      "您好！",
      "在吗？",
      "早上好",
      "喂",
      "有人吗",
      "测试",
    ],
    [
      "thanks",
      "thanks",
      "Thank you so much 🙏",
      "thx!",
      "OK, thanks",
      "👍",
      "🙏🏽",
      "❤️",
      "谢谢",
      "谢谢您，辛苦了🙏",
      "好的，谢谢",
      "非常感谢！",
    ],
    ["goodbye", "bye", "Good night", "再见", "拜拜"],
    ["fine", "ok", "Yes.", "no", "got it", "好的", "嗯嗯", "知道了", "收到", "不用了"],
    [
      "about",
      "who are you",
      "What can you do?",
      "help",
      "how do I use this",
      "how does this work?",
      "Are you ChatGPT?",
      "Hi, who are you?",
    ],
    [
      "about",
      "你是谁",
      "你能做什么",
      "你能干什么？",
      "怎么用",
      "帮助",
      "你是ChatGPT吗",
      "你是机器人吗？",
      "你好，你是谁？",
      "我能问什么",
    ],
    [
      "privacy",
      "is my data safe? who reads my questions",
      "who can see my questions?",
      "我的问题谁能看到",
      "谁能看到我的提问？",
    ],
    ["documents", "what documents do you have", "有哪些文件", "你有什么文件？"],
    ["person", "can I speak to a human", "人工客服", "转人工"],
    ["displeased", "you are useless", "you stupid bot fuck off", "That's wrong!", "你真笨", "滚", "垃圾机器人", "不对"],
  ])("is told from questions: %s", (kind, ...messages) => {
    expect(messages.filter((message) => smallTalkIn(message) !== kind)).toEqual([]);
  });

  it.each([
    ...["Hello, how much is the fee?", "thanks, and the first phase?", "Who are you going to invite to the council?"],
    ...["What is the help desk's number?", "help with the application form", "Is the fee wrong in the notice?"],
    ...[
      "photomask",
      "IC",
      "test report",
      "what is the test procedure",
      "2.1 trillion?",
      "ok so when is it due",
      "no fee?",
    ],
    ...[
      "什么是好的产品",
      "谢谢函怎么写",
      "你好公司是谁",
      "怎么用补贴",
      "怎么申请入会",
      "帮助中小企业的政策",
      "一期呢？",
      "不对外公开的文件有哪些",
    ],
    ...["测试平台", "谁负责的", "安全生产要求", "会费多少", "文件什么时候发布", "您的", "?", "", " ", "…", "😂", "1"],
  ])("is not seen in what may be a question: %s", (message) => {
    expect(smallTalkIn(message)).toBeNull();
  });

  it("is in no question that people asked about the documents", () => {
    const questions = readFileSync("test/evaluation/questions.jsonl", "utf8")
      .trim()
      .split("\n")
      .map((line) => String(JSON.parse(line).question));
    expect(questions.length).toBeGreaterThan(50);
    expect(questions.filter((question) => smallTalkIn(question) !== null)).toEqual([]);
  });

  it("takes no time over what somebody made to take long", () => {
    const tookMs = processorTime();
    for (const bit of ["你", "好的", "very ", "you are ", "谢", "a", "的了"])
      smallTalkIn(bit.repeat(10_000).slice(0, 80));
    expect(tookMs()).toBeLessThan(100);
  });
});

describe("a greeting", () => {
  it("is answered without a search, and in the language it is written in", async () => {
    const bot = botSetting();
    expect(textsOf(await bot.say("hi"))).toEqual([expect.stringMatching(/^Hello\. What would you like to know\?/u)]);
    expect(textsOf(await bot.say("你好"))).toEqual([expect.stringMatching(/^您好！请问您想了解什么？/u)]);
    bot.language = "zh";
    expect(textsOf(await bot.say("thanks"))).toEqual(["You are welcome."]);
    expect(textsOf(await bot.say("👍"))).toEqual(["不客气，欢迎随时提问。"]);
  });

  it("leaves what was asked before as it is, for a follow-up", async () => {
    const histories: number[] = [];
    const ask: Ask = ({ history = [] }) => {
      histories.push(history.length);
      const answer = quotedAnswer(citationIn(FEES, "It is due on 31 March."));
      const timings = { embedMs: 0, searchMs: 0, answerMs: 0, totalMs: 0 };
      const question = { text: "q", language: "en" as const };
      return Promise.resolve({ question, answer, evidence: [], candidates: [], confidence: 2, timings });
    };
    const bot = botSetting({ ask });
    await bot.say("When is it due?", { message_id: 1 });
    await bot.say("Thanks!", { message_id: 2 });
    await bot.say("And who is late?", { message_id: 3 });
    expect(histories).toEqual([0, 2]);
    expect(
      (await bot.records.conversations.last({ person: ADA.id, chat: ADA.id, topic: 0 }, null)).newest?.question,
    ).toBe("And who is late?");
  });

  it("that a question was changed into is not answered as a question", async () => {
    const bot = botSetting();
    const edited = messageOf("Thanks!", { message_id: 1, edit_date: 2 });
    expect((await bot.handle({ edited_message: edited as never })).sent).toEqual([]);
  });

  it("in a group is left to the people there, unless the bot is meant", async () => {
    const bot = botSetting();
    expect((await bot.say("hello", { chat: GROUP })).sent).toEqual([]);
    const mine = { message_id: 3, date: 1, chat: GROUP, from: ME, text: "It is due on 31 March. [1]" };
    const outcome = await bot.say("谢谢", { chat: GROUP, reply_to_message: mine });
    expect(textsOf(outcome)).toEqual(["不客气，欢迎随时提问。"]);
    expect(outcome.sent[0]?.payload).toMatchObject({ reply_parameters: { message_id: 40 } });
  });
});

describe("who asks what becomes of their questions", () => {
  it("reads what is kept, and where it goes", async () => {
    const bot = botSetting({ provider: "OpenAI", retentionDays: 7 });
    const [text] = textsOf(await bot.say("Who reads my questions?"));
    expect(text).toContain("for 7 days");
    expect(text).toMatch(/provider: OpenAI\.$/u);
  });
});
