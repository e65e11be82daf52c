/**
 * Checks of whom, of what and of how many a written sentence speaks: each of its words must be said by what it quotes,
 * a few others aside, its subject wholly, by the clause that says the rest of it, and of no more than the quote says.
 * Pure.
 */

import { folded } from "../../language/canonical.ts";
import { type Figure, holdsFigure } from "../../language/figures/figures.ts";
import { containsHan } from "../../language/zh/gloss.ts";
import type { Disagreement, Reading } from "./agreement.ts";
import { type Clause, clausesOf } from "./quotes.ts";
import { type GlossWords, lettersOf, says, type Token } from "./tokens.ts";

/** A sentence of a claim beside the clauses of its quotes that it speaks of, the fullest first. */
export interface Context {
  readonly claim: string;
  readonly tokens: readonly Token[];
  readonly names: readonly string[];
  readonly about: string;
  readonly passage: string;
  readonly sentences: readonly string[];
  readonly clauses: readonly Clause[];
  readonly aligned: readonly Clause[];
  readonly best: Clause;
  readonly reading: Reading;
}

/** Number of a claim's words that may be other words; none of its subject may. */
const FREE_OF = 4;
const FEW = 3;

export function unsaidWord({
  claim,
  tokens,
  names,
  about,
  passage,
  sentences,
  aligned,
  best,
  reading,
}: Context): Disagreement | null {
  const { tokensOf } = reading;
  const theirs = sentences.flatMap((sentence) => tokensOf(sentence));
  const titled = tokensOf(about);
  const isSaid = (token: Token, others: readonly Token[]) => others.some((other) => says(token, other));
  const named = names.map((name) => name.toLowerCase());
  const spelt = lettersOf(sentences.join(" "));
  const isNamed = (token: Token) =>
    named.some((name) => name.includes(token.word)) || isSpelt(token, tokens, spelt, reading.gloss);
  const unsaid = tokens.filter((token) => !isSaid(token, theirs) && !isSaid(token, titled) && !isNamed(token));
  const subject = subjectOf(claim, tokens);
  const strange = subject.find((token) => unsaid.includes(token));
  if (strange !== undefined) return fault("subject", strange.word);
  const elsewhere = tokensOf(folded(passage));
  const borrowed = unsaid.find(
    (token) => !COMMON.test(token.word) && elsewhere.some((other) => other.key === token.key),
  );
  if (borrowed !== undefined) return fault("subject", borrowed.word);
  const body = unsaid.find((token) => isOfBody(claim, token));
  if (body !== undefined && containsHan(claim) === containsHan(best.text)) return fault("attribution", body.word);
  const telling = unsaid.find(({ word }) => TELLING.test(word));
  if (telling !== undefined) return fault("words", telling.word);
  const across = containsHan(claim) !== containsHan(best.text);
  const free = tokens.length <= FEW ? 0 : Math.max(1, Math.floor(tokens.length / (across ? 2.5 : FREE_OF)));
  if (unsaid.length > free) return fault("words", unsaid.map(({ word }) => word).join(", "));
  // Few words prove little, so one sentence must say them all: `Beijing pays` has one word of each of two.
  const isScattered = new Set(aligned.map(({ sentence }) => sentence)).size > 1;
  if (tokens.length <= FEW && isScattered && reading.figuresIn(claim).length === 0) return fault("words", claim);
  if (clausesOf([claim], reading).length > 1) return null;
  // A name in the other language is proven as a name.
  return mixedSubject({ subject: subject.filter((one) => !(across && isNamed(one))), tokens, aligned, best });
}

/** 市交通局 is another body than 市商务局: what stands before its kind is no free word. */
function isOfBody(claim: string, { word, end }: Token): boolean {
  return /\p{Script=Han}$/u.test(word) && (BODY.test(word.slice(1)) || BODY_AFTER.test(claim.slice(end)));
}

const BODY = /(?:局|厅|署|委员会|办公室|法院|海关)$/u;
const BODY_AFTER = /^(?:局|厅|署|委员会|办公室|法院|海关)/u;

/** 苗治民, which no dictionary has, is three single characters, and Miao Zhimin in an English quote. */
function isSpelt(token: Token, tokens: readonly Token[], letters: string, gloss: GlossWords | null): boolean {
  if (gloss === null || !containsHan(token.word) || token.word.length > 1) return false;
  const isNext = (other: Token) => other.word.length === 1 && containsHan(other.word);
  const at = tokens.indexOf(token);
  let [from, to] = [at, at];
  while (from > 0 && tokens[from - 1]?.end === tokens[from]?.start && isNext(tokens[from - 1] ?? token)) from -= 1;
  while (to < tokens.length - 1 && tokens[to + 1]?.start === tokens[to]?.end && isNext(tokens[to + 1] ?? token))
    to += 1;
  const run = tokens
    .slice(from, to + 1)
    .map(({ word }) => word)
    .join("");
  return run.length >= 2 && letters.includes(lettersOf(gloss.pinyin(run)));
}

