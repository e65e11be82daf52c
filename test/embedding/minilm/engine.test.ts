import { describe, expect, it } from "vitest";
import { type Engine, openEngine } from "../../../src/embedding/minilm/engine.ts";

const engineOf = (mark: number): Engine => ({ embed: async () => Float32Array.of(mark) });
const native = engineOf(1);
const wasm = engineOf(2);
const broken = () => Promise.reject(new Error("cannot open libonnxruntime.so.1"));

describe("openEngine", () => {
  it("takes the native one by default", async () => {
    const opened = await openEngine("auto", { native: async () => native, wasm: broken });
    expect(opened).toEqual({ engine: native, name: "native", fallback: null });
  });

  it("falls back to WebAssembly, and says why", async () => {
    const opened = await openEngine("auto", { native: broken, wasm: async () => wasm });
    expect(opened).toEqual({ engine: wasm, name: "wasm", fallback: "cannot open libonnxruntime.so.1" });
  });

  it("takes the one it is told to, and no other", async () => {
    const opened = await openEngine("wasm", { native: async () => native, wasm: async () => wasm });
    expect(opened).toEqual({ engine: wasm, name: "wasm", fallback: null });
    await expect(openEngine("native", { native: broken, wasm: async () => wasm })).rejects.toThrow("libonnxruntime");
  });
});
