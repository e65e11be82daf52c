/**
 * Relations to other documents, as sentences state them: 《…》同时废止, "This circular replaces Circular No. 2/2025",
 * 将《…》第三条修改为, "Clause 3.2 of the Charter is replaced by". Pure.
 */

import { labelAt } from "../../language/labels.ts";
import type { Block } from "../document.ts";
import { amendedAsFollows } from "./amended-clauses.ts";
import { numbersIn, SELF_CHINESE } from "./document-name.ts";
import type { Line, StatedFact } from "./facts-in-text.ts";

export function mayTellRelations(text: string): boolean {
  return RELATION_IN_CHINESE.test(text) || (LATIN.test(text) && RELATION_IN_ENGLISH.test(text));
}

const RELATION_IN_CHINESE = /废止|廢止|取代|替代|代替|停止执行|停止施行|不再执行|修改|删去|删除/u;
const RELATION_IN_ENGLISH =
  /re(?:plac|peal|scind|vok)|supersed|withdraw[ns]|cancel(?:s|led)|a(?:nnul|brogat|mend)|cease|delete|substitute|in place of/iu;

const ENDS_IT = "(?:同时|一并|即行|相应|自行|即)?(?:予以)?(?:废止|停止执行|停止施行|停止使用|失效|不再执行)";
const REPEALED = new RegExp(`(?<names>[^。;]*?(?:《[^》]+》|号)[^。;《》]{0,24}?)${ENDS_IT}`, "gu");
const REPEALING =
  /(?:废止|取代|替代|代替)(?:了)?(?:原|原来的|此前的|以下文件:?)?(?<names>[^。;]*?(?:《[^》]+》|号)[^。;,]{0,30})/gu;
const CLAUSE =
  "第[〇零一二三四五六七八九十百\\d]+(?:章|节|条)(?:之[一二三四五六七八九十])?(?:第[一二三四五六七八九十]+[款项])?";
const AMENDED = new RegExp(
  `(?:将|对)?《(?<name>[^》]+)》(?:\\([^)]*\\))?(?:的|中的?)?(?:(?<clause>${CLAUSE})[^。;]{0,20}?)?(?:修改为|修订为|改为|调整为|作(?:如下|以下)(?:修改|修订|调整)|(?:作)?部分修改)`,
  "gu",
);

const ENGLISH_VERB =
  "(?:(?:hereby |shall |will )?(?:replaces?|supersedes?|repeals?|rescinds?|revokes?|withdraws?|cancels?|annuls?|abrogates?)|is issued in place of|takes the place of)";
const REPLACES = new RegExp(
  `(?<subject>[^;]*?)\\b${ENGLISH_VERB}\\s+(?<names>[^;]{3,200}?)(?=$|;|\\.(?!\\s\\d)(?:\\s|$)|,? (?:which|and (?:applies|takes|comes|enters|is|shall|will|remains)|with effect|as of|with immediate|from \\d|on \\d)\\b)`,
  "giu",
);
const IS_REPLACED =
  /(?:^|[.;]\s+(?!\d))(?<names>(?:[^.;]|\.(?=\S|\s\d)){3,160}?)\s+(?:is|are|stands?|shall be|shall stand|will be)\s+(?:hereby |thereby |also )?(?:repealed|superseded|rescinded|revoked|withdrawn|cancell?ed|annulled|abrogated|replaced by this)|(?:^|[.;]\s+(?!\d))(?<ceasing>(?:[^.;]|\.(?=\S|\s\d)){3,160}?)\s+(?:shall )?ceases?\s+to\s+(?:have effect|apply|be in force)/giu;
const ENGLISH_CLAUSE =
  "(?:clause|article|section|rule|regulation|paragraph|§)\\s?(?<clause>\\d+(?:\\.\\d+)*(?:\\([a-z\\d]+\\))?|[IVX]+)";
