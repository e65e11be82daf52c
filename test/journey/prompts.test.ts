/** Whoever is asked for a reply and writes without replying is understood, unless they ask something. */

import { expect, it } from "vitest";
import { secretariatSetting } from "../support/secretariat-setting.ts";

it.each([
  {
    ...{
      language: "en",
      fresh: "A new document.",
      details: "Details",
      facts: /^What is known of it/u,
      number: "Number",
    },
    ...{ prompt: "– Number is now: –", until: "In force until", untilPrompt: "– In force until is now: –" },
    ...{
      wrong: "is no day that I can read",
      question: "When do members lose the right to vote?",
      votes: "thirty days",
    },
  },
  {
    ...{ language: "zh", fresh: "新文件。", details: "信息", facts: /^该文件的信息/u, number: "文号" },
    ...{ prompt: "的文号现为：–", until: "有效期至", untilPrompt: "的有效期至现为：–" },
    ...{ wrong: "无法识别日期", question: "When do members lose the right to vote?", votes: "thirty days" },
  },
])("a fact of a file is written without replying, over a restart ($language)", async (words) => {
  const setting = await secretariatSetting({ language: words.language });
  const { world, admins, seen, chat, texts } = setting;
  const [olga] = admins;
  if (olga === undefined) throw new Error("an admin was asked for");
  const desk = chat(olga);
  const bytes = new TextEncoder().encode("# Lunch\n\nSoup is served on Mondays.\n");
  world.say(olga, desk, { document: { name: "lunch.md", bytes } });
  await world.press(olga, await seen(desk, words.fresh), words.details);
  const card = await seen(desk, words.facts);
  await world.press(olga, card, words.number);
  await seen(desk, words.prompt);
  await setting.restart();
  world.say(olga, desk, "联盟〔2026〕8号");
  await seen(desk, /^Lunch\n[\s\S]*联盟〔2026〕8号/u);

  // A question is one, and ends the waiting.
  await world.press(olga, card, words.until);
  await seen(desk, words.untilPrompt);
  world.say(olga, desk, words.question);
  await seen(desk, words.votes);
  await world.press(olga, card, words.until);
  await expect.poll(() => texts(desk).filter((text) => text.includes(words.untilPrompt))).toHaveLength(2);
  // What cannot be read is asked for again.
  world.say(olga, desk, "some day");
  await seen(desk, words.wrong);
  world.say(olga, desk, "2027-12-31");
  await seen(desk, /^Lunch\n[\s\S]*2027/u);
  const before = texts(desk).length;
  world.say(olga, desk, "2028-12-31");
  await expect.poll(() => texts(desk).length).toBeGreaterThan(before);
  expect(texts(desk).filter((text) => /^Lunch\n[\s\S]*2028/u.test(text))).toEqual([]);
});
