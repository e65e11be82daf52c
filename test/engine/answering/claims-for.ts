/** Claims for sentences of a Markdown text, as if they had been scored so. */

import { expect } from "vitest";
import { markdownReader } from "../../../src/documents/markdown/markdown.ts";
import { readDocument } from "../../../src/documents/read.ts";
import { chooseUnits } from "../../../src/engine/answering/choose.ts";
import { quoteUnits } from "../../../src/engine/answering/quote.ts";
import type { Candidate } from "../../../src/engine/answering/sentences.ts";
import type { LibraryDocument } from "../../../src/library/library.ts";
import { splitDocument } from "../../../src/library/split.ts";
import type { ValidityOf } from "../../../src/library/validity/validity.ts";

const unknown = { kind: "unknown" } as const;

/** Claims for these sentences of a Markdown text, scored in that order. */
export async function claimsFor(
  markdown: string,
  wanted: readonly (readonly [string, number])[],
  validityOf: ValidityOf = () => unknown,
  question = "What is asked?",
  margin: number | null = null,
) {
  const bytes = new TextEncoder().encode(markdown);
  const document = await readDocument({ path: "a.md", bytes, readers: [markdownReader()] });
  const candidates = wanted.map(([words, score]): Candidate => {
    for (const split of splitDocument(document)) {
      const sentence = split.sentences.findIndex(({ start, end }) => document.text.slice(start, end).startsWith(words));
      const span = split.sentences[sentence];
      if (span === undefined) continue;
      const passage = { ...split, id: split.ordinal, document: document as LibraryDocument };
      const place = { rank: 1, score: 1 };
      const rankings = { words: place, passage: place, sentence: place };
      const evidence = {
        passage,
        score: 1,
        rankings,
        sentenceScores: [],
        lostToGloss: 0,
        headingScore: null,
        continues: 0,
        validity: unknown,
        sentenceValidity: [],
      };
      return {
        evidence,
        sentence,
        ...span,
        quote: document.text.slice(span.start, span.end),
        standing: unknown,
        cosine: 0.5,
        margin,
        ...{ score, plainScore: score },
      };
    }
    throw new Error(`no sentence begins with "${words}"`);
  });
  const { units } = chooseUnits({ candidates, question, textOf: () => document });
  const claims = quoteUnits({ units, question, textOf: () => document, validityOf });
  for (const { citations } of claims) {
    for (const { quote, start, end } of citations) expect(document.text.slice(start, end)).toBe(quote);
  }
  return claims;
}
