/** Numbers and bullets of a list that stand before the text with a gap of their own. */

const MARK =
  /^(?:\[\d{1,3}\]|[•●○■□◆◇▪▫▶►‣⁃✓✔·*–—-]|\(?\d{1,3}(?:\.\d{1,3})*[.)、．]\)?|[（(](?:\d{1,3}|[一二三四五六七八九十]{1,3}|[a-z])[)）]|[a-z][.)]|[一二三四五六七八九十]{1,3}、)$/;

export function isMark(text: string): boolean {
  return MARK.test(text);
}
