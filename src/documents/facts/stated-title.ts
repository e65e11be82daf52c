/**
 * Finds the title in a document's head. Files of offices begin with a letterhead (…文件), a number, a place, the kind of
 * a standard; their title comes after that, and may be broken over lines. Pure.
 */

import { daysIn } from "../../language/dates.ts";
import type { Block } from "../document.ts";
import { isOrderCount, isOrderOf, numbersIn, ownNumber, titleKey } from "./document-name.ts";
import type { Line, StatedFact } from "./facts-in-text.ts";
import { isIssuer } from "./signature.ts";

const ENDS_A_TITLE =
  /(?:通知|意见|决定|公告|通告|公报|函|批复|办法|规定|条例|细则|章程|规则|制度|方案|计划|规划|纲要|准则|标准|指南|指引|规程|守则|要点|须知|简则|法|报告|请示|议案|命令|令)(?:\([^)]{1,30}\))?$/u;
const MOST_LINES = 4;
const LONGEST_TITLE = 120;

interface TitleOptions {
  readonly head: readonly Line[];
  /** Name as the reader or the file's name has it. */
  readonly named: string;
  readonly blocks: readonly Block[];
}

/** @returns null where the head shows none */
export function statedTitle({ head, named }: TitleOptions): StatedFact | null {
  const key = titleKey(named);
  const isOffice = head.some(({ text }) => isNumber(text) || SALUTATION.test(text));
  const order = head.findIndex(({ text }, at) => isOrderOf(text) && isOrderCount(head[at + 1]?.text ?? ""));
  const isAbove = (text: string): boolean =>
    isAboveTitle(text) || (isOffice && isIssuerAlone(text)) || text === head[order]?.text;
  const made = publicByOrder(head);
  if (made !== null) return made;
  const isNamed = head.find(({ text }) => titleKey(text) === key);
  const subject = isOffice ? subjectIn(head) : null;
  // 國立東海材料中心 above 儀器借用要點, without a number.
  const below =
    isNamed !== undefined && isNamed === head[0] && isIssuerAlone(isNamed.text) ? titleBelow(head.slice(1)) : null;
  if (below !== null && subject === null) return below;
  if (isNamed !== undefined && subject === null && !isAbove(isNamed.text)) return fact([isNamed], named);
  if (subject !== null) return subject;
  const begin = head.findIndex(({ text }) => titleKey(text) !== "" && !isAbove(text) && !isIssuer(text));
  const rest = begin < 0 ? [] : head.slice(begin, begin + MOST_LINES);
  const isBelow = head.slice(0, Math.max(begin, 0)).some(({ text }) => isAbove(text));
  return brokenTitle(rest) ?? (isBelow ? titleAlone(rest) : null);
}

/** 《…》已经…审议通过，现予公布 below 令 and its count: what it makes public, at its own line where it stands below. */
function publicByOrder(head: readonly Line[]): StatedFact | null {
  const order = head.findIndex(({ text }, at) => isOrderOf(text) && isOrderCount(head[at + 1]?.text ?? ""));
  const said = order < 0 ? undefined : head[order + 2];
  const title = /^\s*《(?<title>[^《》]{4,80})》(?:已|业)?(?:经|于)/u.exec(said?.text ?? "")?.groups?.title;
  if (said === undefined || title === undefined) return null;
  const own = head.find(({ text }) => titleKey(text) === titleKey(title));
  return fact([own ?? said], title);
}

/** Finds the title below a house; a number may stand between them: UNIVERSITY OF …, ORDINANCE 17, its title. */
function titleBelow(head: readonly Line[]): StatedFact | null {
  const above = head.findIndex(({ text }) => !isNumber(text));
  const rest = head.slice(Math.max(above, 0));
  const number = head[above - 1];
  const ofNumber = number === undefined || HAS_HAN.test(number.text) ? null : fact([number], number.text.trim());
  return brokenTitle(rest.slice(0, MOST_LINES)) ?? (above > 0 ? (titleAlone(rest) ?? ofNumber) : null);
}

const HAS_HAN = /\p{Script=Han}/u;

