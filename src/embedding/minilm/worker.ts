/**
 * The thread that owns an engine, because computing a vector blocks the thread it is computed on. It is sent one text
 * at a time; what comes next is decided by the sender alone.
 */

import { parentPort, workerData } from "node:worker_threads";
import { messageOf } from "../../errors.ts";
import { type EngineChoice, type EngineName, openEngine } from "./engine.ts";

/** What the thread is started with. */
export interface ThreadOptions {
  readonly engine: EngineChoice;
}

/** What the thread says: first `ready` or `unusable`, then one of the others for each text, in order. */
export type ThreadMessage =
  | { readonly kind: "ready"; readonly engine: EngineName; readonly fallback: string | null }
  | { readonly kind: "unusable"; readonly reason: string }
  | { readonly kind: "vector"; readonly vector: Float32Array }
  | { readonly kind: "failed"; readonly reason: string };

if (parentPort !== null) {
  const port = parentPort;
  const say = (message: ThreadMessage) => port.postMessage(message);
  const { engine: choice }: ThreadOptions = workerData;
  try {
    const { engine, name, fallback } = await openEngine(choice, {
      native: async () => (await import("./native.ts")).nativeEngine(),
      wasm: async () => (await import("./wasm.ts")).wasmEngine(),
    });
    port.on("message", (text: string) => {
      engine.embed(text).then(
        (vector) => say({ kind: "vector", vector }),
        (error: unknown) => say({ kind: "failed", reason: messageOf(error) }),
      );
    });
    say({ kind: "ready", engine: name, fallback });
  } catch (error) {
    say({ kind: "unusable", reason: messageOf(error) });
  }
}
