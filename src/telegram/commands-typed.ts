/**
 * Commands as people type them: `/Help` with the capital that a phone puts there, `／help` with the wide stroke of a
 * Chinese keyboard, and `/serach`, for which the one that is meant is named.
 */

import type { Message } from "@grammyjs/types";
import type { MiddlewareFn } from "grammy";
import type { DocketContext } from "./context.ts";

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

/** @returns the command that was meant by a slip of one letter, or of two in a long name; null where none is near */
export function commandMeant(typed: string, commands: readonly string[]): string | null {
  const near = commands
    .map((command) => ({ command, slips: slipsBetween(typed.toLowerCase(), command) }))
    .filter(({ command, slips }) => slips <= (command.length > 5 ? 2 : 1))
    .sort((one, other) => one.slips - other.slips);
  return near[0]?.command ?? null;
}

/** Letters left out, put in, changed, or two that changed places (optimal string alignment). */
function slipsBetween(one: string, other: string): number {
  const rows: number[][] = [Array.from({ length: other.length + 1 }, (_, index) => index)];
  for (let i = 1; i <= one.length; i += 1) {
    const [before = [], last = []] = [rows[i - 2], rows[i - 1]];
    const row = [i];
    for (let j = 1; j <= other.length; j += 1) {
      const changed = (last[j - 1] ?? 0) + (one[i - 1] === other[j - 1] ? 0 : 1);
      const swapped = i > 1 && j > 1 && one[i - 1] === other[j - 2] && one[i - 2] === other[j - 1];
      const ways = [changed, (last[j] ?? 0) + 1, (row[j - 1] ?? 0) + 1];
      row.push(Math.min(...ways, ...(swapped ? [(before[j - 2] ?? 0) + 1] : [])));
    }
    rows.push(row);
  }
  return rows.at(-1)?.at(-1) ?? 0;
}
