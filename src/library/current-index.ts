/**
 * The generation, vectors and words, that belongs to the library as it is now. If the published one is stale, cut, damaged or gone, it is
 * built again from the library's vectors, without one embedding.
 */

import { DocketError, messageOf } from "../errors.ts";
import { acquireLock } from "../storage/lock.ts";
import type { Library } from "./library.ts";
import { countWithoutVector, indexContent, wordContent } from "./library-writer.ts";
import { type OpenGeneration, openGeneration, publishGeneration } from "./publish.ts";
import type { VectorIndexFormat } from "./vector-index.ts";

export interface CurrentIndexOptions {
  readonly library: Library;
  readonly format: VectorIndexFormat;
  readonly generationsDir: string;
  readonly lockPath: string;
  readonly embedder: { readonly id: string; readonly dimensions: number };
  readonly onNotice: (notice: string) => void;
}

/** What a question is searched in: both of one state of the library. */
export type CurrentIndex = Pick<OpenGeneration, "index" | "words">;

/** @returns a function that gives the index, opening it again whenever the library has moved on; null: no vectors */
export function currentIndex(options: CurrentIndexOptions): () => Promise<CurrentIndex | null> {
  let opened: { readonly revision: number; readonly index: Promise<CurrentIndex | null> } | undefined;
  return () => {
    const revision = options.library.revision();
    if (opened?.revision !== revision) {
      const index = openOrRebuild(options, revision);
      opened = { revision, index };
      // A failure is not kept: the next question tries again.
      index.catch(() => {
        if (opened?.index === index) opened = undefined;
      });
    }
    return opened.index;
  };
}

async function openOrRebuild(options: CurrentIndexOptions, revision: number): Promise<CurrentIndex | null> {
  const { library, format, generationsDir, embedder, onNotice } = options;
  let published: OpenGeneration | null = null;
  let reason = "the vector index is missing";
  try {
    published = await openGeneration({ folder: generationsDir, format });
    if (published !== null) {
      if (published.revision === revision && published.index.embedderId === embedder.id) return published;
      reason =
        published.index.embedderId === embedder.id
          ? "the vector index is older than the library"
          : "the embedder changed";
    }
  } catch (thrown) {
    reason = messageOf(thrown);
  }
  const usable = published?.index.embedderId === embedder.id ? published : null;
  const missing = countWithoutVector(library.database, embedder.id);
  if (missing > 0) {
    onNotice(`${reason}, and ${missing} texts have no vector of ${embedder.id} yet: run \`npm run ingest\``);
    return usable;
  }
  try {
    const lock = acquireLock(options.lockPath, `a rebuild of the index (process ${process.pid})`);
    try {
      const content = indexContent(library.database, embedder.id, embedder.dimensions);
      const words = wordContent(library.database);
      const rebuilt = await publishGeneration({ folder: generationsDir, revision, format, content, words });
      onNotice(`${reason}: built again from the library, without embedding anything`);
      return rebuilt;
    } finally {
      lock.release();
    }
  } catch (thrown) {
    if (!(thrown instanceof DocketError)) throw thrown;
    onNotice(`${reason}, and it cannot be built again now: ${thrown.message}`);
    return usable;
  }
}
