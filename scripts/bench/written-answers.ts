/**
 * Whole answers that a model writes, over the library of answers.ts, when the model answers at once: what is left is
 * what Docket takes itself, searching, asking and proving. One question after the other, and ten at a time.
 */

import { spawn } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import { monitorEventLoopDelay } from "node:perf_hooks";
import { fileURLToPath } from "node:url";
import { loadConfig } from "../../src/config.ts";
import type { AnswerResult } from "../../src/engine/answering/answering.ts";
import { openEngine } from "../../src/engine/engine.ts";
import { dayOf } from "../day.ts";
import { percentile } from "../evaluation/metrics.ts";
import { buildLibrary, PASSAGES } from "./answers.ts";
import type { Figure, Part } from "./figures.ts";
import { inTemporaryFolder } from "./temporary-folder.ts";

const WARM_UP_QUESTIONS = 30;
const AT_A_TIME = 10;
const RESOLUTION_MS = 1;

export const benchWrittenAnswers: Part = ({ random, onProgress }) =>
  inTemporaryFolder(async (folder) => {
    const model = spawn(process.execPath, [fileURLToPath(new URL("./scripted-model.ts", import.meta.url))], {
      stdio: ["pipe", "pipe", "inherit"],
    });
    const [port] = await once(model.stdout.setEncoding("utf8"), "data");
    const config = loadConfig({
      DATA_DIR: folder,
      CORPUS_DIR: join(folder, "none"),
      EMBEDDER: "minilm",
      OPENAI_BASE_URL: `http://127.0.0.1:${String(port).trim()}/v1`,
      OPENAI_MODEL: "scripted",
      GROUNDING: "words",
      MODEL_TOKENS_PER_DAY: "1000000000",
    });
    onProgress(`making a library of ${PASSAGES} passages`);
    const { questions } = await buildLibrary(config, random);
    const engine = openEngine({ config, onNotice: (notice) => onProgress(notice) });
    const ask = (question: string) => engine.answer({ question, day: dayOf(undefined, config) });
    try {
      onProgress(`asking ${questions.length} questions`);
      const one: AnswerResult[] = [];
      for (const question of questions) one.push(await ask(question));
      const delay = monitorEventLoopDelay({ resolution: RESOLUTION_MS });
      delay.enable();
      const many: AnswerResult[] = [];
      for (let next = 0; next < questions.length; next += AT_A_TIME) {
        many.push(...(await Promise.all(questions.slice(next, next + AT_A_TIME).map(ask))));
      }
      delay.disable();
      const counted = one.slice(WARM_UP_QUESTIONS);
      const times = (answers: readonly AnswerResult[]) => answers.map(({ timings }) => timings.totalMs);
      const written = counted.filter(({ answer }) => answer.kind === "answered" && answer.by === "model");
      const figure = (name: string, value: number, atMost?: number): Figure => ({
        name,
        value,
        unit: "ms",
        ...(atMost === undefined ? {} : { bar: { atMost } }),
      });
      return [
        figure("whole answer, p50", percentile(times(counted), 0.5)),
        figure("whole answer, p95", percentile(times(counted), 0.95), 150),
        figure(`whole answer, ${AT_A_TIME} at a time, p95`, percentile(times(many), 0.95)),
        figure(`longest block of the main thread, ${AT_A_TIME} at a time`, delay.max / 1e6 - RESOLUTION_MS, 50),
        { name: "answers written by the model", value: (100 * written.length) / counted.length, unit: "%" },
      ];
    } finally {
      await engine.close();
      model.stdin.end();
    }
  });
