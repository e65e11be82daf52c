/**
 * Chat with the bot in a browser, without Telegram: a Bot API server and the page, both on the loopback, and between them
 * the bot as it is. Only its `apiRoot` and its token are others, so what is seen here is what members see there.
 */

import { randomBytes } from "node:crypto";
import { type BotApiServer, startBotApiServer } from "../bot-api-server/server.ts";
import { createCast } from "./preview-cast.ts";
import type { Inspector } from "./preview-inspector.ts";
import { startWeb } from "./web.ts";
import { createActions } from "./web-actions.ts";
import { createViewing, type PreviewStatus } from "./web-view.ts";

/** Address of the bot's Telegram, and who is who there. */
interface PreviewTelegram {
  readonly apiRoot: string;
  readonly token: string;
  readonly admins: readonly number[];
  readonly members: readonly number[];
}

interface PreviewOptions {
  /** 0 for any free one. */
  readonly port: number;
  readonly startBot: (telegram: PreviewTelegram) => Promise<{ close(): Promise<void> }>;
  readonly status: Status;
  readonly inspector: Inspector;
  /** Telegram's flood control. Off, a test may write faster than people do. */
  readonly flood: boolean;
}

export interface Preview {
  /** The page's address, with the key that opens it. */
  readonly url: string;
  /** The other side of the page, for tests. */
  readonly server: BotApiServer;
  restartBot(): Promise<void>;
  close(): Promise<void>;
}

/** Nobody guesses it: 32 letters of 6 bits. */
const KEY_BYTES = 24;

/** @throws DocketError `configuration` when the port is taken */
export async function startPreview({ port, startBot, status, inspector, flood }: PreviewOptions): Promise<Preview> {
  const server = await startBotApiServer({ flood });
  const cast = createCast(server.world);
  const withRole = (wanted: string): number[] =>
    cast.people().flatMap(({ user, role }) => (role === wanted ? [user.id] : []));
  const telegram = {
    apiRoot: server.url,
    token: server.token,
    admins: withRole("admin"),
    members: withRole("member"),
  };
  let bot: { close(): Promise<void> } | null = null;
  const begin = async (): Promise<void> => {
    bot = await startBot(telegram);
    status.change({ bot: "running" });
  };
  const end = async (): Promise<void> => {
    await bot?.close();
    bot = null;
  };
  /** One restart after the other; one that failed may be tried again. */
  let last: Promise<void> = Promise.resolve();
  const restartBot = (): Promise<void> => {
    const next = last.then(async () => {
      status.change({ bot: "restarting" });
      await end();
      await begin();
    });
    last = next.catch(() => undefined);
    return next;
  };
  const close = async (): Promise<void> => {
    await last;
    await end();
    await server.close();
  };
  try {
    await begin();
    const web = await startWeb({
      port,
      key: randomBytes(KEY_BYTES).toString("base64url"),
      cast,
      actions: createActions({ world: server.world, cast, restartBot }),
      viewing: createViewing({ server, cast, status, inspector }),
    });
    return {
      url: web.url,
      server,
      restartBot,
      async close() {
        await web.close();
        await close();
      },
    };
  } catch (thrown) {
    await close();
    throw thrown;
  }
}

export interface Status {
  now(): PreviewStatus;
  change(changed: Partial<PreviewStatus>): void;
  /** @returns what ends it */
  on(listener: () => void): () => void;
}

/** Status of the preview, for everybody who looks on: the bot, and the reading of the documents. */
export function createStatus(): Status {
  const listeners = new Set<() => void>();
  let current: PreviewStatus = { bot: "starting", ingest: null, problem: null, documents: 0 };
  return {
    now: () => current,
    change(changed) {
      current = { ...current, ...changed };
      for (const listener of listeners) listener();
    },
    on(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}
