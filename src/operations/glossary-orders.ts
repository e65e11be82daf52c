/**
 * Terms that are to be written into the glossary of the data folder, or taken out of it: ordered in the transaction that
 * decides on it, written afterwards, whole or not at all, and tried until it is done. Doing one twice changes nothing.
 */

import { existsSync, readFileSync } from "node:fs";
import { parsedTerm, withTerm } from "../engine/engine.ts";
import { errorText } from "../errors.ts";
import { writeFileAtomically } from "../storage/atomic-file.ts";
import type { Database } from "../storage/database.ts";
import type { Log } from "./log.ts";

export interface GlossaryOrders {
  /** Runs in the caller's transaction; it is done soon after. @param english null: the term goes */
  add(term: string, english: string | null): void;
  /** What the file says, with what is ordered; null where it does not have the term. */
  englishOf(term: string): string | null;
  /** Tries all that are left. */
  run(): Promise<void>;
  close(): void;
}

export interface GlossaryOrderOptions {
  readonly database: Database;
  readonly file: string;
  readonly clock: () => Date;
  readonly log: Log;
  /** Some were done: texts are to be read with them. */
  readonly onDone: () => void;
  /** They cannot be done now, and are kept: told once for each problem. */
  readonly onProblem: (reason: string) => void;
}

const RETRY_MS = 30_000;

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
      // After the commit, which ends in this same turn of the event loop.
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
