/** All that one server remembers, made once and handed to the methods and to the world. */

import { createHash } from "node:crypto";
import type {
  BotCommand,
  Chat,
  ChatMember,
  Document,
  File,
  InlineQueryResult,
  InlineQueryResultsButton,
  Message,
  MessageEntity,
  ReactionType,
  Update,
  User,
  UserFromGetMe,
} from "@grammyjs/types";
import { ApiFailure, badRequest, type Fields, forbidden, type Parameters, type UploadedFile } from "./calls.ts";
import { OpenQueries } from "./queries.ts";
import { counter, type Draft, isAdministrator, type Kept, type Room } from "./rooms.ts";
import { type UpdateContent, UpdateQueue } from "./updates.ts";

/** The bot's answer to the press of a button; null for none. */
export interface CallbackAnswer {
  readonly text: string | null;
  readonly show_alert: boolean;
  readonly url: string | null;
}

/** The bot's answer to an inline query. */
export interface InlineAnswer {
  readonly results: readonly InlineQueryResult[];
  readonly cache_time: number;
  readonly is_personal: boolean;
  readonly next_offset: string;
  readonly button: InlineQueryResultsButton | null;
}

/** A change that the people's side can see. */
export type Change =
  | { readonly kind: "chat"; readonly chat: Chat }
  | { readonly kind: "message"; readonly chat: Chat; readonly message: ShownMessage }
  | { readonly kind: "edited"; readonly chat: Chat; readonly message: ShownMessage }
  | { readonly kind: "deleted"; readonly chat: Chat; readonly message_id: number; readonly ephemeral: boolean }
  | { readonly kind: "draft"; readonly chat: Chat; readonly draft: Draft | null }
  | { readonly kind: "action"; readonly chat: Chat; readonly action: string }
  | { readonly kind: "update"; readonly update: Update }
  | { readonly kind: "profile" };

/** A message as people see it: Telegram's own fields, and what its apps show besides them. */
export type ShownMessage = Message & {
  /** Those of the entities that nobody set: the app makes links, mentions and commands of such words by itself. */
  readonly detected_entities: readonly MessageEntity[];
  /** Effect on the reader's own side: a keyboard to write with, its end, or a reply that is begun. */
  readonly reply_interface: Fields | null;
  /** Message in whose place an ephemeral one stands. */
  readonly in_place_of: number | null;
  readonly reactions: readonly { readonly user_id: number; readonly reaction: readonly ReactionType[] }[];
};

export interface State {
  readonly bot: UserFromGetMe;
  readonly people: Map<number, User>;
  readonly rooms: Map<number, Room>;
  readonly updates: UpdateQueue;
  readonly files: Files;
  readonly profile: Profile;
  readonly callbackQueries: OpenQueries<CallbackAnswer>;
  readonly inlineQueries: OpenQueries<InlineAnswer>;
  readonly guestQueries: OpenQueries<ShownMessage>;
  /** Messages that are known by an inline id as well: sent through the bot by a person, or by the bot as a guest. */
  readonly inlineMessages: Map<string, { readonly room: Room; readonly message_id: number }>;
  /** Milliseconds since 1970. */
  readonly now: () => number;
  /** 0 <= number < 1. */
  readonly random: () => number;
  readonly listeners: Set<(change: Change) => void>;
  /** Message numbers of private chats and plain groups come from one row, as at Telegram. */
  readonly takeCommonId: () => number;
}

interface StateOptions {
  readonly bot: UserFromGetMe;
  readonly now: () => number;
  readonly random: () => number;
}

export function createState({ bot, now, random }: StateOptions): State {
  return {
    bot,
    people: new Map<number, User>([[bot.id, bot]]),
    rooms: new Map(),
    updates: new UpdateQueue(1 + Math.floor(random() * 900_000_000)),
    files: createFiles(),
    profile: createProfile(),
    callbackQueries: new OpenQueries(random),
    inlineQueries: new OpenQueries(random),
    guestQueries: new OpenQueries(random),
    inlineMessages: new Map(),
    now,
    random,
    listeners: new Set(),
    takeCommonId: counter(),
  };
}

/** Unix time in seconds, as every date of the Bot API. */
export function unixTime(state: State): number {
  return Math.floor(state.now() / 1_000);
}

export function announce(state: State, change: Change): void {
  for (const listener of [...state.listeners]) listener(change);
}

export function sendUpdate(state: State, content: UpdateContent): Update | null {
  const update = state.updates.add(content);
  if (update !== null) announce(state, { kind: "update", update });
  return update;
}

