/** Methods about chats, and about the bot itself: getChat and its like, setMyCommands, setMyDescription. */

import type { BotCommand, ChatFullInfo, ChatMember } from "@grammyjs/types";
import { badRequest, type Fields, isFields, type Method, type Methods, Parameters, requiredInteger } from "../calls.ts";
import { assertWritable, isAdministrator, isPresent, type Room } from "../rooms.ts";
import {
  announce,
  checkedLanguage,
  type ProfileText,
  profileText,
  roomOf,
  type State,
  scopeKey,
  setProfileText,
} from "../state.ts";

const MAX_COMMANDS = 100;

export const profileMethods: Methods = {
  setMyCommands({ parameters, state }) {
    const commands = (parameters.list("commands") ?? []).map(commandOf);
    if (commands.length > MAX_COMMANDS) throw badRequest("BOT_COMMANDS_TOO_MUCH");
    const key = keyOf(state, parameters);
    if (commands.length === 0) state.profile.commands.delete(key);
    else state.profile.commands.set(key, commands);
    announce(state, { kind: "profile" });
    return true;
  },
  getMyCommands: ({ parameters, state }) => state.profile.commands.get(keyOf(state, parameters)) ?? [],
  deleteMyCommands({ parameters, state }) {
    state.profile.commands.delete(keyOf(state, parameters));
    announce(state, { kind: "profile" });
    return true;
  },
  setMyName: setter("name"),
  getMyName: ({ parameters, state }) => {
    const name = profileText(state.profile, "name", languageOf(parameters));
    return { name: name === "" ? state.bot.first_name : name };
  },
  setMyDescription: setter("description"),
  getMyDescription: getter("description"),
  setMyShortDescription: setter("short_description"),
  getMyShortDescription: getter("short_description"),
};

function setter(which: ProfileText): Method {
  return ({ parameters, state }) => {
    setProfileText(state.profile, which, languageOf(parameters), parameters.text(which));
    announce(state, { kind: "profile" });
    return true;
  };
}

function getter(which: ProfileText): Method {
  return ({ parameters, state }) => ({ [which]: profileText(state.profile, which, languageOf(parameters)) });
}

function languageOf(parameters: Parameters): string {
  return checkedLanguage(parameters.text("language_code"));
}

function keyOf(state: State, parameters: Parameters): string {
  const scope = parameters.object("scope") ?? { type: "default" };
  return scopeKey(checkedScope(state, scope), languageOf(parameters));
}

function checkedScope(state: State, scope: Fields): Fields {
  switch (scope.type) {
    case "default":
    case "all_private_chats":
    case "all_group_chats":
    case "all_chat_administrators":
      return { type: scope.type };
    case "chat":
    case "chat_administrators":
    case "chat_member": {
      const chat_id = roomOf(state, new Parameters(scope)).chat.id;
      return { type: scope.type, chat_id, ...(scope.type === "chat_member" && { user_id: scope.user_id }) };
    }
    default:
      throw badRequest("can't parse BotCommandScope: unsupported type specified");
  }
}

function commandOf(item: unknown): BotCommand {
  if (!isFields(item)) throw badRequest("can't parse BotCommand: expected an Object");
  const command = String(item.command ?? "").replace(/^\//u, "");
  const description = String(item.description ?? "").trim();
  if (command === "") throw badRequest("command must be non-empty");
  if (command.length > 32) throw badRequest("command length must not exceed 32");
  if (!/^[a-z0-9_]+$/u.test(command)) throw badRequest("BOT_COMMAND_INVALID");
  if (description === "") throw badRequest("command description must be non-empty");
  if ([...description].length > 256) throw badRequest("command description length must not exceed 256");
  return { command, description, ...(item.is_ephemeral === true && { is_ephemeral: true }) };
}

/** getChat, getChatMember, getChatMemberCount, getChatAdministrators, leaveChat. */
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
