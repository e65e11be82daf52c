import { describe, expect, it } from "vitest";
import { decodeTable, encodeTable } from "../../../src/index/vector/vector-file.ts";
import { collectTable, entryAt } from "../../../src/index/vector/vector-table.ts";
import { contentOf, randomEntries, seededRandom } from "./random-entries.ts";

const small = collectTable(contentOf(randomEntries(seededRandom(7), 12, 5), 5));
const file = () => Buffer.concat([...encodeTable(small)]);

describe("an index as a file", () => {
  it("is read back as it was written, also from the middle of a larger buffer", () => {
    const shifted = Buffer.alloc(file().length + 3).subarray(3);
    file().copy(shifted);
    for (const bytes of [file(), shifted]) {
      const table = decodeTable(bytes);
      expect([table.embedderId, table.dimensions, table.size]).toEqual(["test:random", 5, 12]);
      for (let row = 0; row < 12; row++) {
        expect(entryAt(table, row)).toEqual(entryAt(small, row));
        expect(table.vector(row)).toEqual(small.vector(row));
      }
    }
  });

  it("uses the bytes it is given, without copying them", () => {
    const bytes = new Uint8Array(file());
    expect(decodeTable(bytes).matrix.floats.buffer).toBe(bytes.buffer);
  });

  it("starts rows on multiples of 16 bytes, the first on one of 64", () => {
    const { floats, stride } = decodeTable(new Uint8Array(file())).matrix;
    expect([floats.byteOffset % 64, stride]).toEqual([0, 8]);
  });

  it("has each row in 8-bit integers too, which are nearly the row", () => {
    const { quantised, size, vector } = decodeTable(new Uint8Array(file()));
    const { integers, stride, scales, leftovers } = quantised;
    expect([integers.byteOffset % 64, stride, integers.length]).toEqual([0, 16, size * 16]);
    for (let row = 0; row < size; row++) {
      const difference = vector(row).map((value, i) => value - (integers[row * stride + i] ?? 0) * (scales[row] ?? 0));
      expect(Math.hypot(...difference)).toBeCloseTo(leftovers[row] ?? Number.NaN, 6);
      expect(leftovers[row]).toBeGreaterThan(0);
      expect(leftovers[row]).toBeLessThan(0.02);
    }
  });

  it("is found damaged with each of its bits flipped, and cut to each length", () => {
    const bytes = new Uint8Array(file());
    for (let bit = 0; bit < bytes.length * 8; bit++) {
      const place = bit >> 3;
      bytes[place] = (bytes[place] ?? 0) ^ (1 << (bit & 7));
      expect(() => decodeTable(bytes)).toThrow(/is damaged/);
      bytes[place] = (bytes[place] ?? 0) ^ (1 << (bit & 7));
    }
    for (let length = 0; length < bytes.length; length++) {
      expect(() => decodeTable(bytes.slice(0, length))).toThrow(/is damaged/);
    }
    expect(decodeTable(bytes).size).toBe(12);
  });

  it("is written in entries that stay small when the index is large", () => {
    const large = collectTable(contentOf(randomEntries(seededRandom(8), 6_000, 128), 128));
    const sizes = [...encodeTable(large)].map(({ length }) => length);
    expect(Math.max(...sizes)).toBeLessThanOrEqual(1 << 20);
    expect(sizes.length).toBeGreaterThan(3);
  });
});
