/** A file that was sent in chat, read in the process that reads, with its facts beside it; and what handlers of files have. */

import { collectionName, type FileReading, type Library, type LibraryDocument } from "../../../engine/engine.ts";
import type { Log } from "../../../operations/log.ts";
import type { Proposal, SeenFile } from "../../conversation/proposals.ts";
import type { Downloaded } from "../../delivery/download.ts";
import type { Say } from "../../i18n/words.ts";
import type { People } from "../../members/people.ts";
import type { LibraryChangeParts } from "./library-changes.ts";
import { insideOf, replacedBy, seenOf } from "./proposal-card.ts";

export interface LibraryFromChatParts extends LibraryChangeParts {
  readonly library: Pick<Library, "documents" | "version" | "document">;
  /** In a process of its own. */
  readonly reading: Pick<FileReading, "read">;
  readonly download: (fileId: string, signal: AbortSignal) => Promise<Downloaded>;
  readonly collections: () => ReadonlySet<string>;
  readonly restricted: () => ReadonlySet<string>;
  /** As `2026-11-28`, where the organisation is. */
  readonly today: () => string;
  readonly admins: readonly number[];
  readonly people: Pick<People, "find">;
  /** Words in a person's language. */
  readonly sayTo: (person: number) => Say;
  readonly log: Log;
}

/** In this order the buttons name them. */
export function choicesOf({ collections, restricted }: LibraryFromChatParts): readonly string[] {
  return [...new Set(["", ...[...collections()].map(collectionName), ...restricted()])].sort();
}

type ReadProposed =
  | { readonly seen: SeenFile; readonly replaced: LibraryDocument | null }
  | { readonly reason: string };

/** In the process that reads, with its facts beside it. */
export async function readProposed(
  { name, bytes, facts }: Pick<Proposal, "name" | "bytes" | "facts">,
  { library, reading, today }: Pick<LibraryFromChatParts, "library" | "reading" | "today">,
  signal: AbortSignal,
): Promise<ReadProposed> {
  const sidecar = facts === null ? null : { name: `${name}.meta.yaml`, bytes: Buffer.from(facts) };
  const content = async function* () {
    yield bytes;
  };
  const [outcome, ...inside] = await reading.read({ path: name, sidecar, content }, signal);
  signal.throwIfAborted();
  if (outcome === undefined || "reason" in outcome) return { reason: outcome?.reason ?? "" };
  const known = { documents: library.documents(), versionOf: library.version, today: today() };
  const replaced = replacedBy(outcome.document, name, known);
  const seen = seenOf(outcome.document, replaced, known);
  return { seen: inside.length === 0 ? seen : { ...seen, inside: insideOf(inside, known) }, replaced };
}
