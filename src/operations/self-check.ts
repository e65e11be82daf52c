/**
 * Asks itself a question, end to end, as a member would, but for the language model: through the thread that answers, the
 * library, the index and the embedded model. Once a minute at most, whoever asks how often; a server that is paid for each
 * text is not asked.
 */

import type { Engine } from "../engine/engine.ts";
import { errorText } from "../errors.ts";

export interface SelfCheckOptions {
  readonly engine: Pick<Engine, "library" | "embedder" | "find" | "hasIndex">;
  /** The embedder runs here. */
  readonly isLocal: boolean;
  /** As `2026-11-28`. */
  readonly today: () => string;
  /** Milliseconds that only go forward. */
  readonly now?: () => number;
  /** @default 20 s */
  readonly deadlineMs?: number;
}

const EVERY_MS = 60_000;
const DEADLINE_MS = 20_000;

/** @returns how to hear what is wrong, in a few words each; nothing when all is well, or there is nothing to ask yet */
export function createSelfCheck(options: SelfCheckOptions): () => Promise<readonly string[]> {
  const { now = () => performance.now(), deadlineMs = DEADLINE_MS } = options;
  let last: { readonly at: number; readonly problems: Promise<readonly string[]> } | null = null;
  let checks = 0;
  return async () => {
    // Before there is something to ask, nothing is tried, and nothing remembered.
    if (!(await options.engine.hasIndex())) return [];
    if (last === null || now() - last.at >= EVERY_MS) {
      checks += 1;
      last = { at: now(), problems: inTime(check(options, checks, AbortSignal.timeout(deadlineMs)), deadlineMs) };
    }
    return last.problems;
  };
}

async function check(
  { engine, isLocal, today }: SelfCheckOptions,
  number: number,
  signal: AbortSignal,
): Promise<readonly string[]> {
  const { library, embedder } = engine;
  try {
    const [document] = library.documents();
    if (document === undefined) return [];
    // Not the same text twice: it would be remembered.
    if (isLocal) await embedder.embed([`ready ${number}`], "question", signal);
    const { title, language } = document;
    const question = { text: title, language };
    const evidence = await engine.find({ question, day: today(), byWordsAlone: !isLocal, signal });
    return evidence.length > 0 || !isLocal ? [] : ["a document's own title finds nothing: read the documents again"];
  } catch (fault) {
    return [signal.aborted ? "a question to itself was not answered in time" : errorText(fault)];
  }
}

/** A thread that is stuck answers no signal. */
function inTime(problems: Promise<readonly string[]>, deadlineMs: number): Promise<readonly string[]> {
  const { promise, resolve } = Promise.withResolvers<readonly string[]>();
  const timer = setTimeout(() => resolve(["a question to itself was not answered in time"]), deadlineMs + 1_000);
  return Promise.race([problems, promise]).finally(() => clearTimeout(timer));
}
