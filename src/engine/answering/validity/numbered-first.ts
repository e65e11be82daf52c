/**
 * Who asks for a document by its number is answered from that document, also where it holds no more: its quotes say so. If
 * it says nothing near, others answer. Pure.
 */

import type { LibraryDocument } from "../../../library/library.ts";
import { CONFIDENCE_TO_SHOW } from "../confidence.ts";
import type { Preferred } from "../in-force-first.ts";

/** @param prefer weighs what was found, or a part of it */
export function numberedFirst<Found extends Pick<Preferred, "evidence">>(
  found: Found,
  numbered: readonly LibraryDocument[],
  prefer: (found: Found) => Preferred,
): Preferred {
  const ids = new Set(numbered.map(({ id }) => id));
  const own = found.evidence.filter(({ passage }) => ids.has(passage.document.id));
  if (own.length === 0) return prefer(found);
  const preferred = prefer({ ...found, evidence: own });
  if (preferred.confidence < CONFIDENCE_TO_SHOW) return prefer(found);
  return { ...preferred, evidence: [...preferred.evidence, ...found.evidence.filter((one) => !own.includes(one))] };
}
