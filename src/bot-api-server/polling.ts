/** `getUpdates`: long polling, for one poller at a time. A newer call ends the one that waits, as at Telegram. */

import type { Update } from "@grammyjs/types";
import { badRequest, conflict } from "./failure.ts";
import type { Parameters } from "./parameters.ts";
import type { UpdateQueue } from "./update-queue.ts";

/** Telegram waits no longer than this, whatever it is asked. */
const MAX_TIMEOUT_S = 50;
const MAX_UPDATES = 100;

export interface Polling {
  getUpdates(parameters: Parameters, gone: AbortSignal): Promise<readonly Update[]>;
  /** Ends the call that waits, if there is one. */
  end(reason: string): void;
}

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
