/**
 * Keeps which collections somebody may see. A collection that nobody restricted is for all members; a restricted one is
 * for those on its list, and for the admins, who look after all documents.
 */

import { collectionsNeeded } from "../../engine/engine.ts";
import type { Database } from "../../storage/database.ts";
import { standingRows } from "../../storage/sqlite/standings.ts";
import type { Standing } from "../../storage/standings.ts";
import type { RightsSeal } from "./rights-seal.ts";

/** Seal for whoever has no library to compare with. */
export const TRUSTED: Pick<RightsSeal, "distrust" | "closedBefore"> = { distrust: () => null, closedBefore: () => [] };

/** Collections that somebody may see; null means all there are. With those that are closed to them, of documents or not. */
interface Opened {
  readonly collections: ReadonlySet<string> | null;
  readonly closed: ReadonlySet<string>;
}

/**
 * @param collections the names of those that the library has documents of
 * @param seal where the state cannot be trusted nobody is on a list, and what was closed before is closed
 */
export function createOpening(
  collections: () => ReadonlySet<string>,
  seal: Pick<RightsSeal, "distrust" | "closedBefore">,
) {
  const without = (closed: ReadonlySet<string>): Opened => ({
    closed,
    collections:
      closed.size === 0
        ? null
        : new Set([...collections()].filter((one) => collectionsNeeded(one).every((name) => !closed.has(name)))),
  });
  const closedToAll = (restricted: ReadonlySet<string>) => restricted.union(new Set(seal.closedBefore()));
  return {
    /** For a member. */
    to: ({ restricted, lists }: Pick<Standing, "restricted" | "lists">): Opened =>
      without(seal.distrust() === null ? closedToAll(restricted).difference(lists) : closedToAll(restricted)),
    /** For any member, and so where several read along. */
    toAll: (restricted: ReadonlySet<string>): Opened => without(closedToAll(restricted)),
  };
}

/** For what is decided inside a transaction; all else looks rights up through `Standings`. */
export interface CollectionRights {
  /** The names of those that are not for all, also of folders that have no documents yet. */
  restricted(): ReadonlySet<string>;
  /** For any member, and so where several read along. */
  openToAll(): Opened;
  /** Keeps the list that there is. */
  restrict(collection: string): void;
  /** Opens it to all members, and forgets its list. */
  open(collection: string): void;
}

/** @param seal what was closed before is closed where the state cannot be trusted */
export function createCollectionRights(
  database: Database,
  collections: () => ReadonlySet<string>,
  seal: Pick<RightsSeal, "distrust" | "closedBefore"> = TRUSTED,
): CollectionRights {
  const rows = standingRows(database);
  const opening = createOpening(collections, seal);
  return {
    restricted: () => rows.restricted().union(new Set(seal.closedBefore())),
    openToAll: () => opening.toAll(rows.restricted()),
    restrict: (collection) => rows.store({ kind: "restricted", collection }),
    open: (collection) => rows.store({ kind: "opened", collection }),
  };
}

const IN_ENGLISH: ReadonlySet<string> = new Set([
  ...["board", "confidential", "restricted", "private", "secret", "secrets", "internal", "executive", "classified"],
  ...["personnel", "salaries", "hr"],
]);
const IN_CHINESE = /理事会|董事会|监事会|常务会|党组|机密|保密|秘密|绝密|涉密|内部|内参|不公开|人事|薪酬/u;

/**
 * Folders whose name says that they are not for everybody are closed until the secretariat has decided: what is read
 * first and restricted afterwards has been open for a while. Each is asked about once. By whole English words and by
 * Chinese ones: `onboarding` is for everybody.
 */
export function looksRestricted(folder: string): boolean {
  const words = folder.toLowerCase().split(/[^\p{L}]+/u);
  return words.some((word) => IN_ENGLISH.has(word)) || IN_CHINESE.test(folder);
}

export interface FoldersAsked {
  /** Closes those that look restricted and were never asked about. Runs in the caller's transaction. @returns them */
  close(folders: readonly string[]): readonly { readonly id: number; readonly collection: string }[];
  /** The folder of a question; null where there was none. */
  folder(id: number): string | null;
}

export function createFoldersAsked(
  database: Database,
  collections: Pick<CollectionRights, "restrict" | "restricted">,
): FoldersAsked {
  const { prepare } = database;
  return {
    close(folders) {
      const restricted = collections.restricted();
      return folders
        .filter((folder) => looksRestricted(folder) && !restricted.has(folder))
        .flatMap((collection) => {
          const row = prepare(
            "INSERT INTO folders_asked_about (collection) VALUES (?) ON CONFLICT DO NOTHING RETURNING id",
          ).get(collection);
          if (row === undefined) return [];
          collections.restrict(collection);
          return [{ id: Number(row.id), collection }];
        });
    },
    folder(id) {
      const row = prepare("SELECT collection FROM folders_asked_about WHERE id = ?").get(id);
      return row === undefined ? null : String(row.collection);
    },
  };
}
