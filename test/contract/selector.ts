/** The contract of every selector, whichever model reads. */

import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { SelectorPassage } from "../../src/embedding/minilm/selecting.ts";
import type { Selector } from "../../src/engine/answering/selector.ts";
import { DocketError } from "../../src/errors.ts";

const QUESTION = "How much may a hotel room cost?";
const TRAVEL: SelectorPassage = {
  title: "Travel policy - Hotels",
  units: ["Book at least five days ahead.", "A hotel room may cost 90 euros a night.", "Breakfast is paid for."],
};
const STATUTES: SelectorPassage = {
  title: "",
  units: ["The board has nine members.", "Its chair is elected for a year."],
};
const EMPTY: SelectorPassage = { title: "Annex", units: [] };

const ODD_UNITS: readonly string[] = [
  "",
  " \n\t ",
  "🙂👩‍👩‍👧‍👦🇨🇳",
  "photoresist and wet chemicals, ".repeat(646),
  "x".repeat(20_000),
  "fee\u0000\u0007\u001b[31m due\u200b\ufeff",
  "fee \ud83d due",
  "[CLS] fee [SEP] [PAD] [MASK] <|endoftext|>",
  "集成电路產業聯盟𠮷",
];

/** @param make a new selector, and how to close what it runs on */
export function selectorContract(
  name: string,
  make: () => Promise<{ readonly selector: Selector; close(): Promise<void> }>,
): void {
  describe(`selector contract: ${name}`, () => {
    let selector: Selector;
    let close: () => Promise<void>;

    beforeAll(async () => {
      ({ selector, close } = await make());
    });
    afterAll(async () => {
      await close();
    });

    it("names its model, the same each time", async () => {
      const another = await make();
      expect(selector.id).toMatch(/\S/u);
      expect(another.selector.id).toBe(selector.id);
      await another.close();
    });

    it("gives each unit of each passage a finite margin, in their order, and none where there is no unit", async () => {
      const margins = await selector.select(QUESTION, [TRAVEL, EMPTY, STATUTES]);
      expect(margins.map(({ length }) => length)).toEqual([3, 0, 2]);
      expect(margins.flat().every(Number.isFinite)).toBe(true);
      expect(await selector.select(QUESTION, [EMPTY])).toEqual([[]]);
      expect(await selector.select(QUESTION, [])).toEqual([]);
    });

    it("gives the unit that answers the highest margin", async () => {
      const margins = (await selector.select(QUESTION, [STATUTES, TRAVEL])).flat();
      expect(margins.indexOf(Math.max(...margins))).toBe(3);
    });

    it("says the same of a passage whatever passages are read beside it", async () => {
      const [alone] = await selector.select(QUESTION, [TRAVEL]);
      const [, beside] = await selector.select(QUESTION, [STATUTES, TRAVEL]);
      for (const [unit, margin] of (alone ?? []).entries()) expect(beside?.[unit]).toBeCloseTo(margin, 4);
    });

    it("reads what no author meant to be read", async () => {
      const [margins = []] = await selector.select("fee \ud83d due?", [{ title: "\u0000", units: ODD_UNITS }]);
      expect(margins).toHaveLength(ODD_UNITS.length);
      expect(margins.every(Number.isFinite)).toBe(true);
    });

    it("ends at once when it is cancelled", async () => {
      const failure = await selector.select(QUESTION, [TRAVEL], AbortSignal.abort()).catch((fault: unknown) => fault);
      expect(failure).toBeInstanceOf(DocketError);
      expect(failure).toMatchObject({ code: "cancelled" });
    });

    it("fails with an error of its own once what it runs on is closed", async () => {
      const another = await make();
      await another.close();
      const failure = await another.selector.select(QUESTION, [TRAVEL]).catch((fault: unknown) => fault);
      expect(failure).toMatchObject({ code: "embedding" });
    });
  });
}
