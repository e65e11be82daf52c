/** Who asks for a document by its number is answered from that document, if it says anything near. Pure. */

import type { LibraryDocument } from "../../library/library.ts";
import type { Preferred } from "../in-force-first.ts";

/** Candidates of others that fit so much better answer all the same: the number may be what is asked for in passing. */
const MUCH_BETTER = 0.35;

export function numberedFirst(preferred: Preferred, numbered: readonly LibraryDocument[]): Preferred {
  const ids = new Set(numbered.map(({ id }) => id));
  const bears = ({ passage }: Preferred["evidence"][number]): boolean => ids.has(passage.document.id);
  const own = preferred.candidates.filter(({ evidence }) => bears(evidence));
  const [best, first] = [own[0], preferred.candidates[0]];
  if (best === undefined || first === undefined || best.score < first.score - MUCH_BETTER) return preferred;
  const others = preferred.candidates.filter(({ evidence }) => !bears(evidence));
  return {
    ...preferred,
    evidence: [...preferred.evidence.filter(bears), ...preferred.evidence.filter((one) => !bears(one))],
    candidates: [
      ...own,
      ...others.filter(({ score }) => score <= best.score),
      ...others.filter(({ score }) => score > best.score),
    ],
  };
}
