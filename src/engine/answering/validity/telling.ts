/** What an answer on a document's life is made with: the document that is meant, and a way to quote. */

import type { StatedFact, StatedKind } from "../../../documents/facts/facts-in-text.ts";
import type { Span } from "../../../language/sentences.ts";
import type { LibraryDocument } from "../../../library/library.ts";
import type { ValidityOf } from "../../../library/validity/validity-index.ts";
import type { Citation, Claim, DocumentValidity } from "../answer.ts";
import type { TextOf } from "../units.ts";
import type { AskedOfDocument } from "./asks-validity.ts";

export interface ValidityAnswer {
  /** Not yet compared with the stored text. */
  readonly claims: readonly Claim[];
  /** Where it was asked whether the document holds. */
  readonly standing?: DocumentValidity;
  /** The name that was asked with can mean each of the documents that are quoted. */
  readonly severalMeant?: true;
}

export interface Telling {
  readonly asked: AskedOfDocument;
  readonly document: LibraryDocument;
  readonly validityOf: ValidityOf;
  readonly textOf: TextOf;
  readonly successorOf: (id: string | null) => LibraryDocument | null;
  /** Those that the asker may see. */
  readonly documents: readonly LibraryDocument[];
  readonly named: (name: string) => LibraryDocument | null;
}

export type Quoting = (document: LibraryDocument, span: Span) => Claim[];

/** Claims that are quotes, each with a mark of its own. */
export function quotes(validityOf: ValidityOf, textOf: TextOf): Quoting {
  let marks = 0;
  const quoted = new Set<string>();
  return (document, { start, end }) => {
    const version = textOf(document);
    const place = `${document.version}:${start}:${end}`;
    if (version === null || quoted.has(place)) return [];
    quoted.add(place);
    marks += 1;
    const quote = version.text.slice(start, end);
    const block = version.blocks.find((one) => one.end > start);
    const citation: Citation = {
      ...{ mark: marks, quote, start, end, section: block?.section ?? [], place: block?.place ?? null },
      ...{ document, standing: validityOf(document, { start, end }) },
    };
    return [{ text: quote.replaceAll(/\s*\n\s*/gu, "\n"), citations: [citation] }];
  };
}

/** What the document's text states, unless somebody wrote otherwise by hand. */
export function allStated(document: LibraryDocument, kind: StatedKind): readonly StatedFact[] {
  const { stated = [], origins = {} } = document;
  const single =
    kind === "publisher" || kind === "number" || kind === "published" || kind === "effectiveUntil" ? kind : null;
  const byHand = single !== null && /front matter|sidecar/u.test(origins[single] ?? "");
  return stated.filter(
    (fact) => fact.kind === kind && fact.sure && (single === null || !byHand || fact.value === document[single]),
  );
}
