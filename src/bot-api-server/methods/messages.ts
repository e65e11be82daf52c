/** sendMessage, editMessageText, editMessageCaption, editMessageReplyMarkup, deleteMessage, deleteMessages. */

import type { Message } from "@grammyjs/types";
import { badRequest } from "../failure.ts";
import { replyMarkup } from "../keyboards.ts";
import { type Parameters, requiredInteger } from "../parameters.ts";
import { assertWritable, type Kept, type Room } from "../rooms.ts";
import { sendMessage, textOf } from "../sending.ts";
import { roomOf, type State, unixTime } from "../state.ts";
import { CAPTION_RULES, type FormattedText, MESSAGE_RULES } from "../text/formatted-text.ts";
import { removeMessage, replaceMessage } from "../write-message.ts";
import type { Methods } from "./method.ts";

export const NOT_MODIFIED =
  "message is not modified: specified new message content and reply markup are exactly the same as a current content and reply markup of the message";

/** Seconds after which a bot cannot delete what others wrote. https://core.telegram.org/bots/api#deletemessage */
const DELETABLE_S = 48 * 3_600;

export const messageMethods: Methods = {
  sendMessage({ parameters, state }) {
    const text = textOf(state, parameters, "text", MESSAGE_RULES);
    return sendMessage(state, parameters, { text, content: textContent(text) });
  },

  editMessageText({ parameters, state }) {
    const text = textOf(state, parameters, "text", MESSAGE_RULES);
    return edit(
      state,
      parameters,
      (message) => {
        if (message.text === undefined) throw badRequest("there is no text in the message to edit");
        return { ...withoutText(message), ...textContent(text), ...keyboard(parameters, message) };
      },
      text,
    );
  },

  editMessageCaption({ parameters, state }) {
    const text = textOf(state, parameters, "caption", CAPTION_RULES);
    return edit(
      state,
      parameters,
      (message) => {
        if (message.document === undefined) throw badRequest("there is no caption in the message to edit");
        return { ...withoutText(message), ...captionContent(text), ...keyboard(parameters, message) };
      },
      text,
    );
  },

  editMessageReplyMarkup({ parameters, state }) {
    return edit(
      state,
      parameters,
      (message) => {
        const { reply_markup: _old, ...rest } = message;
        return { ...rest, ...keyboard(parameters, message) };
      },
      null,
    );
  },

  deleteMessage({ parameters, state }) {
    const room = roomOf(state, parameters);
    deleteOne(state, room, requiredInteger(parameters, "message_id"));
    return true;
  },

  deleteMessages({ parameters, state }) {
    const room = roomOf(state, parameters);
    const ids = parameters.list("message_ids") ?? [];
    if (ids.length === 0) throw badRequest("message identifiers are not specified");
    if (ids.length > 100) throw badRequest("too many message identifiers specified");
    for (const id of ids) if (room.messages.has(Number(id))) deleteOne(state, room, Number(id));
    return true;
  },
};

export function textContent({ text, entities }: FormattedText): Partial<Message> {
  return { text, ...(entities.length > 0 && { entities: [...entities] }) };
}

export function captionContent({ text, entities }: FormattedText): Partial<Message> {
  if (text === "") return {};
  return { caption: text, ...(entities.length > 0 && { caption_entities: [...entities] }) };
}

export function withoutText(message: Message): Message {
  const { text: _t, entities: _e, caption: _c, caption_entities: _ce, reply_markup: _m, ...rest } = message;
  return rest;
}

export function keyboard(parameters: Parameters, { chat }: Message): Pick<Message, "reply_markup"> {
  const { inline, interface: other } = replyMarkup(parameters, chat.type === "private");
  if (other !== null) throw badRequest("inline keyboard expected");
  return inline === null ? {} : { reply_markup: inline };
}

export function sameContent(a: Message, b: Message): boolean {
  const content = (message: Message) =>
    JSON.stringify([
      message.text ?? message.caption ?? null,
      message.entities ?? message.caption_entities ?? [],
      message.reply_markup?.inline_keyboard ?? null,
    ]);
  return content(a) === content(b);
}

/** @param text null if the edit leaves the words as they are */
function edit(
  state: State,
  parameters: Parameters,
  change: (message: Message) => Message,
  text: FormattedText | null,
): Message | true {
  const inlineId = parameters.text("inline_message_id");
  const { room, kept } = inlineId === "" ? byNumber(state, parameters) : byInlineId(state, inlineId);
  const changed = change(kept.message);
  if (sameContent(changed, kept.message)) throw badRequest(NOT_MODIFIED);
  const message = { ...changed, edit_date: unixTime(state) };
  replaceMessage(state, room, { ...kept, message, detected: text?.detected ?? kept.detected });
  return inlineId === "" ? message : true;
}

function byNumber(state: State, parameters: Parameters): { room: Room; kept: Kept } {
  const room = roomOf(state, parameters);
  assertWritable(room, state.bot);
  const kept = room.messages.get(requiredInteger(parameters, "message_id"));
  if (kept === undefined) throw badRequest("message to edit not found");
  if (kept.author !== state.bot.id || kept.message.via_bot !== undefined) throw badRequest("message can't be edited");
  return { room, kept };
}

function byInlineId(state: State, id: string): { room: Room; kept: Kept } {
  const place = state.inlineMessages.get(id);
  const kept = place?.room.messages.get(place.message_id);
  if (place === undefined || kept === undefined) throw badRequest("MESSAGE_ID_INVALID");
  return { room: place.room, kept };
}

function deleteOne(state: State, room: Room, id: number): void {
  const kept = room.messages.get(id);
  if (kept === undefined) throw badRequest("message to delete not found");
  const member = room.members.get(state.bot.id);
  const own = kept.author === state.bot.id;
  const mayDelete = member?.status === "administrator" && member.can_delete_messages;
  const young = unixTime(state) - kept.message.date < DELETABLE_S;
  if (!((own || room.chat.type === "private") && young) && !mayDelete) throw badRequest("message can't be deleted");
  removeMessage(state, room, kept);
}
