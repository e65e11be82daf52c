/** The first steps of an admin and of a member: a checklist that ticks itself, examples, and what was wrong with an answer. */

import { expect, it } from "vitest";
import { secretariatSetting } from "../support/secretariat-setting.ts";

it.each([
  {
    ...{
      language: "en",
      documents: "✅ Documents: 2",
      noChat: "☐ A chat for the questions",
      chat: "✅ A chat for the questions",
    },
    ...{
      noClosed: /☐ .*\/collection NAME restrict closes one/u,
      closed: /✅ (?!Documents).*: 1/u,
      again: "Look again",
    },
    ...{ here: "come here from now on", restrict: "/collection board restrict", restricted: "board: for admins only." },
  },
  {
    ...{ language: "zh", documents: "✅ 文件：2", noChat: "☐ 接收成员问题的聊天", chat: "✅ 接收成员问题的聊天" },
    ...{ noClosed: /☐ 仅限部分成员的文件夹：没有/u, closed: /✅ 仅限部分成员的文件夹：1/u, again: "重新检查" },
    ...{ here: "今后提交给秘书处的问题会发到这里", restrict: "/collection board restrict", restricted: "board：" },
  },
])("an admin's checklist ticks itself, over a restart ($language)", async (words) => {
  const setting = await secretariatSetting({
    ...{ language: words.language },
    documents: { "rules/fees.md": "# Fees\n\nLate members are reminded.\n", "notes/lunch.md": "# Lunch\n\nSoup.\n" },
  });
  const { world, ada, admins, seen, chat, texts } = setting;
  const olga = admins.at(0);
  if (olga === undefined) throw new Error("an admin was asked for");
  const desk = chat(olga);
  world.say(olga, desk, "/start");
  const list = await seen(desk, words.documents);
  expect(list.text).toContain(words.noChat);
  expect(list.text).toMatch(words.noClosed);
  const group = world.group({ title: "Secretariat", members: [olga] });
  world.say(olga, group, "/secretariat here");
  await seen(group, words.here);
  world.say(olga, desk, words.restrict.replace("board", "notes"));
  await seen(desk, words.restricted.replace("board", "notes"));
  await setting.restart();
  // Without a press: a step is ticked where it stands.
  await seen(desk, words.chat);
  await world.press(olga, list, words.again);
  expect((await seen(desk, words.documents)).text).toMatch(words.closed);
  // It is the admins' alone, whoever forges the press.
  world.say(ada, chat(ada), "/start");
  await world.press(ada, await seen(chat(ada), /./u), "h");
  expect(texts(chat(ada)).join()).not.toContain(words.chat);
});

it.each([
  {
    ...{
      language: "en",
      keys: /What do the documents say about “Late payment”\?/u,
      offers: "You could ask, for example",
      shelves: "These documents answer.",
    },
    ...{
      what: "What was wrong with the answer?",
      reason: "It is not what the council decided.",
      kept: "It is kept with the answer",
    },
    ...{ complaint: "“It is not what the council decided.”", question: "When do members lose the right to vote?" },
    list: "found wrong",
  },
  {
    ...{
      language: "zh",
      keys: /文件中关于“Late payment”是怎么说的？/u,
      offers: "您可以这样提问",
      shelves: "作答依据以下文件",
    },
    ...{ what: "请问这个回答有什么问题？", reason: "与理事会的决定不符。", kept: "反馈已与该回答一并保存" },
    ...{ complaint: "“与理事会的决定不符。”", question: "When do members lose the right to vote?" },
    list: "被认为有误",
  },
])("a member is shown examples, and the message after 👎 is the reason for two minutes ($language)", async (words) => {
  const setting = await secretariatSetting({ language: words.language });
  const { world, ada, bob, admins, seen, chat, texts } = setting;
  const olga = admins.at(0);
  if (olga === undefined) throw new Error("an admin was asked for");
  world.say(ada, chat(ada), "/start");
  await seen(chat(ada), words.offers);
  // The collections are buttons, and one of them shows what is in it.
  const shelves = await seen(chat(ada), words.shelves);
  await world.press(ada, shelves, "rules (1)");
  expect((await seen(chat(ada), /^rules · /u)).text).toContain("Membership fees");
  // A message that is read back does not say which keys came with it.
  const sent = setting.server.calls
    .filter(({ method }) => method === "sendMessage")
    .map((call) => JSON.stringify(call));
  const keys = sent.findLast((call) => call.includes(words.offers)) ?? "";
  expect(keys).toMatch(words.keys);
  // No key is made of what the member may not see.
  expect(keys).not.toContain("Salaries");
  const wrong = async (member: typeof ada) => {
    world.say(member, chat(member), words.question);
    await world.press(member, await seen(chat(member), "After thirty days"), "👎");
    await seen(chat(member), words.what);
  };
  await wrong(ada);
  await setting.restart();
  world.say(ada, chat(ada), words.reason);
  await seen(chat(ada), words.kept);
  world.say(olga, chat(olga), "/feedback");
  expect((await seen(chat(olga), words.list)).text).toContain(words.complaint);

  // Later it is a message like any other; and a question is one at once.
  await wrong(bob);
  world.say(bob, chat(bob), words.question);
  await expect.poll(() => texts(chat(bob)).filter((text) => text.includes("After thirty days"))).toHaveLength(2);
  setting.now = new Date(setting.now.getTime() + 3 * 60_000);
  const before = texts(chat(bob)).length;
  world.say(bob, chat(bob), words.reason);
  await expect.poll(() => texts(chat(bob)).length, { timeout: 45_000 }).toBeGreaterThan(before);
  expect(texts(chat(bob)).join()).not.toContain(words.kept);
});
