/**
 * Whether a server's message quotes what the server was asked, as those do that check their input: then it says what a
 * member wrote, and belongs in no log. Compared are letters and digits alone, since it comes in one line and escaped.
 */

/** So many letters in a row are the same by no chance. */
const LETTERS = 12;
/** A Chinese character says about as much as three. */
const HAN = 4;

/** @param asked where it is shorter than what is looked for, all of it; fewer than four letters are in any message */
export function repeats(message: string, asked: string): boolean {
  const [said, known] = [lettersOf(unescaped(message)), lettersOf(asked)];
  if (known.length < HAN) return false;
  for (let start = 0; start < said.length; start++) {
    const length = Math.min(/\p{Script=Han}/u.test(said.charAt(start)) ? HAN : LETTERS, known.length);
    if (start + length <= said.length && known.includes(said.slice(start, start + length))) return true;
  }
  return false;
}

/** JSON of servers in Python has Chinese as numbers. */
function unescaped(text: string): string {
  return text.replaceAll(/\\u([0-9a-f]{4})/giu, (_, code: string) => String.fromCharCode(Number.parseInt(code, 16)));
}

function lettersOf(text: string): string {
  return text.toLowerCase().replaceAll(/[^\p{L}\p{N}]+/gu, "");
}
