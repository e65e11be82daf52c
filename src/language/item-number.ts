/**
 * Tells whether a list item brings the number that its document gives it, or the box that is ticked or not. Markdown
 * and Word keep them in the text; bullets are left out.
 */

import { startsWithBox } from "./check-boxes.ts";

/**
 * `1.`, `3.2 `, `(a)`, `iv)`, `一、`, `（二）`, `①`, `Step 1`, `第一步`. What stands alone may be a word, or the 30 of
 * "30 billion": it wants a sign behind it.
 */
const NUMBER =
  /^(?:[(（]?(?:\d+(?:\.\d+)*[.)、．）]|\d+(?:\.\d+)+\s|(?:[a-z]|[ivx]{1,4}|[一二三四五六七八九十]{1,3})[.)、．）])|[①-⑳⑴-⒇⒈-⒛❶-❿]|Step\s+\d|(?:第[一二三四五六七八九十\d]{1,3}步|步骤\s*[一二三四五六七八九十\d]{1,3})|第[一二三四五六七八九十]{1,3}[，,、：:])/iu;

export function hasItemNumber(item: string): boolean {
  return NUMBER.test(item) || startsWithBox(item);
}

/** Each line without the number before it, which counts nothing: "5. Purchase postponed" holds no five. */
export function withoutItemNumbers(text: string): string {
  return text.replaceAll(/^[^\n]+/gmu, (line) => line.replace(NUMBER, ""));
}
