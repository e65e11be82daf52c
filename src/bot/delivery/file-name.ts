/**
 * The name under which a file is sent. Any name may stand in the folder; in the head of a multipart part some characters end
 * it, grammY refuses others, and an app shows what turns a line around as another ending. Pure.
 */

/** Longer names are cut by file systems, most of which take 255 bytes; of Chinese that is 85 characters. */
const MOST_BYTES = 240;
const ENDING = /\.[\p{L}\p{N}]{1,10}$/u;
/** Controls, also those of a line's direction, and what shows nothing. */
const UNSEEN = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}]/gu;

/** @returns a name in quotes, as grammY writes it into the head as it is */
export function quotedFileName(name: string): string {
  const plain = name
    .normalize("NFC")
    .replaceAll(/\s+/gu, " ")
    .replaceAll(UNSEEN, "")
    .replaceAll('"', "'")
    .replaceAll(/[\\/]/gu, "_")
    .trim();
  const ending = ENDING.exec(plain)?.[0] ?? "";
  const stem = plain.slice(0, plain.length - ending.length);
  const cut = cutToBytes(stem, MOST_BYTES - Buffer.byteLength(ending)).trim();
  return `"${cut === "" ? "document" : cut}${ending}"`;
}

function cutToBytes(text: string, most: number): string {
  let bytes = 0;
  let end = 0;
  for (const character of text) {
    bytes += Buffer.byteLength(character);
    if (bytes > most) break;
    end += character.length;
  }
  return text.slice(0, end);
}
