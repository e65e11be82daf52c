/**
 * The expected answer type: what kind of thing a question asks for, and how surely a sentence holds one that the
 * question does not name already. "When was it signed?" is answered by a sentence with a date; of two that are equally
 * near, the one with a date wins. A question for yes or no asks for a thing of no kind: what it names is the answer,
 * and its words find that. Pure.
 */

import { simplified } from "../../language/zh/han.ts";

export type Asked = "time" | "number" | "person" | "place" | "reason" | "meaning" | "way" | "thing";

/** Patterns in this order: "how long" is a number although "how" is a way. */
const ASKED_IN_ENGLISH: readonly (readonly [Asked, RegExp])[] = [
  [
    "time",
    /\bwhen\b|\b(?:what|which) (?:\w+ )?(?:year|date|day|month|century|decade|time|era|period)\b|\bhow (?:late|early)\b/iu,
  ],
  [
    "number",
    /\bhow (?:many|much|long|far|old|tall|big|large|high|deep|fast|often|wide|heavy)\b|\bwhat (?:\w+ )?(?:percent|percentage|number|proportion|fraction|amount|share|size|price|cost|sum|population|age)\b|\btotal (?:cost|price|number|sum)\b/iu,
  ],
  [
    "person",
    /\bwho(?:m|se)?\b|\b(?:what|which) (?:\w+ )?(?:person|people|president|minister|secretary|leader|author|director|company|organi[sz]ation)\b/iu,
  ],
  [
    "place",
    /\bwhere\b|\b(?:what|which) (?:\w+ )?(?:country|city|state|place|county|region|town|district|province|location|area)\b/iu,
  ],
  ["reason", /\bwhy\b|\breasons?\b|\bpurpose\b|\bwhat (?:caused|causes|led)\b/iu],
  [
    "meaning",
    /^what (?:is|are|was|were) (?:an? |the )?[\w\- ]{2,40}\??$|\bmean(?:s|ing)?\b|\bdefin(?:e|ition)\b|\bstands? for\b/iu,
  ],
  ["way", /\bhow\b/iu],
];

const ASKED_IN_CHINESE: readonly (readonly [Asked, RegExp])[] = [
  ["time", /什么时候|何时|几时|哪一?[年天月]|何年|几[月号]|日期|年份|哪个世纪|什么年代/u],
  ["number", /多少|几[个位名种次条项家届]|多[大长久远高快重深宽]|百分之几|比例|面积|数量|人数|金额|总额/u],
  ["person", /谁|哪位|何人|什么人|哪家|哪个(?:人|单位|部门|公司|企业)/u],
  ["place", /哪里|哪儿|何处|什么地方|在哪|哪个(?:国家|城市|省|州|地区|地方|区)/u],
  ["reason", /为什么|为何|原因|目的/u],
  ["meaning", /什么是|是什么意思|是指什么|定义/u],
  ["way", /怎么|怎样|如何/u],
];

export function askedBy(asked: string): Asked {
  const question = simplified(asked);
  const patterns = HAN.test(question) ? [...ASKED_IN_CHINESE, ...ASKED_IN_ENGLISH] : ASKED_IN_ENGLISH;
  return patterns.find(([, pattern]) => pattern.test(question))?.[0] ?? "thing";
}

const HAN = /\p{Script=Han}/u;
const YEAR = /^(?:1\d|20)\d\d$/u;
const DATE_WORDS =
  /\b(?:january|february|march|april|june|july|august|september|october|november|december|monday|tuesday|wednesday|thursday|friday|saturday|sunday|centur(?:y|ies)|\d{3,4}s|bce?|ad)\b|\bmay \d|\d+ ?(?:年|世纪|月|日|号)|[一二三四五六七八九十]+(?:世纪|月|年代|年|日)|年代|公元/iu;
const TIME_WORDS =
  /\b(?:during|after|before|until|since|era|period|season|ago|today|currently|following)\b|期间|之后|以来|目前|时期/iu;
