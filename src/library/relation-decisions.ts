/** The secretariat's decisions on documents that seem to replace others. */

import type { Database } from "../storage/database.ts";
import type { RelationDecision } from "./validity/relations.ts";

/** Rises with each decision, whoever takes it. */
export function lastDecision(database: Database): number {
  return Number(database.prepare("SELECT max(number) AS last FROM relation_decisions").get()?.last ?? 0);
}

/** The last word on each pair. */
export function relationDecisions(database: Database): RelationDecision[] {
  const rows = database.prepare("SELECT successor, predecessor, holds FROM relation_decisions ORDER BY number").all();
  const decisions = rows.map((row) => ({
    ...{ by: String(row.successor), of: String(row.predecessor), holds: row.holds === 1 },
  }));
  return [...new Map(decisions.map((decision) => [`${decision.by}\n${decision.of}`, decision])).values()];
}

export function storeDecision(database: Database, { by, of, holds }: RelationDecision, now: Date): void {
  database
    .prepare("INSERT INTO relation_decisions (successor, predecessor, holds, decided_at) VALUES (?, ?, ?, ?)")
    .run(by, of, holds ? 1 : 0, now.toISOString());
}
