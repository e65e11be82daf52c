/**
 * One request to the process that reads files, and its answer. A process that takes too long, takes too much memory or
 * says too much is ended, and that is the answer. Its time is its own time on the processor, which a busy machine does not
 * lengthen; time in which it had the file and did nothing counts as well, or one that waits for nothing would never end.
 */

import type { ChildProcess } from "node:child_process";
import { readFileSync } from "node:fs";
import { deserialize } from "node:v8";
import { DocketError } from "../../errors.ts";
import { FREE_PAGES, MOST_PIXELS, RENDER_MS, type ReadingLimits } from "../limits.ts";
import type { FileRecognition, PartAnswer } from "./file-reading.ts";
import type { KnownPage, ReadingNote } from "./reading-messages.ts";

export interface ExchangeOptions {
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
export const PROCESS_GONE = new DocketError("storage", "the process that reads documents has ended");

/** @param onSent called when it has all that it needs: from then on, doing nothing counts as well */
type Ask = (onNote: (note: ReadingNote) => void, onSent: () => void) => Promise<void>;

/** @throws what `ask` throws, and the signal's reason; the process is then ended as well */
export async function exchange(
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
  // What comes from a process that reads foreign files is looked at, too.
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
      const isIdle = isSent && !sample.isBusy && sample.processorMs === last;
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
    return Number.isFinite(ticks) ? { processorMs: ticks * TICK_MS, isBusy: fields[0] !== "S" } : undefined;
  } catch {
    return undefined;
  }
}