const CLAUSE_CHANGED = new RegExp(
  `${ENGLISH_CLAUSE} of (?<name>(?:the |our )?[^,;]{3,100}?) (?:is|are|shall be|will be) (?:hereby )?(?:replaced|amended|changed|substituted|deleted|modified)`,
  "giu",
);
const CHANGES_CLAUSE = new RegExp(
  `\\b(?:amends|replaces|changes|modifies|supersedes) ${ENGLISH_CLAUSE} of (?<name>(?:the |our )?[^,;.]{3,100}?)(?=$|[,;.]| (?:as follows|and|with|from)\\b)`,
  "giu",
);
/** "In regulation 4 of the Process Gases Regulations, for … substitute …". */
const IN_CLAUSE = new RegExp(
  `\\bin ${ENGLISH_CLAUSE} of (?<name>(?:the |our )?[^,;.]{3,100}?), ?(?:for|after|before|omit|insert|substitute|delete|replace)\\b`,
  "giu",
);
const AMENDS_WHOLE =
  /\bthis (?:[\w-]+ ){1,3}amends (?<name>(?:the |our )?[^,;.]{3,100}?)(?=$|[,;.]| (?:as follows|and|with|from)\b)/giu;
/** The sentence names the document itself. */
const OF_ITSELF = new RegExp(SELF_CHINESE, "u");
const THIS_DOCUMENT = /\b(?:this|these|the present|hereby)\b/iu;

interface RelationOptions {
  readonly sentence: Line;
  readonly title: string;
  /** The document says of itself from when it holds: what it ends besides, it ends itself. */
  readonly enacts: boolean;
  /** The sentence is of a numbered clause. */
  readonly inClause: boolean;
  /** "They cancel …" after a sentence on "these bye-laws". */
  readonly goesOn: boolean;
  /** The sentence says from when the document holds. */
  readonly ownEffect: boolean;
}

export function relationsIn(options: RelationOptions): StatedFact[] {
  const { text, start, end } = options.sentence;
  if (!mayTellRelations(text)) return [];
  const facts: StatedFact[] = [];
  const add = (kind: "supersedes" | "amends", value: string, sure: boolean, clause?: string) => {
    const known = facts.some((fact) => fact.kind === kind && fact.value === value);
    if (known || value === "") return;
    facts.push({ kind, value, ...(clause === undefined ? {} : { clause }), start, end, sure });
  };
  // Each looks along the sentence several times.
  if (HAN.test(text)) inChinese(options, add);
  if (LATIN.test(text)) inEnglish(options, add);
  return facts;
}

const HAN = /\p{Script=Han}/u;
const LATIN = /[a-z]{4}/iu;

const FORMER =
  /^\s*(?:[一二三四五六七八九十\d]{1,3}[、.]\s*)?(?:原|以前|此前|之前|旧|(?:19|20)\d{2}年[^《》]{0,12}的)/u;
const ORDERS = /(?:公告|通知|决定|通告)$/u;

type Add = (kind: "supersedes" | "amends", value: string, sure: boolean, clause?: string) => void;

function inChinese({ sentence: { text }, title, enacts, ownEffect }: RelationOptions, add: Add): void {
  const ofItself = ownEffect || OF_ITSELF.test(text) || /废止/u.test(title);
  for (const match of text.matchAll(REPEALED)) {
    const names = afterEffect(match.groups?.names ?? "");
    // 《A》第三条废止 ends a clause, and not the whole.
    if (/第[^第]{1,8}[条款项]\s*$/u.test(names)) continue;
    // 原《…》即行废止 does so with these words, in whatever text.
    const atOnce = /^\s*(?:原|此前的?)?《/u.test(names) && /即行/u.test(match[0]);
    // 自同日起废止 counts from the document's own day; 以前发布的《…》废止 ends what came before it.
    const together = /同时|一并|同日/u.test(match[0]) || FORMER.test(names);
    const sure = ofItself || atOnce || (enacts && together) || (ORDERS.test(title) && /同日/u.test(match[0]));
    for (const name of namesOf(names)) add("supersedes", name, sure);
  }
  for (const match of text.matchAll(REPEALING)) {
    for (const name of namesOf(match.groups?.names ?? "")) add("supersedes", name, ofItself);
  }
  for (const match of text.matchAll(AMENDED)) {
    add("amends", match.groups?.name ?? "", amends(text.slice(0, match.index), title), match.groups?.clause);
  }
}

