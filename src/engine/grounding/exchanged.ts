/**
 * Sides that a claim exchanges: who does what, which figure is whose, what causes, comes before or is more than what. A
 * claim that has both and lets them change places says the opposite of its quote. Pure.
 */

import { folded } from "../../language/canonical.ts";
import { type Figure, holdsFigure } from "../../language/figures/figures.ts";
import { tokenize } from "../../language/tokenize.ts";
import { containsHan } from "../../language/zh/gloss.ts";
import type { Clause } from "./quotes.ts";
import { type EvidenceWords, formsOfWords, type GlossWords, says, type Token, type TokensOf } from "./tokens.ts";

interface Doing {
  /** The doer: after `by` and 由 where there is such a word, else what stands first. */
  readonly doer: readonly Token[];
  readonly rest: readonly Token[];
  readonly isPassive: boolean;
}

const BY = /(?:由|被)|\bby (?=(?:the |an? |its |their )?[\p{L}])/iu;
const IS = /\b(?:is|are|was|were|be|been|being) (?:\w+ )?$/iu;
/** Names of more words than this are not told from what follows them. */
const LONGEST_DOER = 3;

const isIn = (token: Token, others: readonly Token[]): boolean => others.some((other) => says(token, other));

function doingOf({ text, tokens }: Pick<Clause, "text" | "tokens">, told: readonly Token[]): Doing {
  const by = BY.exec(text);
  if (by === null) {
    const [first, ...rest] = tokens;
    return { doer: first === undefined ? [] : [first], rest, isPassive: false };
  }
  const from = by.index + by[0].length;
  const after = tokens.filter(({ start }) => start >= from);
  // The doer ends where words begin that the other sentence says too.
  const end = after.findIndex((token, index) => index > 0 && isIn(token, told));
  const doer = after.slice(0, Math.min(LONGEST_DOER, end < 0 ? after.length : end));
  return { doer, rest: tokens.filter((token) => !doer.includes(token)), isPassive: true };
}

/** Two clauses say of each other's doers, or of what each of them begins with, what the quote says of its own. */
export function doersSwapped(claim: readonly Clause[], quoted: readonly Clause[]): boolean {
  const pairs = claim.flatMap((mine) => {
    const { rest } = doingOf(mine, []);
    const [, ...others] = mine.tokens;
    const told = BY.test(mine.text) ? rest.filter((token) => others.includes(token)) : rest;
    const best = quoted
      .map((clause) => ({ clause, shared: told.filter((token) => isIn(token, clause.tokens)).length }))
      .toSorted((one, other) => other.shared - one.shared)[0];
    return best === undefined || best.shared === 0 || best.shared * 2 < told.length ? [] : [{ mine, of: best.clause }];
  });
  const doerOf = (clause: Clause) => doingOf(clause, []).doer[0];
  const headOf = ({ tokens }: Clause) => tokens[0];
  return pairs.some(({ mine: one, of }) =>
    pairs.some(({ mine: other, of: ofOther }) => {
      const isSwapped = (wordOf: (clause: Clause) => Token | undefined): boolean => {
        const [first, second, its, others] = [one, other, of, ofOther].map(wordOf);
        if (first === undefined || second === undefined || its === undefined || others === undefined) return false;
        return says(first, others) && says(second, its) && !says(first, its) && !says(second, others);
      };
      return of !== ofOther && (isSwapped(doerOf) || isSwapped(headOf));
    }),
  );
}

/**
 * The quote says by whom it is done, and the claim has it done by somebody else, in a passive or not.
 * @returns the wrong doer
 */
export function wrongDoer(claim: Pick<Clause, "text" | "tokens">, quoted: readonly Clause[]): string | null {
  for (const clause of quoted) {
    // Names in the other language are proven as names.
    if (!BY.test(clause.text) || containsHan(claim.text) !== containsHan(clause.text)) continue;
    const theirs = doingOf(clause, claim.tokens);
    const verb = claim.tokens.findIndex((token) => isIn(token, theirs.rest) && isVerbOf(token, clause));
    if (verb < 0 || theirs.doer.length === 0) continue;
    const mine = doingOf(claim, clause.tokens);
    // The object of the quote's doing may stand in the claim as the one to whom it is done.
    const isOther = mine.isPassive && !mine.doer.some((token) => isIn(token, clause.tokens));
    if (theirs.doer.some((token) => isIn(token, claim.tokens)) && !isOther) continue;
    if (mine.isPassive) return wordsOf(mine.doer);
    const isActive = verb === 1 && !IS.test(claim.text.slice(0, claim.tokens[verb]?.start));
    const [head] = claim.tokens;
    if (isActive && head !== undefined && !isIn(head, clause.tokens)) return head.word;
  }
  return null;
}

/** The doer's verb stands right before `by`, or behind the doer after 由. */
function isVerbOf(token: Token, { text, tokens }: Clause): boolean {
  const by = BY.exec(text);
  if (by === null) return false;
  const isHan = /^[由被]/u.test(by[0]);
  const after = tokens.filter(({ start }) => start >= by.index);
  const near = isHan ? after.slice(1, 1 + LONGEST_DOER) : tokens.filter(({ end }) => end <= by.index).slice(-1);
  return near.some((other) => says(token, other));
}

