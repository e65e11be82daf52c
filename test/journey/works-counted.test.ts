/** A document with its editions is one for the secretariat too: in its checklist, its lists and its counts, as members see it. */

import { expect, it } from "vitest";
import { secretariatSetting } from "../support/secretariat-setting.ts";

const DOCUMENTS = {
  "rules/fees.md": "# Membership fees\n\n## Amounts\n\nThe fee is 500 yuan a year.\n",
  "rules/fees.zh.md": "# 会费\n\n## 标准\n\n会费每年500元。\n",
  "rules/lunch.md": "# Lunch\n\n## Days\n\nLunch is served on Mondays.\n",
};

it.each([
  {
    ...{ language: "en", checklist: "✅ Documents: 2", stats: "Documents: 2", collection: "rules · 2 documents" },
    ...{ library: /^2 documents\.[\s\S]*· Membership fees\nrules\/fees\W+md\nrules\/fees\W+zh\W+md(?:\n|$)/u },
    ...{ read: "Done: 2 documents in the library, in 3 files with the editions in other languages", member: "2 doc" },
    ...{
      title: "Membership fees",
      other: "Chinese edition",
      opened: "会费每年500元。",
      starts: "rules (2)",
      sought: "会费 fees",
    },
  },
  {
    ...{ language: "zh", checklist: "✅ 文件：2", stats: "文件：2", collection: "rules · 2 份文件" },
    ...{ library: /^共 2 份文件。[\s\S]*· 会费\nrules\/fees\W+zh\W+md\nrules\/fees\W+md(?:\n|$)/u },
    ...{ read: "完成：文件库共有 2 份文件（连同各语种版本共 3 份）", member: "共 2 份文件" },
    ...{ title: "会费", other: "英文版", opened: "The fee is 500 yuan a year.", starts: "rules (2)", sought: "會費" },
  },
])("a document in two languages is counted and listed once ($language)", async (words) => {
  const setting = await secretariatSetting({ language: words.language, documents: DOCUMENTS });
  const { world, ada, admins, seen, chat } = setting;
  const [olga] = admins;
  if (olga === undefined) throw new Error("an admin was asked for");
  const desk = chat(olga);
  world.say(olga, desk, "/start");
  await seen(desk, words.checklist);
  world.say(olga, desk, "/stats");
  await seen(desk, words.stats);
  world.say(olga, desk, "/collection");
  await seen(desk, words.collection);
  world.say(olga, desk, "/ingest");
  await seen(desk, words.read);
  world.say(ada, chat(ada), "/start");
  const counts = () =>
    setting.messages(chat(ada)).flatMap(({ reply_markup: markup }) => markup?.inline_keyboard.flat() ?? []);
  await expect.poll(() => counts().map(({ text }) => text)).toContain(words.starts);
  world.say(ada, chat(ada), "/documents");
  await seen(chat(ada), words.member);

  world.say(olga, desk, "/library");
  await seen(desk, words.library);
  // Either edition's words find it.
  world.say(olga, desk, `/library ${words.sought}`);
  const found = await seen(desk, /^(?:One document|共 1 份文件)/u);
  expect(found.text).toContain(words.title);
  await world.press(olga, found, "1");
  const opened = await seen(desk, new RegExp(`^${words.title}\n`, "u"));
  await world.press(olga, opened, words.other);
  await seen(desk, words.opened);
});
