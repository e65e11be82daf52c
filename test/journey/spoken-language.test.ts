/** What comes unasked is in the reader's language: the one that they write, else the one that most of the organisation speaks. */

import { it } from "vitest";
import { secretariatSetting } from "../support/secretariat-setting.ts";

const FEES_IN_CHINESE = { "rules/fees.md": "# 会费\n\n## 逾期\n\n会员逾期未缴的，提醒一次。三十天后失去表决权。\n" };

it.each([
  { language: "zh", question: "理事会的午餐由谁付费？", receipt: "（问题 1）", waits: "问题 1 · 等待答复" },
  { language: "zh-TW", question: "理事會的午餐由誰付費？", receipt: "（問題 1）", waits: "問題 1 · 等待答覆" },
])("an admin who never wrote gets the card in the language of the organisation ($language)", async (words) => {
  const setting = await secretariatSetting({ language: words.language, admins: 2 });
  const { world, ada, admins, seen, chat } = setting;
  world.say(ada, chat(ada), words.question);
  const button = words.language === "zh" ? "转给秘书处" : "轉給秘書處";
  const answer = await seen(chat(ada), /沒有找到|没有找到/u);
  await world.press(ada, answer, button);
  await seen(chat(ada), words.receipt);
  for (const admin of admins) await seen(chat(admin), words.waits);
});

it("an admin of whom nothing is known is told in the documents' language what blocks the reading", async () => {
  const setting = await secretariatSetting({ language: "zh", documents: FEES_IN_CHINESE });
  const [olga] = setting.admins;
  if (olga === undefined) throw new Error("an admin was asked for");
  setting.corpus.remove("rules");
  await setting.readFolder();
  await setting.seen(setting.chat(olga), "文件读取失败");
});

it("who writes Chinese in an English app is answered by the secretariat in Chinese, and by commands, over a restart", async () => {
  const setting = await secretariatSetting({ language: "en" });
  const { world, ada, admins, seen, chat } = setting;
  const [olga] = admins;
  if (olga === undefined) throw new Error("an admin was asked for");
  world.say(olga, chat(olga), "/secretariat");
  await seen(chat(olga), "/secretariat here");
  world.say(ada, chat(ada), "理事会的午餐由谁付费？");
  await world.press(ada, await seen(chat(ada), "没有找到"), "转给秘书处");
  await seen(chat(ada), "（问题 1）");
  const card = await seen(chat(olga), "Question 1 · waits for an answer");
  await setting.restart();
  world.say(olga, chat(olga), { text: "The alliance pays for it.", reply_to: card });
  await world.press(olga, await seen(chat(olga), "Your answer to question 1"), "Send");
  await seen(chat(ada), "秘书处对您的问题答复如下：");
  await seen(chat(ada), "秘书处已答复您的问题 1。");
  world.say(ada, chat(ada), "/asked");
  await seen(chat(ada), "您提交给秘书处的问题：");
});

it("the secretariat's chat is spoken to in the script in which it was named", async () => {
  const setting = await secretariatSetting({ language: "zh-TW" });
  const { world, ada, admins, seen, chat } = setting;
  const [olga] = admins;
  if (olga === undefined) throw new Error("an admin was asked for");
  const group = world.group({ title: "秘書處", members: [olga] });
  world.say(olga, group, "/secretariat here");
  await seen(group, "今後提交給秘書處的問題會發到這裡");
  await setting.restart();
  world.say(ada, chat(ada), "理事會的午餐由誰付費？");
  await world.press(ada, await seen(chat(ada), "沒有找到"), "轉給秘書處");
  await seen(group, "問題 1 · 等待答覆");
});
