/** What is told of a file before it joins the library: what it is, and what it is to the documents that are there. Pure. */

import type { Document, LibraryDocument, StoredVersion } from "../../../engine/engine.ts";
import type { SeenFile } from "../../conversation/proposals.ts";

export interface Known {
  readonly documents: readonly LibraryDocument[];
  readonly versionOf: (hash: string) => StoredVersion | null;
}

const MOST_WARNINGS = 5;
const MOST_CHANGED = 6;

/** The document that it is a new version of: the same place, or the same number or title. */
export function replacedBy(document: Document, name: string, { documents }: Known): LibraryDocument | null {
  const sameName = documents.filter(({ path }) => path === name || path.endsWith(`/${name}`));
  const sameNumber = documents.filter(({ number }) => number !== null && number === document.number);
  const sameTitle = documents.filter(({ title }) => title === document.title);
  const [found] = [sameName, sameNumber, sameTitle].filter((fitting) => fitting.length === 1).flat();
  return found ?? null;
}

export function seenOf(
  document: Document,
  replaced: LibraryDocument | null,
  { documents, versionOf }: Known,
): SeenFile {
  const { title, number, publisher, published, effectiveFrom, effectiveUntil, language, text, warnings } = document;
  const pages = document.blocks.map(({ place }) => place?.number ?? 0).reduce((most, page) => Math.max(most, page), 0);
  const old = replaced === null ? null : versionOf(replaced.version);
  return {
    ...{ title, number, publisher, published, effectiveFrom, effectiveUntil, language },
    ...{ pages: pages === 0 ? null : pages, characters: text.length, warnings: warnings.slice(0, MOST_WARNINGS) },
    copyOf: documents.find(({ version }) => version === document.version)?.title ?? null,
    changed: old === null ? [] : changedSections(old, document).slice(0, MOST_CHANGED),
  };
}

/** Headings under which the new text has a paragraph that the old one does not have, or the other way round. */
function changedSections(old: StoredVersion, now: StoredVersion): string[] {
  const paragraphs = ({ text, blocks }: StoredVersion) =>
    new Map(
      blocks
        .filter(({ kind }) => kind !== "heading")
        .map(({ start, end, section }) => [
          text.slice(start, end).replaceAll(/\s+/gu, " ").trim(),
          section.at(-1) ?? "",
        ]),
    );
  const [before, after] = [paragraphs(old), paragraphs(now)];
  const changed = [
    ...[...after].filter(([paragraph]) => !before.has(paragraph)),
    ...[...before].filter(([paragraph]) => !after.has(paragraph)),
  ];
  return [...new Set(changed.map(([paragraph, heading]) => heading || paragraph.slice(0, 40)))];
}
