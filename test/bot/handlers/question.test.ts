import { describe, expect, it } from "vitest";
import type { Turn } from "../../../src/engine/retrieval/follow-up.ts";
import { citationIn, evidenceOf, FEES, PLAN, quotedAnswer } from "../render/cited.ts";
import { asker, DUE } from "./asker.ts";
import { ADA, botSetting, buttonData, GROUP, ME, messageOf, PRIVATE, textsOf } from "./question-setting.ts";

const LATE = citationIn(FEES, "After 30 days they lose the right to vote.");

describe("a question", () => {
  it("is answered with its source, and kept with its proof", async () => {
    const bot = botSetting(asker());
    const outcome = await bot.say("When is the fee due?");
    expect(textsOf(outcome)).toEqual([
      "It is due on 31 March. [1]\n\n[1] Membership fees › Amounts · 2024-05-01 · in force",
    ]);
    expect(outcome.sent[0]).toMatchObject({ method: "sendMessage", person: ADA.id, payload: { chat_id: ADA.id } });
    const kept = (await bot.records.conversations.last({ person: ADA.id, chat: ADA.id, topic: 0 }, null)).newest;
    expect(kept).toMatchObject({ question: "When is the fee due?", kind: "answered", text: "It is due on 31 March." });
    const proof = bot.records.proofs.find(buttonData(outcome, "[1]").slice(2));
    expect(proof?.citation).toMatchObject({ quote: "It is due on 31 March.", start: DUE.start });
  });

  it("is looked for only in the collections that the member may see", async () => {
    const { ask, asked } = asker();
    const bot = botSetting({ ask });
    bot.access = { kind: "member", admin: false, collections: new Set(["rules"]) };
    await bot.say("When?");
    expect(asked[0]).toMatchObject({ day: "2026-11-22", collections: new Set(["rules"]) });
  });

  it("of somebody who is no member finds nothing, should it ever get here", async () => {
    const { ask, asked } = asker();
    const bot = botSetting({ ask });
    bot.access = { kind: "stranger" };
    await bot.say("When?");
    expect(asked[0]?.collections).toEqual(new Set());
  });

  it("is answered though every sign of life is refused", async () => {
    const bot = botSetting(asker());
    bot.refused = new Set(["setMessageReaction", "sendMessageDraft", "sendChatAction"]);
    expect((await bot.say("When?")).sent).toHaveLength(1);
  });

  it("in a group is answered as a reply, in its topic", async () => {
    const outcome = await botSetting(asker()).say("/ask When?", {
      ...{ chat: GROUP, is_topic_message: true, message_thread_id: 12 },
    });
    expect(outcome.sent[0]?.payload).toMatchObject({
      ...{ chat_id: GROUP.id, message_thread_id: 12 },
      reply_parameters: { message_id: 40, allow_sending_without_reply: true },
    });
  });

  it("that is none gets a word about it", async () => {
    const bot = botSetting(asker({ kind: "refused", reason: "no-words" }));
    expect(textsOf(await bot.say("???"))).toEqual(["There are no words in your message. Write what you want to know."]);
    expect((await bot.records.conversations.last({ person: ADA.id, chat: ADA.id, topic: 0 }, null)).newest).toBeNull();
  });

  it("is left to whoever tries again when answering fails, with nothing sent or kept", async () => {
    const bot = botSetting({ ask: () => Promise.reject(new Error("the model is down")) });
    await expect(bot.say("When?")).rejects.toThrow("the model is down");
    expect((await bot.records.conversations.last({ person: ADA.id, chat: ADA.id, topic: 0 }, null)).newest).toBeNull();
  });

  it("over the limit is told when it may be asked again", async () => {
    const until = new Date("2026-11-22T09:05:00Z");
    let told = false;
    const bot = botSetting({
      ...asker(),
      limits: { enter: async () => ({ kind: "hour", questions: 30, until, told }) },
    });
    expect(textsOf(await bot.say("When?"))).toEqual([
      "You have asked 30 questions within an hour, which is the limit. You can ask again from 22 Nov 2026, 09:05 UTC.",
    ]);
    expect((await bot.say("When?")).sent[0]?.payload.entities).toEqual([
      { type: "date_time", offset: 87, length: 22, unix_time: until.getTime() / 1_000, date_time_format: "Dt" },
    ]);
    bot.language = "zh";
    expect(textsOf(await bot.say("When?"))).toEqual([
      "您一小时内已提问 30 次，达到上限。2026年11月22日 09:05 UTC 之后可以继续提问。",
    ]);
    told = true;
    expect((await bot.say("When?")).sent).toEqual([]);
  });
});

