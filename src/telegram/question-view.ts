/** What a member sees: today's documents, of the collections that are theirs to see. The default is none. */

import type { View } from "../documents/standing/standings.ts";
import type { DocketContext } from "./context.ts";

export function viewOf({ access }: DocketContext, now: Date): View {
  const day = now.toISOString().slice(0, 10);
  if (access.kind !== "member") return { day, collections: new Set() };
  return access.collections === null ? { day } : { day, collections: access.collections };
}
