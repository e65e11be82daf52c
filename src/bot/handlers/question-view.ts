/** The access scope of a member: today's documents, of the collections that are theirs to see. The default is none. */

import { type AccessScope, firstFolder, type Library, type LibraryDocument } from "../../engine/engine.ts";
import type { DocketContext } from "../context.ts";
import type { MayLeave } from "../delivery/leave.ts";
import { type Access, maySee, mightSee } from "../members/access.ts";
import type { Members } from "../members/members.ts";

/** @param day today, where the organisation is */
export function viewOf({ access }: Pick<DocketContext, "access">, day: string): AccessScope {
  if (access.kind !== "member") return { day, collections: new Set() };
  return access.collections === null ? { day } : { day, collections: access.collections };
}

/**
 * The scope of a day that is past: only what was published by then counts.
 *
 * @param asOf the day that `/asof` named; null: today
 */
export function viewOn(ctx: DocketContext, asOf: string | null, today: string): AccessScope {
  return asOf === null ? viewOf(ctx, today) : { ...viewOf(ctx, asOf), publishedBy: asOf };
}

/**
 * Tells whether what was cited once is still theirs to see: they need the right on the place where the words were, and,
 * unless the document is gone, on the place where it and its editions are now.
 */
export function maySeeCited(
  access: Access,
  cited: Pick<LibraryDocument, "id" | "path" | "collection">,
  library: Pick<Library, "document" | "editions">,
): boolean {
  if (!mightSee(access, cited.collection) || !mightSee(access, firstFolder(cited.path))) return false;
  const document = library.document(cited.id);
  return document === null || library.editions().isOpen(document, (collection) => maySee(access, collection));
}

/** Looks a message's documents up once more when it leaves. */
export function leaveCheck(
  members: Pick<Members, "accessOf" | "accessOfAll">,
  library: Pick<Library, "document" | "editions">,
): MayLeave {
  return async (chat, { documents, reader }) => {
    const asked = chat > 0 ? chat : reader;
    const readers = chat > 0 ? "one" : "all";
    const access: Access =
      asked === null ? await members.accessOfAll() : await members.accessOf({ id: asked }, readers);
    if (access.kind === "stranger") return access.unchecked === true ? "later" : "no";
    return documents.every((document) => maySeeCited(access, document, library)) ? "yes" : "no";
  };
}
