import { describe, expect, it } from "vitest";
import { spellingsOf, withoutTypingErrors } from "../../src/language/spelling.ts";
import { tokenize } from "../../src/language/tokenize.ts";

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

const library = new Set(
  tokenize("Which companies pay the harbour fee abroad? The ceremony for new project members. Water."),
);
const english =
  "the of and for what which when harbour water company companies member members project fee ceremony abroad pays new".split(
    " ",
  );
const mended = (question: string) =>
  withoutTypingErrors(question, { inLibrary: (stem) => library.has(stem), english: async () => english });

describe("typing errors in a question", () => {
  it.each([
    ["wich companies pay teh fee", "which companies pay the fee"],
    ["When is the ceremoney?", "when is the ceremony?"],
    ["fee for new memebrs abroud", "fee for new members abroad"],
    ["projekt members", "project members"],
  ])("are mended where one slip explains them: %s", async (typed, meant) => {
    expect(await mended(typed)).toBe(meant);
  });

  it.each([
    "Which companies pay the fee?",
    "what does Watre pay",
    "is a wafer a member",
    "fee for xqzzt",
    "mail to memebr@harbour.example",
    "会员费是多少",
  ])("are not seen where there are none, or none is sure: %s", async (typed) => {
    expect(await mended(typed)).toBe(typed);
  });

  it("cost nothing where the library has every word", async () => {
    const inLibrary = () => true;
    const text = "which companies pay";
    expect(await withoutTypingErrors(text, { inLibrary, english: () => Promise.reject(new Error("asked")) })).toBe(
      text,
    );
  });
});
