import { describe, expect, it } from "vitest";
import { withoutCourtesy } from "../../../src/engine/retrieval/question.ts";

describe("a question without its courtesies", () => {
  const cleaned: readonly (readonly [string, string])[] = [
    ["Good evening! Could you please tell me who runs the archive? Thank you very much.", "who runs the archive?"],
    ["Hi all, sorry to bother you, but when does the pool open?", "when does the pool open?"],
    ["I couldn't find it anywhere: what does parking cost? Many thanks, Ben", "what does parking cost?"],
    [
      "Dear Secretariat, I would like to know how guests are registered. Kind regards, Tom Miller",
      "how guests are registered.",
    ],
    ["hey, what's the wifi password pls", "what's the wifi password"],
    ["您好，请问年会在哪里开？", "年会在哪里开？"],
    ["你好，我想问一下停车怎么收费，谢谢！", "停车怎么收费"],
    ["麻烦问一下哈，档案室几点关门呀", "档案室几点关门呀"],
  ];
  it.each(cleaned)("%s", (typed, asked) => {
    expect(withoutCourtesy(typed)).toBe(asked);
  });

  it.each([
    "Who chairs the board?",
    "How do I say thank you to the board?",
    "We are a school in Wuxi. What do we pay?",
    "会员可以带客人吗？",
    "Hello",
    "谢谢",
    "Many thanks, Ben",
  ])("leaves as it is: %s", (typed) => {
    expect(withoutCourtesy(typed)).toBe(typed);
  });
});
