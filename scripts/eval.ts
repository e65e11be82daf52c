/** Asks a question set and scores the answers. Its library is kept apart from the members' and used again. */

import { readFileSync, writeFileSync } from "node:fs";
import { readers } from "../src/documents/readers.ts";
import { CONFIDENCE_TO_ANSWER } from "../src/engine/engine.ts";
import { DocketError, errorText } from "../src/errors.ts";
import { EXIT, runCommand } from "./command-line.ts";
import { dayOf } from "./day.ts";
import { evaluate } from "./evaluation/evaluate.ts";
import { type Prediction, refusingBelow } from "./evaluation/metrics.ts";
import { changedOutcomes, outcomesOf, outcomesTable } from "./evaluation/outcomes.ts";
import { readQuestions } from "./evaluation/questions.ts";
import { curveTable, evaluationCurve, evaluationJson, evaluationTable } from "./evaluation/report.ts";
import { openWithDocuments } from "./open-with-documents.ts";

const help = `Ask a question set and score the answers: found, answered, refused, quoted word for word, and how fast.

  npm run eval -- --corpus DIR --questions FILE [options]

  --corpus DIR        the documents that the questions are about
  --questions FILE    one JSON object a line: id, question, lang, gold_docs, answers, answerable, kind, history
  --as-of DATE        the day on which documents are in force or not, as 2022-06-01 (default: today, in TIME_ZONE)
  --predictions OUT   write what was answered, one JSON object a line
  --limit N           only the first N questions
  --outcomes          what members get, by kind of question and by language, with the ten worst answers
  --against FILE      with --outcomes: the questions whose outcome is another than in FILE, predictions of an earlier run
  --curve             the trade between answering and refusing, a line for each confidence to answer from
  --json              one JSON value on standard output and nothing else (with npm run -s)
  -h, --help          this text

Exit codes: 0 done, 1 failed, 2 wrong use or configuration.`;

await runCommand({
  help: { english: help },
  flags: {
    corpus: { type: "string" },
    questions: { type: "string" },
    "as-of": { type: "string" },
    predictions: { type: "string" },
    limit: { type: "string" },
    outcomes: { type: "boolean", default: false },
    against: { type: "string" },
    curve: { type: "boolean", default: false },
    json: { type: "boolean", default: false },
  },
  async run({ values, terminal, config, say }) {
    const { corpus, questions: file, predictions, limit = "1000000" } = values;
    if (corpus === undefined || file === undefined)
      throw new DocketError("usage", `--corpus and --questions are needed\n\n${help}`);
    if (!/^[1-9]\d{0,6}$/u.test(limit))
      throw new DocketError("usage", `--limit must be a number from 1 up, got "${limit}"`);
    const questions = readQuestions(file).slice(0, Number(limit));
    // Scores of the search and of the quotes: a model would cost a call for each question, and answer otherwise each time.
    const settings = config({ CORPUS_DIR: corpus, OPENAI_MODEL: "none" });
    const day = dayOf(values["as-of"], settings);
    // For the curve everything is answered, and refused afterwards.
    const engine = await openWithDocuments(settings, { terminal, say }, values.curve ? { confidenceToAnswer: 0 } : {});
    try {
      const answers = await evaluate({
        questions,
        readers,
        corpusDir: settings.corpusDir,
        answer: engine.answer,
        day,
        onProgress: (done) => terminal.progress(say("progress", { stage: "asking", done, total: questions.length })),
      });
      terminal.progress("");
      const scored = values.curve ? refusingBelow(answers, CONFIDENCE_TO_ANSWER) : answers;
      if (predictions !== undefined) {
        writeFileSync(predictions, scored.map(({ prediction }) => `${JSON.stringify(prediction)}\n`).join(""));
      }
      const curve = values.curve ? evaluationCurve(answers, curveConfidences()) : null;
      const outcomes = values.outcomes ? outcomesOf(scored) : null;
      const changed = values.against === undefined ? null : changedOutcomes(scored, readPredictions(values.against));
      const report = {
        ...evaluationJson(scored),
        ...(curve === null ? {} : { curve }),
        ...(outcomes === null ? {} : { outcomes }),
        ...(changed === null ? {} : { changed }),
      };
      const tables = [
        evaluationTable(scored),
        ...(curve === null ? [] : [curveTable(curve, CONFIDENCE_TO_ANSWER)]),
        ...(outcomes === null ? [] : [outcomesTable(outcomes)]),
        ...(changed === null ? [] : [["changed:", ...changed].join("\n")]),
      ];
      terminal.print(values.json ? JSON.stringify(report) : tables.join("\n\n"));
      return EXIT.done;
    } finally {
      await engine.close();
    }
  },
});

/** @throws DocketError `usage` */
function readPredictions(path: string): Prediction[] {
  try {
    const lines = readFileSync(path, "utf8").split("\n");
    return lines.filter((line) => line.trim() !== "").map((line) => JSON.parse(line));
  } catch (cause) {
    throw new DocketError("usage", `${path}: no predictions of npm run eval: ${errorText(cause)}`, { cause });
  }
}

/** Around the default, near enough to each other to choose between. */
function curveConfidences(): number[] {
  const steps = Array.from({ length: 17 }, (_, step) => CONFIDENCE_TO_ANSWER + (step - 8) * 0.03);
  return steps.map((confidence) => Number(confidence.toFixed(2)));
}
