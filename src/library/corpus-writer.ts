/**
 * Writes into the folder of documents what did not come by the file system: each file whole or not at all, under a name
 * that is made safe, and never outside the folder. Doing it twice changes nothing.
 */

import { existsSync } from "node:fs";
import { mkdir, readdir, readFile, realpath, rm, stat } from "node:fs/promises";
import { basename, dirname, join, sep } from "node:path";
import { DocketError } from "../errors.ts";
import { canonicalText } from "../language/canonical.ts";
import { syncFolder, writeFileAtomically } from "../storage/atomic-file.ts";

export interface CorpusWrite {
  /** Relative to the folder, with forward slashes; made by `safePath`. */
  readonly path: string;
  /** Null: the file and its sidecar are to go. `as it is`: the sidecar alone is written. */
  readonly bytes: Uint8Array | "as it is" | null;
  /** The facts beside it; "" takes them out, null leaves them as they are. */
  readonly sidecar: string | null;
}

/** File systems take 255 bytes; a Han character has three. */
const MAX_NAME_BYTES = 180;

/** @throws DocketError `storage` where the folder cannot be written, `usage` where the path leads out of it */
export async function writeIntoCorpus(folder: string, { path, bytes, sidecar }: CorpusWrite): Promise<void> {
  const file = join(folder, path);
  if (bytes === null) {
    await assertInside(folder, dirname(file));
    const facts = await sidecarFile(file);
    await rm(file, { force: true });
    await rm(facts, { force: true });
    await syncFolder(dirname(file)).catch(() => undefined);
    return;
  }
  // Facts of what was taken out meanwhile are about nothing.
  if (bytes === "as it is" && !existsSync(file)) return;
  await mkdir(dirname(file), { recursive: true }).catch(() => undefined);
  await assertInside(folder, dirname(file));
  // The facts first: a document is not to be read without them.
  const facts = await sidecarFile(file);
  if (sidecar === "") await rm(facts, { force: true });
  else if (sidecar !== null) await writeFileAtomically(facts, Buffer.from(sidecar));
  if (bytes !== "as it is") await writeFileAtomically(file, bytes);
  else await syncFolder(dirname(file)).catch(() => undefined);
}

/** A sidecar is a page of text. */
const MAX_SIDECAR_BYTES = 65_536;

/**
 * The facts that lie beside a document.
 * @returns null where there are none, or none that are in the folder
 */
export async function sidecarBeside(folder: string, path: string): Promise<string | null> {
  try {
    const facts = await sidecarFile(join(folder, path));
    await assertInside(folder, dirname(await realpath(facts)));
    return (await stat(facts)).size > MAX_SIDECAR_BYTES ? null : await readFile(facts, "utf8");
  } catch {
    return null;
  }
}

/** The one that is there: of the document's whole name, or of its name without the ending where that is its own. */
async function sidecarFile(file: string): Promise<string> {
  const stem = file.replace(/(?<=[^/])\.[^./]+$/u, "");
  const whole = [`${file}.meta.yaml`, `${file}.meta.yml`].find((name) => existsSync(name));
  if (whole !== undefined) return whole;
  const short = [`${stem}.meta.yaml`, `${stem}.meta.yml`].find((name) => existsSync(name));
  if (short === undefined) return `${file}.meta.yaml`;
  const names = (await readdir(dirname(file))).filter((name) => !/\.meta\.ya?ml$/iu.test(name));
  const isAlone = names.filter((name) => name.replace(/(?<=.)\.[^.]+$/u, "") === basename(stem)).length < 2;
  return isAlone ? short : `${file}.meta.yaml`;
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
