import { describe, expect, it } from "vitest";
import { asQuestion } from "../../../src/engine/retrieval/question.ts";
import { createSearch } from "../../../src/engine/retrieval/search.ts";
import { currentIndex } from "../../../src/library/current-index.ts";
import { ingestSetting } from "../../support/ingest-setting.ts";

const history = [
  { role: "user", content: "Who leads the photomask project?" },
  { role: "assistant", content: "Dr. Zhang Rujing." },
];

describe("keys that were hit at random", () => {
  it("lean on nothing that was said before, and are told; a word that no document has is none of them", async () => {
    const { run, options, library, embedder } = ingestSetting({
      documents: { "masks.md": "# Masks\n\nThe photomask project is led by Dr. Zhang Rujing.\n" },
    });
    await run();
    const { snapshotsDir, lockPath, indexFormat: format } = options;
    const index = currentIndex({ ...{ library, format, snapshotsDir, lockPath, embedder }, onNotice: () => undefined });
    const vocabulary = () => Promise.resolve(["lunch", "photomask"]);
    const search = createSearch({ library, embedder, index, vocabulary, gloss: options.gloss.load });
    const found = async (text: string) => {
      const question = asQuestion(text);
      if (!("text" in question)) throw new Error(question.problem);
      const { asked, hasNoWords = false } = await search({ question, day: "2026-01-01", history });
      return { leans: asked !== text, hasNoWords };
    };
    expect(await found("asdkjfh")).toEqual({ leans: false, hasNoWords: true });
    for (const followUp of ["lunch?", "Rujing?", "And its leader?", "石瑛"]) {
      expect(await found(followUp)).toEqual({ leans: true, hasNoWords: false });
    }
  });
});
