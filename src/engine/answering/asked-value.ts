/**
 * The kind of value that a question asks for beyond doubt (a sum, a count, a date, a telephone number), and whether a text
 * holds one. What holds none is no answer, however near it is: "The Secretary General is Mr. He" to what he earns. Pure.
 */

import { type Figure, figuresIn } from "../../language/figures/figures.ts";
import { withoutItemNumbers } from "../../language/labels.ts";
import { withoutSpread } from "../../language/zh/chinese-numbers.ts";
import { simplified } from "../../language/zh/han.ts";

export type AskedValue =
  | "money"
  | "count"
  | "size"
  | "share"
  | "time"
  | "telephone"
  | "fax"
  | "e-mail"
  | "reason"
  | "name-of-person";

/** Currencies, and shares of a sum. */
const MAY_BE_MONEY: ReadonlySet<string> = new Set("hkd usd yuan eur jpy gbp krw twd percent times".split(" "));

const SUMS = "costs?|prices?|fees?|salar(?:y|ies)|wages?|charges?|budgets?|rents?|fines?|deposits?|allowances?";
/** Patterns in this order: "how much" is a sum only with a word for money. */
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
    // 哪几家 asks which ones.
    /\bhow many\b|多少(?=[家个人位名次项条台套种份所座])|(?<!哪)几(?=[家个位名项条次种人届章]|点(?:意见|建议|要求|措施|倡议|原则|任务))|(?:人数|数量)(?:是|为|有)?多少/iu,
  ],
  [
    "time",
    /^(?:and |so |but )?when\b(?! (?:in|on) )|\b(?:by|until|till|since) when\b|\bwhen (?:is|are|was|were|will|does|do|did|must|should|has|have|can)\b|\b(?:what|which) (?:day|date|year|month)\b|什么时候|什么时间|何时|几时|哪一?[年天月日]|几[月号]|几点(?!意见|建议|要求|措施|倡议|原则|任务)/iu,
  ],
  [
    "size",
    /\bhow (?:big|large|tall|wide|heavy|far|deep|old|long) (?:is|are|was|were)\b|面积(?:是|有|为)?多[大少]|有?多[高长宽重远深]/iu,
  ],
  ["reason", /\bwhy\b(?! not\b)|\bfor what reason\b|为什么|为何|为啥|為什麼|為何/iu],
  // "Who is the warden?" asks for one who has a name; "who pays?" may be answered by what kind of person does.
  ["name-of-person", /^(?:and |so |but )?who(?:['’]s| is| was) (?!(?:allowed|entitled|eligible|able|exempt)\b)/iu],
];

/** Null where any sentence may answer. */
export function valueAskedBy(asked: string): AskedValue | null {
  const question = simplified(asked);
  return ASKED.find(([, pattern]) => pattern.test(question))?.[0] ?? null;
}

/** Gives, of a question in two parts, what both ask for: "when, and why?". */
export function valuesAskedBy(asked: string): readonly AskedValue[] {
  const first = valueAskedBy(asked);
  if (first === null || !asksTwice(asked)) return first === null ? [] : [first];
  const question = simplified(asked);
  return ASKED.filter(([, pattern]) => pattern.test(question)).map(([value]) => value);
}

/** Words of a reason; a mere fact has none. In "to avoid" a purpose is one too. */
const REASON_WORDS =
  /\b(?:because|due to|owing to|so that|so as|in order|reasons?|therefore|in view of|without|cannot|could not|no longer|thanks to|after|until|on account|so (?:few|many|much)|following|caused?|led to|means|out of|damag\w*|fail\w*|broken?|lack\w*|need\w*|wants?|wish\w*)\b|\bsince (?!\d|last\b|then\b|january|february|march|april|may\b|june|july|august|september|october|november|december)|[,;–-] as\b|\bfor (?:lack|want|fear)\b|\btoo (?!\w+ly\b)\w+|\b(?:is|are|was|were|does|do|did) not\b|n['’]t\b|\bto (?:avoid|prevent|protect|make|keep|save|help|give|reduce|ensure|spare|let|allow|show|mark|be|have|cover|become|improve|strengthen|promote|support|solve|meet|create|better)\b|因|由于|为了|以便|旨在|所以|故(?![事意障])|致|避免|防止|免得|考虑|鉴于|需要|影响|不足|无法|理由|没有|未|目的|由於|為了|影響|需要|導致/iu;
/** A capital within a sentence that is neither a day, a month nor an office. */
const NAME =
  /(?<=[\p{Ll}\d,;:(|·"'’“] ?)\b(?:(?:Mr|Mrs|Ms|Dr|Prof|Sir)\.? )?\p{Lu}[\p{L}'’-]+|^(?:Mr|Mrs|Ms|Dr|Prof|Sir)\.? \p{Lu}\p{L}+|^\p{Lu}\p{Ll}+ \p{Lu}\p{Ll}+/gmu;
const NO_NAME =
  /^(?:(?:mon|tues|wednes|thurs|fri|satur|sun)day|january|february|march|april|may|june|july|august|september|october|november|december|vice-?president|president|committee|board|council|treasurer|secretary|general|counsel|chief|executive|chair(?:man|woman|person)?|director|manager|officer|tribunal|court|assembly|room|article|section|item|motion|annex)s?$/iu;

const NO_SUM =
  /\b(?:free|half|thirds?|quarters?|no (?:fee|charge|cost)|double|waived)\b|免费|减半|一半|不收|免收|免交|不交|[两三四五六七八九十]倍/iu;
const NUMBER_WORDS =
  /\b(?:no|none|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen|twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety|hundred|dozens?|several|half|once|twice|all|every|each)\b|[一二两三四五六七八九十百千半各每]/iu;
/** Numbers in words, but for those that count nothing: "every member", "one may". */
const COUNT_WORDS =
  /\b(?:no|none|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen|twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety|hundred|dozens?|several|half|twice|a single|only one|one (?:of|in|for|per|from|to))\b|[一二两三四五六七八九十百千半]/iu;
const TIME_WORDS =
  /\b(?:(?:mon|tue|tues|wed|wednes|thu|thurs|fri|sat|satur|sun)(?:days?)?|january|february|march|april|june|july|august|september|october|november|december|spring|summer|autumn|winter|noon|midnight|mornings?|evenings?|nights?|(?:half|quarter) (?:past|to)|hours?|days?|weeks?|months?|years?|daily|weekly|monthly|quarterly|yearly|annually|every|within|until|after|before|during|when|once|as soon as|at once|immediately|today|tomorrow|now|o['’]clock|(?:at|by|from|till?|past) (?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve)|\d{1,2} ?[ap]\.?m)\b|\b\d{1,2}[:：.]\d\d\b|[年月周季天日时号点旬]|之[前后]|以[前后内]|立即|期间|到期|星期/iu;
/** In a row of a table four digits alone are a sum as well as a year. */
const BARE_CELL = /(?<=\|\s*)\d{4}(?=\s*(?:\||$))/mu;
/** Numbers that name a place or a part, and count nothing: Quay 6. */
const NAMED_BY_NUMBER =
  /\b(?:quay|gate|room|hall|building|floor|phase|article|section|circular|notice|zone|area|platform|line|route|channel|terminal|pier|berth|annex|form|chapter|clause|meeting|no\.) \d{1,3}(?![\d.,%]|\/\d)(?! ?(?:yuan|euros?|pounds?|dollars?)\b)/giu;
/** With a small letter it is a verb. */
const MAY = /\bMay\b/u;
const TELEPHONE = /\+?\d[\d ()/-]+\d/gu;
const DATE = /^\s*(?:19|20)\d\d(?:[-/]\d{1,2}){0,2}\s*$/u;
const EXTENSION = /\b(?:ext(?:ension)?\.?|dial) ?\d{2,}|(?:分机|内线|內線|分機)号?[：:]?\s?\d{2,}/iu;
/** Digits of a number that nothing names. */
const FEWEST_DIGITS = 4;

export function holdsValue(value: AskedValue, quoted: string, question = ""): boolean {
  const text = withoutSpread(withoutItemNumbers(simplified(quoted)));
  switch (value) {
    case "reason":
      return REASON_WORDS.test(text);
    case "name-of-person":
      return HAN.test(text) || (text.match(NAME) ?? []).some((name) => isNewName(name, question));
    case "money":
      return (
        NO_SUM.test(text) || BARE_CELL.test(text) || figuresIn(text.replaceAll(NAMED_BY_NUMBER, " ")).some(mayBeMoney)
      );
    case "count":
      return holdsCount(text, question);
    case "size":
      return NUMBER_WORDS.test(text) || figuresIn(text).some(({ kind }) => kind === "quantity");
    case "share":
      return /\d ?%|\bper ?cent\b|\bhalf\b|\bthirds?\b|\bquarters?\b|百分之|一半|[一二三四五六七八九十]成|分之/iu.test(
        text,
      );
    case "time":
      return (
        TIME_WORDS.test(text) ||
        MAY.test(text) ||
        figuresIn(text).some(({ kind }) => kind === "date" || kind === "time")
      );
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

const HAN = /\p{Script=Han}/u;

function isNewName(name: string, question: string): boolean {
  const bare = name.replace(/^(?:Mr|Mrs|Ms|Dr|Prof|Sir)\.? /u, "").toLowerCase();
  return !NO_NAME.test(bare) && !question.toLowerCase().includes(bare);
}

/** The counted thing: `how many founding members` asks for members. */
const COUNTED =
  /\bhow many ((?:[\p{L}'’-]+ ?){1,3}?)(?= (?:are|is|do|does|did|has|have|had|can|may|must|will|would|were|was|should|per|in|of|at|for|on|to|from|by|with|i|we|you|they|he|she|it|the|an?)\b|[?？]|$)/iu;
const MEASURED =
  /^(?:nights?|euros?|pounds?|crowns?|dollars?|yuan|percent|points?|times?|pages?|copies|words?|(?:kilo)?met(?:er|re)s?|k[mg]|tonn?e?s?|kilos?|lit(?:er|re)s?|watts?|hectares?|acres?|days?|weeks?|months?|years?|hours?|minutes?)$/iu;

/** A length of time, a sum or a share counts no people and no seats. */
function holdsCount(written: string, question: string): boolean {
  const text = written.replaceAll(NAMED_BY_NUMBER, " ");
  const counts = figuresIn(text).filter(({ kind }) => kind === "quantity");
  const counted = COUNTED.exec(question)?.[1]?.trim().split(/\s+/u) ?? [];
  if (counted.length === 0 || counted.some((word) => MEASURED.test(word)))
    return NUMBER_WORDS.test(text) || counts.length > 0;
  const others = counts.filter((figure) => figure.kind === "quantity" && figure.unit?.measure === true);
  if (counts.length > others.length) return true;
  const rest = others.reduce((left, figure) => left.replace(figure.text, " "), text);
  return COUNT_WORDS.test(rest);
}

/** Where everybody knows the currency, a price is a bare number. */
function mayBeMoney(figure: Figure): boolean {
  return figure.kind === "quantity" && (figure.unit === null || MAY_BE_MONEY.has(figure.unit.name));
}

function hasTelephone(text: string): boolean {
  if (EXTENSION.test(text)) return true;
  return (text.match(TELEPHONE) ?? []).some(
    (number) => !DATE.test(number) && number.replaceAll(/\D/gu, "").length >= FEWEST_DIGITS,
  );
}

const INTERROGATIVES =
  /\b(?:who|whom|whose|when|where|what|which|why|how)\b|谁|哪[里儿些个位年天月家]?|什么|多少|几[个家位名项条点次种月号]|怎[么样]|如何|为何|吗/giu;

/** True if it has an interrogative of its own. */
export function hasInterrogative(text: string): boolean {
  return simplified(text).search(INTERROGATIVES) >= 0;
}

/** "When was it, and who came?": each part is answered by a sentence of its own. */
export function asksTwice(question: string): boolean {
  return (simplified(question).match(INTERROGATIVES) ?? []).length > 1;
}