/** The kind depends on the chat, so the caller says it; types cannot know. */
export function sendMessageUpdate(
  state: State,
  message: Message,
  kind: "message" | "edited_message" | "channel_post" | "edited_channel_post" | "guest_message" = "message",
): void {
  sendUpdate(state, { [kind]: message } as UpdateContent);
}

/** @throws ApiFailure in Telegram's words if there is no such chat */
export function roomOf(state: State, parameters: Parameters, name = "chat_id"): Room {
  const given = parameters.text(name);
  if (given === "") throw badRequest(`${name} is empty`);
  const room = findRoom(state, given);
  if (room === undefined && state.people.has(Number(given)))
    throw forbidden("bot can't initiate conversation with a user");
  if (room === undefined) throw badRequest("chat not found");
  if (room.movedTo !== null)
    throw new ApiFailure(400, "Bad Request: group chat was upgraded to a supergroup chat", {
      migrate_to_chat_id: room.movedTo,
    });
  return room;
}

function findRoom(state: State, given: string): Room | undefined {
  if (!given.startsWith("@")) return state.rooms.get(Number(given));
  const username = given.slice(1).toLowerCase();
  return state.rooms.values().find(({ chat }) => chat.type !== "private" && chat.username?.toLowerCase() === username);
}

export function shown({ message, detected, reactions, reply_interface, inPlaceOf }: Kept): ShownMessage {
  return {
    ...message,
    detected_entities: detected,
    reply_interface,
    in_place_of: inPlaceOf,
    reactions: [...reactions].map(([user_id, reaction]) => ({ user_id, reaction })),
  };
}

/** Bots cannot fetch larger ones. https://core.telegram.org/bots/api#getfile */
const MAX_DOWNLOAD_BYTES = 20 * 1024 * 1024;
/** Old files go when all together take more than this. */
const MAX_KEPT_BYTES = 256 * 1024 * 1024;

export interface Files {
  add(file: UploadedFile): Document;
  find(fileId: string): UploadedFile | undefined;
  /** @throws ApiFailure for a file that is unknown or too big to be fetched */
  describe(fileId: string): File;
  atPath(path: string): UploadedFile | undefined;
}

/** Files that were sent, by anyone: kept in memory, found by the identifiers that messages carry. */
function createFiles(): Files {
  const byId = new Map<string, UploadedFile>();
  let keptBytes = 0;
  const pathOf = (fileId: string, { name }: UploadedFile) =>
    `documents/${fileId}${/\.[A-Za-z0-9]{1,8}$/u.exec(name)?.[0] ?? ""}`;
  return {
    add(file) {
      const hash = createHash("sha256").update(file.name).update("\0").update(file.bytes).digest("base64url");
      const fileId = `BQAC${hash}`;
      if (!byId.has(fileId)) keptBytes += file.bytes.length;
      byId.set(fileId, file);
      for (const [id, { bytes }] of byId) {
        if (keptBytes <= MAX_KEPT_BYTES || id === fileId) break;
        byId.delete(id);
        keptBytes -= bytes.length;
      }
      return {
        file_id: fileId,
        file_unique_id: hash.slice(0, 15),
        file_name: file.name,
        mime_type: file.type === "" ? "application/octet-stream" : file.type,
        file_size: file.bytes.length,
      };
    },
    find: (fileId) => byId.get(fileId),
    describe(fileId) {
      if (fileId === "") throw badRequest("file_id not specified");
      const file = byId.get(fileId);
      if (file === undefined) throw badRequest("wrong file_id or the file is temporarily unavailable");
      if (file.bytes.length > MAX_DOWNLOAD_BYTES) throw badRequest("file is too big");
      return {
        file_id: fileId,
        file_unique_id: fileId.slice(4, 19),
        file_size: file.bytes.length,
        file_path: pathOf(fileId, file),
      };
    },
    atPath(path) {
      const found = byId.entries().find(([fileId, file]) => pathOf(fileId, file) === path);
      return found === undefined || found[1].bytes.length > MAX_DOWNLOAD_BYTES ? undefined : found[1];
    },
  };
}

export type ProfileText = "name" | "description" | "short_description";

/** Characters. https://core.telegram.org/bots/api#setmyname and the two after it */
const MAX_LENGTH: Readonly<Record<ProfileText, number>> = { name: 64, description: 512, short_description: 120 };

interface Profile {
  /** Texts by language; the empty language is everyone else's. */
  readonly texts: Readonly<Record<ProfileText, Map<string, string>>>;
  /** Commands by scope and language, see `scopeKey`. */
  readonly commands: Map<string, readonly BotCommand[]>;
}

/** The bot's profile: its name, its descriptions and its menus of commands, by language and by scope. */
function createProfile(): Profile {
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
