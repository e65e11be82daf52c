/**
 * The thread that owns an engine, because computing a vector blocks the thread it is computed on. It is sent one text
 * at a time; what comes next is decided by the sender alone.
 */

import { parentPort, workerData } from "node:worker_threads";
import { errorText } from "../../errors.ts";
import { openEngine } from "./engine.ts";
import { speaker, type ThreadOptions, type ThreadTask } from "./protocol.ts";

const port = parentPort;
if (port === null) throw new Error("worker.ts is a thread, not a program");

const options: ThreadOptions = workerData;
const say = speaker<Float32Array>(port, options);
try {
  const { engine, name, fallback } = await openEngine(options.engine, {
    native: async () => (await import("./native.ts")).nativeEngine(),
    wasm: async () => (await import("./wasm.ts")).wasmEngine(),
  });
  port.on("message", (task: ThreadTask<string>) => {
    if (task === null) return port.close();
    engine.embed(task).then(
      (vector) => say({ kind: "done", result: vector }),
      (error: unknown) => say({ kind: "failed", reason: errorText(error) }),
    );
  });
  say({ kind: "ready", engine: name, fallback });
} catch (error) {
  say({ kind: "unusable", reason: errorText(error) });
}
