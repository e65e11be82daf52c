import { describe, expect, it } from "vitest";
import { fuse, type Rankings, type Weights } from "../../src/search/fuse.ts";

const none: Rankings = { "own-words": [], "glossed-words": [], "passage-meaning": [], "sentence-meaning": [] };
const even: Weights = { "own-words": 1, "glossed-words": 1, "passage-meaning": 1, "sentence-meaning": 1 };

describe("fusing rankings", () => {
  it("keeps a passage ahead that is far ahead in one ranking", () => {
    const fused = fuse(
      {
        ...none,
        "own-words": [
          { passage: 1, score: 20 },
          { passage: 2, score: 2 },
        ],
        "passage-meaning": [
          { passage: 2, score: 0.62 },
          { passage: 1, score: 0.6 },
        ],
      },
      () => even,
    );
    expect(fused.map(({ passage }) => passage)).toEqual([1, 2]);
  });

  it("counts a ranking as much as its weight for that passage", () => {
    const rankings: Rankings = {
      ...none,
      "own-words": [{ passage: 1, score: 9 }],
      "glossed-words": [{ passage: 2, score: 1 }],
    };
    const fused = fuse(rankings, (passage) => ({ ...even, "own-words": passage === 1 ? 0.1 : 1 }));
    expect(fused[0]?.passage).toBe(2);
  });

  it("tells each passage's place in each ranking", () => {
    const [first] = fuse({ ...none, "sentence-meaning": [{ passage: 7, score: 0.4 }] }, () => even);
    expect(first).toEqual({ passage: 7, score: 0.25, places: { "sentence-meaning": { rank: 1, score: 0.4 } } });
  });

  it("gives the same order for the same rankings, and nothing for nothing", () => {
    const tie = [9, 3, 5].map((passage) => ({ passage, score: 1 }));
    expect(fuse({ ...none, "own-words": tie }, () => even).map(({ passage }) => passage)).toEqual([3, 5, 9]);
    expect(fuse(none, () => even)).toEqual([]);
  });

  it("is not misled by a ranking in which nothing scores above zero", () => {
    const fused = fuse({ ...none, "passage-meaning": [{ passage: 1, score: -0.2 }] }, () => even);
    expect(fused[0]?.score).toBe(0);
  });
});
