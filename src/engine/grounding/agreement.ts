/**
 * The strict comparison of one written sentence with the whole sentences that it quotes. Figures, names and shares of
 * words are looked at before (prove.ts); here is what words alone can turn around: subject and roles, denial, modality,
 * quantity, condition, exception, cause, comparison, time, and who says so. Pure.
 */

import { folded } from "../../language/canonical.ts";
import type { Figure } from "../../language/figures/figures.ts";
import { sentencesIn } from "../../language/sentences.ts";
import { containsHan } from "../../language/zh/gloss.ts";
import {
  deniedOther,
  doersSwapped,
  isCrossed,
  otherYearCompared,
  type Relation,
  type RelationKind,
  relationsIn,
  shareSaid,
  wrongDoer,
} from "./exchanged.ts";
import { borrowedAuthority, forceOf, modalityFault, turnsTime } from "./modality.ts";
import { alignedClauses, type Clause, clausesOf } from "./quotes.ts";
import {
  type Context,
  droppedRestriction,
  generalised,
  oneOfSeveral,
  quantityFault,
  unsaidWord,
  wrongPeriod,
  wrongSide,
} from "./subjects.ts";
import { type Contrast, contrastIn } from "./synonyms.ts";
import { type GlossWords, says, type Token, type TokensOf } from "./tokens.ts";

export type DisagreementReason =
  | "empty"
  | "subject"
  | "words"
  | "negation"
  | "modality"
  | "quantity"
  | "condition"
  | "exception"
  | "cause"
  | "comparison"
  | "time"
  | "order"
  | "attribution";

export interface Disagreement {
  readonly reason: DisagreementReason;
  /** Words that are said otherwise. */
  readonly detail: string;
}

export interface Quoted {
  /** Names of the claim, as it writes it, once that is proven. */
  readonly names: readonly string[];
  /** The whole sentences that are quoted. */
  readonly sentences: readonly string[];
  /** Title, publisher and headings of where they stand. */
  readonly about: string;
  /** All of the passages; what of them is not quoted proves nothing. */
  readonly passage: string;
}

export interface Reading {
  readonly gloss: GlossWords | null;
  readonly tokensOf: TokensOf;
  figuresIn(text: string): readonly Figure[];
}

/** Null where the claim says nothing that its quotes do not say. */
export function disagreement(claim: string, quoted: Quoted, reading: Reading): Disagreement | null {
  const sentences = quoted.sentences.flatMap((text) =>
    sentencesIn(text, 0, text.length).map(({ start, end }) => folded(text.slice(start, end))),
  );
  const line = folded(claim);
  if (sentences.some((sentence) => sameWords(sentence) === sameWords(line))) return null;
  // `Yes.` and `No fees.` say nothing that could be looked up; a figure does.
  if (reading.tokensOf(line).length < 2 && reading.figuresIn(line).length === 0) return fault("empty", claim);
  for (const { start, end } of sentencesIn(line, 0, line.length)) {
    const sentence = line.slice(start, end);
    // `May. 1` is no sentence.
    if (sentence !== line && reading.tokensOf(sentence).length === 0) continue;
    const found = ofSentence(sentence, { ...quoted, sentences }, reading);
    if (found !== null) return found;
  }
  return null;
}

/** The line without the punctuation at its ends. */
function sameWords(line: string): string {
  return line.toLowerCase().replaceAll(/^[\p{P}\s]+|[\p{P}\s]+$/gu, "");
}

function ofSentence(
  claim: string,
  { sentences, about, passage, names }: Quoted,
  reading: Reading,
): Disagreement | null {
  const { tokensOf, figuresIn, gloss } = reading;
  const tokens = tokensOf(claim);
  const clauses = clausesOf(sentences, reading);
  const figures = figuresIn(claim);
  const aligned = alignedClauses({ tokens, figures }, clauses);
  const [best] = aligned;
  if (best === undefined) return fault("words", claim);
  const context: Context = { claim, tokens, names, about, passage, sentences, clauses, aligned, best, reading };
  const whole = [...new Set(aligned.map(({ sentence }) => sentences[sentence] ?? ""))];
  const quoted = aligned.map(({ text }) => text).join(" , ");
  const across = containsHan(claim) !== containsHan(quoted);

  const speaker = borrowedAuthority({ claim, quoted: sentences, about, tokensOf });
  if (speaker !== null) return fault("attribution", speaker);
  const unsaid = unsaidWord(context);
  if (unsaid !== null) return unsaid;
  const forces = [forceOf(claim, gloss), forceOf(quoted, gloss)] as const;
  const modality = modalityFault({ claim, quoted, across }, forces);
  if (modality !== null) return fault("modality", modality);
  if (forces[0].denials !== forces[1].denials) return fault("negation", claim);
  const quantity = quantityFault(claim, quoted, whole.join(" "));
  if (quantity !== null) return fault("quantity", quantity);
  const one = oneOfSeveral(claim, whole.join(" "));
  if (one !== null) return fault("quantity", one);
  const period = wrongPeriod(claim, whole.join(" "));
  if (period !== null) return fault("time", period);
  const restriction = generalised(context);
  if (restriction !== null) return fault("quantity", restriction.word);
  const side = wrongSide(claim, whole.join(" "), figuresIn);
  if (side !== null) return fault("time", side.text);
  if (turnsTime(claim, quoted)) return fault("time", claim);
  return (
    relationFault(context, whole) ??
    doerFault(context, whole.join(" ")) ??
    (isComparing(claim, reading) ? null : agentFault(context))
  );
}

