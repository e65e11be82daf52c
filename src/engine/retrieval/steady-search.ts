/**
 * Search while something changes under it. Until the vectors of a new embedder are published, the index before answers,
 * with the embedder that it was made with; until an index belongs to the library, what it does not find is looked for
 * again.
 */

import { setTimeout as delay } from "node:timers/promises";
import type { Search } from "./search.ts";

/** A search over the index of another embedder. */
interface FormerSearch {
  readonly search: Search;
  close(): Promise<void>;
}

interface SteadySearchOptions {
  readonly search: Search;
  readonly embedderId: string;
  /** Tells whose vectors are published; null where none are. */
  readonly published: () => Promise<string | null>;
  /** Null where that embedder cannot be had any more. */
  readonly former: (embedderId: string) => FormerSearch | null;
}

/** A former search and the questions that are under way in it. */
interface Former {
  readonly id: string;
  readonly found: FormerSearch | null;
  running: number;
  leaving: boolean;
}

export function steadySearch({ search, embedderId, published, former }: SteadySearchOptions): FormerSearch {
  /** Once the own vectors are published they stay: nothing is looked up any more. */
  let settled = false;
  let current: Former | null = null;
  /** Closes it when its last question is answered. */
  const leave = async (one: Former | null): Promise<void> => {
    if (one === null) return;
    one.leaving = true;
    if (one.running === 0) await one.found?.close();
  };
  const changeTo = (next: Former | null): void => {
    void leave(current);
    current = next;
  };
  return {
    async search(request) {
      if (settled) return search(request);
      const id = await published();
      if (id === embedderId) {
        settled = true;
        changeTo(null);
      }
      if (id === null || id === embedderId) return search(request);
      if (current?.id !== id) changeTo({ id, found: former(id), running: 0, leaving: false });
      const asked = current;
      if (asked?.found == null) return search(request);
      asked.running += 1;
      try {
        return await asked.found.search(request);
      } finally {
        asked.running -= 1;
        if (asked.leaving) void leave(asked);
      }
    },
    async close() {
      settled = true;
      await current?.found?.close();
    },
  };
}

interface PublishedSearchOptions {
  readonly search: Search;
  /** Revision of the library as it is now. */
  readonly revision: () => number;
  /** The library has changed, and the index that belongs to it is not published yet. */
  readonly isBehind: () => Promise<boolean>;
}

/** An index of 100,000 rows takes some seconds; one that does not come by then is not about to. */
const MOST_MS = 5_000;
const EVERY_MS = 50;
/** Publications that may overtake one question. */
const MOST_SEARCHES = 4;

/**
 * Search while an ingest replaces passages: what an index finds that is older than the library may be gone, and the
 * documents seem to say nothing, or what another of them says. Such a question is asked again when the index is there, which may have come meanwhile.
 */
export function publishedSearch({ search, revision, isBehind }: PublishedSearchOptions): Search {
  return async (request) => {
    const options = request.signal === undefined ? {} : { signal: request.signal };
    for (let [searches, waited] = [1, 0]; ; searches += 1) {
      const found = await search(request);
      const isOutdated = found.revision !== revision() && (found.hasLost === true || found.evidence.length === 0);
      if (!isOutdated || searches === MOST_SEARCHES || waited >= MOST_MS) return found;
      for (; waited < MOST_MS && (await isBehind()); waited += EVERY_MS) await delay(EVERY_MS, undefined, options);
    }
  };
}
