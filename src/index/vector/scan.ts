/**
 * Scores of one question with a range of rows: the dot product, which for vectors of unit length is the cosine. The
 * rows lie one after another in one matrix, read from the file straight into the memory that the WebAssembly kernel
 * works on. Where WebAssembly is missing, or has no room, a plain loop gives the same scores, more slowly. Rows in
 * 8-bit integers, for a first look, lie in the same memory; they have no plain loop, which would be no faster than that
 * of floats.
 */

import { floatKernel, integerKernel, PARTS, WASM_PAGE_BYTES, webAssembly } from "./kernel.ts";

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

/** A kernel's sums of products of integers, of a range of rows as above; overwritten by the next call. */
export interface IntegerScorer {
  /** Sets the question that rows are scored against. */
  ask(question: Float32Array): Quantised;
  score(from: number, to: number): Int32Array;
}

/** Rows scored in one call. Their scores, 64 KB, are looked through while the processor still has them in its cache. */
export const BLOCK_ROWS = 16_384;

/** More than any embedder gives; the question's place in memory has this many floats. */
export const MAX_DIMENSIONS = 16_384;

/** Room for one file, and the scorers of what lies in it. */
export interface ScanMemory {
  /** True if rows of integers can be scored in it. */
  readonly scansIntegers: boolean;
  /** Called once; `bytes` zeros, aligned to 64, for what is kept of the file. */
  allocate(bytes: number): Uint8Array;
  scorerOf(matrix: Matrix): Scorer;
  /** Exactly the same scores, for a row at a time: the scorer above would do a single row twelve times. */
  fewRowsScorerOf(matrix: Matrix): Scorer;
  /** Undefined where there is no kernel for them. */
  integerScorerOf(rows: QuantisedRows, dimensions: number): IntegerScorer | undefined;
}

