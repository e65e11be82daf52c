/**
 * The texts that have no vector yet. They are gone through twice, once to count them and once to embed them, rather than
 * kept: the texts of a thousand documents are as much memory as the model.
 */

import type { DocumentFacts } from "../documents/document.ts";
import type { Database } from "../storage/database.ts";
import { indexEntriesOf, textHash } from "./index-entries.ts";
import type { NewDocument } from "./library-writer.ts";

interface MissingText {
  readonly hash: Uint8Array;
  readonly text: string;
}

/** Each text once, as they are asked for. */
export interface MissingTexts extends Iterable<MissingText> {
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
