/** Acts of a person on the page, parsed by a schema and done in the simulator. */

import type { InlineQueryResult, User } from "@grammyjs/types";
import { z } from "zod";
import type { CallbackAnswer } from "../bot-api-server/state.ts";
import type { World } from "../bot-api-server/world.ts";
import { type Cast, type CastChat, MAX_NAME_CHARACTERS } from "./preview-cast.ts";

/** Telegram's apps cut what is longer into several messages. https://core.telegram.org/bots/api#sendmessage */
const MAX_TEXT = 4_096;
const MAX_QUERY = 256;

const chat = z.int();
const thread = z.int().nullable();
const words = z.string().min(1).max(MAX_TEXT);

export const actionSchema = z.discriminatedUnion("do", [
  z.object({
    do: z.literal("say"),
    chat,
    thread,
    text: words,
    replyTo: z.string().nullable(),
    quote: z.string().nullable(),
  }),
  z.object({ do: z.literal("edit"), chat, message: z.string(), text: words }),
  z.object({ do: z.literal("press"), chat, message: z.string(), data: z.string().max(64) }),
  z.object({ do: z.literal("react"), chat, message: z.string(), emoji: z.string().nullable() }),
  z.object({ do: z.literal("stop"), chat }),
  z.object({ do: z.literal("start"), payload: z.string() }),
  z.object({ do: z.literal("inline"), chat, query: z.string().max(MAX_QUERY) }),
  z.object({ do: z.literal("choose"), chat, thread, result: z.string(), query: z.string().max(MAX_QUERY) }),
  z.object({ do: z.literal("add-person"), name: z.string().trim().min(1).max(MAX_NAME_CHARACTERS) }),
  z.object({ do: z.literal("restart-bot") }),
]);

export type PageAction = z.infer<typeof actionSchema>;

/** The result for the page; all else comes as events. */
export type ActionResult =
  | { readonly kind: "done" }
  | { readonly kind: "pressed"; readonly answer: CallbackAnswer | null }
  | { readonly kind: "results"; readonly results: readonly InlineView[]; readonly button: StartButton | null }
  | { readonly kind: "added"; readonly person: number };

interface InlineView {
  readonly id: string;
  readonly title: string;
  readonly description: string;
}

interface StartButton {
  readonly text: string;
  readonly payload: string;
}

export interface Actions {
  /** @throws Error in plain words if there is no such chat or message for this person */
  do(person: User, action: PageAction): Promise<ActionResult>;
  /** Sends a file. */
  send(person: User, to: { readonly chat: number; readonly thread: number | null }, file: NewFile): void;
  /** The bytes of a message's file. */
  file(person: User, chat: number, message: string): { readonly name: string; readonly bytes: Uint8Array } | null;
}

interface NewFile {
  readonly name: string;
  readonly type: string;
  readonly bytes: Uint8Array;
  readonly caption: string;
  /** The key of the message that it answers. */
  readonly replyTo: string | null;
}

export interface ActionParts {
  readonly world: World;
  readonly cast: Cast;
  readonly restartBot: () => Promise<void>;
}

const DONE: ActionResult = { kind: "done" };
const NO_CHAT_TYPE = { private: "sender", group: "group", supergroup: "supergroup", channel: "channel" } as const;

export function createActions({ world, cast, restartBot }: ActionParts): Actions {
  /** Inline results that each person was offered last, to choose from. */
  const offered = new Map<number, readonly InlineQueryResult[]>();

  const chatFor = (person: User, id: number) => chatOf(cast, person, id);
  const messageFor = (person: User, id: number, key: string) => messageOf(world, chatFor(person, id), person, key);

  return {
    async do(person, action) {
      switch (action.do) {
        case "say": {
          const { text, replyTo, quote } = action;
          world.say(person, chatFor(person, action.chat), {
            text,
            ...(action.thread === null ? {} : { thread: action.thread }),
            ...(replyTo === null ? {} : { reply_to: messageFor(person, action.chat, replyTo) }),
            ...(quote === null ? {} : { quote }),
          });
          return DONE;
        }
        case "edit":
          world.edit(person, messageFor(person, action.chat, action.message), action.text);
          return DONE;
        case "press": {
          const answer = await world.press(person, messageFor(person, action.chat, action.message), action.data);
          return { kind: "pressed", answer };
        }
        case "react":
          world.react(person, messageFor(person, action.chat, action.message), action.emoji);
          return DONE;
        case "stop":
          world.stop(person, chatFor(person, action.chat));
          return DONE;
        case "start":
          world.start(person, action.payload);
          return DONE;
        case "inline": {
          const { type } = chatFor(person, action.chat);
          const answer = await world.inline(person, action.query, { chat_type: NO_CHAT_TYPE[type] });
          offered.set(person.id, answer?.results ?? []);
          return {
            kind: "results",
            results: (answer?.results ?? []).map(inlineView),
            button: startButton(answer?.button),
          };
        }
        case "choose": {
          const result = offered.get(person.id)?.find(({ id }) => id === action.result);
          if (result === undefined) throw new Error("this result is gone: type the words again");
          world.choose(person, chatFor(person, action.chat), result, { query: action.query, thread: action.thread });
          return DONE;
        }
        case "add-person":
          return { kind: "added", person: cast.add(action.name).id };
        case "restart-bot":
          await restartBot();
          return DONE;
        default:
          return action satisfies never;
      }
    },
    send(person, to, { caption, replyTo, ...document }) {
      world.say(person, chatFor(person, to.chat), {
        document,
        ...(caption === "" ? {} : { caption }),
        ...(replyTo === null ? {} : { reply_to: messageFor(person, to.chat, replyTo) }),
        ...(to.thread === null ? {} : { thread: to.thread }),
      });
    },
    file(person, id, key) {
      return world.file(messageFor(person, id, key));
    },
  };
}

function chatOf(cast: Cast, person: User, id: number): CastChat["chat"] {
  const found = cast.chatsOf(person).find((known) => known.chat.id === id);
  if (found === undefined) throw new Error(`${person.first_name} is in no chat ${id}: reload the page`);
  return found.chat;
}

/** @param key the page's: `e` and an ephemeral message's number, or another letter and a message's */
function messageOf(world: World, chat: CastChat["chat"], person: User, key: string) {
  const number = Number(key.slice(1));
  const found = world
    .messages(chat, person)
    .find((known) => (key.startsWith("e") ? known.ephemeral_message_id : known.message_id) === number);
  if (found === undefined) throw new Error("the message is no longer there");
  return found;
}

function inlineView(result: InlineQueryResult): InlineView {
  const { title = "", description = "" } = result as { readonly title?: string; readonly description?: string };
  return { id: result.id, title, description };
}

function startButton(button: { readonly text: string; readonly start_parameter?: string } | null | undefined) {
  return button?.start_parameter === undefined ? null : { text: button.text, payload: button.start_parameter };
}
