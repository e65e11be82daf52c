/**
 * Writes into the folder of documents what did not come by the file system: each file whole or not at all, under a name
 * that is made safe, and never outside the folder. Doing it twice changes nothing.
 */

import { mkdir, realpath, rm } from "node:fs/promises";
import { dirname, join, sep } from "node:path";
import { DocketError } from "../errors.ts";
import { canonicalText } from "../language/canonical.ts";
import { syncFolder, writeFileAtomically } from "../storage/atomic-file.ts";

export interface CorpusWrite {
  /** Relative to the folder, with forward slashes; made by `safePath`. */
  readonly path: string;
  /** Null: the file and its sidecar are to go. */
  readonly bytes: Uint8Array | null;
  /** The facts beside it; null for none. */
  readonly sidecar: string | null;
}

/** File systems take 255 bytes; a Han character has three. */
const MAX_NAME_BYTES = 180;

/** @throws DocketError `storage` where the folder cannot be written, `usage` where the path leads out of it */
export async function writeIntoCorpus(folder: string, { path, bytes, sidecar }: CorpusWrite): Promise<void> {
  const file = join(folder, path);
  const facts = `${file}.meta.yaml`;
  if (bytes === null) {
    await assertInside(folder, dirname(file));
    await rm(file, { force: true });
    await rm(facts, { force: true });
    await syncFolder(dirname(file)).catch(() => undefined);
    return;
  }
  await mkdir(dirname(file), { recursive: true }).catch(() => undefined);
  await assertInside(folder, dirname(file));
  // The facts first: a document is not to be read without them.
  if (sidecar !== null) await writeFileAtomically(facts, Buffer.from(sidecar));
  await writeFileAtomically(file, bytes);
}

/** A link in the folder may lead anywhere. */
async function assertInside(folder: string, directory: string): Promise<void> {
  const [root, real] = await Promise.all([realpath(folder), realpath(directory)]).catch((cause: unknown) => {
    throw new DocketError("storage", `${directory}: the folder is not there and cannot be made: check its rights`, {
      cause,
    });
  });
  if (real === root || real.startsWith(`${root}${sep}`)) return;
  throw new DocketError("usage", `${directory}: it leads out of the folder of documents`);
}

/** @returns a path of at most two parts whose names no file system and no reader of the folder takes for anything else */
export function safePath(collection: string, name: string): string {
  const folder = safeName(collection);
  return folder === "" ? safeName(name) || "document" : `${folder}/${safeName(name) || "document"}`;
}

function safeName(name: string): string {
  const visible = canonicalText(name)
    .text.replaceAll(/[\s/\\:*?"<>|\p{C}]+/gu, " ")
    .trim();
  // Hidden files, and what editors leave behind, are not read.
  const plain = visible.replace(/^[.~$\s]+/u, "").replace(/[~.\s]+$/u, "");
  const [, stem = plain, ending = ""] = /^(?<stem>.*?)(?<ending>\.[A-Za-z0-9]{1,8})?$/u.exec(plain) ?? [];
  let cut = stem;
  while (Buffer.byteLength(cut + ending) > MAX_NAME_BYTES) cut = [...cut].slice(0, -1).join("");
  return `${cut.trim()}${ending}`;
}
