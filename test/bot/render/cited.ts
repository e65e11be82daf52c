/** Documents, versions and citations made of a few paragraphs, as answers have them. */

import type { Document } from "../../../src/documents/document.ts";
import type { Answer, Citation, Claim } from "../../../src/engine/answering/answer.ts";
import type { Evidence } from "../../../src/engine/retrieval/evidence.ts";
import type { LibraryDocument, StoredVersion } from "../../../src/library/library.ts";
import type { Validity } from "../../../src/library/validity/validity.ts";
import { documentOf } from "../../support/documents.ts";

export const IN_FORCE: Validity = { kind: "in-force", amendedBy: [] };

export const FEES = documentOf(
  [
    { section: ["Membership fees", "Amounts"], paragraphs: ["The fee is 20,000 yuan a year. It is due on 31 March."] },
    {
      section: ["Membership fees", "Late payment"],
      paragraphs: [
        "Members who are late are reminded once.",
        "After 30 days they lose the right to vote. The council may waive this. Ask fees@alliance.example.com.",
        "Whoever pays later has the right again from the next day.",
      ],
    },
  ],
  {
    ...{
      id: "fees",
      path: "rules/fees.md",
      collection: "rules",
      title: "Membership fees",
      version: "f1e2d3c4b5a69788",
    },
    ...{ publisher: "Council", published: "2024-05-01", effectiveFrom: "2024-06-01" },
  },
);

export const PLAN = documentOf(
  [{ section: ["总体要求"], paragraphs: ["到2025年，产业规模达到1000亿元。培育10家龙头企业。"] }],
  {
    ...{
      id: "plan",
      path: "plans/plan.md",
      collection: "plans",
      title: "光刻材料行动计划",
      version: "0a1b2c3d4e5f6071",
    },
    ...{ publisher: "工业和信息化部", published: "2021-01-29", effectiveFrom: "2021", language: "zh" as const },
  },
);

export function libraryDocument({ text: _text, blocks: _blocks, ...document }: Document): LibraryDocument {
  return document;
}

export function versionOf({ text, blocks }: Document): StoredVersion {
  return { text, blocks };
}

/** @param quote words of the document */
export function citationIn(document: Document, quote: string, mark = 1, standing = IN_FORCE): Citation {
  const start = document.text.indexOf(quote);
  const end = start + quote.length;
  const { section = [], place = null } = document.blocks.find((block) => block.end > start) ?? {};
  return { mark, quote, start, end, section, place, standing, document: libraryDocument(document) };
}

/** An answer that quotes each of these, in order. */
export function quotedAnswer(first: Citation, ...others: readonly Citation[]): Extract<Answer, { kind: "answered" }> {
  const claim = (citation: Citation): Claim => ({ text: citation.quote, citations: [citation] });
  return { kind: "answered", by: "extract", claims: [claim(first), ...others.map(claim)] };
}

export function evidenceOf({ quote: text, start, end, section, place, document, standing }: Citation): Evidence {
  const nowhere = { rank: null, score: 0 };
  const first = { rank: 1, score: 1 };
  return {
    passage: { id: 1, document, ordinal: 0, start, end, section, place, language: "en", text, sentences: [] },
    ...{ validity: standing, score: 1, rankings: { words: first, passage: nowhere, sentence: nowhere } },
    ...{ sentenceScores: [], lostToGloss: 0, headingScore: null, continues: 0, sentenceValidity: [] },
  };
}
