/** Handlers under test: updates go in, and what they asked for comes out, written and recorded, without a network. */

import type { Update, User } from "@grammyjs/types";
import { Bot, type MiddlewareFn } from "grammy";
import type { DocketContext } from "../../../src/bot/context.ts";
import { changesInSqlite, collectEffects, type Outgoing } from "../../../src/bot/delivery/effects.ts";
import type { Database } from "../../../src/storage/database.ts";
import { TOKEN } from "../../support/secrets.ts";
import { wordsOf } from "../../support/test-log.ts";

export interface Handlers {
  handle(update: Partial<Update>): Promise<readonly Outgoing[]>;
  /** Messages of the handled update, messages and edits alike. */
  texts(update: Partial<Update>): Promise<readonly string[]>;
  /** Calls that may get lost, by method. */
  readonly calls: { readonly method: string; readonly payload: Readonly<Record<string, unknown>> }[];
}

export const BOT = { id: 4711, is_bot: true, first_name: "Docket", username: "docket_bot" } as const;

/** @param heard gets what is said to the bot, so that the log is looked through for it */
export function handlersUnderTest(
  { database, heard, clock }: { readonly database: Database; readonly heard: Set<string>; readonly clock: () => Date },
  middleware: readonly MiddlewareFn<DocketContext>[],
  answers: Readonly<Record<string, unknown>> = {},
): Handlers {
  const calls: { method: string; payload: Readonly<Record<string, unknown>> }[] = [];
  const bot = new Bot<DocketContext>(TOKEN, {
    botInfo: {
      ...BOT,
      ...{ can_join_groups: true, can_read_all_group_messages: false, supports_inline_queries: true },
      ...{ can_connect_to_business: false, has_main_web_app: false, has_topics_enabled: false },
      ...{ allows_users_to_create_topics: false, can_manage_bots: false, supports_guest_queries: false },
      ...{ supports_join_request_queries: false },
    },
  });
  bot.api.config.use(async (_call, method, payload) => {
    calls.push({ method, payload: payload as unknown as Readonly<Record<string, unknown>> });
    const answer = answers[method] ?? true;
    if (answer instanceof Error) throw answer;
    return { ok: true, result: answer } as never;
  });
  const store = changesInSqlite(database, clock);
  const collected: ReturnType<typeof collectEffects>[] = [];
  bot.use((ctx, next) => {
    const latest = collected.at(-1);
    if (latest === undefined) throw new Error("no update is being handled");
    Object.assign(ctx, { effects: latest.effects, signal: new AbortController().signal });
    return next();
  });
  for (const one of middleware) bot.use(one);
  let updates = 0;
  const handle: Handlers["handle"] = async (update) => {
    for (const words of wordsOf(update)) heard.add(words);
    const collecting = collectEffects();
    collected.push(collecting);
    updates += 1;
    await bot.handleUpdate({ update_id: updates, ...update } as Update);
    const decided = database.transaction(() => {
      store(collecting.changes);
      return collecting.decisions.flatMap((decide) => decide());
    });
    return [...collecting.outgoing, ...decided];
  };
  return {
    ...{ handle, calls },
    texts: async (update) => (await handle(update)).map(({ payload }) => String(payload.text)),
  };
}

export function user(id: number, more: Partial<User> = {}): User {
  return { id, is_bot: false, first_name: `N${id}`, language_code: "en", ...more };
}

/** A text in a private chat. */
export function privateText(from: User, text: string, more: object = {}): Partial<Update> {
  return { message: messageOf(from, { id: from.id, type: "private", first_name: from.first_name }, text, more) };
}

export function groupText(from: User, text: string, more: object = {}): Partial<Update> {
  return { message: messageOf(from, { id: -77, type: "supergroup", title: "A group" }, text, more) };
}

/** Somebody presses a button under a message of the bot in their private chat. */
export function press(from: User, data: string): Partial<Update> {
  return pressIn({ id: from.id, type: "private", first_name: from.first_name }, from, data);
}

export function pressInGroup(from: User, data: string): Partial<Update> {
  return pressIn({ id: -77, type: "supergroup", title: "A group" }, from, data);
}

function pressIn(chat: object, from: User, data: string): Partial<Update> {
  const message = { message_id: 9, date: 1_790_000_000, chat, from: BOT, text: "…" };
  return { callback_query: { id: "q", from, chat_instance: "c", data, message } } as unknown as Partial<Update>;
}

function messageOf(from: User, chat: object, text: string, more: object): NonNullable<Update["message"]> {
  const [command] = /^\/\w+(?:@\w+)?/u.exec(text) ?? [];
  const entities = command === undefined ? [] : [{ type: "bot_command", offset: 0, length: command.length }];
  return { message_id: 5, date: 1_790_000_000, from, chat, text, entities, ...more } as never;
}
