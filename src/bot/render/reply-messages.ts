/**
 * Blocks of text to messages that Telegram takes whole: none is ever cut, a message ends before the one that is too
 * much.
 */

import type { InlineKeyboardButton, MessageEntity } from "@grammyjs/types";
import { codePointsIn, joined, type RichText } from "./reply-text.ts";

/** One message. */
export interface Reply {
  readonly text: string;
  readonly entities: readonly MessageEntity[];
  /** Rows of buttons; none is none. */
  readonly keyboard: readonly (readonly InlineKeyboardButton[])[];
}

/** Something that stays in one message: at most MAX_BLOCK_CODE_POINTS long. */
export interface Block {
  readonly content: RichText;
  /** Separator from the block before, in the same message. */
  readonly before: string;
}

/** After entities are parsed. https://core.telegram.org/bots/api#sendmessage */
const MAX_MESSAGE_CODE_POINTS = 4_096;
/** Telegram ignores those beyond. https://core.telegram.org/api/config */
const MAX_ENTITIES = 100;
export const MAX_BLOCK_CODE_POINTS = 3_500;

/** @param keyboard under the last message, which is the one in sight */
export function asReplies(blocks: readonly Block[], keyboard: Reply["keyboard"] = []): Reply[] {
  const messages: RichText[] = [];
  let current: RichText = { text: "", entities: [] };
  for (const { content, before } of blocks.filter((block) => block.content.text.trim() !== "")) {
    const longer = current.text === "" ? content : joined([current, content], before);
    const fits = codePointsIn(longer.text) <= MAX_MESSAGE_CODE_POINTS && longer.entities.length <= MAX_ENTITIES;
    if (!fits && current.text !== "") messages.push(current);
    current = fits ? longer : content;
  }
  messages.push(current);
  return messages.map((message, index) => ({ ...message, keyboard: index === messages.length - 1 ? keyboard : [] }));
}

/** The parameters that say what is read, for sending as for editing. */
export function messagePayload({ text, entities, keyboard }: Reply): Readonly<Record<string, unknown>> {
  return {
    text,
    ...(entities.length === 0 ? {} : { entities }),
    link_preview_options: { is_disabled: true },
    ...(keyboard.length === 0 ? {} : { reply_markup: { inline_keyboard: keyboard } }),
  };
}