/** Words that no other word stands for: when, how often, which of a row. */
const TELLING =
  /^(?:last|next|yesterday|today|tomorrow|months?|monthly|weeks?|weekly|quarters?|quarterly|daily|hourly|mornings?|evenings?|nights?|double[ds]?|twice|triple[ds]?|half|zero|free|highest|lowest|largest|smallest|best|worst|always|never|illegal\w*|wrong\w*|false\w*)$|^(?:去年|明年|今年|昨天|明天|今天|每月|每周|每日|每季度|上个月|下个月|翻倍|翻番|最大|最小|最好|非法|违法)$/iu;

/** Verbs that any sentence may have. */
const COMMON =
  /^(?:pay|paid|pays|get|gets|keep|kept|hold|held|use|used|apply|receive[ds]?|start\w*|begin\w*|open\w*|come|go|run|runs|work|works|include\w*|become|allow\w*|offer\w*|meet|follow\w*)$|^(?:缴纳|支付|取得|获得|开展|进行|提交|使用|申请|开始|参加|工作)$/u;

/** Words that end what stands before the verb, as far as it can be told. */
const VERB =
  /\b(?:is|are|was|were|be|has|have|had|do|does|did|will|shall|must|may|can|could|should|might|need|needs)\b|必须|应当|应|须|可以|可|将|不|未|为|是|由|于|在|向|的/iu;

function subjectOf(claim: string, tokens: readonly Token[]): Token[] {
  // The doer stands after the verb of a passive.
  const doer = /(?:由|被| by (?:the |an? )?)(?=[^\d])/u.exec(claim);
  const agents = doer === null ? [] : tokens.filter(({ start }) => start >= doer.index + doer[0].length).slice(0, 1);
  return [...new Set([...grammaticalSubject(claim, tokens), ...agents])];
}

function grammaticalSubject(claim: string, tokens: readonly Token[]): Token[] {
  const opening =
    /^(?:in|on|at|by|for|from|after|before|if|when|unless|because|due|since|under|with|during|once|except|first|every|each|until|between|to)\b|^[由自从在据除如若因每当对经]/iu;
  if (opening.test(claim)) return tokens.slice(0, 1);
  const at = VERB.exec(claim)?.index ?? 0;
  const before = tokens.filter(({ end }) => end <= at);
  return before.length === 0 || before.length > 6 ? tokens.slice(0, 1) : before;
}

interface Subjects {
  readonly subject: readonly Token[];
  readonly tokens: readonly Token[];
  readonly aligned: readonly Clause[];
  readonly best: Clause;
}

/** The subject is another clause's, or the title's, and what is said of it is said of this clause's own subject. */
function mixedSubject({ subject, tokens, aligned, best }: Subjects): Disagreement | null {
  const isIn = (token: Token, others: readonly Token[]) => others.some((other) => says(token, other));
  const missing = subject.filter((token) => !isIn(token, best.tokens));
  if (missing.length === 0 || GOES_ON.test(best.text)) return null;
  // A clause without a subject of its own goes on with that of the clause before.
  const own = subjectOf(best.text, best.tokens).filter((token) => !isIn(token, tokens));
  const [head] = best.tokens;
  if (own.length === 0 || head === undefined || isIn(head, tokens)) return null;
  const isOfAnother = aligned.some((clause) => clause !== best && missing.some((token) => isIn(token, clause.tokens)));
  return isOfAnother || aligned.length === 1 ? fault("subject", missing.map(({ word }) => word).join(" ")) : null;
}

const GOES_ON = /^(?:预计|达到|其中|并|且|共|同比|任期|预期|视为|由|将|应|须|可|不|未|who|which|and|then)/iu;

/** True where the claim says it of all, and the quote says which. */
export function generalised({ claim, tokens, best }: Context): Token | null {
  if (!isOfAll(claim)) return null;
  const own = subjectOf(best.text, best.tokens);
  return own.find((token) => !tokens.some((other) => says(token, other))) ?? null;
}

const OVER =
  /\b(?:\w{2,}er|worth|over|under|above|below|more|less|at least|at most|up to)(?: than)? (?:us\$|rmb|\$|¥)? ?$/iu;
const OVER_AFTER = /^ ?(?:以上|以下|及以上|及以下)/u;

