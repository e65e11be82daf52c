/** Output of an ingest: progress while it works, and what it did. */

import { paceWords } from "../src/bot/i18n/pace-words.ts";
import type { Say } from "../src/bot/i18n/words.ts";
import type { IngestProgress, IngestReport } from "../src/engine/engine.ts";
import type { Terminal } from "./command-line.ts";
import { relationQuestionText } from "./document-facts.ts";

export function showProgress(terminal: Terminal, say: Say): (progress: IngestProgress) => void {
  return (progress) => {
    const { stage, done, total } = progress;
    terminal.progress(`${say("progress", { stage, done, total })}${paceWords(progress, say)}`);
  };
}

export function ingestReport(report: IngestReport, say: Say): string {
  const { added, changed, removed, unchanged, failed, warnings, renamed, embedded, documents, passages, totalMs } =
    report;
  const lines = [
    ...warnings.map(({ path, warning }) => `${path}: ${say.problem(warning)}`),
    ...failed.map(
      ({ path, reason, kept }) =>
        `${path}: ${kept ? say("ingest-earlier-answers", { problem: say.problem(reason) }) : say.problem(reason)}`,
    ),
    ...report.waiting.map((waiting) => say("ingest-waiting", { ...waiting })),
    ...report.problems.map(({ path, problem }) => `${path}: ${say.problem(problem)}`),
    ...report.questions.map((question) => relationQuestionText(question, say)),
    ...renamed.map(({ from, to }) => say("ingest-renamed", { path: to, before: from })),
    say("ingest-summary", {
      documents,
      passages,
      unchanged,
      embedded,
      seconds: (totalMs / 1000).toFixed(1),
      added: added.length,
      changed: changed.length,
      removed: removed.length,
      failed: failed.length,
    }),
  ];
  return lines.join("\n");
}
