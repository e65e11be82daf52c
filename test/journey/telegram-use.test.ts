/** Telegram as people use it, with the shipped documents and the embedded model, over the Bot API server. */

import type { Chat, User } from "@grammyjs/types";
import { expect, it, vi } from "vitest";
import { loadConfig } from "../../src/config.ts";
import { openEngine } from "../../src/engine/engine.ts";
import { createIngesting } from "../../src/operations/ingesting.ts";
import { botApiServer } from "../support/bot-api-server.ts";
import { withBriefs } from "../support/briefs.ts";
import { runningBot } from "../support/running-bot.ts";
import { temporaryFolder } from "../support/temporary-folder.ts";
import { testLog } from "../support/test-log.ts";

async function botOverBriefs() {
  const server = await botApiServer();
  const { world } = server;
  const config = loadConfig({
    ...{ TELEGRAM_BOT_TOKEN: server.token, TELEGRAM_API_ROOT: server.url, ACCESS: "open" },
    DATA_DIR: await withBriefs(temporaryFolder().path),
  });
  const engine = openEngine({ config, onNotice: testLog().warn });
  await runningBot({ server, config, engine, ingesting: createIngesting(engine.ingest, testLog()) });
  const said = (chat: Chat) => world.messages(chat).filter(({ from }) => from?.is_bot === true);
  const seen = (chat: Chat, words: RegExp) =>
    vi.waitFor(
      () => {
        const found = said(chat).findLast(({ text }) => words.test(text ?? ""));
        if (found === undefined)
          throw new Error(
            `nobody said ${words}: ${said(chat)
              .map(({ text }) => text)
              .join(" | ")}`,
          );
        return found;
      },
      { timeout: 45_000, interval: 10 },
    );
  const person = (first_name: string, more: Partial<User> = {}): User =>
    world.person({ first_name, language_code: "en", ...more });
  return { world, server, said, seen, person };
}

it("takes a message of somebody else along that the question is a reply to", async () => {
  const { world, seen, person } = await botOverBriefs();
  const [ada, bob] = [person("Ada"), person("Bob")];
  const group = world.group({ title: "Members", members: [ada, bob] });
  const heard = world.say(bob, group, "The photomask project will be built in Nanhu, I heard.");
  world.say(ada, group, { text: "@docket_preview_bot who leads it?", reply_to: heard });
  await seen(group, /Dr\. Zhang Rujing leads the photomask project/u);
});

it("answers a question to which its name is added afterwards, one that was shortened, and an album once", async () => {
  const { world, said, seen, person } = await botOverBriefs();
  const ada = person("Ada");
  const group = world.group({ title: "Members", members: [ada] });
  const unnamed = world.say(ada, group, "Who leads the photomask project?");
  expect(said(group)).toEqual([]);
  world.edit(ada, unnamed, "@docket_preview_bot who leads the photomask project?");
  await seen(group, /Zhang Rujing/u);

  const chat = world.privateChat(ada);
  const long = world.say(ada, chat, `Who leads the photomask project? ${"Really? ".repeat(300)}`);
  await seen(chat, /too long/u);
  world.edit(ada, long, "Who leads the photomask project?");
  await seen(chat, /Zhang Rujing/u);

  const other = person("Bob");
  const album = world.privateChat(other);
  for (const caption of ["Who leads the photomask project?", undefined, undefined]) {
    world.say(other, album, { photo: true, album: "1", ...(caption === undefined ? {} : { caption }) });
  }
  world.say(other, album, "Thanks!");
  await seen(album, /welcome/u);
  expect(said(album)).toHaveLength(2);
});

it("speaks the language in which a member writes whose client tells none", async () => {
  const { world, said, seen, person } = await botOverBriefs();
  const { language_code: _, ...untold } = person("Ada");
  const chat = world.privateChat(untold);
  world.say(untold, chat, "联盟秘书处的联系人是谁？");
  const answer = await seen(chat, /\[1\]/u);
  expect(answer.reply_markup?.inline_keyboard.flat().map(({ text }) => text)).toContain("更多");
  expect(said(chat)).toHaveLength(1);
});
