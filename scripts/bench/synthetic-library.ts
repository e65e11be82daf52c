/** A library of made-up documents, English and Chinese by turns, stored the way that an ingest stores real ones. */

import type { Block, Document } from "../../src/documents/document.ts";
import type { Language } from "../../src/language/language.ts";
import type { Gloss } from "../../src/language/zh/gloss.ts";
import { missingTexts } from "../../src/library/embed-texts.ts";
import type { Library } from "../../src/library/library.ts";
import { applyChanges, storeVectors } from "../../src/library/library-writer.ts";
import { splitDocument } from "../../src/library/split.ts";
import type { SyntheticLanguage } from "./synthetic-language.ts";

const PASSAGES_IN_DOCUMENT = 10;
/** Together under what one passage may hold, so that each section becomes one passage. */
const SENTENCES_IN_PASSAGE = 5;
/** Documents stored in one transaction. */
const DOCUMENTS_AT_A_TIME = 100;
const VECTORS_AT_A_TIME = 2_000;

export interface SyntheticParts {
  readonly language: SyntheticLanguage;
  readonly gloss: Gloss;
}

/** Documents until the library has so many passages. */
export function growLibrary(library: Library, passages: number, { language, gloss }: SyntheticParts): void {
  let { documents: next, passages: stored } = library.size();
  while (stored < passages) {
    const added = [];
    while (stored < passages && added.length < DOCUMENTS_AT_A_TIME) {
      const document = syntheticDocument(next, Math.min(PASSAGES_IN_DOCUMENT, passages - stored), language);
      const file = { hash: document.version, size: document.text.length, modified: 0 };
      const split = splitDocument(document);
      added.push({ document, passages: split, file });
      stored += split.length;
      next += 1;
    }
    const nothing = { removed: [], touched: [] };
    applyChanges(library.database, {
      pipeline: "bench",
      added,
      ...nothing,
      now: new Date(0),
      gloss: (text) => (/\p{Script=Han}/u.test(text) ? gloss.english(text) : ""),
    });
  }
}

function syntheticDocument(number: number, passages: number, { sentence }: SyntheticLanguage): Document {
  const language: Language = number % 2 === 0 ? "en" : "zh";
  const blocks: Block[] = [];
  const add = (block: Pick<Block, "kind" | "section">, content: string, before: string): string => {
    const start = before.length;
    blocks.push({ ...block, start, end: start + content.length, place: null, leadIn: null });
    return `${before}${content}\n\n`;
  };
  let text = "";
  for (let index = 0; index < passages; index++) {
    const section = [`Section ${number}.${index}`];
    const sentences = Array.from({ length: SENTENCES_IN_PASSAGE }, () => sentence(language));
    text = add({ kind: "heading", section }, section.join(), text);
    text = add({ kind: "paragraph", section }, sentences.join(language === "zh" ? "" : " "), text);
  }
  const path = `bench/${number}.md`;
  return {
    id: path,
    path,
    collection: "bench",
    format: "markdown",
    version: `bench-${number}`,
    warnings: [],
    title: `Report ${number}`,
    language,
    publisher: null,
    published: null,
    source: null,
    number: null,
    effectiveFrom: null,
    effectiveUntil: null,
    supersedes: [],
    amends: [],
    text,
    blocks,
  };
}

/** Gives every piece a vector of random direction: searching costs the same whatever the vectors mean. */
export function addRandomVectors(
  library: Library,
  embedder: { readonly id: string; readonly dimensions: number },
  random: () => number,
): void {
  const texts = [...missingTexts(library.database, embedder.id, [])];
  for (let from = 0; from < texts.length; from += VECTORS_AT_A_TIME) {
    const batch = texts.slice(from, from + VECTORS_AT_A_TIME);
    const vectors = batch.map(() => randomUnitVector(embedder.dimensions, random));
    storeVectors(library.database, embedder.id, batch, vectors);
  }
}

export function randomUnitVector(dimensions: number, random: () => number): Float32Array {
  const vector = Float32Array.from({ length: dimensions }, () => random() - 0.5);
  const length = Math.sqrt(vector.reduce((sum, value) => sum + value * value, 0));
  return vector.map((value) => value / length);
}
