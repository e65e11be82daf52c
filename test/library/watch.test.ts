import { appendFileSync, mkdirSync, renameSync, rmSync, symlinkSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { describe, expect, it, onTestFinished, vi } from "vitest";
import { listCorpus } from "../../src/library/corpus-folder.ts";
import { type WatchOptions, watchFolder } from "../../src/library/watch.ts";
import { type TemporaryFolder, temporaryFolder } from "../support/temporary-folder.ts";

/** The folder's content at each change that was told: `name:size`, in one string. */
interface Watched {
  readonly corpus: TemporaryFolder;
  readonly seen: string[];
  readonly failures: unknown[];
  stop(): Promise<void>;
}

const eventually = (check: () => void): Promise<void> => vi.waitFor(check, { timeout: 10_000 });

async function watched(options: Partial<WatchOptions> = {}, files: readonly string[] = ["a.txt"]): Promise<Watched> {
  const corpus = temporaryFolder();
  for (const file of files) corpus.write(file, "one");
  const seen: string[] = [];
  const failures: unknown[] = [];
  const stop = new AbortController();
  const watching = watchFolder({
    folder: corpus.path,
    async onChange() {
      seen.push(
        listCorpus(corpus.path)
          .files.map(({ path, size }) => `${path}:${size}`)
          .join(" "),
      );
    },
    onFailure: (thrown) => failures.push(thrown),
    signal: stop.signal,
    ...{ quietMs: 60, lookMs: 30_000 },
    ...options,
  });
  const end = async (): Promise<void> => {
    stop.abort();
    await watching;
  };
  onTestFinished(end);
  return { corpus, seen, failures, stop: end };
}

describe("a watched folder", () => {
  it("is a change at the start, and then whenever a file comes, changes, moves or goes", async () => {
    const { corpus, seen } = await watched();
    await eventually(() => expect(seen).toEqual(["a.txt:3"]));
    corpus.write("folder/b.txt", "four");
    await eventually(() => expect(seen.at(-1)).toBe("a.txt:3 folder/b.txt:4"));
    appendFileSync(join(corpus.path, "folder/b.txt"), "!");
    await eventually(() => expect(seen.at(-1)).toBe("a.txt:3 folder/b.txt:5"));
    renameSync(join(corpus.path, "a.txt"), join(corpus.path, "c.txt"));
    await eventually(() => expect(seen.at(-1)).toBe("c.txt:3 folder/b.txt:5"));
    corpus.remove("folder");
    await eventually(() => expect(seen.at(-1)).toBe("c.txt:3"));
    expect(seen).toHaveLength(5);
  });

  it("misses nothing that changes as soon as it has begun, in a folder that it takes long to look through", async () => {
    const folders = Array.from({ length: 200 }, (_, number) => `folder-${number}`);
    const { corpus, seen } = await watched({ quietMs: 1 }, [...folders.map((folder) => `${folder}/a.txt`), "a.txt"]);
    await vi.waitFor(() => expect(seen).toHaveLength(1), { timeout: 10_000, interval: 1 });
    corpus.write("folder-100/b.txt", "at once");
    await eventually(() => expect(seen.at(-1)).toContain("folder-100/b.txt:7"));
  });

  it("waits until a file that is being copied is whole", async () => {
    const { corpus, seen } = await watched({ quietMs: 600 });
    await eventually(() => expect(seen).toEqual(["a.txt:3"]));
    corpus.write("copy.txt", "");
    for (let part = 0; part < 10; part += 1) {
      appendFileSync(join(corpus.path, "copy.txt"), "0123456789");
      await delay(40);
    }
    await eventually(() => expect(seen).toHaveLength(2));
    expect(seen[1]).toBe("a.txt:3 copy.txt:100");
  });

  it("does not wait for ever for a file that never ends", async () => {
    const { corpus, seen } = await watched({ longestWaitMs: 180 });
    await eventually(() => expect(seen).toHaveLength(1));
    const log = join(corpus.path, "log.txt");
    const writing = setInterval(() => appendFileSync(log, "x"), 10);
    onTestFinished(() => clearInterval(writing));
    await eventually(() => expect(seen.length).toBeGreaterThan(1));
  });

  it("goes on after a failure, and tries again at the next look", async () => {
    let calls = 0;
    const { failures } = await watched({
      lookMs: 20,
      async onChange() {
        calls += 1;
        if (calls < 3) throw new Error(`failure ${calls}`);
      },
    });
    await eventually(() => expect(calls).toBe(3));
    await delay(200);
    expect(calls).toBe(3);
    expect(failures.map(String)).toEqual(["Error: failure 1", "Error: failure 2"]);
  });

  it("makes one change at a time, and misses none that comes meanwhile", async () => {
    let running = 0;
    let most = 0;
    let calls = 0;
    const { corpus } = await watched({
      async onChange() {
        running += 1;
        most = Math.max(most, running);
        await delay(200);
        running -= 1;
        calls += 1;
      },
    });
    await eventually(() => expect(running).toBe(1));
    corpus.write("b.txt", "during");
    await eventually(() => expect(calls).toBe(2));
    expect(most).toBe(1);
  });

  it("sees a folder again that was away", async () => {
    const { corpus, seen } = await watched({ lookMs: 50 });
    await eventually(() => expect(seen).toHaveLength(1));
    rmSync(corpus.path, { recursive: true });
    await delay(200);
    mkdirSync(corpus.path);
    corpus.write("b.txt", "back");
    await eventually(() => expect(seen.at(-1)).toBe("b.txt:4"));
  });

  it("does not look where links lead", async () => {
    const outside = temporaryFolder();
    outside.write("secret.txt", "x");
    const { corpus, seen } = await watched();
    symlinkSync(outside.path, join(corpus.path, "link"));
    await eventually(() => expect(seen.length).toBeGreaterThan(0));
    await delay(200);
    const before = seen.length;
    outside.write("secret.txt", "changed");
    await delay(200);
    expect(seen).toHaveLength(before);
  });

  it("ends when it is told to, after what it is at", async () => {
    const begun = Promise.withResolvers<void>();
    let done = false;
    const { stop } = await watched({
      async onChange() {
        begun.resolve();
        await delay(150);
        done = true;
      },
    });
    await begun.promise;
    await stop();
    expect(done).toBe(true);
  });
});
