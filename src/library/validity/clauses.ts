/**
 * Where a clause of a document begins and ends, told from the name that another document calls it by. A clause that is
 * not found, or that could be one of several, is not guessed at. Pure.
 */

import type { Block } from "../../documents/document.ts";
import { endsAt, type Label, type LabelStyle, labelAt, labelsIn } from "../../language/clause-label.ts";
import { type Span, sentencesIn } from "../../language/sentences.ts";

interface Clause {
  readonly start: number;
  readonly label: Label;
  readonly block: Block;
}

/** How documents may write what is called so: the first that is there is meant. */
const WRITTEN: Readonly<Record<LabelStyle, readonly LabelStyle[]>> = {
  part: ["part"],
  chapter: ["chapter"],
  section: ["section", "number"],
  article: ["article", "number", "han"],
  han: ["han", "article", "number"],
  "han-bracket": ["han-bracket", "bracket"],
  number: ["number", "article", "section", "han"],
  bracket: ["bracket", "han-bracket", "number"],
};

export interface TextAndBlocks {
  readonly text: string;
  readonly blocks: readonly Block[];
}

/** @returns null where the clause is not told for sure */
export function findClause({ text, blocks }: TextAndBlocks, reference: string): Span | null {
  const clauses = clausesOf({ text, blocks });
  let found: Span | null = null;
  for (const label of labelsIn(reference)) {
    const within: Span = found ?? { start: 0, end: text.length };
    const inside = clauses.filter(({ start }) => start >= within.start && start < within.end);
    const clause = clauseCalled(label, inside);
    // `Article 7(2)` of a text whose Article 7 does not number its paragraphs: all of the article.
    if (clause === null) return found;
    found = { start: clause.start, end: Math.min(endOf(clause, clauses, { text, blocks }), within.end) };
  }
  return found;
}

/** Blocks and, where lines of a statute were joined into one paragraph, sentences that begin with a label. */
function clausesOf({ text, blocks }: TextAndBlocks): Clause[] {
  return blocks.flatMap((block) => {
    if (block.kind === "table-row" || block.kind === "code") return [];
    const sentences = block.kind === "heading" ? [block] : sentencesIn(text, block.start, block.end);
    return sentences.flatMap(({ start, end }) => {
      const found = labelAt(text.slice(start, end));
      if (found === null) return [];
      // Inside of a paragraph it is a label only if it stands apart, as in `第八条 会议每年一次。`
      const labels = start === block.start || (found.label.style === "article" && /^\s/u.test(found.rest));
      return labels ? [{ start, label: found.label, block }] : [];
    });
  });
}

function clauseCalled({ style, number }: Label, clauses: readonly Clause[]): Clause | null {
  for (const written of WRITTEN[style]) {
    const matching = clauses.filter(({ label }) => label.style === written && label.number === number);
    // A table of contents names clauses too, in lines that are no headings.
    const headings = matching.filter(({ block }) => block.kind === "heading");
    const [clause, ...others] = headings.length > 0 ? headings : matching;
    if (clause !== undefined) return others.length > 0 ? null : clause;
  }
  return null;
}

/** A heading's clause ends at the next heading that is not below it, any other at the next heading or label. */
function endOf({ start, label, block }: Clause, clauses: readonly Clause[], { text, blocks }: TextAndBlocks): number {
  const labels = new Map(clauses.map((clause) => [clause.start, clause.label]));
  const isBelow = (heading: Block): boolean =>
    block.kind === "heading" &&
    (heading.section.length > block.section.length ||
      labels.get(heading.start)?.number.startsWith(`${label.number}.`) === true);
  const heading = blocks.find((next) => next.kind === "heading" && next.start > start && !isBelow(next));
  const next = clauses.find((clause) => clause.start > start && endsAt(label, clause.label));
  const ends = [heading, block.kind === "heading" ? undefined : next].map((end) => end?.start ?? text.length);
  return Math.min(...ends);
}
