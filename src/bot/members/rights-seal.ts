/**
 * Fails closed when the file that rights stand in cannot be trusted: it is new though there was one, older than what the
 * library remembers of it, replaced while the bot runs, or shorter than it says. Until an admin has decided, members see
 * what was open to all both then and now. Triggers of the state count each change of rights, and the count is kept in the
 * library too: the state is written first, so that a kill between the two leaves a state that is newer, which is fine.
 */

import { createHash } from "node:crypto";
import { closeSync, openSync, readSync, statSync } from "node:fs";
import { DatabaseSync } from "node:sqlite";
import { pathToFileURL } from "node:url";
import type { Library } from "../../engine/engine.ts";
import { errorText } from "../../errors.ts";
import type { Log } from "../../operations/log.ts";
import type { Database } from "../../storage/database.ts";
import { removalHash } from "../../storage/sqlite/standings.ts";

export type DistrustKind = "lost" | "older" | "changed" | "replaced" | "cut";

interface Distrust {
  readonly kind: DistrustKind;
  /** Rights as the library remembers them; null where it remembers nothing. */
  readonly sealed: ReturnType<Library["sealedRights"]>;
}

export interface RightsSeal {
  /** Null while the state is to be trusted. */
  distrust(): Distrust | null;
  /** Looks at the file and compares the counts; keeps in the library what has changed. */
  check(): void;
  /** An admin has decided that the state's rights hold. Runs in the caller's transaction; what was closed stays closed. */
  accept(): void;
  /** Tells whether somebody was removed as far as the state knew that was lost just now. */
  wasRemoved(person: number): boolean;
  /** The list of restricted collections that a lost state had. */
  closedBefore(): readonly string[];
  onDistrust(listener: (kind: DistrustKind) => void): void;
}

export interface RightsSealOptions {
  readonly state: Database;
  readonly library: Pick<Library, "sealedRights" | "keepSealedRights">;
  readonly log: Log;
}

/**
 * Length of the header in which a SQLite file says how many pages it has, and of what size.
 * https://www.sqlite.org/fileformat.html
 */
const HEADER_BYTES = 100;

export function createRightsSeal({ state, library, log }: RightsSealOptions): RightsSeal {
  const { prepare, path } = state;
  const opened = identityOf(path);
  const listeners: ((kind: DistrustKind) => void)[] = [];
  let current: Distrust | null = null;

  const { own, digest, keep } = rightsIn(state, library);
  const isWrittenOver = overwriting(state, () => JSON.stringify([own(), digest()]));
  const distrust = (kind: DistrustKind, sealed: Distrust["sealed"]): void => {
    if (current !== null) return;
    current = { kind, sealed };
    log.error("The state cannot be trusted: members see open collections only", { path, problem: PROBLEMS[kind] });
    for (const listener of listeners) listener(kind);
  };
  const readOwn = () => {
    try {
      return { ...own(), digest: digest() };
    } catch (fault) {
      log.error("Rights cannot be read", { reason: errorText(fault) });
      return null;
    }
  };
  const look = (): void => {
    const sealed = library.sealedRights();
    const damage = damageOf(path, opened) ?? (isWrittenOver() ? "replaced" : null);
    const read = readOwn();
    // A state that cannot be read cannot be trusted, whatever else can.
    if (read === null) {
      distrust("changed", sealed);
      return;
    }
    const { name, counter, accepted, digest: found } = read;
    const isOther = sealed !== null && sealed.state !== name;
    if (damage !== null) {
      distrust(damage, sealed);
    } else if (sealed === null) {
      keep();
    } else if (!isOther && sealed.counter === counter) {
      if (sealed.digest === found) current = null;
      else distrust("changed", sealed);
    } else if (!isOther && sealed.counter < counter) {
      keep();
    } else if (accepted === keyOf(sealed)) {
      if (keep()) current = null;
    } else {
      distrust(isOther ? "lost" : "older", sealed);
    }
  };
  return {
    distrust: () => current,
    check() {
      try {
        look();
      } catch (fault) {
        log.error("Rights could not be compared with what the library remembers", { reason: errorText(fault) });
      }
    },
    accept() {
      const { sealed = null } = current ?? {};
      if (sealed === null) return;
      for (const collection of sealed.restricted) {
        prepare("INSERT OR IGNORE INTO restricted_collections (collection) VALUES (?)").run(collection);
      }
      for (const hash of sealed.removed) {
        prepare("INSERT OR IGNORE INTO removed_before (salt, hash) VALUES (?, ?)").run(sealed.state, hash);
      }
      prepare("UPDATE rights_seal SET accepted = ?").run(keyOf(sealed));
    },
    wasRemoved(person) {
      const sealed = current?.sealed ?? null;
      return sealed?.removed.includes(removalHash(sealed.state, person)) === true;
    },
    closedBefore: () => current?.sealed?.restricted ?? [],
    onDistrust: (listener) => void listeners.push(listener),
  };
}

