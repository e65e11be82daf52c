/** Weights of a model: where in its safetensors file each tensor lies, and tensors as 8-bit integers. */

import { closeSync, openSync, readFileSync, readSync } from "node:fs";
import { open } from "node:fs/promises";
import { DocketError } from "../../errors.ts";

export interface StoredTensor {
  readonly type: string;
  readonly shape: readonly number[];
  /** Bytes from the start of the file. */
  readonly offset: number;
  /** Length in bytes. */
  readonly length: number;
}

/** Far above the 11 KB of a small model's header; a larger number means that this is another kind of file. */
const MAX_HEADER_BYTES = 1_000_000;

/** A tensor in the header: its bytes lie at these offsets from the end of the header. */
interface HeaderEntry {
  readonly dtype: string;
  readonly shape: readonly number[];
  readonly data_offsets: readonly [start: number, end: number];
}

/** @throws DocketError `storage` when the file is not safetensors, or ends before its last tensor does. */
export async function readTensors(path: string): Promise<ReadonlyMap<string, StoredTensor>> {
  const file = await open(path, "r");
  try {
    const prefix = Buffer.alloc(8);
    await file.read(prefix, 0, 8, 0);
    const headerBytes = Number(prefix.readBigUInt64LE());
    if (headerBytes > MAX_HEADER_BYTES) throw damaged(path, `a header of ${headerBytes} bytes`);
    const header = Buffer.alloc(headerBytes);
    await file.read(header, 0, headerBytes, 8);
    const tensors = parse(header.toString("utf8"), 8 + headerBytes, path);
    const { size } = await file.stat();
    for (const { offset, length } of tensors.values()) {
      if (offset + length > size) throw damaged(path, `${size} bytes, and a tensor that ends at ${offset + length}`);
    }
    return tensors;
  } finally {
    await file.close();
  }
}

/** The bytes of a file from one place to another. */
export interface FileParts {
  subarray(start: number, end: number): Uint8Array;
}

/** Parts of the file, read as they are asked for: all of it in memory would be 45 MB for weights that are used once. */
export function withParts<Result>(path: string, use: (parts: FileParts) => Result): Result {
  const file = openSync(path, "r");
  try {
    return use({
      subarray(start, end) {
        const part = new Uint8Array(end - start);
        readSync(file, part, 0, part.length, start);
        return part;
      },
    });
  } finally {
    closeSync(file);
  }
}

/**
 * Rows of a float16 matrix, read from its file as they are asked for: two graphs that look words up in a file that they map
 * have 37 MB of it in memory. A row is read in a microsecond or two.
 * @returns rows one after the other, exactly, as float32
 */
export function openRows(
  path: string,
  { shape: [, columns = 0], offset }: StoredTensor,
): (numbers: Int32Array) => Float32Array {
  const file = openSync(path, "r");
  const row = new Uint16Array(columns);
  return (numbers) => {
    const values = new Float32Array(numbers.length * columns);
    for (const [place, number] of numbers.entries()) {
      readSync(file, row, 0, row.byteLength, offset + number * row.byteLength);
      const start = place * columns;
      for (let column = 0; column < columns; column++) values[start + column] = FLOATS[row[column] as number] as number;
    }
    return values;
  };
}

function parse(json: string, firstByte: number, path: string): ReadonlyMap<string, StoredTensor> {
  const tensors = new Map<string, StoredTensor>();
  try {
    const header: Record<string, HeaderEntry> = JSON.parse(json);
    for (const [name, { dtype, shape, data_offsets }] of Object.entries(header)) {
      if (name === "__metadata__") continue;
      const [start, end] = data_offsets;
      if (!(start >= 0 && end >= start)) throw new RangeError(`${name} is at ${start} to ${end}`);
      tensors.set(name, { type: dtype, shape, offset: firstByte + start, length: end - start });
    }
  } catch (error) {
    throw damaged(path, "no readable header", error);
  }
  return tensors;
}

function damaged(path: string, what: string, cause?: unknown): DocketError {
  return new DocketError("storage", `${path} has ${what}: it is damaged, install the packages again`, { cause });
}

/** A linear layer's weight for `MatMulIntegerToFloat`: it takes the transpose of what PyTorch keeps. */
interface Int8Weight {
  /** `[inputs, outputs]`, row by row. */
  readonly values: Int8Array;
  /** Factors of each column, `[outputs]`. */
  readonly scales: Float32Array;
}

/** Largest of the signed 8-bit integers. */
export const LARGEST = 127;
/**
 * Largest of 7 bits. AVX2 adds two products of 8 bits in 16, which 127 x 255 x 2 overflows and 63 x 255 x 2 does not:
 * with such weights every processor computes the same.
 */
export const LARGEST_EVERYWHERE = 63;

/** Every float16 by its bits: a table is five times as fast as the conversion, and 11 million weights wait for it. */
const FLOATS = Float32Array.from(new Float16Array(Uint16Array.from({ length: 2 ** 16 }, (_, bits) => bits).buffer));
const WITHOUT_SIGN = 0x7fff;
const TILE = 64;
const OFFSET = 256;

/**
 * Weights as 8-bit integers. Each output of a layer has a scale of its own, so that one large weight costs the others
 * nothing. Activations are quantised as they come, by the runtime.
 * @param weight bits of float16, `[outputs, inputs]`, row by row
 * @param most the largest value
 * @example quantise(new Uint16Array(new Float16Array([1, -2]).buffer), 1, 2, LARGEST) // values 64, -127; scale 2 /
 * 127
 */
export function quantise(weight: Uint16Array, outputs: number, inputs: number, most: number): Int8Weight {
  const values = new Int8Array(inputs * outputs);
  const scales = new Float32Array(outputs);
  for (let output = 0; output < outputs; output++) {
    const first = output * inputs;
    let farthest = 0;
    for (let at = first; at < first + inputs; at++) {
      // Without their signs floats are in the order of their bits.
      const bits = (weight[at] as number) & WITHOUT_SIGN;
      if (bits > farthest) farthest = bits;
    }
    const largest = FLOATS[farthest] as number;
    scales[output] = largest === 0 ? 1 : largest / most;
  }
  // The loop goes in tiles that stay in the cache, because what is read by rows is written by columns.
  for (let top = 0; top < outputs; top += TILE) {
    for (let left = 0; left < inputs; left += TILE) {
      for (let output = top; output < Math.min(top + TILE, outputs); output++) {
        const factor = 1 / (scales[output] as number);
        for (let input = left; input < Math.min(left + TILE, inputs); input++) {
          const value = FLOATS[weight[output * inputs + input] as number] as number;
          // Rounded as Math.round does, in a third of its time: above 0, cutting off is rounding down.
          values[input * outputs + output] = ((value * factor + OFFSET + 0.5) | 0) - OFFSET;
        }
      }
    }
  }
  return { values, scales };
}

/**
 * Tells whether 8-bit products are exact and fast here: the processor has VNNI. Without it AVX2 adds products in 16
 * bits, which overflow, so that results would depend on the machine.
 */
export function hasInt8Products(readCpuInfo: () => string = () => readFileSync("/proc/cpuinfo", "utf8")): boolean {
  try {
    return /\bavx512_vnni\b|\bavx_vnni\b/u.test(readCpuInfo());
  } catch {
    return false;
  }
}
