/** Output of an ingest: progress while it works, and what it did. */

import type { IngestProgress, IngestReport } from "../src/library/ingest.ts";
import { share, type Terminal } from "./command-line.ts";
import { relationQuestionText } from "./document-facts.ts";

const STAGES: Readonly<Record<IngestProgress["stage"], string>> = {
  reading: "reading files",
  embedding: "embedding texts",
  storing: "storing documents",
  publishing: "publishing the index",
};

export function showProgress(terminal: Terminal): (progress: IngestProgress) => void {
  return ({ stage, done, total }) => terminal.progress(`${STAGES[stage]}: ${share(done, total)}`);
}

export function ingestReport(report: IngestReport): string {
  const { added, changed, removed, unchanged, failed, warnings, renamed, embedded, documents, passages, totalMs } =
    report;
  const lines = [
    ...warnings.map(({ path, warning }) => `${path}: ${warning}`),
    ...failed.map(
      ({ path, reason, kept }) => `${path}: ${reason}${kept ? " (its earlier version still answers)" : ""}`,
    ),
    ...report.problems.map(({ path, problem }) => `${path}: ${problem}`),
    ...report.questions.map(relationQuestionText),
    ...renamed.map(({ from, to }) => `${to}: it was ${from}: references to its old name go on working`),
    `${documents} documents, ${passages} passages: ${added.length} added, ${changed.length} changed, ` +
      `${removed.length} removed, ${unchanged} unchanged, ${failed.length} failed; ` +
      `${embedded} texts embedded in ${(totalMs / 1000).toFixed(1)} s`,
  ];
  return lines.join("\n");
}
