import { describe, expect, it } from "vitest";
import { findQuote } from "../../../src/engine/grounding/quotes.ts";

const PASSAGE =
  "The Alliance issued an “initiative”: members  should\nact — now. 会员单位应当于每年３月31日前缴纳年费。";

function quoted(quote: string): string {
  const span = findQuote(quote, PASSAGE);
  return span === null || span === "too-short" ? String(span) : PASSAGE.slice(span.start, span.end);
}

describe("a quote", () => {
  it("is found whatever its white space, quotation marks, dashes and width", () => {
    expect(quoted('issued an "initiative": members should act - now.')).toBe(
      "issued an “initiative”: members  should\nact — now.",
    );
    expect(quoted("应当于每年3月31日前 缴纳年费")).toBe("应当于每年３月31日前缴纳年费");
  });

  it("is found inside marks that the writer set around it", () => {
    expect(quoted("“The Alliance issued an ‘initiative’…”")).toBe("The Alliance issued an “initiative");
  });

  it("is found whole or not at all", () => {
    expect(quoted("The Alliance issued an initiative that members should act")).toBe("null");
    expect(quoted("应当于每年3月31日前缴纳会费")).toBe("null");
  });

  it("must be long enough to prove something", () => {
    expect(quoted("members should")).toBe("too-short");
    expect(quoted("缴纳年费")).toBe("too-short");
    expect(quoted("")).toBe("too-short");
  });
});
