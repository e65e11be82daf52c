/** The file that a document was read from, as it lies in the folder of documents now. */

import { readFile, realpath, stat } from "node:fs/promises";
import { join, relative, sep } from "node:path";
import { firstFolder } from "../documents/collection.ts";

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
