/**
 * `npm start`: the bot, until it is told to end; without a token, or with `--preview`, the same bot in the browser.
 * Documents are read in the background, at the start and whenever the folder changes; answers are given as soon as
 * there is an index, and go on meanwhile.
 */

import { parseArgs } from "node:util";
import { openBot } from "./bot/bot-app.ts";
import { onlyBot } from "./bot/delivery/run-bot.ts";
import { waitForReal } from "./bot/delivery/wait.ts";
import { localeFor } from "./bot/handlers/gate.ts";
import { errorWords, loadWords, type Say } from "./bot/i18n/words.ts";
import { calendarOf } from "./calendar.ts";
import { collectGarbageSoon } from "./collect-garbage.ts";
import { type Config, loadConfig, readEnvironment, terminalLanguage, unknownSettings, watchdogMs } from "./config.ts";
import { openEngine, setDamagedLibraryAside, watchFolder } from "./engine/engine.ts";
import { DocketError, errorText } from "./errors.ts";
import { createIngesting } from "./operations/ingesting.ts";
import { createLog, type Log } from "./operations/log.ts";
import { startOperations, startWatchdog } from "./operations/server.ts";
import { runPreview } from "./preview/preview-app.ts";

const EXIT = { done: 0, failed: 1, configuration: 2 } as const;

function wordsOfTerminal(): Say {
  return loadWords(calendarOf("UTC"))(localeFor(null, terminalLanguage()));
}

function helpText(): string {
  return wordsOfTerminal()("help-start");
}

async function main(): Promise<number> {
  const values = valuesOf(process.argv.slice(2));
  if (values.help) {
    process.stdout.write(`${helpText()}\n`);
    return EXIT.done;
  }
  const config = loadConfig(readEnvironment());
  const { token } = config.telegram;
  const log = createLog({
    level: config.logLevel,
    secrets: [token, config.openai.apiKey, config.telegram.webhook?.secret ?? null],
    write: (line) => void process.stderr.write(line),
  });
  for (const problem of unknownSettings()) log.warn(problem);
  // Nothing is lost by ending at once, and nobody knows what state would be gone on with: the supervisor starts it again.
  process.on("uncaughtException", (fault) => {
    log.error("The bot ends: this should not have happened", { reason: errorText(fault), trace: fault.stack ?? "" });
    process.exit(EXIT.failed);
  });
  const stopping = new AbortController();
  const stop = (signal: NodeJS.Signals): void => {
    log.info("Ending: what is under way may end first", { signal });
    stopping.abort();
  };
  // The second signal ends the process at once: who asks twice does not want to wait.
  process.once("SIGTERM", stop).once("SIGINT", stop);
  try {
    if (token === null || values.preview) await preview(config, log, stopping.signal);
    else await run(config, token, log, stopping.signal);
    return EXIT.done;
  } catch (fault) {
    log.error("The bot ended", { reason: errorText(fault) });
    return exitCodeOf(fault);
  }
}

/** @throws DocketError `usage` */
function valuesOf(args: string[]) {
  const flag = { type: "boolean", default: false } as const;
  try {
    return parseArgs({ args, options: { preview: flag, help: { ...flag, short: "h" } } }).values;
  } catch (cause) {
    const [problem = ""] = errorText(cause).split(". To specify");
    const [, option] = /^Unknown option '(.+)'$/u.exec(problem) ?? [];
    const told = option === undefined ? problem : wordsOfTerminal()("usage-option-unknown", { option });
    throw new DocketError("usage", `${told}\n\n${helpText()}`, { cause });
  }
}

/** A token is only for the real bot: beside one, the preview must be asked for. */
async function preview(config: Config, log: Log, signal: AbortSignal): Promise<void> {
  await runPreview({
    config,
    log,
    signal,
    clock: () => new Date(),
    onOpen: ({ url }) => void process.stdout.write(`${wordsOfTerminal()("preview-open")}\n\n  ${url}\n\n`),
  });
}

async function run(config: Config, token: string, log: Log, stopped: AbortSignal): Promise<void> {
  const clock = () => new Date();
  const givingUp = new AbortController();
  const signal = AbortSignal.any([stopped, givingUp.signal]);
  /** Open resources, to be closed from the last to the first, however this ends. */
  const open: (() => void | Promise<void>)[] = [];
  try {
    const lock = await onlyBot({ dataDir: config.dataDir, clock, wait: waitForReal, log, signal });
    if (lock === null) return;
    open.push(lock.release);
    warnOfNobody(config, log);
    log.info("Days begin at midnight in this time zone", { timeZone: config.timeZone });
    const damaged = setDamagedLibraryAside(config, clock());
    if (damaged !== null)
      log.error("The library is damaged: it was put aside, and is built from the documents", damaged);
    const engine = openEngine({
      config,
      onNotice: (notice: string) => log.warn(notice),
      inThread: "shown",
      // The next start puts it aside.
      onDamage: (reason) => givingUp.abort(`the library is damaged, and is built again at the next start: ${reason}`),
    });
    open.push(engine.close);
    const ingesting = createIngesting(
      ({ signal: round, ...options }) =>
        engine.ingest({ ...options, signal: round === undefined ? signal : AbortSignal.any([signal, round]) }),
      log,
    );
    const onHopeless = (reason: string): void => givingUp.abort(reason);
    const bot = await openBot({ config, token, engine, ingesting, log, clock, onHopeless });
    open.push(bot.close);
    const operations = await startOperations({
      ...config.operations,
      problems: bot.problems,
      degradations: bot.degradations,
      metrics: bot.metrics,
    });
    open.push(operations.close);
    open.push(startWatchdog({ everyMs: watchdogMs(), log }));
    collectGarbageSoon();
    log.info("Operations are served", { host: config.operations.host, port: operations.port });
    // Before the library is closed, the last ingest must have ended.
    await watchFolder({
      folder: config.corpusDir,
      signal,
      onChange: () => ingesting.run().then(() => undefined),
      // An ingest has logged its own.
      onFailure: (fault) => log.debug("Watching the documents", { reason: errorText(fault) }),
    });
    // The process ends with an exit code that a supervisor sees, and starts it again after a while.
    if (givingUp.signal.aborted) throw new DocketError("storage", String(givingUp.signal.reason));
  } finally {
    for (const close of open.toReversed()) await close();
  }
}

function warnOfNobody({ access }: Config, log: Log): void {
  if (access.admins.length > 0) return;
  const next = "write to the bot, which tells you your id, and set ADMINS to it";
  log.warn(`ADMINS is not set: nobody can invite members or see what is asked: ${next}`);
}

function exitCodeOf(fault: unknown): number {
  const misused = fault instanceof DocketError && (fault.code === "configuration" || fault.code === "usage");
  return misused ? EXIT.configuration : EXIT.failed;
}

// Members' questions are nobody else's business on this machine.
process.umask(0o077);
try {
  process.exitCode = await main();
} catch (fault) {
  process.stderr.write(`${errorWords(fault, wordsOfTerminal())}\n`);
  process.exitCode = exitCodeOf(fault);
}
