/** Runs one of the commands as a user does: a process of its own, with its own environment. */

import { spawn } from "node:child_process";
import { withDictionary } from "./dictionary.ts";
import { scanOutput } from "./leaks.ts";

export interface CommandResult {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
  readonly stdout: string;
  readonly stderr: string;
}

export interface RunningCommand {
  readonly process: ReturnType<typeof spawn>;
  readonly result: Promise<CommandResult>;
}

const GUARD = ["--import", "./scripts/before-start.mjs"];

export interface CommandOptions {
  readonly environment?: Readonly<Record<string, string | undefined>>;
  /** No file that the command writes may become larger, in bytes: as if the disk were full. */
  readonly fileSizeLimit?: number;
  /** The number of another user to run it as; only root may. */
  readonly user?: number;
}

/** @param script for example `ask`; relative to `scripts/` */
export function startCommand(script: string, args: readonly string[], options: CommandOptions = {}): RunningCommand {
  const { environment = {}, fileSizeLimit, user } = options;
  // Not where the disk is full or not ours: there the first start is what is tried.
  const { DATA_DIR } = environment;
  if (DATA_DIR !== undefined && fileSizeLimit === undefined && user === undefined) {
    withDictionary(DATA_DIR);
  }
  const command = [process.execPath, ...GUARD, `scripts/${script}.ts`, ...args];
  // The shell counts in blocks of 512 bytes.
  const limit = fileSizeLimit === undefined ? [] : ["sh", "-c", `ulimit -f ${fileSizeLimit / 512} && exec "$@"`, "sh"];
  const [file = "", ...rest] = [...limit, ...command];
  const child = spawn(file, rest, {
    // Nothing of the developer's own settings reaches a test.
    env: { PATH: process.env.PATH, HOME: process.env.HOME, ...environment },
    stdio: ["ignore", "pipe", "pipe"],
    ...(user === undefined ? {} : { uid: user, gid: user }),
  });
  scanOutput(child, `${script} ${args[0] ?? ""}`.trim());
  const output = { stdout: "", stderr: "" };
  child.stdout.setEncoding("utf8").on("data", (text: string) => {
    output.stdout += text;
  });
  child.stderr.setEncoding("utf8").on("data", (text: string) => {
    output.stderr += text;
  });
  const result = new Promise<CommandResult>((resolve, reject) => {
    child.once("error", reject);
    child.once("close", (code, signal) => resolve({ code, signal, ...output }));
  });
  return { process: child, result };
}

export function runCommand(
  script: string,
  args: readonly string[],
  options: CommandOptions = {},
): Promise<CommandResult> {
  return startCommand(script, args, options).result;
}
