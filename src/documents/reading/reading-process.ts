/**
 * Reads files in a process of its own, which may hang, crash or swell: then it is ended, the file that it was at is
 * reported, and a new one goes on with the next. One process reads many files, since its start costs more than most of
 * them. It is given bytes, never a path, so it needs no right to open anything but its own code.
 */

import { type ChildProcess, fork } from "node:child_process";
import { realpathSync } from "node:fs";
import { sep } from "node:path";
import { fileURLToPath } from "node:url";
import { DocketError } from "../../errors.ts";
import { READING_LIMITS, type ReadingLimits } from "../limits.ts";
import { type FileReading, type FileToRead, outcomesOf, type PartAnswer } from "./file-reading.ts";
import { endProcess, exchange, memoryOf, sendTo } from "./reading-exchange.ts";
import { PIECE_BYTES } from "./reading-messages.ts";

export interface ReadingProcessOptions {
  /** The module that the process runs; it calls `serveReading`. */
  readonly entry: URL;
  /** Files and folders with its code; it can open nothing else. */
  readonly code: readonly URL[];
  readonly limits?: ReadingLimits;
}

export function readingProcess({ entry, code, limits = READING_LIMITS }: ReadingProcessOptions): FileReading {
  let child: ChildProcess | undefined;

  /** @throws DocketError `storage` when the process does not come up */
  async function running(): Promise<ChildProcess> {
    if (child?.connected !== true) child = await start(entry, code, limits);
    return child;
  }

  async function readFile({ path, sidecar, content }: FileToRead, signal?: AbortSignal): Promise<PartAnswer> {
    const to = await running();
    return exchange(to, { limits, signal }, async () => {
      await sendTo(to, { kind: "file", path, sidecar });
      for await (const bytes of content()) {
        for (let start = 0; start < bytes.length; start += PIECE_BYTES) {
          await sendTo(to, { kind: "bytes", bytes: bytes.subarray(start, start + PIECE_BYTES) });
        }
      }
      await sendTo(to, { kind: "end" });
    });
  }

  return {
    async read(file, signal) {
      const first = await readFile(file, signal);
      let holder = child;
      const outcomes = await outcomesOf(file.path, first, async (index) => {
        // The process that had the attachments ended over the one before: the new one has yet to see the mail.
        if (child?.connected !== true || child !== holder) await readFile(file, signal);
        const to = await running();
        holder = to;
        return exchange(to, { limits, signal }, () => sendTo(to, { kind: "attachment", index }));
      });
      // A library's memory of the files that it has read would count against the next one.
      if (child !== undefined && memoryOf(child) > limits.memoryBytes / 2) await endProcess(child);
      return outcomes;
    },
    async close() {
      if (child !== undefined) await endProcess(child);
    },
  };
}

/** Node compares paths as they are named and as they are: packages may be linked from elsewhere. */
function readable(path: string): string[] {
  const real = realpathSync(path);
  const names = path.endsWith(sep) ? [path, real + sep] : [path, real];
  return [...new Set(names)].map((name) => `--allow-fs-read=${name}`);
}

async function start(entry: URL, code: readonly URL[], limits: ReadingLimits): Promise<ChildProcess> {
  const child = fork(fileURLToPath(entry), [], {
    execArgv: [
      "--permission",
      ...code.flatMap((url) => readable(fileURLToPath(url))),
      `--max-old-space-size=${Math.round(limits.heapBytes / 2 ** 20)}`,
      "--disallow-code-generation-from-strings",
      "--no-warnings",
    ],
    // Nothing of our settings, among which are keys; and dates that do not depend on where the machine stands.
    env: { TZ: "UTC" },
    serialization: "advanced",
    stdio: ["ignore", "ignore", "ignore", "ipc"],
  });
  await new Promise<void>((resolve, reject) => {
    const fail = (how: string) => {
      child.kill("SIGKILL");
      reject(new DocketError("storage", `the process that reads documents ${how}: check the installation (npm ci)`));
    };
    const timer = setTimeout(() => fail("does not start"), limits.startMs);
    child.once("error", () => fail("cannot be started"));
    child.once("exit", (exitCode) => fail(`ends at its start (exit code ${exitCode})`));
    child.once("message", () => {
      clearTimeout(timer);
      child.removeAllListeners();
      // From here on a failure is seen as the end of the process.
      child.on("error", () => undefined);
      resolve();
    });
  });
  return child;
}
