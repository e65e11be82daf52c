/**
 * `/unanswered`: open questions that members put to the secretariat, newest first, each with a button for its card; with
 * words behind it, those that have them.
 */

import type { InlineKeyboardMarkup } from "@grammyjs/types";
import { Composer } from "grammy";
import type { Unanswered } from "../../conversation/unanswered.ts";
import { messageBack, messageChanged } from "../chat-message.ts";
import type { DocketContext } from "../context.ts";
import { BUTTONS, button } from "../reply/reply-buttons.ts";
import { linkless } from "../reply/reply-linkless.ts";
import type { Say } from "../words.ts";
import { nameOf, shortened } from "./admin-wording.ts";

const PAGE_SIZE = 5;
/** Five of them, with names, stay under Telegram's 4,096 characters. */
const MAX_QUESTION = 600;
/** What a button can carry, in any script. */
const MAX_WORDS = 12;

export interface UnansweredParts {
  readonly unanswered: Pick<Unanswered, "open">;
}

export function unansweredHandlers({ unanswered }: UnansweredParts): Composer<DocketContext> {
  const composer = new Composer<DocketContext>();
  composer.command("unanswered", (ctx) => {
    const words = ctx.match.trim().slice(0, MAX_WORDS);
    ctx.effects.send(messageBack(ctx, ...questionPage(unanswered, { page: 0, words }, ctx.say)));
  });
  composer.callbackQuery(/^adm:unanswered:(\d{1,4})(?::(.{1,20}))?$/u, (ctx) => {
    const [, page, words = ""] = ctx.match;
    ctx.effects.send(messageChanged(ctx, ...questionPage(unanswered, { page: Number(page), words }, ctx.say)));
  });
  return composer;
}

function questionPage(
  unanswered: UnansweredParts["unanswered"],
  { page: wanted, words }: { readonly page: number; readonly words: string },
  say: Say,
): [text: string, keyboard?: InlineKeyboardMarkup] {
  const sought = words.toLowerCase();
  const open = unanswered
    .open()
    .filter(({ id, question, name }) => String(id) === sought || `${question}\n${name}`.toLowerCase().includes(sought));
  const count = open.length;
  if (count === 0) return [say("unanswered-none", { words: linkless(words), sought: words === "" ? "no" : "yes" })];
  const pages = Math.ceil(count / PAGE_SIZE);
  const page = Math.min(wanted, pages - 1);
  const shown = open.slice(page * PAGE_SIZE, (page + 1) * PAGE_SIZE);
  const questions = shown.map(
    ({ id, person, name, username, question, at }) =>
      `${id} · ${nameOf({ id: person, name, username })} · ${say.moment(at)}\n${linkless(shortened(question, MAX_QUESTION))}`,
  );
  const text = [say("unanswered-title", { count, page: page + 1, pages }), ...questions].join("\n\n");
  const to = (other: number): string => `adm:unanswered:${other}${words === "" ? "" : `:${words}`}`;
  const turns = [
    ...(page > 0 ? [button("‹", to(page - 1))] : []),
    ...(page < pages - 1 ? [button("›", to(page + 1))] : []),
  ];
  const cards = shown.map(({ id }) => button(String(id), BUTTONS.deskShow.data(id)));
  return [text, { inline_keyboard: [cards, ...(turns.length > 0 ? [turns] : [])] }];
}
