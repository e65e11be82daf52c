import { describe, expect, it } from "vitest";
import { openSnapshot } from "../../src/index/snapshot.ts";
import { ingest } from "../../src/library/ingest.ts";
import { type IngestProgress, withPace } from "../../src/library/ingest-progress.ts";
import { ingestSetting } from "../support/ingest-setting.ts";
import { wordEmbedder } from "../support/word-embedder.ts";

const paper = (number: number) => `# Paper ${number}\n\nPaper ${number} costs ${number} yuan.\n`;
const pathOf = (number: number) => `paper-${String(number).padStart(3, "0")}.md`;
const papers = (count: number) =>
  Object.fromEntries(Array.from({ length: count }, (_, number) => [pathOf(number), paper(number)]));

/** The published state whenever something is being embedded, and what the library says of itself then. */
function watched(count: number) {
  const setting = ingestSetting({ documents: papers(count) });
  const seen: { readonly published: number; readonly firstRead: unknown }[] = [];
  // The reference's name: its cosines are not measured.
  const words = wordEmbedder({ id: "minilm-l6-v2:64:none" });
  const embedder = {
    ...words,
    async embed(...asked: Parameters<typeof words.embed>) {
      const { snapshotsDir: folder, indexFormat: format } = setting.options;
      const snapshot = await openSnapshot({ folder, format });
      seen.push({ published: snapshot?.words.size ?? 0, firstRead: setting.library.firstRead() });
      return await words.embed(...asked);
    },
  };
  return { ...setting, seen, words, embedder };
}

describe("the first read of a folder", () => {
  it("is published as it goes, at doubling sizes, and says how much is read", async () => {
    const { run, seen, embedder, library } = watched(20);
    const report = await run({ embedder, firstMs: 0 });
    expect(seen.map(({ published }) => published)).toEqual([0, 1, 2, 4, 8, 16]);
    expect(seen.map(({ firstRead }) => firstRead)).toEqual([
      null,
      ...[1, 2, 4, 8, 16].map((read) => ({ read, total: 20 })),
    ]);
    expect(library.firstRead()).toBeNull();
    expect(report).toMatchObject({ documents: 20, passages: 20, unchanged: 0, failed: [], embedded: 40 });
    expect(report.added).toEqual(Object.keys(papers(20)));
  });

  it("is published once where all is read in a moment", async () => {
    const { run, seen, embedder, library } = watched(20);
    await run({ embedder, firstMs: 60_000 });
    expect(new Set(seen.map(({ published }) => published))).toEqual(new Set([0]));
    expect(library.revision()).toBe(1);
  });

  it("goes on where it was stopped, and embeds nothing twice", async () => {
    const { options, embedder, words, library, seen } = watched(12);
    const stop = new AbortController();
    const onProgress = ({ stage }: IngestProgress) => {
      if (stage === "publishing" && library.size().documents === 4) stop.abort();
    };
    await expect(ingest({ ...options, embedder, firstMs: 0, onProgress, signal: stop.signal })).rejects.toThrow();
    expect(library.firstRead()).toEqual({ read: 4, total: 12 });
    seen.length = 0;
    const report = await ingest({ ...options, embedder, firstMs: 0 });
    expect(report).toMatchObject({ documents: 12, unchanged: 4 });
    expect(report.added).toHaveLength(8);
    expect(seen[0]).toMatchObject({ published: 4, firstRead: { read: 4, total: 12 } });
    expect(new Set(words.embedded).size).toBe(words.embedded.length);
    expect(library.firstRead()).toBeNull();
  });

  it("is over when the files that were left are gone", async () => {
    const { options, corpus, embedder, library } = watched(3);
    const stop = new AbortController();
    const onProgress = ({ stage }: IngestProgress) => {
      if (stage === "publishing") stop.abort();
    };
    await expect(ingest({ ...options, embedder, firstMs: 0, onProgress, signal: stop.signal })).rejects.toThrow();
    expect(library.firstRead()).toEqual({ read: 1, total: 3 });
    for (const number of [1, 2]) corpus.remove(pathOf(number));
    expect(await ingest({ ...options, embedder, firstMs: 0 })).toMatchObject({ documents: 1 });
    expect(library.firstRead()).toBeNull();
  });

  it("reads a file once, also one that cannot be read, and reports it once", async () => {
    const { run, corpus, options, embedder } = watched(6);
    corpus.write("broken.pdf", "%PDF-1.4 nothing else");
    const read: string[] = [];
    const reading = {
      ...options.reading,
      read: (...asked: Parameters<typeof options.reading.read>) => {
        read.push(asked[0].path);
        return options.reading.read(...asked);
      },
    };
    const report = await run({ embedder, reading, firstMs: 0 });
    expect(report.failed.map(({ path }) => path)).toEqual(["broken.pdf"]);
    expect(read).toHaveLength(7);
    expect(new Set(read)).toEqual(new Set(["broken.pdf", ...Object.keys(papers(6))]));
  });

  it("leaves large files for last", async () => {
    const { run, corpus, options, embedder } = watched(2);
    corpus.write("a-large.md", `# Large\n\nThe large file says little.${"\n".repeat(1_000_000)}`);
    const read: string[] = [];
    const reading = {
      ...options.reading,
      read: (...asked: Parameters<typeof options.reading.read>) => {
        read.push(asked[0].path);
        return options.reading.read(...asked);
      },
    };
    await run({ embedder, reading, firstMs: 0 });
    expect(read).toEqual([pathOf(0), pathOf(1), "a-large.md"]);
  });

  it("counts files over all portions, and texts as if those unread were like those read", async () => {
    const { run, embedder } = watched(8);
    const progress: string[] = [];
    await run({
      embedder,
      firstMs: 0,
      onProgress: ({ stage, done, total }) => void progress.push(`${stage} ${done}/${total}`),
    });
    expect(progress.filter((text) => text.startsWith("reading"))).toEqual(
      Array.from({ length: 8 }, (_, file) => `reading ${file + 1}/8`),
    );
    const embedded = progress.filter((text) => text.startsWith("embedding"));
    expect(embedded.map((text) => text.split(" ")[1])).toEqual(["2/16", "4/16", "8/16", "16/16"]);
  });
});

describe("a later read", () => {
  it("changes at once, whatever its size", async () => {
    const { run, corpus, seen, embedder, library } = watched(2);
    await run({ embedder, firstMs: 0 });
    seen.length = 0;
    for (const [path, text] of Object.entries(papers(40))) corpus.write(path, text.replaceAll("yuan", "euros"));
    expect(await run({ embedder, firstMs: 0 })).toMatchObject({ documents: 40 });
    expect(new Set(seen.map(({ published }) => published))).toEqual(new Set([2]));
    expect(seen.every(({ firstRead }) => firstRead === null)).toBe(true);
    expect(library.firstRead()).toBeNull();
  });
});

describe("withPace", () => {
  it("tells the rate and the time left once a second is measured, for each stage", () => {
    let now = 0;
    const heard: IngestProgress[] = [];
    const onProgress = withPace(
      (progress) => heard.push(progress),
      () => now,
    );
    for (const [at, stage, done] of [
      [0, "embedding", 64],
      [500, "embedding", 128],
      [2_000, "embedding", 264],
      [2_000, "publishing", 0],
    ] as const) {
      now = at;
      onProgress({ stage, done, total: 1_264 });
    }
    expect(heard.map(({ pace }) => pace)).toEqual([
      undefined,
      undefined,
      { perSecond: 100, leftMs: 10_000 },
      undefined,
    ]);
  });
});
