import { describe, expect, it } from "vitest";
import { hasItemNumber } from "../../src/language/labels.ts";

describe("a list item's own number", () => {
  it.each(["1. Fill in the form", "2）盖章", "3.2 Fees", "(a) Members", "iv) Observers", "一、申请", "（二）审核"])(
    "is seen in %s",
    (item) => expect(hasItemNumber(item)).toBe(true),
  );

  it.each(["30 billion yuan of sales", "2021年完成", "A member pays", "I agree", "一家企业", "Fill in the form"])(
    "is not seen in %s",
    (item) => expect(hasItemNumber(item)).toBe(false),
  );
});
