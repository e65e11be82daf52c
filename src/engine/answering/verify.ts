/**
 * The last look before a citation is shown: its words must stand in the stored version of the document, at the place
 * that it names. A citation that fails is dropped; nothing is shown that a member could not find.
 */

import type { Library, StoredVersion } from "../../library/library.ts";
import type { Citation, Claim } from "./answer.ts";

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

/** Null where no claim is left whose citations all stand in the stored text. */
export function verified(
  claims: readonly Claim[],
  versionOf: (hash: string) => StoredVersion | null,
): readonly [Claim, ...Claim[]] | null {
  const [first, ...others] = claims.filter(({ citations }) =>
    citations.every((citation) => isVerified(citation, versionOf(citation.document.version))),
  );
  return first === undefined ? null : [first, ...others];
}

/**
 * Each version is read from the library once an answer, and not kept for the next: most are read once in a while, and so
 * many texts that outlive their answer took 14 MB more with 1,000 documents.
 */
export function rememberedVersions(library: Library): (hash: string) => StoredVersion | null {
  const versions = new Map<string, StoredVersion | null>();
  return (hash) => {
    const version = versions.has(hash) ? versions.get(hash) : library.version(hash);
    versions.set(hash, version ?? null);
    return version ?? null;
  };
}
