/**
 * The force that a sentence gives its rule: orders, recommends, allows, forbids, spares or expects it; how often it
 * holds; and in whose name it is said.
 */

import { containsHan } from "../../language/zh/gloss.ts";
import { nameWordsIn } from "./names.ts";
import { type GlossWords, says, type Token, type TokensOf } from "./tokens.ts";

type Modality = "must" | "should" | "may" | "ban" | "spare" | "expected";

/**
 * Patterns in this order: what is matched is taken out, so that `must not` is no `must`, and `may not` no `may` and no
 * denial.
 */
const MODALITIES: readonly (readonly [Modality, RegExp])[] = [
  [
    "spare",
    /\b(?:need not|needn't|(?:do|does|did|will|is|are) not (?:need|have|be required|required|obliged|mandatory|necessary)(?: to)?|(?:don't|doesn't) (?:need|have)(?: to)?|no need|exempt(?:ed)?(?: from)?|(?:do|does) not apply(?= to\b))\b|\bno ([\w ]{1,40}?)(?:is|are) (?:needed|required|necessary)\b|无需|无须|毋须|不必|不需要?|不用|没有必要|免于|免予|豁免/giu,
  ],
  [
    "ban",
    /\b(?:nobody|no one|no ([\w ]{1,40}?)) (?:may|can|shall|must)\b|\b(?:must|may|shall|can|could) not\b|\b(?:mustn't|cannot|can't|couldn't)\b|\bnot (?:be )?(?:allowed|permitted)\b|\b(?:prohibited|forbidden|banned|prohibits?|forbids?)\b|不得|不可以|不可(?!避免)|严禁|禁止|不能|不准|不许|不允许/giu,
  ],
  [
    "expected",
    /\b(?:is|are|was|were) (?:expected|planned|scheduled|projected|forecast|due(?= to (?!the\b|an?\b)))\b|\b(?:expects?|plans?|intends?) to\b|预计|预期|有望|拟(?=.{0,4}[建投于在])|计划(?=[于在明后今将到]|.{0,2}[投建关开])/giu,
  ],
  [
    "should",
    /\b(?:should|ought|recommend\w*|encourag\w*|advis(?:e|es|ed|able)|suggest\w*|urge[sd]?)\b|鼓励|建议|提倡|推荐|倡导/giu,
  ],
  [
    "must",
    /\b(?:must|shall|ha(?:ve|s|d) to|requir(?:e|es|ed)|needs?|needed|obliged|obligatory|mandatory|compulsory|necessary|payable|(?:is|are) to be|due(?! to\b))\b|必须|务必|应当|(?<![供反对响相适效感])应(?![用急力变对邀])|(?<!无)须(?!知)|(?<![急刚内])需(?!求)|(?<![主重需纪摘只次简概首必])要(?![点素件闻])/giu,
  ],
  [
    "may",
    // `May` is a month.
    /\b(?:might|can|could|allowed|permitted|entitled|eligible|optional|able to|the right to)\b|\bmay\b|可以|可能|(?<![认许])可(?![靠见谓观持燃惜怕行])|允许|有权|能够/gu,
  ],
];

/** In Chinese 应当 is an order, and is said as `should` by many who translate it. */
const LENIENT = /应当|(?<![供反对响相适效感])应(?![用急力变对邀])|要/u;

interface Force {
  readonly modalities: ReadonlySet<Modality>;
  readonly denials: number;
}

const DENIAL =
  /\b(?:not|no|never|none|neither|nobody|nothing|without|unable|fail(?:s|ed)? to)\b|n't\b|\bnon-|没有|[不没未无非勿]/giu;
/** They hold one of the words and deny nothing. */
const NO_DENIAL =
  /不断|不仅|不但|不同|不一|不少于|不超过|不低于|不高于|不多于|不小于|不迟于|不晚于|不足|不到|不合格|不锈|不良|不动产|非常|非金属|无论|无线|无机|无尘|未来|不管|不过|不久|不少|除非|no\. ?\d|not only|no(?:t)? (?:less|more|fewer|lower|longer|later|earlier|higher|exceeding)(?: than)?|not exceed(?:ing)?|nothing but|nobody (?:but|except|other than)|none but|no one but/giu;

/** Force of a folded line. */
export function forceOf(text: string, gloss: GlossWords | null): Force {
  let line = text.charAt(0).toLowerCase() + text.slice(1);
  line = line.replaceAll(NO_DENIAL, " ");
  const modalities = new Set<Modality>();
  // 须经批准方可 allows nothing besides what it orders.
  line = line.replaceAll(/(?<=[须应需].{0,20})[方才]可以?/gu, " ");
  for (const [modality, pattern] of MODALITIES) {
    line = line.replaceAll(pattern, (_, between: unknown) => {
      modalities.add(modality);
      return ` ${typeof between === "string" ? between : ""} `;
    });
  }
  return { modalities, denials: denialsIn(line, gloss) };
}

function denialsIn(line: string, gloss: GlossWords | null): number {
  const found = line.match(DENIAL)?.length ?? 0;
  // 无锡 is a city.
  if (found === 0 || gloss === null || !containsHan(line)) return found;
  const rest = nameWordsIn(line, gloss).reduce((text, { word }) => text.replaceAll(word, " "), line);
  return rest.match(DENIAL)?.length ?? 0;
}

/** Names what the claim says otherwise than its quote; null where they agree. */
export function modalityFault(
  { claim, quoted, across }: { readonly claim: string; readonly quoted: string; readonly across: boolean },
  [mine, theirs]: readonly [Force, Force],
): Modality | null {
  const isSaid = (modality: Modality): boolean => {
    if (theirs.modalities.has(modality)) return true;
    if (modality === "should") return across && theirs.modalities.has("must") && LENIENT.test(quoted);
    // 建议…应当: what is recommended is said as what should be.
    if (modality === "must")
      return theirs.modalities.has("should") && mine.modalities.has("should") && LENIENT.test(claim);
    // A plan is told as one in Chinese headlines without a word for it.
    return modality === "expected" && !DONE.test(quoted);
  };
  for (const modality of mine.modalities) if (!isSaid(modality)) return modality;
  const kept = (modality: Modality): boolean =>
    mine.modalities.has(modality) ||
    (modality === "should" && mine.modalities.has("must") && across && LENIENT.test(claim)) ||
    (modality === "expected" && /\bwill\b|将/u.test(claim));
  for (const modality of ["may", "should", "ban", "spare", "expected"] as const) {
    if (theirs.modalities.has(modality) && !kept(modality)) return modality;
  }
  // A duty has not been done for being one.
  if (theirs.modalities.has("must") && !mine.modalities.has("must") && DONE.test(claim) && !DONE.test(quoted))
    return "must";
  return null;
}

const DONE = /\b(?:was|were|has|have(?! to)|had|been)\b|已经?|(?<!为|不)了(?!解)/u;
/** Spoken of as to come, or as done. */
const TO_COME = /\b(?:will|going to|shall be)\b|(?<![即必])将(?!军)|即将|明年|下一年/iu;
const PAST_VERB =
  /\b(?:was|were|rose|fell|grew|took|began|became)\b|\b(?:has|have|had) (?:\w+ )?(?:\w+ed|been|grown|risen|fallen|made|paid|taken|begun)\b/u;
/** Without any of these a word in -ed is a verb of the past. */
const PRESENT = /\b(?:is|are|be|been|being|must|may|can|could|should|will|shall|have|has|need|do|does)\b/u;

/** True where past is said for what is to come, or the other way; of folded lines. */
export function turnsTime(claim: string, quoted: string): boolean {
  const [mine, theirs] = [timeOf(claim), timeOf(quoted)];
  if (mine.toCome && !theirs.toCome) return !/预计|计划|拟|\b(?:expected|plans?|planned)\b/u.test(quoted);
  if (!mine.done || theirs.done || /预计|计划|\b(?:expected|planned|will)\b/u.test(claim)) return false;
  return theirs.toCome || /\b(?:must|shall|may|can|should|is|are)\b|预计|计划|应|可以|须/u.test(quoted);
}

function timeOf(text: string): { readonly toCome: boolean; readonly done: boolean } {
  const line = text.charAt(0).toLowerCase() + text.slice(1);
  const han = containsHan(line);
  const done = han
    ? /已|(?<!为)了(?!解)|去年|曾/u.test(line)
    : PAST_VERB.test(line) || (!PRESENT.test(line) && /\b\w{3,}ed\b/u.test(line));
  return { toCome: TO_COME.test(line), done };
}

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

/** Deeds of a document by itself: no person is made to speak. */
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

interface Spoken {
  readonly claim: string;
  /** Sentences. */
  readonly quoted: readonly string[];
  /** Title, publisher, headings. */
  readonly about: string;
  readonly tokensOf: TokensOf;
}

/**
 * Tells whether an authority was borrowed. Words of a document become an order of the secretariat by four words before
 * them, so whoever is made to speak must speak in the quote, in a verb of the same kind; what else stands before a
 * colon must be the quote's too. Who is made to say what only the claim says they say; null where nobody is.
 */
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
