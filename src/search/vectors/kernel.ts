/**
 * The inner loop of the search, for WebAssembly: the dot products of one question with many rows. Written for what
 * limits it, which is memory: 60,000 rows of 384 floats are 92 MB, and each float is used once a question.
 *
 * Three things bring it near the speed of memory, where a plain loop in JavaScript takes four to nine times as long:
 *
 * - **Four floats an instruction.** A row is multiplied with the question four floats at a time.
 * - **Twelve rows at a time.** An addition takes about four cycles, so a single running sum would wait for itself most
 *   of the time. Twelve sums do not depend on each other, and four floats of the question, once loaded, serve them all.
 * - **Rows that are far apart.** The processor fetches ahead of a run of reads, but only to the end of a 4 KiB page,
 *   then it waits for memory again. So the rows are cut in twelve parts that are read side by side: while one waits at
 *   its page's end, eleven go on. One part alone takes 1.5 times as long, four take 1.1 times, more than sixteen gain
 *   nothing (50,000 x 384 floats, not in any cache).
 *
 * A fused multiply-add (`relaxed_madd`) was measured and left out: memory is no faster for it, and its last digits
 * differ between processors, whereas these instructions give every machine the same scores.
 */

import { type Bytes, code, f32, f32x4, i32, local, loop, moduleOf } from "./wasm.ts";

/** Parts that are read side by side: their sums, the question and a product fit the 16 vector registers of x86-64. */
export const PARTS = 12;

const FLOATS_BYTES = 16;

/** Addresses and distances are in bytes of the imported memory. */
const ROW = 0; // of the first part; that of the next part is PART_DISTANCE further on
const ROW_BYTES = 1; // a multiple of FLOATS_BYTES
const PART_DISTANCE = 2;
const QUESTION = 3; // as many bytes as a row
const SCORE = 4; // where the first part's scores go; those of the next part SCORE_DISTANCE further on
const SCORE_DISTANCE = 5;
const ROWS_LEFT = 6; // in each part; at least 1
const PARAMETERS = 7;

/** Where the loop over a row stands: in the question, and in the row of each part. */
const IN_QUESTION = 7;
const QUESTION_END = 8;
const SCORE_HERE = 9;
const inRow = (part: number) => 10 + part;
const I32_LOCALS = 3 + PARTS;

/** Four floats each; a dot product is the sum of its part's four lanes. */
const QUESTION_FLOATS = PARAMETERS + I32_LOCALS;
const sum = (part: number) => QUESTION_FLOATS + 1 + part;
const V128_LOCALS = 1 + PARTS;

const advance = (address: number, step: Bytes) => code(local.get(address), step, i32.add, local.set(address));

/** The bytes of the module; its `run` takes the seven parameters above, in that order. */
export function kernelModule(): Uint8Array<ArrayBuffer> {
  const parts = Array.from({ length: PARTS }, (_, part) => part);

  const beginRow = code(
    code(local.get(QUESTION), local.set(IN_QUESTION)),
    code(local.get(SCORE), local.set(SCORE_HERE)),
    ...parts.map((part) =>
      code(
        part === 0 ? local.get(ROW) : code(local.get(inRow(part - 1)), local.get(PART_DISTANCE), i32.add),
        local.set(inRow(part)),
        code(f32x4.zero, local.set(sum(part))),
      ),
    ),
  );

  const multiplyFourFloats = code(
    code(local.get(IN_QUESTION), f32x4.load, local.set(QUESTION_FLOATS)),
    ...parts.map((part) =>
      code(
        code(local.get(inRow(part)), f32x4.load, local.get(QUESTION_FLOATS), f32x4.multiply),
        code(local.get(sum(part)), f32x4.add, local.set(sum(part))),
        advance(inRow(part), i32.constant(FLOATS_BYTES)),
      ),
    ),
    advance(IN_QUESTION, i32.constant(FLOATS_BYTES)),
  );
  const isRowLeft = code(local.get(IN_QUESTION), local.get(QUESTION_END), i32.isBelow);

  const storeScores = parts.map((part) =>
    code(
      local.get(SCORE_HERE),
      code(local.get(sum(part)), f32x4.lane(0)),
      code(local.get(sum(part)), f32x4.lane(1), f32.add),
      code(local.get(sum(part)), f32x4.lane(2), f32.add),
      code(local.get(sum(part)), f32x4.lane(3), f32.add),
      f32.store,
      advance(SCORE_HERE, local.get(SCORE_DISTANCE)),
    ),
  );

  const nextRow = code(
    advance(ROW, local.get(ROW_BYTES)),
    advance(SCORE, i32.constant(Float32Array.BYTES_PER_ELEMENT)),
    code(local.get(ROWS_LEFT), i32.constant(1), i32.subtract, local.set(ROWS_LEFT)),
  );
  const areRowsLeft = local.get(ROWS_LEFT);

  return moduleOf({
    parameters: PARAMETERS,
    i32Locals: I32_LOCALS,
    v128Locals: V128_LOCALS,
    body: code(
      code(local.get(QUESTION), local.get(ROW_BYTES), i32.add, local.set(QUESTION_END)),
      loop(beginRow, loop(multiplyFourFloats, isRowLeft), ...storeScores, nextRow, areRowsLeft),
    ),
  });
}
