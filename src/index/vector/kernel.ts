/**
 * The inner loop of the search, for WebAssembly: the dot products of one question with many rows, of floats or of 8-bit
 * integers. Written for what limits it, which is memory: 60,000 rows of 384 floats are 92 MB, and each float is used
 * once a question.
 *
 * Three things bring it near the speed of memory, where a plain loop in JavaScript takes four to nine times as long:
 *
 * - **Four floats an instruction**, or eight integers. The integers of a row, 8 bits each, are widened as they are
 * loaded
 *   and multiplied with a question of 16-bit integers; neighbouring products are added up to sums of 32 bits.
 * - **Twelve rows at a time.** An addition takes about four cycles, so a single running sum would wait for itself most
 *   of the time. Twelve sums do not depend on each other, and what is loaded of the question serves them all.
 * - **Rows that are far apart.** The processor fetches ahead of a run of reads, but only to the end of a 4 KiB page,
 *   then it waits for memory again. So the rows are cut in twelve parts that are read side by side: while one waits at
 *   its page's end, eleven go on. One part alone takes 1.5 times as long, four take 1.1 times, more than sixteen gain
 *   nothing (50,000 x 384 floats, not in any cache). Integers wait less for memory; four parts take 1.3 times as long.
 *
 * A fused multiply-add (`relaxed_madd`) was measured and left out: memory is no faster for it, and its last digits
 * differ between processors, whereas these instructions give every machine the same scores.
 */

import { type Bytes, code, f32, f32x4, i32, i32x4, local, loop, moduleOf, v128 } from "./wasm.ts";

/** Parts that are read side by side: their sums, the question and a product fit the 16 vector registers of x86-64. */
export const PARTS = 12;

/** Instructions of the loop for one kind of numbers. */
interface Numbers {
  /** Registers of the question that 16 bytes of a row are multiplied with: the question is so many times as wide. */
  readonly questionRegisters: number;
  /** Loads what of a row goes with the question's register of that number. */
  readonly loadOfRow: (register: number) => Bytes;
  readonly multiply: Bytes;
  readonly add: Bytes;
  readonly lane: (index: number) => Bytes;
  readonly addLanes: Bytes;
  readonly storeScore: Bytes;
}

const FLOATS: Numbers = {
  questionRegisters: 1,
  loadOfRow: () => v128.load(0),
  multiply: f32x4.multiply,
  add: f32x4.add,
  lane: f32x4.lane,
  addLanes: f32.add,
  storeScore: f32.store,
};

const INTEGERS: Numbers = {
  questionRegisters: 2,
  loadOfRow: (register) => v128.loadWidened(8 * register),
  multiply: i32x4.multiplyAddPairs,
  add: i32x4.add,
  lane: i32x4.lane,
  addLanes: i32.add,
  storeScore: i32.store,
};

/** A row is read in steps of so many bytes. */
const STEP_BYTES = 16;
/** Of a score, whether float or integer. */
const SCORE_BYTES = 4;

/** Addresses and distances are in bytes of the imported memory. */
const ROW = 0; // of the first part; that of the next part is PART_DISTANCE further on
const ROW_BYTES = 1; // a multiple of STEP_BYTES
const PART_DISTANCE = 2;
const QUESTION = 3; // as many numbers as a row
const SCORE = 4; // where the first part's scores go; those of the next part SCORE_DISTANCE further on
const SCORE_DISTANCE = 5;
const ROWS_LEFT = 6; // in each part; at least 1
const PARAMETERS = 7;

/** Where the loop over a row stands: in the question, and in the row of each part. */
const IN_QUESTION = 7;
const QUESTION_END = 8;
const SCORE_HERE = 9;
const inRow = (part: number) => 10 + part;

const advance = (address: number, step: Bytes) => code(local.get(address), step, i32.add, local.set(address));

/** Rows and question of 32-bit floats, scores too; `run` takes the seven parameters above, in that order. */
export const floatKernel = (parts = PARTS) => kernelOf(FLOATS, parts);

/**
 * Rows of 8-bit and a question of 16-bit integers, scores of 32 bits, which must be enough: nothing looks for overflow.
 */
export const integerKernel = (parts = PARTS) => kernelOf(INTEGERS, parts);

function kernelOf(numbers: Numbers, partCount: number): Uint8Array<ArrayBuffer> {
  const parts = Array.from({ length: partCount }, (_, part) => part);
  const registers = Array.from({ length: numbers.questionRegisters }, (_, register) => register);
  /** A dot product is the sum of its part's four lanes. */
  const sum = (part: number) => inRow(partCount) + part;
  const questionRegister = (register: number) => sum(partCount) + register;

  const beginRow = code(
    code(local.get(QUESTION), local.set(IN_QUESTION)),
    code(local.get(SCORE), local.set(SCORE_HERE)),
    ...parts.map((part) =>
      code(
        part === 0 ? local.get(ROW) : code(local.get(inRow(part - 1)), local.get(PART_DISTANCE), i32.add),
        local.set(inRow(part)),
        code(v128.zero, local.set(sum(part))),
      ),
    ),
  );

  const multiplyStep = code(
    ...registers.map((register) =>
      code(local.get(IN_QUESTION), v128.load(16 * register), local.set(questionRegister(register))),
    ),
    ...parts.map((part) =>
      code(
        ...registers.map((register) =>
          code(
            code(local.get(inRow(part)), numbers.loadOfRow(register), local.get(questionRegister(register))),
            code(numbers.multiply, local.get(sum(part)), numbers.add, local.set(sum(part))),
          ),
        ),
        advance(inRow(part), i32.constant(STEP_BYTES)),
      ),
    ),
    advance(IN_QUESTION, i32.constant(STEP_BYTES * numbers.questionRegisters)),
  );
  const isRowLeft = code(local.get(IN_QUESTION), local.get(QUESTION_END), i32.isBelow);

  const storeScores = parts.map((part) =>
    code(
      local.get(SCORE_HERE),
      code(local.get(sum(part)), numbers.lane(0)),
      code(local.get(sum(part)), numbers.lane(1), numbers.addLanes),
      code(local.get(sum(part)), numbers.lane(2), numbers.addLanes),
      code(local.get(sum(part)), numbers.lane(3), numbers.addLanes),
      numbers.storeScore,
      advance(SCORE_HERE, local.get(SCORE_DISTANCE)),
    ),
  );

  const nextRow = code(
    advance(ROW, local.get(ROW_BYTES)),
    advance(SCORE, i32.constant(SCORE_BYTES)),
    code(local.get(ROWS_LEFT), i32.constant(1), i32.subtract, local.set(ROWS_LEFT)),
  );
  const areRowsLeft = local.get(ROWS_LEFT);

  return moduleOf({
    parameters: PARAMETERS,
    i32Locals: inRow(partCount) - PARAMETERS,
    v128Locals: partCount + numbers.questionRegisters,
    body: code(
      code(local.get(QUESTION), ...registers.map(() => code(local.get(ROW_BYTES), i32.add)), local.set(QUESTION_END)),
      loop(beginRow, loop(multiplyStep, isRowLeft), ...storeScores, nextRow, areRowsLeft),
    ),
  });
}
