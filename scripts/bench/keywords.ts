/** Keyword search over made-up passages, half of them English and half Chinese. */

import { mkdtempSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Language } from "../../src/documents/document.ts";
import { openLibrary } from "../../src/library/library.ts";
import { byGlossedWords, byOwnWords } from "../../src/search/keywords.ts";
import { percentile, type Timings } from "../evaluation/metrics.ts";
import { addSyntheticPassages, seededRandom, sentenceOf } from "./synthetic.ts";

export interface KeywordBench {
  readonly passages: number;
  /** A question's own words, as every question pays for. */
  readonly englishMs: Timings;
  readonly chineseMs: Timings;
  /** English words over the Chinese passages' gloss too. */
  readonly acrossMs: Timings;
  readonly buildMs: number;
  readonly fileBytes: number;
}

const ROUNDS = 200;

export function benchKeywords(passages: number): KeywordBench {
  const folder = mkdtempSync(join(tmpdir(), "docket-bench-"));
  const library = openLibrary(join(folder, "library.sqlite"));
  try {
    const random = seededRandom(passages);
    const { storeMs } = addSyntheticPassages(library, passages, random);
    const options = { library, limit: 50 };
    const timed = (language: Language, search: typeof byOwnWords): Timings => {
      const times = Array.from({ length: ROUNDS }, () => {
        const question = sentenceOf(language, language === "zh" ? 14 : 10, random);
        const started = performance.now();
        search(question, options);
        return performance.now() - started;
      });
      return { p50: percentile(times, 0.5), p95: percentile(times, 0.95) };
    };
    timed("en", byOwnWords);
    return {
      passages,
      englishMs: timed("en", byOwnWords),
      chineseMs: timed("zh", byOwnWords),
      acrossMs: timed("en", byGlossedWords),
      buildMs: storeMs,
      fileBytes: statSync(join(folder, "library.sqlite")).size,
    };
  } finally {
    library.close();
    rmSync(folder, { recursive: true, force: true });
  }
}
