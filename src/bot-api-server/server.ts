/**
 * A Bot API server on the loopback: real HTTP, Telegram's rules and words, and a world of people behind it instead of
 * Telegram. The bot does not know the difference: only its `apiRoot` changes. Tests order faults from it, and the
 * preview shows its world on a page.
 */

import { randomBytes } from "node:crypto";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import type { UserFromGetMe } from "@grammyjs/types";
import { ApiFailure, type Calls, createCalls, type Methods, Parameters, type RecordedCall } from "./calls.ts";
import { answerHttp, createFaults, type Faults } from "./http.ts";
import { documentMethods, draftMethods, ephemeralMethods, messageMethods } from "./methods/messages.ts";
import { chatMethods, profileMethods } from "./methods/profile.ts";
import { queryMethods } from "./queries.ts";
import { createState, type State } from "./state.ts";
import { createPolling, type Polling } from "./updates.ts";
import { createWebhook, type Webhook } from "./webhook.ts";
import { createWorld, type World } from "./world.ts";

export interface BotApiServerOptions {
  /** One that nobody can guess if it is left out: other pages in the same browser could call the server too. */
  readonly token?: string;
  readonly username?: string;
  /** 0, any free one, if it is left out. */
  readonly port?: number;
  /** Milliseconds since 1970. */
  readonly clock?: () => number;
  /** 0 <= number < 1. */
  readonly random?: () => number;
  /** Telegram's flood control; off if it is left out, so that load can be measured. */
  readonly flood?: boolean;
  /** The bot's privacy mode in groups, which BotFather sets; on if it is left out. */
  readonly privacy?: boolean;
  /** The first pause before a webhook is tried again, in milliseconds; a second, as at Telegram, if it is left out. */
  readonly webhookRetryMs?: number;
}

export interface BotApiServer {
  /** The bot's `apiRoot`. */
  readonly url: string;
  readonly token: string;
  readonly bot: UserFromGetMe;
  readonly world: World;
  readonly faults: Faults;
  /** The newest calls, oldest first. */
  readonly calls: readonly RecordedCall[];
  close(): Promise<void>;
}

/** Longer than a bot rests between two calls, so that no connection closes under one. */
const KEEP_ALIVE_MS = 75_000;

/** @throws if the port is taken */
export async function startBotApiServer({
  token = `123456789:${randomBytes(26).toString("base64url")}`,
  username = "docket_preview_bot",
  port = 0,
  clock = Date.now,
  random = Math.random,
  flood = false,
  privacy = true,
  webhookRetryMs = 1_000,
}: BotApiServerOptions = {}): Promise<BotApiServer> {
  const state = createState({ bot: botAs(token, username, !privacy), now: clock, random });
  const faults = createFaults();
  const webhook = createWebhook({
    queue: state.updates,
    now: clock,
    retryMs: webhookRetryMs,
    call: (method, values) => void calls.answer(method, new Parameters(values)),
  });
  const polling = createPolling(state.updates, webhook.isSet);
  const calls: Calls = createCalls({
    state,
    methods: allMethods({ state, polling, webhook }),
    assertPace: flood ? floodControl(clock) : null,
  });
  const server = createServer((request, response) => {
    void answerHttp({ token, calls, faults, files: state.files }, request, response);
  });
  server.keepAliveTimeout = KEEP_ALIVE_MS;
  await new Promise<void>((resolve, reject) => {
    server.once("error", reject);
    server.listen(port, "127.0.0.1", resolve);
  });
  const address = server.address() as AddressInfo;

  return {
    url: `http://127.0.0.1:${address.port}`,
    token,
    bot: state.bot,
    world: createWorld(state),
    faults,
    calls: calls.made,
    close: () =>
      new Promise((resolve) => {
        webhook.close();
        for (const queries of [state.callbackQueries, state.inlineQueries, state.guestQueries]) queries.giveUp();
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

function botAs(token: string, username: string, readsAll: boolean): UserFromGetMe {
  return {
    id: Number(token.split(":")[0]),
    is_bot: true,
    first_name: "Docket",
    username,
    can_join_groups: true,
    can_read_all_group_messages: readsAll,
    supports_guest_queries: true,
    supports_inline_queries: true,
    can_connect_to_business: false,
    has_main_web_app: false,
    has_topics_enabled: false,
    allows_users_to_create_topics: false,
    can_manage_bots: false,
    supports_join_request_queries: false,
  };
}

interface Pace {
  readonly perSecond: number;
  /** Number at once, after a rest. */
  readonly burst: number;
}

const CHAT: Pace = { perSecond: 1, burst: 3 };
const GROUP: Pace = { perSecond: 20 / 60, burst: 20 };
const ALL: Pace = { perSecond: 30, burst: 30 };

/**
 * Telegram's flood control, as far as it is known: about a message a second in a private chat, 20 a minute in a group and
 * 30 a second in all, each with room for a short burst. https://core.telegram.org/bots/faq#my-bot-is-hitting-limits-how-do-i-avoid-this
 * @param now milliseconds since 1970
 */
export function floodControl(now: () => number): (chat: number) => void {
  const levels = new Map<number | "all", { left: number; at: number }>();

  const current = (key: number | "all", { perSecond, burst }: Pace) => {
    const at = now();
    const level = levels.get(key) ?? { left: burst, at };
    return { left: Math.min(burst, level.left + ((at - level.at) / 1_000) * perSecond), at };
  };

  return (chat) => {
    const paces: readonly (readonly [number | "all", Pace])[] = [
      [chat, chat < 0 ? GROUP : CHAT],
      ["all", ALL],
    ];
    const present = paces.map(([key, pace]) => ({ key, pace, level: current(key, pace) }));
    const waits = present.map(({ pace, level }) =>
      level.left >= 1 ? 0 : Math.ceil((1 - level.left) / pace.perSecond),
    );
    const retry_after = Math.max(...waits);
    if (retry_after > 0) throw new ApiFailure(429, `Too Many Requests: retry after ${retry_after}`, { retry_after });
    for (const { key, level } of present) levels.set(key, { left: level.left - 1, at: level.at });
  };
}

interface Delivery {
  readonly state: State;
  readonly polling: Polling;
  readonly webhook: Webhook;
}

/** Every method that this server has, by its name. What is not here is answered with 404, as at Telegram. */
function allMethods({ state, polling, webhook }: Delivery): Methods {
  return {
    getMe: () => state.bot,
    getUpdates: ({ parameters, gone }) => polling.getUpdates(parameters, gone),
    setWebhook({ parameters }) {
      webhook.set(parameters);
      polling.end("terminated by setWebhook request");
      return true;
    },
    deleteWebhook: ({ parameters }) => webhook.remove(parameters),
    getWebhookInfo: () => webhook.info(),
    ...messageMethods,
    ...ephemeralMethods,
    ...draftMethods,
    ...documentMethods,
    ...queryMethods,
    ...profileMethods,
    ...chatMethods,
  };
}
