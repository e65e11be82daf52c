/**
 * Commands as people type them: `/Help` with the capital that a phone puts there, `／help` with the wide stroke of a
 * Chinese keyboard, and `/serach`, for which the one that is meant is named.
 */

import type { Message } from "@grammyjs/types";
import type { MiddlewareFn } from "grammy";
import type { DocketContext } from "../context.ts";

const COMMAND = /^[/／](?<name>[A-Za-z0-9_]{1,32})(?<bot>@\w+)?(?=\s|$)/u;

/** Telegram's own commands are written with a slash and in small letters; before any handler looks for one, so are these. */
export function commandsAsMeant(): MiddlewareFn<DocketContext> {
  return async (ctx, next) => {
    if (ctx.message !== undefined) writeCommandAsMeant(ctx.message);
    await next();
  };
}

function writeCommandAsMeant(message: Message): void {
  const { text, entities = [] } = message;
  const [written] = COMMAND.exec(text ?? "") ?? [];
  if (text === undefined || written === undefined) return;
  const [name = "", bot] = written.split("@");
  const command = [`/${name.slice(1).toLowerCase()}`, ...(bot === undefined ? [] : [bot])].join("@");
  if (!entities.some(({ type, offset }) => type === "bot_command" && offset === 0)) {
    message.entities = [{ type: "bot_command", offset: 0, length: command.length }, ...entities];
  }
  message.text = command + text.slice(written.length);
}
