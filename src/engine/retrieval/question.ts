/**
 * A question made fit to be searched for: what a person typed, without what cannot be seen and without its courtesies,
 * or the reason why it is no question. What is typed comes from strangers; nothing behind this file sees it raw. Pure.
 */

import { canonicalText } from "../../language/canonical.ts";
import { type Language, languageOfQuestion } from "../../language/language.ts";

export interface Question {
  /** One line, NFC, no control or bidi characters. */
  readonly text: string;
  readonly language: Language;
}

export type QuestionProblem = "empty" | "too-long" | "no-words";

/** Longer than any question that people ask; beyond it the embedded model would read only the beginning anyway. */
const MAX_QUESTION_CHARACTERS = 2_000;

export function asQuestion(typed: string): Question | { readonly problem: QuestionProblem } {
  // Cut before anything is computed over it; a little slack, since clean-up only shortens.
  if (typed.length > MAX_QUESTION_CHARACTERS * 4) return { problem: "too-long" };
  const text = canonicalText(typed).text.replace(/\s+/gu, " ").trim();
  if (text === "") return { problem: "empty" };
  if (text.length > MAX_QUESTION_CHARACTERS) return { problem: "too-long" };
  if (!/[\p{L}\p{N}]/u.test(text)) return { problem: "no-words" };
  return { text, language: languageOfQuestion(text) };
}

const GREETING =
  "(?:hi|hello|hey|good (?:morning|afternoon|evening|day)|dear \\w+|greetings)(?: (?:there|all|everyone|team|docket))?";
const THANKS =
  "(?:many |kind )?(?:thanks|thank you|thx|cheers|ta)(?: (?:a lot|so much|very much|in advance|again|for (?:your|the) (?:help|time)))*|(?:kind |best |warm )?regards|(?:yours )?sincerely|please (?:help|advise)|sorry(?: (?:again|to bother you|for (?:the trouble|bothering you)))?";
const CHINESE_COURTESY =
  "(?:各位|大家)?(?:你们?|您)?好|早上好|下午好|晚上好|不好意思|打[扰搅](?:一下)?了?|非常感谢|十分感谢|万分感谢|多谢|谢谢(?:你们?|您|啦|了|大家)?|感谢|辛苦了?|麻烦了?|劳驾|在吗";

/** A whole sentence, or what stands between two signs, that is courtesy alone; after thanks a name may stand. */
const COURTESY_ALONE = new RegExp(
  `^[\\s,，:：]*(?:(?:${GREETING}|${THANKS})(?:[,，] ?\\p{Lu}[\\p{L}.]*(?: \\p{Lu}[\\p{L}.]*)?)?|${CHINESE_COURTESY})[\\s,，.!。！~～…]*$`,
  "iu",
);

/**
 * Words that lead up to a question and are none of it; taken off again and again, since people string them together.
 */
const OPENERS = new RegExp(
  `^(?:${[
    `(?:${GREETING})[\\s,!.–-]+`,
    "(?:sorry|excuse me|pardon)(?: (?:to (?:bother|disturb|trouble) you|for (?:bothering|disturbing|troubling) you|if (?:this|it) (?:was|has been) (?:asked|answered)(?: before| already)?))?,? (?:but,? )?",
    "(?:i )?(?:could ?n[o'’]?t|can ?n[o'’]?t|did ?n[o'’]?t|cannot) find (?:it|this|that|anything|the answer)(?: (?:anywhere|on the (?:web ?)?site|in the documents))?[,:;.]? ",
    "(?:just )?(?:a )?(?:quick|short|small|stupid|dumb|silly) question[,:;.]? ",
    "(?:i )?(?:have|got) a (?:quick |short )?question[,:;.]? ",
    "(?:btw|by the way|fyi|ok(?:ay)?|well|so|um+|er+)[,:] ",
    "(?:please,? )?(?:could|can|would|will) (?:you|someone|anyone|anybody|somebody) (?:please |kindly |perhaps |maybe )?(?:tell|inform|remind|advise) (?:me|us)(?: please)? (?:about )?",
    "(?:please,? )?(?:could|can|would|will) (?:you|someone|anyone) (?:please |kindly )?(?:let (?:me|us) know|explain(?: to (?:me|us))?) ",
    "(?:i(?: would|['’]d)|we(?: would|['’]d)) (?:like|love) to (?:know|ask|find out) ",
    "i(?:['’]m| am|['’]ve been| was)? (?:just )?wonder(?:ing)? (?:about )?",
    "i (?:want|need) to (?:know|ask|find out) ",
    "(?:do|does) (?:you|anyone|anybody|somebody|someone) (?:happen to )?know ",
    "(?:any|have you any|you have any) idea ",
    "(?:please )?(?:tell|let) (?:me|us) (?:know )?(?:please )?(?=(?:who|what|when|where|which|why|how|if|whether)\\b)",
    "please,? (?=(?:who|what|when|where|which|why|how)\\b)",
  ].join("|")})`,
  "iu",
);
const CHINESE_OPENERS = new RegExp(
  `^(?:${[
    `(?:${CHINESE_COURTESY})[，,。！!~～\\s]*`,
    "(?:请问|请教|想问|问)(?:一下|下|个问题|各位|大家)?[哈啊呀吧，,：:\\s]*",
    "(?:我|我们|俺)?(?:想|要|需要)(?:请)?(?:问|了解|咨询|知道|请教)(?:一下|下)?[哈啊呀，,：:\\s]*",
    "(?:麻烦|劳驾|烦请|能不能|能否|可否|可以)(?:你|您)?(?:帮我|帮忙|帮)?(?:问|查|看|告诉我|说|讲|介绍|解释)(?:一下|下)?[哈啊呀，,：:\\s]*",
    "(?:有没有人|谁)知道[，,：:\\s]*",
    "(?:那个|就是|话说|对了)[，,\\s]+",
  ].join("|")})`,
  "u",
);
/** Words at the end, after the question. */
const CLOSERS = new RegExp(
  `(?:[,，.。!！\\s]+(?:please|pls|${THANKS}|${CHINESE_COURTESY})(?:[,，] ?\\p{Lu}[\\p{L}.]*)?[\\s.!。！]*)+$`,
  "iu",
);

/**
 * A question without its courtesies: "Good morning! Could you please tell me who chairs the board? Many thanks, Ann" asks
 * who chairs the board. Greetings and thanks are near to every letter in the library, and names under them to people in
 * it, so they are not searched for. Where nothing else is left, the text stays as it is.
 */
export function withoutCourtesy(text: string): string {
  const sentences = text.match(/[^.!?。！？]+[.!?。！？]*\s*/gu) ?? [text];
  const asking = sentences
    .filter((sentence) => !COURTESY_ALONE.test(sentence.trim()))
    .join("")
    .trim();
  let left = asking;
  for (let before = ""; before !== left; ) {
    before = left;
    left = left.replace(OPENERS, "").replace(CHINESE_OPENERS, "").replace(CLOSERS, closing(left));
  }
  return hasWords(left) ? left : text;
}

/** A question keeps its mark. */
function closing(text: string): string {
  return /[?？]/u.test(text.match(CLOSERS)?.[0] ?? "") ? "?" : "";
}

/** Two words or two characters: less is a name, and no question. */
function hasWords(text: string): boolean {
  return /\p{Script=Han}.*\p{Script=Han}|[\p{L}\p{N}]{2,}\P{L}+[\p{L}\p{N}]{2,}|[\p{L}\p{N}]{4,}/u.test(text);
}