/** `Wells need a permit` for `Wells deeper than 30 metres need a permit`: which of them is said by a figure before the verb. */
export function droppedRestriction({
  claim,
  tokens,
  best,
  reading,
}: Pick<Context, "claim" | "tokens" | "best" | "reading">): string | null {
  const mine = reading.figuresIn(claim);
  const figures = reading.figuresIn(best.text);
  for (const figure of figures) {
    const after = best.text.slice(figure.end);
    if (figure.kind !== "quantity" || mine.some((one) => holdsFigure(one, [figure]))) continue;
    if (!OVER.test(best.text.slice(0, figure.start)) && !OVER_AFTER.test(after)) continue;
    const verb = PREDICATE.exec(after);
    if (verb === null) continue;
    const own = reading.tokensOf(best.text);
    const isSaid = (token: Token) => tokens.some((other) => says(token, other));
    // 五千吨以上的企业可以申报: which companies, the figure says alone.
    const noun = OF_FIGURE.test(after) ? own.find((token) => token.start >= figure.end) : undefined;
    if (noun !== undefined && isSaid(noun) && own.some((token) => token.start > noun.end && isSaid(token)))
      return figure.text;
    const at = figure.end + verb.index;
    // It speaks of what is done, and of what stands before the figure.
    if (
      own.some((token) => token.start >= at && isSaid(token)) &&
      own.some((token) => token.end <= figure.start && isSaid(token))
    )
      return figure.text;
  }
  return null;
}

const OF_FIGURE = /^ ?(?:以上|以下|及以上|及以下)的/u;
const PREDICATE =
  /^(?: (?!and\b|or\b|but\b)[\w-]+){0,2} (?:is|are|was|were|must|may|can|shall|should|need|needs|has|have|receives?|pays?|requires?)\b|^[^，,]{0,8}?(?:应当|应|必须|须|可以|可|不得|需要)/iu;

function fault(reason: Disagreement["reason"], detail: string): Disagreement {
  return { reason, detail };
}

type Quantity = "all" | "most" | "many" | "some" | "few" | "half" | "only" | "several-times";

const QUANTITIES: readonly (readonly [Quantity, RegExp])[] = [
  [
    "only",
    /\b(?:only|solely|exclusively|the sole|nobody (?:but|except|other than)|none but|no one but)\b|只有|仅|唯一|只(?=[能有限可对向在由是需])/giu,
  ],
  [
    "all",
    /\b(?:all|every|everybody|everyone|each|any|always|both|whole|entire(?:ly)?)\b(?! (?:year|month|quarter|day|week|time|annum)s?\b)|所有|全部|全体|一律|任何|每(?!个?(?:[年月日季周天次]|星期))|各(?![自种类])|均(?![衡匀价])|(?<!每.{0,8}|[成首京古江宁])都(?![市会])|始终|总是/giu,
  ],
  [
    "most",
    /\b(?:(?<!\bat )most(?! \w+ly)|majority|mostly|mainly|(?:more than|over) half)\b|大多数|多数|大部分|绝大多数|半数以上|一半以上|过半/giu,
  ],
  ["half", /\bhalf\b|一半|半数/giu],
  ["few", /\b(?:few|minority|hardly|rarely)\b|少数|极少|个别/giu],
  ["many", /\b(?:many|numerous|lots)\b|许多|众多|大量|大批/giu],
  [
    "some",
    /\b(?:some|several|part of|in part|partly|partial(?:ly)?|certain|sometimes|a number of)\b|(?<!超出|不足|其余|剩余|超过|组成|[大该此各两])部分|一些|有些|有的|若干|有时/giu,
  ],
  ["several-times", /\b(?:repeatedly|several times|any number of times|unlimited)\b|多次|无限次|反复/giu],
];

/** Words by which it is not so of some: which is not that it is so of none. */
const NOT_ALL =
  /\bnot (?:all|every|everybody|everyone|each|always|both)\b|(?:并非|不是|未必)(?:所有|全部|都|每)|[不未](?:全部|都|全(?!国|文|面))/giu;

function quantitiesIn(line: string): Set<Quantity> {
  const found = new Set<Quantity>();
  let rest = line.replaceAll(NOT_ALL, () => {
    found.add("some");
    return " ";
  });
  for (const [quantity, pattern] of QUANTITIES) {
    rest = rest.replaceAll(pattern, () => {
      found.add(quantity);
      return " ";
    });
  }
  return found;
}

/** Tells of how many it is true: all, most, some, half, only these; and on which side of a date. */
function isOfAll(line: string): boolean {
  return quantitiesIn(line).has("all");
}

/**
 * Finds what one of them says and the other does not; null where they agree. `all` may be left out, since a rule is of
 * all.
 */
export function quantityFault(claim: string, quoted: string, sentence: string): Quantity | null {
  const [mine, theirs, around] = [quantitiesIn(claim), quantitiesIn(quoted), quantitiesIn(sentence)];
  for (const quantity of mine)
    if (!theirs.has(quantity) && !(around.has(quantity) && quantity === "half")) return quantity;
  for (const quantity of theirs) if (quantity !== "all" && !mine.has(quantity)) return quantity;
  return null;
}

