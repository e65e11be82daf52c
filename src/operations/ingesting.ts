/** One ingest at a time, whoever asks for it: the watch over the folder, or the secretariat. The next waits for the last. */

import { errorText } from "../errors.ts";
import type { IngestProgress, IngestReport } from "../library/ingest.ts";
import type { Log } from "./log.ts";

export interface Ingesting {
  /** @throws what the ingest throws, after it was logged */
  run(onProgress?: (progress: IngestProgress) => void): Promise<IngestReport>;
  isRunning(): boolean;
}

type Ingest = (options: { readonly onProgress: (progress: IngestProgress) => void }) => Promise<IngestReport>;

export function createIngesting(ingest: Ingest, log: Log): Ingesting {
  let running = 0;
  let last: Promise<unknown> = Promise.resolve();
  const logged = async (onProgress: (progress: IngestProgress) => void): Promise<IngestReport> => {
    try {
      const report = await ingest({ onProgress });
      const { added, changed, removed, failed, documents, passages, totalMs } = report;
      log.info("The documents were read", {
        ...{ documents, passages, totalMs: Math.round(totalMs) },
        ...{ added: added.length, changed: changed.length, removed: removed.length, failed: failed.length },
      });
      for (const { path, reason, kept } of failed) log.warn("A file could not be read", { path, reason, kept });
      return report;
    } catch (fault) {
      log.error("The documents could not be read", { reason: errorText(fault) });
      throw fault;
    } finally {
      running -= 1;
    }
  };
  return {
    isRunning: () => running > 0,
    run(onProgress = () => undefined) {
      running += 1;
      const report = last.then(() => logged(onProgress));
      last = report.catch(() => undefined);
      return report;
    },
  };
}
