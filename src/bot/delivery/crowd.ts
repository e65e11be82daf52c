/**
 * Where updates come by the hundred, more wait at Telegram: they are all heard, and seen to be heard, before the first is
 * handled. That takes a moment, and handling so many takes half a minute.
 */

import { BATCH } from "./receive-polling.ts";
import type { Wait } from "./wait.ts";

/** Nobody waits for longer than this because others are still being heard. */
const LONGEST_HELD_MS = 500;

export interface Crowd<Item> {
  /** @param items those that came at once */
  hear(items: readonly Item[]): void;
  isHeld(): boolean;
}

export function holdBackCrowds<Item>(take: (items: readonly Item[]) => void, wait: Wait): Crowd<Item> {
  let held: Item[] = [];
  const letGo = (): void => {
    const taken = held;
    held = [];
    if (taken.length > 0) take(taken);
  };
  return {
    hear(items) {
      if (held.length === 0 && items.length >= BATCH) void wait(LONGEST_HELD_MS).then(letGo);
      held.push(...items);
      if (items.length < BATCH) letGo();
    },
    isHeld: () => held.length > 0,
  };
}
