/**
 * Orders: what is to be written into the folder of documents or taken out of it, and terms for the glossary of the
 * chat: ordered in the transaction that decides on it, done afterwards, and tried until it is done. So a crash loses no
 * order, and doing one twice changes nothing.
 */

import { existsSync, readFileSync } from "node:fs";
import { type CorpusWrite, parsedTerm, withTerm, writeIntoCorpus } from "../engine/engine.ts";
import { errorText } from "../errors.ts";
import { writeFileAtomically } from "../storage/atomic-file.ts";
import type { Database } from "../storage/database.ts";
import type { Log } from "./log.ts";

export interface FileOrder extends CorpusWrite {
  /** The person who ordered it; null where nobody did. */
  readonly person: number | null;
}

export interface FileOrders {
  /** Runs in the caller's transaction; it is done soon after. */
  add(order: FileOrder): void;
  /** Tries all that are left; resolves when each was tried once. */
  run(): Promise<void>;
  /** Nobody ordered what this person did. Runs in the caller's transaction. */
  forget(person: number): void;
  /** Number of those that are left. */
  count(): number;
  close(): void;
}

interface FileOrderOptions {
  readonly database: Database;
  readonly corpusDir: string;
  readonly clock: () => Date;
  readonly log: Log;
  /** Some were done: the folder is to be read. */
  readonly onDone: () => void;
  /** One cannot be done now, and is kept: told once for each problem. */
  readonly onProblem: (order: FileOrder, reason: string) => void;
}

const RETRY_MS = 30_000;

export function createFileOrders(options: FileOrderOptions): FileOrders {
  const { database, corpusDir, clock, log, onDone, onProblem } = options;
  const { prepare, connection } = database;
  let last: Promise<void> = Promise.resolve();
  let closed = false;

  const runOnce = async (): Promise<void> => {
    let done = 0;
    for (const row of prepare("SELECT * FROM file_orders ORDER BY id").all()) {
      if (closed) return;
      const order = asOrder(row);
      try {
        await writeIntoCorpus(corpusDir, order);
        if (!connection.isOpen) return;
        prepare("DELETE FROM file_orders WHERE id = ?").run(Number(row.id));
        done += 1;
      } catch (fault) {
        const reason = errorText(fault);
        log.warn("The folder of documents could not be written; trying again", { reason });
        if (!connection.isOpen || row.problem === reason) continue;
        prepare("UPDATE file_orders SET problem = ? WHERE id = ?").run(reason, Number(row.id));
        onProblem(order, reason);
      }
    }
    if (done > 0) onDone();
  };
  const run = (): Promise<void> => {
    last = last.then(runOnce).catch((fault: unknown) => {
      log.error("Orders for the folder of documents were not carried out", { reason: errorText(fault) });
    });
    return last;
  };
  const count = (): number => Number(prepare("SELECT count(*) AS n FROM file_orders").get()?.n);
  const timer = setInterval(() => {
    if (count() > 0) void run();
  }, RETRY_MS);
  timer.unref();
  return {
    add({ path, bytes, sidecar, person }) {
      const asItIs = bytes === "as it is";
      prepare("INSERT INTO file_orders (path, bytes, as_it_is, sidecar, person, at) VALUES (?, ?, ?, ?, ?, ?)").run(
        ...[path, asItIs ? null : bytes, Number(asItIs), sidecar, person, clock().getTime()],
      );
      // This runs after the commit, which ends in this same turn of the event loop.
      setImmediate(() => void run());
    },
    run,
    count,
    forget: (person) => void prepare("UPDATE file_orders SET person = NULL WHERE person = ?").run(person),
    close() {
      closed = true;
      clearInterval(timer);
    },
  };
}

function asOrder(row: Readonly<Record<string, unknown>>): FileOrder {
  return {
    path: String(row.path),
    bytes: row.as_it_is === 1 ? "as it is" : row.bytes instanceof Uint8Array ? row.bytes : null,
    sidecar: row.sidecar === null ? null : String(row.sidecar),
    person: row.person === null ? null : Number(row.person),
  };
}

export interface GlossaryOrders {
  /** Runs in the caller's transaction; it is done soon after. @param english null: the term goes */
  add(term: string, english: string | null): void;
  /** English in the file, or in what is ordered; null where it does not have the term. */
  englishOf(term: string): string | null;
  /** Tries all that are left. */
  run(): Promise<void>;
  close(): void;
}

interface GlossaryOrderOptions {
  readonly database: Database;
  readonly file: string;
  readonly clock: () => Date;
  readonly log: Log;
  /** Some were done: texts are to be read with them. */
  readonly onDone: () => void;
  /** They cannot be done now, and are kept: told once for each problem. */
  readonly onProblem: (reason: string) => void;
}

/**
 * Terms that are to be written into the glossary of the data folder, or taken out of it: ordered in the transaction that
 * decides on it, written afterwards, whole or not at all, and tried until it is done. Doing one twice changes nothing.
 */
export function createGlossaryOrders(options: GlossaryOrderOptions): GlossaryOrders {
  const { database, file, clock, log, onDone, onProblem } = options;
  const { prepare, connection } = database;
  let last: Promise<void> = Promise.resolve();
  let problem: string | null = null;
  let closed = false;
  const text = (): string => (existsSync(file) ? readFileSync(file, "utf8") : "");
  const ordered = () => prepare("SELECT id, term, english FROM glossary_orders ORDER BY id").all();
  const englishIn = (row: Readonly<Record<string, unknown>>) => (row.english === null ? null : String(row.english));

  const runOnce = async (): Promise<void> => {
    const rows = closed ? [] : ordered();
    if (rows.length === 0) return;
    try {
      const written = rows.reduce((before, row) => withTerm(before, String(row.term), englishIn(row)), text());
      await writeFileAtomically(file, Buffer.from(written));
      problem = null;
      if (!connection.isOpen) return;
      prepare("DELETE FROM glossary_orders WHERE id <= ?").run(Number(rows.at(-1)?.id));
      onDone();
    } catch (fault) {
      const reason = errorText(fault);
      log.warn("The glossary could not be written; trying again", { reason });
      if (problem !== reason) onProblem(reason);
      problem = reason;
    }
  };
  const run = (): Promise<void> => {
    last = last.then(runOnce).catch((fault: unknown) => {
      log.error("Orders for the glossary were not carried out", { reason: errorText(fault) });
    });
    return last;
  };
  const timer = setInterval(() => void run(), RETRY_MS);
  timer.unref();
  return {
    run,
    add(term, english) {
      prepare("INSERT INTO glossary_orders (term, english, at) VALUES (?, ?, ?)").run(term, english, clock().getTime());
      // This runs after the commit, which ends in this same turn of the event loop.
      setImmediate(() => void run());
    },
    englishOf(term) {
      const order = ordered().findLast((row) => row.term === term);
      if (order !== undefined) return englishIn(order);
      const line = text()
        .split(/\r?\n/u)
        .flatMap((one) => parsedTerm(one) ?? [])
        .find((one) => one.term === term);
      return line?.english ?? null;
    },
    close() {
      closed = true;
      clearInterval(timer);
    },
  };
}
