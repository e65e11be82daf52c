/** The parts of the benchmark, in the order in which they run. */

import { benchAnswers } from "./answers.ts";
import { benchBot } from "./bot.ts";
import { benchCommands } from "./commands.ts";
import { benchEmbedding } from "./embedding.ts";
import { benchEventLoop } from "./event-loop.ts";
import type { Part, PartOptions, PartReport } from "./figures.ts";
import { benchIngest } from "./ingest.ts";
import { benchKeywords } from "./keywords.ts";
import { benchVectorSearch } from "./vector-figures.ts";
import { benchWrittenAnswers } from "./written-answers.ts";

const PARTS = {
  vectors: benchVectorSearch,
  keywords: benchKeywords,
  answers: benchAnswers,
  "written-answers": benchWrittenAnswers,
  embedding: benchEmbedding,
  commands: benchCommands,
  ingest: benchIngest,
  "event-loop": benchEventLoop,
  bot: benchBot,
} as const satisfies Record<string, Part>;

export type PartName = keyof typeof PARTS;
export const PART_NAMES = Object.keys(PARTS) as PartName[];

export async function runPart(part: PartName, options: PartOptions): Promise<PartReport> {
  const started = performance.now();
  const figures = await PARTS[part](options);
  return { part, seconds: (performance.now() - started) / 1000, figures };
}
