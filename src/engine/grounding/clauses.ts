/**
 * The parts of what is quoted that a claim speaks of: whole sentences, and in them the clauses that have its words. A
 * sentence may say two things, and what is denied of one is not denied of the other. Pure.
 */

import { type Figure, holdsFigure } from "../../language/figures/figures.ts";
import { says, type Token, type TokensOf, tokensWithin } from "./tokens.ts";

export interface Clause {
  readonly text: string;
  readonly tokens: readonly Token[];
  readonly figures: readonly Figure[];
  /** Number of its sentence. */
  readonly sentence: number;
}

const CLAUSE_END =
  /[;:，；：。!?！？()（）]|,(?!\d)|\.(?=\s|$)|(?<!\b(?:nobody|none|one|nothing|everybody|everyone|all)) (?=(?:while|whereas|but|although) )| and (?=(?:(?!not|then|also)\w+ ){1,4}?(?:is|are|was|were|will|must|may|shall|can|has|have|rose|fell|grew) )/iu;

interface Reading {
  readonly tokensOf: TokensOf;
  figuresIn(text: string): readonly Figure[];
}

/** Of folded sentences. */
export function clausesOf(sentences: readonly string[], { tokensOf, figuresIn }: Reading): Clause[] {
  return sentences.flatMap((text, sentence) => {
    const tokens = tokensOf(text);
    const figures = figuresIn(text);
    let from = 0;
    return text.split(CLAUSE_END).flatMap((part) => {
      const at = text.indexOf(part, from) + part.length - part.trimStart().length;
      const words = part.trim();
      const end = at + words.length;
      from = end;
      if (words === "") return [];
      const inside = figures.filter((figure) => figure.start >= at && figure.end <= end);
      return [{ text: words, tokens: tokensWithin(tokens, at, end), figures: inside, sentence }];
    });
  });
}

/**
 * The clauses that hold the claim's words, the fullest first: each has words of it that those before it have not.
 */
export function alignedClauses(claim: Pick<Clause, "tokens" | "figures">, clauses: readonly Clause[]): Clause[] {
  let words: readonly Token[] = claim.tokens;
  let figures: readonly Figure[] = claim.figures;
  const chosen: Clause[] = [];
  for (;;) {
    let best: { readonly clause: Clause; readonly score: number } | null = null;
    for (const clause of clauses) {
      if (chosen.includes(clause)) continue;
      const held = words.filter((word) => clause.tokens.some((other) => says(word, other))).length;
      const same = figures.filter((figure) => holdsFigure(figure, clause.figures)).length;
      // Of two that hold as much, the one that says less besides.
      const score = held + same - 0.01 * clause.tokens.length;
      if (held + same > 0 && (best === null || score > best.score)) best = { clause, score };
    }
    if (best === null) return chosen;
    const { clause } = best;
    chosen.push(clause);
    words = words.filter((word) => !clause.tokens.some((other) => says(word, other)));
    figures = figures.filter((figure) => !holdsFigure(figure, clause.figures));
  }
}
