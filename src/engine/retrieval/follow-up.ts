/**
 * A follow-up leans on what was said before: "And in the first phase?" A question that stands alone is left alone,
 * since words carried over from another subject do more harm than a follow-up understood by itself. Pure.
 */

export interface Turn {
  readonly role: string;
  readonly content: string;
}

/** The turns that a follow-up leans on. */
export interface Context {
  /** With the follow-ups after it. */
  readonly lastQuestion: string;
  /** "" where nothing was answered. */
  readonly lastAnswer: string;
}

/** `queryVector = 0.3 * question + 0.7 * questionWithContext` */
export const ALONE = 0.3;

/** Long answers wander off; their beginning says what they are about. */
const ANSWER_CHARACTERS = 400;

const POINTS_BACK =
  /\b(?:it|its|they|them|their|theirs|this|that|these|those|one|ones|he|she|his|her|him|there|same|other|others|else|another|then|both|former|latter|above|such)\b/iu;
const OPENS_AS_FOLLOW_UP = /^\s*(?:and|but|so|then|or|what about|how about|why|also|ok|okay|no|yes|really)\b/iu;
/** 第二项 alone is an item of what was listed before. */
const POINTS_BACK_IN_CHINESE =
  /它|他|她|这|那|其|该|此|上述|前者|后者|同样|另外|呢[？?]?\s*$|^第[一二三四五六七八九十\d]+[项条点个步]/u;
const OPENS_AS_CHINESE_FOLLOW_UP = /^(?:那么?|还有|然后|而且|所以|为什么|怎么|再)/u;
/** A question of fewer terms says too little to stand alone. */
const TERMS_TO_STAND_ALONE = 3;

/**
 * One follow-up may lean on another: then both lean on the last question that stood alone.
 * @param termCount how many terms the question has by itself
 * @param countTerms how many an earlier one has
 */
export function contextOf(
  question: string,
  termCount: number,
  history: readonly Turn[],
  countTerms: (question: string) => number,
): Context | null {
  const asked = history.filter(({ role }) => role === "user").map(({ content }) => content);
  if (asked.length === 0 || !leansOnContext(question, termCount)) return null;
  const alone = asked.findLastIndex((earlier) => !leansOnContext(earlier, countTerms(earlier)));
  const answered = history.findLast(({ role, content }) => role !== "user" && content !== "");
  const lastAnswer = answered?.content.slice(0, ANSWER_CHARACTERS).toWellFormed() ?? "";
  return { lastQuestion: asked.slice(Math.max(0, alone)).join(" "), lastAnswer };
}

/** With a word for what was named before: "when did she begin?", 那里多少钱. */
export function pointsBack(question: string): boolean {
  return /\p{Script=Han}/u.test(question) ? POINTS_BACK_IN_CHINESE.test(question) : POINTS_BACK.test(question);
}

function leansOnContext(question: string, termCount: number): boolean {
  if (termCount < TERMS_TO_STAND_ALONE) return true;
  if (pointsBack(question)) return true;
  return (/\p{Script=Han}/u.test(question) ? OPENS_AS_CHINESE_FOLLOW_UP : OPENS_AS_FOLLOW_UP).test(question);
}
