/**
 * The seam between pixels and text: whoever recognises a page is given its pixels alone, and gives lines of text with where
 * they stand. It runs in a process of its own, which is started here.
 */

import { type ChildProcess, fork } from "node:child_process";
import { setPriority } from "node:os";
import { fileURLToPath } from "node:url";
import { DocketError, errorText } from "../../errors.ts";
import { type Calls, callsOverPort, childPort } from "../../rpc.ts";
import { RECOGNITION_LIMITS, type RecognitionLimits } from "../limits.ts";
import { endProcess, memoryOf, permissionToRead, readingClock, untilUp } from "../reading/reading-process.ts";
import { PADDLE_OCR } from "./paddle-ocr.ts";

/** A page in shades of grey, row by row from the upper left corner; 0 is black. */
export interface Raster {
  readonly width: number;
  readonly height: number;
  readonly pixels: Uint8Array;
}

/** Pixels from the upper left corner of the page, turned so that its lines run level. */
export interface RecognisedLine {
  readonly text: string;
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
  /** Pixels from the highest to the lowest ink: nearly the size of the text. */
  readonly inkHeight: number;
  /** Mean probability of its characters, 0 to 1. */
  readonly confidence: number;
}

export interface RecognisedPage {
  readonly width: number;
  readonly height: number;
  /** Lines from top to bottom, and in one row from left to right. */
  readonly lines: readonly RecognisedLine[];
}

/** A page that takes too much is an outcome: the others are recognised all the same. */
export type Recognition = RecognisedPage | { readonly failure: string };

export interface Recogniser {
  /** Names weights and code: what another one has recognised is recognised anew. */
  readonly id: string;
  /** @throws DocketError `storage` when its process does not come up, and the signal's reason */
  recognise(page: Raster, signal?: AbortSignal): Promise<Recognition>;
  close(): Promise<void>;
}

/** "begin" is answered once the weights are loaded, with null. */
export type RecognitionCall = Raster | "begin";

interface RecognitionProcessOptions {
  /** The module that the process runs. */
  readonly entry: URL;
  /** Files and folders with its code and its weights; it can open nothing else. */
  readonly code: readonly URL[];
  readonly limits?: RecognitionLimits;
}

const LOOK_EACH_MS = 50;
/** It holds some 300 MB: without work for so long it is ended. */
const IDLE_MS = 30_000;
/** Priority on Unix's scale to 19: it gets what nobody else wants. */
const LOW_PRIORITY = 10;

interface Running {
  readonly child: ChildProcess;
  readonly call: Calls<RecognitionCall, RecognisedPage | null>["call"];
}

/**
 * Recognises pages in a process of its own, one at a time. It starts with the first page, works at a low priority, so
 * that questions are answered meanwhile, and is ended where a page takes too much: the next one gets a new process.
 */
export function recognitionProcess(options: RecognitionProcessOptions): Recogniser {
  const { limits = RECOGNITION_LIMITS } = options;
  let current: Running | undefined;
  let idle: NodeJS.Timeout | undefined;
  return {
    id: PADDLE_OCR,
    async recognise(page, signal) {
      signal?.throwIfAborted();
      clearTimeout(idle);
      if (current?.child.connected !== true) current = await start(options, limits);
      const recognition = await exchange(current, page, limits, signal);
      // The runtime keeps what it has taken for a wide page.
      if (memoryOf(current.child) > limits.memoryBytes / 2) await endProcess(current.child);
      const { child } = current;
      idle = setTimeout(() => void endProcess(child), IDLE_MS).unref();
      return recognition;
    },
    async close() {
      clearTimeout(idle);
      if (current !== undefined) await endProcess(current.child);
    },
  };
}

async function start({ entry, code }: RecognitionProcessOptions, limits: RecognitionLimits): Promise<Running> {
  const child = fork(fileURLToPath(entry), [], {
    execArgv: [
      ...["--permission", "--allow-addons", ...permissionToRead(code)],
      ...["--disallow-code-generation-from-strings", "--no-warnings"],
    ],
    // Nothing of our settings, among which are keys.
    env: { TZ: "UTC" },
    serialization: "advanced",
    stdio: ["ignore", "ignore", "ignore", "ipc"],
  });
  const gone = () => new DocketError("storage", "the process that recognises scanned pages has ended");
  const { call } = callsOverPort<RecognitionCall, RecognisedPage | null>(childPort(child), {
    cancelled: gone,
    closed: gone,
    gone,
  });
  await untilUp(child, call("begin"), { startMs: limits.startMs, name: "the process that recognises scanned pages" });
  try {
    if (child.pid !== undefined) setPriority(child.pid, LOW_PRIORITY);
  } catch {
    // Not everywhere may a process be put behind others.
  }
  return { child, call };
}

/** A page that takes too much time or memory is an answer, and the process is ended. @throws the signal's reason */
async function exchange(
  { child, call }: Running,
  page: Raster,
  limits: RecognitionLimits,
  signal: AbortSignal | undefined,
): Promise<Recognition> {
  const { promise, resolve, reject } = Promise.withResolvers<Recognition>();
  let answered = false;
  const onAbort = (): void => reject(signal?.reason);
  const clock = readingClock(child);
  const look = setInterval(() => {
    if (memoryOf(child) > limits.memoryBytes) resolve({ failure: "recognising it takes too much memory" });
    if (clock.tookMs(true) > limits.pageMs) resolve({ failure: `it took longer than ${limits.pageMs / 1_000} s` });
  }, LOOK_EACH_MS);
  signal?.addEventListener("abort", onAbort);
  try {
    call(page).then(
      (recognised) => {
        answered = true;
        resolve(recognised ?? { failure: "there was no answer" });
      },
      (thrown: unknown) => resolve({ failure: errorText(thrown) }),
    );
    return await promise;
  } finally {
    clearInterval(look);
    signal?.removeEventListener("abort", onAbort);
    if (!answered) await endProcess(child);
  }
}
