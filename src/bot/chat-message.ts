/** A plain message to where an update came from: the chat, its topic, and in groups as a reply. */

import type { InlineKeyboardMarkup } from "@grammyjs/types";
import type { DocketContext } from "./context.ts";
import type { Outgoing } from "./delivery/effects.ts";
import { addressOf } from "./render/reply-send.ts";

/** @param text within Telegram's 4,096 characters: the caller's texts are short or paged */
export function messageBack(ctx: DocketContext, text: string, keyboard?: InlineKeyboardMarkup): Outgoing {
  const answered = ctx.chat?.type === "private" ? undefined : ctx.message?.message_id;
  return {
    method: "sendMessage",
    payload: {
      ...{ ...addressOf(ctx, answered), text, link_preview_options: { is_disabled: true } },
      ...(keyboard === undefined ? {} : { reply_markup: keyboard }),
    },
    person: ctx.person.id,
  };
}

/** Shows other words and buttons in the message whose button was pressed. */
export function messageChanged(ctx: DocketContext, text: string, keyboard?: InlineKeyboardMarkup): Outgoing {
  return {
    method: "editMessageText",
    payload: {
      ...{ chat_id: ctx.chat?.id ?? ctx.person.id, message_id: ctx.callbackQuery?.message?.message_id, text },
      link_preview_options: { is_disabled: true },
      reply_markup: keyboard ?? { inline_keyboard: [] },
    },
    person: ctx.person.id,
  };
}
