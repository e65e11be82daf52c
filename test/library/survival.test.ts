/**
 * The misfortunes that a library must live through: being killed at any moment, damaged files, folders that cannot be
 * written.
 */

import { spawn } from "node:child_process";
import { readFileSync, rmSync, truncateSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import { KEYWORDS_FILE } from "../../src/index/keyword/keyword-index.ts";
import { readPointer } from "../../src/index/snapshot.ts";
import { INDEX_FILE } from "../../src/index/vector/vectra-index.ts";
import { type CurrentIndex, currentIndex } from "../../src/library/current-index.ts";
import { type IngestOptions, ingest } from "../../src/library/ingest.ts";
import { ingestOptions, ingestSetting } from "../support/ingest-setting.ts";
import { scanOutput } from "../support/leaks.ts";
import { temporaryFolder } from "../support/temporary-folder.ts";
import { wordEmbedder } from "../support/word-embedder.ts";

/** More by hand: `ROUNDS=50 npx vitest run test/library/survival.test.ts`. */
const ROUNDS = Number(process.env.ROUNDS ?? 4);

function openCurrent(options: IngestOptions, notices: string[] = []): Promise<CurrentIndex | null> {
  const { library, indexFormat: format, snapshotsDir, lockPath, embedder } = options;
  return currentIndex({
    library,
    format,
    snapshotsDir,
    lockPath,
    embedder,
    onNotice: (notice) => notices.push(notice),
  })();
}

/** An ingest of 30 documents takes long enough to be killed in the middle of it. */
function edition(name: string, documentCount = 30): Record<string, string> {
  const documents = Array.from({ length: documentCount }, (_, index) => {
    const sentences = Array.from(
      { length: 10 },
      (_, number) => `Measure ${number} of part ${index} is of edition ${name}.`,
    );
    return [`part-${index}.md`, `# Part ${index}\n\n${sentences.join(" ")}\n`] as const;
  });
  return Object.fromEntries(documents);
}

describe("a library", () => {
  it("is the old one or the new one, whole, when an ingest is killed at any moment; and the next ingest completes", async () => {
    const corpus = temporaryFolder();
    const data = temporaryFolder();
    const write = (name: string): void =>
      Object.entries(edition(name)).forEach(([path, text]) => void corpus.write(path, text));
    const current = async (): Promise<string> => {
      const options = ingestOptions(corpus.path, data.path, wordEmbedder());
      const current = await openCurrent(options);
      const texts = options.library.documents().map(({ version }) => options.library.version(version)?.text ?? "");
      const { pieces, passages } = options.library.size();
      options.library.close();
      expect([current?.index.size ?? 0, current?.words.size ?? 0]).toEqual([pieces, passages]);
      return [...new Set(texts.map((text) => /of edition (\w+)\./u.exec(text)?.[1]))].join(" and ");
    };
    write("first");
    const first = ingestOptions(corpus.path, data.path, wordEmbedder());
    await ingest(first);
    first.library.close();
    let before = "first";
    for (let round = 0; round < ROUNDS; round++) {
      const name = `round${round}`;
      write(name);
      const child = spawn(process.execPath, [
        "--import",
        "./scripts/before-start.mjs",
        fileURLToPath(new URL("../support/ingest-process.ts", import.meta.url)),
        corpus.path,
        data.path,
      ]);
      scanOutput(child, "the ingest's process");
      const ended = new Promise((resolve) => child.once("exit", resolve));
      await new Promise((resolve) => child.stdout.once("data", resolve));
      // An ingest takes about 150 ms; the moments are spread over it, and a little beyond.
      await delay((round * 180) / ROUNDS);
      child.kill("SIGKILL");
      await ended;
      expect([before, name]).toContain(await current());
      const options = ingestOptions(corpus.path, data.path, wordEmbedder());
      expect((await ingest(options)).failed).toEqual([]);
      options.library.close();
      expect(await current()).toBe(name);
      before = name;
    }
  });

  it.each([
    ["removed", (path: string) => rmSync(path)],
    ["emptied", (path: string) => writeFileSync(path, "")],
    ["cut", (path: string) => truncateSync(path, 300)],
    ["damaged", (path: string) => flipByte(path, 200)],
    ["replaced by something else", (path: string) => writeFileSync(path, "no index at all")],
  ])(
    "builds a generation again whose vectors or words were %s, without one embedding, and says so once",
    async (_how, damage) => {
      for (const file of [INDEX_FILE, KEYWORDS_FILE]) {
        const { run, options, embedder } = ingestSetting({ documents: edition("first", 5) });
        await run();
        damage(pathInGeneration(options, file));
        const before = embedder.embedded.length;
        const notices: string[] = [];
        const current = await openCurrent(options, notices);
        const { pieces, passages } = options.library.size();
        expect([current?.index.size, current?.words.size]).toEqual([pieces, passages]);
        expect(embedder.embedded).toHaveLength(before);
        expect(notices).toEqual([
          expect.stringMatching(/: built again from the library, without embedding anything$/u),
        ]);
        expect(await openCurrent(options, notices)).not.toBeNull();
        expect(notices).toHaveLength(1);
      }
    },
  );

  it("answers from the index before while another one is being published, and takes the new one then", async () => {
    const { run, corpus, options } = ingestSetting({ documents: edition("first", 5) });
    await run();
    const { library, indexFormat: format, snapshotsDir, lockPath, embedder } = options;
    const notices: string[] = [];
    const current = currentIndex({
      ...{ library, format, snapshotsDir, lockPath, embedder },
      onNotice: (notice) => notices.push(notice),
    });
    const before = await current();
    corpus.write("new.md", "# New\n\nA document that came later.\n");
    // The question comes after the documents were stored and before their index is there.
    const during: (CurrentIndex | null)[] = [];
    await run({
      indexFormat: {
        ...format,
        write: async (folder, content) => {
          during.push(await current(), await current());
          await format.write(folder, content);
        },
      },
    });
    expect(during).toEqual([before, before]);
    expect((await current())?.index.size).toBe(library.size().pieces);
    expect(notices).toEqual([]);
  });

  it("leaves the index of the embedder that took its place as it is", async () => {
    const { run, corpus, options } = ingestSetting({ documents: edition("first", 5) });
    await run();
    const { indexFormat: format, embedder } = options;
    const current = currentIndex({ ...options, format, embedder, isFormer: true, onNotice: () => undefined });
    const before = await current();
    corpus.remove("part-0.md");
    await run({ embedder: { ...embedder, id: "another" } });
    expect(await current()).toBe(before);
    expect(await readPointer(options.snapshotsDir)).toMatchObject({ embedderId: "another" });
  });

  it("builds the index again when the pointer is gone or unreadable, or the whole folder is", async () => {
    const { run, data, options } = ingestSetting({ documents: edition("first", 5) });
    await run();
    for (const wreck of [
      () => data.remove("generations/current"),
      () => data.write("generations/current", "{"),
      () => data.remove("generations"),
    ]) {
      wreck();
      expect((await openCurrent(options))?.index.size).toBe(options.library.size().pieces);
    }
  });
});

function pathInGeneration({ snapshotsDir }: IngestOptions, file: string): string {
  const { generation } = JSON.parse(readFileSync(join(snapshotsDir, "current"), "utf8"));
  return join(snapshotsDir, generation, file);
}

function flipByte(path: string, at: number): void {
  const bytes = readFileSync(path);
  bytes[at] = (bytes[at] ?? 0) ^ 0x10;
  writeFileSync(path, bytes);
}
