/**
 * Keyword search as every question pays for it: all passages that have any of its words scored, the best of them kept.
 * Over a library of made-up passages, half of them English and half Chinese.
 */

import { statSync } from "node:fs";
import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import { keywordSearch } from "../../src/engine/retrieval/keyword-search.ts";
import { asQuestion, type Question } from "../../src/engine/retrieval/question.ts";
import {
  KEYWORDS_FILE,
  type KeywordIndex,
  openKeywordIndex,
  writeKeywordIndex,
} from "../../src/index/keyword/keyword-index.ts";
import { termsOf } from "../../src/index/keyword/terms.ts";
import type { Language } from "../../src/language/language.ts";
import { type Gloss, lazyGloss } from "../../src/language/zh/gloss.ts";
import { type Library, openLibrary } from "../../src/library/library.ts";
import { wordContent } from "../../src/library/library-writer.ts";
import { percentile } from "../evaluation/metrics.ts";
import type { Figure, Part } from "./figures.ts";
import { type SyntheticLanguage, syntheticLanguage } from "./synthetic-language.ts";
import { growLibrary } from "./synthetic-library.ts";
import { inTemporaryFolder } from "./temporary-folder.ts";

const QUESTIONS = 100;
/** Not counted: V8 compiles what it sees running often. */
const WARM_UP_QUESTIONS = 30;
/** Limit that search.ts asks for. */
const BEST = 100;

/** The promise, and the size that it is made for. */
const PROMISED_PASSAGES = 50_000;
const PROMISED_MS = 3;

export const benchKeywords: Part = ({ passages: sizes, random, onProgress }) =>
  inTemporaryFolder(async (folder) => {
    const path = join(folder, "library.sqlite");
    const gloss = await lazyGloss({ modelsDir: join(folder, "models") }).load();
    const language = syntheticLanguage(gloss, random);
    const library = openLibrary(path);
    try {
      const figures: Figure[] = [];
      for (const passages of sizes.toSorted((one, other) => one - other)) {
        onProgress(`storing ${passages} passages`);
        growLibrary(library, passages, { language, gloss });
        onProgress(`building the keyword index of ${passages} passages`);
        const { words, ...built } = await buildIndex(library, join(folder, `${passages}`));
        onProgress(`searching ${passages} passages by words`);
        for (const asked of ["en", "zh"] as const) {
          figures.push(...figuresOf(asked, { library, words, language, gloss, random }));
        }
        figures.push(
          { name: `${passages} passages: keyword index, built in`, value: built.builtMs, unit: "ms" },
          { name: `${passages} passages: keyword index, opened in`, value: built.openedMs, unit: "ms" },
          { name: `${passages} passages: keyword index, file`, value: built.fileMb, unit: "MB" },
          { name: `${passages} passages: library's file`, value: statSync(path).size / 1e6, unit: "MB" },
        );
      }
      return figures;
    } finally {
      library.close();
    }
  });

async function buildIndex(library: Library, folder: string) {
  await mkdir(folder);
  const started = performance.now();
  await writeKeywordIndex(folder, wordContent(library.database));
  const built = performance.now();
  const words = await openKeywordIndex(folder);
  const openedMs = performance.now() - built;
  return { words, builtMs: built - started, openedMs, fileMb: statSync(join(folder, KEYWORDS_FILE)).size / 1e6 };
}

interface Setting {
  readonly library: Library;
  readonly words: KeywordIndex;
  readonly language: SyntheticLanguage;
  readonly gloss: Gloss;
  readonly random: () => number;
}

function figuresOf(asked: Language, setting: Setting): Figure[] {
  const { library, words, gloss } = setting;
  const questions = questionsIn(asked, setting);
  const times = questions.map((question) => {
    const started = performance.now();
    const terms = termsOf([{ text: question.text, weight: 1 }], gloss);
    keywordSearch({ question, terms, context: null, gloss, words }).scores.best(BEST);
    return performance.now() - started;
  });
  const counted = times.slice(WARM_UP_QUESTIONS);
  const { passages } = library.size();
  const name = `${passages} passages: ${asked === "zh" ? "Chinese" : "English"} question`;
  const bar = passages <= PROMISED_PASSAGES ? { bar: { atMost: PROMISED_MS } } : {};
  return [
    { name: `${name}, p50`, value: percentile(counted, 0.5), unit: "ms", ...bar },
    { name: `${name}, p95`, value: percentile(counted, 0.95), unit: "ms" },
  ];
}

/** Each about a passage of the library. */
function questionsIn(asked: Language, { library, language, random }: Setting): Question[] {
  const questions: Question[] = [];
  while (questions.length < WARM_UP_QUESTIONS + QUESTIONS) {
    const [passage] = library.passages([1 + Math.floor(random() * library.size().passages)]);
    if (passage?.language !== asked) continue;
    const question = asQuestion(language.questionAbout(passage.text, asked));
    if ("text" in question) questions.push(question);
  }
  return questions;
}
