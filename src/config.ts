/**
 * The environment as one checked value. It is read once, at the start, from `.env` and the process's environment (which
 * wins); every problem is reported, not only the first. No other file reads `process.env`.
 */

import { createHash } from "node:crypto";
import { existsSync, readFileSync } from "node:fs";
import { basename, join, resolve } from "node:path";
import { config as loadEnvFile, parse as parseEnvFile } from "dotenv";
import type { z } from "zod";
import { isTimeZone } from "./calendar.ts";
import { DocketError } from "./errors.ts";
import { nearName } from "./language/spelling.ts";
import { DEFAULT_CORPUS_DIR, type LogLevel, SETTINGS, type SettingName, settingsSchema } from "./settings.ts";

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
  /** Terms that were added in chat: in the data folder, since the other file may be part of what is installed. */
  readonly chatGlossaryFile: string;
  /** An IANA name: where the organisation's days begin. */
  readonly timeZone: string;
  readonly selector: boolean;
  /** Null: text is not recognised in scanned pages. */
  readonly recognition: { readonly pagesPerFile: number } | null;
  readonly embedder: "minilm" | "folder" | "openai";
  /** Folder of the embedder `folder`. */
  readonly embeddingModelDir: string | null;
  /** Folder of the reranker that takes the selector's seat; null: the selector that ships. */
  readonly rerankerModelDir: string | null;
  readonly openai: {
    readonly apiKey: string | null;
    readonly baseUrl: string | null;
    readonly embeddingModel: string;
    readonly embeddingDimensions: number;
  };
  /** Writes answers; null where answers are quotes. */
  readonly model: {
    readonly name: string;
    /** Judges what it has written; null where the rules on words decide alone. */
    readonly groundingName: string | null;
    readonly tokensPerMemberPerDay: number;
    readonly tokensPerDay: number;
    /** Sum in the currency of the prices; null for no limit. */
    readonly costPerDay: number | null;
    /** Price of a million tokens; 0 where it is not known. */
    readonly priceInput: number;
    readonly priceOutput: number;
  } | null;
  readonly telegram: {
    /** Null: the preview is opened instead. */
    readonly token: string | null;
    readonly apiRoot: string;
    /** Null: updates are polled. */
    readonly webhook: (Address & { readonly url: string; readonly secret: string }) | null;
  };
  readonly access: {
    readonly mode: "members" | "open";
    readonly admins: readonly number[];
    readonly members: readonly number[];
    readonly group: number | null;
  };
  readonly limits: {
    readonly questionsPerHour: number;
    readonly questionsPerDay: number;
    readonly answerDeadlineMs: number;
    readonly retentionDays: number;
  };
  readonly secretariat: { readonly remindAfterMs: number };
  readonly operations: Address;
  readonly previewPort: number;
  readonly logLevel: LogLevel;
}

interface Address {
  readonly host: string;
  readonly port: number;
}

const DEFAULT_GLOSSARY_FILE = "glossary.tsv";

/** Values that must never be printed, not even when they are wrong. */
const SECRET: ReadonlySet<string> = new Set(["OPENAI_API_KEY", "TELEGRAM_BOT_TOKEN", "WEBHOOK_SECRET"]);

/** IETF tag of the terminal's language, as `LANG=zh_CN.UTF-8` says it: of these the first that is set, as POSIX has it. */
export function terminalLanguage({ LC_ALL, LC_MESSAGES, LANG } = process.env): string {
  const locale = [LC_ALL, LC_MESSAGES, LANG].find((value) => value !== undefined && value !== "") ?? "";
  return locale.replace(/[.@].*$/u, "").replaceAll("_", "-");
}

/** The process's environment, completed by a `.env` file in the working folder. */
export function readEnvironment(folder = process.cwd()): NodeJS.ProcessEnv {
  const environment = { ...process.env };
  loadEnvFile({ path: resolve(folder, ".env"), processEnv: environment as Record<string, string>, quiet: true });
  return environment;
}

/**
 * Finds names in `.env` that are no settings, each with the one that may be meant. Other programs' variables are not in
 * it.
 */
