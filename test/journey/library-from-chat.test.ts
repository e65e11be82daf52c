/** An admin sends a file, and members get answers from it: previewed, added, replaced and undone, over restarts. */

import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import { secretariatSetting } from "../support/secretariat-setting.ts";

const LUNCH =
  "---\ntitle: Lunch rules\n---\n\n# Lunch rules\n\n## Soup\n\nSoup is served on Mondays.\n\n## Cake\n\nCake is served on Fridays.\n";
const file = (name: string, text: string) => ({ document: { name, bytes: new TextEncoder().encode(text) } });

it.each([
  {
    ...{
      language: "en",
      fresh: "A new document.",
      add: "Add",
      read: "has been read: from now on it answers",
      where: "Collection",
      board: "board",
    },
    ...{ version: "A new version of board/lunch", changed: "• Cake", replace: "Replace the old one", undo: "Undo" },
    ...{
      replacing: "is being replaced",
      undone: "undone. What was there before",
      closed: "for admins and the people on its list",
    },
  },
  {
    ...{ language: "zh", fresh: "新文件。", add: "添加", read: "已读取 board/lunch", where: "文件集", board: "board" },
    ...{ version: "的新版本。", changed: "• Cake", replace: "替换旧文件", undo: "撤销" },
    ...{ replacing: "正在替换", undone: "已撤销，恢复为之前的内容", closed: "仅限管理员和名单上的人" },
  },
])(
  "a file is previewed, added to a collection, replaced by its new version and brought back ($language)",
  async (words) => {
    const setting = await secretariatSetting({ language: words.language });
    const { world, ada, admins, seen, chat, texts, corpus, library } = setting;
    const [olga] = admins;
    if (olga === undefined) throw new Error("an admin was asked for");
    world.say(olga, chat(olga), file("lunch.md", LUNCH));
    const card = await seen(chat(olga), words.fresh);
    expect(card.text).toMatch(/^Lunch rules\nlunch/u);
    expect(library.size().documents).toBe(2);
    await setting.restart();
    await world.press(olga, card, words.where);
    const choices = () =>
      JSON.stringify(setting.messages(chat(olga)).findLast(({ text }) => text?.includes(words.fresh)));
    await expect.poll(choices).toContain(`"text":"${words.board}"`);
    await world.press(olga, await seen(chat(olga), words.fresh), words.board);
    const chosen = await seen(chat(olga), words.closed);
    await world.press(olga, chosen, words.add);
    await seen(chat(olga), words.read);
    await setting.readFolder();
    expect(readFileSync(join(corpus.path, "board/lunch.md"), "utf8")).toBe(LUNCH);
    await setting.restart();
    world.say(olga, chat(olga), "/search soup Mondays");
    await seen(chat(olga), "Soup is served on Mondays.");
    world.say(ada, chat(ada), "/search soup Mondays");
    await seen(chat(ada), /\[1\]/u);
    expect(texts(chat(ada)).join()).not.toContain("Soup is served");

    const revised = LUNCH.replace("Fridays", "Sundays");
    world.say(olga, chat(olga), file("lunch.md", revised));
    const version = await seen(chat(olga), words.version);
    expect(version.text).toContain(words.changed);
    expect(version.text).not.toContain("• Soup");
    await world.press(olga, version, words.replace);
    await seen(chat(olga), words.replacing);
    await expect.poll(() => readFileSync(join(corpus.path, "board/lunch.md"), "utf8")).toBe(revised);
    const told = () => texts(chat(olga)).filter((text) => text.includes(words.read));
    await expect.poll(() => told().length).toBe(2);
    await setting.restart();
    await world.press(olga, await seen(chat(olga), words.read), words.undo);
    await seen(chat(olga), words.undone);
    await expect.poll(() => readFileSync(join(corpus.path, "board/lunch.md"), "utf8")).toBe(LUNCH);
  },
);

it("is for admins: what a member sends is kept nowhere unasked, and no forged button adds anything", async () => {
  const setting = await secretariatSetting();
  const { world, ada, admins, seen, chat, library } = setting;
  const [olga] = admins;
  if (olga === undefined) throw new Error("an admin was asked for");
  world.say(ada, chat(ada), file("lunch.md", LUNCH));
  const asked = await seen(chat(ada), "Only the secretariat adds documents.");
  await world.press(ada, asked, "No");
  await seen(chat(ada), "Nothing was kept of it.");
  world.say(olga, chat(olga), file("lunch.md", LUNCH));
  const card = await seen(chat(olga), "A new document.");
  const data = JSON.stringify(card.reply_markup).match(/ia:[\w-]{22}/u)?.[0] ?? "";
  expect((await world.press(ada, asked, data))?.text).toMatch(/no longer works/u);
  await setting.readFolder();
  expect(library.size().documents).toBe(2);
});

it("says in words what cannot be read, and what is too large for Telegram", async () => {
  const { world, server, admins, seen, chat } = await secretariatSetting();
  const [olga] = admins;
  if (olga === undefined) throw new Error("an admin was asked for");
  world.say(olga, chat(olga), file("empty.md", ""));
  await seen(chat(olga), /empty.{1,2}md cannot be read, and would be no document/u);
  server.faults.order({
    method: "getFile",
    fault: { kind: "status", code: 400, description: "Bad Request: file is too big" },
  });
  world.say(olga, chat(olga), file("large.pdf", "x"));
  await seen(chat(olga), /large.{1,2}pdf is larger than I can fetch: Telegram gives bots 20 MB/u);
});

it("shows a document as it was read, sends its file, takes it out, and brings it back", async () => {
  const setting = await secretariatSetting();
  const { world, ada, admins, seen, chat, library } = setting;
  const [olga] = admins;
  if (olga === undefined) throw new Error("an admin was asked for");
  const paths = () => library.documents().map(({ path }) => path);
  world.say(ada, chat(ada), "/library");
  await seen(chat(ada), "This is for the secretariat.");
  world.say(olga, chat(olga), "/library fees");
  await world.press(olga, await seen(chat(olga), /^One document/u), "1");
  const opened = await seen(
    chat(olga),
    /^Membership fees\nrules\/fees[\s\S]*Members who are late are reminded once\./u,
  );
  await world.press(olga, opened, "Original file");
  const sent = () => world.messages(chat(olga)).findLast(({ document }) => document !== undefined)?.document?.file_name;
  await expect.poll(sent).toBe("fees.md");
  await world.press(olga, opened, "Remove");
  await world.press(olga, await seen(chat(olga), "out of the folder of documents?"), "Yes, remove it");
  const removed = await seen(chat(olga), "is removed, and no longer answers.");
  await expect.poll(paths).toEqual(["board/salaries.md"]);
  await setting.readFolder();
  await setting.restart();
  await world.press(olga, removed, "Undo");
  await expect.poll(paths).toEqual(["board/salaries.md", "rules/fees.md"]);
});
