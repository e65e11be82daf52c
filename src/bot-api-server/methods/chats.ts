/** getChat, getChatMember, getChatMemberCount, getChatAdministrators, leaveChat. */

import type { ChatFullInfo, ChatMember } from "@grammyjs/types";
import { badRequest } from "../failure.ts";
import { requiredInteger } from "../parameters.ts";
import { assertWritable, isAdministrator, isPresent, type Room } from "../rooms.ts";
import { roomOf, type State } from "../state.ts";
import type { Methods } from "./method.ts";

export const chatMethods: Methods = {
  getChat({ parameters, state }) {
    const room = roomOf(state, parameters);
    if (room.chat.type !== "private") assertWritable(room, state.bot);
    const info = {
      ...room.chat,
      accent_color_id: Math.abs(room.chat.id) % 7,
      max_reaction_count: 11,
      accepted_gift_types: {
        unlimited_gifts: false,
        limited_gifts: false,
        unique_gifts: false,
        premium_subscription: false,
        gifts_from_channels: false,
      },
    };
    return info as ChatFullInfo;
  },

  getChatMember({ parameters, state }) {
    const room = roomOf(state, parameters);
    const id = requiredInteger(parameters, "user_id");
    if (room.chat.type !== "private") assertWritable(room, state.bot);
    return memberOf(state, room, id);
  },

  getChatMemberCount: ({ parameters, state }) =>
    [...roomOf(state, parameters).members.values()].filter(isPresent).length,

  getChatAdministrators({ parameters, state }) {
    const room = roomOf(state, parameters);
    if (room.chat.type === "private") throw badRequest("there are no administrators in the private chat");
    assertWritable(room, state.bot);
    return [...room.members.values()].filter(
      (member) => isAdministrator(member) && (!member.user.is_bot || member.user.id === state.bot.id),
    );
  },

  leaveChat({ parameters, state }) {
    const room = roomOf(state, parameters);
    if (room.chat.type === "private") throw badRequest("chat member status can't be changed in private chats");
    assertWritable(room, state.bot);
    room.members.set(state.bot.id, { status: "left", user: state.bot });
    return true;
  },
};

/** For Telegram, a person who never was there has left, and one it never heard of is refused. */
function memberOf(state: State, room: Room, id: number): ChatMember {
  const user = state.people.get(id);
  if (user === undefined) throw badRequest("PARTICIPANT_ID_INVALID");
  if (room.chat.type === "private") {
    const inside = id === room.chat.id || id === state.bot.id;
    return inside ? { status: "member", user } : { status: "left", user };
  }
  const member = room.members.get(id);
  const open = isAdministrator(room.members.get(state.bot.id)) || isAdministrator(member) || id === state.bot.id;
  if (room.hiddenMembers && !open) throw badRequest("member list is inaccessible");
  return member ?? { status: "left", user };
}
