/** Runs in place of answering-worker.ts: answers everything with "I did not find it", and ends, fails or hangs when it is asked to. */

import { setTimeout as delay } from "node:timers/promises";
import { workerData } from "node:worker_threads";
import { type AnsweringTask, serveAnswering } from "../../src/engine/answering-thread.ts";

const { asking, detail } = workerData as AnsweringTask;

serveAnswering(
  {
    async answer({ question }) {
      if (question === "end") process.exit(1);
      if (question === "hang") for (;;);
      if (question === "slow") await delay(200);
      if (question === "fail") {
        setImmediate(() => {
          throw new Error("broken");
        });
        return new Promise(() => undefined);
      }
      const timings = { embedMs: 0, searchMs: 0, answerMs: 0, totalMs: 0 };
      const nothing = { question: null, evidence: [], candidates: [], confidence: 0, timings };
      return { ...nothing, answer: { kind: "not-found", nearest: [] } };
    },
    find: () => Promise.resolve([]),
  },
  asking,
  detail,
);
asking.ref();
