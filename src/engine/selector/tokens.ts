/** Question and passage as the selector was trained on them; `training/selector/data.py` builds the same. */

import { readFile } from "node:fs/promises";
import { Tokenizer } from "@huggingface/tokenizers";
import type { SelectorPassage } from "./selector.ts";

const CLS = 101;
const SEPARATOR = 102;
const COLON = 1024;
const MAX_QUESTION = 64;
const MAX_PASSAGE = 288;
const MAX_TITLE = 40;
const MAX_UNIT = 160;
/** Logit that the softmax takes for nothing; -1e9 would make denormal numbers, which are slow. */
const NOT_A_MEMBER = -50;

interface SelectorTokens {
  readonly question: Int32Array;
  readonly passage: Int32Array;
  /** `[units, tokens of the passage]`, row by row. */
  readonly members: Float32Array;
  /** Which of the passage's units are there: those behind the token limit are not. */
  readonly present: readonly boolean[];
}

export type Tokenise = (question: string, passage: SelectorPassage) => SelectorTokens;

/** @param path a `tokenizer.json` */
export async function openSelectorTokens(path: string): Promise<Tokenise> {
  const tokenizer = new Tokenizer(JSON.parse(await readFile(path, "utf8")), {});
  const ids = (text: string): number[] => tokenizer.encode(text, { add_special_tokens: false }).ids;
  return (question, { title, units }) => {
    const heading = title === "" ? [] : [...ids(title).slice(-MAX_TITLE), COLON];
    const tokens = [CLS, ...heading];
    const spans = units.map((unit) => {
      const room = Math.max(0, Math.min(MAX_UNIT, MAX_PASSAGE - 1 - tokens.length));
      const start = tokens.length;
      tokens.push(...ids(unit).slice(0, room));
      return { start, end: tokens.length };
    });
    tokens.push(SEPARATOR);
    const members = new Float32Array(units.length * tokens.length).fill(NOT_A_MEMBER);
    spans.forEach(({ start, end }, unit) => {
      members.fill(0, unit * tokens.length + start, unit * tokens.length + end);
    });
    return {
      question: Int32Array.from([CLS, ...ids(question).slice(-MAX_QUESTION), SEPARATOR]),
      passage: Int32Array.from(tokens),
      members,
      present: spans.map(({ start, end }) => end > start),
    };
  };
}
