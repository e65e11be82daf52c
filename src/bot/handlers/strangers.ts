/**
 * Limits what stands before the gate: invitations and one's own data are for everybody, so that somebody who is no member
 * could make the bot look up, write files and talk as often as they like.
 */

import { LRUCache } from "lru-cache";
import type { DocketContext } from "../context.ts";

/** More than anybody needs to come in, and to have what is theirs. */
const AN_HOUR = 20;
const HOUR_MS = 3_600_000;
/** People remembered. */
const CAPACITY = 10_000;

/** To be put behind whoever finds out who it is. Members pass; a stranger is heard so often, and then no more for a while. */
export function strangersLimit(): (ctx: DocketContext, next: () => Promise<void>) => Promise<void> {
  // By a clock that nobody sets.
  const heard = new LRUCache<number, { count: number }>({ max: CAPACITY, ttl: HOUR_MS });
  return async (ctx, next) => {
    if (ctx.access.kind === "stranger") {
      const times = heard.get(ctx.person.id) ?? { count: 0 };
      times.count += 1;
      // Counted from the first on: asking on and on does not lengthen it.
      if (times.count === 1) heard.set(ctx.person.id, times);
      if (times.count > AN_HOUR) return;
    }
    await next();
  };
}
