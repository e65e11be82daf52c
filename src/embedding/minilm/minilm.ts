/**
 * The embedder that needs no key and no network: all-MiniLM-L6-v2 on the threads of this process, with Chinese turned
 * into English words first, so that one space holds both languages.
 */

import { availableParallelism } from "node:os";
import { DocketError } from "../../errors.ts";
import { containsHan, type Gloss, type LazyGloss } from "../../language/zh/gloss.ts";
import { REFERENCE_SPACE } from "../calibration.ts";
import type { Embedder } from "../embedder.ts";
import { DIMENSIONS } from "./bert.ts";
import { type Model, type ModelOptions, ownModel } from "./model.ts";

/** The first takes 140 MB of memory and each further one 100 MB; 240 and 220 MB with WebAssembly. */
const MOST_THREADS_BY_DEFAULT = 4;

export const THREADS_BY_DEFAULT = Math.min(availableParallelism(), MOST_THREADS_BY_DEFAULT);

/** 256 tokens end far before it; what it spares is the glossing and splitting of text that nobody embeds. */
const MAX_CHARACTERS = 4_096;

export interface MinilmOptions extends Partial<Omit<ModelOptions, "embeds">> {
  /** Its id is part of the embedder's; it is loaded when the first Chinese text comes. */
  readonly gloss: LazyGloss;
  /** Whoever gave it closes it; absent: one of its own. */
  readonly model?: Model;
}

/**
 * The model reads 256 tokens, about 180 English words or 140 Chinese characters; the rest of a text changes nothing.
 * The id is the same whichever engine runs, because the vectors hardly differ (`engine.ts`).
 */
export function minilmEmbedder({
  gloss,
  model: given,
  threads = THREADS_BY_DEFAULT,
  ...options
}: MinilmOptions): Embedder {
  const model = given ?? ownModel({ threads, ...options });
  let loaded: Gloss | undefined;
  let closed = false;
  const prepare = (text: string): string => {
    const wellFormed = text.slice(0, MAX_CHARACTERS).toWellFormed();
    return loaded?.english(wellFormed) ?? wellFormed;
  };
  return {
    id: `${REFERENCE_SPACE}:${DIMENSIONS}:${gloss.id}`,
    dimensions: DIMENSIONS,
    async embed(texts, role, signal) {
      if (closed) throw new DocketError("embedding", "the embedder is closed");
      if (loaded === undefined && texts.some(containsHan)) loaded = await gloss.load();
      return await model.embed(texts, { role, signal, prepare });
    },
    async close() {
      closed = true;
      if (given === undefined) await model.close();
    },
  };
}
