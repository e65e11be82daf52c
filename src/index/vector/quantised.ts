/**
 * Vectors in 8 bits a number, a quarter of the bytes, for a first scan, with what is needed to say how far its scores
 * can be from the true ones. A row of integers times its scale is nearly the vector; the leftover is the length of the
 * difference, and by Cauchy and Schwarz no score of a question of unit length is further off than that.
 */

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

/** @param into at least as many integers as the row has numbers; more stay as they are */
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
    // To the nearest, in a third of the time that Math.round takes. What the scale's own rounding adds to the largest
    // is far less than the half that would carry it past the limit.
    const integer = Math.floor(value * stepsInOne + 0.5);
    into[i] = integer;
    const difference = value - integer * scale;
    squares += difference * difference;
  }
  return { scale, leftover: Math.sqrt(squares) };
}
