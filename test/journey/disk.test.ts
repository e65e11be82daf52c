/** A disk that is full, a folder that cannot be written: a clear error, and what was there still answers. */

import { chmodSync, cpSync, mkdirSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it, type TestContext } from "vitest";
import { type CommandOptions, runCommand } from "../support/command.ts";
import { type TemporaryFolder, temporaryFolder } from "../support/temporary-folder.ts";

const tea = "# Tea\n\nGreen tea is brewed at 80 degrees. Black tea is brewed at 95 degrees.\n";
const question = "At how many degrees is black tea brewed?";
const NOBODY = 65_534;

describe("the data folder", () => {
  let corpus: TemporaryFolder;
  let filled: TemporaryFolder;
  const ask = (dataDir: string, options: CommandOptions = {}) => {
    const environment = { DATA_DIR: dataDir, CORPUS_DIR: corpus.path };
    return runCommand("ask", [question], { ...options, environment });
  };
  const removals: (() => void)[] = [];
  beforeAll(async () => {
    corpus = temporaryFolder((remove) => removals.push(remove));
    corpus.write("tea.md", tea);
    filled = temporaryFolder((remove) => removals.push(remove));
    expect((await ask(filled.path)).code).toBe(0);
  });
  afterAll(() => removals.forEach((remove) => void remove()));

  it("on a full disk gives a clear error at the first start, and the old answers later", async () => {
    const empty = temporaryFolder();
    const first = await ask(empty.path, { fileSizeLimit: 16_384 });
    expect(first).toMatchObject({ code: 1, stdout: "" });
    expect(first.stderr).toMatch(/library\.sqlite: .*free space/u);
    expect(first.stderr).not.toContain("    at ");

    const later = temporaryFolder();
    cpSync(filled.path, later.path, { recursive: true });
    corpus.write("coffee.md", `# Coffee\n\n${"Espresso is brewed at 93 degrees. ".repeat(400)}\n`);
    const second = await ask(later.path, { fileSizeLimit: 65_536 });
    corpus.remove("coffee.md");
    expect(second).toMatchObject({ code: 0, stdout: expect.stringContaining("Black tea is brewed at 95 degrees.") });
    expect(second.stderr).toContain("the library as it was answers");
  });

  it("that cannot be written gives a clear error at the first start, and answers later", async (context) => {
    const empty = temporaryFolder();
    const later = temporaryFolder();
    cpSync(filled.path, later.path, { recursive: true });
    for (const { path } of [empty, later]) protect(path);
    const user = await anotherUser(context);
    const first = await ask(empty.path, user);
    expect(first).toMatchObject({ code: 1, stdout: "" });
    expect(first.stderr).toContain("its folder is not writable");
    const second = await ask(later.path, user);
    expect(second).toMatchObject({ code: 0, stdout: expect.stringContaining("Black tea is brewed at 95 degrees.") });
    expect(second.stderr).toContain("give this user the right to write");
    for (const { path } of [empty, later]) protect(path, 0o755);
  });

  /** Rights do not hold back root, who has to become someone else. */
  async function anotherUser(context: TestContext): Promise<CommandOptions> {
    if (process.getuid?.() !== 0) return {};
    chmodSync(corpus.path, 0o755);
    const { code } = await runCommand("ask", ["--help"], { user: NOBODY });
    // Skipped and not failed: where the project lies in root's own folder nobody else can start it, so there is nobody to be
    // tried. Everywhere else the test runs.
    if (code !== 0) context.skip("root runs the tests, and no other user can read the project's folder");
    return { user: NOBODY };
  }
});

function protect(folder: string, mode = 0o555): void {
  mkdirSync(folder, { recursive: true });
  chmodSync(folder, mode);
  for (const entry of readdirSync(folder, { recursive: true, withFileTypes: true })) {
    chmodSync(join(entry.parentPath, entry.name), entry.isDirectory() ? mode : mode & 0o666);
  }
}
