/**
 * Search while the embedder changes: until the vectors of the new one are published, the index before answers, with the
 * embedder that it was made with.
 */

import type { Search } from "./search.ts";

/** A search over the index of another embedder. */
export interface FormerSearch {
  readonly search: Search;
  close(): Promise<void>;
}

export interface SteadySearchOptions {
  readonly search: Search;
  readonly embedderId: string;
  /** Whose vectors are published; null where none are. */
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
