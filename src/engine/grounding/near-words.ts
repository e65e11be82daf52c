/**
 * Sentences that need no judge: nearly the words of their quote in their order, or its translation word by word with all
 * that it denies, orders and counts. Only they are sent as written where strict grounding could not ask. Pure.
 */

import { folded } from "../../language/canonical.ts";
import { holdsFigure } from "../../language/figures/figures.ts";
import { containsHan } from "../../language/zh/gloss.ts";
import type { Reading } from "./agreement.ts";
import { alignedClauses, clausesOf } from "./clauses.ts";
import { forceOf } from "./modality.ts";
import { says, type Token } from "./tokens.ts";

/** Of a claim's words, so many must be its quote's, letter for letter but for their endings. */
const SAME_WORDS = 0.9;

/** @param claim one that agrees with what it quotes (agreement.ts) */
export function isNearlyQuoted(claim: string, sentences: readonly string[], reading: Reading): boolean {
  const line = folded(claim);
  const tokens = reading.tokensOf(line);
  const figures = reading.figuresIn(line);
  const quoted = sentences.map(folded);
  return quoted.some((sentence) => {
    const theirs = reading.tokensOf(sentence);
    if (containsHan(line) === containsHan(sentence)) return sharedInOrder(tokens, theirs) >= SAME_WORDS * tokens.length;
    const clauses = alignedClauses({ tokens, figures }, clausesOf([sentence], reading));
    const [mine, its] = [
      forceOf(line, reading.gloss),
      forceOf(clauses.map(({ text }) => text).join(" , "), reading.gloss),
    ];
    const sameForce = mine.denials === its.denials && mine.modalities.symmetricDifference(its.modalities).size === 0;
    const isWhole = clauses.every((clause) => clause.figures.every((figure) => holdsFigure(figure, figures)));
    return sameForce && isWhole && tokens.every((token) => theirs.some((other) => says(token, other)));
  });
}

/** Length of the longest row of words that both have in the same order. */
function sharedInOrder(mine: readonly Token[], theirs: readonly Token[]): number {
  let row = new Array<number>(theirs.length + 1).fill(0);
  for (const token of mine) {
    const next = [0];
    for (const [index, other] of theirs.entries()) {
      const isSame = token.key === other.key;
      next.push(isSame ? (row[index] ?? 0) + 1 : Math.max(row[index + 1] ?? 0, next[index] ?? 0));
    }
    row = next;
  }
  return row.at(-1) ?? 0;
}
