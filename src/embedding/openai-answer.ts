/**
 * Checks what an embeddings endpoint answered, and makes unit vectors of it. Nothing in an answer is taken on trust.
 */

import { DocketError } from "../errors.ts";

export interface Expected {
  /** Model and host that answered, for messages. */
  readonly from: string;
  readonly count: number;
  readonly dimensions: number;
}

/** Below it a vector has no direction that means anything. */
const LEAST_NORM = 1e-6;

/**
 * @param answer what came back with status 200
 * @returns vectors in the order of the texts, whatever the order of the answer
 * @throws DocketError `embedding`
 */
export function vectorsOf(answer: unknown, { from, count, dimensions }: Expected): Float32Array[] {
  const wrong = (what: string) => new DocketError("embedding", `${from}: ${what}`);
  const data = field(answer, "data");
  if (!Array.isArray(data)) {
    throw wrong("answered with something else than vectors: check the base URL, which usually ends in /v1");
  }
  if (data.length !== count) throw wrong(`answered ${count} texts with ${data.length} vectors`);
  const vectors: Float32Array[] = [];
  for (const item of data) {
    const index = field(item, "index");
    if (typeof index !== "number" || !(index in data) || vectors[index] !== undefined) {
      throw wrong(`answered with vectors numbered wrongly (${String(index)}), so that they cannot be told apart`);
    }
    const numbers = field(item, "embedding");
    if (!Array.isArray(numbers) || numbers.length !== dimensions) {
      const length = Array.isArray(numbers) ? numbers.length : 0;
      throw wrong(`gave a vector of ${length} numbers, not ${dimensions}: set the dimensions to what the model gives`);
    }
    const vector = unitVector(numbers);
    if (vector === null)
      throw wrong("gave a vector that is zero or not of finite numbers: is this an embedding model?");
    vectors[index] = vector;
  }
  return vectors;
}

/** Null where the numbers are no numbers, not finite, or all but zero. */
function unitVector(numbers: readonly unknown[]): Float32Array | null {
  let squares = 0;
  for (const number of numbers) {
    if (typeof number !== "number") return null;
    squares += number * number;
  }
  const norm = Math.sqrt(squares);
  if (!(norm > LEAST_NORM && norm < Number.POSITIVE_INFINITY)) return null;
  return Float32Array.from(numbers, (number) => Number(number) / norm);
}

function field(value: unknown, name: string): unknown {
  return typeof value === "object" && value !== null ? Reflect.get(value, name) : undefined;
}