describe("a conversation", () => {
  const historyOf = (asked: readonly { readonly history?: readonly Turn[] }[]) => asked.map(({ history }) => history);

  it("goes on with what was said before, oldest first", async () => {
    const { ask, asked } = asker();
    const bot = botSetting({ ask });
    await bot.say("When is it due?", { message_id: 1 });
    bot.now = new Date("2026-11-22T08:01:00Z");
    await bot.say("And who is late?", { message_id: 2 });
    expect(historyOf(asked)).toEqual([
      [],
      [
        { role: "user", content: "When is it due?" },
        { role: "assistant", content: "It is due on 31 March." },
      ],
    ]);
  });

  it("is another one in another topic, chat, or after an hour", async () => {
    const { ask, asked } = asker();
    const bot = botSetting({ ask });
    await bot.say("When?", { message_id: 1 });
    await bot.say("/ask When?", { message_id: 2, chat: GROUP });
    await bot.say("When?", { message_id: 3, is_topic_message: true, message_thread_id: 5 });
    bot.now = new Date("2026-11-22T09:00:01Z");
    await bot.say("When?", { message_id: 4 });
    expect(historyOf(asked)).toEqual([[], [], [], []]);
  });

  it.each(["command", "button"])("ends with a new topic (%s)", async (way) => {
    const { ask, asked } = asker();
    const bot = botSetting({ ask });
    const first = await bot.say("When?", { message_id: 1 });
    const end = way === "command" ? await bot.say("/new") : await bot.press(buttonData(first, "New topic"));
    expect(textsOf(end)).toEqual(["A new topic, then. What would you like to know?"]);
    await bot.say("And then?", { message_id: 2 });
    expect(historyOf(asked)).toEqual([[], []]);
  });

  it("turns to the words that are quoted in a reply", async () => {
    const { ask, asked } = asker();
    const mine = { message_id: 3, date: 1, chat: PRIVATE, from: ME, text: "It is due on 31 March. [1]" };
    await botSetting({ ask }).say("Why?", { reply_to_message: mine, quote: { text: "31 March", position: 13 } });
    expect(asked[0]?.history?.at(-1)).toEqual({ role: "assistant", content: "31 March" });
  });
});

describe("an album", () => {
  const photo = { photo: [{}], text: undefined, media_group_id: "1" };

  it("is answered once: one of its pictures has the question", async () => {
    const { ask, asked } = asker();
    const bot = botSetting({ ask });
    await bot.say("", { ...photo, caption: "When is it due?", message_id: 1 });
    for (const message_id of [2, 3]) expect((await bot.say("", { ...photo, message_id })).sent).toEqual([]);
    expect(asked).toHaveLength(1);
  });

  it("without words is told once that text is read", async () => {
    const bot = botSetting();
    expect(textsOf(await bot.say("", photo))).toEqual([expect.stringMatching(/^I read text only/u)]);
    expect((await bot.say("", { ...photo, message_id: 41 })).sent).toEqual([]);
    expect((await bot.say("", { ...photo, media_group_id: "2" })).sent).toHaveLength(1);
  });
});

describe("a reply to another person's message", () => {
  it("takes that message along, in a group where the bot is named", async () => {
    const { ask, asked } = asker();
    const bot = botSetting({ ask });
    const bobs = { message_id: 3, date: 1, chat: GROUP, from: { ...ADA, id: 8 }, text: "The plan begins in May." };
    await bot.say("/ask Who leads it?", { chat: GROUP, reply_to_message: bobs });
    expect(asked[0]?.history?.at(-1)).toEqual({ role: "assistant", content: "The plan begins in May." });
  });
});

