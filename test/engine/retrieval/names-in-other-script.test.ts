/** Names that no text tells for sure are found in the other script, where documents have them. */

import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Engine } from "../../../src/engine/engine.ts";
import { asQuestion, type Question } from "../../../src/engine/retrieval/question.ts";
import { engineWith } from "../../support/engine-with.ts";

let engine: Engine;
let close: () => Promise<void>;
beforeAll(async () => {
  ({ engine, close } = await engineWith([
    ["choir.md", "# Choir\n\nThe choir is conducted by Shi Ying.\n\nThe piano is tuned by Miao Zhimin in May.\n"],
    ["lodge.md", "# Lodge\n\nThe lodge of Jacksonville has twelve beds.\n\nStone walls surround the garden.\n"],
    ["茶室.md", "# 茶室\n\n茶室由高若云管理。\n\n采购由石磊负责，账目由苗建国核对。\n\n石英杯放在柜中。\n"],
    ["林场.md", "# 林场\n\n林场的苗木每年补种。\n\n高处的石料由工人搬走。\n"],
  ]));
});
afterAll(() => close());

/** The passage that has most of the words, and how much of them. */
async function byWords(text: string) {
  const evidence = await engine.find({ question: asQuestion(text) as Question, day: "2026-11-22" });
  const first = evidence.find(({ rankings }) => rankings.words.rank === 1);
  return { path: first?.passage.document.path, score: first?.rankings.words.score ?? 0 };
}

describe("a name in a question", () => {
  it.each([
    ["石瑛是谁？", "choir.md"],
    ["苗志民做什么？", "choir.md"],
    ["杰克逊维尔有几张床？", "lodge.md"],
    ["Who is Gao Ruoyun?", "茶室.md"],
    ["What does Ruoyun Gao do?", "茶室.md"],
    ["Who is Shi Lei?", "茶室.md"],
    ["高若云是谁？", "茶室.md"],
  ])("%s is found in %s", async (text, path) => {
    const found = await byWords(text);
    expect(found.path).toBe(path);
    expect(found.score).toBeGreaterThan(0.2);
  });

  it("is what its characters mean where no document has it", async () => {
    const garden = await byWords("石墙在哪里？");
    expect(garden.path).toBe("lodge.md");
    expect((await byWords("Who is Shi Yinghua?")).path).not.toBe("茶室.md");
  });

  it("is no word that reads the same", async () => {
    const words = await byWords("Who is Shi Ying?");
    expect(words.path).toBe("choir.md");
    expect((await byWords("石英杯在哪里？")).path).toBe("茶室.md");
  });
});
