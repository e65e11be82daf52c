import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { asQuestion } from "../../../src/engine/retrieval/question.ts";
import { anyCharacter } from "../../support/any-text.ts";

describe("what is typed", () => {
  it.each([
    ["", "empty"],
    ["  \n ", "empty"],
    ["\u202e\u200b\u0007\u2066", "empty"],
    ["🤔🤔🤔", "no-words"],
    ["?!?", "no-words"],
    ["why ".repeat(5_000), "too-long"],
    ["为".repeat(20_000), "too-long"],
  ])("is refused when it is no question: %j", (typed, problem) => {
    expect(asQuestion(typed)).toEqual({ problem });
  });

  it("is read as if what cannot be seen were not there", () => {
    expect(asQuestion("Who leads\u202e the\n photo\u200bmask project?\u0007")).toEqual({
      text: "Who leads the photomask project?",
      language: "en",
    });
  });

  it("is Chinese when it is asked in Chinese, whatever names are in it", () => {
    expect(asQuestion("Zhang Rujing 是谁？")).toMatchObject({ language: "zh" });
    expect(asQuestion("Who chairs the 材料联盟?")).toMatchObject({ language: "en" });
  });

  it("never throws, and never gives control characters or more than 2,000 characters", () => {
    fc.assert(
      fc.property(fc.string({ unit: anyCharacter, maxLength: 9_000 }), (typed) => {
        const question = asQuestion(typed);
        if ("problem" in question) return;
        expect(question.text.length).toBeLessThanOrEqual(2_000);
        expect(question.text).not.toMatch(/[\p{Cc}\u202a-\u202e\u2066-\u2069]/u);
        expect(question.text.isWellFormed()).toBe(true);
      }),
    );
  });
});
