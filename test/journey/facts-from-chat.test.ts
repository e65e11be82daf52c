/** Facts of a document are changed from chat, stands in the folder, and is undone for a day, over restarts. */

import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { Message } from "@grammyjs/types";
import { expect, it } from "vitest";
import { secretariatSetting } from "../support/secretariat-setting.ts";

it.each([
  {
    ...{ language: "en", details: "Details", title: "Title", prompt: "– Title is now: Membership fees" },
    ...{ stated: "– Title: Dues of members. I write again", until: "In force until", day: "31 December 2024" },
    ...{
      untilPrompt: "– In force until is now: –",
      wrong: "is no day that I can read",
      expired: "expired on 31 December 2024",
    },
    ...{
      undo: "Undo",
      undone: "undone. What was there before",
      name: "File name",
      namePrompt: "– File name is now: rules",
    },
    ...{ moved: "is now rules/dues", remove: "Remove", yes: "Yes, remove it", removed: "is removed" },
  },
  {
    ...{ language: "zh", details: "信息", title: "标题", prompt: "的标题现为：Membership fees" },
    ...{ stated: "的标题：Dues of members。读取后", until: "有效期至", day: "2024年12月31日" },
    ...{ untilPrompt: "的有效期至现为：–", wrong: "无法识别日期", expired: "已于2024年12月31日到期" },
    ...{ undo: "撤销", undone: "已撤销，恢复为之前的内容", name: "文件名", namePrompt: "的文件名现为：rules" },
    ...{ moved: "现为 rules/dues", remove: "移除", yes: "是，移除", removed: "已移除" },
  },
])("title, dates and name are changed by a reply, and brought back ($language)", async (words) => {
  const setting = await secretariatSetting({ language: words.language });
  const { world, ada, admins, seen, chat, library, corpus, texts } = setting;
  const [olga] = admins;
  if (olga === undefined) throw new Error("an admin was asked for");
  const desk = chat(olga);
  const fees = () => library.documents().find(({ path }) => path.startsWith("rules/"));
  const open = async (path: RegExp, button: string) => {
    const lists = () => setting.messages(desk).filter(({ text = "" }) => /^(?:One document|共 1 份)/u.test(text));
    const before = lists().length;
    world.say(olga, desk, "/library rules");
    await expect.poll(() => lists().length).toBe(before + 1);
    await world.press(olga, lists().at(-1) as Message, "1");
    await world.press(olga, await seen(desk, path), button);
  };
  const answer = async (fact: string, prompt: string, text: string) => {
    const card = await seen(desk, /^(?:What is known of it|该文件的信息)/u);
    await world.press(olga, card, fact);
    world.say(olga, desk, { text, reply_to: await seen(desk, prompt) });
  };
  const sidecar = join(corpus.path, "rules/fees.md.meta.yaml");
  await open(/^Membership fees\nrules\/fees/u, words.details);
  await setting.restart();
  await answer(words.title, words.prompt, "Dues  of\nmembers");
  await seen(desk, words.stated);
  await expect.poll(() => fees()?.title).toBe("Dues of members");
  expect(readFileSync(sidecar, "utf8")).toBe("title: Dues of members\n");
  await setting.readFolder();
  await setting.restart();
  await answer(words.until, words.untilPrompt, "some day");
  await seen(desk, words.wrong);
  await answer(words.until, words.untilPrompt, words.day);
  await expect.poll(() => fees()?.effectiveUntil).toBe("2024-12-31");
  await setting.readFolder();
  world.say(ada, chat(ada), "/search reminded once late");
  await seen(chat(ada), words.expired);

  // Taken out with its facts, and brought back with them.
  await open(/^Dues of members\nrules\/fees/u, words.remove);
  await world.press(
    olga,
    await seen(desk, new RegExp(words.language === "en" ? "out of the folder" : "移出文件夹", "u")),
    words.yes,
  );
  const removed = await seen(desk, words.removed);
  await expect.poll(() => existsSync(sidecar)).toBe(false);
  // The reading that it leads to is not to meet that of the next start.
  await setting.readFolder();
  await setting.restart();
  await world.press(olga, removed, words.undo);
  await seen(desk, words.undone);
  await expect.poll(() => fees()?.effectiveUntil).toBe("2024-12-31");
  await setting.readFolder();

  await open(/^Dues of members\nrules\/fees/u, words.details);
  await answer(words.name, words.namePrompt, "dues");
  const moved = await seen(desk, words.moved);
  await expect.poll(() => fees()?.path).toBe("rules/dues.md");
  await expect.poll(() => fees()?.title).toBe("Dues of members");
  expect(existsSync(join(corpus.path, "rules/fees.md"))).toBe(false);
  await setting.readFolder();
  await setting.restart();
  await world.press(olga, moved, words.undo);
  await expect.poll(() => fees()?.path).toBe("rules/fees.md");
  expect(existsSync(join(corpus.path, "rules/dues.md"))).toBe(false);

  // Nobody else: no forged button, and no reply.
  world.say(ada, chat(ada), "/new");
  const any = await seen(chat(ada), /./u);
  const forged = /je:d:[\w-]{22}:title/u.exec(JSON.stringify(world.messages(desk)))?.[0] ?? "";
  expect((await world.press(ada, any, forged))?.text).toMatch(
    words.language === "en" ? /no longer works/u : /失效|不再/u,
  );
  expect(texts(chat(ada)).join()).not.toContain("Dues of members –");
});

