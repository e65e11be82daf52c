/** `/unanswered`: what members put to the secretariat because the documents do not answer it, newest first. */

import type { InlineKeyboardMarkup } from "@grammyjs/types";
import { Composer } from "grammy";
import type { Unanswered } from "../../conversation/unanswered.ts";
import { messageBack, messageChanged } from "../chat-message.ts";
import type { DocketContext } from "../context.ts";
import { linkless } from "../reply/reply-linkless.ts";
import type { Say } from "../words.ts";
import { nameOf, shortened } from "./admin-wording.ts";

const PAGE_SIZE = 5;
/** Five of them, with names, stay under Telegram's 4,096 characters. */
const MAX_QUESTION = 600;

export interface UnansweredParts {
  readonly unanswered: Pick<Unanswered, "count" | "list">;
}

export function unansweredHandlers({ unanswered }: UnansweredParts): Composer<DocketContext> {
  const composer = new Composer<DocketContext>();
  composer.command("unanswered", (ctx) => ctx.effects.send(messageBack(ctx, ...questionPage(unanswered, 0, ctx.say))));
  composer.callbackQuery(/^adm:unanswered:(\d{1,4})$/u, (ctx) =>
    ctx.effects.send(messageChanged(ctx, ...questionPage(unanswered, Number(ctx.match[1]), ctx.say))),
  );
  return composer;
}

function questionPage(
  unanswered: UnansweredParts["unanswered"],
  wanted: number,
  say: Say,
): [text: string, keyboard?: InlineKeyboardMarkup] {
  const count = unanswered.count();
  if (count === 0) return [say("unanswered-none")];
  const pages = Math.ceil(count / PAGE_SIZE);
  const page = Math.min(wanted, pages - 1);
  const questions = unanswered
    .list({ limit: PAGE_SIZE, offset: page * PAGE_SIZE })
    .map(
      ({ person, name, username, question, at }) =>
        `${nameOf({ id: person, name, username })} · ${say.moment(at)}\n${linkless(shortened(question, MAX_QUESTION))}`,
    );
  const text = [say("unanswered-title", { count, page: page + 1, pages }), ...questions].join("\n\n");
  const turns = [
    ...(page > 0 ? [{ text: "‹", callback_data: `adm:unanswered:${page - 1}` }] : []),
    ...(page < pages - 1 ? [{ text: "›", callback_data: `adm:unanswered:${page + 1}` }] : []),
  ];
  return [text, { inline_keyboard: turns.length > 0 ? [turns] : [] }];
}
