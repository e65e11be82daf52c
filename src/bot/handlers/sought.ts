/** Words that a list is looked through for. On the buttons of its pages they stand themselves where they fit, else the id of a search that is kept for them. */

import { simplified } from "../../language/zh/han.ts";
import type { DocketContext } from "../context.ts";
import { newId, type Records } from "../conversation/records.ts";

export interface Sought {
  /** "" for none. */
  readonly words: string;
  readonly onButton: string;
}

export const NOTHING_SOUGHT: Sought = { words: "", onButton: "" };

export interface SoughtParts {
  readonly records: Pick<Records, "conversations">;
  readonly clock: () => Date;
  readonly randomBytes: (size: number) => Uint8Array;
}

/** Length that a button can carry beside the rest, in any script. */
const ON_BUTTON_CHARACTERS = 12;
const MOST_CHARACTERS = 200;

/** @param given behind a command */
export function soughtWords(ctx: DocketContext, given: string, { clock, randomBytes }: SoughtParts): Sought {
  const words = given.trim().replaceAll(/\s+/gu, " ").slice(0, MOST_CHARACTERS).toWellFormed();
  if (words.length <= ON_BUTTON_CHARACTERS) return { words, onButton: words };
  const id = newId(randomBytes);
  ctx.effects.keep({ kind: "searched", search: { id, person: ctx.person.id, words, at: clock() } });
  return { words, onButton: id };
}

/** @returns null where the words are no longer kept */
export async function soughtAgain(
  { person }: DocketContext,
  onButton: string,
  { records }: SoughtParts,
): Promise<Sought | null> {
  if (onButton.length <= ON_BUTTON_CHARACTERS) return { words: onButton, onButton };
  const words = await records.conversations.wordsOf(onButton, person.id);
  return words === null ? null : { words, onButton };
}

/** All of the words stand in the text, in whatever order, case and script. */
export function hasWords(text: string, { words }: Sought): boolean {
  const folded = (written: string): string => simplified(written.normalize("NFKC").toLowerCase());
  const within = folded(text);
  return folded(words)
    .split(" ")
    .every((word) => within.includes(word));
}
