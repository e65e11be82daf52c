/**
 * Tells whether a paragraph introduces the list after it. "The plan has four safeguards:" is half of what each of the four
 * items says, so an item keeps a pointer to it. A paragraph that merely comes before a list is none: it ends with a
 * colon, or its last words promise what follows.
 */

const COLON = /[:：]["'”’)）]*$/;
const PROMISE = /\b(?:as follows|(?:the|these) following|following (?:are|is))\b|如下|下列|以下/i;
/**
 * Longer than "shall meet each of the following conditions and requirements"; promises further back are about the text.
 */
const LAST_WORDS = 60;

export function introducesList(paragraph: string): boolean {
  if (COLON.test(paragraph.slice(-8))) return true;
  const lastSentence =
    paragraph
      .slice(-LAST_WORDS)
      .replace(/[.。]$/, "")
      .split(/[.!?。！？]/)
      .at(-1) ?? "";
  return PROMISE.test(lastSentence);
}
