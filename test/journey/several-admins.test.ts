/** Two or three admins work on the same question at the same moment: one has it, one answers, and the asker hears once. */

import { expect, it } from "vitest";
import { secretariatSetting } from "../support/secretariat-setting.ts";

const EN = {
  ...{ language: "en", question: "Who pays for lunch at the council?", receipt: "(question 1)" },
  ...{
    waits: "Question 1 · waits",
    answer: "Answer",
    prompt: /Write the answer to question 1 now|^\S+ \S+: reply to this message/u,
  },
  ...{ taken: /is answering this since/u, preview: "Your answer to question 1 will look like this:", send: "Send" },
  ...{ answers: "The secretariat answers your question:", late: /^Not sent\. Nothing more to do: /u },
  ...{ sent: "Sent.", decline: "Not for us", yes: "Yes, tell the asker", declined: "is not one that it can answer" },
  ...{ closed: "Nothing more to do: ", here: "come here from now on" },
};
const ZH: typeof EN = {
  ...{ language: "zh", question: "理事会的午餐由谁付费？", receipt: "（问题 1）" },
  ...{ waits: "问题 1 · 等待答复", answer: "答复", prompt: /请直接写出对问题 1 的答复|^\S+ \S+：请回复本消息/u },
  ...{ taken: /起正在答复/u, preview: "您对问题 1 的答复将如下所示：", send: "发送" },
  ...{ answers: "秘书处对您的问题答复如下：", late: /^没有发送。 ?无需再处理：/u },
  ...{ sent: "已发送。", decline: "不归我们答复", yes: "是，告知提问者", declined: "秘书处表示无法答复" },
  ...{ closed: "无需再处理：", here: "今后提交给秘书处的问题会发到这里" },
};

it.each([EN, ZH])(
  "three admins who take the same card at once, each in private: one of them has it ($language)",
  async (words) => {
    const setting = await secretariatSetting({ language: words.language, admins: 3 });
    const { world, ada, admins, seen, chat, texts } = setting;
    await setting.putToSecretariat(ada, words.question, words.receipt);
    const cards = await Promise.all(admins.map((admin) => seen(chat(admin), words.waits)));
    const presses = admins.map((admin, at) => world.press(admin, cards[at] as (typeof cards)[0], words.answer));
    const notes = (await Promise.all(presses)).map((note) => note?.text ?? "");
    const told = (what: RegExp) => admins.filter((admin) => texts(chat(admin)).some((text) => what.test(text)));
    // A press that comes a little later is answered by a note above the chat.
    const refused = () => told(words.taken).length + notes.filter((note) => words.taken.test(note)).length;
    await expect.poll(() => told(words.prompt).length + refused()).toBe(3);
    expect(refused()).toBe(2);
    await setting.restart();

    // All the same each may answer; whoever sends first is the secretariat's word.
    const previews = await Promise.all(
      admins.map(async (admin, at) => {
        const card = cards[at] as (typeof cards)[0];
        world.say(admin, chat(admin), { text: `Lunch is paid by ${admin.first_name}.`, reply_to: card });
        return await seen(chat(admin), words.preview);
      }),
    );
    await Promise.all(admins.map((admin, at) => world.press(admin, previews[at] as (typeof previews)[0], words.send)));
    await expect.poll(() => told(words.late).length).toBe(2);
    await setting.restart();
    const answers = () => texts(chat(ada)).filter((text) => text.includes(words.answers));
    await expect.poll(answers).toHaveLength(1);
    const [sender] = admins.filter((admin) => texts(chat(admin)).some((text) => text.startsWith(words.sent)));
    expect(answers().join()).toContain(`Lunch is paid by ${sender?.first_name}.`);
  },
);

it.each([EN, ZH])("two who close it otherwise at once: one counts, the other reads so ($language)", async (words) => {
  const setting = await secretariatSetting({ language: words.language, admins: 3 });
  const { world, ada, admins, seen, chat, texts } = setting;
  await setting.putToSecretariat(ada, words.question, words.receipt);
  const [olga, pia] = admins;
  if (olga === undefined || pia === undefined) throw new Error("three admins were asked for");
  const [card, other] = [await seen(chat(olga), words.waits), await seen(chat(pia), words.waits)];
  world.say(olga, chat(olga), { text: "The alliance pays.", reply_to: card });
  const preview = await seen(chat(olga), words.preview);
  await world.press(pia, other, words.decline);
  await expect.poll(() => JSON.stringify(setting.messages(chat(pia)))).toContain(words.yes);
  const pressed = [world.press(olga, preview, words.send), world.press(pia, other, words.yes)];
  const notes = (await Promise.all(pressed)).map((note) => note?.text ?? "");
  const outcomes = () => [
    texts(chat(ada)).some((text) => text.includes("The alliance pays.")),
    texts(chat(ada)).some((text) => text.includes(words.declined)),
  ];
  await expect.poll(() => outcomes().filter(Boolean)).toHaveLength(1);
  await expect.poll(() => [...notes, ...texts(chat(olga)), ...texts(chat(pia))].join("\n")).toContain(words.closed);
  await setting.restart();
  expect(outcomes().filter(Boolean)).toHaveLength(1);
});

it.each([EN, ZH])("three in the secretariat's group take, answer and send at once ($language)", async (words) => {
  const setting = await secretariatSetting({ language: words.language, admins: 3 });
  const { world, ada, admins, seen, chat, texts } = setting;
  const [olga] = admins;
  if (olga === undefined) throw new Error("three admins were asked for");
  const group = world.group({ title: "Secretariat", members: [...admins] });
  world.say(olga, group, "/secretariat here");
  await seen(group, words.here);
  await setting.putToSecretariat(ada, words.question, words.receipt);
  const card = await seen(group, words.waits);
  const notes = await Promise.all(admins.map((admin) => world.press(admin, card, words.answer)));
  const count = (what: RegExp) =>
    [...texts(group), ...notes.map((note) => note?.text ?? "")].filter((text) => what.test(text)).length;
  await expect.poll(() => count(words.prompt) + count(words.taken)).toBe(3);
  expect(count(words.prompt)).toBe(1);
  for (const admin of admins) {
    world.say(admin, group, { text: `Lunch is paid by ${admin.first_name}.`, reply_to: card });
  }
  const previews = () => setting.messages(group).filter(({ text }) => text?.startsWith(words.preview));
  await expect.poll(() => previews().length).toBe(3);
  await setting.restart();
  await Promise.all(
    admins.map((admin) => {
      const own = previews().find(({ text }) => text?.includes(admin.first_name));
      if (own === undefined) throw new Error(`${admin.first_name} has no preview`);
      return world.press(admin, own, words.send);
    }),
  );
  await expect.poll(() => texts(group).filter((text) => words.late.test(text)).length).toBe(2);
  expect(texts(chat(ada)).filter((text) => text.includes(words.answers))).toHaveLength(1);
});
