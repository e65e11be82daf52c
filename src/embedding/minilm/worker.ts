/**
 * The thread that owns an engine, because computing a vector blocks the thread it is computed on. It is sent one text
 * at a time; what comes next is decided by the sender alone.
 */

import { openEngine, wasmEngine } from "./engine.ts";
import { serveModel } from "./thread.ts";

serveModel<string, Float32Array>(async (choice) => {
  const { engine, name, fallback } = await openEngine(choice, {
    native: async () => (await import("./native.ts")).nativeEngine(),
    wasm: wasmEngine,
  });
  return { engine: name, fallback, run: (text) => engine.embed(text) };
});
