/**
 * Answer sentence selection: which unit of a passage answers a question, and whether any does. A cross-encoder reads
 * question and passage together, so it sees what a cosine cannot: that the person, the year or the condition differs. The one
 * that ships is Docket's own weights over MiniLM's, with Chinese glossed; reranker.ts has the one from a folder.
 */

import type { MessagePort } from "node:worker_threads";
import { LRUCache } from "lru-cache";
import type { Model } from "../../embedding/minilm/minilm.ts";
import type { SelectorPassage } from "../../embedding/minilm/selecting.ts";
import { DocketError } from "../../errors.ts";
import { periodsInWords } from "../../language/periods.ts";
import { containsHan, type Gloss, type LazyGloss } from "../../language/zh/gloss.ts";
import { callsOverPort, lend } from "../../rpc.ts";

export interface Selector {
  /** Names weights and form: margins of one id compare. */
  readonly id: string;
  /**
   * A margin for each unit of each passage: its score less that of "none of these" as log-odds, above 0 where it more
   * likely answers than not. Comparable across passages.
   * @throws DocketError `embedding` when the model fails, `cancelled` when the signal fires
   */
  select(
    question: string,
    passages: readonly SelectorPassage[],
    signal?: AbortSignal,
  ): Promise<readonly (readonly number[])[]>;
}

/**
 * Units of the passages that are asked about again and again: Chinese ones take 0.3 ms each to be put in English words.
 */
const UNITS_REMEMBERED = 4_000;

interface MinilmSelectorOptions {
  readonly model: Pick<Model, "select">;
  readonly gloss: Pick<LazyGloss, "load">;
}

export function minilmSelector({ model, gloss: lazy }: MinilmSelectorOptions): Selector {
  const remembered = new LRUCache<string, string>({ max: UNITS_REMEMBERED });
  let gloss: Gloss | undefined;
  const english = (text: string): string => {
    const line = periodsInWords(text.replaceAll(/\s+/gu, " ").trim());
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
      const inEnglish = ({ title, units }: SelectorPassage): SelectorPassage => ({
        title: english(title),
        units: units.map(english),
      });
      const read = passages.filter(({ units }) => units.length > 0);
      const margins = await model.select(english(question), read.map(inEnglish), signal);
      const byPassage = new Map(read.map((passage, index) => [passage, [...(margins[index] ?? [])]]));
      return passages.map((passage) => byPassage.get(passage) ?? []);
    },
  };
}

interface Request {
  readonly question: string;
  readonly passages: readonly SelectorPassage[];
}

type Margins = Awaited<ReturnType<Selector["select"]>>;

/** A selector to hand to a thread; the port must be in its transfer list. */
export interface LentSelector extends Pick<Selector, "id"> {
  readonly port: MessagePort;
}

/** Lends it to one thread, until it is taken back: a model's threads stay with who started them. */
export function lendSelector(selector: Selector): { readonly lent: LentSelector; takeBack(): void } {
  const { port, takeBack } = lend<Request, Margins>(({ question, passages }, { signal }) =>
    selector.select(question, passages, signal),
  );
  return { lent: { id: selector.id, port }, takeBack };
}

/** @returns a selector whose `close` closes the port, and nothing at the other end */
export function selectorOverPort({ id, port }: LentSelector): Selector & { close(): void } {
  const { call, close } = callsOverPort<Request, Margins>(port, {
    cancelled: (cause) => new DocketError("cancelled", "selecting was cancelled", { cause }),
    closed: () => new DocketError("embedding", "the selector is closed"),
    gone: () => new DocketError("embedding", "the thread of the selector is gone: try again", { retryable: true }),
  });
  return { id, select: (question, passages, signal) => call({ question, passages }, { signal }), close };
}
