/**
 * Facts that the sentences of a document state: from when and until when it holds, what it replaces and amends. A text
 * on another one, an explanation or a question and its answer, says such things too; of it none is sure. Pure.
 */

import { DAY, dayIn, daysAfter, endOfTerm, mayHaveDay } from "../../language/dates.ts";
import { chineseCount, labelAt } from "../../language/labels.ts";
import { sentencesIn } from "../../language/sentences.ts";
import type { Block } from "../document.ts";
import { amendedByTitle, amendedClauses, namedInFull } from "./amended-clauses.ts";
import { namesItself, SELF_CHINESE, titleKey } from "./document-name.ts";
import type { Line, StatedFact } from "./facts-in-text.ts";
import { mayTellRelations, relationsIn, repealedLists } from "./relations.ts";

interface SentencesOptions {
  readonly text: string;
  /** Form that patterns know, character for character. */
  readonly form: (text: string) => string;
  readonly blocks: readonly Block[];
  readonly title: string;
  readonly head: readonly Line[];
  /** The day of its issue, for 自发布之日起; null where it is not known. */
  readonly issued: string | null;
}

interface Told {
  readonly sentence: Line;
  readonly effect: readonly StatedFact[];
  /** True of a clause: `Article 2. Directive 2010/12 is repealed.` */
  readonly inClause: boolean;
  /** "They cancel …" after a sentence on "these bye-laws". */
  readonly goesOn: boolean;
}

/** A heading below which a text says what it ends. */
const REPEALS = /废止|\b(?:repeals?|revocations?|replacements?|supersession|withdrawals?|cancellations?)\b/iu;

/** "Article 2" on a line of its own, above its words. */
const CLAUSE_ALONE = /^\s*(?:article|section|clause|rule) \d{1,3}[.:]?\s*$/iu;

/** An explanation of a text, news of it, a summary of several. */
const ON_OTHERS =
  /解读|问答|答记者问|图解|一图读懂|(?:起草|修订|编制)说明|新闻|快讯|综述|摘编|汇编|纪要|会议记录|\b(?:explanatory|explained|q\s?&\s?a|questions?|faqs?|summary|digest|newsletter|minutes|commentary|guide to)\b/iu;

export function inSentences({ text, form, blocks, title, head, issued }: SentencesOptions): StatedFact[] {
  const told: Told[] = blocks.flatMap(({ kind, start, end, section }, index) => {
    if (kind === "code" || kind === "table-row") return [];
    const written = text.slice(start, end);
    if (!mayTellEffect(written) && !mayTellRelations(written)) return [];
    const block = form(written);
    const isHead = head.some((line) => line.start === start);
    const above = blocks[index - 1];
    const isBelowLabel = above !== undefined && CLAUSE_ALONE.test(text.slice(above.start, above.end));
    const inClause = labelAt(block) !== null || isBelowLabel || REPEALS.test(section.at(-1) ?? "");
    let before = "";
    return sentencesIn(text, start, end).map((span) => {
      const sentence = { ...span, text: block.slice(span.start - start, span.end - start) };
      const goesOn = /^\s*(?:they|it|which)\b/iu.test(sentence.text) && /\b(?:this|these)\b/iu.test(before);
      before = sentence.text;
      return { sentence, effect: effectIn({ sentence, title, inHead: isHead, goesOn, issued }), inClause, goesOn };
    });
  });
  const enacts =
    !ON_OTHERS.test(title) && told.some(({ sentence, effect }) => effect.length > 0 || tellsOwnEffect(sentence.text));
  const facts = namedInFull(
    told.flatMap(({ sentence, effect, inClause, goesOn }) => [
      ...effect,
      ...relationsIn({ sentence, title, enacts, inClause, goesOn, ownEffect: effect.length > 0 }),
    ]),
  );
  const ofTitle = facts.some(({ kind }) => kind === "amends") ? [] : amendedByTitle(title, form(text), blocks);
  return [...withClauses(facts, form, text, blocks), ...ofTitle, ...repealedLists(form(text), blocks, enacts)].map(
    (fact) => (ON_OTHERS.test(title) ? { ...fact, sure: false } : fact),
  );
}

