/** Proofs for citations that are about to be shown: those there are already, and new ones to be kept with the message. */

import type { Citation } from "../../engine/engine.ts";
import type { DocketContext } from "../context.ts";
import { newId } from "../conversation/id.ts";
import type { Records } from "../conversation/records.ts";

export interface ProofKeeping {
  readonly records: Pick<Records, "proofs">;
  readonly clock: () => Date;
  readonly randomBytes: (size: number) => Uint8Array;
}

/** @returns the id of each proof, by the citation's mark */
export function keepProofs(
  ctx: DocketContext,
  citations: readonly Citation[],
  { records: { proofs }, clock, randomBytes }: ProofKeeping,
): ReadonlyMap<number, string> {
  const at = clock();
  ctx.effects.shows(
    citations.map(({ document }) => document),
    ctx.person.id,
  );
  return new Map(
    citations.map((citation) => {
      const known = proofs.idOf(citation);
      const id = known ?? newId(randomBytes);
      if (known === null) ctx.effects.keep({ kind: "cited", proof: { id, citation, at } });
      return [citation.mark, id] as const;
    }),
  );
}
