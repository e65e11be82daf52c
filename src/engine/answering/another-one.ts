/**
 * "Assembly point of building B?", "when is the second phase done?", "who is the president?" are not answered by building
 * C, the first phase or the vice-president, however alike the sentences are: what tells things of one kind apart is a
 * label, an ordinal or a rank. Pure.
 */

import { chineseNumber } from "../../language/zh/chinese-numbers.ts";
import { simplified } from "../../language/zh/han.ts";
import { textOfWhole } from "./choose.ts";
import type { Candidate } from "./sentences.ts";
import { cellsOf, type TextOf, type Unit, unitOf } from "./units.ts";

/** One of several of a kind: `building` B, `phase` 2, 期 二. */
interface Numbered {
  readonly kind: string;
  readonly which: string;
}

/** Words before a number or a letter that name no kind of thing: a measure, a day, a comparison, or nothing. */
const NO_KIND =
  /^(?:the|and|for|with|than|from|about|over|under|within|after|before|until|till|between|least|most|only|just|another|last|next|first|every|each|per|all|any|age|aged?|ages|are|was|has|have|had|can|may|must|does|did|what|which|how|who|why|when|not|jan\w*|feb\w*|mar|march|apr\w*|june?|july?|aug\w*|sep\w*|oct\w*|nov\w*|dec\w*|day|days|year|years|times?|number|vitamin|plan|some|that|this|these|those|into|onto|our|your|their|out|got|get|take|pay|paid|costs?|them|is)$/iu;
