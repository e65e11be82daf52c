/** The bot as a guest, in a chat that it is not in: off until an admin turns it on, from what is open to all alone. */

import { expect, it } from "vitest";
import { secretariatSetting } from "../support/secretariat-setting.ts";

const QUESTION = "@docket_preview_bot When do members lose the right to vote?";

it.each([
  {
    language: "en",
    on: "Guest mode is on",
    off: "Guest mode is off",
    none: "I did not find an answer in the documents that all",
  },
  { language: "zh", on: "访客模式已开启", off: "访客模式已关闭", none: "在对全体成员开放的文件中没有找到答案" },
])("answers members there from open collections, once an admin wants it ($language)", async (words) => {
  const setting = await secretariatSetting({ language: words.language });
  const { world, ada, admins, seen, chat } = setting;
  const olga = admins.at(0);
  if (olga === undefined) throw new Error("an admin was asked for");
  const stranger = world.person({ first_name: "Eve", language_code: words.language });
  const elsewhere = world.group({ title: "Elsewhere", members: [ada, olga, stranger], bot: "left" });
  const summon = (who: typeof ada, text: string) =>
    Promise.race([
      world.summon(who, elsewhere, text),
      new Promise<null>((resolve) => setTimeout(resolve, 1_500, null)),
    ]);
  world.say(olga, chat(olga), "/guests");
  await seen(chat(olga), words.off);
  expect(await summon(ada, QUESTION)).toBe(null);
  world.say(olga, chat(olga), "/collection board restrict");
  await seen(chat(olga), "board");
  world.say(olga, chat(olga), "/guests on");
  await seen(chat(olga), words.on);
  await setting.restart();
  const answer = await world.summon(ada, elsewhere, QUESTION);
  expect(answer?.text).toContain("After thirty days they lose the right to vote.");
  expect(JSON.stringify(answer?.reply_markup)).toMatch(/t\.me\/\w+\?start=p_/u);
  // Not even an admin gets there what is for some only.
  const closed = await world.summon(olga, elsewhere, "@docket_preview_bot Who pays the parking space of the director?");
  expect(closed?.text).toContain(words.none);
  expect(await summon(stranger, QUESTION)).toBe(null);
  world.say(olga, chat(olga), "/guests off");
  await seen(chat(olga), words.off);
  expect(await summon(ada, QUESTION)).toBe(null);
});
