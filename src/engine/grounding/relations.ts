/**
 * What a sentence sets in a relation: cause and effect, earlier and later, condition and rule, the greater and the
 * lesser. A claim that has both and lets them change places says the opposite of its quote. Pure.
 */

import { says, type Token, type TokensOf } from "./tokens.ts";

export type RelationKind = "cause" | "time" | "condition" | "comparison" | "exception";

export interface Relation {
  readonly kind: RelationKind;
  /** The cause, the earlier, the condition, what is compared, what is excepted. */
  readonly first: readonly Token[];
  /** The effect, the later, the rule, what it is compared with, the rest. */
  readonly second: readonly Token[];
}

/** `first` and `second` name the groups; of a folded sentence. The first that matches of a kind counts. */
const PATTERNS: readonly (readonly [RelationKind, RegExp])[] = [
  ["cause", /^(?:because of|because|due to|owing to|as a result of|thanks to) (?<first>[^,]+), ?(?<second>.+)$/diu],
  [
    "cause",
    /^(?<second>.+?)[ ,]+(?:because of|because|due to|owing to|thanks to|as a result of|(?:is|are|was|were) caused by|caused by|(?:is|are|was|were) the result of|resulted from|results from|triggered by) (?<first>.+)$/diu,
  ],
  [
    "cause",
    /^(?<first>.+?)[ ,]+(?:caused|causes|cause|leads? to|led to|results? in|resulted in|meant that|means that|so that|and therefore|therefore|as a result|which is why) (?<second>.+)$/diu,
  ],
  ["cause", /^(?:由于|因为)(?<first>[^，,]+)[，,](?<second>.+)$/du],
  ["cause", /^(?<second>.+?)[，,]?(?:原因是|是因为|因为|由于)(?<first>.+)$/du],
  ["cause", /^(?<second>.+?)(?:是)?(?:由|因)(?<first>[^，,]+?)(?:引起|导致|造成|所致).*$/du],
  ["cause", /^(?<second>[^，,]*?)(?<![原起])因(?!故|此|而|为|素)(?<first>[^，,]+?)(?:而|[，,])(?<effect>.+)$/du],
  ["cause", /^(?<first>.+?)[，,]?(?:引起|导致|造成|使得|因此|因而|所以|从而)了?(?<second>.+)$/du],
  [
    "condition",
    /^(?:only )?(?:if|unless|when|whenever|provided that|provided|where|once|in case) (?<first>[^,]+), ?(?<second>.+)$/diu,
  ],
  [
    "condition",
    /^(?<second>.+?)[ ,]+(?:only )?(?:if|unless|when|whenever|provided that|provided|as long as|in case|on condition that|subject to) (?<first>.+)$/diu,
  ],
  ["condition", /^(?:如果|倘若|假如|如|若|除非|只要|凡)(?<first>[^，,]+)[，,](?<second>.+)$/du],
  ["condition", /^(?<first>[^，,]+?)(?:的|(?<![小届临平同])时|的时候|的情况下)[，,](?<second>.+)$/du],
  [
    "condition",
    /^(?<second>[^，,]*?)(?:经|未经)(?<first>[^，,]+?)(?:批准|同意|审批|许可)(?:后)?[，,]?(?<effect>.+)$/du,
  ],
  ["time", /^(?:after|following|upon|once) (?<first>[^,]+), ?(?<second>.+)$/diu],
  ["time", /^(?:before|prior to) (?<second>[^,]+), ?(?<first>.+)$/diu],
  [
    "time",
    /^(?<first>.+?)[ ,]+(?:(?:is|are|was|were|will be) followed by|followed by|and then|then|before|prior to) (?<second>.+)$/diu,
  ],
  ["time", /^(?<second>.+?)[ ,]+(?:after|followed|follows) (?<first>.+)$/diu],
  ["time", /先(?<first>[^，,]+)[，,]?(?:再|后|然后)(?<second>.+)$/du],
  ["time", /^(?<first>.+?)[，,]?(?:然后|随后|接着|再)(?!次)(?<second>.+)$/du],
  ["time", /^(?<first>[^，,]*?[^日月年天号\d])(?<![落最此今])(?:之后|以后|后)(?![续期台])[，,]?(?<second>.+)$/du],
  ["time", /^(?<second>[^，,]*?[^日月年天号\d])(?<![目当提以])(?:之前|以前|前)(?![期往景提])[，,]?(?<first>.+)$/du],
  [
    "comparison",
    /^(?<first>.+?) (?:more|less|fewer|higher|lower|larger|smaller|greater|longer|shorter|better|worse|\w+er) (?:.*?)\bthan (?<second>(?!\d|rmb|us\$|one|two|three|four|five|six|seven|eight|nine|ten|half|a (?:year|month|day|week)).+)$/diu,
  ],
  [
    "comparison",
    /^(?<first>.+?)(?:高于|低于|多于|少于|快于|慢于|大于|小于|优于|劣于|长于|短于|(?<![同环占对百相])比(?![例重较率])|不如)(?<second>[^\d].+)$/du,
  ],
  [
    "exception",
    /^(?:except for|except|apart from|other than|with the exception of|unless) (?<first>[^,]+), ?(?<second>.+)$/diu,
  ],
  [
    "exception",
    /^(?<second>.+?)[ ,]+(?:except for|except|apart from|other than|with the exception of|unless|excluding) (?<first>.+)$/diu,
  ],
  ["exception", /除了?(?<first>[^，,]+?)(?:以外|之外|外)[，,]?(?<second>.+)$/du],
  ["exception", /^(?<second>.+?)[，,](?<first>[^，,]+?)(?:除外|例外)/du],
];

