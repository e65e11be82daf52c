/**
 * Which collections somebody may see. A collection that nobody restricted is for all members; a restricted one is for
 * those on its list, and for the admins, who look after all documents.
 */

import { collectionsNeeded } from "../../engine/engine.ts";
import type { Database } from "../../storage/database.ts";
import type { RightsSeal } from "./rights-seal.ts";

/** For whoever has no library to compare with. */
const TRUSTED: Pick<RightsSeal, "distrust" | "closedBefore"> = { distrust: () => null, closedBefore: () => [] };

export interface CollectionRights {
  /** Null means all there are. */
  allowedTo(person: number): ReadonlySet<string> | null;
  /** Those that are not for the person, whether there are documents in them or not. */
  closedTo(person: number): ReadonlySet<string>;
  /** Collections that any member may see, and so may be shown where several read along; null means all there are. */
  openToAll(): ReadonlySet<string> | null;
  /** The names of those that are not for all, also of folders that have no documents yet. */
  restricted(): ReadonlySet<string>;
  /** The people on the collection's list; null where it is open to all members. */
  listOf(collection: string): readonly number[] | null;
  /** Keeps the list that there is. */
  restrict(collection: string): void;
  /** Opens it to all members, and forgets its list. */
  open(collection: string): void;
  /** Restricts the collection, if it is open. */
  allow(collection: string, person: number): void;
  /** False where the person was not on the list. */
  disallow(collection: string, person: number): boolean;
}

/**
 * @param collections the names of those that the library has documents of
 * @param seal where the state cannot be trusted nobody is on a list, and what was closed before is closed
 */
export function createCollectionRights(
  database: Database,
  collections: () => ReadonlySet<string>,
  seal: Pick<RightsSeal, "distrust" | "closedBefore"> = TRUSTED,
): CollectionRights {
  const names = (sql: string, ...values: number[]): Set<string> =>
    new Set(
      database
        .prepare(sql)
        .all(...values)
        .map(({ collection }) => String(collection)),
    );
  const restricted = (): Set<string> =>
    names("SELECT collection FROM restricted_collections").union(new Set(seal.closedBefore()));
  const restrict = (collection: string): void =>
    void database.prepare("INSERT OR IGNORE INTO restricted_collections (collection) VALUES (?)").run(collection);
  const closedTo = (person: number): ReadonlySet<string> =>
    seal.distrust() === null
      ? restricted().difference(names("SELECT collection FROM collection_members WHERE person = ?", person))
      : restricted();
  const without = (closed: ReadonlySet<string>): ReadonlySet<string> | null =>
    closed.size === 0
      ? null
      : new Set([...collections()].filter((one) => collectionsNeeded(one).every((name) => !closed.has(name))));
  return {
    closedTo,
    allowedTo: (person) => without(closedTo(person)),
    openToAll: () => without(restricted()),
    restricted,
    listOf(collection) {
      if (!restricted().has(collection)) return null;
      return database
        .prepare("SELECT person FROM collection_members WHERE collection = ? ORDER BY person")
        .all(collection)
        .map(({ person }) => Number(person));
    },
    restrict,
    open: (collection) =>
      void database.prepare("DELETE FROM restricted_collections WHERE collection = ?").run(collection),
    allow: (collection, person) =>
      database.transaction(() => {
        restrict(collection);
        database
          .prepare("INSERT OR IGNORE INTO collection_members (collection, person) VALUES (?, ?)")
          .run(collection, person);
      }),
    disallow: (collection, person) =>
      database.prepare("DELETE FROM collection_members WHERE collection = ? AND person = ?").run(collection, person)
        .changes > 0,
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
