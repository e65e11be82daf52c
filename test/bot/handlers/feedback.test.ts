import { describe, expect, it } from "vitest";
import type { KeptAnswer } from "../../../src/bot/conversation/answers.ts";
import { BUTTONS } from "../../../src/bot/render/reply-buttons.ts";
import { ADA, botSetting, buttonData, GROUP, ME, type Setting, textsOf } from "./question-setting.ts";

const ID = "abcdefghijklmnopqrstuv";

function settingWithAnswer(chat: number = ADA.id): Setting {
  const bot = botSetting();
  const answer: KeptAnswer = {
    ...{ id: ID, person: ADA.id, chat, topic: 0, message: 1, question: "When?", language: "en", kind: "answered" },
    ...{ text: "In March.", further: [], at: bot.now },
  };
  bot.records.answers.keep(answer);
  return bot;
}

function keptOf(bot: Setting): unknown {
  return (bot.records.personalData.export(ADA.id) as { feedback?: unknown }).feedback;
}

describe("thumbs up", () => {
  it("is kept, and thanked for", async () => {
    const bot = settingWithAnswer();
    const outcome = await bot.press(BUTTONS.good.data(ID));
    expect(outcome.called).toContainEqual({
      method: "answerCallbackQuery",
      payload: { callback_query_id: "1", text: "Thank you!" },
    });
    expect(keptOf(bot)).toMatchObject([{ answer: ID, verdict: "good", reason: null, comment: null }]);
  });

  it("after thumbs down takes its place", async () => {
    const bot = settingWithAnswer();
    await bot.press(BUTTONS.bad.data(ID));
    await bot.press(BUTTONS.reason.data(ID, "wrong"));
    await bot.press(BUTTONS.good.data(ID));
    expect(keptOf(bot)).toMatchObject([{ verdict: "good", reason: null }]);
  });

  it("is shown under the answer, where it cannot be given twice, and can be taken back for the other", async () => {
    const bot = settingWithAnswer();
    const more = { text: "More", callback_data: "m" };
    const thumbs = ["👍", "👎"].map((text, index) => ({
      text,
      callback_data: BUTTONS[index === 0 ? "good" : "bad"].data(ID),
    }));
    const outcome = await bot.press(BUTTONS.good.data(ID), { reply_markup: { inline_keyboard: [[more, ...thumbs]] } });
    const [good, bad] = thumbs;
    expect(outcome.sent).toMatchObject([
      {
        method: "editMessageReplyMarkup",
        payload: { reply_markup: { inline_keyboard: [[more, { text: good?.text, disabled: {} }, bad]] } },
      },
    ]);
  });

  it("under an answer of another chat, or none, is none", async () => {
    const bot = settingWithAnswer(GROUP.id);
    await bot.press(BUTTONS.good.data(ID));
    await bot.press(BUTTONS.good.data("zzzzzzzzzzzzzzzzzzzzzz"));
    expect(keptOf(bot)).toBeUndefined();
  });
});