function doerFault({ claim, tokens, clauses, aligned, best, reading }: Context, whole: string): Disagreement | null {
  const doer = wrongDoer({ text: claim, tokens }, aligned);
  if (doer !== null) return fault("subject", doer);
  const denied = deniedOther(claim, whole, reading.tokensOf);
  if (denied !== null || doersSwapped(clausesOf([claim], reading), clauses)) return fault("order", denied ?? claim);
  const year = otherYearCompared(claim, whole);
  if (year !== null) return fault("order", year);
  const restriction = droppedRestriction({ claim, tokens, best, reading });
  return restriction === null ? null : fault("condition", restriction);
}

const FAULT_OF: Readonly<Record<RelationKind, DisagreementReason>> = {
  cause: "cause",
  time: "order",
  condition: "condition",
  comparison: "comparison",
  exception: "exception",
};

function contrastOfClauses(
  claim: string,
  clauses: readonly Clause[],
  words: (text: string) => string[],
  reading: Reading,
): Contrast | null {
  for (const mine of clausesOf([claim], reading)) {
    const [best] = alignedClauses(mine, clauses);
    const contrast = best === undefined ? null : contrastIn(words(mine.text), words(best.text));
    if (contrast !== null && mine.tokens.length > 1) return contrast;
  }
  return null;
}

function relationFault({ claim, tokens, clauses, reading }: Context, whole: readonly string[]): Disagreement | null {
  const { tokensOf } = reading;
  const mine = relationsIn(claim, tokensOf);
  const theirs = whole.flatMap((sentence) => relationsIn(sentence, tokensOf));
  const ofParts = whole.flatMap((sentence) =>
    sentence.split(/[，,；;]/u).flatMap((part) => relationsIn(part, tokensOf)),
  );
  const quotedTokens = whole.flatMap((sentence) => tokensOf(sentence));
  const find = (relations: readonly Relation[], kind: RelationKind) => relations.find((one) => one.kind === kind);
  const lower = (text: string) => text.toLowerCase().match(/[a-z]+/gu) ?? [];
  const han = (text: string) => {
    const inRuns = comparatives(text);
    return [
      ...inRuns,
      ...tokensOf(text).flatMap(({ word }) => (inRuns.some((run) => word.includes(run)) ? [] : [word])),
    ];
  };
  const words = (text: string) => [...lower(text), ...han(text)];
  const contrast =
    contrastIn(words(claim), words(whole.join(" "))) ?? contrastOfClauses(claim, clauses, words, reading);
  const compared = find(mine, "comparison");
  const quotedCompared = find(theirs, "comparison");
  if (compared !== undefined && quotedCompared === undefined) return fault("comparison", "than");
  if (compared !== undefined && quotedCompared !== undefined) {
    const turned = isCrossed(compared, quotedCompared);
    if (turned !== (contrast?.compares ?? false)) return fault("comparison", contrast?.word ?? "than");
  } else {
    if (contrast !== null) return fault("comparison", contrast.word);
    if (quotedCompared !== undefined) return fault("comparison", "than");
  }
  for (const kind of ["cause", "time", "condition", "exception"] as const) {
    const one = find(mine, kind);
    // 先建后补，验收合格后拨付 sets two things in order.
    const same = one && ofParts.find((part) => part.kind === kind && isSameRelation(one, part));
    const other = same ?? find(theirs, kind) ?? find(ofParts, kind);
    if (one !== undefined && other === undefined) {
      if (kind === "condition" && shareSaid(one.first, quotedTokens) === 1) continue;
      // An item's exception may be told as its condition, and the other way round.
      if (kind === "exception" && find(theirs, "condition") !== undefined) continue;
      if (
        kind === "time" &&
        shareSaid([...one.first, ...one.second], quotedTokens) === 1 &&
        /\bthen\b|先|后|after|before|前/u.test(whole.join(" "))
      )
        continue;
      return fault(FAULT_OF[kind], claim);
    }
    if (one !== undefined && other !== undefined && isCrossed(one, other)) return fault(FAULT_OF[kind], claim);
    const isKept = kind === "condition" || kind === "exception";
    if (one === undefined && other !== undefined && isKept && shareSaid(other.first, tokens) < 0.5) {
      // It speaks of the condition alone, or of the sentence's other half.
      if (shareSaid(other.second, tokens) > 0.2) return fault(FAULT_OF[kind], claim);
    }
  }
  const [excepts, excepted] = [isExcepting(claim), isExcepting(whole.join(" "))];
  if (excepts !== excepted) return fault("exception", claim);
  return null;
}

