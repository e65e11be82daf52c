/** A search over documents that are there in two languages, with everything real but the model. */

import { describe, expect, it } from "vitest";
import { asQuestion } from "../../../src/engine/retrieval/question.ts";
import { createSearch, type SearchRequest } from "../../../src/engine/retrieval/search.ts";
import { currentIndex } from "../../../src/library/current-index.ts";
import { ingestSetting } from "../../support/ingest-setting.ts";

const ENGLISH =
  "# Fees\n\n## Amount\n\nThe fee is 20,000 yuan.\n\n## Delay\n\nWho is late loses the vote after 30 days.\n";
const CHINESE = "# 会费\n\n## 标准\n\n会费为20,000元。\n\n## 逾期\n\n逾期30天者失去表决权。\n";

async function published(documents: Readonly<Record<string, string>>) {
  const { run, options, library, embedder } = ingestSetting({ documents });
  await run();
  const { snapshotsDir, lockPath, indexFormat: format } = options;
  const index = currentIndex({ library, format, snapshotsDir, lockPath, embedder, onNotice: () => undefined });
  const search = createSearch({ library, embedder, index, gloss: options.gloss.load });
  return async (text: string, request: Partial<SearchRequest> = {}) => {
    const question = asQuestion(text);
    if (!("text" in question)) throw new Error(question.problem);
    const { evidence } = await search({ question, day: "2026-01-01", ...request });
    return evidence.map(({ passage }) => `${passage.document.path}: ${passage.text}`);
  };
}

describe("editions in a search", () => {
  it("give each asker the passages of their own, once", async () => {
    const find = await published({ "rules/fees.md": ENGLISH, "rules/fees.zh.md": CHINESE });
    expect((await find("How much is the fee?")).toSorted()).toEqual([
      "rules/fees.md: The fee is 20,000 yuan.",
      "rules/fees.md: Who is late loses the vote after 30 days.",
    ]);
    expect((await find("会费是多少？")).toSorted()).toEqual([
      "rules/fees.zh.md: 会费为20,000元。",
      "rules/fees.zh.md: 逾期30天者失去表决权。",
    ]);
  });

  it("are found in one and shown in the other: an English word leads to the Chinese passage", async () => {
    const find = await published({ "rules/fees.md": ENGLISH, "rules/fees.zh.md": CHINESE });
    expect((await find("vote 和 late 是怎么规定的？"))[0]).toBe("rules/fees.zh.md: 逾期30天者失去表决权。");
    expect((await find("How much is the fee?", { readIn: "zh" }))[0]).toMatch(/^rules\/fees\.zh\.md/u);
  });

  it("stay as they were found where no counterpart is sure", async () => {
    const more = `${ENGLISH}\n## Waiver\n\nThe council may waive the fee.\n`;
    const find = await published({ "rules/fees.md": more, "rules/fees.zh.md": CHINESE });
    expect(await find("council waive 谁决定？")).toContain("rules/fees.md: The council may waive the fee.");
  });

  it("are for nobody who may see only one of them", async () => {
    const edition = CHINESE.replace("# 会费", "---\nedition_of: rules/fees.md\n---\n\n# 会费");
    const find = await published({ "rules/fees.md": ENGLISH, "board/会费.md": edition });
    expect(await find("How much is the fee?", { collections: new Set(["rules"]) })).toEqual([]);
    expect(await find("会费是多少？", { collections: new Set(["board"]) })).toEqual([]);
    expect(await find("会费是多少？", { collections: new Set(["board", "rules"]) })).toHaveLength(2);
  });
});
