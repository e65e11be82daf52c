/**
 * Figures that a claim has taken from its quote, and given to each other: "a total of 1.1 billion" from a quote whose
 * total is 3 billion and whose first phase is 1.1. Where a quote has several figures of one kind, what stands around the
 * claim's figure must not speak plainly for another one. Pure.
 */

import { folded } from "../../language/canonical.ts";
import { type Figure, holdsFigure } from "../../language/figures/figures.ts";
import { tokenize } from "../../language/tokenize.ts";
import { containsHan } from "../../language/zh/gloss.ts";
import { type EvidenceWords, formsOfWords, type GlossWords } from "./evidence-words.ts";

interface Grounds {
  readonly gloss: GlossWords | null;
  wordsIn(text: string): EvidenceWords;
  figuresIn(text: string): readonly Figure[];
}

/** The first figure of the claim that the quote has in another's role; null where there is none. */
export function swappedFigure(claim: string, quoted: string, { gloss, wordsIn, figuresIn }: Grounds): Figure | null {
  const quotedFigures = figuresIn(quoted);
  const [claimLine, quotedLine] = [folded(claim), folded(quoted)];
  for (const figure of figuresIn(claim)) {
    const rivals = quotedFigures.filter((other) => isOfOneKind(figure, other));
    const own = rivals.filter((other) => holdsFigure(figure, [other]));
    const others = rivals.filter((other) => !holdsFigure(figure, [other]));
    if (own.length === 0 || others.length === 0) continue;
    const clause = clauseAround(claimLine, figure).replace(figure.text, " ");
    const asked = formsOf(clause, figuresIn(clause), gloss);
    const fit = (other: Figure): number => {
      const around = clauseAround(quotedLine, other);
      const { own: words, gloss: english } = wordsIn(around);
      const ordinals = ordinalsOf(figuresIn(around));
      return asked.filter((forms) => forms.some((form) => words.has(form) || english.has(form) || ordinals.has(form)))
        .length;
    };
    if (Math.max(...others.map(fit)) > Math.max(...own.map(fit))) return figure;
  }
  return null;
}

function isOfOneKind(one: Figure, other: Figure): boolean {
  if (one.kind === "quantity" && other.kind === "quantity") {
    return one.unit !== null && one.unit.name === other.unit?.name;
  }
  if (one.kind === "date" && other.kind === "date") {
    return (one.day === null) === (other.day === null) && (one.month === null) === (other.month === null);
  }
  return false;
}

/** A part of a sentence with its own verb, roughly. */
const CLAUSE_END = /[,，;；。!?！？:：()（）、]|\.(?!\d)| (?:and|while|whereas|but|which|of which) |其中|[而且]/gu;

function clauseAround(line: string, { start, end }: Figure): string {
  let from = 0;
  let to = line.length;
  for (const match of line.matchAll(CLAUSE_END)) {
    const [at, after] = [match.index, match.index + match[0].length];
    if (after <= start) from = after;
    else if (at >= end) {
      to = at;
      break;
    }
  }
  return line.slice(from, to);
}

/** Each word around the figure by all the forms that it may take in the quote; ordinals among them, as `#1`. */
function formsOf(clause: string, figures: readonly Figure[], gloss: GlossWords | null): string[][] {
  const ordinals = [...ordinalsOf(figures)].map((ordinal) => [ordinal]);
  if (gloss === null || !containsHan(clause)) return [...ordinals, ...tokenize(clause).map((word) => [word])];
  return [...ordinals, ...formsOfWords(clause, gloss)];
}

function ordinalsOf(figures: readonly Figure[]): Set<string> {
  return new Set(figures.flatMap((figure) => (figure.kind === "ordinal" ? [`#${figure.number}`] : [])));
}
