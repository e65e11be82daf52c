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

type Bytes = readonly number[];

/** One instruction after another. */
export const code = (...instructions: readonly Bytes[]): Bytes => instructions.flat();

/** Types of values: an address or a count, and 128 bits. */
const I32 = 0x7f;
const V128 = 0x7b;

/** Numbers are written seven bits to a byte, the lowest first; the top bit says that more follow (LEB128). */
function unsigned(value: number): Bytes {
  return value < 0x80 ? [value] : [(value & 0x7f) | 0x80, ...unsigned(value >>> 7)];
}

function signed(value: number): Bytes {
  const rest = value >> 7;
  const done = rest === (value & 0x40 ? -1 : 0);
  return done ? [value & 0x7f] : [(value & 0x7f) | 0x80, ...signed(rest)];
}

const simd = (opcode: number): Bytes => [0xfd, ...unsigned(opcode)];
/** Alignment is a hint, as a power of two. */
const memoryArgument = (alignment: number, offset = 0): Bytes => [alignment, ...unsigned(offset)];
const NO_RESULT = 0x40;

export const local = {
  get: (index: number): Bytes => [0x20, ...unsigned(index)],
  set: (index: number): Bytes => [0x21, ...unsigned(index)],
};

export const i32 = {
  constant: (value: number): Bytes => [0x41, ...signed(value)],
  add: [0x6a],
  subtract: [0x6b],
  isBelow: [0x49],
  store: [0x36, ...memoryArgument(2)],
} as const;

export const f32 = { store: [0x38, ...memoryArgument(2)], add: [0x92] } as const;

/** Loads take an address, which need not be aligned, and read `offset` bytes further on. */
export const v128 = {
  load: (offset: number): Bytes => [...simd(0x00), ...memoryArgument(4, offset)],
  /** Eight 8-bit integers, each widened to 16 bits. */
  loadWidened: (offset: number): Bytes => [...simd(0x01), ...memoryArgument(3, offset)],
  zero: [...simd(0x0c), ...new Array<number>(16).fill(0)],
} as const;

export const f32x4 = {
  lane: (index: number): Bytes => [...simd(0x1f), index],
  add: simd(0xe4),
  multiply: simd(0xe6),
} as const;

const i32x4 = {
  lane: (index: number): Bytes => [...simd(0x1b), index],
  add: simd(0xae),
  /** Multiplies eight 16-bit integers with eight, and adds up neighbouring products: four sums. */
  multiplyAddPairs: simd(0xba),
} as const;

/**
 * Just enough of a WebAssembly assembler for one function: the instructions it needs, each as its bytes, and the module
 * around them. The encoding is that of https://webassembly.github.io/spec/core/binary/; `simd` instructions are 128
 * bits wide: four 32-bit floats or integers, or eight 16-bit integers.
 * Runs the body, then again for as long as it leaves a number other than 0.
 */
export function loop(...body: readonly Bytes[]): Bytes {
  return [0x03, NO_RESULT, ...code(...body), 0x0d, 0, 0x0b];
}

/** A module that imports `env.memory` and exports one function, `run`, which takes `parameters` i32 numbers. */
export function moduleOf({ parameters, i32Locals, v128Locals, body }: WasmFunction): Uint8Array<ArrayBuffer> {
  const locals = list([code(unsigned(i32Locals), [I32]), code(unsigned(v128Locals), [V128])]);
  const whole = [...locals, ...body, 0x0b];
  return Uint8Array.from([
    ...[0x00, 0x61, 0x73, 0x6d, 0x01, 0x00, 0x00, 0x00],
    // Types, imports, functions by their type, exports, code.
    ...section(1, list([[0x60, ...list(new Array<Bytes>(parameters).fill([I32])), ...list([])]])),
    ...section(2, list([[...name("env"), ...name("memory"), 0x02, 0x00, ...unsigned(1)]])),
    ...section(3, list([[0]])),
    ...section(7, list([[...name("run"), 0x00, 0]])),
    ...section(10, list([[...unsigned(whole.length), ...whole]])),
  ]);
}

interface WasmFunction {
  readonly parameters: number;
  /** Locals are numbered after the parameters: first these, then the 128-bit ones. */
  readonly i32Locals: number;
  readonly v128Locals: number;
  readonly body: Bytes;
}

const list = (items: readonly Bytes[]): Bytes => [...unsigned(items.length), ...items.flat()];
const section = (id: number, content: Bytes): Bytes => [id, ...unsigned(content.length), ...content];
const name = (text: string): Bytes => list([...Buffer.from(text)].map((byte) => [byte]));

/** Memory is had in pages of this size. */
export const WASM_PAGE_BYTES = 65_536;

/** The part used here of the runtime's own interface, which Node's types leave out. */
interface WebAssemblyApi {
  readonly Memory: new (size: { readonly initial: number }) => { readonly buffer: ArrayBuffer };
  readonly Module: new (bytes: Uint8Array<ArrayBuffer>) => object;
  readonly Instance: new (
    module: object,
    imports: { readonly env: { readonly memory: object } },
  ) => { readonly exports: { readonly run: (...parameters: number[]) => void } };
  validate(bytes: Uint8Array<ArrayBuffer>): boolean;
}

/** Undefined where it is switched off, as `node --jitless` does. */
export function webAssembly(): WebAssemblyApi | undefined {
  // The type goes by way of unknown: a browser's types, with which the preview's page is checked, describe it
  // otherwise.
  return (globalThis as unknown as { WebAssembly?: WebAssemblyApi }).WebAssembly;
}

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
/** Size of a score, whether float or integer. */
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

/** Places of the loop over a row: in the question, and in the row of each part. */
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
