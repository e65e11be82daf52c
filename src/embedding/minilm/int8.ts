/**
 * Weights as 8-bit integers. Each output of a layer has a scale of its own, so that one large weight costs the others
 * nothing. Activations are quantised as they come, by the runtime.
 */

import { readFileSync } from "node:fs";

/** A linear layer's weight for `MatMulIntegerToFloat`: it takes the transpose of what PyTorch keeps. */
export interface Int8Weight {
  /** `[inputs, outputs]`, row by row. */
  readonly values: Int8Array;
  /** What each column is to be multiplied by, `[outputs]`. */
  readonly scales: Float32Array;
}

const LARGEST = 127;

/**
 * @param weight float16, `[outputs, inputs]`, row by row
 * @example quantise(new Float16Array([1, -2]), 1, 2) // values 64, -127; scales 2 / 127
 */
export function quantise(weight: Float16Array, outputs: number, inputs: number): Int8Weight {
  const values = new Int8Array(inputs * outputs);
  const scales = new Float32Array(outputs);
  for (let output = 0; output < outputs; output++) {
    const row = Float32Array.from(weight.subarray(output * inputs, (output + 1) * inputs));
    const largest = row.reduce((most, value) => Math.max(most, Math.abs(value)), 0);
    const scale = largest === 0 ? 1 : largest / LARGEST;
    scales[output] = scale;
    for (let input = 0; input < inputs; input++) {
      values[input * outputs + output] = Math.round((row[input] as number) / scale);
    }
  }
  return { values, scales };
}

/**
 * Whether 8-bit products are exact and fast here: the processor has VNNI. Without it AVX2 adds products in 16 bits,
 * which overflow, so that results would depend on the machine.
 */
export function hasInt8Products(readCpuInfo: () => string = () => readFileSync("/proc/cpuinfo", "utf8")): boolean {
  try {
    return /\bavx512_vnni\b|\bavx_vnni\b/u.test(readCpuInfo());
  } catch {
    return false;
  }
}
