/**
 * Finds questions that ask the same, in whatever words and language: by the cosine of the vectors that searching makes
 * of them. Vectors stay in the embedder's cache and are kept nowhere: what somebody asked could be guessed from them.
 */

import { askedBy, type Embedder } from "../../engine/engine.ts";

interface Asked {
  readonly id: number;
  readonly question: string;
}

interface LikenessOptions {
  readonly embedder: Embedder;
  readonly signal: AbortSignal;
}

interface LikeQuestion<Question extends Asked> {
  readonly question: Question;
  /** Cosine from -1 to 1. */
  readonly cosine: number;
}

/**
 * Cosine from which on a question is offered as perhaps the same; an admin ticks those that are. With MiniLM 20 of 29
 * pairs of questions that ask the same, in English and Chinese, are at least so near, and 14 of 224 that do not
 * (2026-11-29).
 */
const PERHAPS_SAME = 0.5;
/** Cosine from which on questions stand together in a list, unless one asks when and the other how much. */
const SAME = 0.75;

/**
 * Most alike first.
 * @throws DocketError `embedding`, `cancelled`
 */
export async function likeQuestions<Question extends Asked>(
  question: string,
  others: readonly Question[],
  { embedder, signal }: LikenessOptions,
): Promise<readonly LikeQuestion<Question>[]> {
  if (others.length === 0) return [];
  const [own, ...vectors] = await embedder.embed(
    [question, ...others.map((other) => other.question)].map(normalised),
    "question",
    signal,
  );
  if (own === undefined) return [];
  return others
    .map((other, index) => ({ question: other, cosine: cosineOf(own, vectors[index] ?? own) }))
    .filter(({ cosine }) => cosine >= PERHAPS_SAME)
    .sort((one, other) => other.cosine - one.cosine);
}

/**
 * Questions that ask the same, together: each joins the first group whose oldest question it is like. Groups stand in the
 * order of their first question.
 * @throws DocketError `embedding`, `cancelled`
 */
export async function groupQuestions<Question extends Pick<Asked, "question">>(
  questions: readonly Question[],
  { embedder, signal }: LikenessOptions,
): Promise<readonly (readonly [Question, ...Question[]])[]> {
  if (questions.length === 0) return [];
  const vectors = await embedder.embed(
    questions.map(({ question }) => normalised(question)),
    "question",
    signal,
  );
  const groups: { readonly vector: Float32Array; readonly members: [Question, ...Question[]] }[] = [];
  const isSame = (one: Question, other: Question): boolean => {
    const kinds = new Set([askedBy(one.question), askedBy(other.question)]);
    kinds.delete("thing");
    return kinds.size < 2;
  };
  questions.forEach((question, index) => {
    const vector = vectors[index];
    if (vector === undefined) return;
    const group = groups.find((known) => cosineOf(known.vector, vector) >= SAME && isSame(known.members[0], question));
    if (group === undefined) groups.push({ vector, members: [question] });
    else group.members.push(question);
  });
  return groups.map(({ members }) => members);
}

function normalised(question: string): string {
  return question.trim().replaceAll(/\s+/gu, " ");
}

/** Cosine of vectors of unit length. */
function cosineOf(one: Float32Array, other: Float32Array): number {
  let sum = 0;
  for (let index = 0; index < one.length; index += 1) sum += (one[index] ?? 0) * (other[index] ?? 0);
  return sum;
}
