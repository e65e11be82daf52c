import { spawn } from "node:child_process";
import { mkdir, mkdtemp, readdir, readFile, rm, truncate, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { setTimeout as sleep } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { KEYWORDS_FILE } from "../../src/index/keyword/keyword-index.ts";
import { openSnapshot, publishSnapshot, readPointer } from "../../src/index/snapshot.ts";
import type { VectorIndexFormat } from "../../src/index/vector/vector-index.ts";
import { vectraFormat } from "../../src/index/vector/vectra-index.ts";
import { contentOfRevision, revisionOf, wordsOfRevision } from "../library/revisions.ts";
import { scanOutput } from "../support/leaks.ts";

const format = vectraFormat();
const INDEX_FILE = "index.vectors";
const damaged = expect.objectContaining({ name: "DocketError", code: "storage" });

let data: string;
let folder: string;
beforeEach(async () => {
  data = await mkdtemp(join(tmpdir(), "docket-generations-"));
  folder = join(data, "generations");
});
afterEach(() => rm(data, { recursive: true, force: true }));

const publish = (revision: number, using: VectorIndexFormat = format) =>
  publishSnapshot({
    ...{ folder, revision, format: using },
    ...{ content: contentOfRevision(revision), words: wordsOfRevision(revision) },
  });
const open = () => openSnapshot({ folder, format });
const published = async () => {
  const opened = await open();
  return opened === null ? null : [opened.name, opened.revision, revisionOf(opened)];
};

describe("publishing an index", () => {
  it("has nothing to open before the first time", async () => {
    expect(await readPointer(folder)).toBeNull();
    expect(await open()).toBeNull();
    await mkdir(folder);
    expect(await open()).toBeNull();
  });

  it("makes it the one that is opened, and gives it opened", async () => {
    const written = await publish(3);
    expect([written.name, written.revision, revisionOf(written)]).toEqual(["3.1", 3, 3]);
    expect(await readPointer(folder)).toEqual({ generation: "3.1", revision: 3, embedderId: "test:revisions" });
    expect(await published()).toEqual(["3.1", 3, 3]);
  });

  it("keeps the one before, for who is just opening it, and none older", async () => {
    for (const revision of [1, 2, 3, 3, 4]) await publish(revision);
    expect((await readdir(folder)).sort()).toEqual(["3.2", "4.1", "current"]);
  });

  it("does not disturb an index that is open", async () => {
    const opened = await publish(1);
    for (const revision of [2, 3, 4]) await publish(revision);
    expect(revisionOf(opened)).toBe(1);
  });

  it("leaves what was published when the content cannot be written", async () => {
    await publish(1);
    const content = { ...contentOfRevision(2), size: 7 };
    const words = wordsOfRevision(2);
    await expect(publishSnapshot({ folder, revision: 2, format, content, words })).rejects.toEqual(damaged);
    const unfit = { ...words, size: 7 };
    await expect(
      publishSnapshot({ folder, revision: 2, format, content: contentOfRevision(2), words: unfit }),
    ).rejects.toEqual(damaged);
    expect(await published()).toEqual(["1.1", 1, 1]);
  });

  it("does not publish what cannot be read back whole", async () => {
    await publish(1);
    const cutting: VectorIndexFormat = {
      ...format,
      async write(into, content) {
        await format.write(into, content);
        await truncate(join(into, INDEX_FILE), 1_000);
      },
    };
    const shrinking: VectorIndexFormat = { ...format, write: (into) => format.write(into, contentOfRevision(2, 5)) };
    await expect(publish(2, cutting)).rejects.toThrow(/damaged/);
    await expect(publish(2, shrinking)).rejects.toThrow("5 rows can be read, 2000 were written");
    expect(await published()).toEqual(["1.1", 1, 1]);
  });

  it("clears away what killed writers left, and nothing else", async () => {
    await publish(1);
    await mkdir(join(folder, "2.1"));
    await writeFile(join(folder, "2.1", `${INDEX_FILE}.0b5e.tmp`), "half");
    await writeFile(join(folder, "current.0b5e.tmp"), "{");
    await writeFile(join(folder, "notes.txt"), "not ours");
    await publish(2);
    expect((await readdir(folder)).sort()).toEqual(["1.1", "2.1", "current", "notes.txt"]);
    expect((await readdir(join(folder, "2.1"))).sort()).toEqual([INDEX_FILE, KEYWORDS_FILE]);
  });

  it("says which folder cannot be used", async () => {
    await writeFile(folder, "a file where the folder should be");
    await expect(publish(1)).rejects.toThrow(folder);
    await expect(open()).rejects.toEqual(damaged);
  });
});

describe("a damaged publication", () => {
  it("is an error, whichever part is damaged, until it is published again", async () => {
    const index = (name: string) => join(folder, name, INDEX_FILE);
    const damages = [
      (name: string) => truncate(index(name), 0),
      (name: string) => rm(index(name)),
      (name: string) => truncate(join(folder, name, KEYWORDS_FILE), 1_000),
      (name: string) => rm(join(folder, name, KEYWORDS_FILE)),
      (name: string) => rm(join(folder, name), { recursive: true }),
      () => writeFile(join(folder, "current"), ""),
      async () => {
        const elsewhere = join(data, "elsewhere");
        await mkdir(elsewhere);
        await format.write(elsewhere, contentOfRevision(1));
        const pointer = { generation: "../elsewhere", revision: 1, embedderId: "test:revisions" };
        await writeFile(join(folder, "current"), JSON.stringify(pointer));
      },
      async (name: string) => {
        const pointer = JSON.parse(await readFile(join(folder, "current"), "utf8")) as object;
        await writeFile(
          join(folder, "current"),
          JSON.stringify({ ...pointer, embedderId: "another", generation: name }),
        );
      },
    ];
    for (const damage of damages) {
      const { name } = await publish(1);
      await damage(name);
      await expect(open()).rejects.toEqual(damaged);
    }
    await publish(1);
    expect((await open())?.revision).toBe(1);
  });
});

describe("reading while another publishes", () => {
  it("always opens a whole generation, and never an older one than before", async () => {
    await publish(1);
    const stop = new AbortController();
    const reading = (async () => {
      const seen: number[] = [];
      while (!stop.signal.aborted) {
        const opened = await open();
        if (opened === null || revisionOf(opened) !== opened.revision) throw new Error("a mixture");
        seen.push(opened.revision);
      }
      return seen;
    })();
    for (let revision = 2; revision <= 25; revision++) await publish(revision);
    stop.abort();
    const seen = await reading;
    expect(seen).toEqual(seen.toSorted((a, b) => a - b));
    expect(new Set(seen).size).toBeGreaterThan(3);
  });

  it("goes on to the new generation when the one it read of is gone", async () => {
    await publish(1);
    const slow: VectorIndexFormat = {
      ...format,
      async open(from) {
        // Two publications while this reader has read the pointer and not yet opened the folder.
        if (from.endsWith("1.1")) for (const revision of [2, 3]) await publish(revision);
        return format.open(from);
      },
    };
    expect((await openSnapshot({ folder, format: slow }))?.revision).toBe(3);
  });
});

describe("a publisher that is killed", () => {
  const KILLS = 10;

  it("leaves a whole generation, and every one that it said was published", async () => {
    let acknowledged = 0;
    for (let kill = 0; kill < KILLS; kill++) {
      acknowledged = await publishUntilKilled(folder, acknowledged + 1, kill * 3);
      const opened = await open();
      expect(opened && revisionOf(opened)).toBe(opened?.revision);
      expect(opened?.revision).toBeGreaterThanOrEqual(acknowledged);
    }
    expect(acknowledged).toBeGreaterThanOrEqual(KILLS);
  }, 60_000);
});

/**
 * @param afterMs how long after its first publication the process is killed; one takes about 10 ms
 * @returns the last revision that the process said it had published
 */
async function publishUntilKilled(into: string, firstRevision: number, afterMs: number): Promise<number> {
  const script = fileURLToPath(new URL("publishing-process.ts", import.meta.url));
  const child = spawn(
    process.execPath,
    ["--import", "./scripts/before-start.mjs", script, into, String(firstRevision)],
    {
      stdio: ["ignore", "pipe", "inherit"],
    },
  );
  scanOutput(child, "the publishing process");
  const ended = new Promise((resolve) => child.once("exit", (code, signal) => resolve(signal ?? code)));
  let last = 0;
  for await (const line of createInterface({ input: child.stdout })) {
    if (last === 0) void sleep(afterMs).then(() => child.kill("SIGKILL"));
    last = Number(line);
  }
  expect(await ended).toBe("SIGKILL");
  return last;
}
