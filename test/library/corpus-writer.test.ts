import { existsSync, readFileSync, symlinkSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { safePath, sidecarBeside, writeIntoCorpus } from "../../src/library/corpus-folder.ts";
import { temporaryFolder } from "../support/temporary-folder.ts";

const bytes = Buffer.from("# Rules\n");

describe("a file that is written into the folder of documents", () => {
  it("lies there with its facts, and is taken out with them", async () => {
    const { path: folder } = temporaryFolder();
    const path = safePath("rules", "fees.md");
    for (const _ of ["once", "twice"]) await writeIntoCorpus(folder, { path, bytes, sidecar: "title: Fees\n" });
    expect(readFileSync(join(folder, "rules/fees.md"), "utf8")).toBe("# Rules\n");
    expect(readFileSync(join(folder, "rules/fees.md.meta.yaml"), "utf8")).toBe("title: Fees\n");
    for (const _ of ["once", "twice"]) await writeIntoCorpus(folder, { path, bytes: null, sidecar: null });
    expect(existsSync(join(folder, "rules/fees.md"))).toBe(false);
    expect(existsSync(join(folder, "rules/fees.md.meta.yaml"))).toBe(false);
  });

  it("has its facts changed alone, under the name that they have, and taken out", async () => {
    const { path: folder, write } = temporaryFolder();
    write("rules/fees.md", "# Fees\n");
    write("rules/fees.meta.yaml", "title: Fees\n");
    const path = "rules/fees.md";
    expect(await sidecarBeside(folder, path)).toBe("title: Fees\n");
    await writeIntoCorpus(folder, { path, bytes: "as it is", sidecar: "title: Dues\n" });
    expect(readFileSync(join(folder, "rules/fees.meta.yaml"), "utf8")).toBe("title: Dues\n");
    expect(existsSync(join(folder, "rules/fees.md.meta.yaml"))).toBe(false);
    // A second document of that name: the short sidecar is nobody's for sure.
    write("rules/fees.pdf", "%PDF");
    expect(await sidecarBeside(folder, path)).toBe(null);
    await writeIntoCorpus(folder, { path, bytes, sidecar: null });
    expect(readFileSync(join(folder, "rules/fees.meta.yaml"), "utf8")).toBe("title: Dues\n");
    await writeIntoCorpus(folder, { path: "rules/fees.pdf", bytes: null, sidecar: null });
    await writeIntoCorpus(folder, { path, bytes: "as it is", sidecar: "" });
    expect(existsSync(join(folder, "rules/fees.meta.yaml"))).toBe(false);
    await writeIntoCorpus(folder, { path: "rules/gone.md", bytes: "as it is", sidecar: "title: Gone\n" });
    expect(existsSync(join(folder, "rules/gone.md.meta.yaml"))).toBe(false);
  });

  it.each([
    ["../../etc", "passwd", "etc/passwd"],
    ["a/b", "..\\c.md", "a b/c.md"],
    [".hidden", "~$lock.docx", "hidden/lock.docx"],
    ["", "a\u202egnp.md", "agnp.md"],
    ["", "...", "document"],
    ["通知", "关于 会费\n的通知.pdf", "通知/关于 会费 的通知.pdf"],
  ])("gets a name that is safe: %s, %s", (collection, name, safe) => {
    expect(safePath(collection, name)).toBe(safe);
  });

  it("keeps its ending where its name is too long for a file system", () => {
    const [name = ""] = safePath("", `${"规".repeat(200)}.docx`).split("/");
    expect(name).toMatch(/^规+\.docx$/u);
    expect(Buffer.byteLength(name)).toBeLessThan(200);
  });

  it("never leaves the folder, not even by a link in it", async () => {
    const [outside, corpus] = [temporaryFolder(), temporaryFolder()];
    symlinkSync(outside.path, join(corpus.path, "out"));
    await expect(writeIntoCorpus(corpus.path, { path: "out/a.md", bytes, sidecar: null })).rejects.toThrow("leads out");
    expect(existsSync(join(outside.path, "a.md"))).toBe(false);
  });
});
