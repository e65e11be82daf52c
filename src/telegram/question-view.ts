/** What a member sees: today's documents, of the collections that are theirs to see. The default is none. */

import type { View } from "../documents/standing/standings.ts";
import type { DocketContext } from "./context.ts";

/** @param day today, where the organisation is */
export function viewOf({ access }: DocketContext, day: string): View {
  if (access.kind !== "member") return { day, collections: new Set() };
  return access.collections === null ? { day } : { day, collections: access.collections };
}
