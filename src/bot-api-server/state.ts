/** All that one server remembers, made once and handed to the methods and to the world. */

import type {
  Chat,
  InlineQueryResult,
  InlineQueryResultsButton,
  Message,
  MessageEntity,
  ReactionType,
  Update,
  User,
  UserFromGetMe,
} from "@grammyjs/types";
import { ApiFailure, badRequest, forbidden } from "./failure.ts";
import { createFiles, type Files } from "./files.ts";
import { OpenQueries } from "./open-queries.ts";
import type { Fields, Parameters } from "./parameters.ts";
import { createProfile, type Profile } from "./profile.ts";
import { counter, type Draft, type Kept, type Room } from "./rooms.ts";
import { type UpdateContent, UpdateQueue } from "./update-queue.ts";

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
  /** For an ephemeral message that stands in the place of another one. */
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

export interface StateOptions {
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

/** Which kind it is depends on the chat, so the caller says it; types cannot know. */
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
