/** The secretariat's own folder: what blocks its reading is told where it can be mended, and what looks restricted is asked about first. */

import { expect, it } from "vitest";
import { secretariatSetting } from "../support/secretariat-setting.ts";
import { temporaryFolder } from "../support/temporary-folder.ts";

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

it.each([
  ["en", /The folder “理事会” looks as if/u, "The documents could not be read", "/secretariat here"],
  ["zh", /文件夹“理事会”看起来/u, "文件读取失败", "/secretariat here"],
])(
  "takes the samples out, is another library in another place, and stays where its folder is missing (%s)",
  async (language, asks, blocked, where) => {
    const sample = "# Symposium\n\nThe symposium on materials was held in Jiaxing.\n";
    const setting = await secretariatSetting({
      ...{ language, isShipped: true },
      documents: { "13th-five-year-materials-symposium.md": sample },
    });
    const { world, ada, admins, seen, chat, texts, corpus, library } = setting;
    const [olga] = admins;
    if (olga === undefined) throw new Error("an admin was asked for");
    const paths = () => library.documents().map(({ path }) => path);
    world.say(olga, chat(olga), "/secretariat");
    await seen(chat(olga), where);
    world.say(ada, chat(ada), "/search symposium Jiaxing");
    await seen(chat(ada), "was held in Jiaxing");

    corpus.write("rules/fees.md", "# Fees\n\nMembers who are late are reminded once.\n");
    await setting.readFolder();
    expect(paths()).toEqual(["rules/fees.md"]);
    await setting.restart();
    world.say(ada, chat(ada), "/search reminded once late");
    await seen(chat(ada), "are reminded once");
    world.say(ada, chat(ada), "/search symposium Jiaxing held");
    await expect.poll(() => texts(chat(ada)).filter((text) => text.includes("held in Jiaxing"))).toHaveLength(1);

    // Another folder is another library: nothing of the former answers, and nobody is asked whether it is gone.
    const own = temporaryFolder();
    own.write("policies/travel.md", "# Travel\n\nTrains are paid in full.\n");
    own.write("理事会/votes.md", "# Votes\n\nThe treasurer was dismissed by nine votes.\n");
    await setting.restart(undefined, own.path);
    await setting.readFolder();
    expect(paths().sort()).toEqual(["policies/travel.md", "理事会/votes.md"]);
    await seen(chat(olga), asks);
    world.say(ada, chat(ada), "/search treasurer dismissed votes");
    world.say(ada, chat(ada), "/search trains paid full");
    await seen(chat(ada), "Trains are paid in full.");
    expect(texts(chat(ada)).join()).not.toContain("nine votes");
    expect(texts(chat(olga)).join()).not.toContain(blocked);

    // A folder that is not there looks unmounted: what was read stays, and the admins are told.
    own.remove("");
    await setting.restart();
    await setting.readFolder();
    await seen(chat(olga), blocked);
    expect(paths()).toHaveLength(2);
    world.say(ada, chat(ada), "/search trains are paid");
    await expect.poll(() => texts(chat(ada)).filter((text) => text.includes("Trains are paid"))).toHaveLength(2);
  },
);
