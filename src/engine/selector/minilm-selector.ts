/** The selector that ships: Docket's own weights over MiniLM's, on a thread of their own, with Chinese glossed. */

import { LRUCache } from "lru-cache";
import { threadRunning } from "../../embedding/minilm/thread.ts";
import { modelThreads } from "../../embedding/minilm/threads.ts";
import { containsHan, type Gloss, type LazyGloss } from "../../language/zh/gloss.ts";
import type { Selector, SelectorPassage } from "./selector.ts";
import type { SelectorTask } from "./worker.ts";

const KEEP_IDLE_THREADS_MS = 30_000;
/**
 * Units of the passages that are asked about again and again: Chinese ones take 0.3 ms each to be put in English words.
 */
const UNITS_REMEMBERED = 4_000;

/** Runs the model: here, or at the other end of a port. */
export interface UnitScorer {
  score(tasks: readonly SelectorTask[], signal?: AbortSignal): Promise<readonly Float32Array[]>;
  close(): Promise<void>;
}

/** Nothing is loaded before the first question comes. */
export function minilmScorer({ threads = 1 }: { readonly threads?: number } = {}): UnitScorer {
  const workers = modelThreads<SelectorTask, SelectorTask, Float32Array>({
    engine: "native",
    startThread: threadRunning(new URL("./worker.ts", import.meta.url)),
    threads,
    keepIdleMs: KEEP_IDLE_THREADS_MS,
    onFallback: () => undefined,
    prepare: (task) => task,
  });
  return {
    score: (tasks, signal) => workers.run(tasks, "question", signal),
    close: () => workers.close(),
  };
}

export interface MinilmSelectorOptions {
  readonly scorer: UnitScorer;
  readonly gloss: Pick<LazyGloss, "load">;
}

/** @returns a selector whose `close` closes the scorer */
export function minilmSelector({ scorer, gloss: lazy }: MinilmSelectorOptions): Selector {
  const remembered = new LRUCache<string, string>({ max: UNITS_REMEMBERED });
  let gloss: Gloss | undefined;
  const english = (text: string): string => {
    const line = text.replaceAll(/\s+/gu, " ").trim();
    if (gloss === undefined || !containsHan(line)) return line;
    const known = remembered.get(line) ?? gloss.english(line);
    remembered.set(line, known);
    return known;
  };
  return {
    id: "docket-selector:1",
    async select(question, passages, signal) {
      const texts = [question, ...passages.flatMap(({ title, units }) => [title, ...units])];
      if (gloss === undefined && texts.some(containsHan)) gloss = await lazy.load();
      const asked = english(question);
      const inEnglish = ({ title, units }: SelectorPassage): SelectorPassage => ({
        title: english(title),
        units: units.map(english),
      });
      const read = passages.filter(({ units }) => units.length > 0);
      const margins = await scorer.score(
        read.map((passage) => ({ question: asked, passage: inEnglish(passage) })),
        signal,
      );
      const byPassage = new Map(read.map((passage, index) => [passage, [...(margins[index] ?? [])]]));
      return passages.map((passage) => byPassage.get(passage) ?? []);
    },
    close: () => scorer.close(),
  };
}
