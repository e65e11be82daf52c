/**
 * A thread that speaks as the embedding one does, and does what its texts say: `slow` takes 10 ms, `fail` fails, `die`
 * ends the thread. The vector of a text is its length and the thread's number. The engine that it is started with says
 * how it begins: `native` is ready, `wasm` has fallen back to it, `auto` is unusable.
 */

import { setTimeout as delay } from "node:timers/promises";
import { parentPort, threadId, workerData } from "node:worker_threads";
import { speaker, type ThreadOptions, type ThreadTask } from "../../../src/embedding/minilm/protocol.ts";

const port = parentPort;
if (port === null) throw new Error("this is a thread, not a program");

const options: ThreadOptions = workerData;
const say = speaker<Float32Array>(port, options);
if (options.engine === "auto") {
  say({ kind: "unusable", reason: "the weights are damaged" });
} else {
  port.on("message", async (task: ThreadTask<string>) => {
    if (task === null) return port.close();
    if (task === "die") process.exit(3);
    if (task.startsWith("slow")) await delay(10);
    if (task === "fail") say({ kind: "failed", reason: "too odd" });
    else say({ kind: "done", result: Float32Array.of(task.length, threadId) });
  });
  const fallback = options.engine === "wasm" ? "no build for this platform" : null;
  say({ kind: "ready", engine: options.engine, fallback });
}