/** 《A》自…起施行，《B》同时废止 ends B alone. */
function afterEffect(names: string): string {
  return names.replace(/^.*(?:施行|实施|执行|生效|试行)[^,《》]{0,12},/u, "");
}

/** All that stand in 《》; where none does, the numbers. What the document itself is under (根据《…》) is none of them. */
function namesOf(names: string): string[] {
  const last = names.replaceAll(/(?:根据|依据|按照|依照|遵照)《[^》]+》/gu, "");
  const quoted = Array.from(last.matchAll(/《([^《》]+(?:《[^《》]+》[^《》]*)*)》/gu), ([, name = ""]) => name);
  const titles = quoted.filter((name) => !/^[\s]*$/u.test(name));
  return titles.length > 0 ? titles : numbersIn(last).map(({ number }) => number);
}

/**
 * Minutes and news tell of amendments: "The Board decided that clause 3.2 of the Charter is replaced". A text that amends
 * begins with the clause, or its title says what it is.
 */
function amends(before: string, title: string): boolean {
  const said = before.replace(/^\s*(?:第[^条]{1,4}条|[一二三四五六七八九十\d]+[、.)]|\([^)]{1,3}\))\s*/u, "").trim();
  return said === "" || THIS_DOCUMENT.test(said) || /修改|修订|修正|补充|调整|变更|amend/iu.test(title);
}

function inEnglish({ sentence: { text }, title, enacts, inClause, goesOn }: RelationOptions, add: Add): void {
  const clauses: string[] = [];
  for (const pattern of [CLAUSE_CHANGED, CHANGES_CLAUSE, IN_CLAUSE]) {
    for (const match of text.matchAll(pattern)) {
      clauses.push(match[0]);
      const sure = amends(text.slice(0, match.index), title);
      add("amends", referenceIn(match.groups?.name ?? ""), sure, match.groups?.clause);
    }
  }
  const whole = clauses.length > 0 ? null : amendedAsFollows(text);
  if (whole !== null && isReference(whole)) add("amends", referenceIn(whole), amends("", title));
  for (const match of text.matchAll(AMENDS_WHOLE)) {
    if (clauses.length === 0) add("amends", referenceIn(match.groups?.name ?? ""), true);
  }
  if (clauses.length > 0) return;
  for (const match of text.matchAll(REPLACES)) {
    const { subject = "", names = "" } = match.groups ?? {};
    // "3. Revokes Resolution 2021/03." of a resolution has its subject above.
    const orders = enacts && /^[\s\d.)(a-z]*$/u.test(subject) && /^[\s\d.)(a-z]*\p{Lu}/u.test(match[0]);
    const sure =
      orders ||
      (goesOn && /^\s*(?:they|it|which)\b/iu.test(subject)) ||
      THIS_DOCUMENT.test(subject) ||
      /hereby/iu.test(match[0]);
    // "The new pump replaces the old one": only a document has a name or a number.
    for (const name of listed(names)) if (isReference(name)) add("supersedes", referenceIn(name), sure);
  }
  for (const match of text.matchAll(IS_REPLACED)) {
    const names = match.groups?.names ?? match.groups?.ceasing ?? "";
    const sure = (enacts && inClause) || /hereby|by this|\bstands?\b|^\s*resolved\b/iu.test(match[0]);
    for (const name of listed(names)) if (isReference(name)) add("supersedes", referenceIn(name), sure);
  }
}

function listed(names: string): string[] {
  return names.split(/,? and (?=the |circular|notice|policy|our |its )|, (?=the |circular|notice)/iu);
}

