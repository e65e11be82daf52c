/**
 * Keyword search as every question pays for it: candidates from the full-text index, then all of them scored. Over a
 * library of made-up passages, half of them English and half Chinese.
 */

import { statSync } from "node:fs";
import { join } from "node:path";
import type { Language } from "../../src/documents/document.ts";
import { type Gloss, lazyGloss } from "../../src/embedding/gloss.ts";
import { type Library, openLibrary } from "../../src/library/library.ts";
import { candidatesByWords } from "../../src/search/candidates.ts";
import { lexicalScorer } from "../../src/search/lexical.ts";
import { asQuestion, type Question } from "../../src/search/question.ts";
import { termsOf } from "../../src/search/terms.ts";
import { percentile } from "../evaluation/metrics.ts";
import type { Figure, Part } from "./figures.ts";
import { type SyntheticLanguage, syntheticLanguage } from "./synthetic-language.ts";
import { growLibrary } from "./synthetic-library.ts";
import { inTemporaryFolder } from "./temporary-folder.ts";

const QUESTIONS = 100;
/** Not counted: V8 compiles what it sees running often. */
const WARM_UP_QUESTIONS = 30;
/** As search.ts asks for. */
const CANDIDATES = 100;

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
      return sizes
        .toSorted((one, other) => one - other)
        .flatMap((passages) => {
          onProgress(`storing ${passages} passages`);
          growLibrary(library, passages, { language, gloss });
          onProgress(`searching ${passages} passages by words`);
          const measured = (["en", "zh"] as const).flatMap((asked) =>
            figuresOf(asked, { library, language, gloss, random }),
          );
          return [
            ...measured,
            { name: `${passages} passages: library's file`, value: statSync(path).size / 1e6, unit: "MB" as const },
          ];
        });
    } finally {
      library.close();
    }
  });

interface Setting {
  readonly library: Library;
  readonly language: SyntheticLanguage;
  readonly gloss: Gloss;
  readonly random: () => number;
}

function figuresOf(asked: Language, setting: Setting): Figure[] {
  const { library } = setting;
  const questions = questionsIn(asked, setting);
  const times = questions.map((question) => {
    const started = performance.now();
    searchByWords(question, setting);
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

/** What search.ts does with the words of a question. */
function searchByWords(question: Question, { library, gloss }: Setting): number {
  const terms = termsOf([{ text: question.text, weight: 1 }], gloss);
  const statistics = { passages: library.countPassages(), countWord: library.countWord };
  const lexical = lexicalScorer(terms, question.language, statistics);
  const ids = candidatesByWords(question, terms, { library, limit: CANDIDATES });
  const texts = [...ids].map((passage) => library.words(passage));
  const averageLength = texts.reduce((sum, { own }) => sum + own.length, 0) / Math.max(1, texts.length);
  const scores = texts.map(({ own, gloss }) =>
    lexical.score({ language: gloss.length > 0 ? "zh" : "en", own, gloss }, averageLength),
  );
  return Math.max(0, ...scores);
}