/** Where the clauses are named one by one, they are amended, and not all of the text. */
function withClauses(
  facts: readonly StatedFact[],
  form: (text: string) => string,
  text: string,
  blocks: readonly Block[],
): StatedFact[] {
  if (!facts.some(({ kind, clause }) => kind === "amends" && clause === undefined)) return [...facts];
  const clauses = amendedClauses(form(text), blocks, facts);
  const named = new Set(clauses.map(({ value }) => value));
  return [
    ...facts.filter(({ kind, clause, value }) => kind !== "amends" || clause !== undefined || !named.has(value)),
    ...clauses,
  ];
}

/** Text without one of these says nothing of it: most of a document is not looked at closely. */
function mayTellEffect(text: string): boolean {
  return EFFECT_IN_CHINESE.test(text) || (LATIN.test(text) && EFFECT_IN_ENGLISH.test(text));
}

const EFFECT_IN_CHINESE =
  /施行|实施|實施|执行|執行|实行|實行|生效|试行|試行|启用|啟用|有效期|失效|有效至|期程|起至|即日/u;
const EFFECT_IN_ENGLISH =
  /effect|in(?:to)? force|into operation|commences|begins on|valid|expire|appl(?:y|ies)|\bruns?\b|lapse/iu;

const HAN_COUNT = "[一二两三四五六七八九十]{1,3}";
const IN_FORCE = "(?:施行|实施|执行|实行|生效|试行|启用)";
const HOW = "(?:正式|全面|开始|统一|试)*";
const FROM_DAY = new RegExp(
  `(?:(?:自|从|由)(?<day>${DAY})(?:零时|0时)?(?:起|之日起|开始)?,?|(?<day>${DAY})(?:之日)?起)${HOW}${IN_FORCE}`,
  "giu",
);
const ON_DAY = new RegExp(`[于在](?<day>${DAY})(?:零时|0时)?起?${HOW}(?:施行|实施|生效)`, "giu");
const EVENT = "(?<event>发布|公布|印发|颁布|下发|签发|发文|通过|批准|签署)";
const FROM_EVENT = new RegExp(
  `(?:自|从|由)(?:[^,;。自从由]{2,16}?)?${EVENT}之日(?:起)?(?:满?(?<delay>\\d{1,3}|${HAN_COUNT})(?:个)?(?:工作)?日[后起]?)?(?:起|后)*${HOW}${IN_FORCE}`,
  "gu",
);
const FROM_NOW = new RegExp(`(?:自|从)即日起${HOW}${IN_FORCE}`, "gu");
const UNTIL_DAY = new RegExp(
  `(?:有效期(?:限)?(?:截?至|到|截止到|截止至|为?至)|有效至|(?:执行|实施|施行)(?:期限)?(?:至|到)|至)\\s?(?<day>${DAY})(?:止|为止|失效|废止)?`,
  "giu",
);
const SPAN = new RegExp(`自(?<from>${DAY})(?:起)?(?:至|到|-)(?<day>${DAY})(?:止|有效|${IN_FORCE})`, "giu");
const TERM = new RegExp(
  `(?:有效期(?:限)?|试行期(?:限)?|施行期(?:限)?|实施期(?:限)?|试行|有效)(?:暂定)?(?:为)?(?<count>\\d{1,2}|${HAN_COUNT})(?<unit>年|个月)`,
  "gu",
);

/** Words of what counts from another day, or for a term. */
const WITHOUT_DAY =
  /之日|即日|immediate|年|个月|\b(?:publication|adoption|issue|issuance|approval|signature|years?|months?)\b/iu;

const VERB =
  "(?:(?:shall |will |is to |to )?(?:takes?|took|taking) effect|(?:shall |will )?(?:comes?|came|coming|enters?|entered) into (?:force|effect|operation)|(?:shall |will )?(?:commences?|begins?)|(?:shall |will )?ha(?:s|ve) effect|(?:shall |will )?runs?|(?:(?:shall|will) be|shall become|will become|is|are|becomes?) (?:effective|valid|in force|in effect|applicable)|appl(?:y|ies)|applicable|with effect|in force|effective|valid)";
