/**
 * Changes in the documents, as members and secretariat read it, and the documents as they were when they were last
 * compared: so changes are found however they came about, and none is told twice.
 */

import type { LibraryDocument } from "../../engine/engine.ts";
import type { Database } from "../../storage/database.ts";
import type { PersonalData } from "../members/access.ts";

const NEWS_KINDS = ["came", "changed", "began", "ended", "gone"] as const;
export type NewsKind = (typeof NEWS_KINDS)[number];

export interface NewsItem {
  readonly kind: NewsKind;
  /** Words of the document, by the id of their proof. */
  readonly proof: string;
  readonly at: Date;
}

/** Facts by which a document is cited once it is gone. */
export type SeenFacts = Pick<
  LibraryDocument,
  "id" | "path" | "collection" | "format" | "version" | "title" | "published" | "language"
>;

export interface SeenDocument {
  /** It held, by its dates and by what other documents do to it. */
  readonly held: boolean;
  readonly facts: SeenFacts;
}

/** All that changes runs in the caller's transaction. */
export interface News {
  /** Documents by id. */
  seen(): ReadonlyMap<string, SeenDocument>;
  see(document: SeenDocument): void;
  unsee(id: string): void;
  add(item: NewsItem): void;
  remove(item: NewsItem): void;
  /** Newest first. */
  since(moment: Date): readonly NewsItem[];
  /** @returns how many were removed */
  sweep(before: Date): number;
}

/** @param database the state */
export function keptNews(database: Database): News {
  const { prepare } = database;
  return {
    seen: () =>
      new Map(
        prepare("SELECT document, held, facts FROM documents_seen")
          .all()
          .map((row) => [String(row.document), { held: row.held === 1, facts: JSON.parse(String(row.facts)) }]),
      ),
    see: ({ held, facts }) =>
      void prepare("INSERT OR REPLACE INTO documents_seen VALUES (?, ?, ?, ?)").run(
        ...[facts.id, facts.version, Number(held), JSON.stringify(facts)],
      ),
    unsee: (id) => void prepare("DELETE FROM documents_seen WHERE document = ?").run(id),
    add: ({ kind, proof, at }) =>
      void prepare("INSERT INTO news (kind, proof, at) VALUES (?, ?, ?)").run(kind, proof, at.getTime()),
    remove: ({ kind, proof, at }) =>
      void prepare("DELETE FROM news WHERE kind = ? AND proof = ? AND at = ?").run(kind, proof, at.getTime()),
    since: (moment) =>
      prepare("SELECT * FROM news WHERE at >= ? ORDER BY id DESC")
        .all(moment.getTime())
        .map((row) => ({
          kind: NEWS_KINDS.find((kind) => kind === row.kind) ?? "changed",
          proof: String(row.proof),
          at: new Date(Number(row.at)),
        })),
    sweep: (before) => Number(prepare("DELETE FROM news WHERE at < ?").run(before.getTime()).changes),
  };
}

/** All that changes runs in the caller's transaction. */
export interface Digests {
  has(person: number): boolean;
  /** The first comes a week from now. */
  subscribe(person: number, now: Date): void;
  unsubscribe(person: number): void;
  /** People whose last digest was made by then, and when that was. */
  due(lastBy: Date): readonly { readonly person: number; readonly lastAt: Date }[];
  made(person: number, at: Date): void;
  readonly personalData: PersonalData;
}

/**
 * Keeps who wants a digest of the changed documents each week.
 * @param database the state
 */
export function keptDigests(database: Database): Digests {
  const { prepare } = database;
  return {
    has: (person) => prepare("SELECT 1 FROM digests WHERE person = ?").get(person) !== undefined,
    subscribe: (person, now) =>
      void prepare("INSERT OR IGNORE INTO digests VALUES (?, ?, ?)").run(person, now.getTime(), now.getTime()),
    unsubscribe: (person) => void prepare("DELETE FROM digests WHERE person = ?").run(person),
    due: (lastBy) =>
      prepare("SELECT person, last_at FROM digests WHERE last_at <= ? ORDER BY person")
        .all(lastBy.getTime())
        .map((row) => ({ person: Number(row.person), lastAt: new Date(Number(row.last_at)) })),
    made: (person, at) => void prepare("UPDATE digests SET last_at = ? WHERE person = ?").run(at.getTime(), person),
    personalData: {
      name: "subscriptions",
      export(person) {
        const row = prepare("SELECT since FROM digests WHERE person = ?").get(person);
        return row === undefined ? null : { digest: { since: new Date(Number(row.since)).toISOString() } };
      },
      erase: (person) => Number(prepare("DELETE FROM digests WHERE person = ?").run(person).changes),
    },
  };
}
