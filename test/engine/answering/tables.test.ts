/**
 * Quotes of tables and forms: a row with its names and its unit, a form with what it is about, a box with its question.
 */

import { describe, expect, it } from "vitest";
import type { Document } from "../../../src/documents/document.ts";
import { markdownReader } from "../../../src/documents/markdown/markdown.ts";
import { csvReader } from "../../../src/documents/office/csv.ts";
import { readDocument } from "../../../src/documents/read.ts";
import { rememberedWords } from "../../../src/engine/answering/passage-words.ts";
import type { Candidate } from "../../../src/engine/answering/sentences.ts";
import { unitOf } from "../../../src/engine/answering/units.ts";
import type { LibraryDocument } from "../../../src/library/library.ts";
import { splitDocument } from "../../../src/library/split.ts";

const readers = [markdownReader(), csvReader()];
const read = (path: string, text: string) => readDocument({ path, bytes: new TextEncoder().encode(text), readers });

/** The texts that are quoted where the sentence that begins so is the best one. */
function quotedFor(document: Document, words: string): readonly string[] {
  const start = document.text.indexOf(words);
  const end = document.blocks.find((block) => block.start === start)?.end ?? start + words.length;
  const candidate = { start, end, evidence: { passage: { document } } } as unknown as Candidate;
  const { spans } = unitOf(candidate, () => document);
  return spans.map((span) => document.text.slice(span.start, span.end));
}

describe("a row", () => {
  const table = "| Class | Fee |\n|---|---|\n| Council | 100 |\n| Director | 50 |";

  it("is quoted with its column names and the unit that stands above the table", async () => {
    expect(quotedFor(await read("a.md", `Unit: RMB\n\n${table}`), "Director")).toEqual([
      "Director | 50",
      "Class | Fee",
      "Unit: RMB",
    ]);
    expect(quotedFor(await read("a.md", `单位：万元\n\n表1 会费\n\n${table}`), "Council")).toContain("单位：万元");
  });

  it("is quoted without a line above it that names no unit", async () => {
    expect(quotedFor(await read("a.md", `The fees of 2026.\n\n${table}`), "Director")).toHaveLength(2);
  });
});

describe("a form", () => {
  it("is quoted whole where only what it is about was found, and a pair with what it is about", async () => {
    const document = await read("a.csv", "项目名称,提纯项目\n承担单位,联合化学有限公司\n总投资,2.3亿元\n负责人,郑海峰");
    expect(quotedFor(document, "项目名称")).toEqual([document.text]);
    expect(quotedFor(document, "负责人")).toEqual(["负责人：郑海峰。", "项目名称：提纯项目。"]);
  });
});

describe("short statements", () => {
  it("count with the boxes below them and the form that they are of", async () => {
    const lettersOf = (document: Document) => {
      const [split] = splitDocument(document);
      if (split === undefined) throw new Error("expected a passage");
      const passage = { ...split, id: 0, document: document as LibraryDocument };
      return rememberedWords(() => document)(passage, null).sentences.map(({ letters }) => letters);
    };
    expect(lettersOf(await read("a.md", "是否上市\n\n□是 ■否"))).toEqual([10, 4]);
    expect(lettersOf(await read("a.csv", "名称,甲公司\n负责人,郑海峰\n投资,2亿元"))).toEqual([6, 14, 13]);
  });
});
