import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { cutWords } from "../../../src/language/zh/gloss-words.ts";

const COSTS = new Map([
  ["在", 0.75],
  ["在理", 1],
  ["理解", 1],
  ["集成", 1],
  ["集成电路", 1],
  ["电路", 1],
  ["产业", 1],
  ["𠮷", 1],
  ["甲乙", 1],
  ["乙丙", 1],
]);
const cut = (run: string, costs: ReadonlyMap<string, number> = COSTS) => cutWords(run, (word) => costs.get(word), 4);

describe("cutWords", () => {
  it("takes the cheapest way, not the longest word from the left", () => {
    expect(cut("在理解")).toEqual(["在", "理解"]);
    expect(cut("集成电路产业")).toEqual(["集成电路", "产业"]);
  });

  it("takes the longer last word of two ways that cost the same", () => {
    expect(cut("甲乙丙")).toEqual(["甲", "乙丙"]);
  });

  it("leaves characters that are no word, whole", () => {
    expect(cut("氟电路𠮸𠮷")).toEqual(["氟", "电路", "𠮸", "𠮷"]);
    expect(cut("")).toEqual([]);
  });

  it("loses nothing", () => {
    const runs = fc.array(fc.constantFrom(...COSTS.keys(), "氟", "𠮸", "理")).map((parts) => parts.join(""));
    fc.assert(
      fc.property(runs, (run) => {
        expect(cut(run).join("")).toBe(run);
      }),
    );
  });

  it("asks for a word at most as often as there are characters and lengths", () => {
    let asked = 0;
    const run = "集成电路".repeat(500);
    cutWords(
      run,
      (word) => {
        asked++;
        return COSTS.get(word);
      },
      4,
    );
    expect(asked).toBeLessThanOrEqual(run.length * 4);
  });
});
