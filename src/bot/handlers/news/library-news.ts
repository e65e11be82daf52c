/**
 * Compares the documents with what they were when they were last compared: what came, changed, began to hold, ended or is
 * gone becomes news, each with the proof of its words, and the secretariat is told at once. It makes no difference whether
 * a file was changed in chat, in the folder or by a day that has come.
 */

import {
  type Citation,
  isInForce,
  type Library,
  type LibraryDocument,
  type ValidityOf,
} from "../../../engine/engine.ts";
import type { News, NewsItem, NewsKind, SeenDocument, SeenFacts } from "../../conversation/news.ts";
import { newId, type Records } from "../../conversation/records.ts";
import type { Outgoing } from "../../delivery/effects.ts";
import type { Members } from "../../members/members.ts";
import { UNDO_MS } from "../library/library-changes.ts";
import { firstNew, type Span } from "./changed-answers.ts";

export interface LibraryNewsParts {
  readonly news: News;
  readonly records: Pick<Records, "proofs">;
  readonly library: Pick<Library, "documents" | "version" | "validityIndex">;
  readonly members: Pick<Members, "collections">;
  /** Messages that the secretariat is told. */
  readonly tell: (items: readonly CitedNews[]) => readonly Outgoing[];
  /** Day such as `2026-11-28`, where the organisation is. */
  readonly today: () => string;
  readonly clock: () => Date;
  readonly randomBytes: (size: number) => Uint8Array;
}

export interface CitedNews extends NewsItem {
  readonly citation: Citation;
}

export interface LibraryNews {
  /** Runs in a transaction. @returns what the secretariat is told */
  check(): readonly Outgoing[];
}

/** More at once is another library, which is no news. */
const MOST = 200;

export function createLibraryNews(parts: LibraryNewsParts): LibraryNews {
  const { news, records, library, tell, today, clock, randomBytes } = parts;
  return {
    check() {
      const seen = news.seen();
      const documents = library.documents();
      const validityOf = library.validityIndex().on({ day: today(), ...openView(parts) });
      const now = new Map(
        documents.map((document) => [document.id, { held: isInForce(validityOf(document)), facts: factsOf(document) }]),
      );
      const changes = isAnother(seen, documents) ? [] : changesBetween(seen, now);
      for (const id of seen.keys()) if (!now.has(id)) news.unsee(id);
      for (const [id, one] of now) if (!isSame(seen.get(id), one)) news.see(one);
      const moment = clock();
      const items = changes.slice(0, MOST).flatMap((change): CitedNews[] => {
        const citation = citationOf(change, { documents, validityOf, library });
        if (citation === null) return [];
        const known = records.proofs.idOf(citation);
        const proof = known ?? newId(randomBytes);
        if (known === null) records.proofs.keep({ id: proof, citation, at: moment });
        const item = { kind: change.kind, proof, at: moment };
        const undone = undoneBy(change, news.since(new Date(moment.getTime() - UNDO_MS)), records);
        if (undone === undefined) news.add(item);
        else news.remove(undone);
        return [{ ...item, citation }];
      });
      return items.length === 0 ? [] : tell(items);
    },
  };
}

/** Successors that are not for all members are not named in what all may read. */
function openView({ members }: Pick<LibraryNewsParts, "members">): { collections?: ReadonlySet<string> } {
  const { collections } = members.collections.openToAll();
  return collections === null ? {} : { collections };
}

const OPPOSITE: Partial<Readonly<Record<NewsKind, NewsKind>>> = { came: "gone", gone: "came" };

/** An addition or a removal that was undone is news to the secretariat alone. */
function undoneBy(
  { kind, document }: Change,
  news: readonly NewsItem[],
  { proofs }: Pick<Records, "proofs">,
): NewsItem | undefined {
  return news.find((item) => {
    if (item.kind !== OPPOSITE[kind]) return false;
    const cited = proofs.find(item.proof)?.citation.document;
    return cited?.version === document.version && cited.path === document.path;
  });
}

interface Change {
  readonly kind: NewsKind;
  readonly document: SeenFacts;
  /** Its version before; null where it is new. */
  readonly before: string | null;
}

/** The first documents that there are, or those of another folder. */
function isAnother(seen: ReadonlyMap<string, SeenDocument>, documents: readonly LibraryDocument[]): boolean {
  const versions = new Set([...seen.values()].map(({ facts }) => facts.version));
  return !documents.some(({ id, version }) => seen.has(id) || versions.has(version)) && documents.length > 0;
}

function changesBetween(
  seen: ReadonlyMap<string, SeenDocument>,
  now: ReadonlyMap<string, SeenDocument>,
): readonly Change[] {
  const come = [...now].filter(([id]) => !seen.has(id)).map(([, { facts }]) => facts);
  const gone = [...seen].filter(([id]) => !now.has(id)).map(([, { facts }]) => facts);
  // Another name for the same text is no news.
  const moved = new Set(come.map(({ version }) => version)).intersection(new Set(gone.map(({ version }) => version)));
  const isMoved = ({ version }: SeenFacts): boolean => moved.has(version);
  return [
    ...come.filter((facts) => !isMoved(facts)).map((document): Change => ({ kind: "came", document, before: null })),
    ...[...now].flatMap(([id, { held, facts }]): Change[] => {
      const before = seen.get(id);
      if (before === undefined) return [];
      const version = before.facts.version;
      const kind = before.held === held ? (version === facts.version ? null : "changed") : held ? "began" : "ended";
      return kind === null ? [] : [{ kind, document: facts, before: version }];
    }),
    ...gone
      .filter((facts) => !isMoved(facts))
      .map((document): Change => ({ kind: "gone", document, before: document.version })),
  ];
}

function isSame(before: SeenDocument | undefined, now: SeenDocument): boolean {
  return before?.held === now.held && JSON.stringify(before.facts) === JSON.stringify(now.facts);
}

function factsOf({ id, path, collection, format, version, title, published, language }: LibraryDocument): SeenFacts {
  return { id, path, collection, format, version, title, published, language };
}

interface Known {
  readonly documents: readonly LibraryDocument[];
  readonly validityOf: ValidityOf;
  readonly library: Pick<Library, "version">;
}

/** Cites the first new words of what changed, and the first words of all else. Null where it has none. */
function citationOf({ kind, document: facts, before }: Change, { documents, validityOf, library }: Known) {
  const document = documents.find(({ id }) => id === facts.id) ?? goneDocument(facts);
  const version = library.version(facts.version);
  if (version === null) return null;
  const old = kind === "changed" && before !== null ? library.version(before) : null;
  const span = firstNew(version, old) ?? firstNew(version, null);
  const standing = kind === "gone" ? ({ kind: "unknown" } as const) : validityOf(document);
  return span === null ? null : citationAt({ document, span, standing }, version);
}

function goneDocument(facts: SeenFacts): LibraryDocument {
  const nothing = { publisher: null, source: null, number: null, effectiveFrom: null, effectiveUntil: null };
  return { ...facts, ...nothing, supersedes: [], amends: [], warnings: [] };
}

type Text = NonNullable<ReturnType<Library["version"]>>;

export function citationAt(
  { document, span, standing }: Pick<Citation, "document" | "standing"> & { readonly span: Span },
  { text, blocks }: Text,
  mark = 1,
): Citation {
  const block = blocks.find(({ end }) => end > span.start);
  return {
    mark,
    quote: text.slice(span.start, span.end),
    start: span.start,
    end: span.end,
    document,
    standing,
    section: block?.section ?? [],
    place: block?.place ?? null,
  };
}
