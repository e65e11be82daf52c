/**
 * Says when a folder of documents has changed and has come to rest. A file that is still being copied keeps the folder
 * from being at rest, so it is never read by half; whatever happens meanwhile is one change.
 */

import { setTimeout as delay } from "node:timers/promises";
import { watch } from "chokidar";
import { listCorpus } from "./corpus-folder.ts";

export interface WatchOptions {
  readonly folder: string;
  /** One at a time. What it throws goes to `onFailure`, and it is called again at the next look. */
  readonly onChange: () => Promise<void>;
  readonly onFailure: (thrown: unknown) => void;
  /** Ends the watch. */
  readonly signal: AbortSignal;
  /** The folder is at rest when two looks so far apart see the same. */
  readonly quietMs?: number;
  /** Looks without being told of a change: network drives tell nothing, and an error may have passed. */
  readonly lookMs?: number;
  /** A file that is written without end, such as a log, holds up the others so long. */
  readonly longestWaitMs?: number;
}

/** Begins with a change, since nobody knows yet. Resolves when the signal says so and the last `onChange` is done. */
export async function watchFolder(options: WatchOptions): Promise<void> {
  const { folder, onChange, onFailure, signal, quietMs = 1_000, lookMs = 60_000, longestWaitMs = 60_000 } = options;
  let handled: string | null = null;
  let wake = Promise.withResolvers<void>();
  const watcher = watch(folder, { ignoreInitial: true, followSymlinks: false });
  watcher.on("all", () => wake.resolve()).on("error", onFailure);
  const ready = Promise.withResolvers<void>();
  watcher.once("ready", ready.resolve);
  try {
    // Reports changes from now on; earlier ones have to be in the first listing.
    await Promise.race([ready.promise, pause(lookMs, signal)]);
    while (!signal.aborted) {
      wake = Promise.withResolvers();
      const picture = await pictureAtRest({ folder, signal, quietMs, longestWaitMs });
      if (picture !== handled && !signal.aborted) {
        handled = await onChange().then(
          () => picture,
          (thrown: unknown) => {
            onFailure(thrown);
            return null;
          },
        );
      }
      await Promise.race([wake.promise, pause(lookMs, signal)]);
    }
  } finally {
    await watcher.close();
  }
}

async function pictureAtRest(
  options: Required<Pick<WatchOptions, "folder" | "signal" | "quietMs" | "longestWaitMs">>,
): Promise<string> {
  const { folder, signal, quietMs, longestWaitMs } = options;
  let before = pictureOf(folder);
  for (let waited = 0; waited < longestWaitMs && !signal.aborted; waited += quietMs) {
    await pause(quietMs, signal);
    const now = pictureOf(folder);
    if (now === before) break;
    before = now;
  }
  return before;
}

/** Equal as long as no file came, went or changed. A folder that is not there looks like nothing else. */
function pictureOf(folder: string): string {
  try {
    return JSON.stringify(listCorpus(folder));
  } catch (thrown) {
    return String(thrown);
  }
}

/** Ends early when the signal says so. */
async function pause(ms: number, signal: AbortSignal): Promise<void> {
  await delay(ms, undefined, { signal }).catch(() => undefined);
}
