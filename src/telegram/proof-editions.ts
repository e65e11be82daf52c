/** The same words as the other editions of their work have them: what a proof's buttons lead to. */

import type { Citation } from "../answering/answer.ts";
import type { Language } from "../documents/document.ts";
import type { StandingOf } from "../documents/standing/standings.ts";
import type { Library } from "../library/library.ts";

/** @returns by language; none where the document has changed since, or no counterpart is sure */
export function citedElsewhere(
  { document, start, end }: Citation,
  library: Pick<Library, "document" | "version" | "editions">,
  standingOf: StandingOf,
): ReadonlyMap<Language, Citation> {
  const editions = library.editions();
  if (library.document(document.id)?.version !== document.version) return new Map();
  return new Map(
    editions.of(document.id).flatMap((other): [Language, Citation][] => {
      const span = editions.counterpart(document, { start, end }, other);
      const version = library.version(other.version);
      if (span === null || version === null) return [];
      const block = version.blocks.find((one) => one.end > span.start);
      const citation: Citation = {
        ...{ mark: 1, quote: version.text.slice(span.start, span.end), ...span, document: other },
        ...{ section: block?.section ?? [], place: block?.place ?? null, standing: standingOf(other, span) },
      };
      return [[other.language, citation]];
    }),
  );
}
