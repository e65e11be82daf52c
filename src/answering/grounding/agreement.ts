/**
 * The strict comparison of one written sentence with the whole sentences that it quotes. Figures, names and shares of
 * words are looked at before (prove.ts); here is what words alone can turn around: subject and roles, denial, modality,
 * quantity, condition, exception, cause, comparison, time, and who says so. Pure.
 */

import { sentencesIn } from "../../documents/sentences.ts";
import { containsHan } from "../../embedding/gloss.ts";
import { type GlossWords, lettersOf } from "../proving/evidence-words.ts";
import type { Figure } from "../proving/figures.ts";
import { folded } from "../proving/fold.ts";
import { agentsSwapped } from "./agents.ts";
import { borrowedAuthority } from "./attribution.ts";
import { alignedClauses, type Clause, clausesOf } from "./clauses.ts";
import { forceOf, modalityFault, turnsTime } from "./modality.ts";
import { isOfAll, quantityFault, wrongPeriod, wrongSide } from "./quantity.ts";
import { isCrossed, type Relation, type RelationKind, relationsIn, shareSaid } from "./relations.ts";
import { type Contrast, contrastIn } from "./synonyms.ts";
import { says, type Token, type TokensOf } from "./tokens.ts";

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
  /** What is said otherwise. */
  readonly detail: string;
}

export interface Quoted {
  /** What the claim names, as it writes it, once that is proven. */
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
  const sentences = quoted.sentences.map(folded);
  const line = folded(claim);
  if (sentences.some((sentence) => sameWords(sentence) === sameWords(line))) return null;
  if (reading.tokensOf(line).length === 0) return fault("empty", claim);
  for (const { start, end } of sentencesIn(line, 0, line.length)) {
    const sentence = line.slice(start, end);
    // `May. 1` is no sentence.
    if (reading.tokensOf(sentence).length === 0) continue;
    const found = ofSentence(sentence, { ...quoted, sentences }, reading);
    if (found !== null) return found;
  }
  return null;
}

/** Without the punctuation at its ends. */
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
  const period = wrongPeriod(claim, whole.join(" "));
  if (period !== null) return fault("time", period);
  const restriction = generalised(context);
  if (restriction !== null) return fault("quantity", restriction.word);
  const side = wrongSide(claim, whole.join(" "), figuresIn);
  if (side !== null) return fault("time", side.text);
  if (turnsTime(claim, quoted)) return fault("time", claim);
  return relationFault(context, whole) ?? (isComparing(claim, reading) ? null : agentFault(context));
}

interface Context {
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

/** Of a claim's words, so many may be other words; of its subject none. */
const FREE_OF = 4;

function unsaidWord({
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
  const telling = unsaid.find(({ word }) => TELLING.test(word));
  if (telling !== undefined) return fault("words", telling.word);
  const across = containsHan(claim) !== containsHan(best.text);
  const free = tokens.length <= 3 ? 0 : Math.max(1, Math.floor(tokens.length / (across ? 2.5 : FREE_OF)));
  if (unsaid.length > free) return fault("words", unsaid.map(({ word }) => word).join(", "));
  if (clausesOf([claim], reading).length > 1) return null;
  // A name in the other language is proven as a name.
  return mixedSubject({ subject: subject.filter((one) => !(across && isNamed(one))), tokens, aligned, best });
}

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

/** What stands before the verb, as far as it can be told. */
const VERB =
  /\b(?:is|are|was|were|be|has|have|had|do|does|did|will|shall|must|may|can|could|should|might|need|needs)\b|必须|应当|应|须|可以|可|将|不|未|为|是|由|于|在|向|的/iu;

function subjectOf(claim: string, tokens: readonly Token[]): Token[] {
  // Who does it stands after the verb of a passive.
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

/** Of all, where the quote says which. */
function generalised({ claim, tokens, best }: Context): Token | null {
  if (!isOfAll(claim)) return null;
  const own = subjectOf(best.text, best.tokens);
  return own.find((token) => !tokens.some((other) => says(token, other))) ?? null;
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
    const [one, other] = [find(mine, kind), find(theirs, kind)];
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
      /[高低多少快慢大小长短]于|以上|以下|提前|推迟|最多|最少|至少|至多|增长|下降|上涨|下跌|增加|减少|不合格|(?<!不)合格/gu,
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
