/** An editor's remark on the text before it: shown beside that text, not instead of it. */

/** "Editor's note: the sum must be wrong." */
export function isNote(text: string): boolean {
  return /^(?:editor['’]s note|note|编者注|注)\s*[:：]/iu.test(text);
}