const DENIED =
  /(?:^|[, ])(?:and )?(?:not|rather than|instead of) (?:by )?(?:the |an? )?(?<who>(?!only\b|all\b|every\b|be\b|to\b|yet\b|been\b)[\p{L}-]+(?: [\p{L}-]+)?)(?=,|\.|;|$| but\b)|(?:而不是|而非|不是)(?:由)?(?<whom>[^，,。；;]{1,12})/giu;

/** `The exporter, not the carrier`: whoever it is not, it is not in the quote either. */
export function deniedOther(claim: string, quoted: string, tokensOf: TokensOf): string | null {
  const deniedIn = (line: string): readonly Token[] =>
    [...line.matchAll(DENIED)].flatMap(({ groups }) => tokensOf(groups?.who ?? groups?.whom ?? ""));
  const theirs = deniedIn(quoted);
  if (theirs.length === 0) return null;
  return deniedIn(claim).find((token) => !isIn(token, theirs))?.word ?? null;
}

function wordsOf(tokens: readonly Token[]): string {
  return tokens.map(({ word }) => word).join(" ");
}

interface Grounds {
  readonly gloss: GlossWords | null;
  wordsIn(text: string): EvidenceWords;
  figuresIn(text: string): readonly Figure[];
}

/**
 * Figures that a claim has taken from its quote, and given to each other: "a total of 1.1 billion" from a quote whose
 * total is 3 billion and whose first phase is 1.1. Where a quote has several figures of one kind, what stands around
 * the claim's figure must not speak plainly for another one. The first figure of the claim that the quote has in
 * another's role; null where there is none.
 */
export function swappedFigure(claim: string, quoted: string, { gloss, wordsIn, figuresIn }: Grounds): Figure | null {
  const quotedFigures = figuresIn(quoted);
  const [claimLine, quotedLine] = [folded(claim), folded(quoted)];
  for (const figure of figuresIn(claim)) {
    const rivals = quotedFigures.filter((other) => isOfOneKind(figure, other));
    const own = rivals.filter((other) => holdsFigure(figure, [other]));
    const others = rivals.filter((other) => !holdsFigure(figure, [other]));
    if (own.length === 0 || others.length === 0) continue;
    const clause = clauseAround(claimLine, figure).replace(figure.text, " ");
    const asked = formsOf(clause, figuresIn(clause), gloss);
    const fit = (other: Figure): number => {
      const around = clauseAround(quotedLine, other);
      const { own: words, gloss: english } = wordsIn(around);
      const ordinals = ordinalsOf(figuresIn(around));
      return asked.filter((forms) => forms.some((form) => words.has(form) || english.has(form) || ordinals.has(form)))
        .length;
    };
    if (Math.max(...others.map(fit)) > Math.max(...own.map(fit))) return figure;
  }
  return null;
}

function isOfOneKind(one: Figure, other: Figure): boolean {
  if (one.kind === "quantity" && other.kind === "quantity") {
    return one.unit !== null && one.unit.name === other.unit?.name;
  }
  if (one.kind === "date" && other.kind === "date") {
    return (one.day === null) === (other.day === null) && (one.month === null) === (other.month === null);
  }
  return false;
}

/** A part of a sentence with its own verb, roughly. */
const CLAUSE_END = /[,，;；。!?！？:：()（）、]|\.(?!\d)| (?:and|while|whereas|but|which|of which) |其中|[而且]/gu;

function clauseAround(line: string, { start, end }: Figure): string {
  let from = 0;
  let to = line.length;
  for (const match of line.matchAll(CLAUSE_END)) {
    const [at, after] = [match.index, match.index + match[0].length];
    if (after <= start) from = after;
    else if (at >= end) {
      to = at;
      break;
    }
  }
  return line.slice(from, to);
}

/** Each word around the figure by all the forms that it may take in the quote; ordinals among them, as `#1`. */
function formsOf(clause: string, figures: readonly Figure[], gloss: GlossWords | null): string[][] {
  const ordinals = [...ordinalsOf(figures)].map((ordinal) => [ordinal]);
  if (gloss === null || !containsHan(clause)) return [...ordinals, ...tokenize(clause).map((word) => [word])];
  return [...ordinals, ...formsOfWords(clause, gloss)];
}

function ordinalsOf(figures: readonly Figure[]): Set<string> {
  return new Set(figures.flatMap((figure) => (figure.kind === "ordinal" ? [`#${figure.number}`] : [])));
}

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
  ["time", /^(?<first>.+?)[，,]?(?:然后|随后|接着|(?<!不[能得可]?)再)(?!次)(?<second>.+)$/du],
  ["time", /^(?<first>[^，,]*?[^日月年天号\d])(?<![落最此今])(?:之后|以后|后)(?![续期台])[，,]?(?<second>.+)$/du],
  ["time", /^(?<second>[^，,]*?[^日月年天号\d])(?<![目当提以])(?:之前|以前|前)(?![期往景提])[，,]?(?<first>.+)$/du],
  [
    "comparison",
    /^(?<first>.+?) (?:more|less|fewer|higher|lower|larger|smaller|greater|longer|shorter|better|worse|\w+er) (?:.*?)\bthan (?<second>(?!\d|in \d|rmb|us\$|one|two|three|four|five|six|seven|eight|nine|ten|half|a (?:year|month|day|week)).+)$/diu,
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

/**
 * Finds relations that a sentence states: cause and effect, earlier and later, condition and rule, the greater and the
 * lesser. A claim that has both and lets them change places says the opposite of its quote.
 */
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
