/**
 * Cosines of any embedder on the scale of the embedded one, which every threshold and weight was chosen with. Models differ
 * in what unrelated texts have: .05 with MiniLM, .7 and more with some that are hosted. What they have is measured once, on
 * sentences that have nothing to do with each other, and the scale between it and 1 is stretched to the embedded one's.
 */

import type { Embedder } from "./embedder.ts";

/** A cosine as the embedded model would have it. */
export type Calibration = (cosine: number) => number;

/** Mean cosine of the probes with the embedded model (2026-11-29). */
export const UNRELATED = 0.046;

/** Short statements of different matters, as members' documents have them. */
const PROBES = [
  "Bees visit the orchard in the early morning.",
  "The ferry was delayed by fog for two hours.",
  "A violin has four strings tuned in fifths.",
  "The committee postponed the vote on parking fees.",
  "Granite forms when magma cools slowly underground.",
  "Her grandmother kept the recipe in a tin box.",
  "The compiler reports an unused variable as a warning.",
  "Penguins cannot fly, but they swim very fast.",
  "Rent is due on the first working day of each month.",
  "The goalkeeper saved two penalties in the final.",
  "Silk was carried along the road for many centuries.",
  "Vaccines are stored between two and eight degrees.",
] as const;

/** The embedded model's vectors: how their space is named in an embedder's id. */
export const REFERENCE_SPACE = "minilm-l6-v2";

export function isReference({ id }: Pick<Embedder, "id">): boolean {
  return id.startsWith(`${REFERENCE_SPACE}:`);
}

/** @param unrelated as measured; null of the embedded model, and where it was not measured: cosines stay as they are */
export function calibrationOf(unrelated: number | null): Calibration {
  return unrelated === null ? (cosine) => cosine : stretched(unrelated);
}

/** @throws DocketError `embedding` or `cancelled`, as the embedder does */
export async function measureUnrelated(embedder: Embedder, signal?: AbortSignal): Promise<number> {
  const questions = await embedder.embed(PROBES, "question", signal);
  const passages = await embedder.embed(PROBES, "passage", signal);
  return meanOfOthers(questions, passages);
}

/** Sends the cosine of unrelated texts to the embedded model's, and leaves 1 where it is. */
export function stretched(unrelated: number): Calibration {
  const scale = (1 - UNRELATED) / (1 - unrelated);
  return (cosine) => 1 - (1 - cosine) * scale;
}

/** Mean cosine of each question with every passage but its own. */
export function meanOfOthers(questions: readonly Float32Array[], passages: readonly Float32Array[]): number {
  let sum = 0;
  let pairs = 0;
  for (const [index, question] of questions.entries()) {
    for (const [other, passage] of passages.entries()) {
      if (other === index) continue;
      sum += dot(question, passage);
      pairs += 1;
    }
  }
  return sum / pairs;
}

export function dot(one: Float32Array, other: Float32Array): number {
  return one.reduce((sum, value, index) => sum + value * (other[index] ?? 0), 0);
}
