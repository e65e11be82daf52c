import { describe, expect, it } from "vitest";
import { inReadingDirection } from "../../../src/documents/pdf/pdf-right-to-left.ts";

/** Letters as they stand on the page, from left to right. */
function read(fromLeft: string): string {
  const letters = fromLeft.split("").flatMap((text, index, all) => {
    if (text === " ") return [];
    const mark = { text, left: index, right: index + 1, baseline: 0, size: 10, bold: false, spaced: false, raised: 0 };
    return [{ mark: { ...mark, raised: 0 as const }, space: all[index - 1] === " " }];
  });
  return inReadingDirection(letters)
    .map(({ mark, space }) => `${space ? " " : ""}${mark.text}`)
    .join("");
}

describe("text that is set from right to left", () => {
  it("is read so, with its numbers and foreign words from left to right", () => {
    expect(read("םילקש 250 םה ERP ימד")).toBe("דמי ERP הם 250 שקלים");
  });

  it("opens its brackets where they are read first, named as they are drawn or as they were typed", () => {
    const asRead = "דמים (250) שקל";
    expect(read("לקש (250) םימד")).toBe(asRead);
    expect(read("לקש )250( םימד")).toBe(asRead);
  });
});
