/** Documents made in tests from paragraphs under headings, without a file or a reader. */

import type { Block, Document } from "../../src/documents/document.ts";
import type { Language } from "../../src/language/language.ts";

export interface SectionText {
  /** Headings, outermost first. */
  readonly section: readonly string[];
  readonly paragraphs: readonly string[];
}

/** A document whose blocks are the sections' headings and paragraphs, set apart by empty lines. */
export function documentOf(sections: readonly SectionText[], facts: Partial<Document> = {}): Document {
  let text = "";
  const blocks: Block[] = [];
  const append = (kind: Block["kind"], content: string, section: readonly string[]): void => {
    if (text !== "") text += "\n\n";
    const start = text.length;
    text += content;
    blocks.push({ kind, start, end: text.length, section, place: null, leadIn: null });
  };
  for (const { section, paragraphs } of sections) {
    const heading = section.at(-1);
    if (heading !== undefined) append("heading", heading, section);
    for (const paragraph of paragraphs) append("paragraph", paragraph, section);
  }
  return {
    ...{
      id: "a.md",
      path: "a.md",
      collection: "",
      format: "test",
      version: "0",
      title: "A",
      publisher: null,
      published: null,
    },
    ...{ source: null, number: null, language: "en" as Language, effectiveFrom: null, effectiveUntil: null },
    ...{ supersedes: [], amends: [], warnings: [], text, blocks },
    ...facts,
  };
}
