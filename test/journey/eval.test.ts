/** The evaluation and the ingest as commands: what they write, what they say of wrong use. */

import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { runCommand } from "../support/command.ts";
import { temporaryFolder } from "../support/temporary-folder.ts";

const questions = [
  {
    id: "1",
    question: "At how many degrees is black tea brewed?",
    lang: "en",
    doc_lang: "en",
    gold_docs: ["tea.md"],
    answers: ["95"],
    answerable: true,
    kind: "fact",
  },
  {
    id: "2",
    question: "红茶用多少度的水冲泡？",
    lang: "zh",
    doc_lang: "en",
    gold_docs: ["tea.md"],
    answers: ["95"],
    answerable: true,
    kind: "fact",
  },
  {
    id: "3",
    question: "Who is the king of Norway?",
    lang: "en",
    gold_docs: [],
    answers: [],
    answerable: false,
    kind: "unanswerable",
  },
];

describe("npm run eval and npm run ingest", () => {
  it("score a set, write predictions with the file's own words, and find nothing to do the second time", async () => {
    const folder = temporaryFolder();
    folder.write(
      "corpus/tea.md",
      "# Tea\n\nGreen tea is brewed at **80** degrees. Black tea is brewed at [95](https://example.org) degrees.\n",
    );
    folder.write("questions.jsonl", questions.map((question) => `${JSON.stringify(question)}\n`).join(""));
    const environment = { DATA_DIR: join(folder.path, "data") };
    const args = ["--corpus", join(folder.path, "corpus"), "--questions", join(folder.path, "questions.jsonl")];
    const predictions = join(folder.path, "predictions.jsonl");
    const { code, stdout, stderr } = await runCommand(
      "eval",
      [...args, "--json", "--curve", "--predictions", predictions],
      { environment },
    );
    expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
    const report = JSON.parse(stdout);
    expect(report.all).toMatchObject({
      questions: 3,
      "hit@1": 1,
      "quotes verbatim": 1,
      "refused when unanswerable": 1,
    });
    expect(Object.keys(report.directions)).toEqual(["en to en", "zh to en", "en"]);
    expect(report.curve.length).toBeGreaterThan(10);
    const [first] = readFileSync(predictions, "utf8")
      .trim()
      .split("\n")
      .map((line) => JSON.parse(line));
    expect(first).toMatchObject({ id: "1", refused: false, retrieved: ["tea.md"] });
    // Members see "95 degrees"; whoever compares with the file gets the link too.
    expect(first.citations).toContainEqual({
      file: "tea.md",
      quote: "Black tea is brewed at [95](https://example.org) degrees.",
    });

    const again = await runCommand("ingest", ["--json", join(folder.path, "corpus")], { environment });
    expect(JSON.parse(again.stdout)).toMatchObject({ unchanged: 1, embedded: 0, failed: [] });
  });

  it("say what is wrong with their use, and help", async () => {
    expect(await runCommand("eval", ["--corpus", "corpus"])).toMatchObject({
      code: 2,
      stderr: expect.stringContaining("--corpus and --questions are needed"),
    });
    expect(await runCommand("ingest", ["a", "b"])).toMatchObject({
      code: 2,
      stderr: expect.stringContaining("one folder at most, got 2"),
    });
    expect(await runCommand("bench", ["--help"])).toMatchObject({
      code: 0,
      stdout: expect.stringContaining("npm run bench -- "),
    });
  });
});
