/** Starts the bot's process against a Bot API server in this one, with members to write to it. */

import { fork } from "node:child_process";
import { once } from "node:events";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { fileURLToPath } from "node:url";
import { startBotApiServer } from "../../src/bot-api-server/server.ts";
import { createMembers, type Members } from "./bot-members.ts";
import type { BotMessage, BotOrder, BotRequest, BotWatch } from "./bot-messages.ts";

export interface RunningBot {
  readonly members: Members;
  /** State of the bot's process since the last time. */
  watch(): Promise<BotWatch>;
}

export interface BotOptions extends Pick<BotOrder, "dataDir" | "corpusDir" | "embedder"> {
  readonly updates: "polling" | "webhook";
  readonly members: number;
}

export async function withBot<Result>(
  { updates, members: count, ...order }: BotOptions,
  work: (bot: RunningBot) => Promise<Result>,
): Promise<Result> {
  const server = await startBotApiServer();
  const webhookPort = updates === "webhook" ? await freePort() : null;
  const whole: BotOrder = { ...order, apiRoot: server.url, token: server.token, webhookPort };
  const script = fileURLToPath(new URL("./bot-process.ts", import.meta.url));
  const child = fork(script, [JSON.stringify(whole)], { stdio: ["ignore", "ignore", "inherit", "ipc"] });
  const ended = once(child, "exit");
  const ask = (request: BotRequest) => child.send(request);
  const next = async (): Promise<BotMessage> => {
    const message = await Promise.race([once(child, "message"), ended.then(() => null)]);
    if (message === null) throw new Error(`the bot's process ended with exit code ${child.exitCode}`);
    return message[0] as BotMessage;
  };
  const members = createMembers(server, count);
  try {
    await next();
    return await work({
      members,
      async watch() {
        const answer = next();
        ask("watch");
        const message = await answer;
        if (message.kind !== "watched") throw new Error("the bot's process said something else than was asked");
        return message.watch;
      },
    });
  } finally {
    members.close();
    if (child.connected) ask("stop");
    await ended;
    await server.close();
  }
}

/** Telegram has to know the webhook's address before the bot listens there. */
async function freePort(): Promise<number> {
  const server = createServer();
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, "close");
  return port;
}
