/**
 * Folders whose name says that they are not for everybody are closed until the secretariat has decided: what is read
 * first and restricted afterwards has been open for a while. Each is asked about once.
 */

import type { Database } from "../../storage/database.ts";
import type { CollectionRights } from "./collections.ts";

const IN_ENGLISH: ReadonlySet<string> = new Set([
  ...["board", "confidential", "restricted", "private", "secret", "secrets", "internal", "executive", "classified"],
  ...["personnel", "salaries", "hr"],
]);
const IN_CHINESE = /理事会|董事会|监事会|常务会|党组|机密|保密|秘密|绝密|涉密|内部|内参|不公开|人事|薪酬/u;

/** By whole English words and by Chinese ones: `onboarding` is for everybody. */
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
