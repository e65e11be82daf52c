/**
 * Looks for secrets in what is written while tests run: log lines, output of processes, files. What is found fails the
 * run itself: as an error that nobody awaits, it is caught by no code under test, and a second try does not make it good.
 */

import type { ChildProcess } from "node:child_process";
import { expect } from "vitest";
import { type Secret, secretsIn, withoutSecrets } from "./secrets.ts";

/** @param where what was written, so that it can be found; never the secret itself */
export type Report = (secret: string, where: string) => void;

export const failTheRun: Report = (secret, where) => {
  const { testPath, currentTestName } = expect.getState();
  void Promise.reject(new Error(leakMessage(secret, `${where}\n(${testPath}: ${currentTestName})`)));
};

export function leakMessage(secret: string, where: string): string {
  return `A leak of ${secret}: ${where}`;
}

/** More would fill the screen. */
const SHOWN_CHARACTERS = 300;

/** @param what is said of it: "a log line", "metrics" */
export function scanText(what: string, text: string, report: Report = failTheRun): void {
  for (const secret of secretsIn(text)) report(secret, `${what}: ${shownAround(text, secret)}`);
}

/** The line that it is in, without it. */
function shownAround(text: string, secret: Secret): string {
  const line = text.split("\n").find((candidate) => secretsIn(candidate).includes(secret)) ?? "";
  return withoutSecrets(line).slice(0, SHOWN_CHARACTERS);
}

/** Both streams of a process, as far as they are piped, until it ends. */
export function scanOutput(child: ChildProcess, what: string, report: Report = failTheRun): void {
  for (const [stream, name] of [
    [child.stdout, "standard output"],
    [child.stderr, "standard error"],
  ] as const) {
    const scan = lineScanner(`${name} of ${what}`, report);
    stream?.on("data", (chunk: Buffer | string) => scan.take(chunk.toString())).on("close", scan.end);
  }
}

/** Takes a stream in pieces, which end anywhere, and looks at it line by line. */
function lineScanner(what: string, report: Report): { take(piece: string): void; end(): void } {
  let rest = "";
  return {
    take(piece) {
      const end = piece.lastIndexOf("\n") + 1;
      if (end === 0) {
        rest += piece;
        return;
      }
      scanText(what, rest + piece.slice(0, end), report);
      rest = piece.slice(end);
    },
    end() {
      scanText(what, rest, report);
      rest = "";
    },
  };
}

/** All that is printed to a stream of this process. @returns what ends it */
export function scanPrinted(stream: Pick<NodeJS.WriteStream, "write">, what: string, report: Report): () => void {
  const scan = lineScanner(what, report);
  const { write } = stream;
  const scanning = function (this: unknown, ...args: Parameters<typeof write>): boolean {
    const [piece] = args;
    scan.take(typeof piece === "string" ? piece : Buffer.from(piece).toString());
    return write.apply(stream, args);
  };
  stream.write = scanning as typeof write;
  return () => {
    if (stream.write === scanning) stream.write = write;
    scan.end();
  };
}
