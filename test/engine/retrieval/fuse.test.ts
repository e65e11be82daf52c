import { describe, expect, it } from "vitest";
import { fuse, type Ranking } from "../../../src/engine/retrieval/gather.ts";

const nothing: Ranking = { found: [], rest: 0 };
const of = (...found: (readonly [number, number])[]): Ranking => ({
  found: found.map(([passage, score]) => ({ passage, score })),
  rest: 0,
});

describe("fusing rankings", () => {
  it("adds up what the rankings say, so that a passage far ahead in one stays ahead", () => {
    const fused = fuse({ words: of([1, 0.9], [2, 0.1]), passage: of([2, 0.62], [1, 0.6]), sentence: nothing });
    expect(fused.map(({ passage }) => passage)).toEqual([1, 2]);
    expect(fused[0]?.score).toBeCloseTo(0.9 + 0.4 * 0.6);
  });

  it("means the same for every question: a low best score says that nothing fits", () => {
    const [poor] = fuse({ words: of([1, 0.05]), passage: of([1, 0.2]), sentence: of([1, 0.2]) });
    const [good] = fuse({ words: of([1, 0.6]), passage: of([1, 0.7]), sentence: of([1, 0.8]) });
    expect(poor?.score).toBeLessThan(0.3);
    expect(good?.score).toBeGreaterThan(1);
  });

  it("tells each passage's place in each ranking, and the most that it can be where it has none", () => {
    const [first] = fuse({
      words: nothing,
      passage: { found: [{ passage: 9, score: 0.5 }], rest: 0.3 },
      sentence: of([7, 0.9]),
    });
    expect(first).toMatchObject({
      passage: 7,
      rankings: {
        words: { rank: null, score: 0 },
        passage: { rank: null, score: 0.3 },
        sentence: { rank: 1, score: 0.9 },
      },
    });
  });

  it("gives the same order for the same rankings, and nothing for nothing", () => {
    const fused = fuse({ words: of([9, 1], [3, 1], [5, 1]), passage: nothing, sentence: nothing });
    expect(fused.map(({ passage }) => passage)).toEqual([3, 5, 9]);
    expect(fuse({ words: nothing, passage: nothing, sentence: nothing })).toEqual([]);
  });
});
