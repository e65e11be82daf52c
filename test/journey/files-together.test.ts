/** Files that are sent together, files in an archive, and files that members propose: previewed, decided on, undone. */

import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import { zipOf } from "../support/office-parts.ts";
import { secretariatSetting } from "../support/secretariat-setting.ts";

const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);
const SOUP = "# Soup\n\nSoup is served on Mondays.\n";
const FEES =
  "---\ntitle: Membership fees\n---\n\n# Membership fees\n\n## Late payment\n\nMembers who are late pay twice.\n";

it.each([
  {
    ...{ language: "en", together: /^2 files were sent together/u, add: "Add all", undo: "Undo" },
    ...{ fresh: "A new document.", version: "A new version of rules/fees", read: "from now on they answer" },
    ...{ undone: "undone. What was there before", inside: "2 files in it:", like: "With a new version of rules/fees" },
    ...{
      replace: "Replace the old one",
      closed: "for admins and the people on its list",
      one: "from now on it answers",
    },
  },
  {
    ...{ language: "zh", together: /^一起发来了 2 个文件/u, add: "全部添加", undo: "撤销" },
    ...{ fresh: "新文件。", version: "rules/fees", read: "现在起可据此作答" },
    ...{ undone: "已撤销，恢复为之前的内容", inside: "其中有 2 个文件：", like: "其中有 rules/fees" },
    ...{ replace: "替换旧文件", closed: "仅限管理员和名单上的人", one: "已读取 rules/all" },
  },
])("an album is one preview, added and undone as one; an archive names what is in it ($language)", async (words) => {
  const setting = await secretariatSetting({ language: words.language });
  const { world, admins, seen, chat, library, corpus, messages } = setting;
  const olga = admins.at(0);
  if (olga === undefined) throw new Error("an admin was asked for");
  const desk = chat(olga);
  const paths = () => library.documents().map(({ path }) => path);
  const before = readFileSync(join(corpus.path, "rules/fees.md"), "utf8");
  world.say(olga, desk, { album: "1", document: { name: "soup.md", bytes: bytes(SOUP) } });
  world.say(olga, desk, { album: "1", document: { name: "fees.md", bytes: bytes(FEES) } });
  await setting.restart();
  const card = await seen(desk, words.together);
  expect(card.text).toContain(words.fresh);
  expect(card.text).toContain(words.version);
  expect(messages(desk).filter(({ text = "" }) => words.together.test(text))).toHaveLength(1);
  await world.press(olga, card, words.add);
  await seen(desk, words.read);
  await expect.poll(paths).toEqual(["board/salaries.md", "rules/fees.md", "soup.md"]);
  expect(readFileSync(join(corpus.path, "rules/fees.md"), "utf8")).toBe(FEES);
  await setting.readFolder();
  await setting.restart();
  await world.press(olga, await seen(desk, words.read), words.undo);
  await seen(desk, words.undone);
  await expect.poll(paths).toEqual(["board/salaries.md", "rules/fees.md"]);
  expect(readFileSync(join(corpus.path, "rules/fees.md"), "utf8")).toBe(before);

  const archive = zipOf({ "soup.md": SOUP, "fees.md": FEES });
  world.say(olga, desk, { document: { name: "all.zip", bytes: archive } });
  const preview = await seen(desk, words.inside);
  expect(preview.text).toContain(words.like);
  await world.press(olga, preview, words.replace);
  await expect
    .poll(paths)
    .toEqual(["board/salaries.md", "rules/all.zip", "rules/all.zip/fees.md", "rules/all.zip/soup.md"]);
  await setting.readFolder();
  await setting.restart();
  await world.press(olga, await seen(desk, words.one), words.undo);
  await expect.poll(paths).toEqual(["board/salaries.md", "rules/fees.md"]);
  expect(readFileSync(join(corpus.path, "rules/fees.md"), "utf8")).toBe(before);

  // A version of what is for some only is for nobody else.
  const salaries = zipOf({ "fees.md": FEES, "salaries.md": "# Salaries of the office\n\nThe director walks.\n" });
  world.say(olga, desk, { document: { name: "new.zip", bytes: salaries } });
  await seen(desk, words.closed);
});

it.each([
  {
    ...{
      language: "en",
      ask: "Only the secretariat adds documents.",
      yes: "Propose it",
      sent: "is with the secretariat",
    },
    ...{
      by: "Proposed by Ada",
      add: "Add",
      drop: "Discard",
      added: "The secretariat has added the file",
      stale: /no longer works/u,
    },
    ...{ dropped: "The secretariat has not added the file" },
  },
  {
    ...{ language: "zh", ask: "只有秘书处可以添加文件。", yes: "提交", sent: "提交给秘书处，有决定时" },
    ...{ by: "由 Ada", add: "添加", drop: "放弃", added: "秘书处已添加您提交的文件", stale: /失效/u },
    ...{ dropped: "秘书处没有添加您提交的文件" },
  },
])("a member proposes a file, an admin decides, and the member hears of it once ($language)", async (words) => {
  const setting = await secretariatSetting({ language: words.language, admins: 2 });
  const { world, ada, bob, admins, seen, chat, library, texts, corpus } = setting;
  const [olga, pia] = [admins.at(0), admins.at(1)];
  if (olga === undefined || pia === undefined) throw new Error("two admins were asked for");
  const propose = async (name: string, text: string) => {
    world.say(ada, chat(ada), { document: { name, bytes: bytes(text) } });
    await world.press(ada, await seen(chat(ada), new RegExp(`${name.replace(".md", "")}`, "u")), words.yes);
    await seen(chat(ada), words.sent);
  };
  await propose("soup.md", SOUP);
  const card = await seen(chat(olga), words.by);
  const other = await seen(chat(pia), words.by);
  expect(texts(chat(bob)).join()).not.toContain("soup");
  await setting.restart();
  await world.press(olga, card, words.add);
  const added = await seen(chat(ada), words.added);
  expect(added.text).toContain("soup");
  await expect.poll(() => readdirSync(corpus.path)).toContain("soup.md");
  expect((await world.press(pia, other, words.add))?.text).toMatch(words.stale);
  await expect.poll(() => library.documents().map(({ path }) => path)).toContain("soup.md");
  await setting.readFolder();
  await setting.restart();

  await propose("cake.md", "# Cake\n\nCake is served on Fridays.\n");
  const cake = await seen(chat(pia), /^Cake\n/u);
  await world.press(pia, cake, words.drop);
  await seen(chat(ada), words.dropped);
  expect(readdirSync(corpus.path)).not.toContain("cake.md");
  expect(texts(chat(ada)).filter((text) => text.includes(words.added))).toHaveLength(1);
  // What waits is hers to have erased.
  await propose("pie.md", "# Pie\n\nPie is served on Sundays.\n");
  const pie = await seen(chat(olga), /^Pie\n/u);
  world.say(ada, chat(ada), "/forget");
  await world.press(ada, await seen(chat(ada), /./u), "own:forget");
  await expect.poll(async () => (await world.press(olga, pie, words.add))?.text).toMatch(words.stale);
  expect(readdirSync(corpus.path)).not.toContain("pie.md");
});
