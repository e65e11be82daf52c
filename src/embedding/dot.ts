/** Dot product of two vectors: the cosine, where both have unit length. Pure. */
export function dot(one: Float32Array, other: Float32Array): number {
  return one.reduce((sum, value, index) => sum + value * (other[index] ?? 0), 0);
}
