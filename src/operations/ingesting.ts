/**
 * One ingest at a time, whoever asks for it: the watch over the folder, or the secretariat. The next waits for the last.
 * Scanned pages are recognised in between, round by round: an ingest that is asked for breaks the round off, and what it
 * has recognised is kept.
 */

import type { IngestProgress, IngestReport } from "../engine/engine.ts";
import { errorText } from "../errors.ts";
import type { Log, LogFields } from "./log.ts";

interface IngestRun {
  readonly onProgress?: (progress: IngestProgress) => void;
  /** Takes an empty folder for what it is. */
  readonly force?: boolean;
  /** Whoever asked for it hears of its failure: nobody else needs to. */
  readonly byHand?: boolean;
}

/** Hooks around each ingest. */
export interface IngestListener {
  /** Called before anything is read. */
  onBegin?(): Promise<void>;
  onDone?(report: IngestReport): void;
  /** Called for an ingest that nobody asked for. */
  onFailed?(fault: unknown): void;
}

export interface Ingesting {
  /** @throws what the ingest throws, after it was logged */
  run(options?: IngestRun): Promise<IngestReport>;
  isRunning(): boolean;
  /** Progress of the ingest that runs; null where none does, or has not begun to read. */
  progress(): IngestProgress | null;
  /** @returns what ends it */
  listen(listener: IngestListener): () => void;
}

type Ingest = (options: {
  readonly onProgress: (progress: IngestProgress) => void;
  readonly force: boolean;
  /** Scanned pages that wait are recognised. */
  readonly recognise: boolean;
  readonly signal?: AbortSignal;
}) => Promise<IngestReport>;

function progressData({ stage, done, total, pace }: IngestProgress): LogFields {
  const data = { stage, done, total };
  if (pace === undefined) return data;
  return { ...data, perSecond: Number(pace.perSecond.toFixed(1)), secondsLeft: Math.ceil(pace.leftMs / 1_000) };
}

/** Interval at which the log tells the progress of a long ingest. */
const LOG_EVERY_MS = 10_000;

export function createIngesting(ingest: Ingest, log: Log): Ingesting {
  let running = 0;
  let progress: IngestProgress | null = null;
  let last: Promise<unknown> = Promise.resolve();
  const listeners = new Set<IngestListener>();
  const reported = (onProgress: IngestRun["onProgress"]) => {
    let logged = performance.now();
    return (now: IngestProgress): void => {
      progress = now;
      onProgress?.(now);
      if (performance.now() - logged < LOG_EVERY_MS) return;
      logged = performance.now();
      log.info("The documents are being read", progressData(now));
    };
  };
  /** The round of recognition that runs or is next. */
  let round: AbortController | null = null;
  const queueRound = (): void => {
    round ??= new AbortController();
    const { signal } = round;
    last = last.then(() => recognise(signal)).catch(() => undefined);
  };
  const recognise = async (signal: AbortSignal): Promise<void> => {
    // The ingest that broke it off queues the next one.
    if (signal.aborted) return;
    let logged = performance.now();
    try {
      const report = await ingest({
        force: false,
        recognise: true,
        signal,
        onProgress({ stage, done, total }) {
          if (stage !== "recognising" || performance.now() - logged < LOG_EVERY_MS) return;
          logged = performance.now();
          log.info("Scanned pages are being recognised", { done, total });
        },
      });
      const { added, changed, failed, waiting } = report;
      log.info("Scanned pages were recognised", {
        added: added.length,
        changed: changed.length,
        failed: failed.length,
        waiting: waiting.length,
      });
      for (const { onDone } of listeners) onDone?.(report);
      round = null;
      if (waiting.length > 0) queueRound();
    } catch (fault) {
      if (!signal.aborted) log.error("Scanned pages could not be recognised", { reason: errorText(fault) });
    } finally {
      if (round?.signal === signal) round = null;
    }
  };
  const logged = async ({ onProgress, force = false, byHand = false }: IngestRun): Promise<IngestReport> => {
    try {
      for (const { onBegin } of listeners) await onBegin?.();
      const report = await ingest({ onProgress: reported(onProgress), force, recognise: false });
      const { added, changed, removed, failed, documents, passages, totalMs } = report;
      log.info("The documents were read", {
        documents,
        passages,
        totalMs: Math.round(totalMs),
        added: added.length,
        changed: changed.length,
        removed: removed.length,
        failed: failed.length,
        ...(report.waiting.length === 0 ? {} : { scanned: report.waiting.length }),
      });
      for (const { path, reason, kept } of failed) log.warn("A file could not be read", { path, reason, kept });
      for (const { onDone } of listeners) onDone?.(report);
      if (report.waiting.length > 0) queueRound();
      return report;
    } catch (fault) {
      log.error("The documents could not be read", { reason: errorText(fault) });
      if (!byHand) for (const { onFailed } of listeners) onFailed?.(fault);
      throw fault;
    } finally {
      running -= 1;
      progress = null;
    }
  };
  return {
    isRunning: () => running > 0,
    progress: () => progress,
    listen(listener) {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
    run(options = {}) {
      running += 1;
      round?.abort();
      round = null;
      const report = last.then(() => logged(options));
      last = report.catch(() => undefined);
      return report;
    },
  };
}
