import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { encodeWordTable, openWordTable } from "../../../src/language/zh/word-table.ts";

const LONGEST = 4;

function opened(words: ReadonlyMap<string, string>) {
  const table = openWordTable(encodeWordTable(words, LONGEST), LONGEST);
  if (table === null) throw new Error("the table does not open");
  return table;
}

describe("a word table", () => {
  it("finds what was put in and nothing else, as a Map does", () => {
    const word = fc
      .array(fc.constantFrom("一", "丁", "龥", "𠮷"), { minLength: 1, maxLength: 4 })
      .map((letters) => letters.join(""));
    const short = word.filter(({ length }) => length <= LONGEST);
    const words = fc.uniqueArray(
      fc.tuple(
        short,
        fc.string({ unit: "grapheme" }).map((text) => text.replaceAll("\n", "")),
      ),
      {
        selector: ([key]) => key,
      },
    );
    fc.assert(
      fc.property(words, fc.array(word), (given, others) => {
        const map = new Map(given);
        const table = opened(map);
        for (const key of [...map.keys(), ...others]) expect(table(key)).toBe(map.get(key));
      }),
    );
  });

  it("may be empty", () => {
    expect(opened(new Map())("一")).toBeUndefined();
  });

  it("does not know a word of no length, or of too great a one", () => {
    const table = opened(new Map([["一", "one"]]));
    expect([table(""), table("一".repeat(LONGEST + 1))]).toEqual([undefined, undefined]);
  });

  it("can lie anywhere in a larger buffer that is aligned", () => {
    const bytes = encodeWordTable(new Map([["一丁", "one Ding"]]), LONGEST);
    const larger = Buffer.concat([Buffer.alloc(16), bytes]).subarray(16);
    expect(openWordTable(larger, LONGEST)?.("一丁")).toBe("one Ding");
  });

  it("does not open when any bit of it has changed", () => {
    const bytes = encodeWordTable(
      new Map([
        ["一", "one"],
        ["丁丁", "ding"],
      ]),
      LONGEST,
    );
    const opening = Array.from({ length: bytes.length }, (_, index) => {
      const damaged = Buffer.from(bytes);
      damaged[index] = (damaged[index] ?? 0) ^ 1;
      return openWordTable(damaged, LONGEST);
    });
    expect(opening.every((table) => table === null)).toBe(true);
  });
});
