/**
 * Search while an ingest replaces passages: between the library's change and the index that belongs to it, what an older
 * index finds may be gone, and the documents seem to say nothing. Such a question is asked again when the index is there.
 */

import { setTimeout as delay } from "node:timers/promises";
import type { Search } from "./search.ts";

export interface PublishedSearchOptions {
  readonly search: Search;
  /** The library has changed, and the index that belongs to it is not published yet. */
  readonly isBehind: () => Promise<boolean>;
}

/** An index of 100,000 rows takes some seconds; one that does not come by then is not about to. */
const MOST_MS = 5_000;
const EVERY_MS = 50;

export function publishedSearch({ search, isBehind }: PublishedSearchOptions): Search {
  return async (request) => {
    const found = await search(request);
    if (found.evidence.length > 0 || !(await isBehind())) return found;
    for (let waited = 0; waited < MOST_MS && (await isBehind()); waited += EVERY_MS) {
      await delay(EVERY_MS, undefined, request.signal === undefined ? {} : { signal: request.signal });
    }
    return search(request);
  };
}