function isSameRelation(one: Relation, other: Relation): boolean {
  return (
    one.second.length > 0 &&
    other.first.length > 0 &&
    shareSaid(other.first, one.first) >= LEAST_OF_SIDE &&
    shareSaid(one.second, other.second) >= LEAST_OF_SIDE
  );
}

/** Share of a side's words that must be on the same side of the other. */
const LEAST_OF_SIDE = 0.5;

function isComparing(claim: string, { tokensOf }: Reading): boolean {
  return relationsIn(claim, tokensOf).some(({ kind }) => kind === "comparison");
}

function isExcepting(text: string): boolean {
  return /\b(?:except|unless|apart from|other than|with the exception)\b|除非|除外|例外|除了|除(?=.{1,20}外)/iu.test(
    text,
  );
}

function comparatives(text: string): string[] {
  return (
    text.match(
      /[高低多少快慢大小长短]于|以上|以下|提前|推迟|最多|最少|至少|至多|增长|下降|上涨|下跌|增加|减少|加收|减收|上浮|下浮|上调|下调|扩大|缩小|不合格|(?<!不)合格/gu,
    ) ?? []
  );
}

function agentFault({ claim, clauses, reading }: Context): Disagreement | null {
  const { tokensOf } = reading;
  const mine = plainOrder(claim);
  const swapped = clauses.some(({ text }) => {
    const theirs = plainOrder(text);
    return agentsSwapped({ text: mine, tokens: tokensOf(mine) }, { text: theirs, tokens: tokensOf(theirs) });
  });
  return swapped ? fault("order", claim) : null;
}

/** Chinese sets whom something is done to before the verb, after 向: then as English has it. */
function plainOrder(text: string): string {
  return text.replaceAll(
    /[向对](?<whom>[^，。,]{1,12}?)(?<verb>报告|汇报|提交|提出|申请|缴纳|支付|通报|说明|发出)/gu,
    "$<verb>$<whom>",
  );
}

function fault(reason: DisagreementReason, detail: string): Disagreement {
  return { reason, detail };
}

interface Sentence {
  readonly text: string;
  readonly tokens: readonly Token[];
}

/**
 * Tells whether doer and object changed places. Around a word that claim and quote share, what stands before it in one
 * must not stand after it in the other while what stands after stands before: `the council elects the secretary` is not
 * `the secretary elects the council`. A passive turns the order around. Pure.
 */
function agentsSwapped(claim: Sentence, quoted: Sentence): boolean {
  const pairs = claim.tokens.flatMap((mine, at) => {
    const theirs = quoted.tokens.flatMap((token, index) => (says(mine, token) ? [index] : []));
    const isAlone = claim.tokens.filter((token) => says(token, mine)).length === 1;
    const [index] = theirs;
    // One Chinese word may be two English ones that stand together.
    const isOne = theirs.every((other, number) => other === (index ?? 0) + number);
    return index !== undefined && isOne && isAlone ? [{ at, index }] : [];
  });
  const [active, passive] = [passiveVerbs(claim), passiveVerbs(quoted)];
  return pairs.some(({ at, index }) => {
    const others = pairs.filter((pair) => pair.at !== at);
    const forward = others.filter((pair) => pair.at < at && pair.index > index).length;
    const backward = others.filter((pair) => pair.at > at && pair.index < index).length;
    const before = others.filter((pair) => pair.at < at && pair.index < index).length;
    const after = others.filter((pair) => pair.at > at && pair.index > index).length;
    const turned = active.has(at) !== passive.has(index);
    if (turned) return before > 0 && after > 0 && forward + backward === 0;
    const converse = CONVERSE.test(claim.text) !== CONVERSE.test(quoted.text);
    return forward > 0 && backward > 0 && !converse && !anyPassive(claim, quoted, active, passive);
  });
}

/** It names the other side first: what one reports, the other receives. */
const CONVERSE = /\b(?:receives?|gets?|belongs? to|has|have|under|undergo\w*)\b|收到|得到|受到|获得/iu;

/** Numbers of the words whose doer stands after: `elected by`, 由…选举. */
function passiveVerbs({ text, tokens }: Sentence): Set<number> {
  const verbs = new Set<number>();
  tokens.forEach((token, index) => {
    const isPassive = /\b(?:is|are|was|were|be|been|being) (?:\w+ly )?$/iu.test(text.slice(0, token.start));
    if (isPassive && /^ (?:\w+ ){0,5}?by\b/iu.test(text.slice(token.end))) verbs.add(index);
  });
  return verbs;
}

function anyPassive(claim: Sentence, quoted: Sentence, active: Set<number>, passive: Set<number>): boolean {
  const han = /[由被]/u;
  return active.size > 0 !== passive.size > 0 || han.test(claim.text) !== han.test(quoted.text);
}
