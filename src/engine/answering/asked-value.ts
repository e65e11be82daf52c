/**
 * The kind of value that a question asks for beyond doubt (a sum, a count, a date, a telephone number), and whether a text
 * holds one. What holds none is no answer, however near it is: "The Secretary General is Mr. He" to what he earns. Pure.
 */

import { type Figure, figuresIn } from "../../language/figures/figures.ts";

export type AskedValue = "money" | "count" | "size" | "share" | "time" | "telephone" | "fax" | "e-mail";

/** Currencies, and shares of a sum. */
const MAY_BE_MONEY: ReadonlySet<string> = new Set("hkd usd yuan eur jpy gbp krw twd percent times".split(" "));

const SUMS = "costs?|prices?|fees?|salar(?:y|ies)|wages?|charges?|budgets?|rents?|fines?|deposits?|allowances?";
/** In this order: "how much" is a sum only with a word for money. */
const ASKED: readonly (readonly [AskedValue, RegExp])[] = [
  ["fax", /\bfax number\b|传真(?:号码?)?(?:是|为)?(?:多少|什么|几)|传真号码?[呢吗？?]?$/iu],
  [
    "telephone",
    /^(?!(?:may|does|do|did|has|have|will|can|could|is|are|must|should)\b).*\b(?:(?:tele)?phone|mobile|cell) number\b|\bwho(?:m)? (?:should|do|can|could|must|may) (?:i|we|one|you|they|members?) (?:call|phone|ring)\b|打(?:什么|哪个|给谁的?)电话|(?:电话|手机号码?|热线|联系方式)(?:是|为)?(?:多少|什么|几)|(?:的|，)(?:联系)?(?:电话|手机)(?:号码?)?[呢吗？?]?$/iu,
  ],
  ["e-mail", /\be-?mail address\b|(?:邮箱|邮件地址)(?:地址)?(?:是|为)?(?:多少|什么|哪)/iu],
  [
    "money",
    new RegExp(
      [
        "\\bhow much (?:money|(?:\\w+ ){0,8}(?:costs?|pays?|paid|charged?|earns?|spends?|spent|invest(?:ed|s|ment)?|owes?|worth|prices?|fees?))\\b",
        "\\bhow much (?:is|are|was|were) (?:the |an? )?(?:\\w+ ){0,4}(?:fees?|costs?|prices?|salar(?:y|ies)|budget)\\b",
        `\\bwhat(?:'s| is| are| was| were) the (?:[\\w-]+ ){0,3}(?:${SUMS})\\b`,
        "\\bwhat (?:does|do|did|will|would) (?:[\\w'’-]+ ){1,8}(?:cost|earn|charge)\\b",
        "多少钱|多少[万亿]?元|几块钱|[费价款薪资额]用?(?:各|都|大概|一共|总共)?(?:是|要|为|收|交|有)?多少(?![个家人位票次])|多少[^，。？?]{0,2}[费款]|(?:工资|薪水|年薪)(?:是|有)?多[少高]",
      ].join("|"),
      "iu",
    ),
  ],
  [
    "share",
    /\bwhat (?:percentage|percent|share|proportion)\b|\bhow many percent\b|百分之几|占比(?:是|为)?多少|比例(?:是|为)?多少/iu,
  ],
  [
    "count",
    /\bhow many\b|多少(?=[家个人位名次项条台套种份所座])|几(?=[家个位名项条次种人届章]|点(?:意见|建议|要求|措施|倡议|原则|任务))|(?:人数|数量)(?:是|为|有)?多少/iu,
  ],
  [
    "time",
    /^(?:and |so |but )?when\b(?! (?:in|on) )|\b(?:by|until|till|since) when\b|\bwhen (?:is|are|was|were|will|does|do|did|must|should|has|have|can)\b|\b(?:what|which) (?:day|date|year|month)\b|什么时候|什么时间|何时|几时|哪一?[年天月日]|几[月号]|几点(?!意见|建议|要求|措施|倡议|原则|任务)/iu,
  ],
  [
    "size",
    /\bhow (?:big|large|tall|wide|heavy|far|deep|old|long) (?:is|are|was|were)\b|面积(?:是|有|为)?多[大少]|有?多[高长宽重远深]/iu,
  ],
];

