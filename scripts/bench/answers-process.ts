/**
 * Asks every question of a file, and prints what the answers took as JSON: `answers-process.ts DATA_DIR QUESTIONS`. A
 * process of its own, so that its memory is that of answering and of nothing else.
 */

import { readFileSync } from "node:fs";
import { join } from "node:path";
import { collectGarbageSoon } from "../../src/collect-garbage.ts";
import { loadConfig } from "../../src/config.ts";
import type { AnswerTimings } from "../../src/engine/answering/answering.ts";
import { openEngine } from "../../src/engine/engine.ts";
import { dayOf } from "../day.ts";

export interface AskedQuestions {
  /** Number of all questions after those that warm up. */
  readonly timings: readonly AnswerTimings[];
  readonly answered: number;
  readonly firstMs: number;
  readonly memoryMb: number;
  readonly peakMemoryMb: number;
}

/** Not counted: V8 compiles what it sees running often. */
const WARM_UP_QUESTIONS = 30;

const [dataDir = "", questionsFile = ""] = process.argv.slice(2);
const questions: readonly string[] = JSON.parse(readFileSync(questionsFile, "utf8"));
const config = loadConfig({ DATA_DIR: dataDir, CORPUS_DIR: join(dataDir, "none"), EMBEDDER: "minilm" });
// Answers in a thread of its own, as the bot does.
const engine = openEngine({ config, inThread: "shown", onNotice: (notice) => console.error(notice) });
// As main.ts does.
collectGarbageSoon();
try {
  const all = [];
  const day = dayOf(undefined, config);
  for (const question of questions) {
    const { answer, timings } = await engine.answer({ question, day });
    all.push({ answered: answer.kind === "answered", timings });
  }
  const counted = all.slice(WARM_UP_QUESTIONS);
  const asked: AskedQuestions = {
    timings: counted.map(({ timings }) => timings),
    answered: counted.filter(({ answered }) => answered).length,
    firstMs: all[0]?.timings.totalMs ?? 0,
    memoryMb: process.memoryUsage.rss() / 1e6,
    // Node counts it in units of 1,024 bytes.
    peakMemoryMb: (process.resourceUsage().maxRSS * 1024) / 1e6,
  };
  process.stdout.write(JSON.stringify(asked));
} finally {
  await engine.close();
}