const NUMBER_WORDS =
  /\b(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|twenty|thirty|forty|fifty|sixty|hundreds?|thousands?|million|billion|trillion|dozen|half|third|quarter|once|twice)\b|[一二三四五六七八九十百千万亿两半]+ ?(?:个|位|名|种|次|年|天|月|条|项|家|届|人|岁|倍|成|元|公里|米)|百分之|一半/iu;
const NEW_NAME = /(?<![.?!。"“]\s*)\b\p{Lu}[\p{L}'’.-]*/gu;
const CHINESE_PERSON =
  /\p{Script=Han}{1,5}[·•]\p{Script=Han}{1,6}|先生|女士|教授|博士|总统|主席|总理|书记|部长|会长|秘书长|主任|司长|区长/u;
const PERSON_WORDS =
  /\b(?:he|she|they|president|king|queen|people|team|company|members?|committee|council|government|minist(?:er|ry)|secretary|director|alliance)\b|公司|部|委员会|联盟|人/iu;
const CHINESE_PLACE = /省|市|县|国|州|区|岛|河|山|海|城|镇|村|部|位于|园/u;
const PLACE_WORDS =
  /\b(?:located|north|south|east|west|city|coast|region|district|province|park|zone|page|menu|tab)\b/iu;
const REASON_WORDS =
  /\b(?:because|due to|since|so that|in order|as a result|reason|therefore|causes?|caused|thus|aims?|purpose)\b|\bto (?!the\b|an?\b)\w+|因为|由于|以便|为了|导致|原因|因此|从而|使得|旨在/iu;
const MEANING_WORDS =
  /\b(?:is|are|was|were) (?:an?|the|one|any|used)\b|\b(?:means?|refers? to|called|known as|defined|stands? for)\b|是(?:一|指|由)|指的是|称为|意为/iu;
const WAY_WORDS =
  /\b(?:by|through|using|use|when|if|then|step|first|click|select|run|must|can)\b|通过|利用|采用|首先|然后|应/iu;

/** Likelihood from 0 (holds none) to 1 (holds one for sure); 0.6 where nothing in particular is asked for. */
export function holdsAsked(asked: Asked, written: string, question: string): number {
  const sentence = simplified(written);
  const known = new Set(numbersIn(question));
  const newNumbers = numbersIn(sentence).filter((number) => !known.has(number));
  switch (asked) {
    case "time":
      if (newNumbers.some((number) => YEAR.test(number))) return 1;
      if (DATE_WORDS.test(sentence)) return 0.9;
      return newNumbers.length > 0 || TIME_WORDS.test(sentence) ? 0.3 : 0;
    case "number":
      if (newNumbers.length > 0) return 1;
      return NUMBER_WORDS.test(sentence) ? 0.7 : 0;
    case "person": {
      const names = newNamesIn(sentence, question);
      if (names > 1 || CHINESE_PERSON.test(sentence)) return 1;
      if (names > 0) return 0.7;
      return PERSON_WORDS.test(sentence) ? 0.35 : 0;
    }
    case "place": {
      const names = newNamesIn(sentence, question);
      if (HAN.test(sentence)) return CHINESE_PLACE.test(sentence) ? 0.8 : 0.2;
      if (names > 0 && /\b(?:in|at|near|from|to|of|on|between|across) (?:the )?\p{Lu}/u.test(sentence)) return 1;
      return names > 0 ? 0.6 : PLACE_WORDS.test(sentence) ? 0.4 : 0;
    }
    case "reason":
      return REASON_WORDS.test(sentence) ? 1 : 0.3;
    case "meaning":
      return MEANING_WORDS.test(sentence) ? 1 : 0.4;
    case "way":
      return WAY_WORDS.test(sentence) ? 1 : 0.4;
    case "thing":
      return 0.6;
    default:
      return asked satisfies never;
  }
}

function numbersIn(text: string): string[] {
  return (text.match(/\d+(?:[.,]\d+)*/gu) ?? []).map((number) => number.replaceAll(",", ""));
}

/** Capitalised words inside a sentence which the question does not have. */
function newNamesIn(sentence: string, question: string): number {
  const asked = question.toLowerCase();
  return (sentence.slice(1).match(NEW_NAME) ?? []).filter(
    (name) => !asked.includes(name.toLowerCase().replace(/\W+$/u, "")),
  ).length;
}
