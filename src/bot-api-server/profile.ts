/** The bot's profile: its name, its descriptions and its menus of commands, by language and by scope. */

import type { BotCommand, ChatMember, User } from "@grammyjs/types";
import { badRequest } from "./failure.ts";
import type { Fields } from "./parameters.ts";
import { isAdministrator, type Room } from "./rooms.ts";

export type ProfileText = "name" | "description" | "short_description";

/** Characters. https://core.telegram.org/bots/api#setmyname and the two after it */
const MAX_LENGTH: Readonly<Record<ProfileText, number>> = { name: 64, description: 512, short_description: 120 };

export interface Profile {
  /** By language; the empty language is everyone else's. */
  readonly texts: Readonly<Record<ProfileText, Map<string, string>>>;
  /** By scope and language, see `scopeKey`. */
  readonly commands: Map<string, readonly BotCommand[]>;
}

export function createProfile(): Profile {
  return { texts: { name: new Map(), description: new Map(), short_description: new Map() }, commands: new Map() };
}

export function setProfileText({ texts }: Profile, which: ProfileText, language: string, text: string): void {
  if ([...text].length > MAX_LENGTH[which]) throw badRequest(`bot ${which.replaceAll("_", " ")} is too long`);
  if (text === "") texts[which].delete(language);
  else texts[which].set(language, text);
}

export function profileText({ texts }: Profile, which: ProfileText, language: string): string {
  return texts[which].get(language) ?? texts[which].get("") ?? "";
}

/** @throws ApiFailure for a language that is no two-letter code */
export function checkedLanguage(language: string): string {
  if (language !== "" && !/^[a-z]{2}$/u.test(language)) throw badRequest("invalid language code specified");
  return language;
}

export function scopeKey(scope: Fields, language: string): string {
  return [scope.type, scope.chat_id ?? "", scope.user_id ?? "", language].join(" ");
}

/** The menu that this person sees there: the first that is set, from the closest scope to the widest. */
export function commandsFor({ commands }: Profile, room: Room, person: User): readonly BotCommand[] {
  const chat_id = room.chat.id;
  const scopes =
    room.chat.type === "private" ? privateScopes(chat_id) : groupScopes(chat_id, room.members.get(person.id), person);
  const language = person.language_code?.slice(0, 2).toLowerCase() ?? "";
  for (const scope of scopes) {
    const menu = commands.get(scopeKey(scope, language)) ?? commands.get(scopeKey(scope, ""));
    if (menu !== undefined) return menu;
  }
  return [];
}

function privateScopes(chat_id: number): readonly Fields[] {
  return [{ type: "chat", chat_id }, { type: "all_private_chats" }, { type: "default" }];
}

/** https://core.telegram.org/bots/api#determining-list-of-commands */
function groupScopes(chat_id: number, member: ChatMember | undefined, person: User): readonly Fields[] {
  const administrator = isAdministrator(member);
  return [
    { type: "chat_member", chat_id, user_id: person.id },
    ...(administrator ? [{ type: "chat_administrators", chat_id }] : []),
    { type: "chat", chat_id },
    ...(administrator ? [{ type: "all_chat_administrators" }] : []),
    { type: "all_group_chats" },
    { type: "default" },
  ];
}
