/**
 * Boxes of forms: "□ 是 √ 否" says no. They are text and no bullets, and a line of them answers what stands before it.
 */

/** Signs that are no bullets wherever they stand; ■ is kept too, as it may be a box that is filled. */
const BOX = /^(?:[□☐☑☒■✓✔]\s*(?=\S)|\[[ xX√✓]\]\s*(?=\S)|[（(]\s*[√✓✔]?\s*[）)]\s*(?=\p{Script=Han}))/u;
/** A tick or a ring may be a bullet or a root; beside a box or its like it is a choice. */
const CHOICES = /^[√✓✔×✗✘○◯〇●◉][\s\S]{0,60}?[□☐○◯〇]|^[○◯〇][\s\S]{0,60}?[●◉√✓✔]/u;

export function startsWithBox(text: string): boolean {
  return BOX.test(text) || CHOICES.test(text);
}
