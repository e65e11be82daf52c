import { execFileSync } from "node:child_process";
import { mkdirSync, readFileSync, rmSync, symlinkSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { bytesOf, listCorpus, originalFile } from "../../src/library/corpus-folder.ts";
import { type TemporaryFolder, temporaryFolder } from "../support/temporary-folder.ts";

function corpusWith(...paths: readonly string[]): TemporaryFolder {
  const corpus = temporaryFolder();
  for (const path of paths) corpus.write(path, path);
  return corpus;
}

async function allOf(pieces: AsyncIterable<Uint8Array>): Promise<Uint8Array[]> {
  const all: Uint8Array[] = [];
  for await (const piece of pieces) all.push(piece);
  return all;
}

describe("a corpus folder", () => {
  it("has documents, but not what editors and systems leave behind", () => {
    const corpus = corpusWith(
      "b.md",
      "a/c.txt",
      ".git/config",
      "~$b.docx",
      "b.md~",
      "x.tmp",
      "Thumbs.db",
      "a/.hidden/d.md",
    );
    expect(listCorpus(corpus.path).files.map(({ path }) => path)).toEqual(["a/c.txt", "b.md"]);
  });

  it("finds the facts beside a document, by its whole name or by its name without the ending", () => {
    const corpus = corpusWith(
      "rules.pdf",
      "rules.pdf.meta.yaml",
      "x/fees.docx",
      "x/fees.meta.yml",
      "plain.md",
      "a.b.md",
      "a.b.meta.yaml",
    );
    const { files, problems } = listCorpus(corpus.path);
    expect(files.map(({ path, sidecar }) => [path, sidecar?.name])).toEqual([
      ["a.b.md", "a.b.meta.yaml"],
      ["plain.md", undefined],
      ["rules.pdf", "rules.pdf.meta.yaml"],
      ["x/fees.docx", "fees.meta.yml"],
    ]);
    expect(problems).toEqual([]);
  });

  it("looks changed when the facts beside a document change, come or go", () => {
    const corpus = corpusWith("rules.pdf");
    const mark = () => {
      const [{ size, modified } = { size: 0, modified: 0 }] = listCorpus(corpus.path).files;
      return `${size} ${modified}`;
    };
    const marks = [mark()];
    for (const text of ["title: A", "title: BC"]) {
      corpus.write("rules.meta.yaml", text);
      marks.push(mark());
    }
    expect(new Set(marks).size).toBe(3);
    corpus.remove("rules.meta.yaml");
    expect(mark()).toBe(marks[0]);
  });

  it("reports facts without a document, of two documents, and twice for one", () => {
    const corpus = corpusWith(
      "lost.meta.yaml",
      "a.md",
      "a.pdf",
      "a.meta.yaml",
      "b.md",
      "b.md.meta.yaml",
      "b.meta.yaml",
    );
    const { files, problems } = listCorpus(corpus.path);
    expect(files.map(({ path, sidecar }) => [path, sidecar?.name])).toEqual([
      ["a.md", undefined],
      ["a.pdf", undefined],
      ["b.md", "b.md.meta.yaml"],
    ]);
    const rename = "name it like its document, with .meta.yaml added";
    expect(Object.fromEntries(problems.map(({ path, reason }) => [path, reason]))).toEqual({
      "lost.meta.yaml": `there is no document beside it that it could be about: ${rename}`,
      "a.meta.yaml": `it could be about a.md or a.pdf: ${rename}`,
      "b.meta.yaml": "b.md has its facts in b.md.meta.yaml: remove one of the two",
    });
  });

  it("follows no link that leaves it, however it leaves", () => {
    const outside = temporaryFolder();
    outside.write("secret.md", "the code is 4711");
    const corpus = corpusWith("a.md");
    const link = (target: string, name: string) => symlinkSync(target, join(corpus.path, name));
    link(join(outside.path, "secret.md"), "one.md");
    link("one.md", "two.md");
    link(outside.path, "folder");
    link(`../${outside.path.split("/").at(-1)}/secret.md`, "relative.md");
    link(join(outside.path, "secret.md"), "a.md.meta.yaml");
    link("/proc/self/environ", "environment.txt");
    link("loop.md", "loop.md");
    link(".", "itself");
    link("a.md", "inside.md");
    const { files, problems } = listCorpus(corpus.path);
    expect(files.map(({ path, sidecar }) => [path, sidecar])).toEqual([
      ["a.md", null],
      ["inside.md", null],
    ]);
    expect(files[1]?.absolutePath).toBe(files[0]?.absolutePath);
    const names = ["a.md.meta.yaml", "environment.txt", "folder", "loop.md", "one.md", "relative.md", "two.md"];
    expect(problems.map(({ path }) => path).sort()).toEqual(names);
    for (const { path, reason } of problems) {
      expect(reason).toMatch(path === "loop.md" ? /^the file cannot be read/ : /^it is a link that leaves/);
    }
  });

  it("follows no link into another collection: what it leads to is read where it stands", () => {
    const corpus = corpusWith("board/pay.md", "notices/a.md", "notices/old/b.md", "top.md");
    const link = (target: string, name: string) => symlinkSync(target, join(corpus.path, name));
    link("../board/pay.md", "notices/pay.md");
    link("../board/pay.md", "notices/a.md.meta.yaml");
    link("board/pay.md", "pay.md");
    link("../../top.md", "notices/old/top.md");
    link("pay.md", "notices/chain.md");
    link("old/b.md", "notices/b.md");
    const { files, problems } = listCorpus(corpus.path);
    expect(files.map(({ path }) => path)).toEqual(
      ["board/pay.md", "notices/a.md", "notices/b.md", "notices/old/b.md", "top.md"].sort(),
    );
    expect(files.every(({ sidecar }) => sidecar === null)).toBe(true);
    const refused = ["notices/a.md.meta.yaml", "notices/chain.md", "notices/old/top.md", "notices/pay.md", "pay.md"];
    expect(problems.map(({ path }) => path).sort()).toEqual(refused);
    expect(problems.every(({ reason }) => reason.includes("in another collection, and is not followed"))).toBe(true);
  });

  it("does not follow a folder that became a link after it was listed", async () => {
    const corpus = corpusWith("board/a.md", "notices/a.md");
    const path = listCorpus(corpus.path).files.find((file) => file.path === "notices/a.md")?.absolutePath ?? "";
    rmSync(join(corpus.path, "notices"), { recursive: true });
    symlinkSync("board", join(corpus.path, "notices"));
    await expect(allOf(bytesOf(path))).rejects.toThrow("it is reached by a link now");
    expect(await originalFile(corpus.path, "notices/a.md")).toBeNull();
    expect(await originalFile(corpus.path, "board/a.md")).not.toBeNull();
  });

  it("does not follow a link that takes a file's place after it was listed", async () => {
    const outside = temporaryFolder();
    const secret = outside.write("secret.md", "the code is 4711");
    const corpus = corpusWith("a.md");
    const path = listCorpus(corpus.path).files[0]?.absolutePath ?? "";
    rmSync(path);
    symlinkSync(secret, path);
    await expect(allOf(bytesOf(path))).rejects.toThrow(/ELOOP|symbolic|by a link now/);
    rmSync(path);
    mkdirSync(path);
    await expect(allOf(bytesOf(path))).rejects.toThrow(/not a file any more|EISDIR/);
  });

  it.skipIf(process.platform === "win32")("waits for no pipe, neither listed nor in a file's place", async () => {
    const corpus = corpusWith("a.md");
    const pipe = join(corpus.path, "pipe.md");
    execFileSync("sh", ["-c", 'mkfifo "$1"', "sh", pipe]);
    expect(listCorpus(corpus.path).files.map(({ path }) => path)).toEqual(["a.md"]);
    await expect(allOf(bytesOf(pipe))).rejects.toThrow("it is not a file any more");
  });

  it("gives a file's bytes in pieces of a megabyte", async () => {
    const corpus = temporaryFolder();
    const path = corpus.write("large.txt", new Uint8Array(2_500_000).fill(7));
    const pieces = await allOf(bytesOf(path));
    expect(Buffer.concat(pieces).equals(readFileSync(path))).toBe(true);
    expect(Math.max(...pieces.map(({ length }) => length))).toBeLessThanOrEqual(1_000_000);
  });
});