const LABELLED =
  /(?<![\p{L}\p{N}-])(?<kind>\p{Script=Latin}{3,}?)(?:s|es)?\.? ?(?:no\.? ?)?(?<![\p{L}\p{N}](?=\p{N}))(?<which>[A-Z]|\d{1,3}[a-z]?|[IVX]{2,4})(?![\p{L}\p{N}%°€$£:]|[.,]\d| ?(?:%|percent|per|days?|weeks?|months?|years?|hours?|minutes?|min|euros?|pounds?|dollars?|yuan|metres?|meters?|k?m|kg|tonnes?|people|persons?|times?|members?|million|billion|am|pm|o'clock)(?!\p{L}))/gu;

const ORDINALS = "first second third fourth fifth sixth seventh eighth ninth tenth".split(" ");
const ORDINAL =
  /(?<![\p{L}\p{N}-])(?<which>first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|\d{1,2}(?:st|nd|rd|th))(?: (?<one>\p{Ll}{3,}))(?: (?<two>\p{Ll}{3,}))?(?: (?<three>\p{Ll}{3,}))?/giu;

const CHINESE_NUMBERED =
  /(?<![上下每本这那同至到、\d-])(?:第)?(?<which>[一二三四五六七八九十首]{1,3}|\d{1,3}|[A-Z])(?<kind>期|届|批|季度|号楼|阶段|级|类|档|轮)(?!以[上下内]|及以|[一-龥]?以上)/gu;
const CHINESE_ORDINAL = /第(?<which>[一二三四五六七八九十]{1,3}|\d{1,3})(?<kind>次|组|场|站|标段|中学|医院|分会)/gu;
/** 分两期建设 counts phases, and 一至五级 names several. */
const CHINESE_COUNT =
  /(?:分|共|有)(?:为|成)?[两二三四五六七八九十\d]+(?:个)?(?:期|批|级|类|档|轮|阶段)|[一二三四五六七八九十\dA-Z][至到、和与-][一二三四五六七八九十\dA-Z]+(?:期|届|批|级|类|档|轮|阶段)/gu;

/** More are named than can be told by their numbers. */
const OTHERS = "others";
/** "Classes 1 and 2", "rooms A to D": what else is meant stands without its kind. */
const AND_OTHERS = /^(?:,| and| or| to|[-–/&]) ?[A-Z\d]/u;

/** All that a text numbers or labels, each with its kind. */
function numberedIn(text: string): Numbered[] {
  const latin = [...text.matchAll(LABELLED)].flatMap((found): Numbered[] => {
    const { kind = "", which = "" } = found.groups ?? {};
    if (NO_KIND.test(kind)) return [];
    const hasOthers = AND_OTHERS.test(text.slice(found.index + found[0].length));
    const all = [which.toUpperCase(), ...(hasOthers ? [OTHERS] : [])];
    return all.map((each) => ({ kind: kind.toLowerCase(), which: each }));
  });
  const ordinals = [...text.matchAll(ORDINAL)].flatMap(({ groups = {} }): Numbered[] => {
    const written = (groups.which ?? "").toLowerCase();
    const which = String(ORDINALS.indexOf(written) + 1 || Number.parseInt(written, 10));
    return [groups.one, groups.two, groups.three].flatMap((kind) =>
      kind === undefined || NO_KIND.test(kind) ? [] : [{ kind: `nth ${kind.replace(/s$/u, "").toLowerCase()}`, which }],
    );
  });
  const several = Array.from(text.matchAll(CHINESE_COUNT), ([counted]) => ({
    kind: /(?:期|届|批|级|类|档|轮|阶段)$/u.exec(counted)?.[0] ?? "",
    which: OTHERS,
  }));
  const uncounted = text.replaceAll(CHINESE_COUNT, "");
  const chinese = [CHINESE_NUMBERED, CHINESE_ORDINAL].flatMap((form) =>
    Array.from(uncounted.matchAll(form), ({ groups: { kind = "", which = "" } = {} }): Numbered => {
      const number = /^[\dA-Z]/u.test(which) ? which : String(chineseNumber(which.replace("首", "一")) ?? which);
      return { kind, which: number };
    }),
  );
  return [...latin, ...ordinals, ...several, ...chinese];
}

/** Asks for whoever holds an office: what is said of a deputy is said of somebody else. */
const ASKS_FOR_HOLDER = /\bwho\b|谁|哪位|电话|邮箱|\b(?:phone|telephone|e-?mail)\b/iu;
const ENGLISH_OFFICE =
  "president|chair(?:man|woman|person)?|director|secretary(?:[ -]general)?|manager|head|mayor|dean|editor|officer|minister|treasurer|captain|warden|rector|principal";
const CHINESE_OFFICE =
  "会长|理事长|主任|院长|校长|秘书长|主席|经理|部长|局长|所长|处长|科长|书记|市长|县长|区长|站长|组长|总裁|总监|主编|馆长|队长";
const OFFICES: readonly RegExp[] = [
  new RegExp(
    `(?<below>\\b(?:deputy|vice|assistant|acting)[ -](?:\\p{L}+ ){0,2}?)?\\b(?<office>${ENGLISH_OFFICE})s?\\b`,
    "giu",
  ),
  new RegExp(`(?<below>副|代理|助理)?(?:常务)?(?<office>${CHINESE_OFFICE})(?!单位)`, "gu"),
];

interface Office {
  readonly office: string;
  /** A deputy's, or an assistant's. */
  readonly isBelow: boolean;
}

function officesIn(text: string): Office[] {
  return OFFICES.flatMap((form) =>
    Array.from(text.matchAll(form), ({ groups = {} }) => ({
      office: (groups.office ?? "").toLowerCase().replace(/(?:man|woman|person)$/u, ""),
      isBelow: groups.below !== undefined,
    })),
  );
}

/** "Deputy Lin", of which office the text said before. */
const BELOW_ALONE = new RegExp(`\\b(?:deputy|assistant)(?![ -](?:\\p{L}+ ){0,2}?(?:${ENGLISH_OFFICE})\\b)`, "iu");
/** The deputy of whoever it is: the deputy registrar. */
const DEPUTY_OF = /\b(?:deputy|vice|assistant)[ -](?<office>\p{L}{4,})/giu;

function isOfAnotherHolder(asked: string, text: string): boolean {
  if (!ASKS_FOR_HOLDER.test(asked)) return false;
  const offices = officesIn(text);
  const isOfOther = officesIn(asked).some(({ office, isBelow }) => {
    const told = offices.filter((one) => one.office === office);
    // "Project manager Wu, deputy Lin" tells both.
    if (told.length === 0 || (isBelow && BELOW_ALONE.test(text))) return false;
    return told.every((one) => one.isBelow !== isBelow);
  });
  if (isOfOther || BELOW_ALONE.test(text)) return isOfOther;
  return Array.from(asked.matchAll(DEPUTY_OF), ({ groups }) => groups?.office?.toLowerCase() ?? "").some((office) => {
    const told = [...text.toLowerCase().matchAll(/\p{L}+/gu)].filter(([word]) => word === office);
    return (
      told.length > 0 && told.every(({ index }) => !/\b(?:deputy|vice|assistant)[ -]$/iu.test(text.slice(0, index)))
    );
  });
}

/** Somebody was there, or was not: no word of what they said. */
const WHO_WAS_THERE = /^(?:present|absent|apologies|attendees?|participants?|出席|缺席|请假|列席|参加)\s*[:：]/iu;
const ASKS_WHAT_WAS_SAID =
  /\bwhat (?:did|does|do|has|have) .{2,40} (?:say|said|think|propose|report|ask|suggest|argue)\b|[说讲谈](?:了|过)?(?:些)?什么|怎么[说看]/iu;

/** What is said of members is not said of others, nor the other way round. */
const OUTSIDERS = /\bnon[- ]?members?\b|非会员|非成员/iu;
const INSIDERS = /(?<!non[- ]?)\bmembers?\b|(?<!非)(?:会员|成员)/iu;
const ALL = /\b(?:others?|public|guests?|everybody|everyone|anyone|externals?)\b|其他|其它|外单位|所有|不限|任何/iu;

function isOfOutsiders(asked: string, text: string): boolean {
  return OUTSIDERS.test(asked) && !OUTSIDERS.test(text) && INSIDERS.test(text) && !ALL.test(text);
}

/** True if the text speaks of another one of the kind of thing that the question names, and of that one nowhere. */
export function isOfAnotherOne(question: string, written: string): boolean {
  const [asked, text] = [simplified(question), simplified(written)];
  return (
    isOfAnotherNumber(numberedIn(asked), text) ||
    isOfAnotherHolder(asked, text) ||
    isOfOutsiders(asked, text) ||
    saysNothing(asked, text)
  );
}

function saysNothing(asked: string, text: string): boolean {
  return ASKS_WHAT_WAS_SAID.test(asked) && WHO_WAS_THERE.test(text.split("\n").at(-1) ?? "");
}

function isOfAnotherNumber(wanted: readonly Numbered[], text: string): boolean {
  const numbered = wanted.length === 0 ? [] : numberedIn(text);
  return wanted.some(({ kind }) => {
    const [told, ...more] = new Set(numbered.filter((one) => one.kind === kind).map(({ which }) => which));
    // Of several the text may well say something on all: classes 1 to 5.
    if (told === undefined || told === OTHERS || more.length > 0) return false;
    return !wanted.some((one) => one.kind === kind && (one.which === told || one.which === OTHERS));
  });
}

/** Among so many of the best sentences the one that is asked for is looked for. */
const LOOKED_AT = 12;
/** What bears the number that is asked for is meant, though what bears another is nearer. */
const SHARE_OF_BEST = 0.7;

/** Puts a sentence on the one that is asked for first, where the best is on another of its kind. @param candidates best first */
export function askedOneFirst(
  candidates: readonly Candidate[],
  question: string,
  textOf: TextOf,
): readonly Candidate[] {
  const [best] = candidates;
  const wanted = numberedIn(simplified(question));
  if (best === undefined || wanted.length === 0) return candidates;
  const told = (candidate: Candidate) => simplified(inWords(unitOf(candidate, textOf), textOf));
  if (!isOfAnotherNumber(wanted, told(best))) return candidates;
  const meant = candidates.slice(1, LOOKED_AT).find((candidate) => {
    if (candidate.plainScore < SHARE_OF_BEST * best.plainScore) return false;
    const numbered = numberedIn(told(candidate));
    return wanted.every(({ kind, which }) => numbered.some((one) => one.kind === kind && one.which === which));
  });
  return meant === undefined ? candidates : [meant, ...candidates.filter((one) => one !== meant)];
}

export function unitOfAnotherOne(unit: Unit | undefined, question: string, textOf: TextOf): boolean {
  if (unit === undefined) return false;
  const { document, section } = unit.candidate.evidence.passage;
  return isOfAnotherOne(question, [document.title, ...section, inWords(unit, textOf)].join("\n"));
}

/** All of the unit; a row as it is said: `Building C` for the cell C under the name Building. */
function inWords(unit: Unit, textOf: TextOf): string {
  if (unit.kind !== "row") return textOfWhole(unit, textOf);
  const { candidate, spans } = unit;
  const text = textOf(candidate.evidence.passage.document)?.text ?? "";
  const [cells = [], names = []] = spans.map(({ start, end }) => cellsOf(text.slice(start, end)));
  return cells.map((cell, column) => `${names[column] ?? ""} ${cell}`.trim()).join("\n");
}