const NUMBER = "(?:two|three|four|five|six|seven|eight|nine|ten|\\d+)";
const ONE_OF =
  /\b(?:one|a single) (?<what>[a-z]+(?: [a-z]+)?)|(?<![\p{Script=Han}\d]第|[每其之第十百])一(?<han>[个次名份项家位份张封][\p{Script=Han}]{1,2})/giu;

/** `one written reminder` for `two written reminders`: one is no figure, since it is mostly an article. */
export function oneOfSeveral(claim: string, quoted: string): string | null {
  for (const { 0: found, groups } of claim.matchAll(ONE_OF)) {
    const what = groups?.what?.replace(/s$/u, "");
    const several =
      what === undefined
        ? new RegExp(`[两二三四五六七八九十\\d]${groups?.han}`, "u")
        : new RegExp(`\\b${NUMBER} ${what}`, "iu");
    const same = what === undefined ? `一${groups?.han}` : `one ${what}`;
    if (several.test(quoted) && !quoted.toLowerCase().includes(same)) return found;
  }
  return null;
}

const PERIODS: readonly (readonly [string, RegExp])[] = [
  ["day", /\b(?:daily|(?:every|each|per|a) day)\b|每[日天]/iu],
  ["week", /\b(?:weekly|(?:every|each|per|a) week)\b|每个?(?:周|星期)/iu],
  ["month", /\b(?:monthly|(?:every|each|per|a) month)\b|每个?月/iu],
  ["quarter", /\b(?:quarterly|(?:every|each|per|a) quarter)\b|每个?季度?/iu],
  ["year", /\b(?:yearly|annual(?:ly)?|(?:every|each|per|a) year)\b|每年|年(?=费)|年度/iu],
];

/** Finds another frequency: `every month` for `every quarter`. */
export function wrongPeriod(claim: string, quoted: string): string | null {
  return PERIODS.find(([, pattern]) => pattern.test(claim) && !pattern.test(quoted))?.[0] ?? null;
}

type Side = "until" | "from" | "at";

/** A date that the quote sets on another side: `by 31 March` for `after 31 March`. Of folded lines. */
export function wrongSide(
  claim: string,
  quoted: string,
  figuresIn: (text: string) => readonly Figure[],
): Figure | null {
  const theirs = figuresIn(quoted);
  for (const figure of figuresIn(claim)) {
    if (!isTime(figure)) continue;
    const same = theirs.filter((other) => holdsFigure(figure, [other]));
    if (same.length === 0) continue;
    const side = sideOf(claim, figure);
    if (!same.some((other) => sideOf(quoted, other) === side)) return figure;
  }
  return null;
}

function isTime(figure: Figure): boolean {
  if (figure.kind === "date" || figure.kind === "time") return true;
  return figure.kind === "quantity" && /^(?:year|month|day|working-day|minute)$/u.test(figure.unit?.name ?? "");
}

function sideOf(line: string, figure: Figure): Side {
  const before = line.slice(Math.max(0, figure.start - 24), figure.start);
  const after = line.slice(figure.end, figure.end + 24);
  if (figure.kind === "quantity") {
    // `30 days before`, 30日后; what is within is a bound of the figure.
    if (
      /^ ?(?:之前|以前|前)|^ (?:\w+ )?(?:before|prior|ahead|early|in advance)|^ or (?:more|longer) (?:before|in advance)/iu.test(
        after,
      ) ||
      /(?:提前)[^，,]?$/u.test(before)
    )
      return "until";
    if (/^ ?(?:之后|以后|后|逾期)|^ (?:\w+ )?(?:after|later|late|following)|^ and then/iu.test(after)) return "from";
    if (/(?:before|提前|前)(?: the)? ?$/iu.test(before)) return "until";
    return /(?:after|推迟|逾期|延迟|后)了?(?: the)? ?$/iu.test(before) ? "from" : "at";
  }
  if (/^ ?(?:之前|以前|前|止|截止|为止)/u.test(after)) return "until";
  if (
    /(?:by|before|until|till|up to|no later than|not later than|to|through|and|-|~|至|到|截至|不迟于|不晚于|prior to|与|和)(?: the| end of| the end of)? ?$/iu.test(
      before,
    )
  )
    return "until";
  if (/^ ?(?:起|之后|以后|后|开始|以来)|^ (?:onwards?|on\b|and later)/iu.test(after)) return "from";
  if (/^ ?(?:-|~|至|到|to|until|till|through)/iu.test(after)) return "from";
  if (
    /between(?: the)? ?$/iu.test(before) ||
    /(?:from|since|after|starting|as of|自|从|later than)(?: on| the)? ?$/iu.test(before)
  )
    return "from";
  return "at";
}
