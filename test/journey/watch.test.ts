import { expect, it, vi } from "vitest";
import { startCommand } from "../support/command.ts";
import { temporaryFolder } from "../support/temporary-folder.ts";

it("npm run ingest -- --watch follows the folder until Ctrl-C, and an error does not end it", {
  timeout: 120_000,
}, async () => {
  const folder = temporaryFolder();
  folder.write("corpus/a.md", "# One\n\nThe fee is 500 yuan.\n");
  const environment = { DATA_DIR: `${folder.path}/data`, CORPUS_DIR: `${folder.path}/corpus` };
  const { process: command, result } = startCommand("ingest", ["--watch", "--json"], { environment });
  const said = { report: "", notice: "" };
  command.stdout?.on("data", (text: string) => {
    said.report += text;
  });
  command.stderr?.on("data", (text: string) => {
    said.notice += text;
  });
  const reports = (): readonly unknown[] =>
    said.report
      .split("\n")
      .filter(Boolean)
      .map((line) => JSON.parse(line));
  const eventually = (check: () => void) => vi.waitFor(check, { timeout: 30_000, interval: 100 });
  await eventually(() => expect(reports()).toMatchObject([{ added: ["a.md"] }]));
  folder.write("corpus/b.md", "# Two\n\nThe fee is 600 yuan.\n");
  folder.write("corpus/c.json", "{}");
  await eventually(() => expect(reports().at(-1)).toMatchObject({ added: ["b.md"], failed: [{ path: "c.json" }] }));
  // All documents gone at once looks like a folder that was not mounted.
  for (const name of ["a.md", "b.md", "c.json"]) folder.remove(`corpus/${name}`);
  await eventually(() => expect(said.notice).toContain("the folder is empty, and 2 documents of it were read before"));
  folder.write("corpus/d.md", "# Three\n\nThe fee is 700 yuan.\n");
  folder.write("corpus/a.md", "# One\n\nThe fee is 500 yuan.\n");
  folder.write("corpus/b.md", "# Two\n\nThe fee is 600 yuan.\n");
  await eventually(() => expect(reports().at(-1)).toMatchObject({ documents: 3 }));
  command.kill("SIGINT");
  expect(await result).toMatchObject({ code: 0 });
});
