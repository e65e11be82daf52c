/**
 * The direction of a question: its vector, with what it leans on. A server of embeddings that does not answer in time,
 * or an embedded model that does not run, is left alone for a while: words alone find passages then, and whoever reads
 * is told.
 */

import type { Embedder } from "../../embedding/embedder.ts";
import { DocketError } from "../../errors.ts";
import { ALONE, type Context } from "./follow-up.ts";

/** A direction to look in, and how long the vector is, which all cosines are multiplied with. */
export interface Direction {
  readonly unit: Float32Array;
  readonly length: number;
}

export interface WordsAlone {
  /** Heard when questions go on without vectors, and, with null, when they have them again. */
  readonly onAway: (reason: string | null) => void;
  /** Milliseconds that only go forward. */
  readonly now: () => number;
  /** Deadline for one question, with all tries. @default 15 s */
  readonly deadlineMs?: number;
}

const DEADLINE_MS = 15_000;
/** Time for which nobody waits for it. */
const LEFT_ALONE_MS = 30_000;

/** @returns null where words are to do without: only where that is allowed */
export type DirectionOf = (
  question: string,
  context: Context | null,
  signal?: AbortSignal,
) => Promise<Direction | null>;

/** @param wordsAlone absent: a failure of the embedder is one of the question */
export function questionDirection(embedder: Embedder, wordsAlone?: WordsAlone): DirectionOf {
  if (wordsAlone === undefined) return (question, context, signal) => directionOf(question, context, embedder, signal);
  const { onAway, now, deadlineMs = DEADLINE_MS } = wordsAlone;
  let awayUntil = 0;
  let away = false;
  return async (question, context, signal) => {
    if (now() < awayUntil) return null;
    const late = AbortSignal.timeout(deadlineMs);
    try {
      const direction = await directionOf(
        question,
        context,
        embedder,
        signal === undefined ? late : AbortSignal.any([signal, late]),
      );
      if (away) onAway(null);
      away = false;
      return direction;
    } catch (fault) {
      if (signal?.aborted || !(fault instanceof DocketError) || !(late.aborted || fault.code === "embedding"))
        throw fault;
      awayUntil = now() + LEFT_ALONE_MS;
      if (!away) onAway(late.aborted ? `${embedder.id}: no answer within ${deadlineMs / 1_000} s` : fault.message);
      away = true;
      return null;
    }
  };
}

async function directionOf(
  question: string,
  context: Context | null,
  embedder: Embedder,
  signal?: AbortSignal,
): Promise<Direction> {
  const texts = context === null ? [question] : [question, `${context.lastQuestion} ${context.lastAnswer} ${question}`];
  const [alone, around] = await embedder.embed(texts, "question", signal);
  if (alone === undefined) throw new DocketError("embedding", `${embedder.id}: no vector for the question: try again`);
  if (around === undefined) return { unit: alone, length: 1 };
  const both = unitOf(alone.map((value, index) => value + (around[index] ?? 0))).unit;
  return unitOf(alone.map((value, index) => ALONE * value + (1 - ALONE) * (both[index] ?? 0)));
}

function unitOf(vector: Float32Array): Direction {
  const length = Math.hypot(...vector);
  return { unit: vector.map((value) => value / length), length };
}
