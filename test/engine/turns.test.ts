import { describe, expect, it } from "vitest";
import { takeTurns } from "../../src/engine/turns.ts";

describe("taking turns", () => {
  /** Twelve who compute for 4 ms each; "others" stands where the event loop came round. */
  async function twelve(costMs: number): Promise<string[]> {
    let now = 0;
    const takeTurn = takeTurns(() => now);
    const seen: string[] = [];
    const all = Promise.all(
      Array.from({ length: 12 }, async (_, index) => {
        await takeTurn();
        seen.push(String(index));
        now += costMs;
      }),
    );
    const over = new AbortController();
    const others = (): void => {
      seen.push("others");
      if (!over.signal.aborted) setImmediate(others);
    };
    setImmediate(others);
    await all;
    over.abort();
    return seen;
  }

  it("lets everybody pass, in the order in which they came", async () => {
    const seen = await twelve(4);
    expect(seen.filter((who) => who !== "others")).toEqual(Array.from({ length: 12 }, (_, index) => String(index)));
  });

  it("lets others in once 10 ms are used up, though more are waiting", async () => {
    let inARow = 0;
    const rows = (await twelve(4)).map((who) => {
      inARow = who === "others" ? 0 : inARow + 1;
      return inARow;
    });
    // The next is let in while the one before is still at it.
    expect(Math.max(...rows)).toBeLessThanOrEqual(4);
  });

  it("keeps nobody waiting who is alone", async () => {
    const takeTurn = takeTurns();
    let others = false;
    setImmediate(() => {
      others = true;
    });
    await takeTurn();
    await takeTurn();
    expect(others).toBe(false);
  });
});
