import { describe, expect, it } from "vitest";
import { withoutTypingErrors } from "../../src/language/spelling.ts";
import { tokenize } from "../../src/language/tokenize.ts";

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
