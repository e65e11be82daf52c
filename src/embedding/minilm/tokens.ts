/** Text to the numbers that the model was trained on: lower-cased WordPiece tokens of BERT's vocabulary. */

import { readFile } from "node:fs/promises";
import { Tokenizer } from "@huggingface/tokenizers";

/** The model was trained on no more. The start and the end mark are two of them. */
export const MAX_TOKENS = 256;

/** BERT's mark for the end of a text. */
const SEPARATOR = 102;

/** The tokens of a text, at least its start and end marks; what is beyond `MAX_TOKENS` is cut off. */
export type Tokenize = (text: string) => Int32Array;

/** @param path a `tokenizer.json` */
export async function openTokenizer(path: string): Promise<Tokenize> {
  const tokenizer = new Tokenizer(JSON.parse(await readFile(path, "utf8")), {});
  return (text) => {
    const tokens = Int32Array.from(tokenizer.encode(text).ids.slice(0, MAX_TOKENS));
    if (tokens.length === MAX_TOKENS) tokens[MAX_TOKENS - 1] = SEPARATOR;
    return tokens;
  };
}
