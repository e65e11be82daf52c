/**
 * The texts of the library that have no vector yet, and how they are embedded. They are gone through twice, once to
 * count them and once to embed them, rather than kept in memory.
 */

import { createHash } from "node:crypto";
import type { DocumentFacts } from "../documents/document.ts";
import type { Embedder } from "../embedding/embedder.ts";
import type { IndexEntryKind } from "../index/vector/vector-index.ts";
import type { Span } from "../language/sentences.ts";
import type { Database } from "../storage/database.ts";
import type { NewDocument } from "./library-writer.ts";
import { contextOf, type Passage } from "./split.ts";

interface MissingText {
  readonly hash: Uint8Array;
  readonly text: string;
}

/** Each text once, as they are asked for. */
interface MissingTexts extends Iterable<MissingText> {
  readonly count: number;
}

/**
 * Texts of new documents, and of those that stay, which have no vector of this embedder.
 * @param added can be gone through more than once
 */
export function missingTexts(database: Database, embedder: string, added: Iterable<NewDocument>): MissingTexts {
  const has = database.prepare("SELECT 1 FROM vectors WHERE text_hash = ? AND embedder = ?");
  const keyOf = (hash: Uint8Array): string => Buffer.from(hash).toString("latin1");
  const missing = new Set<string>();
  for (const text of textsOf(database, embedder, added)) {
    const hash = textHash(text);
    const key = keyOf(hash);
    if (!missing.has(key) && has.get(hash, embedder) === undefined) missing.add(key);
  }
  return {
    count: missing.size,
    *[Symbol.iterator]() {
      const left = new Set(missing);
      for (const text of left.size === 0 ? [] : textsOf(database, embedder, added)) {
        const hash = textHash(text);
        if (left.delete(keyOf(hash))) yield { hash, text };
      }
    },
  };
}

function* textsOf(database: Database, embedder: string, added: Iterable<NewDocument>): Generator<string> {
  for (const { document, passages } of added) {
    for (const passage of passages) for (const { text } of indexEntriesOf(document.title, passage)) yield text;
  }
  // Their numbers first: vectors are stored while the texts are gone through.
  const stale = database
    .prepare(
      `SELECT id FROM passages WHERE EXISTS (
         SELECT 1 FROM pieces WHERE pieces.passage = passages.id AND NOT EXISTS (
           SELECT 1 FROM vectors WHERE vectors.text_hash = pieces.text_hash AND vectors.embedder = ?))`,
    )
    .all(embedder);
  const passageOf = database.prepare(
    `SELECT passages.start, passages."end", passages.section, passages.text, documents.facts
     FROM passages JOIN documents ON documents.id = passages.document WHERE passages.id = ?`,
  );
  const spans = database.prepare('SELECT start, "end" FROM pieces WHERE passage = ? AND kind = 1 ORDER BY sentence');
  for (const { id } of stale) {
    const row = passageOf.get(Number(id));
    if (row === undefined) continue;
    const { title } = JSON.parse(String(row.facts)) as DocumentFacts;
    const passage = {
      start: Number(row.start),
      end: Number(row.end),
      section: JSON.parse(String(row.section)) as string[],
      text: String(row.text),
      sentences: spans.all(Number(id)).map((span) => ({ start: Number(span.start), end: Number(span.end) })),
    };
    for (const { text } of indexEntriesOf(title, passage)) yield text;
  }
}

/** One stored batch costs one fsync (about 2 ms); 64 passages cost about 600 ms to embed. */
const BATCH_SIZE = 64;
/** One being computed and one waiting behind it. */
const CALLS_UNDER_WAY = 2;

interface EmbedTextsOptions<Item extends { readonly text: string }> {
  /** Taken as they are needed, a batch at a time. */
  readonly items: Iterable<Item>;
  readonly embedder: Embedder;
  readonly store: (items: readonly Item[], vectors: readonly Float32Array[]) => void;
  readonly onDone: (done: number) => void;
  readonly signal?: AbortSignal;
}

/**
 * Many texts through an embedder: a few calls are under way at a time, so that the embedder never waits for the disk,
 * and each batch is stored as soon as it is there.
 * @throws what the embedder or the store throws; what was stored by then stays.
 */
export async function embedTexts<Item extends { readonly text: string }>(
  options: EmbedTextsOptions<Item>,
): Promise<void> {
  const { items, embedder, store, onDone, signal } = options;
  const batches = inBatches(items);
  let done = 0;
  const failure = new AbortController();
  const stop = signal === undefined ? failure.signal : AbortSignal.any([signal, failure.signal]);
  const work = async (): Promise<void> => {
    for (const batch of batches) {
      const vectors = await embedder.embed(
        batch.map(({ text }) => text),
        "passage",
        stop,
      );
      store(batch, vectors);
      done += vectors.length;
      onDone(done);
    }
  };
  const workers = Array.from({ length: CALLS_UNDER_WAY }, work);
  try {
    await Promise.all(workers);
  } catch (thrown) {
    failure.abort();
    await Promise.allSettled(workers);
    throw thrown;
  }
}

function* inBatches<Item>(items: Iterable<Item>): Generator<readonly Item[]> {
  let batch: Item[] = [];
  for (const item of items) {
    batch.push(item);
    if (batch.length < BATCH_SIZE) continue;
    yield batch;
    batch = [];
  }
  if (batch.length > 0) yield batch;
}

/** Numbers as the library's `pieces` table has them. */
export const INDEX_ENTRY_KINDS = ["passage", "sentence"] as const satisfies readonly IndexEntryKind[];

interface IndexEntryText extends Span {
  readonly kind: IndexEntryKind;
  readonly sentence: number;
  /** The text that is embedded; quotes are taken from the passage. */
  readonly text: string;
}

/**
 * Index entries of a passage, which are turned into vectors: the passage as a whole, after its title and headings, and
 * each sentence by itself. A sentence often says what is asked more plainly than the passage around it.
 */
export function indexEntriesOf(
  title: string,
  passage: Pick<Passage, "text" | "start" | "end" | "section" | "sentences">,
): IndexEntryText[] {
  const { start, end, text, section } = passage;
  const sentences = passage.sentences.map((span, sentence) => ({
    kind: "sentence" as const,
    sentence,
    ...span,
    text: text.slice(span.start - start, span.end - start),
  }));
  return [{ kind: "passage", sentence: 0, start, end, text: `${contextOf(title, section)}\n${text}` }, ...sentences];
}

/** The address of an embedded text: 16 bytes of its SHA-256, which 2^64 texts would have to collide on. */
export function textHash(text: string): Uint8Array {
  return createHash("sha256").update(text).digest().subarray(0, 16);
}
