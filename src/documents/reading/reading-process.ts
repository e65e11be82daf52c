/**
 * Reads files in a process of its own, which may hang, crash or swell: then it is ended, the file that it was at is
 * reported, and a new one goes on with the next. One process reads many files, since its start costs more than most of
 * them. It is given bytes, never a path, so it needs no right to open anything but its own code.
 */

import { type ChildProcess, fork } from "node:child_process";
import { readFileSync, realpathSync } from "node:fs";
import { sep } from "node:path";
import { fileURLToPath } from "node:url";
import { deserialize } from "node:v8";
import { DocketError } from "../../errors.ts";
import { type Calls, callsOverPort, childPort } from "../../rpc.ts";
import { FREE_PAGES, MOST_PIXELS, READING_LIMITS, RENDER_MS, type ReadingLimits } from "../limits.ts";
import {
  type FileReading,
  type FileRecognition,
  type FileToRead,
  outcomesOf,
  type PartAnswer,
} from "./file-reading.ts";
import { type KnownPage, PIECE_BYTES, type ReadingCall, type ReadingNote } from "./reading-child.ts";

interface ReadingProcessOptions {
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

  /** Options that all calls about one file share. */
  const optionsFor = ({ recognition }: FileToRead, { call }: Running, signal: AbortSignal | undefined) => ({
    limits,
    signal,
    recognition,
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
    cancelled: gone,
    closed: gone,
    gone,
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

interface ExchangeOptions {
  readonly limits: ReadingLimits;
  readonly signal: AbortSignal | undefined;
  readonly recognition: FileRecognition | undefined;
  /** Answers what a note has asked. */
  tell(answer: KnownPage): void;
}

/** V8 bounds the heap; what lies outside of it, such as unpacked bytes and pictures, is bounded by looking. */
const LOOK_EACH_MS = 50;
const SAVE_ANEW = "split it into several files, or save it anew from the program that it is from";

/** Thrown by calls of a process that has ended, which says more. */
const PROCESS_GONE = new DocketError("storage", "the process that reads documents has ended");

/** @param onSent called when it has all that it needs: from then on, doing nothing counts as well */
type Ask = (onNote: (note: ReadingNote) => void, onSent: () => void) => Promise<void>;

/**
 * One request to the process that reads files, and its answer. A process that takes too long, takes too much memory or
 * says too much is ended, and that is the answer. Its time is its own time on the processor, which a busy machine does
 * not lengthen; time in which it had the file and did nothing counts as well, or one that waits for nothing would
 * never end.
 * @throws what `ask` throws, and the signal's reason; the process is then ended as well
 */
async function exchange(
  child: ChildProcess,
  { limits, signal, recognition, tell }: ExchangeOptions,
  ask: Ask,
): Promise<PartAnswer> {
  signal?.throwIfAborted();
  const { promise, resolve, reject } = Promise.withResolvers<PartAnswer>();
  const pieces: Uint8Array[] = [];
  let length = 0;
  let answered = false;
  const onNote = (message: ReadingNote): void => {
    if (message.kind === "bytes") {
      pieces.push(message.bytes);
      length += message.bytes.length;
      if (length > limits.answerBytes) resolve(lasting(`it holds more text than is kept of one file: ${SAVE_ANEW}`));
    } else if (message.kind === "pages") {
      timeMs += Math.max(0, message.pages - FREE_PAGES) * limits.pageMs;
    } else if (message.kind === "known") {
      const known = recognition?.known(message.name) ?? "later";
      if (known === "render") timeMs += RENDER_MS;
      tell(known);
    } else {
      // It waits for us: that is no time of its own.
      isWaiting = true;
      recognised(message, recognition, signal).then((answer) => {
        isWaiting = false;
        tell(answer);
      }, reject);
    }
  };
  const onAnswer = (): void => {
    answered = true;
    resolve(deserialize(Buffer.concat(pieces)) as PartAnswer);
  };
  const onExit = (code: number | null, by: NodeJS.Signals | null): void => resolve(endedBy(code, by));
  const onAbort = (): void => reject(signal?.reason);
  const clock = readingClock(child);
  let [isSent, isWaiting] = [false, false];
  let timeMs = limits.timeMs;
  const onLook = (): void => {
    if (memoryOf(child) > limits.memoryBytes) resolve(lasting(`${TOO_MUCH_MEMORY}: ${SAVE_ANEW}`));
    if (clock.tookMs(isSent && !isWaiting) <= timeMs) return;
    resolve({ reason: `it took longer than ${timeMs / 1_000} s to read: ${SAVE_ANEW}`, lasting: false });
  };

  const look = setInterval(onLook, LOOK_EACH_MS);
  child.on("exit", onExit);
  signal?.addEventListener("abort", onAbort);
  try {
    const onSent = (): void => {
      isSent = true;
    };
    ask(onNote, onSent).then(onAnswer, (thrown: unknown) => (thrown === PROCESS_GONE ? undefined : reject(thrown)));
    return await promise;
  } finally {
    clearInterval(look);
    child.off("exit", onExit);
    signal?.removeEventListener("abort", onAbort);
    if (!answered) await endProcess(child);
  }
}

/** @throws what `recognise` throws */
async function recognised(
  { name, raster }: Extract<ReadingNote, { readonly kind: "raster" }>,
  recognition: FileRecognition | undefined,
  signal: AbortSignal | undefined,
): Promise<KnownPage> {
  const { width, height, pixels } = raster;
  // A message from a process that reads foreign files is checked, too.
  const isRaster = width > 0 && height > 0 && pixels.length === width * height && pixels.length <= MOST_PIXELS * 1.1;
  if (recognition === undefined || !isRaster) return { failure: "it has no pixels" };
  return recognition.recognise(name, raster, signal);
}

export async function endProcess(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const ended = new Promise<void>((resolve) => child.once("exit", () => resolve()));
  child.kill("SIGKILL");
  await ended;
}

/** Bytes that it has in memory; 0 where the system does not say, which is everywhere but on Linux. */
export function memoryOf({ pid }: ChildProcess): number {
  try {
    const kilobytes = /^VmRSS:\s+(\d+) kB$/m.exec(readFileSync(`/proc/${pid}/status`, "latin1"))?.[1];
    return Number(kilobytes ?? 0) * 1_024;
  } catch {
    return 0;
  }
}

const TOO_MUCH_MEMORY = "it takes too much memory to read";

function endedBy(code: number | null, by: NodeJS.Signals | null): PartAnswer {
  // V8 aborts when its heap is full; the system kills whoever takes the last of its memory.
  if (by === "SIGABRT" || by === "SIGKILL" || code === 134) return lasting(`${TOO_MUCH_MEMORY}: ${SAVE_ANEW}`);
  const how = by ?? `exit code ${code}`;
  return { reason: `reading it broke off (${how}): save it anew from the program that it is from`, lasting: false };
}

function lasting(reason: string): PartAnswer {
  return { reason, lasting: true };
}

interface ReadingClock {
  /** @param isSent whether it has all of the file; before that it waits for us */
  tookMs(isSent: boolean): number;
}

/** The kernel counts in hundredths of a second, whatever the clock of the machine. `man 5 proc`, sysconf(_SC_CLK_TCK) */
const TICK_MS = 10;

interface Sample {
  readonly processorMs: number;
  /** It runs, or waits for the processor or a disk. */
  readonly isBusy: boolean;
  /** Somebody has stopped it: it does nothing, whoever waits for whom. */
  readonly isStopped: boolean;
}

export function readingClock(child: ChildProcess, now: () => number = performance.now.bind(performance)): ReadingClock {
  const startedAt = now();
  const first = sampleOf(child);
  let lastLook = startedAt;
  let last = first?.processorMs ?? 0;
  let idleMs = 0;
  return {
    tookMs(isSent) {
      const sample = sampleOf(child);
      const at = now();
      const sinceLook = at - lastLook;
      lastLook = at;
      // Where the system does not say, which is everywhere but on Linux, the time of day has to do.
      if (first === undefined || sample === undefined) return at - startedAt;
      const isIdle = sample.isStopped || (isSent && !sample.isBusy && sample.processorMs === last);
      // A look that came late says nothing of what lay between.
      if (isIdle) idleMs += Math.min(sinceLook, 100);
      last = sample.processorMs;
      return sample.processorMs - first.processorMs + idleMs;
    },
  };
}

/** Undefined where it has ended, or the system has no such file. */
function sampleOf({ pid }: ChildProcess): Sample | undefined {
  try {
    const line = readFileSync(`/proc/${pid}/stat`, "latin1");
    // The name in brackets may have spaces; after it come the state and, from the 14th field on, the times.
    const fields = line.slice(line.lastIndexOf(")") + 2).split(" ");
    const ticks = Number(fields[11]) + Number(fields[12]);
    const [state = ""] = fields;
    if (!Number.isFinite(ticks)) return undefined;
    return { processorMs: ticks * TICK_MS, isBusy: state !== "S", isStopped: state === "T" || state === "t" };
  } catch {
    return undefined;
  }
}
