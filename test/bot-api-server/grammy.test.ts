import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { Bot, InlineKeyboard, webhookCallback } from "grammy";
import { expect, it, onTestFinished } from "vitest";
import type { BotApiServer } from "../../src/bot-api-server/server.ts";
import type { ShownMessage } from "../../src/bot-api-server/state.ts";
import { WEBHOOK_SECRET } from "../support/secrets.ts";
import { botApiSetting } from "./server.ts";

/** Ten lines, as in any tutorial. */
function plainBot({ token, url }: BotApiServer): Bot {
  const bot = new Bot(token, { client: { apiRoot: url } });
  bot.command("start", (context) =>
    context.reply("Welcome", { reply_markup: new InlineKeyboard().text("More", "more:1") }),
  );
  bot.on("message:text", (context) => context.reply(`You said ${context.message.text}`));
  bot.callbackQuery(/^more:/u, async (context) => {
    await context.editMessageText("More it is");
    await context.answerCallbackQuery("Done");
  });
  return bot;
}

function nextFromBot({ world, bot }: BotApiServer): Promise<ShownMessage> {
  return new Promise((resolve) => {
    const off = world.on((change) => {
      if (change.kind !== "message" || change.message.from?.id !== bot.id) return;
      off();
      resolve(change.message);
    });
  });
}

it("runs a plain grammY bot by long polling", async () => {
  const { server, ann, chat } = await botApiSetting();
  const bot = plainBot(server);
  const running = bot.start();
  const welcome = nextFromBot(server);
  server.world.say(ann, chat, "/start");
  expect(await server.world.press(ann, await welcome, "More")).toEqual({ text: "Done", show_alert: false, url: null });
  const echo = nextFromBot(server);
  server.world.say(ann, chat, "有什么补贴?");
  expect((await echo).text).toBe("You said 有什么补贴?");
  expect(server.world.messages(chat).map(({ text }) => text)).toContain("More it is");
  await bot.stop();
  await running;
  expect(server.world.updates.pending).toBe(0);
});

it("runs the same bot by webhook", async () => {
  const { server, ann, chat } = await botApiSetting();
  const bot = plainBot(server);
  const handle = webhookCallback(bot, "http", { secretToken: WEBHOOK_SECRET });
  const web = createServer((request, response) => void handle(request, response));
  await new Promise<void>((resolve) => web.listen(0, "127.0.0.1", resolve));
  onTestFinished(() => void web.close());
  await bot.api.setWebhook(`http://127.0.0.1:${(web.address() as AddressInfo).port}/`, {
    secret_token: WEBHOOK_SECRET,
  });
  const echo = nextFromBot(server);
  server.world.say(ann, chat, "hello");
  expect((await echo).text).toBe("You said hello");
  web.closeAllConnections();
});