describe("the direct messages of a channel", () => {
  it("are answered in the topic of whoever wrote, and remembered by it", async () => {
    const { ask, asked } = asker();
    const bot = botSetting({ ask });
    const inTopic = (topic_id: number) => ({ chat: GROUP, direct_messages_topic: { topic_id } });
    const outcome = await bot.say("/ask When?", { ...inTopic(5), message_id: 1 });
    expect(outcome.sent[0]?.payload).toMatchObject({ chat_id: GROUP.id, direct_messages_topic_id: 5 });
    await bot.say("/ask And then?", { ...inTopic(6), message_id: 2 });
    await bot.say("/ask And then?", { ...inTopic(5), message_id: 3 });
    expect(asked.map(({ history }) => history?.length)).toEqual([0, 0, 2]);
  });
});

describe("a question that is changed", () => {
  const edit = (text: string, id = 40) => ({
    edited_message: messageOf(text, { message_id: id, edit_date: 2 }) as never,
  });

  it("is answered anew if it is the last, as a reply that says so, and takes the first one's place", async () => {
    const { ask, asked } = asker();
    const bot = botSetting({ ask });
    await bot.say("When is it do?");
    const outcome = await bot.handle(edit("When is it due?"));
    expect(textsOf(outcome)).toEqual([
      expect.stringMatching(/You changed your question: this answers it as it reads now\.$/u),
    ]);
    expect(outcome.sent[0]?.payload).toMatchObject({ reply_parameters: { message_id: 40 } });
    await bot.say("And late?", { message_id: 41 });
    expect(asked[2]?.history?.map(({ content }) => content)).toEqual(["When is it due?", "It is due on 31 March."]);
  });

  it("is answered for the first time where it was too long, and was shortened", async () => {
    const bot = botSetting(asker({ kind: "refused", reason: "too-long" }));
    await bot.say("When ".repeat(1_000));
    const { ask, asked } = asker();
    Object.assign(bot.parts, { ask });
    const outcome = await bot.handle(edit("When is it due?"));
    expect(asked).toMatchObject([{ question: "When is it due?" }]);
    expect(textsOf(outcome)[0]).not.toContain("You changed your question");
    expect(outcome.sent[0]?.payload).toMatchObject({ reply_parameters: { message_id: 40 } });
  });

  it("in a group is answered once the bot's name is added, unless hours have passed", async () => {
    const { ask, asked } = asker();
    const bot = botSetting({ ask });
    const named = (more: object) => ({
      edited_message: {
        ...messageOf("@docket_bot When is it due?", { chat: GROUP, message_id: 44 }),
        ...{ entities: [{ type: "mention", offset: 0, length: 11 }], date: 1_700_000_000, ...more },
      } as never,
    });
    expect((await bot.say("When is it due?", { chat: GROUP, message_id: 44 })).sent).toEqual([]);
    expect((await bot.handle(named({ edit_date: 1_700_010_000 }))).sent).toEqual([]);
    expect((await bot.handle(named({ edit_date: 1_700_000_060 }))).sent).toHaveLength(1);
    expect(asked).toMatchObject([{ question: "When is it due?" }]);
  });

  it("is left alone if it is older, or reads as before", async () => {
    const bot = botSetting(asker());
    await bot.say("One?", { message_id: 1 });
    bot.now = new Date("2026-11-22T08:01:00Z");
    await bot.say("Two?", { message_id: 2 });
    expect((await bot.handle(edit("One more?", 1))).sent).toEqual([]);
    expect((await bot.handle(edit("Two?", 2))).sent).toEqual([]);
  });
});

