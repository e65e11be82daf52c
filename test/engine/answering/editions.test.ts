import { describe, expect, it } from "vitest";
import { tellEditions } from "../../../src/engine/answering/quote.ts";
import { createEditions } from "../../../src/library/editions/editions.ts";
import { citationIn, FEES, libraryDocument, quotedAnswer } from "../../bot/render/cited.ts";

const AMOUNT = citationIn(FEES, "The fee is 20,000 yuan a year.");

describe("a quote in another language than the question's", () => {
  const chinese = { ...FEES, id: "fees-zh", path: "rules/fees.zh.md", language: "zh" as const };
  const editionsOf = (...documents: readonly (typeof FEES)[]) =>
    createEditions({
      ...{ documents: documents.map(libraryDocument), versionOf: () => null },
      ...{ modifiedOf: () => 0, wordsOf: () => [] },
    });
  const told = (language: "en" | "zh", ...documents: readonly (typeof FEES)[]) => {
    const answer = tellEditions(quotedAnswer(AMOUNT), language, editionsOf(...documents));
    return answer.kind === "answered" && answer.claims[0].citations[0].onlyInOriginal === true;
  };

  it("says that its work has an edition in it, which does not say this for sure", () => {
    expect(told("zh", FEES, chinese)).toBe(true);
  });

  it("says nothing where there is no such edition, or it is that edition", () => {
    expect(told("zh", FEES)).toBe(false);
    expect(told("en", FEES, chinese)).toBe(false);
  });
});