export function unknownSettings(folder = process.cwd()): readonly string[] {
  const path = resolve(folder, ".env");
  const names: readonly string[] = SETTINGS.map(({ name }) => name);
  const given = existsSync(path) ? Object.keys(parseEnvFile(readFileSync(path))) : [];
  return given
    .filter((name) => !names.includes(name))
    .map((name) => {
      const meant = nearName(name, names) ?? names.find((known) => hasWordsOf(known, name)) ?? null;
      const hint = meant === null ? "see .env.example for those there are" : `did you mean ${meant}?`;
      return `${name} in .env is no setting and changes nothing: ${hint}`;
    });
}

/** `BOT_TOKEN` has words of `TELEGRAM_BOT_TOKEN`. */
function hasWordsOf(known: string, name: string): boolean {
  const words = name.toUpperCase().split("_");
  return words.length > 1 && words.every((word) => known.split("_").includes(word));
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
  const parsed = settingsSchema.safeParse(given);
  const problems = [...(parsed.success ? [] : problemsIn(given, parsed.error)), ...missingCompanions(given)];
  if (!parsed.success || problems.length > 0) {
    const count = problems.length === 1 ? "a problem" : `${problems.length} problems`;
    throw new DocketError(
      "configuration",
      [`Configuration has ${count} (see .env.example):`, ...problems].join("\n  "),
      { told: { key: "error-configuration", values: { count: problems.length, problems: problems.join("\n  ") } } },
    );
  }
  return configOf(parsed.data, environment.CORPUS_DIR?.trim() || DEFAULT_CORPUS_DIR);
}

type Given = Readonly<Partial<Record<string, string>>>;

/** One line for each setting that its own schema refuses. */
function problemsIn(given: Given, { issues }: z.ZodError): string[] {
  return issues.map((issue) => {
    const name = String(issue.path[0]);
    return `${name} ${issue.message}${SECRET.has(name) ? "" : `, got ${JSON.stringify(given[name])}`}`;
  });
}

/** One line for each setting that is set without another one that it needs. */
function missingCompanions(given: Given): string[] {
  const problems: string[] = [];
  if (given.EMBEDDER === "openai" && given.OPENAI_API_KEY === undefined && given.OPENAI_BASE_URL === undefined) {
    problems.push(
      "EMBEDDER is openai, but neither OPENAI_API_KEY nor OPENAI_BASE_URL is set: set one, or EMBEDDER=minilm",
    );
  }
  if (given.EMBEDDER === "folder" && given.EMBEDDING_MODEL_DIR === undefined) {
    problems.push("EMBEDDER is folder, but EMBEDDING_MODEL_DIR is not set: set it, or EMBEDDER=minilm");
  }
  if (given.WEBHOOK_URL !== undefined && given.WEBHOOK_SECRET === undefined) {
    problems.push(
      "WEBHOOK_SECRET is not set, and without it anybody could send updates to WEBHOOK_URL: set 16 letters or more",
    );
  }
  const isPriced = given.MODEL_PRICE_INPUT !== undefined && given.MODEL_PRICE_OUTPUT !== undefined;
  if (given.MODEL_COST_PER_DAY !== undefined && !isPriced) {
    problems.push("MODEL_COST_PER_DAY needs prices to be counted by: set MODEL_PRICE_INPUT and MODEL_PRICE_OUTPUT");
  }
  return problems;
}

