import { describe, expect, it } from "vitest";
import { fieldText } from "../../../src/documents/office/field-text.ts";

describe("a field that draws something and stores no result", () => {
  it.each([
    ["a fraction", String.raw` EQ \f(3,4) `, "", "3/4"],
    ["a fraction after a figure", String.raw`EQ \f(1,3)`, "2", " 1/3"],
    ["a fraction of sums", String.raw`EQ \f(a+b,2c)`, "", "(a+b)/2c"],
    ["a root, with a degree", String.raw`EQ \r(3,x)`, "", "∛x"],
    ["a square root over a fraction", String.raw`EQ \r(,\f(1,2))`, "", "√(1/2)"],
    ["a power", String.raw`EQ x\s\up8(2)`, "", "x²"],
    ["an index", String.raw`EQ H\s\do4(2)O`, "", "H₂O"],
    ["a number in a ring", String.raw`eq \o\ac(○,12)`, "", "⑫"],
    ["a tick in a box", String.raw`eq \o\ac(□,√)`, "", "☑"],
    ["a word with its reading", String.raw`EQ \* jc2 \* "Font:宋体" \* hps10 \o\ad(\s\up 9(hàn),汉)`, "", "汉"],
    ["a sum", String.raw`EQ \i\su(i=1,n,x)`, "", "∑_(i=1)^(n) x"],
    ["a comma that is none", String.raw`EQ \f(1\,000,3)`, "", "1,000/3"],
    ["brackets", String.raw`EQ \b\bc\[(a,b)`, "", "(a)"],
    ["a sign of a symbol font", String.raw` SYMBOL 254 \f "Wingdings" \s 12`, "", "☑"],
    ["nothing for a number of a page", " PAGE ", "", ""],
    ["what nobody closed", String.raw`EQ \f(3,4`, "", "(3,4"],
  ])("is %s", (_, code, before, text) => {
    expect(fieldText(code, before)).toBe(text);
  });
});
