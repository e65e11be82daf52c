/** One person's view of the simulator, as plain data for the page: all of it at once, and then each change. */

import type { BotCommand, Message, MessageEntity } from "@grammyjs/types";
import type { Draft } from "../bot-api-server/rooms.ts";
import type { BotApiServer } from "../bot-api-server/server.ts";
import type { Change, ShownMessage } from "../bot-api-server/state.ts";
import type { World } from "../bot-api-server/world.ts";
import type { IngestProgress } from "../engine/engine.ts";
import type { Status } from "./preview.ts";
import type { Cast, CastMember } from "./preview-cast.ts";
import type { InspectedAnswer, Inspector } from "./preview-inspector.ts";

export interface Snapshot {
  readonly kind: "snapshot";
  readonly me: number;
  readonly people: readonly { readonly id: number; readonly name: string; readonly role: CastMember["role"] }[];
  readonly bot: { readonly id: number; readonly name: string; readonly username: string };
  readonly chats: readonly ChatView[];
  readonly status: PreviewStatus;
  readonly answers: readonly InspectedAnswer[];
}

export interface ChatView {
  readonly id: number;
  readonly isPrivate: boolean;
  readonly title: string;
  /** The description in an empty private chat. */
  readonly description: string;
  readonly topics: readonly { readonly name: string; readonly thread: number | null }[];
  readonly commands: readonly BotCommand[];
  readonly messages: readonly MessageView[];
  readonly draft: Draft | null;
  readonly action: string | null;
}

/** The part that is the same for everybody. */
export interface PreviewStatus {
  readonly bot: "starting" | "running" | "restarting";
  /** The work on the documents; null when there is none. */
  readonly ingest: IngestProgress | null;
  /** Reason why the documents could not be read, in the page's languages; null where they could. */
  readonly problem: { readonly en: string; readonly zh: string } | null;
  /** Works in the library, as the bot counts them: a document is one with its editions. */
  readonly documents: number;
}

/** A message with what the page draws, and without the chat, which it knows. */
export interface MessageView {
  /** Unlike any other's in the chat. */
  readonly key: string;
  readonly id: number;
  /** Number of messages that one person sees alone. */
  readonly ephemeral: number | null;
  readonly inPlaceOf: number | null;
  /** Null for what nobody said: a new topic, somebody who came or left. */
  readonly from: { readonly id: number; readonly name: string; readonly isBot: boolean } | null;
  readonly viaBot: string | null;
  /** Seconds since 1970. */
  readonly date: number;
  readonly edited: boolean;
  readonly thread: number | null;
  readonly text: string;
  /** Set by the writer, and found by the app; none overlaps another but by nesting. */
  readonly entities: readonly MessageEntity[];
  readonly file: { readonly name: string; readonly bytes: number } | null;
  readonly replyTo: { readonly id: number; readonly name: string; readonly text: string } | null;
  readonly keyboard: NonNullable<Message["reply_markup"]>["inline_keyboard"];
  /** Rows of what the reader is offered to write, as the app shows them under the box until they have written. */
  readonly keys: readonly (readonly string[])[];
  /** The reader's app begins a reply to it. */
  readonly wantsReply: boolean;
  readonly reactions: readonly { readonly person: number; readonly emoji: string }[];
  /** The event of a message that nobody wrote. */
  readonly event: { readonly kind: "topic" | "joined" | "left" | "other"; readonly name: string } | null;
}

type ChatChange =
  | { readonly kind: "message"; readonly chat: number; readonly message: MessageView }
  | { readonly kind: "deleted"; readonly chat: number; readonly key: string }
  | { readonly kind: "draft"; readonly chat: number; readonly draft: Draft | null }
  | ChatAction;

export interface ChatAction {
  readonly kind: "action";
  readonly chat: number;
  /** Null when it is over. */
  readonly action: string | null;
}

export type PageEvent =
  | Snapshot
  | ChatChange
  | { readonly kind: "status"; readonly status: PreviewStatus }
  | { readonly kind: "answer"; readonly answer: InspectedAnswer };

/** More than anybody reads back; a page that is opened late stays quick. */
const KEPT_MESSAGES = 300;

function chatViewsOf(world: World, cast: Cast, person: CastMember["user"], botName: string): ChatView[] {
  return cast.chatsOf(person).map(({ chat, topics }) => ({
    id: chat.id,
    isPrivate: chat.type === "private",
    topics,
    title: chat.type === "private" ? botName : (chat.title ?? ""),
    description: chat.type === "private" ? world.description(person) : "",
    commands: world.commands(chat, person),
    messages: world.messages(chat, person).slice(-KEPT_MESSAGES).map(messageView),
    draft: world.draft(chat),
    action: world.action(chat),
  }));
}

/** @returns null for what this person does not see, and for what is told by a snapshot */
function changeFor(change: Change, person: number, sees: (chat: number) => boolean): ChatChange | null {
  if (change.kind === "update" || change.kind === "profile" || change.kind === "chat") return null;
  const chat = change.chat.id;
  if (!sees(chat)) return null;
  switch (change.kind) {
    case "message":
    case "edited": {
      const { message } = change;
      const { ephemeral_message_id, receiver_user, from } = message;
      if (ephemeral_message_id !== undefined && receiver_user?.id !== person && from?.id !== person) return null;
      return { kind: "message", chat, message: messageView(message) };
    }
    case "deleted":
      return { kind: "deleted", chat, key: keyOf(change.message_id, change.ephemeral) };
    case "draft":
      return { kind: "draft", chat, draft: change.draft };
    case "action":
      return { kind: "action", chat, action: change.action };
    default:
      return change satisfies never;
  }
}