describe("thumbs down", () => {
  it("leads on to the secretariat, for whoever asked", async () => {
    const bot = settingWithAnswer();
    const asked = await bot.press(BUTTONS.bad.data(ID));
    const noted = await bot.press(buttonData(asked, "It is wrong"));
    for (const outcome of [asked, noted]) await bot.press(buttonData(outcome, "Ask the secretariat"));
    expect(bot.records.unanswered.open()).toMatchObject([{ question: "When?", person: ADA.id }]);
  });

  it("of somebody else in the group is no question of theirs", async () => {
    const bot = settingWithAnswer(GROUP.id);
    const press = { id: "1", from: { ...ADA, id: 8 }, chat_instance: "1", data: BUTTONS.bad.data(ID) };
    const message = { message_id: 50, date: 1, chat: GROUP, from: ME, text: "…" };
    const outcome = await bot.handle({ callback_query: { ...press, message } as never });
    expect(textsOf(outcome)).toEqual(["What was wrong with the answer?"]);
    expect(() => buttonData(outcome, "Ask the secretariat")).toThrow("no button");
  });

  /** Up to where a comment is waited for. */
  async function explained(): Promise<Setting> {
    const bot = settingWithAnswer();
    const asked = await bot.press(BUTTONS.bad.data(ID));
    expect(textsOf(asked)).toEqual(["What was wrong with the answer?"]);
    const noted = await bot.press(buttonData(asked, "It is out of date"));
    expect(noted.sent[0]?.method).toBe("editMessageText");
    expect(textsOf(noted)).toEqual([expect.stringMatching(/^Noted: It is out of date\. If you like, tell us more/u)]);
    return bot;
  }

  it("takes a request for something that is done for no comment", async () => {
    for (const request of ["更多", "more", "用中文回答", "send me the membership fees"]) {
      const bot = await explained();
      await bot.say(request).catch(() => undefined);
      expect(keptOf(bot)).toMatchObject([{ verdict: "bad", comment: null }]);
    }
  });

  it("asks what was wrong, and keeps the next message as a comment", async () => {
    const bot = await explained();
    expect(textsOf(await bot.say("The 2024 rules say April."))).toEqual(["Thank you. It is kept with the answer."]);
    expect(keptOf(bot)).toMatchObject([{ verdict: "bad", reason: "outdated", comment: "The 2024 rules say April." }]);
  });

  it("keeps what is written within two minutes as the reason, though none was chosen", async () => {
    const bot = settingWithAnswer();
    await bot.press(BUTTONS.bad.data(ID));
    bot.now = new Date(bot.now.getTime() + 60_000);
    await bot.say("It is April.");
    expect(keptOf(bot)).toMatchObject([{ verdict: "bad", reason: null, comment: "It is April." }]);
    await bot.press(BUTTONS.bad.data(ID));
    bot.now = new Date(bot.now.getTime() + 121_000);
    await expect(bot.say("It is May.")).rejects.toThrow("nothing was to be asked");
  });

  it("keeps one comment: the message after it is a question again", async () => {
    const bot = await explained();
    await bot.say("It is April.");
    await expect(bot.say("Who may join")).rejects.toThrow("nothing was to be asked");
  });

  it("takes no question for a comment, and no command", async () => {
    const bot = await explained();
    await expect(bot.say("Is it April?")).rejects.toThrow("nothing was to be asked");
    await expect(bot.say("是四月吗")).rejects.toThrow("nothing was to be asked");
    await bot.say("/help");
    expect(keptOf(bot)).toMatchObject([{ comment: null }]);
  });

  it.each([
    "what is task 3",
    "and who leads it",
    "is there a deadline",
    "会费多少",
    "理事会什么时候开",
    "请问怎么入会",
  ])("takes no question for a comment because it lacks its mark: %s", async (question) => {
    const bot = await explained();
    await expect(bot.say(question)).rejects.toThrow("nothing was to be asked");
    expect(keptOf(bot)).toMatchObject([{ comment: null }]);
  });

  it.each(["it lacks the year", "is wrong, should be April", "年份不对", "会费应为5万元", "Whatever"])(
    "keeps what asks nothing: %s",
    async (comment) => {
      const bot = await explained();
      await bot.say(comment);
      expect(keptOf(bot)).toMatchObject([{ comment }]);
    },
  );

  it("waits ten minutes for a comment", async () => {
    const bot = await explained();
    bot.now = new Date(bot.now.getTime() + 10 * 60_000);
    await expect(bot.say("It is April.")).rejects.toThrow("nothing was to be asked");
  });

  it("lets the member out", async () => {
    const bot = await explained();
    expect(textsOf(await bot.press(BUTTONS.noComment.data()))).toEqual(["Thank you. It is kept with the answer."]);
    await expect(bot.say("Who may join")).rejects.toThrow("nothing was to be asked");
  });

  it("in a group waits for a reply to the bot, and leaves other talk alone", async () => {
    const bot = settingWithAnswer(GROUP.id);
    await bot.press(BUTTONS.reason.data(ID, "wrong"), { chat: GROUP });
    await bot.say("Lunch, anybody", { chat: GROUP });
    expect(keptOf(bot)).toMatchObject([{ comment: null }]);
    const mine = { message_id: 3, date: 1, chat: GROUP, from: ME, text: "Noted" };
    await bot.say("It is April.", { chat: GROUP, reply_to_message: mine });
    expect(keptOf(bot)).toMatchObject([{ reason: "wrong", comment: "It is April." }]);
  });
});
