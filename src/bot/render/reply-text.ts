/**
 * Text and its entities, put together from parts: nothing to escape, and a position is arithmetic. Offsets count UTF-16
 * code units, as Telegram counts them.
 */

import type { MessageEntity } from "@grammyjs/types";

export type Style = "bold" | "underline" | "italic" | "blockquote" | "expandable_blockquote";

export interface RichText {
  readonly text: string;
  /** Outer ones before those inside them. */
  readonly entities: readonly MessageEntity[];
}

export function plain(text: string): RichText {
  return { text, entities: [] };
}

/** White space at the ends stays outside the entity, as Telegram wants it. */
export function styled(style: Style, content: RichText | string): RichText {
  const { text, entities } = typeof content === "string" ? plain(content) : content;
  const offset = text.length - text.trimStart().length;
  const length = text.trim().length;
  if (length === 0) return { text, entities };
  return { text, entities: [{ type: style, offset, length }, ...entities] };
}

export function joined(parts: readonly (RichText | string)[], separator = ""): RichText {
  let text = "";
  const entities: MessageEntity[] = [];
  parts.forEach((part, index) => {
    const { text: added, entities: inside } = typeof part === "string" ? plain(part) : part;
    if (index > 0) text += separator;
    for (const entity of inside) entities.push({ ...entity, offset: entity.offset + text.length });
    text += added;
  });
  return { text, entities };
}

/** How Telegram counts a message's length. */
export function codePointsIn(text: string): number {
  let count = 0;
  for (const _ of text) count += 1;
  return count;
}
