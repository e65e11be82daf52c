/**
 * Files that were renamed, moved inside of their collection, or saved in another format: a document that is gone and one
 * that has come with the same bytes, the same text, or nearly the same text under the same name. References to the old
 * name go on working. A copy beside its original is no rename.
 */

import { titleKey } from "../documents/facts/document-name.ts";
import type { Database } from "../storage/database.ts";

export interface Rename {
  /** Paths. */
  readonly from: string;
  readonly to: string;
}

interface Identified {
  readonly path: string;
  readonly collection: string;
  readonly title: string;
  readonly version: string;
  /** Hash of the file. */
  readonly hash: string;
}

export interface RenamesOptions {
  /** Documents that are gone. */
  readonly gone: readonly Identified[];
  /** Documents at paths where there was none. */
  readonly come: readonly Identified[];
  readonly textOf: (version: string) => string;
}

/** Share of the words of two texts that must be the same, where the title or the name of the file is the same too. */
const SAME_WORDS = 0.9;

export function renamesAmong({ gone, come, textOf }: RenamesOptions): Rename[] {
  if (gone.length === 0 || come.length === 0) return [];
  const taken = new Set<string>();
  return gone.flatMap((one): Rename[] => {
    const rated = come
      .filter(({ path, collection }) => collection === one.collection && !taken.has(path))
      .map((other) => ({ other, likeness: likenessOf(one, other, textOf) }))
      .filter(({ likeness }) => likeness > 0)
      .toSorted((first, second) => second.likeness - first.likeness);
    const [best, next] = rated;
    // Two that are as like it leave none.
    if (best === undefined || best.likeness === next?.likeness) return [];
    taken.add(best.other.path);
    return [{ from: one.path, to: best.other.path }];
  });
}

function likenessOf(one: Identified, other: Identified, textOf: (version: string) => string): number {
  const named = nameOf(one.path) === nameOf(other.path) ? 0.5 : stemOf(one.path) === stemOf(other.path) ? 0.4 : 0;
  if (one.hash === other.hash) return 3 + named;
  if (one.version === other.version) return 2 + named;
  const sameTitle = titleKey(one.title) === titleKey(other.title);
  if (!sameTitle && named === 0) return 0;
  return sameWords(textOf(one.version), textOf(other.version)) >= SAME_WORDS ? 1 + named : 0;
}

function sameWords(one: string, other: string): number {
  const [first, second] = [one, other].map(
    (text) => new Set(text.toLowerCase().match(/\p{Script=Han}{1,2}|(?:(?!\p{Script=Han})[\p{L}\p{N}])+/gu) ?? []),
  );
  if (first === undefined || second === undefined || first.size === 0) return 0;
  return first.intersection(second).size / Math.max(first.size, second.size);
}

function nameOf(path: string): string {
  return path.slice(path.lastIndexOf("/") + 1);
}

function stemOf(path: string): string {
  return nameOf(path).replace(/\.[a-z\d]{1,8}$/iu, "");
}

/** Reads documents of the library with what tells them again. */
export function identified(database: Database, ids: readonly string[]): Identified[] {
  const select = database.prepare("SELECT path, collection, version, file_hash, facts FROM documents WHERE id = ?");
  return ids.flatMap((id) => {
    const row = select.get(id);
    if (row === undefined) return [];
    const { title } = JSON.parse(String(row.facts)) as { readonly title: string };
    const [path, collection] = [String(row.path), String(row.collection)];
    return [{ path, collection, title, version: String(row.version), hash: String(row.file_hash) }];
  });
}

/** Each old name leads to where the document is now. */
export function storeRenames(database: Database, renames: readonly Rename[]): void {
  const move = database.prepare("UPDATE former_names SET path = ? WHERE path = ?");
  const insert = database.prepare("INSERT OR REPLACE INTO former_names VALUES (?, ?)");
  for (const { from, to } of renames) {
    move.run(to, from);
    insert.run(from, to);
  }
  database.prepare("DELETE FROM former_names WHERE name = path").run();
}

/** Old paths -> the paths of today. */
export function formerNames(database: Database): ReadonlyMap<string, string> {
  const rows = database.prepare("SELECT name, path FROM former_names").all();
  return new Map(rows.map(({ name, path }) => [String(name), String(path)]));
}
