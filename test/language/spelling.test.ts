import { describe, expect, it } from "vitest";
import { spellingsOf } from "../../src/language/spelling.ts";

describe("spelling", () => {
  it("finds the word that was meant by a letter too many, too few, wrong or in the wrong place", () => {
    expect(spellingsOf("photommask", ["photomask", "photon"])).toEqual(["photomask"]);
    expect(spellingsOf("instituion", ["institution", "industry"])).toEqual(["institution"]);
    expect(spellingsOf("allianse", ["alliance"])).toEqual(["alliance"]);
    expect(spellingsOf("ghandi", ["gandhi", "grandma"])).toEqual(["gandhi"]);
  });

  it("leaves short words alone, which are near too many others", () => {
    expect(spellingsOf("plane", ["plan", "planet"])).toEqual([]);
    expect(spellingsOf("form", ["from"])).toEqual([]);
  });

  it("leaves numbers alone", () => {
    expect(spellingsOf("13126561", ["13126562"])).toEqual([]);
  });
});
