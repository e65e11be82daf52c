import { describe, expect, it } from "vitest";
import { type EditionDocument, worksAmong } from "../../../src/library/editions/editions.ts";
import { documentOf } from "../../support/documents.ts";

const DAY_MS = 86_400_000;

function file(path: string, language: "en" | "zh", facts: Partial<EditionDocument> = {}): EditionDocument {
  return { ...documentOf([], { id: path, path, language }), modified: 0, ...facts };
}

function pathsOf(...documents: readonly EditionDocument[]): string[][] {
  return worksAmong(documents).works.map((work) => work.map(({ path }) => path));
}

function problemsOf(...documents: readonly EditionDocument[]): string[] {
  return worksAmong(documents).problems.map(({ path, problem }) => `${path}: ${problem}`);
}

describe("documents are editions of one work", () => {
  it("when one has its language in its name, and stands beside the other", () => {
    expect(pathsOf(file("a/plan.zh.md", "zh"), file("a/plan.md", "en"), file("b/plan.md", "en"))).toEqual([
      ["a/plan.md", "a/plan.zh.md"],
    ]);
    expect(pathsOf(file("plan.zh.pdf", "zh"), file("plan.en.pdf", "en"))).toEqual([["plan.en.pdf", "plan.zh.pdf"]]);
    expect(pathsOf(file("plan.zh-Hant.pdf", "zh"), file("plan.pdf", "en"))).toEqual([["plan.pdf", "plan.zh-Hant.pdf"]]);
  });

  it("when they have one name in the folders en and zh, side by side", () => {
    expect(
      pathsOf(file("rules/en/fees.md", "en"), file("rules/zh/fees.md", "zh"), file("rules/zh/x.md", "zh")),
    ).toEqual([["rules/en/fees.md", "rules/zh/fees.md"]]);
  });

  it("when one says so, by id or by number", () => {
    const english = file("fees.pdf", "en", { number: "Circular (2024) 3" });
    expect(pathsOf(english, file("会费.docx", "zh", { editionOf: "fees.pdf" }))).toEqual([["fees.pdf", "会费.docx"]]);
    expect(pathsOf(english, file("会费.docx", "zh", { editionOf: "circular [2024] 3" }))).toHaveLength(1);
  });

  it("not when their names only begin alike, or their languages are the same", () => {
    expect(pathsOf(file("plan.md", "en"), file("plan.pdf", "zh"), file("planzh.md", "zh"))).toEqual([]);
    expect(pathsOf(file("plan.md", "en"), file("plan.zh.md", "en"))).toEqual([]);
  });
});

describe("the secretariat is told", () => {
  it("of an edition of what is not there", () => {
    expect(problemsOf(file("会费.docx", "zh", { editionOf: "fees" }))).toEqual([
      expect.stringContaining('会费.docx: it is an edition of "fees"'),
    ]);
  });

  it("of an edition in the same language", () => {
    expect(problemsOf(file("plan.md", "en"), file("plan.zh.md", "en"))).toEqual([
      expect.stringMatching(/^plan\.zh\.md: .*same language/u),
    ]);
  });

  it("of editions in two collections, and of dates that differ", () => {
    const [board, all] = [{ collection: "board" }, { collection: "all", effectiveUntil: "2024" }];
    const original = file("board/en/plan.md", "en", { ...board, effectiveUntil: "2023" });
    const problems = problemsOf(original, file("all/plan.md", "zh", { ...all, editionOf: "board/en/plan.md" }));
    expect(problems).toEqual([
      expect.stringContaining("another collection"),
      expect.stringContaining('effective_until "2024"'),
    ]);
  });

  it("of an edition that was left behind when its original changed, and not of one made later", () => {
    const [english, chinese] = [file("plan.md", "en"), file("plan.zh.md", "zh")];
    expect(problemsOf({ ...english, modified: 2 * DAY_MS }, chinese)).toEqual([
      expect.stringMatching(/^plan\.zh\.md: it is older than plan\.md/u),
    ]);
    expect(problemsOf(english, { ...chinese, modified: 2 * DAY_MS })).toEqual([]);
    expect(problemsOf({ ...english, modified: DAY_MS / 2 }, chinese)).toEqual([]);
  });
});
