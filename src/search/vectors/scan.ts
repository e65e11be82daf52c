/**
 * Scores of one question with a range of rows: the dot product, which for vectors of unit length is the cosine. The
 * rows lie one after another in one matrix, read from the file straight into the memory that the WebAssembly kernel
 * works on. Where WebAssembly is missing, or has no room, a plain loop gives the same scores, more slowly.
 */

import { kernelModule, PARTS } from "./kernel.ts";
import { WASM_PAGE_BYTES, webAssembly } from "./wasm.ts";

export interface Matrix {
  /** The rows, one after another, each padded with zeros to `stride` floats. */
  readonly floats: Float32Array;
  /** A multiple of 4 at least as large as the dimensions. */
  readonly stride: number;
  readonly dimensions: number;
}

/**
 * Scores of the rows `from` to `to` (exclusive), at most BLOCK_ROWS of them; overwritten by the next call.
 * @param question as many floats as the matrix has dimensions
 */
export type Scorer = (question: Float32Array, from: number, to: number) => Float32Array;

/** Rows scored in one call. Their scores, 64 KB, are looked through while the processor still has them in its cache. */
export const BLOCK_ROWS = 16_384;

/** More than any embedder gives; the question's place in memory has this many floats. */
export const MAX_DIMENSIONS = 16_384;

/** Room for one file, and the scorer of a matrix that lies in it. */
export interface ScanMemory {
  /** Called once; `bytes` zeros, aligned to 64. */
  allocate(bytes: number): Uint8Array;
  scorerOf(matrix: Matrix): Scorer;
}

export function plainMemory(): ScanMemory {
  return { allocate: (bytes) => new Uint8Array(bytes), scorerOf: plainScorer };
}

/** The reference that the kernel is tested against. */
export function plainScorer({ floats, stride, dimensions }: Matrix): Scorer {
  const scores = new Float32Array(BLOCK_ROWS);
  return (question, from, to) => {
    for (let row = from; row < to; row++) {
      const start = row * stride;
      let sum = 0;
      for (let i = 0; i < dimensions; i++) sum += (floats[start + i] ?? 0) * (question[i] ?? 0);
      scores[row - from] = sum;
    }
    return scores.subarray(0, to - from);
  };
}

const FLOAT_BYTES = Float32Array.BYTES_PER_ELEMENT;

/** The memory begins with the question and the scores of a block; the file follows. */
const QUESTION_ADDRESS = 0;
const SCORES_ADDRESS = MAX_DIMENSIONS * FLOAT_BYTES;
const FILE_ADDRESS = SCORES_ADDRESS + BLOCK_ROWS * FLOAT_BYTES;

export function simdMemory(): ScanMemory {
  const WebAssembly = webAssembly();
  const kernel = kernelModule();
  if (WebAssembly === undefined || !WebAssembly.validate(kernel)) return plainMemory();
  let memory: { readonly buffer: ArrayBuffer } | undefined;
  return {
    allocate(bytes) {
      try {
        memory = new WebAssembly.Memory({ initial: Math.ceil((FILE_ADDRESS + bytes) / WASM_PAGE_BYTES) });
      } catch (thrown) {
        // More than 4 GiB, or no address space for it: searched more slowly rather than not at all.
        if (!(thrown instanceof RangeError || thrown instanceof TypeError)) throw thrown;
        return new Uint8Array(bytes);
      }
      return new Uint8Array(memory.buffer, FILE_ADDRESS, bytes);
    },
    scorerOf(matrix) {
      if (memory === undefined || matrix.floats.buffer !== memory.buffer) return plainScorer(matrix);
      const { run } = new WebAssembly.Instance(new WebAssembly.Module(kernel), { env: { memory } }).exports;
      return simdScorer(matrix, memory.buffer, run);
    },
  };
}

function simdScorer(matrix: Matrix, memory: ArrayBuffer, run: (...parameters: number[]) => void): Scorer {
  const rowBytes = matrix.stride * FLOAT_BYTES;
  // The padding after the question stays zero, as the padding of the rows does.
  const questionPlace = new Float32Array(memory, QUESTION_ADDRESS, matrix.dimensions);
  const scores = new Float32Array(memory, SCORES_ADDRESS, BLOCK_ROWS);
  return (question, from, to) => {
    questionPlace.set(question);
    // Part n begins at row n * distance, and the last part ends with the last row. What remains of the division is
    // done by every part: they overlap by a few rows, whose scores are written twice.
    const distance = Math.floor((to - from) / PARTS);
    const rowsInPart = to - from - (PARTS - 1) * distance;
    const firstRow = matrix.floats.byteOffset + from * rowBytes;
    if (rowsInPart > 0) {
      run(
        firstRow,
        rowBytes,
        distance * rowBytes,
        QUESTION_ADDRESS,
        SCORES_ADDRESS,
        distance * FLOAT_BYTES,
        rowsInPart,
      );
    }
    return scores.subarray(0, to - from);
  };
}
