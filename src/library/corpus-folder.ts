/**
 * The files of a corpus folder, each with the file of facts that lies beside it. Nothing outside the folder is ever opened: a
 * symbolic link that leads out of it, or into another collection, is reported and not followed. A link to a folder inside
 * is passed over, since what it shows is read where it stands.
 */

import { constants, type Dirent, existsSync, readdirSync, realpathSync, statSync } from "node:fs";
import { mkdir, open, readdir, readFile, realpath, rm, stat } from "node:fs/promises";
import { basename, dirname, join, relative, resolve, sep } from "node:path";
import { firstFolder } from "../documents/document.ts";
import { DocketError, errorText } from "../errors.ts";
import { canonicalText } from "../language/canonical.ts";
import { syncFolder, writeFileAtomically } from "../storage/atomic-file.ts";

export interface CorpusFile {
  /** Relative to the corpus, with forward slashes, NFC: how documents name it. */
  readonly path: string;
  /** Path as the file system names it; the file itself, where the corpus has a link to it. */
  readonly absolutePath: string;
  /** Facts about it, in a file of their own: `rules.pdf.meta.yaml` or `rules.meta.yaml` beside `rules.pdf`. */
  readonly sidecar: { readonly name: string; readonly absolutePath: string } | null;
  /** Bytes of both. */
  readonly size: number;
  /** Milliseconds since 1970, with a fraction: the sum of both, which changes with either. */
  readonly modified: number;
}

export interface CorpusListing {
  /** Files ordered by path. */
  readonly files: readonly CorpusFile[];
  readonly problems: readonly { readonly path: string; readonly reason: string }[];
}

/** Deeper than any library of documents. */
const MAX_DEPTH = 32;

const PIECE_BYTES = 1_000_000;

/** Names that editors, office programs and systems leave behind; none is a document. */
const IGNORED = /^(?:\.|~\$|Thumbs\.db$|desktop\.ini$)|~$|\.(?:tmp|part|crdownload|swp)$/iu;

const SIDECAR = /\.meta\.ya?ml$/iu;

/** The folders in it, which are its collections; none where it cannot be read. */
export function foldersOf(folder: string): readonly string[] {
  try {
    return readdirSync(folder, { withFileTypes: true })
      .filter((entry) => entry.isDirectory() && !IGNORED.test(entry.name))
      .map(({ name }) => name.normalize("NFC"));
  } catch {
    return [];
  }
}

/** @throws DocketError `configuration` when the folder itself is not there or cannot be read. */
export function listCorpus(folder: string): CorpusListing {
  const files: CorpusFile[] = [];
  const problems: { path: string; reason: string }[] = [];
  let root: string;
  try {
    root = realpathSync(folder);
    if (!statSync(root).isDirectory())
      throw Object.assign(new Error("it is a file, not a folder"), { code: "ENOTDIR" });
  } catch (cause) {
    throw new DocketError(
      "configuration",
      `${folder}: the corpus folder cannot be read (${reasonOf(cause)}): check CORPUS_DIR or --corpus`,
      {
        cause,
        told: { key: "error-corpus-folder", values: { folder, fault: codeOf(cause), reason: errorText(cause) } },
      },
    );
  }

  const visit = (directory: string, depth: number): void => {
    let entries: Dirent[];
    try {
      entries = readdirSync(directory, { withFileTypes: true });
    } catch (cause) {
      problems.push({
        path: pathIn(root, directory),
        reason: `the folder cannot be read (${reasonOf(cause)}): check its rights`,
      });
      return;
    }
    for (const entry of entries) {
      if (IGNORED.test(entry.name)) continue;
      const absolutePath = join(directory, entry.name);
      const path = pathIn(root, absolutePath);
      try {
        const real = entry.isSymbolicLink() ? realpathSync(absolutePath) : absolutePath;
        if (!isInside(root, real)) {
          problems.push({
            path,
            reason: "it is a link that leaves the corpus folder, and is not followed: copy the file here",
          });
          continue;
        }
        if (firstFolder(pathIn(root, real)) !== firstFolder(path)) {
          problems.push({
            path,
            reason: `it is a link to ${pathIn(root, real)}, in another collection, and is not followed: that is read where it stands`,
          });
          continue;
        }
        const status = statSync(absolutePath);
        const { size, mtimeMs: modified } = status;
        if (status.isFile()) files.push({ path, absolutePath: real, sidecar: null, size, modified });
        else if (entry.isDirectory() && depth < MAX_DEPTH) visit(absolutePath, depth + 1);
      } catch (cause) {
        problems.push({ path, reason: `the file cannot be read (${reasonOf(cause)})` });
      }
    }
  };
  visit(root, 0);
  const documents = withSidecars(files, problems);
  return { files: documents.sort((one, other) => (one.path < other.path ? -1 : 1)), problems };
}

