/**
 * Answering with everything but the model: an embedder that adds up words, over a made-up library whose vectors are its
 * own. Questions find what they are about, and embedding them costs next to nothing.
 */

import type { Config } from "../../src/config.ts";
import { type Engine, openEngine } from "../../src/engine/engine.ts";
import { ingestPartsOf } from "../../src/engine/engine-parts.ts";
import { DocketError } from "../../src/errors.ts";
import { publishSnapshot } from "../../src/index/snapshot.ts";
import { missingTexts } from "../../src/library/embed-texts.ts";
import { indexContent, storeVectors, wordContent } from "../../src/library/library-writer.ts";
import { wordEmbedder } from "../../test/support/word-embedder.ts";
import { syntheticLanguage } from "./synthetic-language.ts";
import { growLibrary } from "./synthetic-library.ts";

/** Number of floats, as many as the embedded model gives. */
const EMBEDDER = { id: "words:384", dimensions: 384 };

/** @param config whose library was made by `growWordsLibrary` */
export function openWordsApp(config: Config, onNotice: (notice: string) => void): Engine {
  return openEngine({ config, onNotice, embedder: wordEmbedder(EMBEDDER), inThread: "shown" });
}

/** @returns as many questions as passages, each about one of them, English and Chinese by turns */
export async function growWordsLibrary(config: Config, passages: number, random: () => number): Promise<string[]> {
  const { library, gloss: lazyGloss, indexFormat: format, snapshotsDir: folder } = ingestPartsOf(config);
  try {
    const gloss = await lazyGloss.load();
    const language = syntheticLanguage(gloss, random);
    growLibrary(library, passages, { language, gloss });
    const { database } = library;
    const embedder = wordEmbedder(EMBEDDER);
    const texts = [...missingTexts(database, embedder.id, [])];
    const vectors = await embedder.embed(
      texts.map(({ text }) => text),
      "passage",
    );
    storeVectors(database, embedder.id, texts, vectors);
    const content = indexContent(database, embedder.id, embedder.dimensions);
    const revision = library.revision();
    await publishSnapshot({ folder, revision, format, content, words: wordContent(database) });
    return Array.from({ length: passages }, (_, index) => {
      const [passage] = library.passages([index + 1]);
      if (passage === undefined) throw new DocketError("storage", `no passage ${index + 1} in the made-up library`);
      const [sentence = { start: passage.start, end: passage.end }] = passage.sentences;
      const text = passage.text.slice(sentence.start - passage.start, sentence.end - passage.start);
      return language.questionAbout(text, passage.language);
    });
  } finally {
    library.close();
  }
}
