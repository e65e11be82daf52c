/**
 * Speed at which the memory gives its bytes, which no search that looks at each of them can beat: read as the search
 * kernel reads them, in distant parts side by side, with one addition for each 16 bytes and nothing else. That is
 * stricter than libc's memcmp, which has wider instructions but reads one part only, and takes 10 to 30 % longer for
 * the same bytes.
 */

import {
  code,
  f32,
  f32x4,
  i32,
  local,
  loop,
  moduleOf,
  v128,
  WASM_PAGE_BYTES,
  webAssembly,
} from "../../src/index/vector/kernel.ts";

const PARTS = 8;
const STEP_BYTES = 16;

/** @returns a function that reads a copy of `floats`, down to a multiple of 128 bytes */
export function memoryReader(floats: Float32Array): () => void {
  const WebAssembly = webAssembly();
  if (WebAssembly === undefined) throw new Error("this measurement needs WebAssembly");
  const partBytes = Math.floor(floats.byteLength / (PARTS * STEP_BYTES)) * STEP_BYTES;
  const memory = new WebAssembly.Memory({ initial: Math.ceil(floats.byteLength / WASM_PAGE_BYTES) + 1 });
  new Float32Array(memory.buffer).set(floats);
  const { run } = new WebAssembly.Instance(new WebAssembly.Module(sumModule()), { env: { memory } }).exports;
  return () => run(partBytes, memory.buffer.byteLength - STEP_BYTES);
}

/** Its `run` takes the bytes of a part and an address for the sum: if nothing came of it, it could be compiled away. */
function sumModule(): Uint8Array<ArrayBuffer> {
  const PART_BYTES = 0;
  const RESULT = 1;
  const at = (part: number) => 2 + part;
  const sum = (part: number) => 2 + PARTS + part;
  const parts = Array.from({ length: PARTS }, (_, part) => part);
  const begin = parts.slice(1).map((part) => {
    return code(local.get(at(part - 1)), local.get(PART_BYTES), i32.add, local.set(at(part)));
  });
  const step = parts.map((part) =>
    code(
      code(local.get(at(part)), v128.load(0), local.get(sum(part)), f32x4.add, local.set(sum(part))),
      code(local.get(at(part)), i32.constant(STEP_BYTES), i32.add, local.set(at(part))),
    ),
  );
  const isPartLeft = code(local.get(at(0)), local.get(PART_BYTES), i32.isBelow);
  const total = parts.slice(1).map((part) => code(local.get(sum(part)), f32x4.add));
  const end = code(local.get(RESULT), local.get(sum(0)), ...total, f32x4.lane(0), f32.store);
  return moduleOf({
    parameters: 2,
    i32Locals: PARTS,
    v128Locals: PARTS,
    body: code(...begin, loop(...step, isPartLeft), end),
  });
}
