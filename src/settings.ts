/**
 * Every setting, once: what it is for, what holds without it, and what a right value is. docs/configuration.md is
 * generated from it (`npm run docs`); a test holds that page and `.env.example` to it.
 */

import { z } from "zod";
import { isTimeZone } from "./calendar.ts";

export const LOG_LEVELS = ["debug", "info", "warn", "error", "silent"] as const;
export type LogLevel = (typeof LOG_LEVELS)[number];

export const DEFAULT_CORPUS_DIR = "corpus";

interface Setting {
  readonly name: string;
  /** Text that docs/configuration.md and `.env.example` show. */
  readonly purpose: string;
  /** The default, in words where it is not a plain value. */
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
    name: "TIME_ZONE",
    default: "the machine's own",
    purpose: "The organisation's time zone, such as Asia/Shanghai: its days begin at midnight there.",
  },
  {
    name: "EMBEDDER",
    default: "folder with EMBEDDING_MODEL_DIR, openai with OPENAI_API_KEY, else minilm",
    purpose:
      "Who turns text into vectors: minilm (embedded, no network), folder (a model of your own) or openai (any compatible server).",
  },
  {
    name: "EMBEDDING_MODEL_DIR",
    default: "none",
    purpose: "Folder of an embedding model of your own in ONNX, such as multilingual-e5-small: docs/models.md.",
  },
  {
    name: "SELECTOR",
    default: "on",
    purpose:
      "Whether a small model of Docket's own reads the best passages and says which sentence answers, and how surely (some 60 ms a question): on or off.",
  },
  {
    name: "RERANKER_MODEL_DIR",
    default: "none",
    purpose:
      "Folder of a reranker of your own in ONNX, such as bge-reranker-base, which takes the place of that small model: docs/models.md.",
  },
  {
    name: "OCR",
    default: "on",
    purpose: "Whether text is recognised in scanned pages and pictures (2 to 4 s a page, after all else): on or off.",
  },
  { name: "OCR_PAGES", default: "300", purpose: "Pages of one file whose text is recognised at most." },
  { name: "OPENAI_API_KEY", default: "none", purpose: "Key of OpenAI or of a compatible server." },
  { name: "OPENAI_BASE_URL", default: "https://api.openai.com/v1", purpose: "Address of a compatible server." },
  {
    name: "OPENAI_MODEL",
    default: "gpt-4.1-mini, with OPENAI_API_KEY or OPENAI_BASE_URL",
    purpose: "Chat model that writes answers, each sentence proven before it is sent; `none` for quotes alone.",
  },
  {
    name: "GROUNDING",
    default: "strict",
    purpose:
      "Who proves a written sentence: strict (rules on words, then the model in a second call) or words (the rules alone).",
  },
  {
    name: "OPENAI_GROUNDING_MODEL",
    default: "OPENAI_MODEL",
    purpose: "Chat model that judges written sentences by their quotes; counted at the same prices.",
  },
  { name: "OPENAI_EMBEDDING_MODEL", default: "text-embedding-3-small", purpose: "Embedding model of that server." },
  {
    name: "OPENAI_EMBEDDING_DIMENSIONS",
    default: "512",
    purpose: "Numbers in each of its vectors; must be what the model gives.",
  },
  {
    name: "MODEL_TOKENS_PER_MEMBER_PER_DAY",
    default: "300000",
    purpose: "Tokens of the chat model that one member may use in a day; an answer takes about 6,000.",
  },
  {
    name: "MODEL_TOKENS_PER_DAY",
    default: "5000000",
    purpose: "Tokens of the chat model that all may use in a day; then answers are quotes until the next.",
  },
  {
    name: "MODEL_COST_PER_DAY",
    default: "none",
    purpose: "What the chat model may cost in a day, in the currency of the two prices.",
  },
  { name: "MODEL_PRICE_INPUT", default: "none", purpose: "Price of a million tokens that the chat model reads." },
  { name: "MODEL_PRICE_OUTPUT", default: "none", purpose: "Price of a million tokens that it writes." },
  {
    name: "TELEGRAM_BOT_TOKEN",
    default: "none: `npm start` opens the preview",
    purpose: "The bot's token, from @BotFather.",
  },
  {
    name: "TELEGRAM_API_ROOT",
    default: "https://api.telegram.org",
    purpose: "Address of the Bot API server; another one only if you run your own.",
  },
  {
    name: "WEBHOOK_URL",
    default: "none: the bot polls",
    purpose: "Public https address at which Telegram delivers updates.",
  },
  {
    name: "WEBHOOK_SECRET",
    default: "none",
    purpose: "What Telegram must send along with each update: 16 to 256 letters, digits, _ and -.",
  },
  {
    name: "WEBHOOK_ADDRESS",
    default: "127.0.0.1:8080",
    purpose: "Where the webhook listens, behind your proxy.",
  },
  {
    name: "ACCESS",
    default: "members",
    purpose: "Who may ask: members (admins, MEMBERS, MEMBERS_GROUP and whoever was invited) or open (everybody).",
  },
  { name: "ADMINS", default: "none", purpose: "Telegram user ids of the secretariat, with commas between." },
  { name: "MEMBERS", default: "none", purpose: "Telegram user ids that may ask without an invitation." },
  {
    name: "MEMBERS_GROUP",
    default: "none",
    purpose: "Id of the group whose members may ask; the bot must be an admin there.",
  },
  { name: "QUESTIONS_PER_HOUR", default: "30", purpose: "Questions that one member may ask in an hour." },
  { name: "QUESTIONS_PER_DAY", default: "200", purpose: "Questions that one member may ask in a day." },
  {
    name: "ANSWER_DEADLINE_SECONDS",
    default: "60",
    purpose: "How long an answer may take before the member is told that it failed.",
  },
  {
    name: "RETENTION_DAYS",
    default: "30",
    purpose: "How long questions, answers and feedback are kept; proofs stay, without the question.",
  },
  {
    name: "SECRETARIAT_REMINDER_HOURS",
    default: "24",
    purpose: "After how long, and how often then, the secretariat is reminded of questions that wait for it.",
  },
  {
    name: "OPERATIONS_ADDRESS",
    default: "127.0.0.1:9464",
    purpose: "Where /health, /ready and /metrics are served.",
  },
  { name: "PREVIEW_PORT", default: "8787", purpose: "Port of the preview in the browser, on 127.0.0.1." },
  { name: "LOG_LEVEL", default: "info", purpose: `What is said on standard error: ${LOG_LEVELS.join(", ")}.` },
] as const satisfies readonly Setting[];

