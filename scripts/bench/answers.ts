/**
 * Whole answers over a library of 10,000 passages. The vectors of the questions, and of the passages and sentences that
 * they are about, are the model's; all others have random directions. The questions are asked in a process of its own,
 * whose memory has seen nothing else.
 */

import { execFile } from "node:child_process";
import { readdir, readFile, stat, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { type Config, loadConfig } from "../../src/config.ts";
import type { Embedder } from "../../src/embedding/embedder.ts";
import { openEngine } from "../../src/engine/engine.ts";
import { ingestPartsOf } from "../../src/engine/engine-parts.ts";
import { publishSnapshot } from "../../src/index/snapshot.ts";
import { lazyGloss } from "../../src/language/zh/gloss.ts";
import { indexEntriesOf, textHash } from "../../src/library/embed-texts.ts";
import type { Library, LibraryPassage } from "../../src/library/library.ts";
import { indexContent, storeVectors, wordContent } from "../../src/library/library-writer.ts";
import { percentile } from "../evaluation/metrics.ts";
import type { AskedQuestions } from "./answers-process.ts";
import type { Figure, Part } from "./figures.ts";
import { syntheticLanguage } from "./synthetic-language.ts";
import { addRandomVectors, growLibrary } from "./synthetic-library.ts";
import { inTemporaryFolder } from "./temporary-folder.ts";

export const PASSAGES = 10_000;
const QUESTIONS = 150;

export const benchAnswers: Part = ({ random, onProgress }) =>
  inTemporaryFolder(async (folder) => {
    const config = loadConfig({ DATA_DIR: folder, CORPUS_DIR: join(folder, "none"), EMBEDDER: "minilm" });
    onProgress(`making a library of ${PASSAGES} passages`);
    const { questions, ...built } = await buildLibrary(config, random);
    const questionsFile = join(folder, "questions.json");
    await writeFile(questionsFile, JSON.stringify(questions));
    onProgress(`asking ${questions.length} questions`);
    return [...figuresOf(await askAll(folder, questionsFile)), ...(await sizesOf(folder, built))];
  });

interface Built {
  readonly vectors: number;
  readonly publishMs: number;
}

/** With questions about it. Their own passages have the vectors of their meaning. */
export async function buildLibrary(
  config: Config,
  random: () => number,
): Promise<Built & { readonly questions: string[] }> {
  const engine = openEngine({ config, onNotice: () => undefined });
  const { library, indexFormat, snapshotsDir } = ingestPartsOf(config);
  try {
    const gloss = await lazyGloss({ modelsDir: join(config.dataDir, "models") }).load();
    const language = syntheticLanguage(gloss, random);
    growLibrary(library, PASSAGES, { language, gloss });
    const { embedder } = engine;
    const asked = passagesToAskAbout(library, random);
    await addOwnVectors(library, embedder, asked);
    addRandomVectors(library, embedder, random);
    const content = indexContent(library.database, embedder.id, embedder.dimensions);
    const started = performance.now();
    await publishSnapshot({
      folder: snapshotsDir,
      revision: library.revision(),
      format: indexFormat,
      content,
      words: wordContent(library.database),
    });
    const publishMs = performance.now() - started;
    return {
      questions: asked.map((passage) => language.questionAbout(firstSentence(passage), passage.language)),
      vectors: content.size,
      publishMs,
    };
  } finally {
    library.close();
    await engine.close();
  }
}

/** No passage twice. */
function passagesToAskAbout(library: Library, random: () => number): readonly LibraryPassage[] {
  const ids = new Set<number>();
  while (ids.size < QUESTIONS) ids.add(1 + Math.floor(random() * PASSAGES));
  return library.passages([...ids]);
}

function firstSentence({ text, start, sentences }: LibraryPassage): string {
  const [sentence = { start, end: start }] = sentences;
  return text.slice(sentence.start - start, sentence.end - start);
}

/** Documents that questions are about keep the vectors of their meaning, so that questions find them. */
async function addOwnVectors(library: Library, embedder: Embedder, passages: readonly LibraryPassage[]): Promise<void> {
  const texts = passages.flatMap((passage) => {
    return indexEntriesOf(passage.document.title, passage)
      .filter(({ sentence }) => sentence === 0)
      .map(({ text }) => ({ text, hash: textHash(text) }));
  });
  const vectors = await embedder.embed(
    texts.map(({ text }) => text),
    "passage",
  );
  storeVectors(library.database, embedder.id, texts, vectors);
}

/** More than the answers of the other process ever take. */
const MAX_OUTPUT_BYTES = 10_000_000;

async function askAll(dataDir: string, questionsFile: string): Promise<AskedQuestions> {
  const script = fileURLToPath(new URL("./answers-process.ts", import.meta.url));
  const run = promisify(execFile);
  const given = [...(await argumentsOfStart()), script, dataDir, questionsFile];
  const env = { ...process.env, ...(await settingsOfCLibrary()) };
  const options = { cwd: fileURLToPath(ROOT), env, maxBuffer: MAX_OUTPUT_BYTES };
  const { stdout } = await run(process.execPath, given, options);
  return JSON.parse(stdout) as AskedQuestions;
}

const ROOT = new URL("../../", import.meta.url);

/** Node's own arguments where Docket serves: what bounds its memory, and what has compiled code at hand. */
async function argumentsOfStart(): Promise<readonly string[]> {
  const { scripts } = JSON.parse(await readFile(new URL("package.json", ROOT), "utf8"));
  return String(scripts.start).split(" ").slice(1, -1);
}

/** Of the C library where Docket serves, as deploy/docket.service sets it. */
async function settingsOfCLibrary(): Promise<Readonly<Record<string, string>>> {
  const service = await readFile(new URL("deploy/docket.service", ROOT), "utf8");
  const line = /^Environment=(?<settings>.*)$/mu.exec(service)?.groups?.settings ?? "";
  return Object.fromEntries([...line.matchAll(/(MALLOC_\w+)=(\S+)/gu)].map(([, name, value]) => [name, value]));
}

function figuresOf({ timings, answered, firstMs, memoryMb, peakMemoryMb }: AskedQuestions): Figure[] {
  const part = (name: string, key: keyof (typeof timings)[number], most?: { p50: number; p95: number }): Figure[] => {
    const values = timings.map((timing) => timing[key]);
    return (["p50", "p95"] as const).map((rank) => ({
      name: `${name}, ${rank}`,
      value: percentile(values, rank === "p50" ? 0.5 : 0.95),
      unit: "ms" as const,
      ...(most === undefined ? {} : { bar: { atMost: most[rank] } }),
    }));
  };
  return [
    // With the selector, which takes most of it; without, 20 and 40 ms.
    ...part("whole answer", "totalMs", { p50: 90, p95: 150 }),
    ...part("of it embedding", "embedMs"),
    ...part("of it search", "searchMs"),
    ...part("of it choosing sentences", "answerMs"),
    { name: "first answer: model, dictionary and index loaded", value: firstMs, unit: "ms" },
    { name: "questions answered, the others not found", value: (100 * answered) / timings.length, unit: "%" },
    { name: "memory (RSS) after all questions", value: memoryMb, unit: "MB", bar: { atMost: 350 } },
    { name: "memory (RSS) at its peak", value: peakMemoryMb, unit: "MB" },
  ];
}

async function sizesOf(folder: string, { vectors, publishMs }: Built): Promise<Figure[]> {
  const files = await readdir(folder, { recursive: true, withFileTypes: true });
  const sizes = await Promise.all(
    files
      .filter((file) => file.isFile())
      .map(async ({ parentPath, name }) => {
        return { name, bytes: (await stat(join(parentPath, name))).size };
      }),
  );
  const megabytes = (pattern: RegExp): number =>
    sizes.filter(({ name }) => pattern.test(name)).reduce((sum, { bytes }) => sum + bytes, 0) / 1e6;
  return [
    { name: `index of ${vectors} vectors, and of all words, built and checked in`, value: publishMs, unit: "ms" },
    { name: "library's file", value: megabytes(/sqlite/u), unit: "MB" },
    { name: "keyword index's file", value: megabytes(/^index\.words$/u), unit: "MB" },
    { name: "index's file", value: megabytes(/^index\.vectors$/u), unit: "MB" },
  ];
}
