/**
 * A change of the folder of documents that is ordered in chat: how things are is read first, then change and order are kept
 * in one transaction, so that for a day the change can be undone as a whole.
 */

import type { CorpusWrite } from "../../../engine/engine.ts";
import type { FileOrders } from "../../../operations/file-orders.ts";
import type { LibraryChange, Proposals } from "../../conversation/proposals.ts";
import { newId } from "../../conversation/records.ts";

export interface LibraryChangeParts {
  readonly proposals: Proposals;
  readonly orders: Pick<FileOrders, "add">;
  /** The bytes at a path of the folder; null where nothing lies there. */
  readonly originalFile: (path: string) => Promise<Uint8Array | null>;
  /** The facts beside what lies there; null where there are none. */
  readonly sidecarBeside: (path: string) => Promise<string | null>;
  readonly clock: () => Date;
  readonly randomBytes: (size: number) => Uint8Array;
}

export const UNDO_MS = 24 * 3_600_000;

export interface PlannedChange {
  /** Batch by which it is undone. */
  readonly batch: string;
  /** Runs in a transaction. */
  order(): void;
}

export async function planChange(
  writes: readonly CorpusWrite[],
  by: { readonly person: number; readonly chat: number },
  { proposals, orders, originalFile, sidecarBeside, clock, randomBytes }: LibraryChangeParts,
): Promise<PlannedChange> {
  const batch = newId(randomBytes);
  const changes: LibraryChange[] = await Promise.all(
    writes.map(async ({ path, bytes }) => ({
      id: newId(randomBytes),
      batch,
      path,
      ...by,
      at: clock(),
      before: bytes === "as it is" ? bytes : await originalFile(path),
      facts: await sidecarBeside(path),
    })),
  );
  return {
    batch,
    order() {
      for (const change of changes) proposals.keepChange(change);
      for (const write of writes) orders.add({ ...write, person: by.person });
    },
  };
}

/** Runs in a transaction. @returns the paths; null where there is nothing (any more) to be undone */
export function undoChange(
  batch: string,
  person: number,
  { proposals, orders, clock }: Pick<LibraryChangeParts, "proposals" | "orders" | "clock">,
): readonly string[] | null {
  const changes = proposals.changesOf(batch);
  if (changes.length === 0 || changes.some(({ at }) => clock().getTime() - at.getTime() > UNDO_MS)) return null;
  proposals.dropChanges(batch);
  for (const { path, before, facts } of changes) {
    orders.add({ path, bytes: before, sidecar: before === null ? null : (facts ?? ""), person });
  }
  return changes.map(({ path }) => path);
}
