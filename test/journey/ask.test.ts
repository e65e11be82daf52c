/** The command line as a newcomer meets it: the documents that ship, no key, no network. */

import { readFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { z } from "zod";
import { openLibrary } from "../../src/library/library.ts";
import { datedCorpus } from "../engine/answering/dated-corpus.ts";
import { withBriefs } from "../support/briefs.ts";
import { type CommandResult, runCommand } from "../support/command.ts";
import { temporaryFolder } from "../support/temporary-folder.ts";

const answerSchema = z.strictObject({
  question: z.string(),
  language: z.enum(["en", "zh"]).nullable(),
  kind: z.enum(["answered", "unsure", "not-found", "refused"]),
  reason: z.string().optional(),
  unmentioned: z.array(z.string()).min(1).optional(),
  by: z.enum(["extract", "model"]),
  answer: z.string(),
  claims: z.array(z.strictObject({ text: z.string(), marks: z.array(z.int().positive()).min(1) })),
  citations: z.array(
    z.strictObject({
      ...{ mark: z.int().positive(), quote: z.string(), start: z.int(), end: z.int() },
      ...{
        section: z.array(z.string()),
        place: z.object({ kind: z.enum(["page", "slide", "row"]), number: z.int() }).nullable(),
      },
      standing: z.looseObject({ kind: z.string(), text: z.string().nullable() }),
      document: z.strictObject({
        ...{ id: z.string(), path: z.string(), title: z.string(), publisher: z.string().nullable() },
        ...{ published: z.string().nullable(), standing: z.string(), version: z.string() },
      }),
    }),
  ),
  nearest: z.array(
    z.looseObject({ standing: z.looseObject({ kind: z.string() }), section: z.array(z.string()), text: z.string() }),
  ),
  timings: z.record(z.enum(["embedMs", "searchMs", "answerMs", "totalMs"]), z.number()),
});

describe("npm run ask", () => {
  const removals: (() => void)[] = [];
  const { path: data } = temporaryFolder((remove) => removals.push(remove));
  const ask = (...args: string[]): Promise<CommandResult> =>
    runCommand("ask", args, { environment: { DATA_DIR: data } });
  const askJson = async (...args: string[]) => {
    const { stdout, code, stderr } = await ask("--json", ...args);
    return { ...answerSchema.parse(JSON.parse(stdout)), code, stderr };
  };
  /** Its documents, and which index is published. */
  const membersLibrary = () => {
    const library = openLibrary(join(data, "library.sqlite"));
    const documents = library.documents();
    library.close();
    expect(documents).toHaveLength(10);
    return { documents, published: readFileSync(join(data, "generations/current"), "utf8") };
  };
  beforeAll(() => withBriefs(data));
  afterAll(() => {
    for (const remove of removals) remove();
  });

  it("answers the README's question with both sums, each sentence with its mark and its source", async () => {
    const { stdout, stderr, code } = await ask(
      "How much is invested in the photomask project, and how much in its first phase?",
    );
    expect({ stderr, code }).toEqual({ stderr: "", code: 0 });
    // The README shows a real run, and this is it.
    expect(readFileSync("README.md", "utf8")).toContain(stdout);
    expect(stdout).toContain("3 billion yuan");
    expect(stdout).toContain("1.1 billion yuan");
    expect(stdout).toMatch(/\[1\]\[2\] .*photomask.*\n {4}nanhu-photomask-project\.md · Nanhu District · 2022-08-22/u);
  });

  it("answers the README's Chinese question in Chinese", async () => {
    const { stdout, stderr, code } = await ask("光掩模项目总投资多少，一期多少？");
    expect({ stderr, code }).toEqual({ stderr: "", code: 0 });
    expect(readFileSync("README.md", "utf8")).toContain(stdout);
    expect(stdout).toContain("30亿元");
  });

  it("answers a Chinese question from the Chinese edition in one JSON value, whose quotes stand at their offsets in the stored text", async () => {
    const answer = await askJson("光掩模项目总投资多少？");
    expect(answer).toMatchObject({ kind: "answered", by: "extract", language: "zh", code: 0, stderr: "" });
    expect(answer.answer).toContain("30亿元");
    const library = openLibrary(join(data, "library.sqlite"));
    for (const { quote, start, end, document } of answer.citations) {
      expect(library.version(document.version)?.text.slice(start, end)).toBe(quote);
    }
    library.close();
    const marks = answer.claims.flatMap((claim) => claim.marks);
    expect(new Set(marks)).toEqual(new Set(answer.citations.map(({ mark }) => mark)));
  });

  it("says that it did not find what is not there, shows no passage, and exits with 3", async () => {
    const answer = await askJson("How many elephants live in the zoo of Nairobi?");
    expect(answer).toMatchObject({ kind: "not-found", code: 3, claims: [], citations: [] });
    expect(answer.nearest).toEqual([]);
  });

  it("speaks to who writes traditional characters in them", async () => {
    const { stdout } = await ask("內羅畢動物園有多少頭大象？");
    expect(stdout).toBe("我在文件中沒有找到答案。\n");
  });

  it("refuses a question of 20,000 characters with a clear answer and no stack trace", async () => {
    const { code, stdout, stderr } = await ask("--json", "why ".repeat(5_000));
    expect(answerSchema.parse(JSON.parse(stdout))).toMatchObject({ kind: "refused", reason: "too-long" });
    expect({ code, stderr }).toEqual({ code: 2, stderr: "" });
    expect(stdout).toContain("2,000 characters at most");
  });

  it("answers a question that has control and bidi characters in it as if they were not there", async () => {
    const { stdout } = await ask("--explain", "Who leads\u202e the photo\u200bmask project?\u0007");
    expect(stdout).toContain("Zhang Rujing leads the photomask project");
    // The same run shows what --explain adds.
    expect(stdout).toMatch(/score\s+words\s+passage\s+sentence\s+where/u);
  });

  it("helps, and tells wrong use from failure", async () => {
    expect(await ask("--help")).toMatchObject({
      code: 0,
      stdout: expect.stringContaining("npm run ask -- [options] QUESTION"),
    });
    expect(await ask("--colour", "x")).toMatchObject({
      code: 2,
      stderr: expect.stringContaining("Unknown option '--colour'"),
    });
    expect(await ask("--corpus", "/does/not/exist", "x")).toMatchObject({
      code: 2,
      stderr: expect.stringContaining("it does not exist"),
    });
    expect(await runCommand("ask", ["x"], { environment: { DATA_DIR: data, LOG_LEVEL: "loud" } })).toMatchObject({
      code: 2,
      stderr: expect.stringContaining("LOG_LEVEL must be one of"),
    });
  });

  it("asks another folder without touching the members' library, and reports files it cannot read", async () => {
    const before = membersLibrary();
    const corpus = temporaryFolder();
    corpus.write("tea/green.md", "# Green tea\n\nGreen tea is brewed at 80 degrees.\n");
    corpus.write("tea/black.md", "# Black tea\n\nBlack tea is brewed at 95 degrees.\n");
    corpus.write("coffee/espresso.md", "# Espresso\n\nEspresso is brewed at 93 degrees.\n");
    corpus.write("empty.md", "");
    const args = ["--corpus", corpus.path, "--collection", "tea", "How hot is the water when black tea is brewed?"];
    const answer = await askJson(...args);
    expect(answer.answer).toContain("Black tea is brewed at 95 degrees.");
    expect(answer.citations.map(({ document }) => document.path)).not.toContain("coffee/espresso.md");
    expect(answer.stderr).toContain("empty.md: ");
    expect(await ask("--corpus", corpus.path, "--collection", "te", "x")).toMatchObject({
      code: 2,
      stderr: expect.stringContaining('there is no collection "te"; there are: coffee, tea'),
    });
    expect(membersLibrary()).toEqual(before);
  });

  it("answers as on a day, and says in words how each source stands on it", { timeout: 60_000 }, async () => {
    const corpus = temporaryFolder();
    for (const [path, content] of datedCorpus()) corpus.write(path, content);
    const askOn = async (day: string, question: string) => {
      const { stdout, stderr, code } = await ask("--corpus", corpus.path, "--as-of", day, question);
      expect({ stderr, code }).toEqual({ stderr: "", code: 0 });
      return stdout;
    };
    const answer = (words: string, place: string, origin: string) => `${words}\n\n[1] ${place}\n    ${origin}\n`;
    const asked = [
      ["2022-06-01", "How much is the annual membership fee of a full member?"],
      ["2025-05-25", "培训补贴的申请截止日期是哪一天？"],
      ["2026-11-22", "靶材的年产能目标是多少？"],
    ] as const;
    const answers: string[] = [];
    // One after the other: of two at once, one would say that the other is reading the documents.
    for (const [day, question] of asked) answers.push(await askOn(day, question));
    expect(answers).toEqual([
      answer(
        "The annual membership fee of a full member is 20,000 yuan. [1]",
        "Membership fees 2022 › 1 Amount",
        "rules/fees-2022.md · in force",
      ),
      answer(
        "培训补贴的申请截止日期改为每年十一月十五日。[1]",
        "关于申请截止日期的通知",
        "办法/截止日期-2025.md · 2025-05-20",
      ),
      answer("靶材的年产能目标为三千吨。[1]", "产能计划", "计划/产能.md · 已于2023年12月31日到期"),
    ]);
    // Whoever may not see the notice is told that the clause was changed, and not by what.
    const args = ["--corpus", corpus.path, "--as-of", "2026-11-22", "--collection", "rules"];
    const { citations } = await askJson(...args, "By when is the membership fee paid?");
    expect(citations).toMatchObject([
      {
        document: { id: "fees-2024", standing: "amended" },
        standing: {
          kind: "amended",
          by: { id: null, title: null, since: "2025-06-01" },
          text: "amended since 1 June 2025",
        },
      },
    ]);
  });
});
