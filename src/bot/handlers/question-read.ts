/**
 * Reads the question in a message, if there is one. In a private chat every text is a question; in a group only what is
 * put to the bot: `/ask`, a reply to it, a mention of it. Pure.
 */

import type { Message, MessageEntity } from "@grammyjs/types";
import type { MiddlewareFn } from "grammy";
import type { DocketContext } from "../context.ts";

export type Reading =
  | {
      readonly kind: "question";
      readonly text: string;
      /** The words that it is about: quoted in the reply, or the message that it answers, whoever wrote that. */
      readonly about: string | null;
    }
  /** No question, but somebody waits for a word. */
  | { readonly kind: "said"; readonly key: "ask-without-words" | "only-text" | "no-voice" }
  | { readonly kind: "unknown-command"; readonly name: string }
  | { readonly kind: "ignored" };

interface Me {
  readonly id: number;
  readonly username: string;
}

const IGNORED: Reading = { kind: "ignored" };
/** No command, since those are in Latin letters, but meant as one: `/帮助`. */
const MEANT_AS_COMMAND = /^[/／](?<name>\p{L}\S{0,5})$/u;
const COMMAND = /^\/(?<name>[A-Za-z0-9_]{1,32})(?:@(?<bot>\w+))?(?:\s+(?<words>[\s\S]*))?$/u;

export function readMessage(message: Message, me: Me): Reading {
  const isPrivate = message.chat.type === "private";
  if (message.from?.is_bot === true || message.via_bot !== undefined || message.chat.type === "channel") return IGNORED;
  const text = (message.text ?? message.caption ?? "").trim();
  const command = COMMAND.exec(text)?.groups;
  if (command !== undefined) return readCommand(command, message, me);
  const [, meant] = MEANT_AS_COMMAND.exec(text) ?? [];
  if (isPrivate && meant !== undefined) return { kind: "unknown-command", name: meant };
  const mention = mentionIn(message, me);
  if (!isPrivate && mention === null && !isReplyToMe(message, me)) return IGNORED;
  const words = mention === null ? text : withoutMention(message, mention);
  if (words !== "") return { kind: "question", text: words, about: aboutOf(message) };
  return mention === null ? withoutText(message, isPrivate) : askedFor(message, me);
}

function readCommand(command: Readonly<Record<string, string | undefined>>, message: Message, me: Me): Reading {
  const addressed = command.bot?.toLowerCase() === me.username.toLowerCase();
  if (command.bot !== undefined && !addressed) return IGNORED;
  if (command.name?.toLowerCase() !== "ask") {
    return message.chat.type === "private" || addressed
      ? { kind: "unknown-command", name: command.name ?? "" }
      : IGNORED;
  }
  const words = command.words?.trim() ?? "";
  return words === "" ? askedFor(message, me) : { kind: "question", text: words, about: aboutOf(message) };
}

/** `/ask` alone, as a reply to what somebody else wrote: that is the question. */
function askedFor(message: Message, me: Me): Reading {
  const original = message.reply_to_message;
  const words = message.quote?.text ?? original?.text ?? original?.caption ?? "";
  if (original?.from?.id === me.id || words.trim() === "") return { kind: "said", key: "ask-without-words" };
  return { kind: "question", text: words.trim(), about: null };
}

function aboutOf(message: Message): string | null {
  if (message.quote !== undefined) return message.quote.text;
  const { text, caption } = message.reply_to_message ?? {};
  return text ?? caption ?? null;
}

function isReplyToMe({ reply_to_message: original }: Message, me: Me): boolean {
  return original?.from?.id === me.id;
}

function mentionIn({ text, caption, entities, caption_entities: captionEntities }: Message, me: Me) {
  const words = text ?? caption ?? "";
  const name = `@${me.username}`.toLowerCase();
  return (
    (entities ?? captionEntities ?? []).find(
      (entity) =>
        (entity.type === "mention" && slice(words, entity).toLowerCase() === name) ||
        (entity.type === "text_mention" && entity.user.id === me.id),
    ) ?? null
  );
}

function withoutMention({ text, caption }: Message, mention: MessageEntity): string {
  const words = text ?? caption ?? "";
  const before = words.slice(0, mention.offset).trimEnd();
  const after = words.slice(mention.offset + mention.length).replace(/^[\s,:，：]+/u, "");
  return [before, after].join(" ").trim();
}

function slice(text: string, { offset, length }: MessageEntity): string {
  return text.slice(offset, offset + length);
}

function withoutText(message: Message, isPrivate: boolean): Reading {
  if (message.voice !== undefined || message.video_note !== undefined || message.audio !== undefined) {
    return { kind: "said", key: "no-voice" };
  }
  return isPrivate && CONTENT.some((kind) => kind in message) ? { kind: "said", key: "only-text" } : IGNORED;
}

/** Content that people send, as against Telegram's reports (joined, pinned, renamed). */
const CONTENT = [
  ...["photo", "video", "animation", "sticker", "document", "location", "venue", "contact", "poll", "dice", "story"],
  ...["paid_media", "checklist", "game", "rich_message"],
];

const TYPED_COMMAND = /^[/／](?<name>[A-Za-z0-9_]{1,32})(?<bot>@\w+)?(?=\s|$)/u;

/**
 * Commands as people type them: `/Help` with the capital that a phone puts there, `／help` with the wide stroke of a
 * Chinese keyboard, and `/serach`, for which the one that is meant is named. Telegram's own commands are written with
 * a slash and in small letters; before any handler looks for one, so are these.
 */
export function commandsAsMeant(): MiddlewareFn<DocketContext> {
  return async (ctx, next) => {
    if (ctx.message !== undefined) writeCommandAsMeant(ctx.message);
    await next();
  };
}

function writeCommandAsMeant(message: Message): void {
  const { text, entities = [] } = message;
  const [written] = TYPED_COMMAND.exec(text ?? "") ?? [];
  if (text === undefined || written === undefined) return;
  const [name = "", bot] = written.split("@");
  const command = [`/${name.slice(1).toLowerCase()}`, ...(bot === undefined ? [] : [bot])].join("@");
  if (!entities.some(({ type, offset }) => type === "bot_command" && offset === 0)) {
    message.entities = [{ type: "bot_command", offset: 0, length: command.length }, ...entities];
  }
  message.text = command + text.slice(written.length);
}
