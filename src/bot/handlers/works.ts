/** Works of the library: a document is listed once with its editions, in the reader's language where it is in it. */

import type { Library, LibraryDocument } from "../../engine/engine.ts";
import type { Language } from "../../language/language.ts";

export interface Work {
  readonly document: LibraryDocument;
  /** Its other editions. */
  readonly others: readonly LibraryDocument[];
}

export function worksAmong(
  documents: readonly LibraryDocument[],
  editions: ReturnType<Library["editions"]>,
  language: Language,
): readonly Work[] {
  return documents.flatMap((document): Work[] => {
    const others = editions.of(document.id);
    const shown = editions.inLanguage(document, language) ?? [document, ...others].sort(byPath)[0];
    return shown?.id === document.id ? [{ document, others }] : [];
  });
}

/** Documents of which none has another edition in the same collection that is counted already. */
export function countedInCollections({
  documents,
  editions,
}: Pick<Library, "documents" | "editions">): readonly LibraryDocument[] {
  const works = editions();
  return documents().filter((document) =>
    works.of(document.id).every((other) => other.collection !== document.collection || byPath(document, other) < 0),
  );
}

/** Counts works in whatever language each is listed. */
export function countWorks({ documents, editions }: Pick<Library, "documents" | "editions">): number {
  return worksAmong(documents(), editions(), "en").length;
}

function byPath(one: LibraryDocument, other: LibraryDocument): number {
  return one.path < other.path ? -1 : 1;
}
