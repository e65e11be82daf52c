/**
 * The index that belongs to the library as it is now: one snapshot, vectors and words. If the published one is stale,
 * cut, damaged or gone, it is built again from the library, without one embedding. While another thread or process is
 * about to publish, the index before it goes on answering.
 */

import { DocketError, errorText } from "../errors.ts";
import { type IndexSnapshot, openSnapshot, publishSnapshot, readPointer } from "../index/snapshot.ts";
import type { VectorIndexFormat } from "../index/vector/vector-index.ts";
import { acquireLock } from "../storage/lock.ts";
import type { Library } from "./library.ts";
import { countWithoutVector, indexContent, wordContent } from "./library-writer.ts";

export interface CurrentIndexOptions {
  readonly library: Library;
  readonly format: VectorIndexFormat;
  readonly snapshotsDir: string;
  readonly lockPath: string;
  readonly embedder: { readonly id: string; readonly dimensions: number };
  /** Another embedder takes this one's place: its index, once published, is left as it is. */
  readonly isFormer?: boolean;
  readonly onNotice: (notice: string) => void;
}

/** Vectors and keywords of one state of the library, in which a question is searched. */
export type CurrentIndex = Pick<IndexSnapshot, "index" | "words" | "revision">;

/** @returns a function that gives the index, opening it again whenever the library has moved on; null: no vectors */
export function currentIndex(options: CurrentIndexOptions): () => Promise<CurrentIndex | null> {
  let opened: CurrentIndex | null = null;
  let opening: Promise<CurrentIndex | null> | undefined;
  const notices = new Set<string>();
  // Reports a fault once, not with every question.
  const onNotice = (notice: string): void => {
    if (!notices.has(notice)) options.onNotice(notice);
    notices.add(notice);
  };
  return async () => {
    if (opened !== null && opened.revision === options.library.revision()) return opened;
    opening ??= openCurrent({ ...options, onNotice }, opened).finally(() => {
      opening = undefined;
    });
    opened = await opening;
    return opened;
  };
}

/** @returns the index of the library's revision, or an older one if there is none now */
async function openCurrent(options: CurrentIndexOptions, before: CurrentIndex | null): Promise<CurrentIndex | null> {
  const { library, format, snapshotsDir, embedder, isFormer = false, onNotice } = options;
  const revision = library.revision();
  let stale = before;
  let reason = "the index is missing";
  try {
    const pointer = await readPointer(snapshotsDir);
    // Nothing new is there to be opened: so it is not, since that reads all of it.
    if (pointer !== null && pointer.revision !== before?.revision) {
      const published = await openSnapshot({ folder: snapshotsDir, format });
      if (published?.index.embedderId === embedder.id) stale = published;
    }
    if (stale?.revision === revision) return stale;
    if (isFormer && pointer !== null && pointer.embedderId !== embedder.id) return stale;
    if (pointer !== null) {
      reason = pointer.embedderId === embedder.id ? "the index is older than the library" : "the embedder has changed";
    }
  } catch (thrown) {
    reason = errorText(thrown);
  }
  try {
    return await rebuild(options, revision, reason);
  } catch (thrown) {
    if (!(thrown instanceof DocketError)) throw thrown;
    // Whoever holds the lock is about to publish: the next question finds it.
    if (thrown.code !== "busy") onNotice(`${reason}, and it cannot be built again now: ${thrown.message}`);
    return stale;
  }
}

/** @throws DocketError `busy`, `storage`, `embedding` where vectors are missing */
async function rebuild(options: CurrentIndexOptions, revision: number, reason: string): Promise<CurrentIndex> {
  const { library, format, snapshotsDir, lockPath, embedder, onNotice } = options;
  const lock = acquireLock(lockPath, `a rebuild of the index (process ${process.pid})`);
  try {
    const missing = countWithoutVector(library.database, embedder.id);
    if (missing > 0) {
      throw new DocketError(
        "embedding",
        `${missing} texts have no vector of ${embedder.id} yet: run \`npm run ingest\``,
      );
    }
    const content = indexContent(library.database, embedder.id, embedder.dimensions);
    const words = wordContent(library.database);
    const rebuilt = await publishSnapshot({ folder: snapshotsDir, revision, format, content, words });
    onNotice(`${reason}: built again from the library, without embedding anything`);
    return rebuilt;
  } finally {
    lock.release();
  }
}