const ENGLISH_REFERENCE =
  /\b(?:polic(?:y|ies)|circulars?|charter|rules?|regulations?|notices?|plan|statutes?|bye?-?laws|code|guidelines?|procedures?|act|order|decisions?|directives?|resolution|memo(?:randum)?|manual|handbook|version|edition|schedule|ordinance|instructions?|programme|scheme|protocol|constitution|framework|terms)\b/iu;

function isReference(name: string): boolean {
  // "All earlier terms" are no document.
  if (/^(?:all |any )?(?:previous |earlier |former |prior |other )?[a-z]+$/u.test(name.trim())) return false;
  return ENGLISH_REFERENCE.test(name) || numbersIn(name).length > 0 || /[“"'].+[”"']/u.test(name);
}

/** A number where the words have one, else the title in quotation marks, else the words. */
function referenceIn(words: string): string {
  const number = numbersIn(words)[0]?.number;
  if (number !== undefined) return number;
  const quoted = /[“"](?<title>[^”"]+)[”"]/u.exec(words)?.groups?.title;
  return (quoted ?? words)
    .replace(/^\s*\d+(?:\.\d+)*[.)]?\s+(?=\p{L})/u, "")
    .replace(/^resolved[^,]{0,10},? that\s+/iu, "")
    .replace(/^and (?:replaces?|supersedes?|repeals?|revokes?) /iu, "")
    .replace(/ (?:in (?:its|their) entirety|in full|as a whole|entirely)$/iu, "")
    .replace(/^(?:all |any )?(?:the |our |its )?(?:previous |earlier |former |old |existing )?/iu, "")
    .trim();
}

const INTRODUCES =
  /(?:废止|失效|停止执行)[^。:;]{0,16}(?:下列|以下|如下|文件|制度|规定)[^。;]{0,8}:$|(?:下列|以下)[^。;]{0,40}(?:废止|失效|停止执行)[^。;]{0,6}:$|\bfollowing\b[^.;]{0,60}\b(?:repealed|withdrawn|revoked|cancelled|superseded|rescinded)\b[^.;]{0,40}:$/iu;
/** Ends the list: a sentence that does something else. */
const DOES_ELSE = /修改|修订|自.{2,24}起|本决定|本通知|此前|\bamended\b|\breplaced by\b/iu;
const MOST_LINES = 60;

/**
 * Texts that a decision ends one by one, in a list below 废止下列文件 or "The following circulars are repealed:".
 * @param text as patterns know it
 */
export function repealedLists(text: string, blocks: readonly Block[], enacts: boolean): StatedFact[] {
  if (!/:\s*(?:\n|$)/u.test(text)) return [];
  const lines = blocks.flatMap(({ kind, start, end }) =>
    kind === "code" || kind === "table-row" ? [] : linesIn(text, start, end),
  );
  return lines.flatMap((line, index) => {
    const said = line.text.trim();
    if (!said.endsWith(":") || !INTRODUCES.test(said)) return [];
    const style = labelAt(said)?.label.style;
    const facts: StatedFact[] = [];
    for (const item of lines.slice(index + 1, index + 1 + MOST_LINES)) {
      const label = labelAt(item.text)?.label.style;
      if (DOES_ELSE.test(item.text) || (style !== undefined && label === style)) break;
      const names = namesOf(item.text);
      if (names.length === 0) break;
      const { start, end } = item;
      facts.push(...names.map((value): StatedFact => ({ kind: "supersedes", value, start, end, sure: enacts })));
    }
    return facts;
  });
}

/** Lines of a block, of which lists may be made. */
function linesIn(text: string, from: number, to: number) {
  const found: { start: number; end: number; text: string }[] = [];
  for (let start = from; start < to; ) {
    const stop = text.indexOf("\n", start);
    const end = stop < 0 || stop > to ? to : stop;
    if (end > start) found.push({ start, end, text: text.slice(start, end) });
    start = end + 1;
  }
  return found;
}
