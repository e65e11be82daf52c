/**
 * Pages that were recognised, and those that wait for it. Each page is stored as it comes, by the bytes of its file, so that
 * a recognition that was broken off goes on where it was, and reading a file again costs none.
 */

import type { FileRecognition } from "../documents/reading/file-reading.ts";
import type { PageName } from "../documents/reading/reading-child.ts";
import type { Recogniser, Recognition } from "../documents/recognition/recogniser.ts";
import type { Database } from "../storage/database.ts";

export interface RecognitionOptions {
  readonly recogniser: Recogniser;
  /** Pages of one file that are recognised at most. */
  readonly pagesPerFile: number;
}

export interface RecognisedPagesOptions extends RecognitionOptions {
  readonly database: Database;
  /** "known": pages that are not known wait; "now": they are recognised. */
  readonly mode: "known" | "now";
  readonly onPage?: (done: number, total: number) => void;
}

export interface RecognisedPages {
  /** @param hash of the file's bytes */
  ofFile(path: string, hash: string): FileRecognition;
}

/** A round of recognition begins no further file after this long, so that what is done is published. */
const ROUND_MS = 60_000;

export function recognisedPages(options: RecognisedPagesOptions): RecognisedPages {
  const { database, recogniser, pagesPerFile, mode, onPage } = options;
  const started = performance.now();
  const count = database.prepare("SELECT count(*) AS n FROM recognised_pages WHERE result IS NULL");
  let total = mode === "now" ? Number(count.get()?.n ?? 0) : 0;
  let done = 0;
  const find = database.prepare(
    "SELECT result FROM recognised_pages WHERE file_hash = ? AND part = ? AND page = ? AND recogniser = ?",
  );
  const store = database.prepare("INSERT OR REPLACE INTO recognised_pages VALUES (?, ?, ?, ?, ?, ?)");
  return {
    ofFile(file, hash) {
      database.prepare("DELETE FROM recognised_pages WHERE file = ? AND file_hash <> ?").run(file, hash);
      database.prepare("UPDATE recognised_pages SET file = ? WHERE file_hash = ? AND file <> ?").run(file, hash, file);
      const waits = mode === "known" || performance.now() - started > ROUND_MS;
      const partOf = ({ path }: PageName) => path.slice(file.length);
      const seen = new Set<string>();
      return {
        known(name) {
          const [part, { page }] = [partOf(name), name];
          seen.add(`${part}#${page}`);
          if (seen.size > pagesPerFile) {
            return { failure: `more than the ${pagesPerFile} pages of a file that are recognised (OCR_PAGES)` };
          }
          const row = find.get(hash, part, page, recogniser.id);
          if (row !== undefined && row.result !== null) return JSON.parse(String(row.result)) as Recognition;
          if (!waits) return "render";
          if (row === undefined) store.run(hash, part, page, recogniser.id, file, null);
          return "later";
        },
        async recognise(name, raster, signal) {
          const recognition = await recogniser.recognise(raster, signal);
          store.run(hash, partOf(name), name.page, recogniser.id, file, JSON.stringify(recognition));
          done += 1;
          total = Math.max(total, done);
          onPage?.(done, total);
          return recognition;
        },
      };
    },
  };
}

/** Those of files that are gone, and once nothing waits any more those that were never asked for again. */
export function forgetPages(database: Database, isWaiting: boolean): void {
  database
    .prepare(
      "DELETE FROM recognised_pages WHERE file NOT IN (SELECT file FROM documents UNION SELECT file FROM failures)",
    )
    .run();
  if (!isWaiting) database.prepare("DELETE FROM recognised_pages WHERE result IS NULL").run();
}
