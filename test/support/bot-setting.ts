/** A Bot API server, a person who talks to the bot, and the transport between them, all gone when the test ends. */

import { onTestFinished, vi } from "vitest";
import type { BotApiServer } from "../../src/bot-api-server/server.ts";
import { botApiServer } from "./bot-api-server.ts";
import { echo, startTransport, type Transport, type TransportOptions } from "./bot-transport.ts";
import { MEMBERS_NAME, MEMBERS_WORDS } from "./secrets.ts";
import { temporaryFolder } from "./temporary-folder.ts";
import { overhear, type TestLog, testLog } from "./test-log.ts";

/** Words of a member that no log may hold, and what `echo` answers to them. */
export const HELLO = `hello ${MEMBERS_WORDS}`;
export const HELLO_TO_YOU = `You said: ${HELLO}`;

export type Chat = ReturnType<BotApiServer["world"]["privateChat"]>;

type Options = Partial<Omit<TransportOptions, "log">>;

export async function botSetting(options: Options = {}) {
  const { path: folder } = temporaryFolder();
  const server = await botApiServer();
  onTestFinished(() => server.close());
  const heard = overhear(server);
  const ann = server.world.person({ first_name: "Ann", last_name: MEMBERS_NAME });
  const chat = server.world.privateChat(ann);
  return {
    ...{ server, folder, ann, chat },
    /** Starts the transport; it stops with the test, if not before. */
    async begin(more: Options = {}): Promise<Transport & Pick<TestLog, "lines">> {
      const log = testLog(heard);
      const transport = await startTransport({ server, folder, handle: echo, log, ...options, ...more });
      let stopped: Promise<void> | undefined;
      const stop = (): Promise<void> => {
        stopped ??= transport.stop();
        return stopped;
      };
      onTestFinished(stop);
      return { ...transport, lines: log.lines, stop };
    },
    say: (text: string) => server.world.say(ann, chat, text),
  };
}

/** Texts that the bot has sent to the chat. */
export function said({ world }: BotApiServer, chat: Chat): (string | undefined)[] {
  return world
    .messages(chat)
    .filter(({ from }) => from?.is_bot === true)
    .map(({ text }) => text);
}

export function callsOf({ calls }: BotApiServer, method: string) {
  return calls.filter((call) => call.method === method);
}

/** Patient, since other work may keep the machine busy; a check that holds costs no time. */
export const eventually = (check: () => void | Promise<void>) => vi.waitFor(check, { timeout: 60_000, interval: 5 });

/** An error in Telegram's form, as the server is told to give it. */
export function refusal(code: number, description: string, more: object = {}) {
  return { kind: "status", code, description, ...more } as const;
}
