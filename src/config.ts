/**
 * The environment as one checked value. It is read once, at the start, from `.env` and the process's environment (which
 * wins); every problem is reported, not only the first. No other file reads `process.env`.
 */

import { createHash } from "node:crypto";
import { existsSync } from "node:fs";
import { basename, join, resolve } from "node:path";
import { config as loadEnvFile } from "dotenv";
import { z } from "zod";
import { DocketError } from "./errors.ts";

export const LOG_LEVELS = ["debug", "info", "warn", "error", "silent"] as const;
export type LogLevel = (typeof LOG_LEVELS)[number];

export interface Config {
  /** Absolute. */
  readonly dataDir: string;
  /** Absolute. */
  readonly corpusDir: string;
  /**
   * Absolute. The data folder itself for the corpus that the environment names; for any other corpus, asked for by a
   * flag, a folder of its own, so that trying documents out never touches the members' library.
   */
  readonly libraryDir: string;
  /** Absolute; null where none is set and the one that ships is not in the working folder. */
  readonly glossaryFile: string | null;
  readonly embedder: "minilm" | "openai";
  readonly openai: {
    readonly apiKey: string | null;
    readonly baseUrl: string | null;
    readonly model: string;
    readonly embeddingModel: string;
    readonly embeddingDimensions: number;
  };
  readonly logLevel: LogLevel;
}

const DEFAULT_CORPUS_DIR = "corpus";
const DEFAULT_GLOSSARY_FILE = "glossary.tsv";

interface Setting {
  readonly name: string;
  /** As the README's table and `.env.example` show it; a test holds all three together. */
  readonly purpose: string;
  /** What holds when it is not set, in words where it is not a plain value. */
  readonly default: string;
}

export const SETTINGS = [
  {
    name: "DATA_DIR",
    default: "data/",
    purpose: "Where the library, its indexes and the dictionary's table are kept.",
  },
  { name: "CORPUS_DIR", default: "corpus/", purpose: "The documents; each subfolder is a collection." },
  {
    name: "GLOSSARY_FILE",
    default: "glossary.tsv",
    purpose: "Chinese terms of your field and their English, which win over the dictionary.",
  },
  {
    name: "EMBEDDER",
    default: "openai with OPENAI_API_KEY, else minilm",
    purpose: "Who turns text into vectors: minilm (embedded, no network) or openai (any compatible server).",
  },
  { name: "OPENAI_API_KEY", default: "none", purpose: "Key of OpenAI or of a compatible server." },
  { name: "OPENAI_BASE_URL", default: "https://api.openai.com/v1", purpose: "Address of a compatible server." },
  {
    name: "OPENAI_MODEL",
    default: "gpt-4.1-mini",
    purpose: "Chat model for written answers. Checked, but not used yet: answers are quotes.",
  },
  { name: "OPENAI_EMBEDDING_MODEL", default: "text-embedding-3-small", purpose: "Embedding model of that server." },
  {
    name: "OPENAI_EMBEDDING_DIMENSIONS",
    default: "512",
    purpose: "Numbers in each of its vectors; must be what the model gives.",
  },
  { name: "LOG_LEVEL", default: "info", purpose: `What is said on standard error: ${LOG_LEVELS.join(", ")}.` },
] as const satisfies readonly Setting[];

type SettingName = (typeof SETTINGS)[number]["name"];

