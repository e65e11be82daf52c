/**
 * One request to the process that reads files, and its answer. A process that takes too long, takes too much memory or
 * says too much is ended, and that is the answer.
 */

import type { ChildProcess } from "node:child_process";
import { readFileSync } from "node:fs";
import { deserialize } from "node:v8";
import { DocketError } from "../../errors.ts";
import { FREE_PAGES, type ReadingLimits } from "../limits.ts";
import type { PartAnswer } from "./file-reading.ts";
import { readingClock } from "./reading-clock.ts";
import type { ReadingNote } from "./reading-messages.ts";

export interface ExchangeOptions {
  readonly limits: ReadingLimits;
  readonly signal: AbortSignal | undefined;
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
  { limits, signal }: ExchangeOptions,
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
    } else {
      timeMs = limits.timeMs + Math.max(0, message.pages - FREE_PAGES) * limits.pageMs;
    }
  };
  const onAnswer = (): void => {
    answered = true;
    resolve(deserialize(Buffer.concat(pieces)) as PartAnswer);
  };
  const onExit = (code: number | null, by: NodeJS.Signals | null): void => resolve(endedBy(code, by));
  const onAbort = (): void => reject(signal?.reason);
  const clock = readingClock(child);
  let isSent = false;
  let timeMs = limits.timeMs;
  const onLook = (): void => {
    if (memoryOf(child) > limits.memoryBytes) resolve(lasting(`${TOO_MUCH_MEMORY}: ${SAVE_ANEW}`));
    if (clock.tookMs(isSent) <= timeMs) return;
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