/** Null where any sentence may answer. */
export function valueAskedBy(question: string): AskedValue | null {
  return ASKED.find(([, pattern]) => pattern.test(question))?.[0] ?? null;
}

const NO_SUM =
  /\b(?:free|half|thirds?|quarters?|no (?:fee|charge|cost)|double|waived)\b|免费|减半|一半|不收|免收|免交|不交|[两三四五六七八九十]倍/iu;
const NUMBER_WORDS =
  /\b(?:no|none|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|dozens?|several|half|once|twice|all|every|each)\b|[一二两三四五六七八九十百千半各每]/iu;
const TIME_WORDS =
  /\b(?:(?:mon|tue|tues|wed|wednes|thu|thurs|fri|sat|satur|sun)(?:days?)?|january|february|march|april|may|june|july|august|september|october|november|december|spring|summer|autumn|winter|noon|midnight|mornings?|evenings?|nights?|(?:half|quarter) (?:past|to)|hours?|days?|weeks?|months?|years?|daily|weekly|monthly|quarterly|yearly|annually|every|within|until|after|before|during|when|once|as soon as|at once|immediately|today|tomorrow|now|o['’]clock|(?:at|by|from|till?|past) (?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve)|\d{1,2} ?[ap]\.?m)\b|\b\d{1,2}[:：.]\d\d\b|[年月周季天日时号点旬]|之[前后]|以[前后内]|立即|期间|到期|星期/iu;
const TELEPHONE = /\+?\d[\d ()/-]+\d/gu;
const DATE = /^\s*(?:19|20)\d\d(?:[-/]\d{1,2}){0,2}\s*$/u;
/** An extension's. */
const FEWEST_DIGITS = 4;

export function holdsValue(value: AskedValue, text: string): boolean {
  switch (value) {
    case "money":
      return NO_SUM.test(text) || figuresIn(text).some(mayBeMoney);
    case "count":
    case "size":
      return NUMBER_WORDS.test(text) || figuresIn(text).some(({ kind }) => kind === "quantity");
    case "share":
      return /\d ?%|\bper ?cent\b|\bhalf\b|\bthirds?\b|\bquarters?\b|百分之|一半|[一二三四五六七八九十]成|分之/iu.test(
        text,
      );
    case "time":
      return TIME_WORDS.test(text) || figuresIn(text).some(({ kind }) => kind === "date" || kind === "time");
    case "telephone":
      return hasTelephone(text);
    case "fax":
      return /fax|传真/iu.test(text) && hasTelephone(text);
    case "e-mail":
      return /[\w.+-]@[\w-]/u.test(text);
    default:
      return value satisfies never;
  }
}

/** Where everybody knows the currency, a price is a bare number. */
function mayBeMoney(figure: Figure): boolean {
  return figure.kind === "quantity" && (figure.unit === null || MAY_BE_MONEY.has(figure.unit.name));
}

function hasTelephone(text: string): boolean {
  return (text.match(TELEPHONE) ?? []).some(
    (number) => !DATE.test(number) && number.replaceAll(/\D/gu, "").length >= FEWEST_DIGITS,
  );
}

const INTERROGATIVES =
  /\b(?:who|whom|whose|when|where|what|which|why|how)\b|谁|哪[里儿些个位年天月家]?|什么|多少|几[个家位名项条点次种月号]|怎[么样]|如何|为何|吗/giu;

/** "When was it, and who came?": each part is answered by a sentence of its own. */
export function asksTwice(question: string): boolean {
  return (question.match(INTERROGATIVES) ?? []).length > 1;
}