const ENGLISH_FROM = new RegExp(
  `(?<verb>${VERB})(?: as)?(?: only)?(?: on and| as)? ?(?:on|from|as of|of|since|starting|beginning|:)? ?(?:and including |the )?(?<day>${DAY})`,
  "giu",
);
const ENGLISH_EVENT =
  /(?<verb>(?:shall |will )?(?:takes?|comes?|enters?)(?: into)? (?:effect|force)|(?:is|are|becomes?|shall be) effective)(?: immediately)? (?:on|upon|from|(?<delay>\d{1,3}|ten|fourteen|fifteen|twenty|thirty|sixty|ninety)(?: \(\d+\))? days (?:after|from|following))(?: the (?:day|date) of)? (?:its |their |the )?(?<event>publication|adoption|issue|issuance|approval|signature)/giu;
const ENGLISH_NOW =
  /(?<verb>(?:shall |will )?(?:takes?|comes?|enters?)(?: into)? (?:effect|force)|(?:is|are|becomes?|shall be) effective) (?:with )?immediate(?:ly| effect)/giu;
const ENGLISH_UNTIL = new RegExp(
  `(?:valid|in force|in effect|effective|appl(?:y|ies)|runs?|expires?|lapses?|cease[sd]? to (?:have effect|apply|be in force))[^.;]{0,60}? ?(?:until|till|through|to|up to|on|and including) (?:the end of |and including )?(?<day>${DAY}|(?:19|20)\\d{2}\\b)`,
  "giu",
);
const ENGLISH_TERM =
  /(?:valid|in force|in effect|effective)(?: for)? (?:an? (?:initial |first )?(?:period|term) of )?(?<count>one|two|three|four|five|six|ten|\d{1,2})(?: \(\d{1,2}\))? (?<unit>years?|months?)/giu;
const COUNTS = "zero one two three four five six seven eight nine ten".split(" ");

const DAYS_LATER: Readonly<Record<string, number>> = {
  ten: 10,
  fourteen: 14,
  fifteen: 15,
  twenty: 20,
  thirty: 30,
  sixty: 60,
  ninety: 90,
};

interface EffectOptions {
  readonly sentence: Line;
  readonly title: string;
  /** "It shall apply from …" after a sentence on "this Regulation". */
  readonly goesOn: boolean;
  /** True above the first clause, where "In force from 1 April" speaks of the whole. */
  readonly inHead: boolean;
  /** The day of its issue, for 自发布之日起; null where it is not known. */
  readonly issued: string | null;
}

type EffectFact = StatedFact & { readonly kind: "effectiveFrom" | "effectiveUntil" };

/**
 * Days from when and until when a text holds, as its sentences say it: 本办法自2021年6月1日起施行，有效期三年; "This policy takes
 * effect on 1 June 2021". A sentence counts only if the document itself is its subject: a licence, an appointment and a
 * clause have days of their own.
 */
function effectIn(options: EffectOptions): EffectFact[] {
  const { sentence } = options;
  if (!mayTellEffect(sentence.text) || !(mayHaveDay(sentence.text) || WITHOUT_DAY.test(sentence.text))) return [];
  const from = fromIn(options);
  const until = untilIn(options, from);
  const fact = (kind: EffectFact["kind"], value: string): EffectFact => {
    return { kind, value, start: sentence.start, end: sentence.end, sure: true };
  };
  return [
    ...(from === null ? [] : [fact("effectiveFrom", from)]),
    ...(until === null ? [] : [fact("effectiveUntil", until)]),
  ];
}

const OWN_EFFECT = new RegExp(
  `${SELF_CHINESE}[^。;]{0,30}?自[^。;]{2,24}(?:起|后)[^。;]{0,6}${IN_FORCE}|\\b(?:this|these) (?:[\\w-]+ ){1,4}?(?:shall |will )?(?:takes?|enters?|comes?)(?: into)? (?:effect|force|operation)`,
  "iu",
);

/** Tells whether it says from when it holds itself, also where the day is not told. @param sentence folded */
export function tellsOwnEffect(sentence: string): boolean {
  return OWN_EFFECT.test(sentence);
}

const HAN = /\p{Script=Han}/u;
const LATIN = /[a-z]{4}/iu;

function fromIn(options: EffectOptions): string | null {
  const { text } = options.sentence;
  const inChinese = HAN.test(text) ? fromInChinese(options) : undefined;
  return inChinese === undefined && LATIN.test(text) ? fromInEnglish(options) : (inChinese ?? null);
}

