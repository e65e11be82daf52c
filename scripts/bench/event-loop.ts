/**
 * The longest time for which the main thread hears nobody, while it answers questions and documents are brought in
 * beside it: the new index, of 60,000 vectors, is opened between two questions.
 */

import { join } from "node:path";
import { monitorEventLoopDelay } from "node:perf_hooks";
import { setTimeout as sleep } from "node:timers/promises";
import { type Config, loadConfig } from "../../src/config.ts";
import { type Engine, openEngine } from "../../src/engine/engine.ts";
import { ingestPartsOf } from "../../src/engine/engine-parts.ts";
import { lazyGloss } from "../../src/language/zh/gloss.ts";
import { ingest } from "../../src/library/ingest.ts";
import { dayOf } from "../day.ts";
import type { Part } from "./figures.ts";
import { randomEmbedder, writeCorpus } from "./synthetic-corpus.ts";
import { type SyntheticLanguage, syntheticLanguage } from "./synthetic-language.ts";
import { inTemporaryFolder } from "./temporary-folder.ts";

/** Of 10 passages of 5 sentences each; their vectors are of random directions. */
const DOCUMENTS_BEFORE = 1_000;
/** Of one passage of 2 sentences each; these are embedded. */
const DOCUMENTS_ADDED = 200;
const QUESTIONS_BEFORE = 30;
const PAUSE_MS = 50;
const RESOLUTION_MS = 1;

export const benchEventLoop: Part = ({ random, onProgress }) =>
  inTemporaryFolder(async (folder) => {
    const config = loadConfig({
      DATA_DIR: join(folder, "data"),
      CORPUS_DIR: join(folder, "corpus"),
      EMBEDDER: "minilm",
    });
    const engine = openEngine({ config, onNotice: () => undefined });
    try {
      onProgress(`bringing in ${DOCUMENTS_BEFORE} documents`);
      const language = await documentsBefore(config, engine, random);
      const ask = () =>
        engine.answer({
          question: language.questionAbout(language.sentence("en"), "en"),
          day: dayOf(undefined, config),
        });
      for (let question = 0; question < QUESTIONS_BEFORE; question++) await ask();
      onProgress(`answering while ${DOCUMENTS_ADDED} documents are brought in`);
      const added = { from: DOCUMENTS_BEFORE, to: DOCUMENTS_BEFORE + DOCUMENTS_ADDED, sections: 1, sentences: 2 };
      writeCorpus(config.corpusDir, { language, ...added });
      return figuresOf(await answerWhileIngesting(engine, ask));
    } finally {
      await engine.close();
    }
  });

async function documentsBefore(config: Config, { embedder }: Engine, random: () => number): Promise<SyntheticLanguage> {
  const parts = ingestPartsOf(config);
  try {
    const language = syntheticLanguage(await lazyGloss({ modelsDir: join(config.dataDir, "models") }).load(), random);
    writeCorpus(config.corpusDir, { language, from: 0, to: DOCUMENTS_BEFORE, sections: 10, sentences: 5 });
    await ingest({ ...parts, embedder: randomEmbedder(embedder, random), clock: () => new Date() });
    return language;
  } finally {
    await parts.reading.close();
    parts.library.close();
  }
}

interface Watched {
  readonly longestMs: number;
  readonly p99Ms: number;
  readonly questions: number;
  readonly ingestMs: number;
}

async function answerWhileIngesting(engine: Engine, ask: () => Promise<unknown>): Promise<Watched> {
  const delay = monitorEventLoopDelay({ resolution: RESOLUTION_MS });
  let questions = 0;
  let ingesting = true;
  delay.enable();
  const ingested = engine.ingest().finally(() => {
    ingesting = false;
  });
  // One more after the end: it opens the new index.
  for (let last = false; !last; questions++) {
    last = !ingesting;
    await ask();
    await sleep(PAUSE_MS);
  }
  delay.disable();
  const { totalMs } = await ingested;
  // The timer's own wait is no block.
  const blockedMs = (nanoseconds: number): number => nanoseconds / 1e6 - RESOLUTION_MS;
  return { longestMs: blockedMs(delay.max), p99Ms: blockedMs(delay.percentile(99)), questions, ingestMs: totalMs };
}

function figuresOf({ longestMs, p99Ms, questions, ingestMs }: Watched): ReturnType<Part> {
  return Promise.resolve([
    { name: "longest block of the main thread", value: longestMs, unit: "ms", bar: { atMost: 50 } },
    { name: "blocks, p99", value: p99Ms, unit: "ms" },
    { name: "questions answered meanwhile", value: questions, unit: "" },
    { name: `${DOCUMENTS_ADDED} documents brought in meanwhile`, value: ingestMs / 1000, unit: "s" },
  ]);
}
