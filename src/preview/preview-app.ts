/**
 * The composition root of the preview, beside engine.ts and bot-app.ts: the real bot on the real documents, with a world
 * of its own instead of Telegram. What it remembers goes to a folder of its own, and is gone with the world at the next
 * start.
 */

import { rmSync } from "node:fs";
import { join } from "node:path";
import { openBot } from "../bot/bot-app.ts";
import { databasesOf } from "../bot/bot-stores.ts";
import { onlyBot } from "../bot/delivery/run-bot.ts";
import { waitForReal } from "../bot/delivery/wait.ts";
import type { Ask } from "../bot/handlers/question.ts";
import { countWorks } from "../bot/handlers/works.ts";
import { errorWords, loadWords } from "../bot/i18n/words.ts";
import { calendarOf } from "../calendar.ts";
import type { Config } from "../config.ts";
import { openEngine, watchFolder } from "../engine/engine.ts";
import { errorText } from "../errors.ts";
import { createIngesting } from "../operations/ingesting.ts";
import type { Log } from "../operations/log.ts";
import { createStatus, type Preview, startPreview } from "./preview.ts";
import { createInspector } from "./preview-inspector.ts";

export interface PreviewAppOptions {
  readonly config: Config;
  readonly log: Log;
  readonly clock: () => Date;
  /** Aborted when it is to end. */
  readonly signal: AbortSignal;
  /** Told once the page can be opened. */
  readonly onOpen: (preview: Preview) => void;
  /** Telegram's flood control; on if it is left out. */
  readonly flood?: boolean;
  /** Stands between the bot and its answers, for tests that need one to last. */
  readonly around?: (ask: Ask) => Ask;
}

/** Resolves when the signal says so and everything is closed. */
export async function runPreview(options: PreviewAppOptions): Promise<void> {
  const { config, log, clock, signal, onOpen, flood = true, around = (ask) => ask } = options;
  const ownConfig = { ...config, dataDir: join(config.dataDir, "preview") };
  /** Open resources, to be closed from the last to the first, however this ends. */
  const open: (() => void | Promise<void>)[] = [];
  try {
    const lock = await onlyBot({ dataDir: ownConfig.dataDir, clock, wait: waitForReal, log, signal });
    if (lock === null) return;
    open.push(lock.release);
    // The world begins anew, so nobody is left whom the bot could remember.
    const [state] = databasesOf(ownConfig);
    for (const end of ["", "-wal", "-shm"]) rmSync(`${state}${end}`, { force: true });

    const sayIn = loadWords(calendarOf(config.timeZone));
    const [status, inspector] = [createStatus(), createInspector({ clock })];
    const engine = openEngine({ config, onNotice: (notice) => log.warn(notice), inThread: "all" });
    open.push(engine.close);
    const countDocuments = () => status.change({ ingest: null, documents: countWorks(engine.library) });
    const ingesting = createIngesting(async ({ onProgress, force, recognise, signal: round }) => {
      const report = await engine.ingest({
        force,
        recognise,
        signal: round === undefined ? signal : AbortSignal.any([signal, round]),
        onProgress(ingest) {
          // Answers are whole but for what is recognised.
          if (!recognise) status.change({ ingest });
          onProgress(ingest);
        },
      });
      return report;
    }, log);
    ingesting.listen({
      onDone: () => status.change({ problem: null }),
      onFailed: (fault) =>
        status.change({
          ingest: null,
          problem: { en: errorWords(fault, sayIn("en")), zh: errorWords(fault, sayIn("zh")) },
        }),
    });
    const watched = { ...engine, answer: inspector.watching(around(engine.answer)) };
    const preview = await startPreview({
      port: config.previewPort,
      status,
      inspector,
      flood,
      startBot: ({ apiRoot, token, admins, members }) =>
        openBot({
          config: {
            ...ownConfig,
            telegram: { token, apiRoot, webhook: null },
            access: { mode: "members", admins, members, group: null },
          },
          token,
          engine: watched,
          ingesting,
          log,
          clock,
        }),
    });
    open.push(preview.close);
    countDocuments();
    onOpen(preview);
    await watchFolder({
      folder: config.corpusDir,
      signal,
      onChange: () =>
        ingesting
          .run()
          .then(() => undefined)
          .finally(countDocuments),
      // An ingest has logged its own.
      onFailure: (fault) => log.debug("Watching the documents", { reason: errorText(fault) }),
    });
  } finally {
    for (const close of open.toReversed()) await close();
  }
}