/** @returns undefined where it says nothing of it; null where what it says is no day */
function fromInChinese(options: EffectOptions): string | null | undefined {
  const { text } = options.sentence;
  for (const pattern of [SPAN, FROM_DAY, ON_DAY]) {
    for (const match of text.matchAll(pattern)) {
      if (!isOfItself(options, match.index)) continue;
      return dayIn(match.groups?.from ?? match.groups?.day ?? "");
    }
  }
  for (const match of text.matchAll(FROM_EVENT)) {
    if (!isOfItself(options, match.index) || options.issued === null) continue;
    const delay = match.groups?.delay;
    return delay === undefined ? options.issued : daysAfter(options.issued, Number(chineseCount(delay)));
  }
  for (const match of text.matchAll(FROM_NOW)) if (isOfItself(options, match.index)) return options.issued;
  return undefined;
}

function fromInEnglish(options: EffectOptions): string | null {
  const { text } = options.sentence;
  for (const match of text.matchAll(ENGLISH_FROM)) {
    if (isOfItselfInEnglish(options, match.index, match.groups?.verb ?? "")) return dayIn(match.groups?.day ?? "");
  }
  for (const match of text.matchAll(ENGLISH_EVENT)) {
    if (!isOfItselfInEnglish(options, match.index, match.groups?.verb ?? "")) continue;
    const delay = match.groups?.delay?.toLowerCase();
    if (delay === undefined || options.issued === null) return options.issued;
    return daysAfter(options.issued, DAYS_LATER[delay] ?? Number(delay));
  }
  for (const match of text.matchAll(ENGLISH_NOW)) {
    if (isOfItselfInEnglish(options, match.index, match.groups?.verb ?? "")) return options.issued;
  }
  return null;
}

function untilIn(options: EffectOptions, from: string | null): string | null {
  const { text } = options.sentence;
  const inChinese = HAN.test(text) ? untilInChinese(options, from) : undefined;
  return inChinese === undefined && LATIN.test(text) ? untilInEnglish(options, from) : (inChinese ?? null);
}

function untilInChinese(options: EffectOptions, from: string | null): string | null | undefined {
  const { text } = options.sentence;
  for (const match of text.matchAll(SPAN)) if (isOfItself(options, match.index)) return dayIn(match.groups?.day ?? "");
  for (const match of text.matchAll(UNTIL_DAY)) {
    const bare = match[0].startsWith("至");
    if (bare && !/(?:止|失效|废止)$/u.test(match[0])) continue;
    if ((from !== null && !bare) || isOfItself(options, match.index)) return dayIn(match.groups?.day ?? "");
  }
  for (const match of text.matchAll(TERM)) {
    const begins = from ?? options.issued;
    if (begins === null || !(from !== null || isOfItself(options, match.index))) continue;
    return endAfter(begins, chineseCount((match.groups?.count ?? "").replace("两", "二")), match.groups?.unit ?? "");
  }
  return undefined;
}

function untilInEnglish(options: EffectOptions, from: string | null): string | null {
  const { text } = options.sentence;
  for (const match of text.matchAll(ENGLISH_UNTIL)) {
    if (!isOfItselfInEnglish(options, match.index, match[0]) && from === null) continue;
    const day = match.groups?.day ?? "";
    return dayIn(day) ?? day;
  }
  for (const match of text.matchAll(ENGLISH_TERM)) {
    const begins = from ?? options.issued;
    if (begins === null || !(from !== null || isOfItselfInEnglish(options, match.index, match[0]))) continue;
    const { count = "", unit = "" } = match.groups ?? {};
    const number = COUNTS.indexOf(count.toLowerCase());
    return endAfter(begins, number >= 0 ? String(number) : count, unit);
  }
  return null;
}

function endAfter(from: string, count: string, unit: string): string | null {
  const number = Number(count);
  if (!Number.isInteger(number) || number < 1) return null;
  return /月|month/iu.test(unit) ? endOfTerm(from, 0, number) : endOfTerm(from, number);
}

const ENDS_WITH_SELF = new RegExp(`${SELF_CHINESE}$`, "u");
const HAS_SELF = new RegExp(`${SELF_CHINESE}(?!第)`, "u");

/**
 * True if what stands before 自 is the document: 本办法, 《its title》, or nothing where it was named in the sentence before.
 */
