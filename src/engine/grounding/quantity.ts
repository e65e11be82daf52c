/**
 * Of how many it is true: all, most, some, half, only these; and on which side of a date. Pure.
 */

import { type Figure, holdsFigure } from "../../language/figures/figures.ts";

type Quantity = "all" | "most" | "many" | "some" | "few" | "half" | "only" | "several-times";

const QUANTITIES: readonly (readonly [Quantity, RegExp])[] = [
  [
    "only",
    /\b(?:only|solely|exclusively|the sole|nobody (?:but|except|other than)|none but|no one but)\b|只有|仅|唯一|只(?=[能有限可对向在由是需])/giu,
  ],
  [
    "all",
    /\b(?:all|every|everybody|everyone|each|any|always|both|whole|entire(?:ly)?)\b(?! (?:year|month|quarter|day|week|time|annum)s?\b)|所有|全部|全体|一律|任何|每(?![年月日季周天次])|各(?![自种类])|均(?![衡匀价])|(?<!每.{0,8}|[成首京古江宁])都(?![市会])|始终|总是/giu,
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
    /\b(?:some|several|part of|partly|certain|sometimes|a number of)\b|(?<!超出|不足|其余|剩余|超过|组成|[大该此各两])部分|一些|有些|有的|若干|有时/giu,
  ],
  ["several-times", /\b(?:repeatedly|several times|any number of times|unlimited)\b|多次|无限次|反复/giu],
];

/** Of some it is not so: which is not that it is so of none. */
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

export function isOfAll(line: string): boolean {
  return quantitiesIn(line).has("all");
}

/** What one of them says and the other does not; null where they agree. `all` may be left out, since a rule is of all. */
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

/** How often: `every month` for `every quarter`. */
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
  const after = line.slice(figure.end, figure.end + 12);
  if (figure.kind === "quantity") {
    // `30 days before`, 30日后; what is within is a bound of the figure.
    if (
      /^ ?(?:之前|以前|前)|^ (?:\w+ )?(?:before|prior|ahead|early|in advance)/iu.test(after) ||
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
