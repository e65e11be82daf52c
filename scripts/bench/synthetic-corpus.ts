/** Made-up documents as Markdown files, and an embedder that knows no meaning: what an ingest works with. */

import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Embedder } from "../../src/embedding/embedder.ts";
import type { SyntheticLanguage } from "./synthetic-language.ts";
import { randomUnitVector } from "./synthetic-library.ts";

export interface CorpusOptions {
  readonly language: SyntheticLanguage;
  /** Numbers of the first document, and of the one after the last: they name the files. */
  readonly from: number;
  readonly to: number;
  /** Each becomes one passage. */
  readonly sections: number;
  readonly sentences: number;
}

/** English and Chinese by turns. */
export function writeCorpus(folder: string, { language, from, to, sections, sentences }: CorpusOptions): void {
  mkdirSync(folder, { recursive: true });
  for (let document = from; document < to; document++) {
    const written = document % 2 === 0 ? ("en" as const) : ("zh" as const);
    const parts = Array.from({ length: sections }, (_, section) => {
      const text = Array.from({ length: sentences }, () => language.sentence(written));
      return `## Section ${document}.${section}\n\n${text.join(written === "zh" ? "" : " ")}\n`;
    });
    writeFileSync(join(folder, `${document}.md`), [`# Report ${document}\n`, ...parts].join("\n"));
  }
}

/** @param model whose vectors these are to pass for */
export function randomEmbedder(
  { id, dimensions }: Pick<Embedder, "id" | "dimensions">,
  random: () => number,
): Embedder {
  return {
    id,
    dimensions,
    embed: (texts) => Promise.resolve(texts.map(() => randomUnitVector(dimensions, random))),
    close: () => Promise.resolve(),
  };
}