describe("what the documents do not say", () => {
  const nearest = [evidenceOf(LATE)];

  it("is said, and is put to the secretariat on request, once", async () => {
    const bot = botSetting(asker({ kind: "not-found", nearest: [] }, { evidence: nearest }));
    const outcome = await bot.say("Who pays for lunch?");
    expect(textsOf(outcome)).toEqual(["I did not find an answer in the documents."]);
    const button = buttonData(outcome, "Ask the secretariat");
    expect(textsOf(await bot.press(button))).toEqual([
      expect.stringMatching(/^Your question is with the secretariat now, with your name \(question 1\)/u),
      expect.stringMatching(/^Question 1 · waits for an answer\nAda \(7\)/u),
    ]);
    expect((await bot.press(button)).sent).toEqual([]);
    expect(bot.records.unanswered.open()).toMatchObject([
      { question: "Who pays for lunch?", name: "Ada", person: ADA.id, chat: ADA.id },
    ]);
  });

  it("is told apart from what perhaps answers, which claims nothing and can be put to the secretariat too", async () => {
    const claims = [{ text: LATE.quote, citations: [LATE] }] as const;
    const bot = botSetting(asker({ kind: "unsure", by: "extract", claims }, { evidence: nearest }));
    const outcome = await bot.say("Who pays?");
    expect(textsOf(outcome)).toEqual([expect.stringMatching(/^I am not sure that this answers it; the nearest/u)]);
    expect(buttonData(outcome, "Ask the secretariat")).toBeTruthy();
  });

  it("is put to the secretariat by who asked, and by nobody else", async () => {
    const bot = botSetting(asker({ kind: "not-found", nearest }));
    const button = buttonData(await bot.say("/ask Who pays?", { chat: GROUP }), "Ask the secretariat");
    const others = { ...{ id: "1", from: { ...ADA, id: 8 }, chat_instance: "1", data: button } };
    const message = { message_id: 50, date: 1, chat: GROUP, from: ME, text: "…" };
    const outcome = await bot.handle({ callback_query: { ...others, message } as never });
    expect(outcome.sent).toEqual([]);
    expect(bot.records.unanswered.count()).toBe(0);
  });
});

describe("more", () => {
  it("shows the passages that were found besides, with marks of their own", async () => {
    const evidence = [evidenceOf(DUE), evidenceOf(LATE), evidenceOf(citationIn(PLAN, "培育10家龙头企业。"))];
    const bot = botSetting(asker(quotedAnswer(DUE), { evidence }));
    const outcome = await bot.press(buttonData(await bot.say("When?"), "More"));
    expect(textsOf(outcome)).toEqual([
      "More on this in the documents:\n\n" +
        "[1] Membership fees › Late payment · 2024-05-01 · in force\nAfter 30 days they lose the right to vote.\n\n" +
        "[2] 光刻材料行动计划 › 总体要求 · 2021-01-29 · in force\n培育10家龙头企业。",
    ]);
    expect(bot.records.proofs.find(buttonData(outcome, "[2]").slice(2))?.citation.quote).toBe("培育10家龙头企业。");
  });

  it("is no button where there is no more", async () => {
    const outcome = await botSetting(asker(quotedAnswer(DUE), { evidence: [evidenceOf(DUE)] })).say("When?");
    expect(() => buttonData(outcome, "More")).toThrow("no button More");
  });

  it("leaves out what the member may no longer see", async () => {
    const bot = botSetting(
      asker(quotedAnswer(DUE), { evidence: [evidenceOf(citationIn(PLAN, "培育10家龙头企业。"))] }),
    );
    const first = await bot.say("When?");
    bot.access = { kind: "member", admin: false, collections: new Set(["rules"]) };
    expect((await bot.press(buttonData(first, "More"))).sent).toEqual([]);
  });

  it("follows a document that was moved to where fewer may see it", async () => {
    const bot = botSetting(
      asker(quotedAnswer(DUE), { evidence: [evidenceOf(citationIn(PLAN, "培育10家龙头企业。"))] }),
    );
    bot.access = { kind: "member", admin: false, collections: new Set(["rules", PLAN.collection]) };
    const first = await bot.say("When?");
    bot.documents = [FEES, { ...PLAN, collection: "board" }];
    expect((await bot.press(buttonData(first, "More"))).sent).toEqual([]);
  });
});
