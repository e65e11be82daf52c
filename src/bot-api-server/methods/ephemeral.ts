/** editEphemeralMessageText, editEphemeralMessageReplyMarkup, deleteEphemeralMessage: of messages that one member sees. */

import type { Message } from "@grammyjs/types";
import { badRequest } from "../failure.ts";
import { type Parameters, requiredInteger } from "../parameters.ts";
import { assertWritable, type Kept, type Room } from "../rooms.ts";
import { textOf } from "../sending.ts";
import { roomOf, type State, unixTime } from "../state.ts";
import { MESSAGE_RULES } from "../text/formatted-text.ts";
import { removeMessage, replaceMessage } from "../write-message.ts";
import { keyboard, NOT_MODIFIED, sameContent, textContent, withoutText } from "./messages.ts";
import type { Methods } from "./method.ts";

export const ephemeralMethods: Methods = {
  editEphemeralMessageText({ parameters, state }) {
    const text = textOf(state, parameters, "text", MESSAGE_RULES);
    const { room, kept } = ownEphemeral(state, parameters, "edit");
    const { message } = kept;
    const changed = { ...withoutText(message), ...textContent(text), ...keyboard(parameters, message) };
    return replace(state, room, { ...kept, detected: text.detected }, changed);
  },

  editEphemeralMessageReplyMarkup({ parameters, state }) {
    const { room, kept } = ownEphemeral(state, parameters, "edit");
    const { reply_markup: _old, ...rest } = kept.message;
    return replace(state, room, kept, { ...rest, ...keyboard(parameters, kept.message) });
  },

  deleteEphemeralMessage({ parameters, state }) {
    const { room, kept } = ownEphemeral(state, parameters, "delete");
    removeMessage(state, room, kept);
    return true;
  },
};

function replace(state: State, room: Room, kept: Kept, changed: Message): true {
  if (sameContent(changed, kept.message)) throw badRequest(NOT_MODIFIED);
  replaceMessage(state, room, { ...kept, message: { ...changed, edit_date: unixTime(state) } });
  return true;
}

function ownEphemeral(state: State, parameters: Parameters, to: "edit" | "delete"): { room: Room; kept: Kept } {
  const room = roomOf(state, parameters);
  assertWritable(room, state.bot);
  const kept = room.ephemeral.get(requiredInteger(parameters, "ephemeral_message_id"));
  const receiver = requiredInteger(parameters, "receiver_user_id");
  if (kept === undefined || kept.receiver !== receiver) throw badRequest(`message to ${to} not found`);
  return { room, kept };
}
