/**
 * The last look before a citation is shown: its words must stand in the stored version of the document, at the place
 * that it names. A citation that fails is dropped; nothing is shown that a member could not find.
 */

import type { StoredVersion } from "../../library/library.ts";
import type { Citation } from "./answer.ts";

/** A quote of fewer letters and digits proves nothing: it occurs everywhere. */
const MIN_QUOTE_CHARACTERS = 4;

export function isVerified(citation: Citation, version: StoredVersion | null): boolean {
  if (version === null) return false;
  const { quote, start, end } = citation;
  return (
    start >= 0 &&
    end <= version.text.length &&
    version.text.slice(start, end) === quote &&
    (quote.match(/[\p{L}\p{N}]/gu)?.length ?? 0) >= MIN_QUOTE_CHARACTERS
  );
}
