/**
 * Who says, orders or recommends it. Words of a document become an order of the secretariat by four words before them, so
 * whoever is made to speak must speak in the quote, in a verb of the same kind; what else stands before a colon must be
 * the quote's too. Pure.
 */

import { containsHan } from "../../language/zh/gloss.ts";
import { says, type Token, type TokensOf } from "./tokens.ts";

type Speech = "say" | "warn" | "order" | "propose";

const VERBS: readonly (readonly [Speech, RegExp])[] = [
  [
    "order",
    /\b(?:orders?|ordered|commands?|commanded|demands?|demanded|instructs?|instructed|insists?|insisted|directs|directed|compels?|obliges|decrees?|decreed|rules that|ruled that|forbids|asks|asked|requests|requested|calls? on|called on|tells|told|requires (?:that|\w+ to|all|every|each|members|companies))\b|命令|责令|要求|勒令|指示|通令|吩咐|下令|通知(?=.{0,8}[:：,，])|请求|呼吁|敦促/giu,
  ],
  ["warn", /\b(?:warns?|warned)\b|警告|警示/giu],
  [
    "say",
    /\b(?:says?|said|states?|stated|announces?|announced|declares?|declared|confirms?|confirmed|reports that|reported that|explains?|explained|stress(?:es|ed)|emphasi[sz]e[sd]?|promises?|promised|guarantees?|guaranteed|reminds?|reminded|informs?|informed|notes that|noted that|claims|claimed|assures?|assured|according to|in the words of|on behalf of|by order of|believes?|thinks?)\b|表示|指出|强调|宣布|声明|宣称|确认|承诺|保证|提醒|告知|称(?![为号职])|认为|介绍|透露|据(?![此点])|根据|按照|代表(?=.{0,6}[:：,，])/giu,
  ],
  [
    "propose",
    /\b(?:recommends?|recommended|suggests?|suggested|advises?|advised|proposes?|proposed|urges?|urged|encourages)\b|建议|提议|倡议|推荐/giu,
  ],
];

/** What a document does by itself: no person is made to speak. */
const DOCUMENT =
  /^(?:the )?(?:documents?|rules?|house rules|passages?|text|notice|policy|policies|plan|guidelines?|report|regulations?|articles|standard|announcement|sources?|this|it|law)?$|^(?:本?(?:文件|规定|通知|办法|章程|文本|资料|材料|规则|规范|指南|报告|公告|上述|有关|相关|法律|法规|制度|方案|计划)+)?$/iu;

const NOUN_BEFORE = /\b(?:the|an?|of|its|their|this|that|any|each|in|on|by|to|for|per|market|no) $/iu;
/** 据石瑛介绍 */
const TOLD = /(?:介绍|表示|所说|说|称|透露|的规定|规定|的要求|的说法)$/u;

interface Speaking {
  readonly kind: Speech;
  readonly speaker: readonly Token[];
  readonly named: string;
}

function speakingIn(line: string, tokensOf: TokensOf): Speaking[] {
  const tokens = tokensOf(line);
  const within = (part: string, after: number): readonly Token[] => {
    const from = part === "" ? -1 : line.indexOf(part, after);
    return from < 0 ? [] : tokens.filter(({ start, end }) => start >= from && end <= from + part.length);
  };
  return VERBS.flatMap(([kind, pattern]) =>
    [...line.matchAll(pattern)].flatMap(({ 0: verb, index }) => {
      // `More than 31% of the demand` is no demand of anybody.
      if (NOUN_BEFORE.test(line.slice(0, index))) return [];
      const leads = /^(?:according to|in the words of|on behalf of|by order of|根据|按照|据|代表)$/iu.test(verb);
      const isPassive = /\b(?:is|are|was|were|be|been) (?:\w+ly )?$/iu.test(line.slice(0, index));
      const by = /^ (?:\w+ ){0,2}?by (?<who>[^,.;:]+)/iu.exec(line.slice(index + verb.length))?.groups?.who;
      const named = leads
        ? (/^ ?[^,，:：。;；]*/u.exec(line.slice(index + verb.length))?.[0] ?? "").replace(TOLD, "")
        : (by ?? (isPassive ? "" : undefined) ?? /[^,，.。;；:：]*$/u.exec(line.slice(0, index))?.[0] ?? "").replace(
            /^据/u,
            "",
          );
      const from = leads || by !== undefined ? index + verb.length : Math.max(0, index - named.length - 1);
      return [{ kind, speaker: within(named.trim(), from), named: named.trim() }];
    }),
  );
}