export function relationsIn(line: string, tokensOf: TokensOf): Relation[] {
  const found = new Map<RelationKind, Relation>();
  const tokens = tokensOf(line);
  const within = (place: readonly [number, number] | undefined): readonly Token[] =>
    place === undefined ? [] : tokens.filter(({ start, end }) => start >= place[0] && end <= place[1]);
  for (const [kind, pattern] of PATTERNS) {
    if (found.has(kind)) continue;
    const places = pattern.exec(line.replace(/[.。!！]$/u, ""))?.indices?.groups;
    if (places === undefined) continue;
    const first = within(places.first);
    const second = [...within(places.second), ...within(places.effect)];
    // `before 31 May` sets a bound to a date: figures.ts has it.
    if (kind === "time" && (first.length === 0 || second.length === 0)) continue;
    found.set(kind, { kind, first, second });
  }
  return [...found.values()];
}

/** True where what stands first in one stands second in the other. */
export function isCrossed(one: Relation, other: Relation): boolean {
  const shared = (some: readonly Token[], others: readonly Token[], not: readonly Token[]): number =>
    some.filter((token) => others.some((word) => says(token, word)) && !not.some((word) => says(token, word))).length;
  const sides = [
    [shared(one.first, other.first, other.second), shared(one.first, other.second, other.first), one.first.length],
    [shared(one.second, other.second, other.first), shared(one.second, other.first, other.second), one.second.length],
  ] as const;
  const straight = sides[0][0] + sides[1][0];
  const crossed = sides[0][1] + sides[1][1];
  // A subject that both sides share says nothing; a whole side that stands on the other one does.
  return crossed > straight || sides.some(([same, other, all]) => same === 0 && other > 0 && other * 2 > all);
}

const COMPARED_YEAR = /(?:比|than(?: (?:in|that of|it was in))?) ?(?<year>\d{4})/giu;

/** The year that another one is compared with; each may be the greater. */
export function otherYearCompared(claim: string, quoted: string): string | null {
  const years = (line: string) => [...line.matchAll(COMPARED_YEAR)].map(({ groups }) => groups?.year ?? "");
  const theirs = years(quoted);
  if (theirs.length === 0) return null;
  return years(claim).find((year) => !theirs.includes(year)) ?? null;
}

/** Share of the words that some other words say too. */
export function shareSaid(tokens: readonly Token[], others: readonly Token[]): number {
  if (tokens.length === 0) return 1;
  return tokens.filter((token) => others.some((other) => says(token, other))).length / tokens.length;
}
