/**
 * The files of a corpus folder. Nothing outside the folder is ever opened: a symbolic link that leads out of it is
 * reported, not followed. A link to a folder inside is passed over, since what it shows is read where it stands.
 */

import { type Dirent, readdirSync, realpathSync, statSync } from "node:fs";
import { join, relative, resolve, sep } from "node:path";
import { DocketError, messageOf } from "../errors.ts";

export interface CorpusFile {
  /** Relative to the corpus, with forward slashes, NFC: how documents name it. */
  readonly path: string;
  /** How the file system names it. */
  readonly absolutePath: string;
  readonly size: number;
  /** Milliseconds since 1970, with a fraction. */
  readonly modified: number;
}

export interface CorpusListing {
  /** By path. */
  readonly files: readonly CorpusFile[];
  readonly problems: readonly { readonly path: string; readonly reason: string }[];
}

/** Deeper than any library of documents. */
const MAX_DEPTH = 32;

/** Names that editors, office programs and systems leave behind; none is a document. */
const IGNORED = /^(?:\.|~\$|Thumbs\.db$|desktop\.ini$)|~$|\.(?:tmp|part|crdownload|swp)$/iu;

/** @throws DocketError `configuration` when the folder itself is not there or cannot be read. */
export function listCorpus(folder: string): CorpusListing {
  const files: CorpusFile[] = [];
  const problems: { path: string; reason: string }[] = [];
  let root: string;
  try {
    root = realpathSync(folder);
    if (!statSync(root).isDirectory()) throw new Error("it is a file, not a folder");
  } catch (cause) {
    throw new DocketError(
      "configuration",
      `${folder}: the corpus folder cannot be read (${reasonOf(cause)}): check CORPUS_DIR or --corpus`,
      {
        cause,
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
        if (entry.isSymbolicLink() && !isInside(root, realpathSync(absolutePath))) {
          problems.push({
            path,
            reason: "it is a link that leaves the corpus folder, and is not followed: copy the file here",
          });
          continue;
        }
        const status = statSync(absolutePath);
        if (status.isFile()) files.push({ path, absolutePath, size: status.size, modified: status.mtimeMs });
        else if (entry.isDirectory() && depth < MAX_DEPTH) visit(absolutePath, depth + 1);
      } catch (cause) {
        problems.push({ path, reason: `the file cannot be read (${reasonOf(cause)})` });
      }
    }
  };
  visit(root, 0);
  return { files: files.sort((one, other) => (one.path < other.path ? -1 : 1)), problems };
}

function isInside(root: string, path: string): boolean {
  return path === root || path.startsWith(root + sep);
}

function pathIn(root: string, path: string): string {
  return relative(root, resolve(path)).split(sep).join("/").normalize("NFC");
}

function reasonOf(cause: unknown): string {
  const code = (cause as { code?: unknown }).code;
  return code === "ENOENT" ? "it does not exist" : code === "EACCES" ? "permission denied" : messageOf(cause);
}