export type SettingName = (typeof SETTINGS)[number]["name"];

function wholeNumber(least: number, most: number) {
  const problem = `must be a whole number from ${least} to ${most}`;
  return z.coerce.number(problem).int(problem).min(least, problem).max(most, problem);
}

const amount = z.coerce
  .number("must be an amount such as 2.5")
  .positive("must be an amount such as 2.5")
  .max(1_000_000, "must be an amount such as 2.5");

const httpAddress = z.url({ protocol: /^https?$/u, error: "must be an address that starts with http:// or https://" });

/** `127.0.0.1:8080`, `[::1]:8080`, `0.0.0.0:8080`. */
const address = z
  .string()
  .regex(/^(?:[\w.-]+|\[[0-9a-f:]+\]):\d{1,5}$/iu, "must be a host and a port, such as 127.0.0.1:8080")
  .transform((text) => {
    const colon = text.lastIndexOf(":");
    return { host: text.slice(0, colon).replaceAll(/[[\]]/gu, ""), port: Number(text.slice(colon + 1)) };
  })
  .refine(({ port }) => port < 65_536, "must be a host and a port, such as 127.0.0.1:8080");

const userIds = z
  .string()
  .regex(/^\s*\d{1,15}(?:[\s,;]+\d{1,15})*\s*$/u, "must be Telegram user ids, such as 123456789, 987654321")
  .transform((text) => (text.match(/\d+/gu) ?? []).map(Number));

