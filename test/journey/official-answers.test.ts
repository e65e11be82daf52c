/** An answer of the secretariat becomes a document: found, quoted, suspended, worded anew and taken back. */

import { expect, it } from "vitest";
import { secretariatSetting } from "../support/secretariat-setting.ts";

it.each([
  {
    ...{
      language: "en",
      question: "Who pays for lunch at the council?",
      text: "The alliance pays for lunch at the council.",
    },
    ...{ receipt: "(question 1)", waits: "Question 1 · waits", preview: "Your answer to question 1", send: "Send" },
    ...{ sent: "Sent.", make: "Make it an official answer", made: "Official answer 1: in a moment" },
    ...{ title: /Official answer of the secretariat, 29 November 2026/u, again: "Who pays for lunch at the council" },
    ...{ takeBack: "Take it back", gone: "Official answer 1 is taken back" },
  },
  {
    ...{ language: "zh", question: "理事会的午餐由谁付费？", text: "理事会的午餐由联盟付费。" },
    ...{ receipt: "（问题 1）", waits: "问题 1 · 等待答复", preview: "您对问题 1 的答复", send: "发送" },
    ...{ sent: "已发送。", make: "作为正式答复", made: "正式答复 1：片刻之后" },
    ...{ title: /秘书处正式答复，2026年11月29日/u, again: "理事会的午餐由谁付费" },
    ...{ takeBack: "撤回", gone: "正式答复 1 已撤回" },
  },
])("an answer is found and quoted like a document until it is taken back, over restarts ($language)", async (words) => {
  const setting = await secretariatSetting({ language: words.language, isReal: true });
  setting.now = new Date("2026-11-29T08:00:00Z");
  const { world, ada, bob, admins, seen, chat, library } = setting;
  const [olga] = admins;
  if (olga === undefined) throw new Error("an admin was asked for");
  world.say(olga, chat(olga), "/secretariat");
  await seen(chat(olga), "/secretariat here");
  await setting.putToSecretariat(ada, words.question, words.receipt);
  const card = await seen(chat(olga), words.waits);
  world.say(olga, chat(olga), { text: words.text, reply_to: card });
  await world.press(olga, await seen(chat(olga), words.preview), words.send);
  const sent = await seen(chat(olga), words.sent);
  await setting.restart();
  await world.press(olga, sent, words.make);
  await seen(chat(olga), words.made);
  await expect.poll(() => library.documents().map(({ path }) => path)).toContain("official-answers/answer-1.md");
  await setting.readFolder();
  await setting.restart();

  world.say(bob, chat(bob), words.again);
  const answer = await seen(chat(bob), words.text);
  expect(answer.text).toMatch(words.title);
  await world.press(bob, answer, "[1]");
  await seen(chat(bob), words.language === "en" ? "First quoted on" : "首次引用于");

  world.say(olga, chat(olga), "/answers");
  const list = await seen(chat(olga), /1 · 2026-11-29 · /u);
  await world.press(olga, list, "1");
  const opened = await seen(chat(olga), new RegExp(`${words.text}\\n\\n`, "u"));
  await world.press(olga, opened, words.takeBack);
  await seen(chat(olga), words.gone);
  await expect.poll(() => library.documents().map(({ path }) => path)).not.toContain("official-answers/answer-1.md");
});

it("is suspended when a document that it names changes, is worded anew by a reply, and is as closed as its passages", async () => {
  const setting = await secretariatSetting();
  const { world, ada, bob, admins, seen, chat, library, corpus, texts } = setting;
  const [olga] = admins;
  if (olga === undefined) throw new Error("an admin was asked for");
  world.say(olga, chat(olga), `/collection board allow ${ada.id}`);
  await seen(chat(olga), "board: for admins only and these members:".replace("admins only and", "admins and"));
  await setting.putToSecretariat(ada, "Where was the zebra bought and by whom?", "(question 1)");
  const card = await seen(chat(olga), "Question 1 · waits");
  world.say(olga, chat(olga), {
    text: "The zebra garage is for the director, see Membership fees.",
    reply_to: card,
  });
  await world.press(olga, await seen(chat(olga), "Your answer to question 1"), "Send");
  await world.press(olga, await seen(chat(olga), "Sent."), "Make it an official answer");
  await seen(chat(olga), "for whoever may see board");
  await expect.poll(() => library.documents().map(({ path }) => path)).toContain("official-answers/answer-1.md");
  world.say(bob, chat(bob), "/search zebra garage director");
  await seen(chat(bob), /\[1\]|no passage/iu);
  expect(texts(chat(bob)).join()).not.toContain("zebra garage is for");

  corpus.write("rules/fees.md", "---\ntitle: Membership fees\n---\n\n# Membership fees\n\nThere are none any more.\n");
  await setting.readFolder();
  await seen(chat(olga), "Official answer 1 names a document that has changed");
  await expect.poll(() => library.documents().map(({ path }) => path)).not.toContain("official-answers/answer-1.md");
  await setting.readFolder();
  await setting.restart();
  world.say(olga, chat(olga), "/answers");
  await world.press(olga, await seen(chat(olga), "suspended: a document that it names has changed"), "1");
  const opened = await seen(chat(olga), "Reply to this message to word it anew.");
  world.say(olga, chat(olga), { text: "The zebra garage was built in May.", reply_to: opened });
  await seen(chat(olga), "Official answer 1 is changed.");
  await expect.poll(() => library.documents().map(({ path }) => path)).toContain("official-answers/answer-1.md");
});