/** Those files that are documents; a file of facts that belongs to none of them, or to several, is a problem. */
function withSidecars(files: readonly CorpusFile[], problems: { path: string; reason: string }[]): CorpusFile[] {
  const documents = new Map(files.filter(({ path }) => !SIDECAR.test(path)).map((file) => [file.path, file]));
  const sidecars = files.filter(({ path }) => SIDECAR.test(path));
  // `rules.pdf.meta.yaml` before `rules.meta.yaml`, which could be another document's.
  const exact = (path: string): number => (documents.has(path.replace(SIDECAR, "")) ? 0 : 1);
  for (const sidecar of sidecars.sort((one, other) => exact(one.path) - exact(other.path))) {
    const stem = sidecar.path.replace(SIDECAR, "");
    const owners = documents.has(stem) ? [stem] : [...documents.keys()].filter((path) => stemOf(path) === stem);
    const [path = ""] = owners;
    const document = documents.get(path);
    if (document === undefined || owners.length > 1 || document.sidecar !== null) {
      problems.push({ path: sidecar.path, reason: sidecarProblem(owners, document) });
      continue;
    }
    documents.set(path, {
      ...document,
      sidecar: { name: sidecar.path.slice(sidecar.path.lastIndexOf("/") + 1), absolutePath: sidecar.absolutePath },
      size: document.size + sidecar.size,
      modified: document.modified + sidecar.modified,
    });
  }
  return [...documents.values()];
}

function stemOf(path: string): string {
  return path.replace(/(?<=[^/])\.[^./]+$/u, "");
}

function sidecarProblem(owners: readonly string[], document: CorpusFile | undefined): string {
  const rename = "name it like its document, with .meta.yaml added";
  if (document === undefined) return `there is no document beside it that it could be about: ${rename}`;
  if (owners.length > 1) return `it could be about ${owners.join(" or ")}: ${rename}`;
  return `${document.path} has its facts in ${document.sidecar?.name}: remove one of the two`;
}

/**
 * The file's bytes, in pieces. A link that took its place since it was listed is not followed.
 * @throws Error of the file system
 */
export async function* bytesOf(absolutePath: string): AsyncGenerator<Uint8Array> {
  if ((await realpath(absolutePath)) !== absolutePath) throw new Error("it is reached by a link now");
  const file = await open(absolutePath, constants.O_RDONLY | (constants.O_NOFOLLOW ?? 0) | (constants.O_NONBLOCK ?? 0));
  try {
    if (!(await file.stat()).isFile()) throw new Error("it is not a file any more");
    yield* file.createReadStream({ autoClose: false, highWaterMark: PIECE_BYTES });
  } finally {
    await file.close();
  }
}

function isInside(root: string, path: string): boolean {
  return path === root || path.startsWith(root + sep);
}

function pathIn(root: string, path: string): string {
  return relative(root, resolve(path)).split(sep).join("/").normalize("NFC");
}

function reasonOf(cause: unknown): string {
  const code = codeOf(cause);
  return code === "ENOENT" ? "it does not exist" : code === "EACCES" ? "permission denied" : errorText(cause);
}

/** Node's name of a file system's error; "" for others. */
function codeOf(cause: unknown): string {
  return String((cause as { code?: unknown }).code ?? "");
}

/** A bot may send files of so many bytes. https://core.telegram.org/bots/api#senddocument */
const MAX_BYTES = 50_000_000;

/**
 * @param path of the document, relative to the folder
 * @returns null where it is gone, too large to be sent, or not in the folder
 */
export async function originalFile(corpusDir: string, path: string): Promise<Uint8Array | null> {
  try {
    const [root, file] = await Promise.all([realpath(corpusDir), realpath(join(corpusDir, path))]);
    if (!file.startsWith(`${root}${sep}`)) return null;
    // A link that has taken its place may lead into a folder that is not for everybody who may see the document.
    const now = relative(root, file).split(sep).join("/").normalize("NFC");
    if (firstFolder(now) !== firstFolder(path)) return null;
    const { size } = await stat(file);
    return size > MAX_BYTES ? null : await readFile(file);
  } catch {
    return null;
  }
}

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

/**
 * Writes into the folder of documents what did not come by the file system: each file whole or not at all, under a
 * name that is made safe, and never outside the folder. Doing it twice changes nothing.
 * @throws DocketError `storage` where the folder cannot be written, `usage` where the path leads out of it
 */
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
