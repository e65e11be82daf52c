/**
 * Speed of the embedded model in the product, beside the WebAssembly engine, beside its own runtime with nothing around
 * it, and for a question while passages pile up. All take turns on as many threads, and ratios are of medians.
 */

import { availableParallelism } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import type { Embedder } from "../../src/embedding/embedder.ts";
import { minilmEmbedder } from "../../src/embedding/minilm/minilm.ts";
import { lazyGloss } from "../../src/language/zh/gloss.ts";
import { embedTexts } from "../../src/library/embed-texts.ts";
import { percentile } from "../evaluation/metrics.ts";
import { readQuestions } from "../evaluation/questions.ts";
import type { Figure, Part, PartOptions } from "./figures.ts";
import { openRawModel, type RawModel } from "./raw-model.ts";
import { type SyntheticLanguage, syntheticLanguage } from "./synthetic-language.ts";
import { inTemporaryFolder } from "./temporary-folder.ts";

const ROUNDS = 4;
/** Texts a round; the WebAssembly engine, some eight times slower, gets fewer of the same. */
const PASSAGES = 96;
const WASM_PASSAGES = 16;
/** About 140 tokens: rare words are cut into several. */
const SENTENCES_IN_PASSAGE = 5;
const QUESTIONS = 60;
/** The project's own, English and Chinese. */
const REAL_QUESTIONS = fileURLToPath(new URL("../../test/evaluation/questions.jsonl", import.meta.url));
/** Enough passages that they do not run out before the questions do. */
const LOAD_PASSAGES = 1_000;
const PAUSE_MS = 20;

interface Contestants {
  readonly native: Embedder;
  readonly wasm: Embedder;
  readonly raw: RawModel;
}

export const benchEmbedding: Part = (options) =>
  inTemporaryFolder(async (folder) => {
    const gloss = lazyGloss({ modelsDir: join(folder, "models") });
    const language = syntheticLanguage(await gloss.load(), options.random);
    const threads = Math.min(availableParallelism(), 4);
    const passages = Array.from({ length: PASSAGES }, () => passageOf(language));
    const native = minilmEmbedder({ gloss, threads, engine: "native" });
    const wasm = minilmEmbedder({ gloss, threads, engine: "wasm" });
    const raw = await openRawModel(passages, threads);
    try {
      const rates = await ratesOf({ native, wasm, raw }, passages, options);
      return [
        { name: "threads", value: threads, unit: "" },
        { name: "tokens a passage", value: raw.tokensPerText, unit: "" },
        ...rates,
        ...(await questionFigures(native, language, options)),
      ];
    } finally {
      await Promise.all([native.close(), wasm.close(), raw.close()]);
    }
  });

function passageOf(language: SyntheticLanguage): string {
  return Array.from({ length: SENTENCES_IN_PASSAGE }, () => language.sentence("en")).join(" ");
}

/** As an ingest does it. */
function embedAll(embedder: Embedder, texts: readonly string[], signal?: AbortSignal): Promise<void> {
  const ignored = { store: () => undefined, onDone: () => undefined };
  const items = texts.map((text) => ({ text }));
  return embedTexts({ items, embedder, ...ignored, ...(signal === undefined ? {} : { signal }) });
}

async function ratesOf(
  { native, wasm, raw }: Contestants,
  passages: readonly string[],
  { onProgress }: PartOptions,
): Promise<Figure[]> {
  const few = passages.slice(0, WASM_PASSAGES);
  const runs = {
    native: { texts: passages.length, run: () => embedAll(native, passages), perSecond: [] as number[] },
    raw: { texts: passages.length, run: () => raw.run(), perSecond: [] as number[] },
    wasm: { texts: few.length, run: () => embedAll(wasm, few), perSecond: [] as number[] },
  };
  // The first round starts the threads, and is not counted.
  for (let round = 0; round <= ROUNDS; round++) {
    onProgress(`embedding passages: round ${round} of ${ROUNDS}`);
    for (const { texts, run, perSecond } of Object.values(runs)) {
      const started = performance.now();
      await run();
      if (round > 0) perSecond.push((1000 * texts) / (performance.now() - started));
    }
  }
  const rate = (name: keyof typeof runs): number => percentile(runs[name].perSecond, 0.5);
  return [
    { name: "passages, native", value: rate("native"), unit: "a second" },
    { name: "passages, WebAssembly", value: rate("wasm"), unit: "a second" },
    { name: "passages, the runtime alone", value: rate("raw"), unit: "a second" },
    {
      name: "native is faster than WebAssembly",
      value: rate("native") / rate("wasm"),
      unit: "times",
      bar: { atLeast: 6 },
    },
    { name: "of the runtime alone", value: (100 * rate("native")) / rate("raw"), unit: "%", bar: { atLeast: 90 } },
  ];
}

async function questionFigures(
  embedder: Embedder,
  language: SyntheticLanguage,
  { onProgress }: PartOptions,
): Promise<Figure[]> {
  onProgress("embedding questions");
  const idle = await timesOfQuestions(embedder);
  onProgress("embedding questions while passages are embedded");
  const stop = new AbortController();
  const load = embedAll(
    embedder,
    Array.from({ length: LOAD_PASSAGES }, () => passageOf(language)),
    stop.signal,
  );
  const busy = await Promise.race([timesOfQuestions(embedder), load.then(() => [])]);
  stop.abort();
  await load.catch(() => undefined);
  return [
    { name: "a question, p50", value: percentile(idle, 0.5), unit: "ms", bar: { atMost: 6 } },
    { name: "a question, p95", value: percentile(idle, 0.95), unit: "ms" },
    {
      name: "a question while passages are embedded, p50",
      value: percentile(busy, 0.5),
      unit: "ms",
      bar: { atMost: 20 },
    },
    { name: "a question while passages are embedded, p95", value: percentile(busy, 0.95), unit: "ms" },
  ];
}

/** Real questions, since their length decides, with a pause after each, in which passages get their turn. */
async function timesOfQuestions(embedder: Embedder): Promise<number[]> {
  const times: number[] = [];
  for (const { question } of readQuestions(REAL_QUESTIONS).slice(0, QUESTIONS)) {
    const started = performance.now();
    await embedder.embed([question], "question");
    times.push(performance.now() - started);
    await sleep(PAUSE_MS);
  }
  return times;
}
