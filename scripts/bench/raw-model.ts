/** Threads of raw-model-worker.ts: what the model's runtime gives when nothing is around it. */

import { once } from "node:events";
import { Worker } from "node:worker_threads";
import type { FromRawModel, RawModelOptions } from "./raw-model-worker.ts";

export interface RawModel {
  readonly tokensPerText: number;
  /** Each text once, by whichever thread is free. */
  run(): Promise<void>;
  close(): Promise<void>;
}

export async function openRawModel(texts: readonly string[], threads: number): Promise<RawModel> {
  const next = new SharedArrayBuffer(Int32Array.BYTES_PER_ELEMENT);
  const workerData: RawModelOptions = { texts, next };
  const workers = Array.from({ length: threads }, () => {
    return new Worker(new URL("./raw-model-worker.ts", import.meta.url), { workerData });
  });
  const said = () => Promise.all(workers.map((worker) => once(worker, "message") as Promise<[FromRawModel]>));
  const [[ready] = []] = await said();
  return {
    tokensPerText: (ready?.tokens ?? 0) / texts.length,
    async run() {
      Atomics.store(new Int32Array(next), 0, 0);
      const done = said();
      for (const worker of workers) worker.postMessage("run");
      await done;
    },
    async close() {
      const ended = Promise.all(workers.map((worker) => once(worker, "exit")));
      for (const worker of workers) worker.postMessage("end");
      await ended;
    },
  };
}
