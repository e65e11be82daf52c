import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { budgetShareOf, contextOf, splitDocument } from "../../src/library/split.ts";
import { documentOf } from "../support/documents.ts";

const word = fc.constantFrom(
  "photomask",
  "the",
  "project",
  "investment",
  "1.1",
  "集成电路",
  "材料产业的发展",
  "Dr.",
  "phase",
  "😀",
);
const sentence = fc
  .array(word, { minLength: 1, maxLength: 60 })
  .map((words) => words.join(" "))
  .chain((words) => fc.constantFrom(". ", "。", "? ", " ").map((end) => words + end));
const paragraph = fc.array(sentence, { minLength: 1, maxLength: 12 }).map((sentences) => sentences.join("").trim());
const sections = fc.array(
  fc.record({
    section: fc.array(fc.constantFrom("Money", "Schedule", "保障措施", "Who"), { minLength: 1, maxLength: 2 }),
    paragraphs: fc.array(paragraph, { maxLength: 5 }),
  }),
  { minLength: 1, maxLength: 5 },
);

describe("splitting a document", () => {
  it("gives passages that are slices of the text, in order, without overlap, and within the budget", () => {
    fc.assert(
      fc.property(sections, (parts) => {
        const document = documentOf(parts);
        let end = 0;
        for (const passage of splitDocument(document)) {
          expect(document.text.slice(passage.start, passage.end)).toBe(passage.text);
          expect(passage.start).toBeGreaterThanOrEqual(end);
          const context = contextOf(document.title, passage.section);
          expect(budgetShareOf(passage.text) + Math.min(0.25, budgetShareOf(context))).toBeLessThanOrEqual(1.001);
          end = passage.end;
        }
      }),
    );
  });

  it("never lets a passage cross a heading", () => {
    fc.assert(
      fc.property(sections, (parts) => {
        const document = documentOf(parts);
        const headings = document.blocks.filter(({ kind }) => kind === "heading");
        for (const { start, end, text } of splitDocument(document)) {
          const inside = headings.filter((heading) => heading.start > start && heading.end <= end);
          expect(inside, text).toEqual([]);
        }
      }),
    );
  });

  it("loses no sentence: every word under a heading is in exactly one passage", () => {
    fc.assert(
      fc.property(sections, (parts) => {
        const document = documentOf(parts);
        const passages = splitDocument(document);
        for (const block of document.blocks.filter(({ kind }) => kind === "paragraph")) {
          for (let offset = block.start; offset < block.end; offset++) {
            if (/\s/u.test(document.text.charAt(offset))) continue;
            expect(passages.filter(({ start, end }) => start <= offset && offset < end)).toHaveLength(1);
          }
        }
      }),
      { numRuns: 30 },
    );
  });

  it("does not cut a sentence that fits into a passage", () => {
    const long = Array.from(
      { length: 12 },
      (_, index) => `Sentence ${index} says that the project goes on as planned this year.`,
    );
    const document = documentOf([{ section: ["Plan"], paragraphs: [`${long.join(" ")} `.repeat(4).trim()] }]);
    const passages = splitDocument(document);
    expect(passages.length).toBeGreaterThan(1);
    for (const { text } of passages) {
      expect(text).toMatch(/^Sentence \d+ says/u);
      expect(text).toMatch(/this year\.$/u);
    }
  });

  it("cuts a sentence that alone is over the budget, after a comma where it has one", () => {
    const endless = Array.from({ length: 80 }, (_, index) => `the measure number ${index} of the plan`).join(", ");
    const passages = splitDocument(documentOf([{ section: ["Plan"], paragraphs: [`${endless}.`] }]));
    expect(passages.length).toBeGreaterThan(1);
    for (const { text } of passages.slice(0, -1)) expect(text).toMatch(/,$/u);
  });

  it("makes passages of about equal size instead of a full one and a stump", () => {
    const paragraphs = Array.from(
      { length: 11 },
      () =>
        "Twenty words are in this sentence, which is here only to fill its paragraph up to the size that counts today.",
    );
    const shares = splitDocument(documentOf([{ section: ["Plan"], paragraphs }])).map(({ text }) =>
      budgetShareOf(text),
    );
    expect(shares).toHaveLength(2);
    expect(Math.min(...shares)).toBeGreaterThan(Math.max(...shares) * 0.6);
  });

  it("keeps a heading with nothing under it as a passage of its own", () => {
    const document = documentOf([
      { section: ["Contact: Tel 13126561039"], paragraphs: [] },
      { section: ["Money"], paragraphs: ["It costs 3 billion yuan."] },
    ]);
    expect(splitDocument(document).map(({ text }) => text)).toEqual([
      "Contact: Tel 13126561039",
      "It costs 3 billion yuan.",
    ]);
  });

  it("puts title and headings before what is embedded, once each, and drops the outermost of an endless path", () => {
    expect(contextOf("The plan", ["The plan", "Safeguards"])).toBe("The plan: Safeguards");
    const endless = Array.from({ length: 9 }, (_, index) => `Heading ${index} with quite a number of words in it`);
    expect(contextOf("Title", endless)).toMatch(/Heading 8 with quite/u);
    expect(budgetShareOf(contextOf("Title", endless))).toBeLessThanOrEqual(0.25);
  });
});
