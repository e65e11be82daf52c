/** The file of what the bot remembers: members, conversations, and what came in and must go out. */

import { isMainThread } from "node:worker_threads";
import { DAYS_ASKED_TABLES } from "./bot/conversation/days-asked.ts";
import { OFFICIAL_ANSWER_TABLES } from "./bot/conversation/official-answers.ts";
import { PROPOSAL_TABLES } from "./bot/conversation/proposals.ts";
import { RELATIONS_ASKED_TABLES } from "./bot/conversation/relations-asked.ts";
import { SECRETARIAT_TABLES, TAKEN_UP_TABLES } from "./bot/conversation/secretariat-tables.ts";
import { CONVERSATION_TABLES } from "./bot/conversation/tables.ts";
import { TELEGRAM_RECEIPTS, TELEGRAM_TABLES } from "./bot/delivery/tables.ts";
import { FOLDER_TABLES } from "./bot/members/folder-names.ts";
import { MEMBER_TABLES } from "./bot/members/tables.ts";
import { LEDGER_TABLES } from "./engine/llm/ledger.ts";
import { FILE_ORDER_TABLES } from "./operations/file-orders.ts";
import { type Database, openDatabase } from "./storage/database.ts";

/** @throws DocketError `storage` */
export function openState(path: string): Database {
  const database = privately(() =>
    openDatabase(path, {
      name: "state",
      migrations: [
        `${MEMBER_TABLES}${CONVERSATION_TABLES}${TELEGRAM_TABLES}${LEDGER_TABLES}`,
        `${SECRETARIAT_TABLES}${TELEGRAM_RECEIPTS}`,
        TAKEN_UP_TABLES,
        FOLDER_TABLES,
        `${FILE_ORDER_TABLES}${OFFICIAL_ANSWER_TABLES}`,
        DAYS_ASKED_TABLES,
        RELATIONS_ASKED_TABLES,
        PROPOSAL_TABLES,
      ],
    }),
  );
  // Overwrites deleted data instead of only unlinking it.
  if (database.writable) database.connection.exec("PRAGMA secure_delete = ON");
  return database;
}

/** Whoever creates the file, bot or command: what members ask is nobody else's business on this machine. */
function privately<Result>(work: () => Result): Result {
  // A thread has its process's umask, and cannot change it; main.ts has, before there are threads.
  if (!isMainThread) return work();
  const before = process.umask(0o077);
  try {
    return work();
  } finally {
    process.umask(before);
  }
}
