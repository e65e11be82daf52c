/** The file that a document was read from, as it lies in the folder of documents now. */

import { readFile, realpath, stat } from "node:fs/promises";
import { join, sep } from "node:path";

/** A bot may send files of so many bytes. https://core.telegram.org/bots/api#senddocument */
const MAX_BYTES = 50_000_000;

/**
 * @param path of the document, relative to the folder
 * @returns null where it is gone, too large to be sent, or not in the folder
 */
export async function originalFile(corpusDir: string, path: string): Promise<Uint8Array | null> {
  try {
    const file = await realpath(join(corpusDir, path));
    if (!file.startsWith(`${await realpath(corpusDir)}${sep}`)) return null;
    const { size } = await stat(file);
    return size > MAX_BYTES ? null : await readFile(file);
  } catch {
    return null;
  }
}
