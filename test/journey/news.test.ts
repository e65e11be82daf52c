/** A change in the documents is told: to the secretariat, to whoever got an answer, and to who wants it each week. */

import { expect, it } from "vitest";
import { secretariatSetting } from "../support/secretariat-setting.ts";

const DAY_MS = 86_400_000;
const FEES = (days: string, after = ""): string =>
  `---\ntitle: Membership fees\npublisher: Council\n---\n\n# Membership fees\n\n## Late payment\n\nMembers who are late are reminded once. After ${days} days they lose the right to vote.\n${after}`;
const salaries = (who: string): string =>
  `---\ntitle: Salaries of the office\n---\n\n# Salaries of the office\n\nThe parking space of the director is paid by ${who}.\n`;

it.each([
  {
    ...{ language: "en", restricted: "board: for admins only.", told: /^2 changes in the documents:/u },
    ...{ changed: "Changed", title: "Your answer of 1 December 2026 has changed", before: "The document said" },
    ...{ after: "It says now", news: /^One change in the documents in the last 30 days:/u, proof: "First quoted on" },
    ...{ weekly: "Send me this each week", begun: "Once a week, by day", digest: /^This week one thing changed/u },
    ...{ end: "No more weekly news", ended: "You get no weekly news any more." },
  },
  {
    ...{ language: "zh", restricted: "board", told: /^文件有 2 处变化：/u },
    ...{ changed: "有改动", title: "您 2026年12月1日 得到的回答有变化", before: "文件原文" },
    ...{ after: "现在的文字", news: /^最近 30 天，文件有 1 处变化：/u, proof: "首次引用于" },
    ...{ weekly: "每周发给我", begun: "每周一次，在白天", digest: /^本周文件有 1 处变化：/u },
    ...{ end: "不再每周发送", ended: "不再向您每周发送变化。" },
  },
])("what changes is told once, to each what they may see, over restarts ($language)", async (words) => {
  const setting = await secretariatSetting({ language: words.language, env: { TIME_ZONE: "UTC" } });
  const { world, ada, bob, admins, seen, chat, texts, corpus } = setting;
  const [olga] = admins;
  if (olga === undefined) throw new Error("an admin was asked for");
  setting.now = new Date("2026-12-01T10:00:00Z");
  world.say(olga, chat(olga), "/collection board restrict");
  await seen(chat(olga), words.restricted);
  for (const one of [ada, bob]) world.say(one, chat(one), "When do members lose the right to vote?");
  await seen(chat(ada), "After thirty days");
  await seen(chat(bob), "After thirty days");
  world.say(bob, chat(bob), "/forget");
  await world.press(bob, await seen(chat(bob), /\/forget|Erase all|删除/u), "own:forget");
  await setting.restart();

  // In the night nobody is written to but the secretariat.
  setting.now = new Date("2026-12-01T23:30:00Z");
  corpus.write("rules/fees.md", FEES("sixty"));
  corpus.write("board/salaries.md", salaries("a sponsor"));
  await setting.readFolder();
  const told = await seen(chat(olga), words.told);
  expect(told.text).toContain("Salaries of the office");
  expect(told.text).toContain(words.changed);
  await setting.restart();
  expect(texts(chat(ada)).join()).not.toContain("sixty");
  setting.now = new Date("2026-12-02T09:00:00Z");
  await setting.restart();
  const changed = await seen(chat(ada), words.title);
  expect(changed.text).toMatch(
    new RegExp(
      `When do members lose the right to vote\\?\\n\\n${words.before}\\n.*thirty[\\s\\S]*${words.after}\\n.*sixty`,
      "u",
    ),
  );
  expect(changed.text).not.toContain("parking");
  await world.press(ada, changed, "[2]");
  await seen(chat(ada), words.proof);

  world.say(ada, chat(ada), "/news");
  const news = await seen(chat(ada), words.news);
  expect(news.text).toContain("sixty");
  await world.press(ada, news, words.weekly);
  await seen(chat(ada), words.begun);
  // Another revision, which still says it, changes no answer.
  setting.now = new Date(setting.now.getTime() + DAY_MS);
  corpus.write("rules/fees.md", FEES("sixty", "\n## Refunds\n\nNothing is refunded.\n"));
  await setting.readFolder();
  await setting.restart();
  setting.now = new Date(setting.now.getTime() + 7 * DAY_MS);
  await setting.restart();
  const digest = await seen(chat(ada), words.digest);
  expect(digest.text).toContain("Nothing is refunded.");
  await setting.restart();
  await world.press(ada, digest, words.end);
  await seen(chat(ada), words.ended);
  setting.now = new Date(setting.now.getTime() + 8 * DAY_MS);
  await setting.restart();
  const said = texts(chat(ada));
  expect(said.filter((text) => text.includes(words.title))).toHaveLength(1);
  expect(said.filter((text) => words.digest.test(text))).toHaveLength(1);
  expect(texts(chat(bob)).filter((text) => text.includes("sixty"))).toEqual([]);
});

