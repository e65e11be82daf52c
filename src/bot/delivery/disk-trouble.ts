/**
 * What members hear while nothing can be written: that their message is noted and is answered later, or that it is not, and
 * waits at Telegram. The outbox cannot hold it, so it is called directly, once in a while for each chat, and may get lost.
 */

import type { Api } from "grammy";
import { LRUCache } from "lru-cache";
import { errorText } from "../../errors.ts";
import type { Log } from "../../operations/log.ts";
import type { ReceivedUpdate } from "./inbox-lane.ts";
import type { SayTo } from "./notices.ts";
import type { Seen } from "./signs.ts";

export interface DiskTroubleOptions {
  readonly api: Pick<Api, "sendMessage">;
  readonly sayTo: SayTo;
  /** The message of a member, in private; null of anything else. */
  readonly memberOf: (update: ReceivedUpdate) => Promise<Seen | null>;
  readonly log: Pick<Log, "debug">;
}

export interface DiskTrouble {
  /** They are stored, and wait to be handled. */
  noted(updates: readonly ReceivedUpdate[]): void;
  /** It waits no longer. */
  handled(update: ReceivedUpdate): void;
  /** They could not be stored: Telegram delivers them again. */
  notNoted(updates: readonly ReceivedUpdate[]): void;
  /** Nothing can be written now of what is noted. */
  cannotGoOn(): void;
}

/** Chats that were told, and updates that wait. */
const MOST = 2_000;
const TOLD_FOR_MS = 10 * 60_000;

export function createDiskTrouble({ api, sayTo, memberOf, log }: DiskTroubleOptions): DiskTrouble {
  const told = new LRUCache<number, true>({ max: MOST, ttl: TOLD_FOR_MS });
  const waiting = new LRUCache<number, ReceivedUpdate>({ max: MOST });
  const tell = async (update: ReceivedUpdate, trouble: "notice-noted" | "notice-not-noted"): Promise<void> => {
    try {
      const seen = await memberOf(update);
      if (seen === null || told.has(seen.chat)) return;
      told.set(seen.chat, true);
      const say = sayTo(seen.chat, update.message?.from?.language_code ?? null);
      const reply_parameters = { message_id: seen.message, allow_sending_without_reply: true };
      await api.sendMessage(seen.chat, say(trouble), { reply_parameters });
    } catch (thrown) {
      log.debug("nobody was told of the disk", { problem: errorText(thrown) });
    }
  };
  return {
    noted: (updates) => updates.forEach((update) => void waiting.set(update.update_id, update)),
    handled: ({ update_id }) => void waiting.delete(update_id),
    notNoted: (updates) => updates.forEach((update) => void tell(update, "notice-not-noted")),
    cannotGoOn() {
      const left = [...waiting.values()];
      waiting.clear();
      for (const update of left) void tell(update, "notice-noted");
    },
  };
}
