/**
 * Methods for what the bot says of itself: setMyCommands and its like, setMyDescription, setMyShortDescription,
 * setMyName.
 */

import type { BotCommand } from "@grammyjs/types";
import { badRequest } from "../failure.ts";
import { type Fields, isFields, Parameters } from "../parameters.ts";
import { checkedLanguage, type ProfileText, profileText, scopeKey, setProfileText } from "../profile.ts";
import { announce, roomOf, type State } from "../state.ts";
import type { Method, Methods } from "./method.ts";

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