/** @param corpusOfEnvironment the corpus that no flag has replaced: its library is the data folder itself */
function configOf(values: z.output<typeof settingsSchema>, corpusOfEnvironment: string): Config {
  const dataDir = resolve(values.DATA_DIR);
  const corpusDir = resolve(values.CORPUS_DIR);
  const own = corpusDir === resolve(corpusOfEnvironment);
  return {
    dataDir,
    corpusDir,
    libraryDir: own ? dataDir : join(dataDir, "other", `${basename(corpusDir)}-${shortHash(corpusDir)}`),
    glossaryFile: glossaryFileOf(values.GLOSSARY_FILE),
    chatGlossaryFile: join(dataDir, "glossary.tsv"),
    timeZone: values.TIME_ZONE ?? machineTimeZone(),
    embedder: values.EMBEDDER ?? embedderMeant(values),
    embeddingModelDir: values.EMBEDDING_MODEL_DIR === undefined ? null : resolve(values.EMBEDDING_MODEL_DIR),
    selector: values.SELECTOR === "on",
    rerankerModelDir: values.RERANKER_MODEL_DIR === undefined ? null : resolve(values.RERANKER_MODEL_DIR),
    recognition: values.OCR === "on" ? { pagesPerFile: values.OCR_PAGES } : null,
    openai: {
      apiKey: values.OPENAI_API_KEY ?? null,
      baseUrl: values.OPENAI_BASE_URL ?? null,
      embeddingModel: values.OPENAI_EMBEDDING_MODEL,
      embeddingDimensions: values.OPENAI_EMBEDDING_DIMENSIONS,
    },
    model: modelOf(values),
    telegram: {
      token: values.TELEGRAM_BOT_TOKEN ?? null,
      apiRoot: values.TELEGRAM_API_ROOT,
      webhook:
        values.WEBHOOK_URL === undefined || values.WEBHOOK_SECRET === undefined
          ? null
          : { url: values.WEBHOOK_URL, secret: values.WEBHOOK_SECRET, ...values.WEBHOOK_ADDRESS },
    },
    access: {
      mode: values.ACCESS,
      admins: values.ADMINS,
      members: values.MEMBERS,
      group: values.MEMBERS_GROUP ?? null,
    },
    limits: {
      questionsPerHour: values.QUESTIONS_PER_HOUR,
      questionsPerDay: values.QUESTIONS_PER_DAY,
      answerDeadlineMs: values.ANSWER_DEADLINE_SECONDS * 1_000,
      retentionDays: values.RETENTION_DAYS,
    },
    secretariat: { remindAfterMs: values.SECRETARIAT_REMINDER_HOURS * 3_600_000 },
    operations: values.OPERATIONS_ADDRESS,
    previewPort: values.PREVIEW_PORT,
    logLevel: values.LOG_LEVEL,
  };
}

function embedderMeant(values: z.output<typeof settingsSchema>): Config["embedder"] {
  if (values.EMBEDDING_MODEL_DIR !== undefined) return "folder";
  return values.OPENAI_API_KEY === undefined ? "minilm" : "openai";
}

function modelOf(values: z.output<typeof settingsSchema>): Config["model"] {
  const reachable = values.OPENAI_API_KEY !== undefined || values.OPENAI_BASE_URL !== undefined;
  if (!reachable || values.OPENAI_MODEL.toLowerCase() === "none") return null;
  return {
    name: values.OPENAI_MODEL,
    groundingName: values.GROUNDING === "words" ? null : (values.OPENAI_GROUNDING_MODEL ?? values.OPENAI_MODEL),
    tokensPerMemberPerDay: values.MODEL_TOKENS_PER_MEMBER_PER_DAY,
    tokensPerDay: values.MODEL_TOKENS_PER_DAY,
    costPerDay: values.MODEL_COST_PER_DAY ?? null,
    priceInput: values.MODEL_PRICE_INPUT ?? 0,
    priceOutput: values.MODEL_PRICE_OUTPUT ?? 0,
  };
}

/** UTC where it has no name, as with `TZ=CST-8`, or none at all. */
function machineTimeZone(): string {
  const { timeZone = "" }: Partial<Intl.ResolvedDateTimeFormatOptions> = Intl.DateTimeFormat().resolvedOptions();
  return isTimeZone(timeZone) ? timeZone : "UTC";
}

function shortHash(text: string): string {
  return createHash("sha256").update(text).digest("hex").slice(0, 8);
}

function glossaryFileOf(given: string | undefined): string | null {
  const file = resolve(given ?? DEFAULT_GLOSSARY_FILE);
  return given === undefined && !existsSync(file) ? null : file;
}

/**
 * Interval at which a supervisor wants to hear that the process turns, in milliseconds; null where none does.
 * https://www.freedesktop.org/software/systemd/man/latest/sd_watchdog_enabled.html
 */
export function watchdogMs(environment: NodeJS.ProcessEnv = process.env): number | null {
  const { NOTIFY_SOCKET: socket = "", WATCHDOG_USEC: microseconds = "" } = environment;
  const every = Number(microseconds) / 1_000;
  return socket === "" || !(every > 0) ? null : every;
}
