/**
 * A follow-up leans on what was said before: "And in the first phase?", "the second one". A question that stands alone
 * is left alone, since words carried over from another subject do more harm than a follow-up understood by itself.
 * Pure.
 */

import { chineseNumber } from "../../language/zh/chinese-numbers.ts";
import { simplified } from "../../language/zh/han.ts";
import type { Evidence } from "./evidence.ts";

export interface Turn {
  readonly role: string;
  readonly content: string;
}

/** The turns that a follow-up leans on. */
export interface Context {
  /** Last question with the follow-ups after it. */
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
/** Asks whether there is anything on a topic, which it names: 有没有关于报销的规定. */
const NAMES_ITS_TOPIC =
  /有没有(?:什么)?(?:关于|有关|涉及)|有(?:什么|哪些)?(?:关于|有关|涉及).+(?:吗|没有)[?？]?\s*$|\bis there (?:any|a|an) (?:rule|policy|document|regulation|guideline|notice) (?:on|about|for)\b/iu;
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

/** True of a question with a word for what was named before: "when did she begin?", 那里多少钱. */
export function pointsBack(question: string): boolean {
  return /\p{Script=Han}/u.test(question)
    ? POINTS_BACK_IN_CHINESE.test(simplified(question))
    : POINTS_BACK.test(question);
}

function leansOnContext(asked: string, termCount: number): boolean {
  // "Is there any rule on …?" points nowhere.
  const question = simplified(asked).replace(/^\s*(?:is|are) there\b/iu, "");
  if (pointsBack(question)) return true;
  if ((/\p{Script=Han}/u.test(question) ? OPENS_AS_CHINESE_FOLLOW_UP : OPENS_AS_FOLLOW_UP).test(question)) return true;
  return termCount < TERMS_TO_STAND_ALONE && !NAMES_ITS_TOPIC.test(simplified(asked));
}

const ORDINALS =
  "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth fifteenth".split(
    " ",
  );
const NUMBERS = "one two three four five six seven eight nine ten eleven twelve".split(" ");
const WORD = `${ORDINALS.join("|")}|last|\\d{1,2}(?:st|nd|rd|th)`;
const ENGLISH = new RegExp(
  `\\bthe (?<nth>${WORD})(?: (?:one|item|point|task|measure|step|option|bullet|part|of (?:them|these|those))\\b|(?=[?.!]?$))|\\b(?:number|item|point) (?<number>\\d{1,2}|${NUMBERS.join("|")})\\b`,
  "iu",
);
/** 第二期 and 第二届 are of the matter, 第二条 may be: it is only where a list was quoted. */
const CHINESE =
  /第(?<nth>[一二三四五六七八九十]{1,3}|\d{1,2})(?:个|個|项|項|条|條|点|點|步|种|種)|最后一?(?<last>个|項|项|条|點|点|步|种)/u;

/** Mark before an item: a bullet, or its number. */
const ITEM =
  /(?:^|[\n\s])(?:[•·▪-]|\(?\d{1,2}[.)、．]|[(（][一二三四五六七八九十]{1,2}[)）]|[一二三四五六七八九十]{1,2}、)\s*/u;
/** A title with a number is no list. */
const FEWEST_ITEMS = 2;

interface Picked {
  /** The question with the item in place of its number. */
  readonly question: string;
  /** Text that was quoted already, and is no answer. */
  readonly listed: string;
}

/**
 * "Tell me more about the second one" and 那第二条呢 pick an item of the list that was quoted last. The question is asked
 * with the item's own words in place of the number, since no document numbers what an answer listed.
 * Null where the question picks nothing, or nothing was listed that it could pick.
 */
export function pickedItem(question: string, history: readonly Turn[]): Picked | null {
  const found = ENGLISH.exec(question) ?? CHINESE.exec(question);
  const last = history.findLast(({ role, content }) => role !== "user" && content !== "");
  if (found === null || last === undefined) return null;
  const items = itemsIn(last.content);
  const item = items.at(numberOf(found) - 1);
  if (item === undefined || items.length < FEWEST_ITEMS) return null;
  const before = question.slice(0, found.index);
  const after = question.slice(found.index + found[0].length);
  return { question: `${before}${item}${after}`.trim(), listed: last.content };
}

/** Items without their marks and their signs at the end. */
function itemsIn(answer: string): string[] {
  const [, ...items] = answer.replaceAll(/\s*\[\d+\]/gu, "").split(new RegExp(ITEM, "gu"));
  return items
    .map(
      (item) =>
        item
          .split("\n")[0]
          ?.trim()
          .replace(/[.;；。,，]+$/u, "") ?? "",
    )
    .filter((item) => item !== "");
}

/** 1-based; 0 is the last. */
function numberOf({ groups = {} }: RegExpExecArray): number {
  const { nth = "", number = "", last } = groups;
  if (last !== undefined || nth.toLowerCase() === "last") return 0;
  const written = `${nth}${number}`.toLowerCase();
  const word = Math.max(ORDINALS.indexOf(written), NUMBERS.indexOf(written)) + 1;
  return word || Number.parseInt(written, 10) || chineseNumber(written) || Number.POSITIVE_INFINITY;
}

/**
 * Added to the score. Of 255 follow-ups among the selector's training questions the first unit was right for .57 without,
 * .61 with it, and as many at .5; misled .06, .05 (2026-11-29).
 */
const SAME_DOCUMENT = 0.3;
const SAME_PASSAGE = 0.1;
/**
 * Share of a passage's scores for the question before that counts for a follow-up whose own words find nothing of its
 * document.
 */
const SHARE_OF_ABOUT = 0.5;
/** Passages of that document which are added. */
const MOST_ADDED = 2;
/** Length of the last answer's beginning, in characters: enough to know the passage by. */
const BEGINNING = { least: 16, most: 60 };

/**
 * A follow-up goes on about the document that was quoted: "and in July?" after the price in May means the same price list,
 * though other documents have July in them. Its passages come first; whether any of them answers is decided as ever. The best
 * are added where none was found: "they sound alike" has no word of what was spoken of.
 * @param evidence of the follow-up, best first
 * @param about evidence of the question that it leans on, best first
 */
export function continued(
  evidence: readonly Evidence[],
  about: readonly Evidence[],
  { lastAnswer }: Pick<Context, "lastAnswer">,
): readonly Evidence[] {
  const beginning = lastAnswer.replaceAll(/\s*\[\d+\]/gu, "").slice(0, BEGINNING.most);
  const quoted = about.find(({ passage }) => beginning.length >= BEGINNING.least && passage.text.includes(beginning));
  const meant = (quoted ?? about[0])?.passage;
  if (meant === undefined) return evidence;
  const isMeant = ({ passage }: Evidence): boolean => passage.document.id === meant.document.id;
  const added = evidence.some(isMeant) ? [] : about.filter(isMeant).slice(0, MOST_ADDED).map(askedBefore);
  return [...evidence, ...added]
    .map((one): Evidence => {
      if (!isMeant(one)) return one;
      return { ...one, continues: SAME_DOCUMENT + (one.passage.id === meant.id ? SAME_PASSAGE : 0) };
    })
    .sort((one, other) => other.score + other.continues - one.score - one.continues);
}

function askedBefore(one: Evidence): Evidence {
  const sentenceScores = one.sentenceScores.map((score) => score * SHARE_OF_ABOUT);
  return { ...one, score: one.score * SHARE_OF_ABOUT, sentenceScores };
}
