import { describe, expect, it } from "vitest";
import { lineText } from "../../../src/documents/recognition/paddle-ocr.ts";
import { inRows, type Picture, pageLines } from "../../../src/documents/recognition/page-lines.ts";

/** A line of black boxes on white paper, one for each letter, with the given gaps before them. */
function lineOf(
  letters: string,
  gaps: readonly number[],
): { picture: Picture; alphabet: string[]; values: Float32Array } {
  const [width, height, box] = [640, 48, 16];
  const shades = new Float32Array(width * height).fill(255);
  const alphabet = ["", ...new Set(letters)];
  const count = width / 8;
  const values = new Float32Array(count * alphabet.length);
  for (let step = 0; step < count; step += 1) values[step * alphabet.length] = 0.9;
  let x = 10;
  [...letters].forEach((letter, index) => {
    x += gaps[index] ?? 0;
    for (let row = 10; row < 38; row += 1) shades.fill(0, row * width + x, row * width + x + box);
    const step = Math.floor((x + box / 2) / 8);
    values[step * alphabet.length] = 0;
    values[step * alphabet.length + alphabet.indexOf(letter)] = 0.9;
    x += box;
  });
  return { picture: { width, height, shades }, alphabet, values };
}

function textOf(letters: string, gaps: readonly number[]): string {
  const { picture, alphabet, values } = lineOf(letters, gaps);
  return lineText({ count: picture.width / 8, kinds: alphabet.length, values }, alphabet, picture, 1).text;
}

describe("a recognised line", () => {
  it("has a space where the ink has a gap", () => {
    expect(textOf("abcd", [0, 8, 24, 8])).toBe("ab cd");
  });

  it("has none before a stop, between Chinese characters, and around a narrow figure", () => {
    expect(textOf("ab.c", [0, 8, 24, 8])).toBe("ab.c");
    expect(textOf("会费办法", [0, 8, 24, 8])).toBe("会费办法");
    expect(textOf("a17b", [0, 2, 7, 2])).toBe("a17b");
  });

  it("has the comma of lists for the stroke that looks like it, and one kind of comma in thousands", () => {
    expect(textOf("水丶电", [0, 8, 8])).toBe("水、电");
    expect(textOf("3，600元", [0, 8, 8, 8, 8, 8])).toBe("3,600元");
    expect(textOf("3，60元", [0, 8, 8, 8, 8])).toBe("3，60元");
  });
});

describe("the lines of a page", () => {
  it("are found in the detector's map, with the lean of the sheet, and stand in rows", () => {
    const [width, height] = [400, 300];
    const values = new Float32Array(width * height);
    const lean = 0.02;
    const draw = (left: number, right: number, middle: number): void => {
      for (let x = left; x < right; x += 1) {
        for (let y = -4; y <= 4; y += 1) values[(Math.round(middle + (x - left) * lean) + y) * width + x] = 0.9;
      }
    };
    draw(20, 180, 60);
    draw(220, 380, 64);
    draw(20, 380, 120);
    const lines = pageLines({ width, height, values }, [2, 2]);
    expect(lines.lean).toBeCloseTo(lean, 2);
    const rows = inRows(lines.boxes.toReversed());
    expect(rows).toHaveLength(3);
    expect(rows.map(({ left }) => Math.round(left / 100))).toEqual([0, 4, 0]);
    expect(Math.abs((rows[0]?.top ?? 0) - (rows[1]?.top ?? 99))).toBeLessThan(4);
  });
});
