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
import { type Calls, callsOverPort } from "../../rpc.ts";
import { READING_LIMITS, type ReadingLimits } from "../limits.ts";
import { type FileReading, type FileToRead, outcomesOf, type PartAnswer } from "./file-reading.ts";
import { childPort } from "./process-port.ts";
import { endProcess, exchange, memoryOf, PROCESS_GONE } from "./reading-exchange.ts";
import { type KnownPage, PIECE_BYTES, type ReadingCall, type ReadingNote } from "./reading-messages.ts";

export interface ReadingProcessOptions {
  /** The module that the process runs; it calls `serveReading`. */
  readonly entry: URL;
  /** Files and folders with its code; it can open nothing else. */
  readonly code: readonly URL[];
  readonly limits?: ReadingLimits;
}

interface Running {
  readonly child: ChildProcess;
  readonly call: Calls<ReadingCall, void, ReadingNote>["call"];
}

export function readingProcess({ entry, code, limits = READING_LIMITS }: ReadingProcessOptions): FileReading {
  let current: Running | undefined;
  const isUp = (): boolean => current?.child.connected === true;

  /** @throws DocketError `storage` when the process does not come up */
  async function running(): Promise<Running> {
    if (current === undefined || !isUp()) current = await start(entry, code, limits);
    return current;
  }

  /** What all calls about one file share. */
  const optionsFor = ({ recognition }: FileToRead, { call }: Running, signal: AbortSignal | undefined) => ({
    ...{ limits, signal, recognition },
    tell: (answer: KnownPage) => void call({ kind: "recognised", answer }).catch(() => undefined),
  });

  async function readFile(file: FileToRead, signal?: AbortSignal): Promise<PartAnswer> {
    const { path, sidecar, content, recognition } = file;
    const process = await running();
    const { child, call } = process;
    return exchange(child, optionsFor(file, process, signal), async (onNote, onSent) => {
      for await (const bytes of content()) {
        for (let start = 0; start < bytes.length; start += PIECE_BYTES) {
          await call({ kind: "bytes", bytes: bytes.subarray(start, start + PIECE_BYTES) });
        }
      }
      const done = call({ kind: "file", path, sidecar, recognises: recognition !== undefined }, { onNote });
      onSent();
      await done;
    });
  }

  return {
    async read(file, signal) {
      const first = await readFile(file, signal);
      let holder = current;
      const outcomes = await outcomesOf(file.path, first, async (index) => {
        // The process that had the attachments ended over the one before: the new one has yet to see the mail.
        if (!isUp() || current !== holder) await readFile(file, signal);
        const process = await running();
        const { child, call } = process;
        holder = current;
        return exchange(child, optionsFor(file, process, signal), async (onNote, onSent) => {
          const done = call({ kind: "attachment", index }, { onNote });
          onSent();
          await done;
        });
      });
      // A library's memory of the files that it has read would count against the next one.
      if (current !== undefined && memoryOf(current.child) > limits.memoryBytes / 2) await endProcess(current.child);
      return outcomes;
    },
    async close() {
      if (current !== undefined) await endProcess(current.child);
    },
  };
}

/** Node compares paths as they are named and as they are: packages may be linked from elsewhere. */
export function permissionToRead(code: readonly URL[]): string[] {
  return code.flatMap((url) => {
    const path = fileURLToPath(url);
    const real = realpathSync(path);
    const names = path.endsWith(sep) ? [path, real + sep] : [path, real];
    return [...new Set(names)].map((name) => `--allow-fs-read=${name}`);
  });
}

async function start(entry: URL, code: readonly URL[], limits: ReadingLimits): Promise<Running> {
  const child = fork(fileURLToPath(entry), [], {
    execArgv: [
      "--permission",
      ...permissionToRead(code),
      `--max-old-space-size=${Math.round(limits.heapBytes / 2 ** 20)}`,
      "--disallow-code-generation-from-strings",
      "--no-warnings",
    ],
    // Nothing of our settings, among which are keys; and dates that do not depend on where the machine stands.
    env: { TZ: "UTC" },
    serialization: "advanced",
    stdio: ["ignore", "ignore", "ignore", "ipc"],
  });
  const gone = () => PROCESS_GONE;
  const { call } = callsOverPort<ReadingCall, void, ReadingNote>(childPort(child), {
    ...{ cancelled: gone, closed: gone, gone },
  });
  await untilUp(child, call({ kind: "begin" }), { startMs: limits.startMs, name: "the process that reads documents" });
  return { child, call };
}

/**
 * @param begun settles once the process can work @param options `name` as the error gives it
 * @throws DocketError `storage` when the process does not come up; it is ended then
 */
export async function untilUp(
  child: ChildProcess,
  begun: Promise<unknown>,
  { startMs, name }: { readonly startMs: number; readonly name: string },
): Promise<void> {
  const up = Promise.withResolvers<unknown>();
  const fail = (how: string): void => {
    child.kill("SIGKILL");
    up.reject(new DocketError("storage", `${name} ${how}: check the installation (npm ci)`));
  };
  const timer = setTimeout(() => fail("does not start"), startMs);
  const onError = (): void => fail("cannot be started");
  const onExit = (exitCode: number | null): void => fail(`ends at its start (exit code ${exitCode})`);
  child.once("error", onError).once("exit", onExit);
  begun.then(up.resolve, () => undefined);
  try {
    await up.promise;
  } finally {
    clearTimeout(timer);
    // From here on a failure is seen as the end of the process.
    child
      .off("error", onError)
      .off("exit", onExit)
      .on("error", () => undefined);
  }
}
