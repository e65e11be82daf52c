import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { DocketError } from "../../src/errors.ts";
import { writeFileAtomically } from "../../src/storage/atomic-file.ts";

const bytes = (text: string) => new TextEncoder().encode(text);

/** Stands for a disk that fills up after the first chunk. */
function* chunksUntil(code: string): Generator<Uint8Array> {
  yield bytes("half of the ");
  throw Object.assign(new Error(`${code}: write failed`), { code });
}

async function failureOf(promise: Promise<void>): Promise<DocketError> {
  const failure: unknown = await promise.then(
    () => null,
    (error: unknown) => error,
  );
  if (!(failure instanceof DocketError)) throw new Error(`expected a DocketError, got ${String(failure)}`);
  return failure;
}

describe("writeFileAtomically", () => {
  let folder: string;
  let path: string;

  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), "docket-atomic-"));
    path = join(folder, "table.bin");
  });
  afterEach(async () => {
    await rm(folder, { recursive: true, force: true });
  });

  it("writes bytes and leaves nothing beside the file", async () => {
    await writeFileAtomically(path, bytes("whole"));
    expect(await readFile(path, "utf8")).toBe("whole");
    expect(await readdir(folder)).toEqual(["table.bin"]);
  });

  it("writes chunks in order, each of them whole", async () => {
    const large = new Uint8Array(3_000_000).fill(7);
    await writeFileAtomically(path, [bytes("a"), large, bytes("z")]);
    const written = await readFile(path);
    expect(written.length).toBe(3_000_002);
    expect([written[0], written[1], written[3_000_000], written[3_000_001]]).toEqual([97, 7, 7, 122]);
  });

  it("replaces a file that is there", async () => {
    await writeFile(path, "a much longer file than the new one");
    await writeFileAtomically(path, bytes("new"));
    expect(await readFile(path, "utf8")).toBe("new");
  });

  it.each([
    ["ENOSPC", /table\.bin: the disk is full: free some space/, true],
    ["EACCES", /table\.bin: not allowed to write here: give this user the right/, false],
    ["EROFS", /table\.bin: the file system is read-only: choose a folder/, false],
    ["EIO", /table\.bin: cannot be written \(EIO: write failed\): check the disk/, false],
  ])("keeps the old file and says what to do when a write fails with %s", async (code, message, retryable) => {
    await writeFile(path, "old");
    const failure = await failureOf(writeFileAtomically(path, chunksUntil(code)));
    expect(failure).toMatchObject({ code: "storage", retryable });
    expect(failure.message).toMatch(message);
    expect(await readFile(path, "utf8")).toBe("old");
    expect(await readdir(folder)).toEqual(["table.bin"]);
  });

  it("removes the temporary file when the name cannot be taken", async () => {
    await mkdir(join(path, "not-empty"), { recursive: true });
    const failure = await failureOf(writeFileAtomically(path, bytes("x")));
    expect(failure.code).toBe("storage");
    expect(await readdir(folder)).toEqual(["table.bin"]);
  });

  it("names a folder that is missing", async () => {
    const failure = await failureOf(writeFileAtomically(join(folder, "missing", "x"), bytes("x")));
    expect(failure.message).toMatch(/missing.x: the folder does not exist: create it/);
  });

  it("leaves one whole file when many write at once", async () => {
    const contents = Array.from({ length: 8 }, (_, n) => String(n).repeat(50_000));
    await Promise.all(contents.map((content) => writeFileAtomically(path, bytes(content))));
    expect(contents).toContain(await readFile(path, "utf8"));
    expect(await readdir(folder)).toEqual(["table.bin"]);
  });
});
