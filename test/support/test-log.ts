/**
 * The log of a test: it keeps the lines, and looks at each for secrets and for what members have said in the same test.
 * Lines come as the bot's code says them, before the real log takes secrets out: nothing is to rely on that.
 */

import type { Update } from "@grammyjs/types";
import type { BotApiServer } from "../../src/bot-api-server/server.ts";
import type { Log, LogFields } from "../../src/operations/log.ts";
import { failTheRun, type Report, scanText } from "./leaks.ts";
import { withoutSecrets } from "./secrets.ts";

interface LogLine {
  readonly level: "debug" | "info" | "warn" | "error";
  readonly event: string;
  readonly fields: LogFields;
}

export interface TestLog extends Log {
  readonly lines: readonly LogLine[];
}

/** @param heard what members have said so far; it may grow */
export function testLog(heard: ReadonlySet<string> = new Set(), report: Report = failTheRun): TestLog {
  const lines: LogLine[] = [];
  const write =
    (level: LogLine["level"]) =>
    (event: string, fields: LogFields = {}): void => {
      lines.push({ level, event, fields });
      const line = [event, ...Object.entries(fields).flat()].join(" ");
      scanText("a log line", line, report);
      for (const words of heard) {
        if (line.includes(words))
          report("what a member said", `a log line: ${withoutSecrets(line.replaceAll(words, "[…]"))}`);
      }
    };
  return { lines, debug: write("debug"), info: write("info"), warn: write("warn"), error: write("error") };
}

/** Shorter words may well stand in a line that nobody took them to. */
const LEAST_CHARACTERS = 8;

/** Words that a member has written in an update, and who it was. */
export function wordsOf(update: Partial<Update>): readonly string[] {
  const message = update.message ?? update.edited_message;
  const person = message?.from ?? update.callback_query?.from ?? update.inline_query?.from;
  return [
    ...[message?.text, message?.caption, message?.quote?.text, update.inline_query?.query],
    ...[person?.first_name, person?.last_name, person?.username],
  ].filter((words) => words !== undefined && words.length >= LEAST_CHARACTERS) as string[];
}

/** @returns what is said in this world from now on */
export function overhear({ world }: Pick<BotApiServer, "world">, heard = new Set<string>()): ReadonlySet<string> {
  world.on((change) => {
    if (change.kind === "update") for (const words of wordsOf(change.update)) heard.add(words);
  });
  return heard;
}
