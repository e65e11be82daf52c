/**
 * Describes the bot to Telegram, which shows it before anybody writes: its description, and the menus of commands, in
 * each language and for each place: members in private, members in groups, and the admins.
 */

import type { BotCommandScope } from "@grammyjs/types";
import type { Api } from "grammy";
import { errorText } from "../errors.ts";
import type { Locale } from "../language/language.ts";
import type { Log } from "../operations/log.ts";
import { ADMIN_COMMANDS } from "./handlers/admin/admin.ts";
import type { Say } from "./i18n/words.ts";

export interface DescribeOptions {
  readonly sayIn: (locale: Locale) => Say;
  /** Each has a menu of their own; Telegram refuses it for who has never written to the bot. */
  readonly admins: readonly number[];
  readonly log: Log;
}

export const IN_PRIVATE = [
  "new",
  "search",
  "documents",
  "news",
  "asked",
  "asof",
  "language",
  "help",
  "mydata",
  "forget",
] as const;
export const IN_GROUPS = ["ask", "search", "documents", "asof", "new", "help"] as const;

/** Whoever has another language than these is spoken to in English. */
const LANGUAGES = [
  { language: "en", tag: {} },
  // Telegram knows two letters of a language, and no script.
  { language: "zh", tag: { language_code: "zh" } },
] as const;

/** Describes the bot, and never throws: one without a menu answers all the same. */
export async function describeBot(api: Api, { sayIn, admins, log }: DescribeOptions): Promise<void> {
  const quietly = (what: string, call: Promise<unknown>): Promise<unknown> =>
    call.catch((thrown: unknown) => {
      // An admin who has not written yet has no chat; their menu comes at the next start.
      const level = what === "menu for chat" ? "debug" : "warn";
      log[level]("the bot's description was refused", { what, problem: errorText(thrown) });
    });
  for (const { language, tag } of LANGUAGES) {
    const say = sayIn(language);
    const menu = (names: readonly string[], scope: BotCommandScope) => {
      const commands = names.map((command) => ({ command, description: say(`command-${command}`) }));
      return quietly(`menu for ${scope.type}`, api.setMyCommands(commands, { scope, ...tag }));
    };
    await menu(IN_PRIVATE, { type: "all_private_chats" });
    await menu(IN_GROUPS, { type: "all_group_chats" });
    for (const admin of admins) await menu([...IN_PRIVATE, ...ADMIN_COMMANDS], { type: "chat", chat_id: admin });
    await quietly("description", api.setMyDescription(say("bot-description"), tag));
    await quietly("short description", api.setMyShortDescription(say("bot-short-description"), tag));
  }
}
