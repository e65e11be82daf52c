import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { runCommand } from "../support/command.ts";
import { temporaryFolder } from "../support/temporary-folder.ts";

/** For years to come, when the rules that take effect today are in force whenever the test runs. */
const plan =
  "---\ntitle: Plan\npublisher: Ministry\npublished: '--01-29'\neffective_from: '2091'\neffective_until: '2093'\n---\n# Plan\n\nSales grow.\n";

describe("npm run documents", () => {
  const removals: (() => void)[] = [];
  const folder = temporaryFolder((remove) => removals.push(remove));
  const environment = { DATA_DIR: `${folder.path}/data`, CORPUS_DIR: `${folder.path}/corpus` };
  const documents = (args: readonly string[], more: Readonly<Record<string, string>> = {}) =>
    runCommand("documents", args, { environment: { ...environment, ...more } });
  // Where it is always the day before, or even the one before that, in the other zone.
  const [first, last] = ["Pacific/Kiritimati", "Etc/GMT+12"];

  beforeAll(async () => {
    const today = new Date().toLocaleDateString("sv-SE", { timeZone: first });
    folder.write("corpus/plan.md", plan);
    folder.write("corpus/公告/通知.md", "# 通知\n\n会员请于周五前回复。\n");
    folder.write("corpus/rules.md", `---\neffective_from: ${today}\n---\n# Rules\n\nDues are paid in March.\n`);
    folder.write("corpus/old.doc", "%!PS-Adobe-3.0");
    folder.write("corpus/scan.pdf", SCAN);
    expect(await runCommand("ingest", [], { environment })).toMatchObject({ code: 1 });
  });
  afterAll(() => removals.forEach((remove) => void remove()));

  it("lists what is in the library, with its standing on a day, and what could not be read, with what to do", async () => {
    const listed = await documents(["--as-of", "2092-06-01"]);
    expect(listed).toMatchObject({ code: 0, stderr: "" });
    expect(listed.stdout).toBe(
      [
        "title  standing  published                   language  passages  format    file",
        "Plan   in force  29 January, year not given  en        1         markdown  plan.md",
        "Rules  in force                              en        1         markdown  rules.md",
        "通知                                         zh        1         markdown  公告/通知.md",
        "old.doc: not read: PostScript: save it as .pdf",
        "scan.pdf: not read: no text on 1 of 1 pages (scanned?): run OCR first\n",
      ].join("\n"),
    );
    const { stdout } = await documents(["--json", "--as-of", "2094-01-01"]);
    expect(JSON.parse(stdout)).toMatchObject([
      { path: "plan.md", standing: { kind: "expired", on: "2093-12-31" }, passages: 1, failure: null },
      { path: "rules.md", standing: { kind: "in-force" } },
      { path: "公告/通知.md", standing: { kind: "unknown" } },
      { path: "old.doc", failure: expect.stringContaining("PostScript") },
      { path: "scan.pdf", failure: expect.stringContaining("run OCR first") },
    ]);
    const wrong = await documents(["--as-of", "2022-02-30"]);
    expect(wrong).toMatchObject({
      code: 2,
      stderr: expect.stringContaining("--as-of must be a day such as 2022-06-01"),
    });
  });

  it("asks which of two versions holds, and takes the word for it", async () => {
    const versions = temporaryFolder((remove) => removals.push(remove));
    const own = { DATA_DIR: `${versions.path}/data`, CORPUS_DIR: `${versions.path}/corpus` };
    const rules = (fee: number) =>
      `# Fee rules\n\nFees are paid in January to the treasurer.\n\nThe fee is ${fee} yuan.\n`;
    versions.write("corpus/old.md", rules(100));
    versions.write("corpus/new.md", `${rules(200)}\nMembers of the board pay nothing.\n`);
    await runCommand("ingest", [], { environment: own });
    const asked = await documents([], own);
    expect(asked.stdout).toContain("one of two versions, not dated");
    expect(asked.stdout).toMatch(/seems to replace \w+\.md: say so with npm run documents -- --replaced/u);
    const said = await documents(["--replaced", "old.md", "--by", "new.md"], own);
    expect(said.stdout).toContain("superseded by “Fee rules”");
    expect(said.stdout).not.toContain("seems to replace");
    expect(await documents(["--replaced", "none.md", "--by", "new.md"], own)).toMatchObject({
      code: 2,
      stderr: expect.stringContaining('there is no document "none.md"'),
    });
  });

  it("shows each fact of a document with who says it, how sure it is, and in which words", async () => {
    folder.write("corpus/收费办法.md", "# 收费办法\n\n材联〔2023〕7号\n\n第一条 本办法自2023年9月1日起施行。\n");
    await runCommand("ingest", [], { environment });
    const { stdout } = await documents(["--facts"]);
    expect(stdout).toContain("收费办法.md:\n  title: 收费办法 (text)\n  number: 材联〔2023〕7号 (text)");
    expect(stdout).toContain("  effective from: 2023-09-01 (text: “第一条 本办法自2023年9月1日起施行。”)");
    expect(stdout).toContain("  effective from: 2091 (front matter)");
  });

  it("shows one file as it is read now, whether the library has it or not", async () => {
    folder.write(
      "corpus/new.md",
      "# Fees\n\nThere are two:\n\n- 500 yuan\n\n| Kind | Due |\n|--|--|\n| Full | March |\n",
    );
    const shown = await documents(["--show", "new.md"]);
    expect(shown).toMatchObject({ code: 0, stderr: "" });
    expect(shown.stdout).toBe(
      [
        ...["file: new.md", "title: Fees", "read as: markdown, en", "size: 55 characters in 5 blocks"],
        ...["", "# Fees", "", "There are two:", "", "- 500 yuan", "", "| Kind | Due", "| ---", "| Full | March\n"],
      ].join("\n"),
    );
    const { stdout } = await documents(["--json", "--show", "new.md"]);
    expect(JSON.parse(stdout)).toMatchObject([{ path: "new.md", document: { title: "Fees", warnings: [] } }]);
    expect((await documents(["--json"])).stdout).not.toContain("new.md");
  });

  it("says why a file cannot be shown", async () => {
    expect(await documents(["--show", "scan.pdf"])).toMatchObject({
      code: 1,
      stdout: "scan.pdf: not read: no text on 1 of 1 pages (scanned?): run OCR first\n",
    });
    expect(await documents(["--show", "通知.md"])).toMatchObject({
      code: 1,
      stderr: expect.stringMatching(/^通知\.md: there is no such file in .*: did you mean 公告\/通知\.md\?\n$/u),
    });
    expect(await documents(["--show", "../data/docket.sqlite"])).toMatchObject({
      code: 1,
      stderr: expect.stringContaining("give its path relative to that folder"),
    });
  });

  it("takes for today the day that it is in the organisation's time zone", async () => {
    const standingIn = async (zone: Readonly<Record<string, string>>): Promise<unknown> => {
      const { stdout } = await documents(["--json"], zone);
      return JSON.parse(stdout).find(({ path }: { path: string }) => path === "rules.md").standing.kind;
    };
    expect(await standingIn({ TIME_ZONE: first, TZ: last })).toBe("in-force");
    expect(await standingIn({ TIME_ZONE: last, TZ: first })).toBe("not-yet-in-force");
    expect(await standingIn({ TZ: first })).toBe("in-force");
  });
});

/** One page, with nothing on it. */
const SCAN = `%PDF-1.4
1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj
2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj
3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]>>endobj
trailer<</Root 1 0 R>>`;
