import { renameSync, rmSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { ingestSetting } from "../support/ingest-setting.ts";

const old =
  "# Fees of the year 2022\n\nThe annual fee of a member is 20,000 yuan, and it is paid to the treasurer in March.\n";
const now = "---\nsupersedes: fees-2022.md\n---\n# Fees\n\nThe annual fee is 30,000 yuan.\n";

function setting(files: Readonly<Record<string, string>> = { "fees-2022.md": old, "fees.md": now }) {
  const all = ingestSetting({ documents: files });
  const { corpus, library } = all;
  return {
    ...all,
    move: (from: string, to: string) => renameSync(join(corpus.path, from), join(corpus.path, to)),
    standing: (path: string) => {
      const document = library.documents().find((one) => one.path === path);
      return document === undefined ? "gone" : library.validityIndex().on({ day: "2026-01-01" })(document).kind;
    },
  };
}

describe("a document that is renamed", () => {
  it("keeps the references to its old name, and is told", async () => {
    const { run, move, standing } = setting();
    await run();
    expect(standing("fees-2022.md")).toBe("superseded");
    move("fees-2022.md", "old fees.md");
    const report = await run();
    expect(report.renamed).toEqual([{ from: "fees-2022.md", to: "old fees.md" }]);
    expect(standing("old fees.md")).toBe("superseded");
    expect(report.problems).toEqual([
      {
        path: "fees.md",
        problem:
          'it supersedes "fees-2022.md", which is named old fees.md now: this goes on working; write its new name',
      },
    ]);
    move("old fees.md", "older fees.md");
    await run();
    expect(standing("older fees.md")).toBe("superseded");
  });

  it("or moved inside of its collection, or saved in another format, or edited a little, keeps them too", async () => {
    const { run, move, standing, corpus } = setting({ "rules/fees-2022.md": old, "rules/fees.md": now });
    corpus.write("rules/fees.md", now.replace("fees-2022.md", "rules/fees-2022.md"));
    corpus.write("rules/archive/readme.md", "# Archive\n\nOld rules.\n");
    await run();
    move("rules/fees-2022.md", "rules/archive/fees-2022.md");
    await run();
    expect(standing("rules/archive/fees-2022.md")).toBe("superseded");
    rmSync(join(corpus.path, "rules/archive/fees-2022.md"));
    corpus.write("rules/archive/fees-2022.txt", old.replace("# ", ""));
    await run();
    expect(standing("rules/archive/fees-2022.txt")).toBe("superseded");
    rmSync(join(corpus.path, "rules/archive/fees-2022.txt"));
    corpus.write("rules/archive/2022.md", `${old}\n`.replace("in March", "in April"));
    await run();
    expect(standing("rules/archive/2022.md")).toBe("superseded");
  });

  it("is another document in another collection", async () => {
    const { run, move, standing, corpus } = setting({ "rules/fees-2022.md": old, "rules/fees.md": now });
    corpus.write("rules/fees.md", now.replace("fees-2022.md", "rules/fees-2022.md"));
    corpus.write("board/notes.md", "# Notes\n\nNothing.\n");
    await run();
    move("rules/fees-2022.md", "board/fees.md");
    const report = await run();
    expect(report.renamed).toEqual([]);
    expect(standing("board/fees.md")).toBe("unknown");
    expect(report.problems).toMatchObject([
      { path: "rules/fees.md", problem: expect.stringContaining("no id, number or title") },
    ]);
  });

  it("is not its copy, as long as it is there", async () => {
    const { run, corpus, standing } = setting();
    await run();
    corpus.write("copy.md", old);
    expect((await run()).renamed).toEqual([]);
    expect(standing("fees-2022.md")).toBe("superseded");
    expect(standing("copy.md")).not.toBe("superseded");
  });

  it("keeps what the secretariat decided of it", async () => {
    const rules = (fee: number) => `# Rules\n\nFees are paid in January to the treasurer.\n\nThe fee is ${fee} yuan.\n`;
    const { run, move, standing, library } = setting({ "a.md": rules(1), "b.md": rules(2) });
    expect((await run()).questions).toHaveLength(1);
    library.decideRelation({ by: "b.md", of: "a.md", holds: true }, new Date());
    expect(standing("a.md")).toBe("superseded");
    move("a.md", "c.md");
    expect((await run()).questions).toEqual([]);
    expect(standing("c.md")).toBe("superseded");
  });
});