it("of a file that is not added yet go with it into the folder", async () => {
  const setting = await secretariatSetting();
  const { world, admins, seen, chat, library, corpus } = setting;
  const olga = admins.at(0);
  if (olga === undefined) throw new Error("an admin was asked for");
  const desk = chat(olga);
  const bytes = new TextEncoder().encode("# New fees\n\nMembers who are late pay twice.\n");
  world.say(olga, desk, { document: { name: "fees-2027.md", bytes } });
  await world.press(olga, await seen(desk, "A new document."), "Details");
  await world.press(olga, await seen(desk, /^What is known of it/u), "Replaces");
  world.say(olga, desk, { text: "No such thing", reply_to: await seen(desk, "– Replaces is now: –") });
  await seen(desk, "is no single document");
  await setting.restart();
  world.say(olga, desk, { text: "membership fees", reply_to: await seen(desk, "– Replaces is now: –") });
  const card = await seen(desk, "It replaces: Membership fees");
  await world.press(olga, card, "Collection");
  const choices = () => JSON.stringify(setting.messages(desk).findLast(({ text }) => text?.includes("It replaces")));
  await expect.poll(choices).toContain('"text":"rules"');
  await world.press(olga, await seen(desk, "It replaces: Membership fees"), "rules");
  await world.press(olga, await seen(desk, "Collection rules: for all members"), "Add");
  await seen(desk, "from now on it answers");
  expect(readFileSync(join(corpus.path, "rules/fees-2027.md.meta.yaml"), "utf8")).toBe("supersedes: rules/fees.md\n");
  const old = library.documents().find(({ path }) => path === "rules/fees.md");
  if (old === undefined) throw new Error("the old document is gone");
  expect(library.validityIndex().on({ day: "2026-12-01" })(old).kind).toBe("superseded");
});

it("of a place: a new folder, for a file that is sent and for a document that is there, and no way out of the folder", async () => {
  const setting = await secretariatSetting();
  const { world, ada, admins, seen, chat, library } = setting;
  const olga = admins.at(0);
  if (olga === undefined) throw new Error("an admin was asked for");
  const desk = chat(olga);
  const paths = () => library.documents().map(({ path }) => path);
  let asked = 0;
  const folderFor = async (card: Message, words: RegExp | string, name: string) => {
    await world.press(olga, card, "Collection");
    const choices = () => JSON.stringify(setting.messages(desk).findLast(({ text = "" }) => text.match(words)));
    await expect.poll(choices).toContain("New folder …");
    await world.press(olga, await seen(desk, words), "New folder …");
    const prompts = () =>
      setting.messages(desk).filter(({ text = "" }) => text.includes("Reply with the name of the new folder."));
    asked += 1;
    await expect.poll(() => prompts().length).toBe(asked);
    const prompt = prompts().at(-1);
    world.say(olga, desk, { text: name, ...(prompt === undefined ? {} : { reply_to: prompt }) });
  };
  const bytes = new TextEncoder().encode("# Lunch\n\nSoup is served on Mondays.\n");
  world.say(olga, desk, { document: { name: "lunch.md", bytes } });
  await folderFor(await seen(desk, "A new document."), "A new document.", "../Kitchen/2027");
  const card = await seen(desk, /Collection .?Kitchen 2027: for all members/u);
  await setting.restart();
  await world.press(olga, card, "Add");
  await expect.poll(paths).toContain("Kitchen 2027/lunch.md");
  await setting.readFolder();
  world.say(ada, chat(ada), "/search soup Mondays");
  await seen(chat(ada), "Soup is served on Mondays.");

  world.say(olga, desk, "/library Membership fees");
  await world.press(olga, await seen(desk, /^One document/u), "1");
  await world.press(olga, await seen(desk, /^Membership fees\nrules\/fees/u), "Details");
  const details = await seen(desk, /^What is known of it/u);
  await world.press(olga, details, "File name");
  await world.press(olga, await seen(desk, "– File name is now: rules"), "Discard");
  await seen(desk, "Nothing");
  await folderFor(details, "Where is", "Dues");
  await expect.poll(paths).toContain("Dues/fees.md");
});
