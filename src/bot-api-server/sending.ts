/**
 * A new message from the bot, of whatever kind: the checks that all kinds share, in Telegram's order, and the two ways
 * in which it may go out, to all of a chat or to one member alone.
 */

import type { Message, User } from "@grammyjs/types";
import { badRequest } from "./failure.ts";
import { replyMarkup } from "./keyboards.ts";
import { QUERY_TOO_OLD } from "./open-queries.ts";
import type { Fields, Parameters } from "./parameters.ts";
import { placeOf } from "./replies.ts";
import { assertWritable, isAdministrator, isPresent, type Room } from "./rooms.ts";
import { roomOf, type State, unixTime } from "./state.ts";
import { type FormattedText, formatText, type TextRules } from "./text/formatted-text.ts";
import { writeMessage } from "./write-message.ts";

/** @param name "text" or "caption"; its entities and its parse mode are found by it */
export function textOf(
  state: State,
  parameters: Parameters,
  name: "text" | "caption",
  rules: TextRules,
): FormattedText {
  const given = {
    text: parameters.text(name),
    parseMode: parameters.text("parse_mode"),
    entities: parameters.list(name === "text" ? "entities" : "caption_entities") ?? [],
  };
  return formatText(given, rules, (id) => state.people.get(id));
}

export interface Sending {
  readonly content: Partial<Message>;
  readonly text: FormattedText;
}

export function sendMessage(state: State, parameters: Parameters, { content, text }: Sending): Message {
  replyMarkup(parameters); // Telegram refuses a wrong keyboard before it looks for the chat.
  const room = roomOf(state, parameters);
  assertWritable(room, state.bot);
  const { inline, interface: reply_interface } = replyMarkup(parameters, room.chat.type === "private");
  const place = placeOf(parameters, room, unixTime(state));
  const ephemeral = parameters.object("ephemeral_message_parameters");
  const writing = {
    from: state.bot,
    detected: text.detected,
    reply_interface,
    content: {
      ...place,
      ...content,
      ...(inline !== null && { reply_markup: inline }),
      ...(parameters.flag("protect_content") && { has_protected_content: true as const }),
      ...linkPreview(parameters),
    },
  };
  if (ephemeral === null) return writeMessage(state, room, writing).message;
  const { receiver, inPlaceOf } = ephemeralTo(state, room, ephemeral, parameters);
  return writeMessage(state, room, { ...writing, receiver, inPlaceOf }).message;
}

function linkPreview(parameters: Parameters): Pick<Message, "link_preview_options"> {
  const options = parameters.object("link_preview_options");
  if (options === null) return {};
  if (options.is_disabled !== undefined && typeof options.is_disabled !== "boolean")
    throw badRequest('field "is_disabled" must be of type Boolean');
  return { link_preview_options: options };
}

/**
 * Only in groups, only to who is there; and unless the bot is an administrator, only to who has just pressed a button or
 * sent the bot an ephemeral message.
 */
function ephemeralTo(
  state: State,
  room: Room,
  given: Fields,
  parameters: Parameters,
): { receiver: User; inPlaceOf: number | null } {
  if (room.chat.type !== "supergroup" && room.chat.type !== "group") throw badRequest("BOT_NOT_ADMIN");
  const receiver = state.people.get(Number(given.receiver_user_id));
  if (receiver === undefined || !isPresent(room.members.get(receiver.id))) throw badRequest("user not found");
  const query =
    given.callback_query_id === undefined ? null : state.callbackQueries.recent(String(given.callback_query_id));
  const pressed = query !== null && query.from.id === receiver.id && query.chat === room.chat.id;
  if (given.callback_query_id !== undefined && !pressed) throw badRequest(QUERY_TOO_OLD);
  const question = room.ephemeral.get(Number(parameters.object("reply_parameters")?.ephemeral_message_id));
  const replies = question?.message.from?.id === receiver.id;
  if (!pressed && !replies && !isAdministrator(room.members.get(state.bot.id))) throw badRequest("BOT_NOT_ADMIN");
  const inPlaceOf = given.replace_callback_query_message === true && query !== null ? query.message : null;
  return { receiver, inPlaceOf };
}
