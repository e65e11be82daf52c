/**
 * What a sentence does to its rule: orders, recommends, allows, forbids, spares or expects it; and how often it denies.
 * Each kind of words is in both languages. Pure.
 */

import { containsHan } from "../../language/zh/gloss.ts";
import type { GlossWords } from "./evidence-words.ts";
import { nameWordsIn } from "./names.ts";

export type Modality = "must" | "should" | "may" | "ban" | "spare" | "expected";

/** In this order: what is matched is taken out, so that `must not` is no `must`, and `may not` no `may` and no denial. */
const MODALITIES: readonly (readonly [Modality, RegExp])[] = [
  [
    "spare",
    /\b(?:need not|needn't|(?:do|does|did|will|is|are) not (?:need|have|be required|required|obliged|mandatory|necessary)(?: to)?|(?:don't|doesn't) (?:need|have)(?: to)?|no need)\b|\bno ([\w ]{1,40}?)(?:is|are) (?:needed|required|necessary)\b|无需|无须|毋须|不必|不需要?|不用|没有必要|免于|免予/giu,
  ],
  [
    "ban",
    /\b(?:must|may|shall|can|could) not\b|\b(?:mustn't|cannot|can't|couldn't)\b|\bnot (?:be )?(?:allowed|permitted)\b|\b(?:prohibited|forbidden|banned|prohibits?|forbids?)\b|不得|不可以|不可(?!避免)|严禁|禁止|不能|不准|不许|不允许/giu,
  ],
  [
    "expected",
    /\b(?:is|are|was|were) (?:expected|planned|scheduled|projected|forecast|due)\b|\b(?:expects?|plans?|intends?) to\b|预计|预期|有望|拟(?=.{0,4}[建投于在])|计划(?=[于在明后今将到]|.{0,2}[投建关开])/giu,
  ],
  [
    "should",
    /\b(?:should|ought|recommend\w*|encourag\w*|advis(?:e|es|ed|able)|suggest\w*|urge[sd]?)\b|鼓励|建议|提倡|推荐|倡导/giu,
  ],
  [
    "must",
    /\b(?:must|shall|ha(?:ve|s|d) to|requir(?:e|es|ed)|needs?|needed|obliged|obligatory|mandatory|compulsory|necessary)\b|必须|务必|应当|(?<![供反对响相适效感])应(?![用急力变对邀])|(?<!无)须(?!知)|(?<![急刚内])需(?!求)|(?<![主重需纪摘只次简概首必])要(?![点素件闻])/giu,
  ],
  [
    "may",
    // `May` is a month.
    /\b(?:might|can|could|allowed|permitted|entitled|eligible|optional|able to|the right to)\b|\bmay\b|可以|可能|(?<![认许])可(?![靠见谓观持燃惜怕行])|允许|有权|能够/gu,
  ],
];

/** In Chinese 应当 is an order, and is said as `should` by many who translate it. */
const LENIENT = /应当|(?<![供反对响相适效感])应(?![用急力变对邀])|要/u;

export interface Force {
  readonly modalities: ReadonlySet<Modality>;
  readonly denials: number;
}

const DENIAL =
  /\b(?:not|no|never|none|neither|nobody|nothing|without|unable|fail(?:s|ed)? to)\b|n't\b|\bnon-|没有|[不没未无非勿]/giu;
/** They hold one of the words and deny nothing. */
const NO_DENIAL =
  /不断|不仅|不但|不同|不一|不少于|不超过|不低于|不高于|不多于|不小于|不迟于|不晚于|不足|不到|不合格|不锈|不良|不动产|非常|非金属|无论|无线|无机|无尘|未来|不管|不过|不久|不少|除非|no\. ?\d|not only|no(?:t)? (?:less|more|fewer|lower|longer|later|earlier|higher|exceeding)(?: than)?|not exceed(?:ing)?|nothing but|nobody (?:but|except|other than)|none but|no one but/giu;

/** Of a folded line. */
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

/** What the claim says otherwise than its quote; null where they agree. */
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
  // What must be done has not been done.
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

/** Past for what is to come, or the other way. Of folded lines. */
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
