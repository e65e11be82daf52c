/**
 * Documents that were read and are not yet in the library. Their texts go to the disk at once, as versions, so that
 * thousands of new documents take no more memory than one; they are split each time that somebody goes through them.
 */

import type { Block, Document } from "../documents/document.ts";
import { DocketError } from "../errors.ts";
import type { Database } from "../storage/database.ts";
import { type NewDocument, storeVersion } from "./library-writer.ts";
import { splitDocument } from "./split.ts";

/** All of a document but its text. */
export interface StagedDocument extends Pick<NewDocument, "file" | "attachedTo"> {
  readonly document: Omit<Document, "text" | "blocks">;
}

export function stageDocument(database: Database, added: Omit<NewDocument, "passages">, now: Date): StagedDocument {
  storeVersion(database, added.document, now);
  const { text, blocks, ...document } = added.document;
  return { ...added, document };
}

/**
 * Split anew each time that they are gone through.
 * @throws DocketError `storage` where the library was changed behind our back
 */
export function newDocuments(database: Database, staged: readonly StagedDocument[]): Iterable<NewDocument> {
  const versions = database.prepare("SELECT text, blocks FROM versions WHERE hash = ?");
  return {
    *[Symbol.iterator]() {
      for (const added of staged) {
        const { path, version } = added.document;
        const row = versions.get(version);
        if (row === undefined) throw new DocketError("storage", `${path}: its text is gone: run the ingest again`);
        const blocks: readonly Block[] = JSON.parse(String(row.blocks));
        const document: Document = { ...added.document, text: String(row.text), blocks };
        yield { ...added, document, passages: splitDocument(document) };
      }
    },
  };
}
