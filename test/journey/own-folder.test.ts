/** The secretariat's own folder: what blocks its reading is told where it can be mended, and what looks restricted is asked about first. */

import { expect, it } from "vitest";
import { secretariatSetting } from "../support/secretariat-setting.ts";

it.each([
  ["en", "The documents could not be read", "The folder is empty: take them all out", "Done: no documents"],
  ["zh", "文件读取失败", "文件夹确已清空：全部移出", "完成"],
])(
  "tells the admins once that the folder is empty, with the button that goes on all the same (%s)",
  async (language, words, button) => {
    const setting = await secretariatSetting({ language });
    const { world, admins, seen, chat, texts, corpus, library } = setting;
    const [olga] = admins;
    if (olga === undefined) throw new Error("an admin was asked for");
    world.say(olga, chat(olga), "/secretariat");
    await seen(chat(olga), "/secretariat here");
    for (const folder of ["rules", "board"]) corpus.remove(folder);
    await setting.readFolder();
    const blocked = await seen(chat(olga), words);
    await setting.readFolder();
    expect(texts(chat(olga)).filter((text) => text.includes(words))).toHaveLength(1);
    expect(library.size().documents).toBe(2);
    await setting.restart();
    await world.press(olga, blocked, button);
    await expect.poll(() => library.size().documents).toBe(0);
  },
);

it.each([
  ["en", /The folder “理事会文件” looks as if/u, "All members", "理事会文件: for all members."],
  ["zh", /文件夹“理事会文件”看起来/u, "全体成员", "理事会文件：对全体成员开放。"],
])(
  "asks the admins before a folder that looks restricted is open to members, once (%s)",
  async (language, asks, open, opened) => {
    const setting = await secretariatSetting({ language });
    const { world, ada, admins, seen, chat, texts, corpus } = setting;
    const [olga] = admins;
    if (olga === undefined) throw new Error("an admin was asked for");
    world.say(olga, chat(olga), "/secretariat");
    await seen(chat(olga), "/secretariat here");
    corpus.write("理事会文件/votes.md", "# Votes\n\nThe treasurer was dismissed by nine votes.\n");
    await setting.readFolder();
    const question = await seen(chat(olga), asks);
    world.say(ada, chat(ada), "/search treasurer dismissed");
    await seen(chat(ada), /\[1\]/u);
    expect(texts(chat(ada)).join()).not.toContain("nine votes");
    await setting.restart();
    await setting.readFolder();
    expect(texts(chat(olga)).filter((text) => asks.test(text))).toHaveLength(1);
    await world.press(olga, question, open);
    await seen(chat(olga), opened);
    world.say(ada, chat(ada), "/search treasurer dismissed votes");
    await seen(chat(ada), /nine votes/u);
  },
);

it("says how far the first reading is to whoever asks meanwhile", async () => {
  const setting = await secretariatSetting();
  const { world, ada, seen, chat, corpus, library } = setting;
  for (const folder of ["rules", "board"]) corpus.remove(folder);
  await setting.run({ force: true });
  expect(library.size().documents).toBe(0);
  const { promise, resolve } = Promise.withResolvers<void>();
  setting.hold(({ onProgress }) => {
    onProgress?.({ stage: "reading", done: 12, total: 96 });
    return promise;
  });
  const reading = setting.readFolder();
  world.say(ada, chat(ada), "Who pays for lunch?");
  await seen(chat(ada), "I am still reading the documents for the first time (12 of 96 files).");
  resolve();
  await reading;
});
