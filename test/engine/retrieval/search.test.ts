/** A question to its evidence, with everything real but the model. */

import { describe, expect, it } from "vitest";
import { asQuestion } from "../../../src/engine/retrieval/question.ts";
import { createSearch, type SearchRequest } from "../../../src/engine/retrieval/search.ts";
import { currentIndex } from "../../../src/library/current-index.ts";
import { ingestSetting } from "../../support/ingest-setting.ts";

const documents = {
  "rules/masks.md": "# Masks\n\nThe photomask project is led by Dr. Zhang Rujing.\n",
  "rules/money.md": "# Money\n\nThe laboratory costs 3.5 billion yuan.\n",
  "plans/steps.md": "# Steps\n\nIts first phase begins in the autumn.\n",
};

async function published(files: Readonly<Record<string, string>> = documents) {
  const { run, options, library, embedder } = ingestSetting({ documents: files });
  await run();
  const { snapshotsDir, lockPath, indexFormat: format } = options;
  return (text: string, request: Partial<SearchRequest> = {}, using = embedder.id) => {
    const asking = { ...embedder, id: using };
    const index = currentIndex({
      ...{ library, format, snapshotsDir, lockPath, embedder: asking },
      onNotice: () => undefined,
    });
    const question = asQuestion(text);
    if (!("text" in question)) throw new Error(`${text}: ${question.problem}`);
    return createSearch({ library, embedder: asking, index, gloss: options.gloss.load })({
      ...{ question, day: "2026-01-01" },
      ...request,
    });
  };
}

describe("a search", () => {
  it("says of each passage how well it covers the words, also where only its meaning was near", async () => {
    const search = await published();
    const { evidence } = await search("Who leads the photomask project?");
    expect(evidence.map(({ passage }) => passage.document.path)[0]).toBe("rules/masks.md");
    expect(evidence[0]?.rankings.words.rank).toBe(1);
    expect(evidence[0]?.rankings.words.score).toBeGreaterThan(0.2);
    expect(evidence).toHaveLength(3);
    for (const { rankings } of evidence.slice(1)) expect(rankings.words).toEqual({ rank: null, score: 0 });
  });

  it("finds a number with its decimals, and a word with a slip in it", async () => {
    const search = await published();
    const firstByWords = async (text: string) =>
      (await search(text)).evidence.find(({ rankings }) => rankings.words.rank === 1)?.passage.document.path;
    expect(await firstByWords("What costs 3.5 billion?")).toBe("rules/money.md");
    expect(await firstByWords("photomazk")).toBe("rules/masks.md");
    expect(await firstByWords("laboratry")).toBe("rules/money.md");
    expect(await firstByWords("zeppelin")).toBeUndefined();
  });

  it("takes a follow-up's words together with those it leans on", async () => {
    const search = await published();
    const history = [
      { role: "user", content: "Who leads the photomask project?" },
      { role: "assistant", content: "Dr. Zhang Rujing." },
    ];
    const { evidence } = await search("And its first phase?", { history });
    const wordsOf = (path: string) =>
      evidence.find(({ passage }) => passage.document.path === path)?.rankings.words.score ?? 0;
    expect(wordsOf("plans/steps.md")).toBeGreaterThan(wordsOf("rules/masks.md"));
    expect(wordsOf("rules/masks.md")).toBeGreaterThan(0);
    const { evidence: alone } = await search("And its first phase?");
    expect(alone.find(({ passage }) => passage.document.path === "rules/masks.md")?.rankings.words.score).toBe(0);
  });

  it("looks at no passage of another collection", async () => {
    const search = await published();
    const { evidence } = await search("photomask phase", { collections: new Set(["plans"]) });
    expect(evidence.map(({ passage }) => passage.document.path)).toEqual(["plans/steps.md"]);
    expect((await search("photomask", { collections: new Set() })).evidence).toEqual([]);
  });

  it("finds nothing where nothing is published for the embedder that asks", async () => {
    const search = await published();
    const { evidence, query } = await search("photomask", {}, "another");
    expect(evidence).toEqual([]);
    expect(query.clauses.flatMap(({ groups }) => [...groups.en, ...groups.zh])).toEqual([]);
  });

  it("looks further down for what is in force, where old versions fill the top", async () => {
    const old = Array.from({ length: 40 }, (_, year) => [
      `fees/${1980 + year}.md`,
      `---\neffective_until: ${1980 + year}\n---\n# Fees\n\nThe fee is paid to office ${year}.\n`,
    ]);
    const search = await published({
      ...Object.fromEntries(old),
      "fees/now.md": "# Costs\n\nToday the fee goes to an agency.\n",
    });
    const found = async (day: string) =>
      (await search("The fee is paid to which office?", { day })).evidence.map(({ passage, validity: standing }) => ({
        path: passage.document.path,
        standing,
      }));
    const later = await found("2026-01-01");
    expect(later).toHaveLength(21);
    expect(later.at(-1)).toEqual({ path: "fees/now.md", standing: { kind: "unknown" } });
    expect(await found("1980-01-01")).not.toContainEqual(later.at(-1));
  });

  it("leaves out what was published after the day that is asked about", async () => {
    const files = {
      "old.md": "---\npublished: 2021\n---\n# Old\n\nThe fee is 5 yuan.\n",
      "new.md": "---\npublished: 2024-03\n---\n# New\n\nThe fee is 6 yuan.\n",
      "undated.md": "# Undated\n\nThe fee is 7 yuan.\n",
    };
    const search = await published(files);
    const paths = async (view: Partial<SearchRequest>) =>
      (await search("fee", view)).evidence.map(({ passage }) => passage.document.path).sort();
    expect(await paths({ publishedBy: "2024-02-29" })).toEqual(["old.md", "undated.md"]);
    expect(await paths({ publishedBy: "2024-03-01" })).toHaveLength(3);
    expect(await paths({})).toHaveLength(3);
  });

  it("takes the words that an old and a new version share from the new one", async () => {
    const words = "The fee is paid in March.";
    const files = {
      "a.md": `---\nid: a\neffective_from: 2020\n---\n# Fee\n\n${words}\n`,
      "b.md": `---\nid: b\nsupersedes: a\neffective_from: 2024\n---\n# Another\n\n${words}\n`,
    };
    const search = await published(files);
    const paths = async (day: string) =>
      (await search("When is the fee paid?", { day })).evidence.map(({ passage }) => passage.document.path);
    expect(await paths("2022-01-01")).toEqual(["a.md"]);
    expect(await paths("2026-01-01")).toEqual(["b.md"]);
  });
});