export function plainMemory(): ScanMemory {
  return {
    scansIntegers: false,
    allocate: (bytes) => new Uint8Array(bytes),
    scorerOf: plainScorer,
    fewRowsScorerOf: plainScorer,
    integerScorerOf: () => undefined,
  };
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

/** The memory begins with the question, as floats and as integers, and the scores of a block; the file follows. */
const QUESTION_ADDRESS = 0;
const INTEGER_QUESTION_ADDRESS = MAX_DIMENSIONS * FLOAT_BYTES;
const SCORES_ADDRESS = INTEGER_QUESTION_ADDRESS + MAX_DIMENSIONS * Int16Array.BYTES_PER_ELEMENT;
const FILE_ADDRESS = SCORES_ADDRESS + BLOCK_ROWS * FLOAT_BYTES;

export function simdMemory(): ScanMemory {
  const WebAssembly = webAssembly();
  if (WebAssembly?.validate(floatKernel()) !== true) return plainMemory();
  let memory: { readonly buffer: ArrayBuffer } | undefined;

  /** Undefined when the rows are not in the memory. */
  function blockRunner(kernel: Uint8Array<ArrayBuffer>, parts: number, rows: Rows): RunBlock | undefined {
    if (WebAssembly === undefined || memory === undefined || rows.numbers.buffer !== memory.buffer) return undefined;
    const { run } = new WebAssembly.Instance(new WebAssembly.Module(kernel), { env: { memory } }).exports;
    return runBlock(run, parts, rows);
  }

  function floatScorer(matrix: Matrix, parts: number): Scorer {
    const rows = { numbers: matrix.floats, stride: matrix.stride, question: QUESTION_ADDRESS };
    const runner = blockRunner(floatKernel(parts), parts, rows);
    if (runner === undefined) return plainScorer(matrix);
    const { buffer } = matrix.floats;
    // The padding after the question stays zero, as the padding of the rows does.
    const questionPlace = new Float32Array(buffer, QUESTION_ADDRESS, matrix.dimensions);
    const scores = new Float32Array(buffer, SCORES_ADDRESS, BLOCK_ROWS);
    return (question, from, to) => {
      questionPlace.set(question);
      runner(from, to);
      return scores.subarray(0, to - from);
    };
  }

  return {
    scansIntegers: true,
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
    scorerOf: (matrix) => floatScorer(matrix, PARTS),
    fewRowsScorerOf: (matrix) => floatScorer(matrix, 1),
    integerScorerOf({ integers, stride }, dimensions) {
      const rows = { numbers: integers, stride, question: INTEGER_QUESTION_ADDRESS };
      const runner = blockRunner(integerKernel(), PARTS, rows);
      if (runner === undefined) return undefined;
      const questionPlace = new Int16Array(integers.buffer, INTEGER_QUESTION_ADDRESS, dimensions);
      const sums = new Int32Array(integers.buffer, SCORES_ADDRESS, BLOCK_ROWS);
      return {
        ask: (question) => quantiseQuestion(question, questionPlace),
        score(from, to) {
          runner(from, to);
          return sums.subarray(0, to - from);
        },
      };
    },
  };
}

interface Rows {
  readonly numbers: Float32Array | Int8Array;
  readonly stride: number;
  /** Address of the question. */
  readonly question: number;
}

type RunBlock = (from: number, to: number) => void;

function runBlock(
  run: (...parameters: number[]) => void,
  parts: number,
  { numbers, stride, question }: Rows,
): RunBlock {
  const rowBytes = stride * numbers.BYTES_PER_ELEMENT;
  return (from, to) => {
    // Part n begins at row n * distance, and the last part ends with the last row. What remains of the division is
    // done by every part: they overlap by a few rows, whose scores are written twice.
    const distance = Math.floor((to - from) / parts);
    const rowsInPart = to - from - (parts - 1) * distance;
    if (rowsInPart <= 0) return;
    const firstRow = numbers.byteOffset + from * rowBytes;
    run(firstRow, rowBytes, distance * rowBytes, question, SCORES_ADDRESS, distance * FLOAT_BYTES, rowsInPart);
  };
}

/** Rows of an index, in the order of its rows. */
export interface QuantisedRows {
  /** One row after another, each padded with zeros to `stride` integers from -127 to 127. */
  readonly integers: Int8Array;
  /** A multiple of 16 at least as large as the dimensions. */
  readonly stride: number;
  /** Value of one step of each row's integers. */
  readonly scales: Float32Array;
  /** Length of what each row's integers leave out of its vector. */
  readonly leftovers: Float32Array;
}

export interface Quantised {
  readonly scale: number;
  readonly leftover: number;
}

export const STRIDE_STEP = 16;

const ROW_LIMIT = 127;

/** Float32 holds the leftover; this much is added, so that what it holds is never less. */
const ROUNDING_UP = 1 + 2 ** -23;

/**
 * Vectors in 8 bits a number, a quarter of the bytes, for a first scan, with what is needed to say how far its scores
 * can be from the true ones. A row of integers times its scale is nearly the vector; the leftover is the length of the
 * difference, and by Cauchy and Schwarz no score of a question of unit length is further off than that.
 * @param into at least as many integers as the row has numbers; more stay as they are
 */
export function quantiseRow(row: Float32Array, into: Int8Array): Quantised {
  const { scale, leftover } = quantise(row, into, ROW_LIMIT);
  return { scale, leftover: Math.fround(leftover * ROUNDING_UP) };
}

/**
 * 16 bits for the question, which is read from the cache: its own leftover hardly counts then. Fewer where there are so
 * many dimensions that a sum of products could pass 32 bits.
 */
export function quantiseQuestion(question: Float32Array, into: Int16Array): Quantised {
  return quantise(question, into, Math.min(2 ** 15 - 1, Math.floor((2 ** 31 - 1) / (ROW_LIMIT * question.length))));
}

/** Two plain loops: for 50,000 x 384 numbers, written with an index, they take 60 ms. */
function quantise(vector: Float32Array, into: Int8Array | Int16Array, limit: number): Quantised {
  let largest = 0;
  for (let i = 0; i < vector.length; i++) {
    const size = Math.abs(vector[i] ?? 0);
    if (size > largest) largest = size;
  }
  const scale = Math.fround(largest / limit) || 1;
  const stepsInOne = 1 / scale;
  let squares = 0;
  for (let i = 0; i < vector.length; i++) {
    const value = vector[i] ?? 0;
    // This rounds to the nearest, in a third of the time that Math.round takes. What the scale's own rounding adds to
    // the largest is far less than the half that would carry it past the limit.
    const integer = Math.floor(value * stepsInOne + 0.5);
    into[i] = integer;
    const difference = value - integer * scale;
    squares += difference * difference;
  }
  return { scale, leftover: Math.sqrt(squares) };
}