it("tells what became of a document that ended or is gone, and names no successor that is not for the reader", async () => {
  const setting = await secretariatSetting({ env: { TIME_ZONE: "UTC" } });
  const { world, ada, bob, admins, seen, chat, texts, corpus } = setting;
  const [olga] = admins;
  if (olga === undefined) throw new Error("an admin was asked for");
  setting.now = new Date("2026-12-01T10:00:00Z");
  world.say(olga, chat(olga), "/collection board restrict");
  await seen(chat(olga), "board: for admins only.");
  world.say(ada, chat(ada), "When do members lose the right to vote?");
  await seen(chat(ada), "After thirty days");
  corpus.write(
    "board/fees-2027.md",
    "---\ntitle: Fees that only the board knows\nsupersedes: rules/fees.md\neffective_from: 2026-12-05\n---\n\n# Fees\n\nMembers who are late lose the right to vote after ninety days.\n",
  );
  await setting.readFolder();
  await world.press(olga, await seen(chat(olga), "seems to replace “Membership fees"), "Yes, it replaces it");
  await seen(chat(olga), /^One change in the documents:[\s\S]*New · 2026-12-01\nFees that only the board knows/u);
  expect(texts(chat(ada)).join()).not.toContain("has changed");
  setting.now = new Date("2026-12-05T10:00:00Z");
  await setting.restart();
  await seen(chat(olga), /^2 changes in the documents:[\s\S]*No longer in force/u);
  const ended = await seen(chat(ada), "Your answer of 1 December 2026 has changed");
  expect(ended.text).toContain("Now: superseded since 5 December 2026.");
  expect(texts(chat(ada)).join()).not.toMatch(/board|ninety/u);

  world.say(bob, chat(bob), "/search reminded once late");
  await seen(chat(bob), "reminded once");
  world.say(bob, chat(bob), "/news");
  const news = await seen(chat(bob), /^One change in the documents/u);
  expect(news.text).toMatch(
    /No longer in force[\s\S]*superseded since 2026-12-05|No longer in force[\s\S]*superseded since 5 December 2026/u,
  );
  expect(news.text).not.toMatch(/board|ninety/u);
});

it.each([
  { language: "en", nothing: "Nothing has changed in the documents" },
  { language: "zh", nothing: "您可以查看的文件没有变化" },
])("what came and is taken out within a day is no news to members ($language)", async (words) => {
  const setting = await secretariatSetting({ language: words.language });
  const { world, ada, admins, seen, chat, corpus, texts } = setting;
  const olga = admins[0] as (typeof admins)[0];
  corpus.write("rules/lunch.md", "# Lunch\n\nSoup is served on Mondays.\n");
  await setting.readFolder();
  await seen(chat(olga), /Lunch/u);
  corpus.remove("rules/lunch.md");
  await setting.readFolder();
  await expect.poll(() => texts(chat(olga)).filter((text) => text.includes("Lunch")).length).toBe(2);
  world.say(ada, chat(ada), "/news");
  await seen(chat(ada), words.nothing);
});
