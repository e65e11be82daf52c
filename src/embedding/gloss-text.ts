/**
 * Glossed words put together to a line that reads as English to a model: single spaces, and the punctuation of English
 * for that of Chinese. Pure.
 */

const PUNCTUATION: ReadonlyMap<string, string> = new Map([
  ["。", ". "],
  ["、", ", "],
  ["“", '"'],
  ["”", '"'],
  ["‘", "'"],
  ["’", "'"],
  ["《", '"'],
  ["》", '"'],
  ["〈", '"'],
  ["〉", '"'],
  ["「", '"'],
  ["」", '"'],
  ["『", '"'],
  ["』", '"'],
  ["【", "["],
  ["】", "]"],
  ["·", " "],
  ["—", "-"],
  ["…", "..."],
]);

/** The full-width forms of ASCII are as many code points away from it, all of them. */
const FULL_WIDTH_OFFSET = 0xfee0;

const NO_SPACE_AFTER = /(?<=[([（【《〈「『“‘]) /gu;
const NO_SPACE_BEFORE = / (?=[)\]）】》〉」』”’.,;:?!%。，；：？！％、])/gu;

/** @param words their English, or other text as it is */
export function joinedEnglish(words: readonly { readonly english: string }[]): string {
  const line = words
    .map(({ english }) => english)
    .join(" ")
    .replace(/\s+/gu, " ")
    .replace(NO_SPACE_AFTER, "")
    .replace(NO_SPACE_BEFORE, "");
  return asciiPunctuation(line).replace(/ +/gu, " ").trim();
}

function asciiPunctuation(text: string): string {
  return text
    .replace(/[。、“”‘’《》〈〉「」『』【】·—…]/gu, (mark) => PUNCTUATION.get(mark) ?? mark)
    .replace(/[\uff01-\uff5e]/gu, (form) => String.fromCharCode(form.charCodeAt(0) - FULL_WIDTH_OFFSET));
}
