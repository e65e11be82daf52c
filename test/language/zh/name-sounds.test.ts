import { describe, expect, it } from "vitest";
import { nameSound } from "../../../src/language/zh/name-sounds.ts";

describe("the sound of a foreign name in Chinese", () => {
  it.each([
    ["jiekexunweier", "jacksonvil"],
    ["maitelin", "matlin"],
    ["andesen", "anderson"],
    ["lindeboge", "lindbergh"],
    ["huofuman", "hoffman"],
    ["maerkeweiqi", "malkovich"],
    ["kelisitengsen", "christensen"],
    ["fandebierte", "vanderbilt"],
    ["gongsaleisi", "gonzalez"],
    ["xinkelaier", "sinclair"],
    ["niersen", "nielsen"],
  ])("%s is like %s", (reading, word) => {
    const { firstLetters, distanceTo } = nameSound(reading);
    expect(firstLetters).toContain(word.charAt(0));
    expect(distanceTo(word)).not.toBeNull();
  });

  it.each([
    ["maitelin", "modern"],
    ["maitelin", "material"],
    ["andesen", "understand"],
    ["jiekexunweier", "jackson"],
    ["shimite", "summit"],
    ["sikete", "circuit"],
    ["huofuman", "government"],
  ])("%s is not like %s", (reading, word) => expect(nameSound(reading).distanceTo(word)).toBeNull());

  it("is nearest to the word that it was written for", () => {
    const { distanceTo } = nameSound("niersen");
    expect(distanceTo("nielsen")).toBeLessThan(distanceTo("northern") ?? 1);
  });
});
