/** A question that the documents do not answer reaches a person, and the answer comes back, over restarts in the middle. */

import { describe, expect, it } from "vitest";
import { secretariatSetting } from "../support/secretariat-setting.ts";

const LUNCH = "Who pays for lunch at the council?";

describe("a question that was not answered", () => {
  it("reaches each admin in private, and a reply to its card comes back to whoever asked, after a preview", async () => {
    const setting = await secretariatSetting({ admins: 2 });
    const { world, ada, bob, admins, seen, chat, texts } = setting;
    const [olga, pia] = admins.map((admin) => ({ admin, chat: chat(admin) }));
    if (olga === undefined || pia === undefined) throw new Error("two admins were asked for");
    await setting.putToSecretariat(bob, "Who pays for lunch at the council then?", "(question 1)");
    await setting.putToSecretariat(ada, LUNCH, "(question 2)");
    const card = await seen(olga.chat, /^Question 2 · waits for an answer\nAda/u);
    await seen(pia.chat, "Question 2 · waits for an answer");
    await setting.restart();

    await world.press(olga.admin, card, "Answer");
    await seen(pia.chat, /^Question 2 · Olga \S+ is answering/u);
    await seen(chat(ada), "Somebody in the secretariat is answering your question 2.");
    await setting.restart();

    world.say(olga.admin, olga.chat, { text: "The alliance pays for lunch.", reply_to: card });
    const preview = await seen(olga.chat, "Your answer to question 2 will look like this:");
    expect(preview.text).toContain("The alliance pays for lunch.");
    expect(texts(chat(ada)).join()).not.toContain("The alliance pays");
    await world.press(olga.admin, preview, "☐ 1 · Who pays for lunch at the council then?");
    await expect.poll(() => JSON.stringify(setting.messages(olga.chat))).toContain("☑ 1");
    await setting.restart();

    await world.press(olga.admin, preview, "Send to 2");
    for (const asker of [ada, bob]) {
      const answer = await seen(chat(asker), "The secretariat answers your question:");
      expect(answer.text).toMatch(/The alliance pays for lunch\.\n\nThe secretariat's own word of \d{1,2} \w+ \d{4},/u);
    }
    await seen(pia.chat, /^Question 2 · answered by Olga/u);
    await seen(chat(ada), "The secretariat has answered your question 2.");
    await seen(olga.chat, "Sent to 2 members.");
    await setting.restart();

    // Nothing crosses: whoever comes second is told who was quicker, and the asker hears nothing twice.
    const late = await seen(pia.chat, /^Question 2 · answered/u);
    world.say(pia.admin, pia.chat, { text: "Members pay.", reply_to: late });
    await seen(pia.chat, /^Nothing more to do: Olga .* has dealt with this question \(answered\)/u);
    world.say(ada, chat(ada), "/asked");
    await seen(chat(ada), /2 · answered\nWho pays for lunch at the council\?\n→ The alliance pays for lunch\./u);
    expect(texts(chat(ada)).filter((text) => text.includes("The secretariat answers"))).toHaveLength(1);
  });

  it("goes through the same in Chinese", async () => {
    const setting = await secretariatSetting({ language: "zh" });
    const { world, ada, admins, seen, chat } = setting;
    const [olga] = admins;
    if (olga === undefined) throw new Error("an admin was asked for");
    world.say(olga, chat(olga), "/secretariat");
    await seen(chat(olga), "提交给秘书处的问题会私下发给每位管理员");
    await setting.putToSecretariat(ada, "理事会的午餐由谁付费？", "（问题 1）");
    const card = await seen(chat(olga), "问题 1 · 等待答复");
    await setting.restart();
    world.say(olga, chat(olga), { text: "午餐由联盟付费。", reply_to: card });
    const preview = await seen(chat(olga), "您对问题 1 的答复将如下所示：");
    await world.press(olga, preview, "发送");
    const answer = await seen(chat(ada), "秘书处对您的问题答复如下：");
    expect(answer.text).toMatch(/午餐由联盟付费。\n\n以上是秘书处 \d{4}年\d{1,2}月\d{1,2}日 ?的答复，并非摘自文件。/u);
  });

  it("is told where it stands when the secretariat points to a document, and only to one that the asker may see", async () => {
    const setting = await secretariatSetting();
    const { world, ada, admins, seen, chat } = setting;
    const [olga] = admins;
    if (olga === undefined) throw new Error("an admin was asked for");
    world.say(olga, chat(olga), "/collection board restrict");
    await seen(chat(olga), "board: for admins only.");
    await setting.putToSecretariat(ada, "Who gave the director a parking space in thirty days?", "(question 1)");
    const card = await seen(chat(olga), "Question 1 · waits");
    const marks =
      /\[(?<fees>\d)\] Membership fees[\s\S]*\[(?<board>\d)\] Salaries|\[(?<board>\d)\] Salaries[\s\S]*\[(?<fees>\d)\] Membership/u;
    const { fees = "", board = "" } = marks.exec(card.text ?? "")?.groups ?? {};
    await world.press(olga, card, "It is in a document");
    expect((await world.press(olga, card, `dp:1:${board}`))?.text).toMatch(/^The asker may not see this document/u);
    await world.press(olga, card, `dp:1:${fees}`);
    const pointed = await seen(chat(ada), "The secretariat says that the answer to your question stands here:");
    expect(pointed.text).toContain("[1] Membership fees");
    await world.press(ada, pointed, "[1]");
    await seen(chat(ada), "First quoted on");
    await seen(chat(olga), /^Question 1 · Olga .* pointed to a document/u);
  });

  it("can be taken back by its asker, and by nobody else", async () => {
    const setting = await secretariatSetting();
    const { world, ada, bob, admins, seen, chat } = setting;
    const [olga] = admins;
    if (olga === undefined) throw new Error("an admin was asked for");
    const receipt = await setting.putToSecretariat(ada, LUNCH, "(question 1)");
    const card = await seen(chat(olga), "Question 1 · waits");
    world.say(bob, chat(bob), "/asked");
    const none = await seen(chat(bob), "You have put no question");
    expect((await world.press(bob, none, "w:1"))?.text).toMatch(/no longer works/u);
    await world.press(ada, receipt, "Take it back");
    await seen(chat(olga), "Question 1 · withdrawn by the asker");
    await seen(chat(ada), "You have taken back your question 1.");
    world.say(olga, chat(olga), { text: "The alliance.", reply_to: card });
    await seen(chat(olga), "Nothing more to do: the asker has taken this question back.");
  });

  it("leaves no trace of its asker once they have everything erased", async () => {
    const setting = await secretariatSetting();
    const { world, ada, admins, seen, chat, texts } = setting;
    const [olga] = admins;
    if (olga === undefined) throw new Error("an admin was asked for");
    await setting.putToSecretariat(ada, LUNCH, "(question 1)");
    await seen(chat(olga), "Question 1 · waits");
    world.say(ada, chat(ada), "/forget");
    await world.press(ada, await seen(chat(ada), "Erase all that is kept"), "Erase");
    await seen(chat(olga), "Question 1 was taken back: its asker had everything erased.");
    expect(texts(chat(olga)).join()).not.toContain("lunch");
    world.say(olga, chat(olga), "/unanswered");
    await seen(chat(olga), "No question waits for the secretariat.");
  });

  it("is reminded of after a day, in one message, and once for each day", async () => {
    const setting = await secretariatSetting();
    const { ada, bob, admins, seen, chat, texts } = setting;
    const [olga] = admins;
    if (olga === undefined) throw new Error("an admin was asked for");
    await setting.putToSecretariat(ada, LUNCH, "(question 1)");
    await setting.putToSecretariat(bob, "Where is the parking lot of the council?", "(question 2)");
    const reminders = () => texts(chat(olga)).filter((text) => text.includes("still wait"));
    setting.now = new Date(setting.now.getTime() + 25 * 3_600_000);
    await setting.restart();
    await seen(chat(olga), /^2 questions still wait for the secretariat, the oldest, question 1, since/u);
    await setting.restart();
    expect(reminders()).toHaveLength(1);
  });
});

it.each([
  {
    ...{ language: "en", set: "/secretariat remind 2d", wrong: "/secretariat remind 1000", how: "from 1 to 720" },
    ...{ done: "reminded of after 48 hours", shown: "reminded of open questions after 48 hours" },
    ...{ receipt: "(question 1)", reminder: "One question still waits", question: LUNCH },
  },
  {
    ...{ language: "zh", set: "/secretariat 提醒 2天", wrong: "/secretariat 提醒 1000小时", how: "1 至 720" },
    ...{ done: "今后问题提交 48 小时后仍未答复时会提醒", shown: "待答复的问题在 48 小时后提醒" },
    ...{ receipt: "（问题 1）", reminder: "还有", question: "理事会的午餐由谁付费？" },
  },
])("an admin sets after how long open questions are reminded of, over a restart ($language)", async (words) => {
  const setting = await secretariatSetting({ language: words.language });
  const { world, ada, admins, seen, chat, texts } = setting;
  const olga = admins.at(0);
  if (olga === undefined) throw new Error("an admin was asked for");
  world.say(olga, chat(olga), "/secretariat");
  await seen(chat(olga), "24");
  await setting.putToSecretariat(ada, words.question, words.receipt);
  world.say(olga, chat(olga), words.wrong);
  await seen(chat(olga), words.how);
  world.say(olga, chat(olga), words.set);
  await seen(chat(olga), words.done);
  setting.now = new Date(setting.now.getTime() + 25 * 3_600_000);
  await setting.restart();
  world.say(olga, chat(olga), "/secretariat");
  await seen(chat(olga), words.shown);
  expect(texts(chat(olga)).join()).not.toContain(words.reminder);
  setting.now = new Date(setting.now.getTime() + 24 * 3_600_000);
  await setting.restart();
  await seen(chat(olga), words.reminder);
});

describe("what members miss and find wrong", () => {
  it.each([
    {
      ...{ language: "en", question: LUNCH, notFound: "I did not find an answer", what: "What was wrong" },
      ...{
        reason: "It is out of date",
        noted: "Noted: It is out of date.",
        comment: "The council has made it sixty days.",
      },
      ...{ kept: "It is kept with the answer.", stats: "Last 24 hours", missedButton: "What was not found" },
      ...{ missed: /^One question that the documents did not answer[\s\S]*\nWho pays for lunch/u },
      ...{
        wrongButton: "What members found wrong",
        complaints: /^One answer that was found wrong[\s\S]*sixty days\.”/u,
      },
      ...{ card: /^Question 1 · waits for an answer\nasked by a member, not answered/u, reply: "The alliance pays." },
      ...{
        preview: "Your answer to question",
        send: "Send",
        answers: /The secretariat answers your question:\nWho pays/u,
      },
      ...{ noneMissed: "No question was left without an answer.", fix: "1 Fix", how: "How is it to be mended?" },
      ...{ answerIt: "Answer it", fixCard: /^Question 2 · .*\nasked by a member; the answer was found wrong/u },
      ...{ fixed: "It is sixty days since May.", noneWrong: "No answer that was found wrong is open." },
    },
    {
      ...{
        language: "zh",
        question: "理事会的午餐由谁付费？",
        notFound: "我在文件中没有找到答案",
        what: "请问这个回答有什么问题",
      },
      ...{ reason: "已经过时", noted: "已记录：已经过时", comment: "理事会已改为六十天。" },
      ...{ kept: "反馈已与该回答一并保存", stats: "最近 24 小时", missedButton: "未找到答案的问题" },
      ...{ missed: /^共有 1 个问题文件未能回答[\s\S]*\n理事会的午餐由谁付费/u },
      ...{ wrongButton: "成员的差评", complaints: /^共有 1 个回答被认为有误[\s\S]*“理事会已改为六十天。”/u },
      ...{ card: /^问题 1 · 等待答复\n由一位成员提出，文件中没有找到答案/u, reply: "午餐由联盟付费。" },
      ...{ preview: "您对问题", send: "发送", answers: /秘书处对您的问题答复如下：\n理事会的午餐由谁付费/u },
      ...{ noneMissed: "没有未得到回答的问题。", fix: "1 更正", how: "如何更正？" },
      ...{ answerIt: "答复", fixCard: /^问题 2 · .*\n由一位成员提出，回答被认为有误/u },
      ...{ fixed: "五月起为六十天。", noneWrong: "没有待处理的差评。" },
    },
  ])("is read by the secretariat without a name, answered, and told to whoever said so ($language)", async (words) => {
    const setting = await secretariatSetting({ language: words.language });
    const { world, ada, bob, admins, seen, chat } = setting;
    const [olga] = admins;
    if (olga === undefined) throw new Error("an admin was asked for");
    world.say(bob, chat(bob), words.question);
    await seen(chat(bob), words.notFound);
    world.say(ada, chat(ada), "When do members lose the right to vote?");
    const wrong = await seen(chat(ada), "After thirty days");
    await world.press(ada, wrong, "👎");
    await world.press(ada, await seen(chat(ada), words.what), words.reason);
    await seen(chat(ada), words.noted);
    world.say(ada, chat(ada), words.comment);
    await seen(chat(ada), words.kept);
    await setting.restart();

    world.say(olga, chat(olga), "/stats");
    const stats = await seen(chat(olga), words.stats);
    await world.press(olga, stats, words.missedButton);
    const missed = await seen(chat(olga), words.missed);
    await world.press(olga, stats, words.wrongButton);
    const complaints = await seen(chat(olga), words.complaints);
    for (const { text = "" } of [missed, complaints]) expect(text).not.toMatch(/Ada|Bob/u);

    await world.press(olga, missed, "1");
    const card = await seen(chat(olga), words.card);
    await setting.restart();
    world.say(olga, chat(olga), { text: words.reply, reply_to: card });
    await world.press(olga, await seen(chat(olga), words.preview), words.send);
    expect((await seen(chat(bob), words.answers)).text).toContain(words.reply);
    world.say(olga, chat(olga), "/missed");
    await seen(chat(olga), words.noneMissed);

    await world.press(olga, complaints, words.fix);
    await world.press(olga, await seen(chat(olga), words.how), words.answerIt);
    const fix = await seen(chat(olga), words.fixCard);
    world.say(olga, chat(olga), { text: words.fixed, reply_to: fix });
    await world.press(olga, await seen(chat(olga), new RegExp(`^${words.preview}.*2`, "u")), words.send);
    await seen(chat(ada), words.fixed);
    world.say(olga, chat(olga), "/feedback");
    await seen(chat(olga), words.noneWrong);
  });

  it("is told to be fixed where it was, and nobody but admins reads it", async () => {
    const setting = await secretariatSetting();
    const { world, ada, bob, admins, seen, chat } = setting;
    const [olga] = admins;
    if (olga === undefined) throw new Error("an admin was asked for");
    world.say(ada, chat(ada), "When do members lose the right to vote?");
    await world.press(ada, await seen(chat(ada), "After thirty days"), "👎");
    await seen(chat(ada), "What was wrong");
    for (const command of ["/feedback", "/missed"]) {
      world.say(bob, chat(bob), command);
      const refused = await seen(chat(bob), "This is for the secretariat.");
      expect((await world.press(bob, refused, "dl:feedback:1:"))?.text).toBe("This is for the secretariat.");
    }
    world.say(olga, chat(olga), "/feedback");
    await world.press(olga, await seen(chat(olga), "One answer that was found wrong"), "1 Fixed");
    await seen(chat(ada), "The secretariat has dealt with it; please ask again:");
    await seen(chat(olga), "No answer that was found wrong is open.");
  });
});

describe("the secretariat's chat", () => {
  it("gets the cards, with passages that all may read; only admins' presses and replies count there", async () => {
    const setting = await secretariatSetting();
    const { world, ada, bob, admins, seen, chat, texts } = setting;
    const [olga] = admins;
    if (olga === undefined) throw new Error("an admin was asked for");
    const group = world.group({ title: "Secretariat", members: [olga, bob] });
    world.say(olga, chat(olga), "/collection board restrict");
    await seen(chat(olga), "board: for admins only.");
    world.say(bob, group, "/secretariat@docket_bot here");
    world.say(olga, group, "/secretariat here");
    await seen(group, "Questions to the secretariat come here from now on.");
    await setting.restart();
    await setting.putToSecretariat(ada, "Who gave the director a parking space?", "(question 1)");
    const card = await seen(group, "Question 1 · waits");
    expect(texts(group).join()).not.toContain("Salaries");
    // What is not for all goes to the admins in private.
    await seen(chat(olga), "Salaries of the office");

    expect((await world.press(bob, card, "Not for us"))?.text).toBe("This is for the secretariat.");
    world.say(bob, group, { text: "I did.", reply_to: card });
    await seen(group, "This is for the secretariat.");
    world.say(olga, group, { text: "The council gave it.", reply_to: card });
    const preview = await seen(group, "Your answer to question 1 will look like this:");
    expect((await world.press(bob, preview, "Send"))?.text).toBe("This is for the secretariat.");
    expect(texts(chat(ada)).join()).not.toContain("The council gave it.");
    await world.press(olga, preview, "Send");
    await seen(chat(ada), "The council gave it.");
  });

  it("that is left falls back to the admins, who are told, and no question is lost", async () => {
    const setting = await secretariatSetting();
    const { world, server, ada, bob, admins, seen, chat } = setting;
    const [olga] = admins;
    if (olga === undefined) throw new Error("an admin was asked for");
    const group = world.group({ title: "Secretariat", members: [olga] });
    world.say(olga, group, "/secretariat here");
    await seen(group, "come here from now on");
    server.faults.order({
      ...{ method: "sendMessage", chat: group.id },
      fault: { kind: "status", code: 403, description: "Forbidden: bot was kicked from the supergroup chat" },
    });
    await setting.putToSecretariat(ada, LUNCH, "(question 1)");
    await seen(chat(olga), "I can no longer write to the secretariat's chat");
    await seen(chat(olga), "Question 1 · waits");
    await setting.putToSecretariat(bob, "Where is the parking lot of the council?", "(question 2)");
    await seen(chat(olga), "Question 2 · waits");
  });

  it("that the bot is put out of is told of at once", async () => {
    const { world, server, admins, seen, chat } = await secretariatSetting();
    const [olga] = admins;
    if (olga === undefined) throw new Error("an admin was asked for");
    const group = world.group({ title: "Secretariat", members: [olga] });
    world.say(olga, group, "/secretariat here");
    await seen(group, "come here from now on");
    world.setStatus(server.bot, group, "kicked");
    await seen(chat(olga), "I can no longer write to the secretariat's chat");
  });

  it("that becomes a supergroup gets the cards under its new number", async () => {
    const setting = await secretariatSetting();
    const { world, ada, admins, seen, chat } = setting;
    const [olga] = admins;
    if (olga === undefined) throw new Error("an admin was asked for");
    const group = world.group({ title: "Secretariat", members: [olga], basic: true });
    world.say(olga, group, "/secretariat here");
    await seen(group, "come here from now on");
    const moved = world.migrate(group);
    await setting.putToSecretariat(ada, LUNCH, "(question 1)");
    await seen(moved, "Question 1 · waits");
    expect(setting.texts(chat(olga)).join()).not.toContain("I can no longer write");
  });
});
