/** An answer that a member found wrong is mended by a term, or by what is known of a document, over restarts. */

import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import { secretariatSetting } from "../support/secretariat-setting.ts";

const EN = {
  ...{ language: "en", question: "When do members lose the right to vote?", answer: "After thirty days" },
  ...{
    wrong: "What was wrong",
    fix: "1 Fix",
    how: "How is it to be mended?",
    complaints: /^One answer that was found/u,
  },
  ...{ facts: "Correct what is known of a document", which: "Which document", until: "In force until" },
  ...{
    prompt: "– In force until is now: –",
    day: "31 December 2024",
    preview: "– In force until: 2024-12-31",
  },
  ...{
    yes: "Write it",
    stated: "I write again when it is read, and tell whoever found the answer wrong.",
    undo: "Undo",
  },
  ...{ no: "Discard", dropped: "Nothing was changed", none: "No answer that was found wrong is open." },
  ...{ told: "The secretariat has dealt with it; please ask again:", undone: "undone. What was there before" },
  ...{
    term: "Add a term to the glossary",
    termPrompt: "Reply to this message with the Chinese term",
    noTerm: "This is no term",
  },
  ...{
    termPreview: "迟交户 = members who are late",
    added: "is in the glossary",
    read: "from now on questions and documents",
  },
  ...{ termUndone: "is undone. The glossary says" },
};
const ZH: typeof EN = {
  ...{ language: "zh", question: "When do members lose the right to vote?", answer: "After thirty days" },
  ...{ wrong: "请问这个回答有什么问题", fix: "1 更正", how: "如何更正？", complaints: /^共有 1 个回答被认为有误/u },
  ...{ facts: "更正文件信息", which: "与哪份文件有关", until: "有效期至" },
  ...{ prompt: "的有效期至现为：–", day: "2024年12月31日", preview: "的有效期至：2024-12-31" },
  ...{ yes: "写入", stated: "并告知认为回答有误的成员", undo: "撤销" },
  ...{ no: "放弃", dropped: "已放弃", none: "" },
  ...{ told: "您曾反馈以下问题的回答有误", undone: "已撤销，恢复为之前的内容" },
  ...{ term: "在术语表中添加术语", termPrompt: "请回复本消息，写明中文术语", noTerm: "无法识别这个术语" },
  ...{ termPreview: "迟交户 = members who are late", added: "术语表中已有", read: "今后据此读取" },
  ...{ termUndone: "术语表恢复为之前的内容" },
};

async function foundWrong(words: typeof EN, isReal = false) {
  const setting = await secretariatSetting({ language: words.language, isReal });
  const { world, ada, admins, seen, chat } = setting;
  const olga = admins.at(0);
  if (olga === undefined) throw new Error("an admin was asked for");
  const desk = chat(olga);
  world.say(olga, desk, "/secretariat");
  await seen(desk, "/secretariat here");
  world.say(ada, chat(ada), words.question);
  await world.press(ada, await seen(chat(ada), words.answer), "👎");
  await seen(chat(ada), words.wrong);
  const fixing = async (how: string) => {
    world.say(olga, desk, "/feedback");
    await world.press(olga, await seen(desk, words.complaints), words.fix);
    await world.press(olga, await seen(desk, words.how), how);
  };
  return { ...setting, restart: setting.restart, setting, olga, desk, fixing };
}

it.each([EN, ZH])("by a fact of the document that it rests on, confirmed and undone ($language)", async (words) => {
  const { setting, world, ada, olga, desk, seen, chat, corpus, library, fixing } = await foundWrong(words);
  const sidecar = join(corpus.path, "rules/fees.md.meta.yaml");
  await fixing(words.facts);
  await world.press(olga, await seen(desk, words.which), "Membership fees");
  await world.press(olga, await seen(desk, /^(?:What is known of it|该文件的信息)/u), words.until);
  const prompt = await seen(desk, words.prompt);
  world.say(olga, desk, { text: words.day, reply_to: prompt });
  await world.press(olga, await seen(desk, words.preview), words.no);
  await seen(desk, words.dropped);
  expect(existsSync(sidecar)).toBe(false);
  world.say(olga, desk, { text: words.day, reply_to: prompt });
  const preview = await seen(desk, words.preview);
  await setting.restart();
  expect(existsSync(sidecar)).toBe(false);
  // What is known of documents is the admins' to change, whoever forges a press.
  const yes = /d1:[\w-]{22}/u.exec(JSON.stringify(preview))?.[0] ?? "";
  await world.press(ada, await seen(chat(ada), words.wrong), yes);
  await world.press(olga, preview, words.yes);
  const stated = await seen(desk, words.stated);
  await seen(chat(ada), words.told);
  expect(readFileSync(sidecar, "utf8")).toBe("effective_until: 2024-12-31\n");
  const until = () => library.documents().find(({ path }) => path === "rules/fees.md")?.effectiveUntil;
  expect(until()).toBe("2024-12-31");
  await setting.readFolder();
  await setting.restart();
  await world.press(olga, stated, words.undo);
  await seen(desk, words.undone);
  await expect.poll(until).toBe(null);
  expect(existsSync(sidecar)).toBe(false);
  // It is as wrong as before.
  world.say(olga, desk, "/feedback");
  await seen(desk, words.complaints);
});

it.each([EN, ZH])(
  "by a term, which texts are read with at once, confirmed and undone ($language)",
  { timeout: 240_000 },
  async (words) => {
    const { setting, world, ada, olga, desk, seen, chat, config, engine, fixing } = await foundWrong(words, true);
    await fixing(words.term);
    const prompt = await seen(desk, words.termPrompt);
    world.say(olga, desk, { text: "late = later", reply_to: prompt });
    await seen(desk, words.noTerm);
    world.say(olga, desk, { text: "迟交户 = members who are late", reply_to: prompt });
    const preview = await seen(desk, words.termPreview);
    await setting.restart();
    expect(existsSync(config.chatGlossaryFile)).toBe(false);
    await world.press(olga, preview, words.yes);
    const added = await seen(desk, words.added);
    await seen(desk, words.read);
    await seen(chat(ada), words.told);
    expect(readFileSync(config.chatGlossaryFile, "utf8")).toBe("迟交户\tmembers who are late\n");
    expect(engine.terms?.().get("迟交户")).toEqual(["members who are late"]);
    await setting.restart();
    await world.press(olga, added, words.undo);
    await seen(desk, words.termUndone);
    await expect.poll(() => engine.terms?.().has("迟交户"), { timeout: 45_000 }).toBe(false);
    expect(readFileSync(config.chatGlossaryFile, "utf8")).toBe("");
  },
);
