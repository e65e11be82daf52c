/**
 * The people's side: who is there, in which chats, what they say and press, and what they see. Everything that a person
 * does here becomes the update that Telegram would send to the bot; everything that the bot does shows here.
 */

import type { BotCommand, Chat, Message, Update, User } from "@grammyjs/types";
import type { Draft } from "./rooms.ts";
import { type Change, commandsFor, profileText, type ShownMessage, type State, shown } from "./state.ts";
import {
  type InlineOfTheWorld,
  inlineOfTheWorld,
  type SayingOfTheWorld,
  type SentFile,
  sayingOfTheWorld,
  type TouchingOfTheWorld,
  touchingOfTheWorld,
} from "./world/acts.ts";
import { type ChatsOfTheWorld, chatsOfTheWorld, roomFor } from "./world/chats.ts";

export interface World extends ChatsOfTheWorld, SayingOfTheWorld, TouchingOfTheWorld, InlineOfTheWorld {
  /** Opens `t.me/BOT?start=PAYLOAD`; like Telegram's apps, without a payload that is none. */
  start(person: User, payload?: string): ShownMessage;
  /** Messages as they stand now, oldest first. Ephemeral ones only for their receiver; all of them without a viewer. */
  messages(chat: Chat, viewer?: User): readonly ShownMessage[];
  draft(chat: Chat): Draft | null;
  /** The bot's chat action, "typing" for one. */
  action(chat: Chat): string | null;
  /** The menu of commands that this person sees in this chat. */
  commands(chat: Chat, person: User): readonly BotCommand[];
  /** The description in an empty chat with the bot. */
  description(person: User): string;
  /** The bytes of a file that stands in a message. */
  file(message: Message): SentFile | null;
  /** Every change that someone could see. @returns what ends it */
  on(listener: (change: Change) => void): () => void;
  readonly updates: OddUpdates;
}

/** Updates for tests, as Telegram sends them on its worse days. */
interface OddUpdates {
  /** Number not yet confirmed by the bot. */
  readonly pending: number;
  readonly newest: Update | null;
  /** The next number is anything, as after a quiet week. */
  restartIds(first?: number): void;
  jump(by: number): void;
  /** Sends it once more, with the same number. */
  duplicate(update: Update): void;
  /** Many messages of one person in one chat, at once. */
  backlog(count: number, person: User, chat: Chat, text: (index: number) => string): readonly ShownMessage[];
}

/** https://core.telegram.org/bots/features#deep-linking */
const START_PAYLOAD = /^[A-Za-z0-9_-]{1,64}$/u;

export function createWorld(state: State): World {
  let newest: Update | null = null;
  state.listeners.add((change) => {
    if (change.kind === "update") newest = change.update;
  });
  const chats = chatsOfTheWorld(state);
  const saying = sayingOfTheWorld(state);

  return {
    ...chats,
    ...saying,
    ...touchingOfTheWorld(state),
    ...inlineOfTheWorld(state),

    start: (person, payload = "") =>
      saying.say(person, chats.privateChat(person), START_PAYLOAD.test(payload) ? `/start ${payload}` : "/start"),

    messages(chat, viewer) {
      const room = roomFor(state, chat);
      const whispered = [...room.ephemeral.values()].filter(
        ({ receiver }) => viewer === undefined || receiver === viewer.id,
      );
      const covered = new Set(viewer === undefined ? [] : whispered.map(({ inPlaceOf }) => inPlaceOf));
      const open = [...room.messages.values()].filter(({ message }) => !covered.has(message.message_id));
      return [...open, ...whispered].sort((a, b) => a.order - b.order).map(shown);
    },

    draft(chat) {
      const { draft } = roomFor(state, chat);
      return draft !== null && draft.expires > state.now() ? draft : null;
    },

    action(chat) {
      const { action } = roomFor(state, chat);
      return action !== null && action.until > state.now() ? action.action : null;
    },

    commands: (chat, person) => commandsFor(state.profile, roomFor(state, chat), person),
    description: ({ language_code = "" }) => profileText(state.profile, "description", language_code.slice(0, 2)),
    file: ({ document }) => (document === undefined ? null : (state.files.find(document.file_id) ?? null)),

    on(listener) {
      state.listeners.add(listener);
      return () => state.listeners.delete(listener);
    },

    updates: {
      get pending() {
        return state.updates.pending;
      },
      get newest() {
        return newest;
      },
      restartIds: (first = 1 + Math.floor(state.random() * 900_000_000)) => state.updates.restart(first),
      jump: (by) => state.updates.jump(by),
      duplicate: (update) => state.updates.repeat(update),
      backlog: (count, person, chat, text) =>
        Array.from({ length: count }, (_, index) => saying.say(person, chat, text(index))),
    },
  };
}
