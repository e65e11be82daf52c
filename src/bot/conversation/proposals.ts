/** Files that were sent in chat and are not decided on yet, and what undoes a decision for a day. */

import type { Database } from "../../storage/database.ts";
import type { PersonalData } from "../members/access.ts";

/** What was read in a file, in a few words each. */
export interface SeenFile {
  readonly title: string;
  readonly number: string | null;
  readonly publisher: string | null;
  readonly published: string | null;
  readonly effectiveFrom: string | null;
  readonly effectiveUntil: string | null;
  readonly language: string;
  readonly pages: number | null;
  readonly characters: number;
  /** What was left out. */
  readonly warnings: readonly string[];
  /** The document whose text it has word for word. */
  readonly copyOf: string | null;
  /** Headings under which it says something else than the version that it replaces. */
  readonly changed: readonly string[];
}

export interface Proposal {
  readonly id: string;
  readonly person: number;
  readonly name: string;
  readonly bytes: Uint8Array;
  readonly seen: SeenFile;
  readonly collection: string;
  readonly replaces: string | null;
  readonly at: Date;
}

export interface LibraryChange {
  readonly id: string;
  readonly person: number;
  readonly chat: number;
  readonly path: string;
  readonly before: Uint8Array | null;
  readonly at: Date;
}

/** All that changes runs in the caller's transaction. */
export interface Proposals {
  keep(proposal: Proposal): void;
  find(id: string): Proposal | null;
  choose(id: string, collection: string): void;
  drop(id: string): void;
  keepChange(change: LibraryChange): void;
  change(id: string): LibraryChange | null;
  dropChange(id: string): void;
  /** Who has changed what lies at the path; null where nobody has, in chat. */
  changedBy(path: string): number | null;
  /** Those at these paths that nobody was told of; they are told now. */
  told(paths: readonly string[]): readonly LibraryChange[];
  readonly personalData: PersonalData;
  /** Undecided files from before the one moment, and changes from before the other, which can be undone no more. */
  sweep(proposalsBefore: Date, changesBefore: Date): number;
}

export function keptProposals(database: Database): Proposals {
  const { prepare } = database;
  const changes = (sql: string, ...values: (string | number)[]): number => Number(prepare(sql).run(...values).changes);
  return {
    keep: ({ id, person, name, bytes, seen, collection, replaces, at }) =>
      void prepare("INSERT INTO proposals VALUES (?, ?, ?, ?, ?, ?, ?, ?)").run(
        ...[id, person, name, bytes, JSON.stringify(seen), collection, replaces, at.getTime()],
      ),
    find(id) {
      const row = prepare("SELECT * FROM proposals WHERE id = ?").get(id);
      return row === undefined ? null : asProposal(row);
    },
    choose: (id, collection) => void changes("UPDATE proposals SET collection = ? WHERE id = ?", collection, id),
    drop: (id) => void changes("DELETE FROM proposals WHERE id = ?", id),
    keepChange({ id, person, chat, path, before, at }) {
      // What came before it cannot be brought back any more: it would undo this one as well.
      prepare("DELETE FROM library_changes WHERE path = ?").run(path);
      prepare("INSERT INTO library_changes VALUES (?, ?, ?, ?, ?, 0, ?)").run(
        ...[id, person, chat, path, before, at.getTime()],
      );
    },
    change(id) {
      const row = prepare("SELECT * FROM library_changes WHERE id = ?").get(id);
      return row === undefined ? null : asChange(row);
    },
    dropChange: (id) => void changes("DELETE FROM library_changes WHERE id = ?", id),
    changedBy(path) {
      const row = prepare("SELECT person FROM library_changes WHERE path = ?").get(path);
      return row === undefined ? null : Number(row.person);
    },
    told: (paths) =>
      paths.flatMap((path) =>
        prepare("UPDATE library_changes SET told = 1 WHERE path = ? AND told = 0 RETURNING *").all(path).map(asChange),
      ),
    personalData: {
      name: "files",
      export(person) {
        const sent = prepare("SELECT name, collection, at FROM proposals WHERE person = ?").all(person);
        const changed = prepare("SELECT path, at FROM library_changes WHERE person = ?").all(person);
        return sent.length + changed.length === 0 ? null : { sent, changed };
      },
      erase: (person) =>
        changes("DELETE FROM proposals WHERE person = ?", person) +
        changes("DELETE FROM library_changes WHERE person = ?", person),
    },
    sweep: (proposalsBefore, changesBefore) =>
      changes("DELETE FROM proposals WHERE at < ?", proposalsBefore.getTime()) +
      changes("DELETE FROM library_changes WHERE at < ?", changesBefore.getTime()),
  };
}

function asProposal(row: Readonly<Record<string, unknown>>): Proposal {
  return {
    ...{ id: String(row.id), person: Number(row.person), name: String(row.name), collection: String(row.collection) },
    bytes: row.bytes instanceof Uint8Array ? row.bytes : new Uint8Array(),
    seen: JSON.parse(String(row.seen)),
    replaces: row.replaces === null ? null : String(row.replaces),
    at: new Date(Number(row.at)),
  };
}

function asChange(row: Readonly<Record<string, unknown>>): LibraryChange {
  return {
    ...{ id: String(row.id), person: Number(row.person), chat: Number(row.chat), path: String(row.path) },
    before: row.before instanceof Uint8Array ? row.before : null,
    at: new Date(Number(row.at)),
  };
}
