import { describe, expect, it } from "vitest";
import { periodsInWords } from "../../src/language/periods.ts";

describe("parts of the year in words", () => {
  it.each([
    ["Quarter: Q1 2021; Revenue: 120", "Quarter: first quarter 2021; Revenue: 120"],
    ["2021Q3 | 30", "2021 third quarter | 30"],
    ["4Q21", "fourth quarter 2021"],
    ["Mar | 1500", "March | 1500"],
    ["Sept. 2021", "September 2021"],
  ])("are read from %s", (figures, words) => {
    expect(periodsInWords(figures)).toBe(words);
  });

  it.each(["Mar-a-Lago", "The Dec computer", "Q5 and Q10", "three quarters"])("are not found in %s", (text) => {
    expect(periodsInWords(text)).toBe(text);
  });
});
