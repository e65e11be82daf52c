/**
 * Documents made up in any number, English and Chinese by turns, whose words are as unevenly common as real ones: the
 * word of rank n occurs about 1/n as often as the first (Zipf), which is what keyword search's cost depends on.
 */

import type { Block, Document, Language } from "../../src/documents/document.ts";
import type { Library } from "../../src/library/library.ts";
import { applyChanges, type NewDocument, storeVectors, textsWithoutVector } from "../../src/library/library-writer.ts";
import { splitDocument } from "../../src/library/split.ts";

/** Numbers from 0 up to 1, the same for the same seed (Mulberry32). */
export function seededRandom(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

const PASSAGES_PER_DOCUMENT = 10;
const VOCABULARY = 20_000;
const HAN_VOCABULARY = 3_000;

/** A sentence of made-up words; also good for a question. */
export function sentenceOf(language: Language, words: number, random: () => number): string {
  const rank = (size: number): number => Math.floor(size ** random());
  const drawn = Array.from({ length: words }, () =>
    language === "zh" ? String.fromCodePoint(0x4e00 + rank(HAN_VOCABULARY)) : englishWord(rank(VOCABULARY)),
  );
  return language === "zh" ? `${drawn.join("")}。` : `${drawn.join(" ")}.`;
}

/** A pronounceable word for a number: 26 times 26 syllables are enough for the vocabulary. */
function englishWord(rank: number): string {
  const syllable = (number: number): string =>
    `${"bcdfghjklmnpqrstvwxz"[number % 20] ?? ""}${"aeiou"[number % 5] ?? ""}`;
  return `${syllable(rank)}${syllable(Math.floor(rank / 20))}${syllable(Math.floor(rank / 400))}${rank.toString(36)}`;
}

function syntheticDocument(number: number, passages: number, random: () => number): Document {
  const language: Language = number % 2 === 0 ? "en" : "zh";
  const blocks: Block[] = [];
  let text = "";
  for (let index = 0; index < passages; index++) {
    const sentences = Array.from({ length: 4 }, () => sentenceOf(language, language === "zh" ? 28 : 25, random));
    const start = text.length;
    text += sentences.join(language === "zh" ? "" : " ");
    const section = [`Section ${index}`];
    blocks.push({ kind: "paragraph", start, end: text.length, section, page: null, leadIn: null });
    text += "\n\n";
  }
  const path = `synthetic/${number}.md`;
  return {
    ...{
      id: path,
      path,
      collection: "synthetic",
      format: "markdown",
      version: `synthetic-${number}`,
      title: `Document ${number}`,
    },
    ...{
      publisher: null,
      published: null,
      source: null,
      number: null,
      language,
      effectiveFrom: null,
      effectiveUntil: null,
    },
    ...{ supersedes: [], amends: [], warnings: [], text, blocks },
  };
}

/** Adds so many passages to the library in one transaction. @returns how long that took, in milliseconds */
export function addSyntheticPassages(
  library: Library,
  passages: number,
  random: () => number,
): { storeMs: number; documents: NewDocument[] } {
  const documents = Array.from({ length: Math.ceil(passages / PASSAGES_PER_DOCUMENT) }, (_, number) => {
    const document = syntheticDocument(
      number,
      Math.min(PASSAGES_PER_DOCUMENT, passages - number * PASSAGES_PER_DOCUMENT),
      random,
    );
    return {
      document,
      passages: splitDocument(document),
      file: { hash: document.version, size: document.text.length, modified: 0 },
    };
  });
  const started = performance.now();
  applyChanges(library.database, {
    ...{ pipeline: "synthetic", removed: [], touched: [], added: documents, now: new Date(0) },
    gloss: (text) =>
      /\p{Script=Han}/u.test(text)
        ? Array.from(text, (character) => englishWord(character.codePointAt(0) ?? 0)).join(" ")
        : "",
  });
  return { storeMs: performance.now() - started, documents };
}

/** Gives every piece a vector of random direction: searching costs the same whatever the vectors mean. */
export function addRandomVectors(
  library: Library,
  embedder: { readonly id: string; readonly dimensions: number },
  random: () => number,
): void {
  const texts = textsWithoutVector(library.database, embedder.id, []);
  for (let from = 0; from < texts.length; from += 1_000) {
    const batch = texts.slice(from, from + 1_000);
    storeVectors(
      library.database,
      embedder.id,
      batch,
      batch.map(() => randomUnitVector(embedder.dimensions, random)),
    );
  }
}

export function randomUnitVector(dimensions: number, random: () => number): Float32Array {
  const vector = Float32Array.from({ length: dimensions }, () => random() + random() + random() - 1.5);
  const norm = Math.hypot(...vector);
  return vector.map((value) => value / norm);
}