/** An error message that says what is expected; the value is added when the problem is reported. */
export const settingsSchema = z.object({
  DATA_DIR: z.string().default("data"),
  CORPUS_DIR: z.string().default(DEFAULT_CORPUS_DIR),
  GLOSSARY_FILE: z.string().optional(),
  TIME_ZONE: z
    .string()
    .trim()
    .refine(isTimeZone, "must be a time zone's full name, such as Asia/Shanghai (all of China), Europe/Berlin or UTC")
    .optional(),
  EMBEDDER: z.enum(["minilm", "folder", "openai"], "must be minilm, folder or openai").optional(),
  EMBEDDING_MODEL_DIR: z.string().optional(),
  RERANKER_MODEL_DIR: z.string().optional(),
  SELECTOR: z.enum(["on", "off"], "must be on or off").default("on"),
  OCR: z.enum(["on", "off"], "must be on or off").default("on"),
  OCR_PAGES: wholeNumber(1, 2_000).default(300),
  OPENAI_API_KEY: z
    .string()
    .regex(/^[\x21-\x7e]+$/u, "must be one line of plain characters, as the server gave it")
    .optional(),
  OPENAI_BASE_URL: httpAddress.optional(),
  OPENAI_MODEL: z.string().default("gpt-4.1-mini"),
  GROUNDING: z.enum(["strict", "words"], "must be strict or words").default("strict"),
  OPENAI_GROUNDING_MODEL: z.string().optional(),
  OPENAI_EMBEDDING_MODEL: z.string().default("text-embedding-3-small"),
  OPENAI_EMBEDDING_DIMENSIONS: wholeNumber(1, 4096).default(512),
  MODEL_TOKENS_PER_MEMBER_PER_DAY: wholeNumber(1, 1_000_000_000).default(300_000),
  MODEL_TOKENS_PER_DAY: wholeNumber(1, 1_000_000_000).default(5_000_000),
  MODEL_COST_PER_DAY: amount.optional(),
  MODEL_PRICE_INPUT: amount.optional(),
  MODEL_PRICE_OUTPUT: amount.optional(),
  TELEGRAM_BOT_TOKEN: z
    .string()
    .regex(/^\d{5,20}:[A-Za-z0-9_-]{30,}$/u, "does not look like a token: get one from @BotFather")
    .optional(),
  TELEGRAM_API_ROOT: httpAddress.default("https://api.telegram.org"),
  WEBHOOK_URL: z.url({ protocol: /^https$/u, error: "must be an address that starts with https://" }).optional(),
  WEBHOOK_SECRET: z
    .string()
    .regex(/^[A-Za-z0-9_-]{16,256}$/u, "must be 16 to 256 letters, digits, _ and -")
    .optional(),
  WEBHOOK_ADDRESS: address.default({ host: "127.0.0.1", port: 8080 }),
  ACCESS: z.enum(["members", "open"], "must be members or open").default("members"),
  ADMINS: userIds.default([]),
  MEMBERS: userIds.default([]),
  MEMBERS_GROUP: z
    .string()
    .regex(/^-\d{1,15}$/u, "must be a group's id, such as -1001234567890")
    .transform(Number)
    .optional(),
  QUESTIONS_PER_HOUR: wholeNumber(1, 100_000).default(30),
  QUESTIONS_PER_DAY: wholeNumber(1, 1_000_000).default(200),
  ANSWER_DEADLINE_SECONDS: wholeNumber(1, 600).default(60),
  RETENTION_DAYS: wholeNumber(1, 3_650).default(30),
  SECRETARIAT_REMINDER_HOURS: wholeNumber(1, 720).default(24),
  OPERATIONS_ADDRESS: address.default({ host: "127.0.0.1", port: 9464 }),
  PREVIEW_PORT: wholeNumber(0, 65_535).default(8787),
  LOG_LEVEL: z.enum(LOG_LEVELS, `must be one of ${LOG_LEVELS.join(", ")}`).default("info"),
} satisfies Record<SettingName, z.ZodType>);
