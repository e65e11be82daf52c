/** The end of a question reaches its asker as a message, and a member who did not ask is told of nothing but an answer. */

import type { Message } from "@grammyjs/types";
import { expect, it } from "vitest";
import { secretariatSetting } from "../support/secretariat-setting.ts";

const buttonsOf = ({ reply_markup: markup }: Message): string[] =>
  markup?.inline_keyboard.flat().map(({ text }) => text) ?? [];

const EN = {
  ...{ language: "en", question: "Who pays for lunch at the council?", receipt: "(question 1)", card: "Question 1 · " },
  ...{ decline: "Not for us", yes: "Yes, tell the asker", declines: "it is not one for it:\nWho pays for lunch" },
  ...{ notFound: "I did not find an answer", one: /^One question that the documents did not answer/u, seen: "Seen" },
  ...{ aside: "Put aside", asideYes: "Yes, put it aside", asideSaid: "Put aside. Nobody is told.", ask: "Ask the sec" },
  ...{
    putAside: "put aside by Olga",
    waits: "Question 1 · waits",
    answer: "Answer",
    prompt: "Write the answer to question 1",
  },
  ...{ words: "The alliance pays for lunch.", preview: "Your answer to question 1 will look like this:" },
  ...{ inDocument: "It is in a document", open: "Open question 1", here: "come here from now on" },
};
const ZH: typeof EN = {
  ...{ language: "zh", question: "理事会的午餐由谁付费？", receipt: "（问题 1）", card: "问题 1 · " },
  ...{ decline: "不归我们答复", yes: "是，告知提问者", declines: "无法答复：\n理事会的午餐由谁付费" },
  ...{ notFound: "我在文件中没有找到答案", one: /^共有 1 个问题文件未能回答/u, seen: "已查看" },
  ...{ aside: "搁置", asideYes: "是，搁置", asideSaid: "已搁置，不会告知任何人。", ask: "转给秘书处" },
  ...{ putAside: "Olga", waits: "问题 1 · 等待答复", answer: "答复", prompt: "请直接写出对问题 1 的答复" },
  ...{ words: "午餐由联盟付费。", preview: "您对问题 1 的答复将如下所示：" },
  ...{ inDocument: "文件中有答案", open: "打开问题 1", here: "今后提交给秘书处的问题会发到这里" },
};

it.each([EN, ZH])(
  "whoever asked what is not for the secretariat reads so in a message of its own ($language)",
  async (words) => {
    const setting = await secretariatSetting({ language: words.language });
    const { world, ada, admins, seen, chat, texts } = setting;
    const olga = admins[0] as (typeof admins)[0];
    await setting.putToSecretariat(ada, words.question, words.receipt);
    const card = await seen(chat(olga), words.waits);
    await world.press(olga, card, words.decline);
    await expect.poll(() => JSON.stringify(setting.messages(chat(olga)))).toContain(words.yes);
    await world.press(olga, await seen(chat(olga), words.card), words.yes);
    await seen(chat(ada), words.declines);
    await setting.restart();
    expect(texts(chat(ada)).filter((text) => text.includes(words.declines))).toHaveLength(1);
  },
);

it.each([EN, ZH])(
  "a question that nobody put is put aside unheard, and opens again when it is put ($language)",
  async (words) => {
    const setting = await secretariatSetting({ language: words.language });
    const { world, ada, admins, seen, chat, texts } = setting;
    const olga = admins[0] as (typeof admins)[0];
    world.say(ada, chat(ada), words.question);
    const unanswered = await seen(chat(ada), words.notFound);
    world.say(olga, chat(olga), "/missed");
    await world.press(olga, await seen(chat(olga), words.one), "1");
    const card = await seen(chat(olga), words.waits);
    expect(buttonsOf(card)).toContain(words.aside);
    expect(buttonsOf(card)).not.toContain(words.seen);
    await world.press(olga, card, words.aside);
    await expect.poll(() => JSON.stringify(setting.messages(chat(olga)))).toContain(words.asideYes);
    const before = texts(chat(ada)).length;
    expect((await world.press(olga, await seen(chat(olga), words.card), words.asideYes))?.text).toBe(words.asideSaid);
    await seen(chat(olga), words.putAside);
    await setting.restart();
    expect(texts(chat(ada))).toHaveLength(before);
    const button = buttonsOf(unanswered).find((text) => text.startsWith(words.ask)) ?? "";
    await world.press(ada, unanswered, button);
    await seen(chat(ada), words.receipt);
    const again = await seen(chat(olga), words.waits);
    expect(buttonsOf(again)).toContain(words.decline);
  },
);

it.each([EN, ZH])("whoever presses Answer writes it without replying, over a restart ($language)", async (words) => {
  const setting = await secretariatSetting({ language: words.language });
  const { world, ada, admins, seen, chat } = setting;
  const olga = admins[0] as (typeof admins)[0];
  await setting.putToSecretariat(ada, words.question, words.receipt);
  await world.press(olga, await seen(chat(olga), words.waits), words.answer);
  await seen(chat(olga), words.prompt);
  await setting.restart();
  world.say(olga, chat(olga), words.words);
  expect((await seen(chat(olga), words.preview)).text).toContain(words.words);
});

it.each([EN, ZH])("a card that points to a document offers those that came since ($language)", async (words) => {
  const setting = await secretariatSetting({ language: words.language });
  const { world, ada, admins, seen, chat, corpus, messages } = setting;
  const olga = admins[0] as (typeof admins)[0];
  await setting.putToSecretariat(ada, words.question, words.receipt);
  const card = await seen(chat(olga), words.waits);
  corpus.write("rules/lunch.md", `# Lunch\n\n## ${words.question}\n\n${words.words}\n`);
  await setting.readFolder();
  await world.press(olga, card, words.inDocument);
  const renewed = await seen(chat(olga), new RegExp(`^${words.card}[\\s\\S]*${words.words}`, "u"));
  const mark = /\[(\d)\] Lunch/u.exec(renewed.text ?? "")?.[1] ?? "";
  const offered = () => messages(chat(olga)).find((one) => one.message_id === card.message_id) ?? card;
  await expect.poll(() => buttonsOf(offered())).toContain(`[${mark}]`);
  await world.press(olga, offered(), `[${mark}]`);
  await seen(chat(ada), words.words);
});

it.each([EN, ZH])("a reminder opens the question where it stands, in its topic ($language)", async (words) => {
  const setting = await secretariatSetting({ language: words.language });
  const { world, ada, admins, seen, messages } = setting;
  const olga = admins[0] as (typeof admins)[0];
  const group = world.group({ title: "Office", members: [olga], topics: ["Questions"] });
  const thread = world.topic(group, "Questions");
  world.say(olga, group, { text: "/secretariat here", thread });
  await seen(group, words.here);
  await setting.putToSecretariat(ada, words.question, words.receipt);
  await seen(group, words.waits);
  setting.now = new Date(setting.now.getTime() + 25 * 3_600_000);
  await setting.restart();
  const reminder = () => messages(group).find((message) => buttonsOf(message).includes(words.open));
  await expect.poll(reminder, { timeout: 45_000 }).toBeDefined();
  await world.press(olga, reminder() as Message, words.open);
  const cards = () => messages(group).filter(({ text }) => text?.startsWith(words.waits));
  await expect.poll(cards, { timeout: 45_000 }).toHaveLength(2);
  expect(new Set(cards().map(({ message_thread_id: topic }) => topic))).toEqual(new Set([thread]));
});