export interface Spoken {
  readonly claim: string;
  /** Sentences. */
  readonly quoted: readonly string[];
  /** Title, publisher, headings. */
  readonly about: string;
  readonly tokensOf: TokensOf;
}

/** Who is made to say what only the claim says they say; null where nobody is. */
export function borrowedAuthority({ claim, quoted, about, tokensOf }: Spoken): string | null {
  const theirs = quoted.flatMap((line) => speakingIn(line, tokensOf));
  const ofTitle = tokensOf(about);
  const isIn = (token: Token, others: readonly Token[]) => others.some((other) => says(token, other));
  for (const { kind, speaker, named } of speakingIn(claim, tokensOf)) {
    const isStrong = kind === "order" || kind === "warn";
    if (speaker.length === 0 && isStrong && theirs.every((other) => other.kind !== kind)) return named || claim;
    if (speaker.length === 0 || DOCUMENT.test(named)) continue;
    if (kind === "say" && speaker.every((token) => isIn(token, ofTitle))) continue;
    // A name in the other language is proven as a name; here it is enough that somebody speaks so.
    const isSaidBy = (token: Token, other: Speaking) =>
      isIn(token, other.speaker) || !isDistinct(token) || isForeignName(token, containsHan(other.named));
    const said = theirs.some((other) => isOfKind(other, kind) && speaker.every((token) => isSaidBy(token, other)));
    if (!said) return named;
  }
  const missing = leadIn(claim, quoted, about, tokensOf) ?? urgencyOf(claim, quoted.join("\n"));
  if (missing !== null) return missing;
  // Said by somebody, and told as a fact.
  const told = theirs.find(
    ({ kind, speaker }) => kind === "say" && speaker.length > 0 && speaker.some((one) => one.isName),
  );
  if (told === undefined) return null;
  const mine = tokensOf(claim);
  const isNamed = (token: Token) => isIn(token, mine) || isForeignName(token, containsHan(claim));
  return told.speaker.some(isNamed) ? null : told.named;
}

/** Whoever warns says so; whoever says so does not warn. */
function isOfKind({ kind }: Speaking, wanted: Speech): boolean {
  return kind === wanted || (wanted === "say" && kind === "warn");
}

/** Names across languages are proven as names. A name that no dictionary has is cut into single characters. */
function isForeignName({ key, isName }: Token, amongHan: boolean): boolean {
  return containsHan(key) !== amongHan && (isName || (containsHan(key) && key.length === 1));
}

/** A role may be left out, or said besides; a name and a body may not. */
function isDistinct({ key }: Token): boolean {
  return !/^(?:all|mr|mrs|ms|dr|先生|女士)$/u.test(key);
}

/** Words before a colon that the quote does not have: `Important notice from the board: …`. */
function leadIn(claim: string, quoted: readonly string[], about: string, tokensOf: TokensOf): string | null {
  const before = /^(?<lead>[^:：]{2,90})[:：](?!\d|\/\/)/u.exec(claim)?.groups?.lead;
  if (before === undefined || quoted.some((line) => line.toLowerCase().includes(before.toLowerCase()))) return null;
  const theirs = [...quoted.flatMap((line) => tokensOf(line)), ...tokensOf(about)];
  const mine = tokensOf(before);
  const isSaid = mine.length > 0 && mine.every((token) => theirs.some((other) => says(token, other)));
  return isSaid || DOCUMENT.test(before) ? null : before;
}

const URGENCY =
  /\b(?:at once|immediately|urgent(?:ly)?|right away|without delay|as soon as possible|right now|now|attention|important|warning)\b|立即|马上|立刻|紧急|尽快|火速|即刻|注意|重要(?=通知|提示|消息)/giu;

function urgencyOf(claim: string, quoted: string): string | null {
  const theirs = quoted.toLowerCase();
  const isSaid = (word: string) =>
    theirs.includes(word) ||
    (URGENCY_ACROSS.test(theirs) && /[\p{Script=Han}]/u.test(word) !== /\p{Script=Han}/u.test(theirs));
  for (const [word] of claim.toLowerCase().matchAll(URGENCY)) if (!isSaid(word)) return word;
  return null;
}

const URGENCY_ACROSS = /immediately|at once|urgent|without delay|as soon as|立即|马上|立刻|紧急|尽快|即刻/u;
