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
  /** `[CLS] question [SEP] title: unit unit ... [SEP]` */
  readonly tokens: Int32Array;
  /** Of each token: 0 the question's, 1 the passage's. */
  readonly sides: Int32Array;
  /** `[units, tokens]`, row by row. */
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
    const asked = [CLS, ...ids(question).slice(-MAX_QUESTION), SEPARATOR];
    const tokens = title === "" ? [...asked] : [...asked, ...ids(title).slice(-MAX_TITLE), COLON];
    const end = asked.length + MAX_PASSAGE - 1;
    const spans = units.map((unit) => {
      const room = Math.max(0, Math.min(MAX_UNIT, end - tokens.length));
      const start = tokens.length;
      tokens.push(...ids(unit).slice(0, room));
      return { start, end: tokens.length };
    });
    tokens.push(SEPARATOR);
    const members = new Float32Array(units.length * tokens.length).fill(NOT_A_MEMBER);
    spans.forEach((span, unit) => {
      members.fill(0, unit * tokens.length + span.start, unit * tokens.length + span.end);
    });
    return {
      tokens: Int32Array.from(tokens),
      sides: Int32Array.from(tokens, (_, place) => Number(place >= asked.length)),
      members,
      present: spans.map(({ start, end: after }) => after > start),
    };
  };
}
