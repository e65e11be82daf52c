/**
 * The five best passages of each question of a development set, as the selector will get them, with the units that hold
 * what the set expects: for looking at a model between trainings. The figures that count come from `npm run eval`.
 *
 *   node training/make-evaluation.ts --sets DIR --out FILE.jsonl
 *
 * DIR has sets as folders, each with questions.jsonl and corpus/ (or corpus.txt, whose first line that exists is it).
 */

import { existsSync, mkdtempSync, readFileSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { parseArgs } from "node:util";
import { loadConfig } from "../src/config.ts";
import { openEngine } from "../src/engine/engine.ts";
import { contextOf } from "../src/engine/retrieval/follow-up.ts";
import { tokenize } from "../src/language/tokenize.ts";
import { containsHan, loadGloss } from "../src/language/zh/gloss.ts";
import { contextOf as titleOf } from "../src/library/split.ts";

const { values } = parseArgs({
  options: {
    sets: { type: "string", multiple: true },
    out: { type: "string" },
    models: { type: "string", default: "data/models" },
  },
});
const gloss = await loadGloss({ modelsDir: values.models, terms: new Map() });
const english = (text: string): string => {
  const clean = text.replaceAll(/\s+/gu, " ").trim();
  return containsHan(clean) ? gloss.english(clean) : clean;
};
const plain = (text: string): string => text.normalize("NFKC").replaceAll(/\s+/gu, " ");
const folded = (text: string): string =>
  text
    .normalize("NFKC")
    .toLowerCase()
    .replaceAll(/[\p{P}\p{S}\s]+/gu, "");
const baseName = (name: string): string => name.split("/").pop() ?? "";

function corpusOf(dir: string): string {
  const own = join(dir, "corpus");
  if (existsSync(own)) return own;
  const lines = readFileSync(join(dir, "corpus.txt"), "utf8")
    .split("\n")
    .map((line) => line.trim())
    .filter(Boolean);
  const found = lines.flatMap((line) => [resolve(line), resolve(dir, "..", line)]).find((path) => existsSync(path));
  if (found === undefined) throw new Error(`${dir}: no corpus`);
  return found;
}

const lines: string[] = [];
for (const dir of values.sets ?? []) {
  const data = mkdtempSync(join(tmpdir(), "evaluation-"));
  const config = loadConfig({ CORPUS_DIR: corpusOf(dir), DATA_DIR: data, OPENAI_MODEL: "none" });
  const engine = openEngine({ config, onNotice: console.error, confidenceToAnswer: 0 });
  await engine.ingest();
  const questions = readFileSync(join(dir, "questions.jsonl"), "utf8")
    .split("\n")
    .filter(Boolean)
    .map((line) => JSON.parse(line));
  for (const q of questions) {
    const history = (q.history ?? []) as { role: string; content: string }[];
    const result = await engine.answer({ question: q.question, history, day: "2026-11-29" });
    const context = contextOf(q.question, tokenize(q.question).length, history, (text) => tokenize(text).length);
    const question = english(context === null ? q.question : `${context.lastQuestion} ${q.question}`);
    const gold = new Set(((q.gold_docs ?? []) as string[]).map(baseName));
    const must = (q.must ?? null) as string[] | null;
    const isRight = (file: string, text: string): number => {
      if (!q.answerable || (gold.size > 0 && !gold.has(baseName(file)))) return 0;
      if (must === null)
        return Number(((q.answers ?? []) as string[]).some((answer) => folded(text).includes(folded(answer))));
      const held =
        must.filter((pattern) => new RegExp(pattern, "iu").test(plain(text))).length / Math.max(1, must.length);
      return ((q.mustNot ?? []) as string[]).some((pattern) => new RegExp(pattern, "iu").test(plain(text))) ? 0 : held;
    };
    const evidence = result.evidence.slice(0, 5).map(({ passage, score, sentenceScores }) => {
      const units = passage.sentences.map(({ start, end }) =>
        passage.text.slice(start - passage.start, end - passage.start),
      );
      return {
        file: passage.document.path,
        title: english(titleOf(passage.document.title, passage.section)),
        score,
        raw: units,
        units: units.map(english),
        cosines: sentenceScores,
        right: units.map((unit) => isRight(passage.document.path, unit)),
        weighed: units.map(
          (_, sentence) =>
            result.candidates.find((one) => one.evidence.passage.id === passage.id && one.sentence === sentence)
              ?.score ?? null,
        ),
      };
    });
    lines.push(
      JSON.stringify({
        set: dir.split("/").slice(-2).join("/"),
        id: q.id,
        kind: q.kind,
        lang: q.lang,
        answerable: q.answerable,
        asked: q.question,
        question,
        confidence: result.confidence,
        passages: evidence,
      }),
    );
  }
  console.log(dir, questions.length);
  await engine.close();
}
if (values.out !== undefined) writeFileSync(values.out, lines.join("\n"));
