import { describe, expect, it } from "vitest";
import { runCommand } from "../support/command.ts";
import { temporaryFolder } from "../support/temporary-folder.ts";

const plan =
  "---\ntitle: Plan\npublisher: Ministry\npublished: '--01-29'\neffective_from: '2021'\neffective_until: '2023'\n---\n# Plan\n\nSales grow.\n";

describe("npm run documents", () => {
  it("lists what is in the library, with its standing on a day, and what could not be read, with what to do", async () => {
    const folder = temporaryFolder();
    folder.write("corpus/plan.md", plan);
    folder.write("corpus/公告/通知.md", "# 通知\n\n会员请于周五前回复。\n");
    const environment = { DATA_DIR: `${folder.path}/data`, CORPUS_DIR: `${folder.path}/corpus` };
    folder.write("corpus/old.doc", "{\\rtf1 text}");
    folder.write("corpus/scan.pdf", SCAN);
    expect(await runCommand("ingest", [], { environment })).toMatchObject({ code: 1 });
    const listed = await runCommand("documents", ["--as-of", "2022-06-01"], { environment });
    expect(listed).toMatchObject({ code: 0, stderr: "" });
    expect(listed.stdout).toBe(
      [
        "title  standing  published                   language  passages  format    file",
        "Plan   in force  29 January, year not given  en        1         markdown  plan.md",
        "通知                                         zh        1         markdown  公告/通知.md",
        "old.doc: not read: RTF: open it in the program that it is from and save it as .docx or .pdf",
        "scan.pdf: not read: no text on 1 of 1 pages (scanned?): run OCR first\n",
      ].join("\n"),
    );
    const { stdout } = await runCommand("documents", ["--json", "--as-of", "2024-01-01"], { environment });
    expect(JSON.parse(stdout)).toMatchObject([
      { path: "plan.md", standing: { kind: "expired", on: "2023-12-31" }, passages: 1, failure: null },
      { path: "公告/通知.md", standing: { kind: "unknown" } },
      { path: "old.doc", failure: expect.stringContaining("RTF") },
      { path: "scan.pdf", failure: expect.stringContaining("run OCR first") },
    ]);
    const wrong = await runCommand("documents", ["--as-of", "2022-02-30"], { environment });
    expect(wrong).toMatchObject({
      code: 2,
      stderr: expect.stringContaining("--as-of must be a day such as 2022-06-01"),
    });
  });

  it("takes for today the day that it is in the organisation's time zone", async () => {
    const folder = temporaryFolder();
    const environment = { DATA_DIR: `${folder.path}/data`, CORPUS_DIR: `${folder.path}/corpus` };
    // Where it is always the day before, or even the one before that, in the other zone.
    const [first, last] = ["Pacific/Kiritimati", "Etc/GMT+12"];
    const today = new Date().toLocaleDateString("sv-SE", { timeZone: first });
    folder.write("corpus/rules.md", `---\neffective_from: ${today}\n---\n# Rules\n\nDues are paid in March.\n`);
    await runCommand("ingest", [], { environment });
    const standingIn = async (zone: Readonly<Record<string, string>>): Promise<unknown> => {
      const { stdout } = await runCommand("documents", ["--json"], { environment: { ...environment, ...zone } });
      return JSON.parse(stdout)[0].standing.kind;
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
