/** Proofs for citations that are about to be shown: those there are already, and new ones to be kept with the message. */

import type { Citation, Library, LibraryDocument } from "../../engine/engine.ts";
import type { DocketContext } from "../context.ts";
import { newId } from "../conversation/id.ts";
import type { Records } from "../conversation/records.ts";

export interface ProofKeeping {
  readonly records: Pick<Records, "proofs">;
  readonly library: Pick<Library, "document">;
  readonly clock: () => Date;
  readonly randomBytes: (size: number) => Uint8Array;
}

/** @returns the id of each proof, by the citation's mark */
export function keepProofs(
  ctx: DocketContext,
  citations: readonly Citation[],
  { records: { proofs }, library, clock, randomBytes }: ProofKeeping,
): ReadonlyMap<number, string> {
  const at = clock();
  ctx.effects.shows(
    citations.flatMap((citation) => [citation.document, ...namedBy(citation.standing, library)]),
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

/** Documents whose titles are told with a standing: what replaced it, amended it, or may hold in its place. */
export function namedBy(standing: Citation["standing"], library: Pick<Library, "document">): LibraryDocument[] {
  return successorsIn(standing).flatMap(({ id }) => (id === null ? [] : (library.document(id) ?? [])));
}

function successorsIn(standing: Citation["standing"]): readonly { readonly id: string | null }[] {
  switch (standing.kind) {
    case "superseded":
      return standing.now === null ? [standing.by] : [standing.by, standing.now];
    case "amended":
      return [standing.by];
    case "one-of-versions":
      return standing.others;
    case "in-force":
      return standing.amendedBy;
    case "expired":
    case "not-yet-in-force":
    case "unknown":
      return [];
    default:
      return standing satisfies never;
  }
}
