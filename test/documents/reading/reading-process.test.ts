/** A process that reads files stays within its limits, whatever the files make it do. */

import { existsSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { afterAll, describe, expect, it, onTestFinished } from "vitest";
import { READING_LIMITS } from "../../../src/documents/limits.ts";
import type { FileReading } from "../../../src/documents/reading/file-reading.ts";
import { readingProcess } from "../../../src/documents/reading/reading-process.ts";

const root = new URL("../../../", import.meta.url);
const entry = new URL("hostile-reading-worker.ts", import.meta.url);

const code = ["src/", "test/", "node_modules/", "package.json"].map((path) => new URL(path, root));
const limits = { ...READING_LIMITS, heapBytes: 64 * 2 ** 20, memoryBytes: 300_000_000, answerBytes: 3_000_000 };
const reading = readingProcess({ entry, code, limits });

/** Outcome of a file with these words in it, and of its attachments: a text or a reason. */
async function outcomes(words: string, from: FileReading = reading): Promise<string[]> {
  const content = async function* () {
    yield new TextEncoder().encode(words);
  };
  const read = await from.read({ path: "a.txt", sidecar: null, content });
  return read.map((outcome) => ("document" in outcome ? outcome.document.text : outcome.reason));
}

const outcome = async (words: string): Promise<string | undefined> => (await outcomes(words))[0];

function isRunning(id: number): boolean {
  try {
    return process.kill(id, 0);
  } catch {
    return false;
  }
}

describe("a process that reads files", () => {
  afterAll(() => reading.close());

  it("reads one file after the other in one process", async () => {
    expect(await outcome("say hello")).toBe("say: hello");
    expect(await outcome("pid")).toBe(await outcome("pid"));
  });

  it.each([
    ["fill", /^it takes too much memory to read: split it/],
    ["swell", /^it takes too much memory to read: split it/],
    ["long 4000000", /^it holds more text than is kept of one file: split it/],
    ["exit", /^reading it broke off \(exit code 7\): save it anew/],
    ["kill", /^reading it broke off \(SIGSEGV\): save it anew/],
    ["throw", /^it cannot be read \(x is not a function\): save it anew/],
  ])("ends over %s with a reason, and goes on with the next file", async (words, reason) => {
    const memory = process.memoryUsage().rss;
    expect(await outcome(words)).toMatch(reason);
    expect(await outcome("say hello")).toBe("say: hello");
    expect(process.memoryUsage().rss - memory).toBeLessThan(50_000_000);
  });

  it("ends over a file that takes too long, and goes on with the next", async () => {
    const impatient = readingProcess({ entry, code, limits: { ...limits, timeMs: 1_000 } });
    onTestFinished(() => impatient.close());
    expect(await outcomes("hang", impatient)).toEqual([
      expect.stringMatching(/^it took longer than 1 s to read: split/),
    ]);
    expect(await outcomes("say hello", impatient)).toEqual(["say: hello"]);
  });

  it("ends over a file that it has and does nothing about", async () => {
    const impatient = readingProcess({ entry, code, limits: { ...limits, timeMs: 1_000 } });
    onTestFinished(() => impatient.close());
    expect(await outcomes("wait", impatient)).toEqual([expect.stringMatching(/^it took longer than 1 s to read: /)]);
  });

  it.each(["before it has all of the file", "while it reads"])(
    "ends when it is stopped %s, and goes on with the next file",
    async (when) => {
      const impatient = readingProcess({ entry, code, limits: { ...limits, timeMs: 1_000 } });
      onTestFinished(() => impatient.close());
      const id = Number(/\d+/u.exec((await outcomes("pid", impatient))[0] ?? "")?.[0]);
      const isEarly = when.startsWith("before");
      const content = async function* () {
        if (isEarly) process.kill(id, "SIGSTOP");
        yield new TextEncoder().encode(isEarly ? "say hello" : "work 60000");
        if (!isEarly) setTimeout(() => process.kill(id, "SIGSTOP"), 300);
      };
      const read = await impatient.read({ path: "a.txt", sidecar: null, content });
      expect(read).toEqual([expect.objectContaining({ reason: expect.stringMatching(/^it took longer than 1 s/u) })]);
      await expect.poll(() => isRunning(id)).toBe(false);
      expect(await outcomes("say hello", impatient)).toEqual(["say: hello"]);
    },
  );

  it("gives a file of many pages more time, by its own processor time", async () => {
    const impatient = readingProcess({ entry, code, limits: { ...limits, timeMs: 500, pageMs: 50 } });
    onTestFinished(() => impatient.close());
    expect(await outcomes("work 1500", impatient)).toEqual([expect.stringMatching(/^it took longer than 0.5 s/)]);
    expect(await outcomes("work 1500/150", impatient)).toEqual(["work: done"]);
  });

  it("goes on when a file that was read makes trouble afterwards", async () => {
    const id = Number(/\d+/u.exec((await outcome("pid")) ?? "")?.[0]);
    expect(await outcome("later")).toBe("later: sooner");
    await expect.poll(() => isRunning(id)).toBe(false);
    expect(await outcome("say hello")).toBe("say: hello");
  });

  it("reads the other attachments when one ends the process", async () => {
    expect(await outcomes("say letter\nsay one\nexit\nsay three")).toEqual([
      "say: letter",
      "say: one",
      expect.stringMatching(/^reading it broke off/),
      "say: three",
    ]);
  });

  it.each(["open /etc/passwd", `open ${new URL("README.md", root).pathname}`, "write", "run", "thread", "compile"])(
    "may not %s",
    async (words) => {
      expect(await outcome(words)).toMatch(/^it cannot be read \((?:Access to this API|Code generation)/);
      expect(existsSync(`${tmpdir()}/docket-was-here`)).toBe(false);
    },
  );

  it("sees nothing of the settings", async () => {
    expect(await outcome("environment")).toBe('environment: {"TZ":"UTC"}');
  });

  it("connects nowhere", async () => {
    let connections = 0;
    const server = createServer((socket) => {
      connections += 1;
      socket.destroy();
    });
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    onTestFinished(() => void server.close());
    const { port } = server.address() as { port: number };
    for (const words of [`fetch http://127.0.0.1:${port}/`, `connect ${port}`, `tls ${port}`, `udp ${port}`]) {
      expect(await outcome(words)).toMatch(
        /^it cannot be read \((?:documents are read without a network|fetch failed)/,
      );
    }
    expect(await outcome("resolve example.org")).toContain("documents are read without a network");
    expect(connections).toBe(0);
  });

  it("says so when it cannot be started, which is nobody's file's fault", async () => {
    const missing = readingProcess({ entry: new URL("no-such-worker.ts", entry), code: [root] });
    await expect(outcomes("say hello", missing)).rejects.toThrow(/the process that reads documents ends at its start/);
  });

  it("stops when it is told to, and when the file cannot be opened", async () => {
    const cancel = new AbortController();
    const content = async function* () {
      yield new TextEncoder().encode("hang");
    };
    const cancelled = reading.read({ path: "a.txt", sidecar: null, content }, cancel.signal);
    setTimeout(() => cancel.abort(new Error("enough")), 100);
    await expect(cancelled).rejects.toThrow("enough");
    const gone = async function* (): AsyncGenerator<Uint8Array> {
      yield new Uint8Array(1);
      throw new Error("the file is gone");
    };
    await expect(reading.read({ path: "a.txt", sidecar: null, content: gone })).rejects.toThrow("the file is gone");
    expect(await outcome("say hello")).toBe("say: hello");
  });
});
