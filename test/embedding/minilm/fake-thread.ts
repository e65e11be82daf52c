/**
 * A thread that speaks as the embedding one does, and does what its texts say: `slow` takes 10 ms, `fail` fails, `die`
 * ends the thread, `hang` comes back when nobody waits for it any more. The vector of a text is its length and the thread's number. The engine that it is started with says
 * how it begins: `native` is ready, `wasm` has fallen back to it, `auto` is unusable.
 */

import { setTimeout as delay } from "node:timers/promises";
import { threadId } from "node:worker_threads";
import { serveModel } from "../../../src/embedding/minilm/thread.ts";

serveModel<string, Float32Array>(async (engine) => {
  if (engine === "auto") throw new Error("the weights are damaged");
  return {
    engine,
    fallback: engine === "wasm" ? "no build for this platform" : null,
    async run(text) {
      if (text === "die") process.exit(3);
      if (text.startsWith("slow")) await delay(10);
      if (text === "hang") await delay(3_000);
      if (text === "fail") throw new Error("too odd");
      return Float32Array.of(text.length, threadId);
    },
  };
});
