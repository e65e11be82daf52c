import { expect, it } from "vitest";
import { newcomers } from "../../../src/bot/delivery/lanes.ts";

it("what comes early waits behind what was left, and nothing is taken twice", () => {
  const taken: number[] = [];
  const { hear, open } = newcomers<number>(
    (item) => item,
    (item) => void taken.push(item),
  );
  hear([3, 4]);
  expect(taken).toEqual([]);
  open([1, 2, 3]);
  hear([5]);
  expect(taken).toEqual([1, 2, 3, 4, 5]);
});
