/**
 * What has changed in the documents, as members and secretariat read it, and the documents as they were when they were
 * last compared: so changes are found however they came about, and none is told twice.
 */

import type { LibraryDocument } from "../../engine/engine.ts";
import type { Database } from "../../storage/database.ts";

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
  /** By the document's id. */
  seen(): ReadonlyMap<string, SeenDocument>;
  see(document: SeenDocument): void;
  unsee(id: string): void;
  add(item: NewsItem): void;
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
