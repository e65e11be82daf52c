/**
 * An embedder without a model: each word adds to one dimension that its letters choose. Texts that share words are near
 * each other, the same text always gets the same vector, and every call is counted, so that tests can be exact.
 */

import type { Embedder } from "../../src/embedding/embedder.ts";
import { tokenize } from "../../src/language/tokenize.ts";

export interface WordEmbedder extends Embedder {
  /** Every text that was embedded, in order. */
  readonly embedded: string[];
}

export function wordEmbedder({ id = "words:64", dimensions = 64 } = {}): WordEmbedder {
  const embedded: string[] = [];
  return {
    id,
    dimensions,
    embedded,
    embed(texts) {
      embedded.push(...texts);
      return Promise.resolve(texts.map((text) => vectorOf(text, dimensions)));
    },
    close: () => Promise.resolve(),
  };
}

function vectorOf(text: string, dimensions: number): Float32Array {
  const vector = new Float32Array(dimensions);
  // A text without words still needs a direction.
  vector[0] = 0.01;
  for (const word of tokenize(text)) {
    let hash = 2_166_136_261;
    for (const character of word) hash = Math.imul(hash ^ (character.codePointAt(0) ?? 0), 16_777_619);
    const place = (hash >>> 0) % dimensions;
    vector[place] = (vector[place] ?? 0) + 1;
  }
  const norm = Math.hypot(...vector);
  return vector.map((value) => value / norm);
}
