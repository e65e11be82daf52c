import { describe, expect, it } from "vitest";
import { readableFirst } from "../../../src/engine/answering/prefer.ts";
import type { Candidate } from "../../../src/engine/answering/sentences.ts";
import type { Language } from "../../../src/language/language.ts";

function candidate(quote: string, language: Language, score: number): Candidate {
  return { quote, score, evidence: { passage: { language } } } as Candidate;
}

const english = (score: number): Candidate => candidate("The meeting is on May 3.", "en", score);
const chinese = (score: number): Candidate => candidate("会议定于5月3日。", "zh", score);

describe("of two sentences that answer as well", () => {
  it("the one that the asker reads comes first", () => {
    const [first, second] = [english(2), chinese(1.97)];
    expect(readableFirst([first, second], "zh")).toEqual([second, first]);
    expect(readableFirst([first, second], "en")).toEqual([first, second]);
  });

  it("the better one stays first, where one is better", () => {
    const both = [english(2), chinese(1.9)];
    expect(readableFirst(both, "zh")).toEqual(both);
    expect(readableFirst([], "zh")).toEqual([]);
  });
});