function brokenTitle(head: readonly Line[]): StatedFact | null {
  const [first] = head;
  if (first === undefined || !/\p{Script=Han}/u.test(first.text) || !isTitleLike(first.text)) return null;
  const lines: Line[] = [];
  for (const line of head) {
    lines.push(line);
    const text = lines.map((each) => each.text.trim()).join("");
    if (text.length > LONGEST_TITLE) return null;
    if (ENDS_A_TITLE.test(text) && balanced(text)) return fact(lines, text);
    if (!isTitleLike(line.text)) return null;
  }
  return null;
}

/** A title below a letterhead or a number, in words that need not end as titles do: 廢料回收安排. */
function titleAlone([line]: readonly Line[]): StatedFact | null {
  const text = line?.text.trim() ?? "";
  const isTitle =
    isTitleLike(text) && !/[:.,]/u.test(text) && !SALUTATION.test(text) && /\p{L}{3}/u.test(text) && !daysIn(text)[0];
  return line !== undefined && isTitle ? fact([line], text) : null;
}

/** "Subject: Revised charges" of a circular. */
function subjectIn(head: readonly Line[]): StatedFact | null {
  for (const line of head) {
    const value = /^\s*(?:subject|sub|re|主题|事由|标题)\s*:\s*(?<title>[^:]{4,120}?)[.\s]*$/iu.exec(line.text)?.groups
      ?.title;
    if (value !== undefined) return fact([line], value);
  }
  return null;
}

const SALUTATION = /^\s*(?:致\s*:|各.{1,30}:$|(?:to|dear|attention|all)\b.{0,60}[:,]?$|主送)/iu;

/** Genre on the cover of a standard and on a gazette, in the largest letters. */
const GENRE =
  /^(?:(?:中华人民共和国)?(?:国家|行业|团体|地方|企业)标准(?:化指导性技术文件)?|(?:national|industry|group|company) standard|statutory instruments?)$/iu;

/** A letterhead, a number, the kind of a standard: none is a title, nor the heading of a section. */
export function isAboveTitle(text: string): boolean {
  return isNumber(text) || isLetterhead(text) || isCover(text);
}

function isCover(text: string): boolean {
  if (GENRE.test(text.replaceAll(/(?<=\p{Script=Han})\s+/gu, "").trim())) return true;
  return /^\s*(?:ICS|CCS)\s[\dA-Z]/u.test(text);
}

/** A line that is the document's number, perhaps with what it replaces. */
function isNumber(text: string): boolean {
  if (text.length > LONGEST_TITLE || !/\d/u.test(text)) return false;
  if (ownNumber({ start: 0, end: 0, text }) !== null || isOrderCount(text)) return true;
  const [first, ...others] = numbersIn(text);
  if (first === undefined) return false;
  const rest = [first, ...others].reduce((left, { number }) => left.replace(number, ""), text);
  return /^[\s()]*(?:部分)?(?:代替|替代|取代|replaces|supersedes)?[\s():,、]*$/iu.test(rest);
}

const NOUN_OF_A_TEXT =
  /\b(?:polic(?:y|ies)|charter|rules?|regulations?|plan|code|minutes|reports?|notices?|circulars?|procedures?|guide|guidelines|handbook|manual|agreement|strategy|terms|statutes|bye?-?laws|articles|standards?|constitution|orders?)\b/iu;

function isIssuerAlone(text: string): boolean {
  return isIssuer(text) && !NOUN_OF_A_TEXT.test(text);
}

function isTitleLike(text: string): boolean {
  return !/[。;:!?]|,$/u.test(text) && text.trim().length <= LONGEST_TITLE;
}

/** 关于印发《… over two lines is not over with 计划 on the first. */
function balanced(text: string): boolean {
  const open = text.match(/《/gu)?.length ?? 0;
  const close = text.match(/》/gu)?.length ?? 0;
  return (
    open === close &&
    !(
      /关于(?:印发|发布|公布|转发|做好|开展|加强)/u.test(text) &&
      !/(?:通知|公告|意见|函|决定|通告|批复|请示|报告)(?:\([^)]*\))?$/u.test(text)
    )
  );
}

function isLetterhead(text: string): boolean {
  return /(?:文件|公报|公文|简报)$/u.test(text.replaceAll(/\s/gu, "")) && text.trim().length <= 34;
}

function fact(lines: readonly Line[], value: string): StatedFact {
  const [first, last] = [lines[0], lines.at(-1)];
  return { kind: "title", value, start: first?.start ?? 0, end: last?.end ?? 0, sure: true };
}
