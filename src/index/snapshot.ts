/**
 * Index snapshots: vectors and words of one state of the library. Each is a folder that is written once, opened to see
 * that both are whole, and never changed; a small file, `current`, names the one that counts. Moving that file is the
 * publication, and the only moment at which anything changes for a reader: killed before it, the old snapshot stays;
 * killed after it, the new one is there. One process writes at a time, which is for the caller's lock to see to; any
 * number may read.
 */

import { mkdir, readdir, readFile, rm } from "node:fs/promises";
import { dirname, join } from "node:path";
import { z } from "zod";
import { DocketError, errorText } from "../errors.ts";
import { syncFolder, writeFileAtomically } from "../storage/atomic-file.ts";
import type { KeywordContent } from "./keyword/keyword-columns.ts";
import { type KeywordIndex, openKeywordIndex, writeKeywordIndex } from "./keyword/keyword-index.ts";
import type { IndexContent, VectorIndex, VectorIndexFormat } from "./vector/vector-index.ts";

const POINTER_FILE = "current";

/** Revision of the library, then a number that tells apart several snapshots of one revision. */
const SNAPSHOT_NAME = /^(\d+)\.(\d+)$/;

/** Matches what a writer leaves that was killed while it replaced the pointer. */
const UNFINISHED_POINTER = /^current\..+\.tmp$/;

const pointerSchema = z.object({
  generation: z.string().regex(SNAPSHOT_NAME),
  /** The library's, which the index was built from. */
  revision: z.int().nonnegative(),
  embedderId: z.string(),
});
export type Pointer = Readonly<z.infer<typeof pointerSchema>>;

export interface IndexSnapshot {
  readonly index: VectorIndex;
  readonly words: KeywordIndex;
  readonly revision: number;
  readonly name: string;
}

export interface PublishOptions {
  /** Holds the snapshots; made if it is not there. */
  readonly folder: string;
  readonly revision: number;
  readonly format: VectorIndexFormat;
  readonly content: IndexContent;
  readonly words: KeywordContent;
}

/**
 * Costs one small file to read: fit to be asked before every question.
 * @returns null if nothing was published yet
 * @throws DocketError `storage` when the file is there and says nothing sensible
 */
export async function readPointer(folder: string): Promise<Pointer | null> {
  const path = join(folder, POINTER_FILE);
  let text: string;
  try {
    text = await readFile(path, "utf8");
  } catch (cause) {
    if (isMissing(cause)) return null;
    throw failure(path, cause);
  }
  try {
    return pointerSchema.parse(JSON.parse(text));
  } catch (cause) {
    throw new DocketError("storage", `${path}: is damaged: publish the index again`, { cause });
  }
}

/**
 * @returns null if nothing was published yet
 * @throws DocketError `storage` when what was published is damaged or gone: publish it again
 */
export async function openSnapshot({
  folder,
  format,
}: Pick<PublishOptions, "folder" | "format">): Promise<IndexSnapshot | null> {
  let pointer = await readPointer(folder);
  while (pointer !== null) {
    try {
      return await openNamed(folder, format, pointer);
    } catch (thrown) {
      // A writer may have removed it since the pointer was read. Then the pointer has moved, and goes on.
      const now = await readPointer(folder);
      if (now === null || now.generation === pointer.generation) throw thrown;
      pointer = now;
    }
  }
  return null;
}

/**
 * Leaves the new snapshot and the one before it, which a reader may just be opening.
 * @returns the new snapshot, as it was opened to be checked
 * @throws DocketError `storage`; what was published before is then still there
 */
export async function publishSnapshot(options: PublishOptions): Promise<IndexSnapshot> {
  const { folder, revision, format, content, words } = options;
  try {
    await mkdir(folder, { recursive: true });
    const before = await readPointer(folder).catch(() => null);
    const name = nextName(revision, before);
    await removeAllBut(folder, before?.generation);
    await mkdir(join(folder, name));
    await format.write(join(folder, name), content);
    await writeKeywordIndex(join(folder, name), words);

    const { embedderId, size } = content;
    const pointer: Pointer = { generation: name, revision, embedderId };
    const written = await openNamed(folder, format, pointer);
    if (written.index.size !== size) {
      throw new DocketError("storage", `${name}: ${written.index.size} rows can be read, ${size} were written`);
    }
    if (written.words.size !== words.size) {
      throw new DocketError("storage", `${name}: words of ${written.words.size} passages, not of ${words.size}`);
    }
    // The new folder's name must be on the disk before the pointer is, whatever order the file system prefers.
    await syncFolder(dirname(folder));
    await syncFolder(folder);
    await writeFileAtomically(join(folder, POINTER_FILE), Buffer.from(`${JSON.stringify(pointer)}\n`));
    return written;
  } catch (cause) {
    throw failure(folder, cause);
  }
}

async function openNamed(folder: string, format: VectorIndexFormat, pointer: Pointer): Promise<IndexSnapshot> {
  const { generation: name, revision, embedderId } = pointer;
  const index = await format.open(join(folder, name));
  if (index.embedderId !== embedderId) {
    throw new DocketError(
      "storage",
      `${join(folder, name)}: holds vectors of ${index.embedderId}, not of ${embedderId}`,
    );
  }
  const words = await openKeywordIndex(join(folder, name));
  return { index, words, revision, name };
}

/** A new name, never that of the current snapshot, so that a name read from the pointer stays with one content. */
function nextName(revision: number, before: Pointer | null): string {
  const [, ofRevision, number] = SNAPSHOT_NAME.exec(before?.generation ?? "") ?? [];
  return `${revision}.${Number(ofRevision) === revision ? Number(number) + 1 : 1}`;
}

/**
 * Older snapshots, and what killed writers left. At the start, not at the end, of a publication: so it happens after
 * every kind of failure too, and a full disk has the room back before it is needed.
 */
async function removeAllBut(folder: string, snapshot: string | undefined): Promise<void> {
  for (const entry of await readdir(folder)) {
    const isOurs = SNAPSHOT_NAME.test(entry) || UNFINISHED_POINTER.test(entry);
    if (isOurs && entry !== snapshot) await rm(join(folder, entry), { recursive: true, force: true });
  }
}

function isMissing(cause: unknown): boolean {
  return cause instanceof Error && "code" in cause && cause.code === "ENOENT";
}

function failure(path: string, cause: unknown): DocketError {
  if (cause instanceof DocketError) return cause;
  return new DocketError("storage", `${path}: ${errorText(cause)}: check the folder's rights and the disk`, { cause });
}
