import { describe, expect, it } from "vitest";
import type { Glyph } from "../../../src/documents/pdf/pdf-canvas.ts";
import { segmentsOf } from "../../../src/documents/pdf/pdf-segments.ts";
import { asLines, isVertical } from "../../../src/documents/pdf/pdf-vertical.ts";

const SIZE = 12;
/** @param step points from a character to the next, right and down */
function characters(
  text: string,
  [x, y]: readonly [number, number],
  [right, down]: readonly [number, number],
): Glyph[] {
  return [...text].map((sign, index) => ({
    ...{ text: sign, left: x + index * right, right: x + index * right + SIZE, baseline: y + index * down },
    ...{ size: SIZE, bold: false, spaced: false },
  }));
}

describe("text that is set from top to bottom", () => {
  const columns = ["联盟设理事会︐理事任期三年︒", "会费每年三千六百元︐三月底前缴纳︒"];
  const page = columns.flatMap((text, index) => characters(text, [500 - index * 24, 80], [0, SIZE]));

  it("is told by its characters, and read in lines from the right", () => {
    expect(isVertical(page)).toBe(true);
    expect(segmentsOf(asLines(page, 595)).map(({ text }) => text)).toEqual([
      "联盟设理事会，理事任期三年。",
      "会费每年三千六百元，三月底前缴纳。",
    ]);
  });

  it("is not a page of lines, nor a narrow column of a table", () => {
    expect(isVertical(columns.flatMap((text, index) => characters(text, [50, 80 + index * 15], [SIZE, 0])))).toBe(
      false,
    );
    const rows = ["甲方", "乙方", "丙方"].flatMap((text, index) => characters(text, [50, 80 + index * 15], [SIZE, 0]));
    expect(isVertical([...rows, ...characters("一二三四五", [90, 80], [0, 15])])).toBe(false);
  });
});