/** An error message that says what is expected; the value is added when the problem is reported. */
const schema = z.object({
  DATA_DIR: z.string().default("data"),
  CORPUS_DIR: z.string().default(DEFAULT_CORPUS_DIR),
  GLOSSARY_FILE: z.string().optional(),
  EMBEDDER: z.enum(["minilm", "openai"], "must be minilm or openai").optional(),
  OPENAI_API_KEY: z
    .string()
    .regex(/^[\x21-\x7e]+$/u, "must be one line of plain characters, as the server gave it")
    .optional(),
  OPENAI_BASE_URL: z
    .url({ protocol: /^https?$/u, error: "must be an address that starts with http:// or https://" })
    .optional(),
  OPENAI_MODEL: z.string().default("gpt-4.1-mini"),
  OPENAI_EMBEDDING_MODEL: z.string().default("text-embedding-3-small"),
  OPENAI_EMBEDDING_DIMENSIONS: z.coerce
    .number("must be a whole number from 1 to 4096")
    .int("must be a whole number from 1 to 4096")
    .min(1, "must be a whole number from 1 to 4096")
    .max(4096, "must be a whole number from 1 to 4096")
    .default(512),
  LOG_LEVEL: z.enum(LOG_LEVELS, `must be one of ${LOG_LEVELS.join(", ")}`).default("info"),
} satisfies Record<SettingName, z.ZodType>);

/** Values that must never be printed, not even when they are wrong. */
const SECRET: ReadonlySet<string> = new Set(["OPENAI_API_KEY"]);

/** The process's environment, completed by a `.env` file in the working folder. */
export function readEnvironment(folder = process.cwd()): NodeJS.ProcessEnv {
  const environment = { ...process.env };
  loadEnvFile({ path: resolve(folder, ".env"), processEnv: environment as Record<string, string>, quiet: true });
  return environment;
}

/**
 * @param overrides settings from flags, which win over the environment
 * @throws DocketError `configuration`, with every problem on a line of its own
 */
export function loadConfig(
  environment: NodeJS.ProcessEnv,
  overrides: Partial<Record<SettingName, string>> = {},
): Config {
  const given = Object.fromEntries(
    SETTINGS.map(({ name }) => [name, overrides[name] ?? environment[name]] as const)
      // `NAME=` in a file means "not set", as people leave it in `.env`.
      .filter(([, value]) => value !== undefined && value.trim() !== ""),
  );
  const parsed = schema.safeParse(given);
  const problems = parsed.success
    ? []
    : parsed.error.issues.map((issue) => {
        const name = String(issue.path[0]);
        return `${name} ${issue.message}${SECRET.has(name) ? "" : `, got ${JSON.stringify(given[name])}`}`;
      });
  if (given.EMBEDDER === "openai" && given.OPENAI_API_KEY === undefined && given.OPENAI_BASE_URL === undefined) {
    problems.push(
      "EMBEDDER is openai, but neither OPENAI_API_KEY nor OPENAI_BASE_URL is set: set one, or EMBEDDER=minilm",
    );
  }
  if (!parsed.success || problems.length > 0) {
    const count = problems.length === 1 ? "a problem" : `${problems.length} problems`;
    throw new DocketError(
      "configuration",
      [`Configuration has ${count} (see .env.example):`, ...problems].join("\n  "),
    );
  }
  const values = parsed.data;
  const dataDir = resolve(values.DATA_DIR);
  const corpusDir = resolve(values.CORPUS_DIR);
  const own = corpusDir === resolve(environment.CORPUS_DIR?.trim() || DEFAULT_CORPUS_DIR);
  return {
    dataDir,
    corpusDir,
    libraryDir: own ? dataDir : join(dataDir, "other", `${basename(corpusDir)}-${shortHash(corpusDir)}`),
    glossaryFile: glossaryFileOf(values.GLOSSARY_FILE),
    embedder: values.EMBEDDER ?? (values.OPENAI_API_KEY === undefined ? "minilm" : "openai"),
    openai: {
      apiKey: values.OPENAI_API_KEY ?? null,
      baseUrl: values.OPENAI_BASE_URL ?? null,
      model: values.OPENAI_MODEL,
      embeddingModel: values.OPENAI_EMBEDDING_MODEL,
      embeddingDimensions: values.OPENAI_EMBEDDING_DIMENSIONS,
    },
    logLevel: values.LOG_LEVEL,
  };
}

function shortHash(text: string): string {
  return createHash("sha256").update(text).digest("hex").slice(0, 8);
}

function glossaryFileOf(given: string | undefined): string | null {
  const file = resolve(given ?? DEFAULT_GLOSSARY_FILE);
  return given === undefined && !existsSync(file) ? null : file;
}