/** Rights in the state itself, and how it is kept in the library. */
function rightsIn({ prepare }: Pick<Database, "prepare">, library: RightsSealOptions["library"] | null) {
  const own = () => {
    const row = prepare("SELECT name, counter, accepted FROM rights_seal").get() ?? {};
    return { name: String(row.name), counter: Number(row.counter), accepted: row.accepted ?? null };
  };
  const digest = (): string => {
    const tables = [
      "SELECT collection FROM restricted_collections ORDER BY collection",
      "SELECT collection, person FROM collection_members ORDER BY collection, person",
      // Rights are read by the index, too, in which a person's collections are looked up: its pages are others than the
      // table's.
      "SELECT person, collection FROM collection_members INDEXED BY collections_by_member ORDER BY person, collection",
      "SELECT person, standing FROM roster ORDER BY person",
      "SELECT salt, hash FROM removed_before ORDER BY salt, hash",
    ].map((sql) => prepare(sql).all().map(Object.values));
    return createHash("sha256").update(JSON.stringify(tables)).digest("hex");
  };
  const keep = (): boolean => {
    const { name, counter } = own();
    const restricted = prepare("SELECT collection FROM restricted_collections ORDER BY collection").all();
    const removed = prepare("SELECT person FROM roster WHERE standing = 'removed'").all();
    const before = prepare("SELECT hash FROM removed_before WHERE salt = ?").all(name);
    if (library === null) return false;
    return library.keepSealedRights({
      digest: digest(),
      state: name,
      counter,
      restricted: restricted.map(({ collection }) => String(collection)),
      removed: [
        ...removed.map(({ person }) => removalHash(name, Number(person))),
        ...before.map(({ hash }) => String(hash)),
      ],
    });
  };
  return { own, digest, keep };
}

const PROBLEMS: Readonly<Record<DistrustKind, string>> = {
  lost: "it is new, and the library remembers another one: put back the latest backup, or let an admin decide in chat",
  older: "it is older than what the library remembers: put back a newer backup, or let an admin decide in chat",
  changed: "its rights are not those that were counted: put back the latest backup, or let an admin decide in chat",
  replaced: "it was replaced or removed while the bot runs: stop the bot, put the file back, start it",
  cut: "it is shorter than it says: stop the bot, put back the latest backup, start it",
};

function keyOf({ state, counter }: NonNullable<Distrust["sealed"]>): string {
  return `${state}/${counter}`;
}

function identityOf(path: string): string | null {
  try {
    const { dev, ino } = statSync(path);
    return `${dev}/${ino}`;
  } catch {
    return null;
  }
}

/**
 * Tells whether another file was written over this one, as `cp` does it: the process goes on with the pages that it has in
 * memory, and the file says other things of rights. Looked for where the file was written to, and believed at the second
 * look, since another thread may just be moving its log into the file.
 * @param known what this process knows of rights
 */
function overwriting(state: Database, known: () => string): () => boolean {
  const writtenAt = (): number => statSync(state.path).mtimeMs;
  let seenAt = writtenAt();
  let differed = false;
  return () => {
    if (writtenAt() === seenAt && !differed) return false;
    const differs = saysOtherThings(state, known);
    seenAt = writtenAt();
    const isSure = differed && differs;
    differed = differs;
    return isSure;
  };
}

function saysOtherThings({ prepare, path }: Database, known: () => string): boolean {
  const log = prepare("PRAGMA wal_checkpoint(PASSIVE)").get();
  // Content that is still in the log is not in the file.
  if (log?.busy !== 0 || log.log !== log.checkpointed) return false;
  const url = pathToFileURL(path);
  url.searchParams.set("immutable", "1");
  try {
    const file = new DatabaseSync(url.href, { readOnly: true });
    try {
      const { own, digest } = rightsIn({ prepare: (sql) => file.prepare(sql) }, null);
      return JSON.stringify([own(), digest()]) !== known();
    } finally {
      file.close();
    }
  } catch {
    return true;
  }
}

function damageOf(path: string, opened: string | null): "replaced" | "cut" | null {
  if (identityOf(path) !== opened) return "replaced";
  const header = Buffer.alloc(HEADER_BYTES);
  const file = openSync(path, "r");
  try {
    const bytes = readSync(file, header, 0, HEADER_BYTES, 0);
    const { size } = statSync(path);
    // All of it may still stand in the write-ahead log.
    if (size === 0) return null;
    const pageSize = header.readUInt16BE(16) === 1 ? 65_536 : header.readUInt16BE(16);
    return bytes < HEADER_BYTES || header.readUInt32BE(28) * pageSize > size ? "cut" : null;
  } finally {
    closeSync(file);
  }
}