function keyOf(id: number, ephemeral: boolean): string {
  return `${ephemeral ? "e" : "m"}${id}`;
}

function messageView(message: ShownMessage): MessageView {
  const { ephemeral_message_id: ephemeral = null, message_id: id, from, reply_to_message: replied, document } = message;
  const text = message.text ?? message.caption ?? "";
  return {
    key: keyOf(ephemeral ?? id, ephemeral !== null),
    id,
    ephemeral,
    text,
    inPlaceOf: message.in_place_of,
    from: from === undefined ? null : { id: from.id, name: nameOf(from), isBot: from.is_bot },
    viaBot: message.via_bot?.username ?? null,
    date: message.date,
    edited: message.edit_date !== undefined,
    // A reply outside of topics has a thread too.
    thread: message.is_topic_message === true ? (message.message_thread_id ?? null) : null,
    entities: entitiesOf(message),
    file: document === undefined ? null : { name: document.file_name ?? "file", bytes: document.file_size ?? 0 },
    replyTo:
      replied === undefined || replied.forum_topic_created !== undefined
        ? null
        : {
            id: replied.message_id,
            name: replied.from === undefined ? "" : nameOf(replied.from),
            text: message.quote?.text ?? replied.text ?? replied.caption ?? replied.document?.file_name ?? "",
          },
    keyboard: message.reply_markup?.inline_keyboard ?? [],
    keys: keysOf(message),
    wantsReply: message.reply_interface?.force_reply === true,
    reactions: message.reactions.flatMap(({ user_id, reaction }) =>
      reaction.flatMap((one) => (one.type === "emoji" ? [{ person: user_id, emoji: one.emoji }] : [])),
    ),
    event: eventOf(message),
  };
}

/** A key is a text, or an object with one. */
function keysOf({ reply_interface: offered }: ShownMessage): MessageView["keys"] {
  const rows = Array.isArray(offered?.keyboard) ? (offered.keyboard as readonly (readonly unknown[])[]) : [];
  return rows.map((row) =>
    row.flatMap((key) => {
      const text = typeof key === "object" && key !== null && "text" in key ? key.text : key;
      return typeof text === "string" ? [text] : [];
    }),
  );
}

/** Those that the writer set are in the message; those that the app finds may be in it too. */
function entitiesOf(message: ShownMessage): readonly MessageEntity[] {
  const given = message.entities ?? message.caption_entities ?? [];
  const found = message.detected_entities.filter(
    ({ type, offset }) => !given.some((entity) => entity.type === type && entity.offset === offset),
  );
  return [...given, ...found];
}

function eventOf(message: ShownMessage): MessageView["event"] {
  const { new_chat_members: [joined] = [], left_chat_member: left, forum_topic_created: topic } = message;
  if (topic !== undefined) return { kind: "topic", name: topic.name };
  if (joined !== undefined) return { kind: "joined", name: nameOf(joined) };
  if (left !== undefined) return { kind: "left", name: nameOf(left) };
  const says = message.text ?? message.caption ?? message.document;
  return says === undefined ? { kind: "other", name: "" } : null;
}

function nameOf({ first_name, last_name }: { readonly first_name: string; readonly last_name?: string }): string {
  return last_name === undefined ? first_name : `${first_name} ${last_name}`;
}

export interface Viewing {
  /** @returns what ends it */
  watch(person: number, show: (event: PageEvent) => void): () => void;
}

interface ViewingParts {
  readonly server: Pick<BotApiServer, "world" | "bot">;
  readonly cast: Cast;
  readonly status: Status;
  readonly inspector: Inspector;
}

/** A bot that starts changes its menus a dozen times in a row: they are told together. */
const GATHER_MS = 30;

/**
 * Sends views to pages: first all that its person sees, then each change. Rare changes (chats, menus, people) is told
 * by telling everything anew, so that the page has one way to learn of it.
 */
export function createViewing({ server, cast, status, inspector }: ViewingParts): Viewing {
  const { world, bot } = server;
  const snapshot = (me: number): Snapshot => {
    const person = cast.find(me);
    return {
      kind: "snapshot",
      me,
      status: status.now(),
      answers: inspector.answers(),
      people: cast.people().map(({ user, role }) => ({ id: user.id, name: nameOf(user), role })),
      bot: { id: bot.id, name: bot.first_name, username: bot.username },
      chats: person === null ? [] : chatViewsOf(world, cast, person, bot.first_name),
    };
  };
  return {
    watch(me, show) {
      let timer: NodeJS.Timeout | null = null;
      const sees = (chat: number): boolean => {
        const person = cast.find(me);
        return person !== null && cast.chatsOf(person).some((known) => known.chat.id === chat);
      };
      const showAll = (): void => {
        timer ??= setTimeout(() => {
          timer = null;
          show(snapshot(me));
        }, GATHER_MS);
      };
      const leave = [
        world.on((change) => {
          if (change.kind === "profile" || change.kind === "chat") return showAll();
          const seen = changeFor(change, me, sees);
          return seen === null ? undefined : show(seen);
        }),
        status.on(() => show({ kind: "status", status: status.now() })),
        inspector.on((answer) => show({ kind: "answer", answer })),
      ];
      show(snapshot(me));
      return () => {
        if (timer !== null) clearTimeout(timer);
        for (const end of leave) end();
      };
    },
  };
}
