/** Files that were sent in chat and are not decided on yet, and what undoes a decision for a day. */

import type { Validity } from "../../engine/engine.ts";
import type { Database } from "../../storage/database.ts";
import type { PersonalData } from "../members/access.ts";

/** Facts that a file states of itself, or that are stated of it. */
export interface FactsOfFile {
  readonly title: string;
  readonly number: string | null;
  readonly publisher: string | null;
  readonly published: string | null;
  readonly effectiveFrom: string | null;
  readonly effectiveUntil: string | null;
}

/** Facts read in a file, in a few words each. */
export interface SeenFile extends FactsOfFile {
  readonly language: string;
  readonly pages: number | null;
  readonly characters: number;
  /** Warnings of what was left out. */
  readonly warnings: readonly string[];
  /** The document whose text it has word for word. */
  readonly copyOf: string | null;
  /** Headings under which it says something else than the version that it replaces. */
  readonly changed: readonly string[];
  /** Titles, or numbers, of what it replaces by its own words or by its sidecar; absent of files sent before it was read. */
  readonly supersedes?: readonly string[];
  /** Validity today by its dates; absent likewise. */
  readonly standing?: Validity;
  /** Files of an archive or a mail. */
  readonly inside?: readonly SeenInside[];
}

/** A file in an archive, or an attachment. */
export interface SeenInside {
  readonly name: string;
  readonly is: "new" | "version" | "copy" | "unread";
  /** Path or title of the document that is there; the reason where it could not be read. */
  readonly of: string;
  /** True if that document is a file of its own, whose place can be taken; absent of files sent before it was told. */
  readonly isFile?: boolean;
}

export interface Proposal {
  readonly id: string;
  readonly person: number;
  readonly name: string;
  readonly bytes: Uint8Array;
  readonly seen: SeenFile;
  readonly collection: string;
  readonly replaces: string | null;
  /** The sidecar that it gets; null for none. */
  readonly facts: string | null;
  /** Those that were sent together; "" for one by itself. */
  readonly album: string;
  /** True if a member proposed it to the secretariat. */
  readonly proposed: boolean;
  readonly at: Date;
}

export interface LibraryChange {
  readonly id: string;
  /** Changes that are undone as one. */
  readonly batch: string;
  readonly person: number;
  readonly chat: number;
  readonly path: string;
  readonly before: Uint8Array | "as it is" | null;
  /** The sidecar as it was; null for none. */
  readonly facts: string | null;
  readonly at: Date;
}

/** All that changes runs in the caller's transaction. */
export interface Proposals {
  keep(proposal: Proposal): void;
  find(id: string): Proposal | null;
  choose(id: string, collection: string): void;
  /** Its sidecar, and what is read in it then. */
  stateFacts(id: string, facts: string | null, seen: SeenFile): void;
  drop(id: string): void;
  /** Those of one person that a member proposed, of any name or of one. */
  openOf(person: number, name?: string): number;
  /** Proposals in the order in which they came. */
  ofAlbum(album: string): readonly Proposal[];
  /** Albums with a file that was not shown yet. */
  albumsToShow(): readonly string[];
  albumShown(album: string): void;
  keepChange(change: LibraryChange): void;
  /** Those that are undone as one, last first. */
  changesOf(batch: string): readonly LibraryChange[];
  dropChanges(batch: string): void;
  /** The person who has changed what lies at the path; null where nobody has, in chat. */
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
    keep: ({ id, person, name, bytes, seen, collection, replaces, facts, album, proposed, at }) =>
      void prepare(
        `INSERT INTO proposals (id, person, name, bytes, seen, collection, replaces, facts, batch, shown, proposed, at)
         VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
      ).run(
        ...[id, person, name, bytes, JSON.stringify(seen), collection, replaces, facts],
        ...[album, Number(album === ""), Number(proposed), at.getTime()],
      ),
    find(id) {
      const row = prepare("SELECT * FROM proposals WHERE id = ?").get(id);
      return row === undefined ? null : asProposal(row);
    },
    choose: (id, collection) => void changes("UPDATE proposals SET collection = ? WHERE id = ?", collection, id),
    stateFacts: (id, facts, seen) =>
      void prepare("UPDATE proposals SET facts = ?, seen = ? WHERE id = ?").run(facts, JSON.stringify(seen), id),
    drop: (id) => void changes("DELETE FROM proposals WHERE id = ?", id),
    openOf(person, name) {
      const where = "person = ? AND proposed = 1";
      const row =
        name === undefined
          ? prepare(`SELECT count(*) AS n FROM proposals WHERE ${where}`).get(person)
          : prepare(`SELECT count(*) AS n FROM proposals WHERE ${where} AND name = ?`).get(person, name);
      return Number(row?.n);
    },
    ofAlbum: (album) =>
      album === "" ? [] : prepare("SELECT * FROM proposals WHERE batch = ? ORDER BY rowid").all(album).map(asProposal),
    albumsToShow: () =>
      prepare("SELECT DISTINCT batch FROM proposals WHERE shown = 0")
        .all()
        .map(({ batch }) => String(batch)),
    albumShown: (album) => void changes("UPDATE proposals SET shown = 1 WHERE batch = ?", album),
    keepChange({ id, batch, person, chat, path, before, facts, at }) {
      // An earlier change cannot be brought back any more: it would undo this one as well.
      prepare(
        "DELETE FROM library_changes WHERE batch IN (SELECT batch FROM library_changes WHERE path = ? AND batch <> ?)",
      ).run(path, batch);
      const asItIs = before === "as it is";
      prepare(
        `INSERT INTO library_changes (id, batch, person, chat, path, before, as_it_is, facts, told, at)
         VALUES (?, ?, ?, ?, ?, ?, ?, ?, 0, ?)`,
      ).run(...[id, batch, person, chat, path, asItIs ? null : before, Number(asItIs), facts, at.getTime()]);
    },
    changesOf: (batch) =>
      prepare("SELECT * FROM library_changes WHERE batch = ? ORDER BY rowid DESC").all(batch).map(asChange),
    dropChanges: (batch) => void changes("DELETE FROM library_changes WHERE batch = ?", batch),
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
    id: String(row.id),
    person: Number(row.person),
    name: String(row.name),
    collection: String(row.collection),
    bytes: row.bytes instanceof Uint8Array ? row.bytes : new Uint8Array(),
    seen: JSON.parse(String(row.seen)),
    replaces: row.replaces === null ? null : String(row.replaces),
    facts: row.facts === null ? null : String(row.facts),
    album: String(row.batch),
    proposed: row.proposed === 1,
    at: new Date(Number(row.at)),
  };
}

function asChange(row: Readonly<Record<string, unknown>>): LibraryChange {
  return {
    id: String(row.id),
    batch: String(row.batch),
    path: String(row.path),
    person: Number(row.person),
    chat: Number(row.chat),
    before: row.as_it_is === 1 ? "as it is" : row.before instanceof Uint8Array ? row.before : null,
    facts: row.facts === null ? null : String(row.facts),
    at: new Date(Number(row.at)),
  };
}
