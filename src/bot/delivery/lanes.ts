/**
 * Work in lanes: what is in one lane is done in order, lanes go side by side, and a bounded number of them at once.
 * Messages of one chat are a lane; a tap on a button waits for nothing.
 */

import type { Update } from "grammy/types";
import type { Wait } from "./wait.ts";

const AFTER_ERROR_MS = 60_000;

interface LanesOptions<Item> {
  /** Number of lanes that work at once. */
  readonly slots: number;
  /**
   * Null when the item is done with; else the milliseconds after which it is tried again, before all others of its lane.
   * Meanwhile its lane takes no slot.
   */
  readonly work: (item: Item) => Promise<number | null>;
  /** Receives what `work` threw, which it should not; the item is tried again after a minute. */
  readonly onError: (error: unknown) => void;
  readonly wait: Wait;
}

interface Lanes<Item> {
  add(lane: string, item: Item): void;
  /** Nothing begins in a lane, or in any, for so many milliseconds. */
  hold(milliseconds: number, lane?: string): void;
  /** Items that are not done with. */
  size(): number;
  /** Resolves when nothing is under way and nothing could begin; lanes that wait for their time do not count. */
  idle(): Promise<void>;
  /** Begins nothing any more. Resolves when nothing is under way. */
  stop(): Promise<void>;
}

export function createLanes<Item>({ slots, work, wait, onError }: LanesOptions<Item>): Lanes<Item> {
  const lanes = new Map<string, Item[]>();
  const stopping = new AbortController();
  const holds = laneHolds(wait, stopping.signal);
  let size = 0;
  let free = slots;
  let active = 0;
  const ready: (() => void)[] = [];
  const listeners: (() => void)[] = [];

  const giveBack = (): void => {
    const next = ready.shift();
    if (next === undefined) free++;
    else next();
  };
  const changeActive = (by: 1 | -1): void => {
    active += by;
    if (active === 0) for (const listener of listeners.splice(0)) listener();
  };
  const untilFree = async (lane: string): Promise<void> => {
    changeActive(-1);
    for (let over = holds.of(lane); over !== undefined; over = holds.of(lane)) await over;
    changeActive(1);
  };

  const runLane = async (lane: string, items: Item[]): Promise<void> => {
    changeActive(1);
    while (items.length > 0 && !stopping.signal.aborted) {
      if (holds.of(lane) !== undefined) await untilFree(lane);
      // A free slot is taken without a pause, so that what was just stored can be begun in the same transaction.
      if (free > 0) free--;
      else await new Promise<void>((resolve) => ready.push(resolve));
      const [item] = items;
      if (item !== undefined && !stopping.signal.aborted && holds.of(lane) === undefined) {
        const again = await work(item).catch((error: unknown) => {
          onError(error);
          return AFTER_ERROR_MS;
        });
        if (again === null) {
          items.shift();
          size--;
        } else {
          holds.hold(lane, again);
        }
      }
      giveBack();
    }
    lanes.delete(lane);
    changeActive(-1);
  };
  const idle = async (): Promise<void> => {
    if (active > 0) await new Promise<void>((resolve) => listeners.push(resolve));
  };

  return {
    add(lane, item) {
      if (stopping.signal.aborted) return;
      size++;
      const items = lanes.get(lane);
      if (items !== undefined) {
        items.push(item);
        return;
      }
      const started = [item];
      lanes.set(lane, started);
      void runLane(lane, started);
    },
    hold: (milliseconds, lane = "") => holds.hold(lane, milliseconds),
    size: () => size,
    idle,
    async stop() {
      stopping.abort();
      await idle();
    },
  };
}

interface LaneHolds {
  /** @param lane "" for all lanes */
  hold(lane: string, milliseconds: number): void;
  /** Resolves when the lane's time has come, or that of all lanes; undefined where nothing holds it. */
  of(lane: string): Promise<void> | undefined;
}

function laneHolds(wait: Wait, stopping: AbortSignal): LaneHolds {
  const held = new Map<string, Promise<void>>();
  return {
    hold(lane, milliseconds) {
      const over = wait(milliseconds, stopping).then(() => {
        if (held.get(lane) === over) held.delete(lane);
      });
      held.set(lane, over);
    },
    of: (lane) => held.get(lane) ?? held.get(""),
  };
}

interface Newcomers<Item> {
  hear(items: readonly Item[]): void;
  /** Opens the lanes: from now on what is heard of is taken at once. @param left what was left, in order */
  open(left: readonly Item[]): void;
}

/**
 * Holds back what comes while the remainder of the process before is not known yet waits behind that remainder.
 * @param keyOf by which an item that is among the remainder as well is not taken twice
 */
export function newcomers<Item>(keyOf: (item: Item) => number, take: (item: Item) => void): Newcomers<Item> {
  let early: Item[] | null = [];
  return {
    hear(items) {
      if (early === null) items.forEach(take);
      else early.push(...items);
    },
    open(left) {
      const known = new Set(left.map(keyOf));
      const others = (early ?? []).filter((item) => !known.has(keyOf(item)));
      early = null;
      for (const item of [...left, ...others]) take(item);
    },
  };
}

export type ReceivedUpdate = Update;

/** Every kind that Docket handles. Telegram remembers what was asked for last, and sends some kinds only when asked. */
export const ALLOWED_UPDATES = [
  "message",
  "edited_message",
  "channel_post",
  "guest_message",
  "callback_query",
  "inline_query",
  "chosen_inline_result",
  "stopped_message_generation",
  "chat_member",
  "my_chat_member",
] as const satisfies readonly Exclude<keyof Update, "update_id">[];

/**
 * Tells which updates wait for which. Messages of one chat are handled in order. A tap on a button or an inline query
 * asks for something that stands already, so it has a lane beside the chat's and need not wait for an answer that is
 * being made; and whoever presses Stop must not wait for what is to be stopped.
 */
export function laneOf(update: Update): string {
  const { callback_query: tap, inline_query: inline, chosen_inline_result: chosen } = update;
  if (tap !== undefined) return `tap ${tap.message?.chat.id ?? tap.from.id}`;
  if (inline !== undefined) return `inline ${inline.from.id}`;
  if (chosen !== undefined) return `inline ${chosen.from.id}`;
  if (update.stopped_message_generation !== undefined) return `stop ${update.stopped_message_generation.chat.id}`;
  return `chat ${telegramMessage(update)?.chat.id ?? membershipOf(update)?.chat.id ?? 0}`;
}

/** The sender of an update, where it has one. */
export function personOf(update: Update) {
  return (
    telegramMessage(update)?.from ??
    update.callback_query?.from ??
    update.inline_query?.from ??
    update.chosen_inline_result?.from ??
    membershipOf(update)?.from ??
    null
  );
}

/** The message that an update brings. */
export function telegramMessage(update: Update) {
  return update.message ?? update.edited_message ?? update.guest_message ?? update.channel_post;
}

function membershipOf(update: Update) {
  return update.chat_member ?? update.my_chat_member;
}
