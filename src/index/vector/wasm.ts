/**
 * Just enough of a WebAssembly assembler for one function: the instructions it needs, each as its bytes, and the module
 * around them. The encoding is that of https://webassembly.github.io/spec/core/binary/; `simd` instructions are 128
 * bits wide: four 32-bit floats or integers, or eight 16-bit integers.
 */

export type Bytes = readonly number[];

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

export const i32x4 = {
  lane: (index: number): Bytes => [...simd(0x1b), index],
  add: simd(0xae),
  /** Multiplies eight 16-bit integers with eight, and adds up neighbouring products: four sums. */
  multiplyAddPairs: simd(0xba),
} as const;

/** Runs the body, then again for as long as it leaves a number other than 0. */
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

export interface WasmFunction {
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
export interface WebAssemblyApi {
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
  // By way of unknown: a browser's types, with which the preview's page is checked, describe it otherwise.
  return (globalThis as unknown as { WebAssembly?: WebAssemblyApi }).WebAssembly;
}
