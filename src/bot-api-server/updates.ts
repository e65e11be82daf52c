/**
 * Updates that wait for the bot, in the order in which they came. Telegram keeps each until the bot confirms it by
 * asking for a later one, for a day at most, and numbers them upwards: except after a quiet week, when it starts
 * anywhere. Such a start makes a new run of numbers, and an offset confirms within the run that it belongs to.
 */

import type { Update } from "@grammyjs/types";
import { badRequest, conflict, type Parameters } from "./calls.ts";

/** One update without its number. */
export type UpdateContent = Omit<Update, "update_id">;

/** Updates that Telegram does not send unless they are asked for by name. */
const ON_REQUEST: ReadonlySet<string> = new Set(["chat_member", "message_reaction", "message_reaction_count"]);

interface Waiting {
  readonly update: Update;
  readonly run: number;
  /** A repeated update that was not sent again yet: no offset confirms it. */
  due: boolean;
}

export class UpdateQueue {
  #waiting: Waiting[] = [];
  #runs: { first: number; last: number }[];
  #allowed: ReadonlySet<string> | null = null;
  #listeners = new Set<() => void>();

  constructor(firstId: number) {
    this.#runs = [{ first: firstId, last: firstId - 1 }];
  }

  get pending(): number {
    return this.#waiting.length;
  }

  /** Null stands for Telegram's default. */
  get allowed(): readonly string[] | null {
    return this.#allowed === null ? null : [...this.#allowed];
  }

  /** Remembered until it is set again; it does not touch what waits already. */
  allow(kinds: readonly string[]): void {
    this.#allowed = kinds.length === 0 ? null : new Set(kinds);
  }

  /** @returns null if the bot does not want updates of this kind */
  add(content: UpdateContent): Update | null {
    const [kind] = Object.keys(content);
    if (kind === undefined) return null;
    if (this.#allowed === null ? ON_REQUEST.has(kind) : !this.#allowed.has(kind)) return null;
    const run = this.#currentRun();
    run.last += 1;
    const update: Update = { update_id: run.last, ...content };
    this.#push(update, false);
    return update;
  }

  /** Sends the same update once more, as Telegram sends it when it is not sure that the bot got it. */
  repeat(update: Update): void {
    this.#push(update, true);
  }

  /** The next update's number is higher by this many than it would be. */
  jump(by: number): void {
    this.#currentRun().last += by;
  }

  restart(firstId: number): void {
    this.#runs.push({ first: firstId, last: firstId - 1 });
  }

  /** Forgets what comes before the offset; an offset that was never given out confirms nothing. */
  confirm(offset: number): void {
    const run = this.#runs.findLastIndex(({ first, last }) => offset > first && offset <= last + 1);
    if (run < 0) return;
    this.#waiting = this.#waiting.filter(
      (waiting) => waiting.due || waiting.run > run || (waiting.run === run && waiting.update.update_id >= offset),
    );
  }

  /** Forgets all but the newest ones. */
  keepLast(count: number): void {
    this.#waiting.splice(0, Math.max(0, this.#waiting.length - count));
  }

  first(limit: number): readonly Update[] {
    return this.#waiting.slice(0, limit).map((waiting) => {
      waiting.due = false;
      return waiting.update;
    });
  }

  remove(update: Update): void {
    const place = this.#waiting.findIndex((waiting) => waiting.update === update);
    if (place >= 0) this.#waiting.splice(place, 1);
  }

  /** Called at every update that is added, until it is taken back. */
  onAdded(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  #currentRun(): { first: number; last: number } {
    const run = this.#runs.at(-1);
    if (run === undefined) throw new Error("an update queue has at least one run of numbers");
    return run;
  }

  #push(update: Update, due: boolean): void {
    this.#waiting.push({ update, run: this.#runs.length - 1, due });
    for (const listener of [...this.#listeners]) listener();
  }
}

/** Telegram waits no longer than this, whatever it is asked. */
const MAX_TIMEOUT_S = 50;
const MAX_UPDATES = 100;

export interface Polling {
  getUpdates(parameters: Parameters, gone: AbortSignal): Promise<readonly Update[]>;
  /** Ends the call that waits, if there is one. */
  end(reason: string): void;
}

/** `getUpdates`: long polling, for one poller at a time. A newer call ends the one that waits, as at Telegram. */
export function createPolling(queue: UpdateQueue, webhookIsSet: () => boolean): Polling {
  let endWaiting: ((reason: string) => void) | null = null;

  /** Resolves at the first update, at the timeout, or when the caller hangs up. */
  const waitForUpdate = (timeoutS: number, gone: AbortSignal) =>
    new Promise<void>((resolve, reject) => {
      const settle = (end: () => void) => {
        clearTimeout(timer);
        stopListening();
        gone.removeEventListener("abort", hungUp);
        if (endWaiting === endThis) endWaiting = null;
        end();
      };
      const hungUp = () => settle(resolve);
      const endThis = (reason: string) => settle(() => reject(conflict(reason)));
      const timer = setTimeout(() => settle(resolve), timeoutS * 1_000);
      const stopListening = queue.onAdded(() => settle(resolve));
      gone.addEventListener("abort", hungUp);
      endWaiting = endThis;
      if (gone.aborted) hungUp();
    });

  return {
    async getUpdates(parameters, gone) {
      if (webhookIsSet())
        throw conflict(
          "can't use getUpdates method while webhook is active; use deleteWebhook to delete the webhook first",
        );
      endWaiting?.("terminated by other getUpdates request; make sure that only one bot instance is running");
      const allowed = parameters.list("allowed_updates");
      if (allowed !== null) queue.allow(allowed.map(String));
      const offset = parameters.integer("offset") ?? 0;
      const limit = parameters.integer("limit") ?? MAX_UPDATES;
      const timeoutS = Math.min(Math.max(parameters.integer("timeout") ?? 0, 0), MAX_TIMEOUT_S);
      if (parameters.has("offset") && parameters.integer("offset") === null)
        throw badRequest("invalid offset specified");
      if (offset > 0) queue.confirm(offset);
      if (offset < 0) queue.keepLast(-offset);
      if (queue.pending === 0 && timeoutS > 0) await waitForUpdate(timeoutS, gone);
      return queue.first(Math.min(Math.max(limit, 1), MAX_UPDATES));
    },
    end: (reason) => endWaiting?.(reason),
  };
}
