/** The access scope of a member: today's documents, of the collections that are theirs to see. The default is none. */

import type { Library, LibraryDocument } from "../../library/library.ts";
import type { AccessScope } from "../../library/validity/validity-index.ts";
import type { DocketContext } from "../context.ts";
import { maySee, mightSee } from "../members/access.ts";

/** @param day today, where the organisation is */
export function viewOf({ access }: DocketContext, day: string): AccessScope {
  if (access.kind !== "member") return { day, collections: new Set() };
  return access.collections === null ? { day } : { day, collections: access.collections };
}

/**
 * Tells whether what was cited once is still theirs to see: where the document and its editions are now decides; where
 * it was, if it is gone.
 */
export function maySeeCited(
  { access }: DocketContext,
  cited: LibraryDocument,
  library: Pick<Library, "document" | "editions">,
): boolean {
  const document = library.document(cited.id);
  if (document === null) return mightSee(access, cited.collection);
  return library.editions().isOpen(document, (collection) => maySee(access, collection));
}
