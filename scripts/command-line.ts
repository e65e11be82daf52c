/**
 * Shared parts of all commands: flags, `--help`, one JSON value on standard output, progress on a terminal, and exit
 * codes. 0 done, 1 failed, 2 wrong use or configuration, 3 not found.
 */

import { type ParseArgsConfig, parseArgs } from "node:util";
import { localeFor } from "../src/bot/handlers/gate.ts";
import { errorWords, loadWords, type Say } from "../src/bot/i18n/words.ts";
import { calendarOf } from "../src/calendar.ts";
import { type Config, loadConfig, readEnvironment, terminalLanguage, unknownSettings } from "../src/config.ts";
import { DocketError, errorText } from "../src/errors.ts";
import type { Locale } from "../src/language/language.ts";
import { LOG_LEVELS, type LogLevel } from "../src/settings.ts";

export const EXIT = { done: 0, failed: 1, usage: 2, notFound: 3 } as const;

type Options = NonNullable<ParseArgsConfig["options"]>;
type Parsed<Flags extends Options> = ReturnType<typeof parseArgs<{ options: Flags; allowPositionals: true }>>;

export interface Command<Flags extends Options> {
  /** Printed by `--help`, and with every wrong use: the key of its words, or a developer's command in English. */
  readonly help: `help-${string}` | { readonly english: string };
  readonly flags: Flags;
  /** @returns the exit code */
  run(invocation: Invocation<Flags>): Promise<number>;
}

interface Invocation<Flags extends Options> {
  readonly values: Parsed<Flags>["values"];
  readonly positionals: readonly string[];
  readonly terminal: Terminal;
  /** Words in the terminal's language. */
  readonly say: Say;
  /** Words in that of a question. */
  readonly sayIn: (locale: Locale) => Say;
  /** Text as `--help` prints it. */
  readonly help: string;
  config(overrides?: Parameters<typeof loadConfig>[1]): Config;
}

export interface Terminal {
  /** The result: text, or one JSON value. */
  print(text: string): void;
  /** To standard error, above any progress line; not with LOG_LEVEL=error or silent. */
  notice(text: string): void;
  /**
   * Reason why the command failed, to standard error, whatever LOG_LEVEL says: a command must not fail without a word.
   */
  failure(text: string): void;
  /** Replaces the progress line; nothing where standard error is no terminal, or with LOG_LEVEL above info. */
  progress(text: string): void;
}

export async function runCommand<const Flags extends Options>(command: Command<Flags>): Promise<void> {
  const terminal = createTerminal();
  const sayIn = loadWords(calendarOf("UTC"));
  const say = sayIn(localeFor(null, terminalLanguage()));
  const help = typeof command.help === "string" ? say(command.help) : command.help.english;
  try {
    const flags = { ...command.flags, help: { type: "boolean", short: "h" } } as const;
    const { values, positionals } = parse(process.argv.slice(2), flags, { say, help });
    if ((values as { readonly help?: boolean }).help === true) {
      terminal.print(help);
      return;
    }
    const config = (overrides = {}): Config => {
      const loaded = loadConfig(readEnvironment(), overrides);
      terminal.level = loaded.logLevel;
      for (const problem of unknownSettings()) terminal.notice(say.problem(problem));
      return loaded;
    };
    const invocation = { values: values as Parsed<Flags>["values"], positionals, terminal, say, sayIn, help, config };
    process.exitCode = await command.run(invocation);
  } catch (thrown) {
    terminal.failure(errorWords(thrown, say));
    // Any other error is a fault of the program: its trace is what a report of it needs.
    if (!(thrown instanceof DocketError) && thrown instanceof Error) terminal.failure(String(thrown.stack));
    const misused = thrown instanceof DocketError && (thrown.code === "usage" || thrown.code === "configuration");
    process.exitCode = misused ? EXIT.usage : EXIT.failed;
  } finally {
    terminal.progress("");
  }
}

function parse<const Flags extends Options>(
  args: string[],
  options: Flags,
  { say, help }: { readonly say: Say; readonly help: string },
): Parsed<Flags> {
  try {
    return parseArgs({ args, options, allowPositionals: true });
  } catch (cause) {
    const [problem = ""] = errorText(cause).split(". To specify");
    const [, option] = /^Unknown option '(.+)'$/u.exec(problem) ?? [];
    const told = option === undefined ? problem : say("usage-option-unknown", { option });
    throw new DocketError("usage", `${told}\n\n${help}`, { cause });
  }
}

function createTerminal(): Terminal & { level: LogLevel } {
  const interactive = process.stderr.isTTY === true;
  let shown = "";
  const says = (level: LogLevel): boolean => LOG_LEVELS.indexOf(level) >= LOG_LEVELS.indexOf(terminal.level);
  const progress = (text: string): void => {
    if (!interactive || text === shown || !says("info")) return;
    process.stderr.write(`\r\u001b[2K${text.slice(0, (process.stderr.columns ?? 80) - 1)}`);
    shown = text;
  };
  const failure = (text: string): void => {
    progress("");
    process.stderr.write(`${printable(text)}\n`);
  };
  const terminal = {
    level: "info" as LogLevel,
    print: (text: string) => void process.stdout.write(`${printable(text)}\n`),
    notice: (text: string) => (says("warn") ? failure(text) : undefined),
    failure,
    progress,
  };
  return terminal;
}

/**
 * Name without characters that a terminal obeys: a file may be named so that listing it moves the cursor, or turns the
 * line around. JSON has them escaped already, but for direction marks, which documents are cleaned of anyway.
 */
export function printable(text: string): string {
  return text.replaceAll(/[\p{Cc}\u202a-\u202e\u2066-\u2069]/gu, (character) =>
    /[\n\t]/u.test(character) ? character : "\ufffd",
  );
}