function isOfItself({ sentence, title, inHead }: EffectOptions, at: number): boolean {
  const before = sentence.text
    .slice(0, at)
    .replace(/^\s*(?:第[〇零一二三四五六七八九十百\d]+条|[\d.]+|[一二三四五六七八九十]+、)\s*/u, "");
  const clauses = before.split(/[,;。:、]/u);
  const last = (clauses.at(-1) ?? "")
    .trim()
    .replace(/(?:中|均|应当|应|将|也|并|现|开始|期程|期限|期间|实施期|执行期)+$/u, "");
  if (last !== "" && !/^[([]$/u.test(last)) {
    return ENDS_WITH_SELF.test(last) || namesItself(last, title);
  }
  const earlier = clauses.slice(0, -1).join(",");
  if (HAS_SELF.test(earlier)) return true;
  // 会议审议通过了《A》，自…起施行: of A.
  const of = Array.from(earlier.matchAll(/《([^《》]+)》/gu), ([, name = ""]) => titleKey(name));
  if (of.length > 0 && !of.some((name) => titleKey(title).includes(name))) return false;
  if (/现(?:将|予)?[^,]*(?:印发|公布|发布|颁布|批准)|(?:审议|讨论|会议|批准|同意).{0,4}通过|印发给你们/u.test(earlier))
    return true;
  return inHead && /^[\s([,]*$|(?:通过|批准|公布|修订|修正|印发|发布|颁布),?\s*$/u.test(before);
}

const ENGLISH_NOUN =
  "(?:polic(?:y|ies)|circulars?|charter|rules?|regulations?|notice|plan|statutes?|bye?-?laws|code|guidelines?|guidance|procedures?|act|law|order|decision|directive|agreement|contract|standard|amendments?|resolution|memorandum|memo|manual|handbook|terms|document|version|edition|schedule|ordinance|instructions?|budget|programme|program|scheme|statement|protocol|constitution|framework|measures|provisions|tariff|list)";
const THIS = new RegExp(`(?:this|these|the present) (?:[\\w-]+ ){0,3}?${ENGLISH_NOUN}\\b`, "iu");

/** "Article 5 takes effect later", "the provisions of section 3". */
const A_PART =
  /^\s*(?:the )?(?:provisions? of )?(?:clauses?|articles?|sections?|paragraphs?|chapters?|annex|appendix) (?:\d|[ivx]+\b)/iu;
const BEGINS_WITH_THIS = new RegExp(`^\\s*${THIS.source}`, "iu");

/** "This circular … applies from", "The Charter takes effect on"; alone, "In force from", only in the head. */
function isOfItselfInEnglish({ sentence, title, inHead, goesOn }: EffectOptions, at: number, verb: string): boolean {
  const written = sentence.text.slice(0, at);
  if (/^\s*(?:article|clause|section|rule|paragraph) [\d.]*\d\s*$/iu.test(written)) return false;
  const before = written
    .replace(/^\s*(?:(?:article|clause|section|rule) )?(?:§ ?)?[\d.]*[.)]?\s*/iu, "")
    .replace(/^commencement[.:]\s*/iu, "")
    .replace(/^(?:(?:hereby )?(?:decides|resolves|declares|provides|agrees) that )/iu, "");
  const subject = before.split(/;\s|\.\s(?!\d)/u).at(-1) ?? "";
  if (A_PART.test(subject)) return false;
  if (BEGINS_WITH_THIS.test(subject)) return true;
  if (THIS.test(subject) && /,\s*(?:which|and)\s|\band\s*(?:it\s*)?$/iu.test(subject)) return true;
  if (namesItself(subject.replace(/^\s*the\s+/iu, ""), title)) return true;
  if (/^\s*(?:unless [^,.;]{4,40}?,?\s)?it(?: shall| will)?\s*$/iu.test(subject) && (inHead || goesOn)) return true;
  // "The fee applies from" is no less a sentence; alone, the verb speaks of the whole.
  const alone =
    /^[\s([*]*$|^\s*(?:as )?(?:amended|revised|restated)(?: and restated)?\s*$|^\s*(?:version|edition|revision|issue|rev\.?)\b(?:[^,;.]|\.\d){0,24}[,;]?\s*$|^.{0,60}(?:adopted|approved|issued|published|amended|revised)\b[^;]{0,80}(?:[,;.|-]|and)\s*(?:is\s*)?$/iu;
  return inHead && alone.test(before) && !/^appl/iu.test(verb);
}
