/**
 * Names that documents have for each other and for themselves: numbers that offices give, titles, 本办法; with the keys
 * by which they are compared.
 */

import { foldedForm } from "../../language/canonical.ts";
import { simplified } from "../../language/zh/han.ts";
import type { Line } from "./facts-in-text.ts";

const HAN = "\\p{Script=Han}";
const YEAR = "(?:(?:19|20)\\d{2}|[一二][〇零一二三四五六七八九]{3})";
/** 根据, 按照 and the like are of the sentence around, not of the issuer's name. */
const NO_NAME = "根据|按照|依照|依据|参照|遵照|执行|印发|转发|以及|关于|对照|落实|贯彻|详见|参见|符合|适用|废止";
const BRACKETED = `(?<issuer>(?:(?!${NO_NAME}|[和与及由见按据])${HAN}){1,15})\\s?[\\[(]\\s?(?<year>${YEAR})\\s?年?\\s?[\\])]\\s?(?:第\\s?)?(?<count>\\d{1,5}(?:-\\d{1,3})?)\\s?号`;
/** 国务院令第728号, 海关总署公告2018年第140号: with their issuer, as other texts name them. */
const ORDER_WITH_ISSUER = `(?:(?!${NO_NAME}|[和与及由见按据])${HAN}){2,18}?(?:令|公告|通告|决定)\\s?(?:\\(?${YEAR}\\s?年\\)?\\s?)?第\\s?(?:\\d{1,5}|[〇零一二三四五六七八九十百]{1,6})\\s?号`;
const ORDER = `(?:${HAN}{2,15}?)?(?:令|公告|通告|决定)?\\s?(?:\\(?${YEAR}\\s?年\\)?\\s?)?第\\s?(?:\\d{1,5}|[〇零一二三四五六七八九十百]{1,6})\\s?号(?:令|公告|通告)?`;
const ENGLISH_KIND =
  "Circular|Notice|Decision|Order|Regulation|Resolution|Directive|Policy|Memo(?:randum)?|Document|Instruction|Bulletin|Rule|Announcement|Decree|Standard|Procedure|Amendment";
/** Ranks, as of whoever makes it: "Commission Implementing Regulation (EU) 2023/1195" is named without them too. */
const ENGLISH_RANK =
  "(?:Commission|Council|Board|Executive|Presidential|Ministerial|Administrative|Implementing|Delegated|General|Special|Technical|Internal|Office|Joint)\\s";
const YEARLY_KIND = `${ENGLISH_KIND}|Statutory Instrument|S\\.?I\\.?|Act|Law|Ordinance|Bye?-?law|Guideline|Statement`;
/** "Notice to Members 2025/03". */
const ADDRESSED = "(?:\\sto\\s(?:all\\s)?\\p{L}{4,14})?";
/** "Directive (EU) 2022/451", "Resolution 2024-07", "Act 12 of 2019", "Statutory Instrument 2021 No. 1372". */
const ENGLISH_YEARLY = `(?:${ENGLISH_RANK}){0,3}(?:${YEARLY_KIND})${ADDRESSED}\\s(?:\\([A-Z]{2,8}\\)\\s)?(?:(?:19|20)\\d{2}-\\d{1,3}(?!-)|(?:19|20)\\d{2}/\\d{1,5}|(?:[A-Z]{1,5}\\s)?\\d{1,5}/(?:19|20)?\\d{2}|\\d{1,5}\\sof\\s(?:19|20)\\d{2}|(?:19|20)\\d{2}\\sNo\\.?\\s?\\d{1,5})(?![\\d/])`;
const ENGLISH = `(?:${YEARLY_KIND})${ADDRESSED}\\s(?:(?:No|Nr|Number)\\b\\.?:?|#)\\s?[A-Z]{0,6}[-/ ]?\\d[\\w./-]*(?:\\sof\\s(?:19|20)\\d{2})?`;
/** "MIIT (2021) No. 5", "PSMA [2024] 12", "HR-POL-012". */
const ENGLISH_BRACKETED = `[A-Z][\\w&/-]{1,15}(?:\\s[A-Z][\\w&/-]{1,15}){0,2}\\s?[\\[(](?:19|20)\\d{2}[\\])]\\s?(?:No\\.?\\s?)?\\d{1,5}`;
/** Number of a gazette, under "Statutory Instruments": "2023 No. 418". */
const OF_YEAR = "(?:19|20)\\d{2}\\sNo\\.?\\s?\\d{1,5}";
/** 院臺經字第1120012345號. */
const BY_CHARACTER = `(?:(?!${NO_NAME})${HAN}){1,10}字第\\s?\\d{3,12}\\s?号`;
/** 通告第18/2024號. */
/** 2024年第6号公告. */
const YEARLY_ORDER = `${YEAR}年第\\d{1,5}号(?:令|公告|通告)`;
/** "Circular CIR/2026/014": its code says all of it. */
const KIND_BEFORE_CODE =
  "(?:(?:Board|Executive|Office)\\s)?(?:Circular|Notice|Memo(?:randum)?|Bulletin|Directive|Instruction|Policy|Procedure|(?:Guidance|Practice|Technical)(?:\\sNote)?)\\s(?:No\\.?\\s?)?";
/** "Ordinance 17", below a letterhead. Rules and orders are counted inside of a text too. */
const COUNTED = "(?:Ordinance|Circular|Notice|Bulletin|Directive|Decree|Announcement)\\s\\d{1,4}[A-Z]?";
const COUNT_OF_YEAR = "(?:通告|通知|公告|通函|备忘)(?:编号)?[:\\s]?第?\\s?\\d{1,4}/(?:(?:19|20)\\d{2}|\\d{2})\\s?号";
const CODE = "[A-Z]{2,8}(?:[-/][A-Z]{1,8}){0,3}[-/]\\d[\\w./-]*";
/** A code with two parts before its count: HR-POL-012, SG/M/2025/09. In a sentence COVID-19 is no document. */
const LONG_CODE = "[A-Z]{2,8}(?:[-/](?:[A-Z]{1,8}|(?:19|20)\\d{2})){1,4}[-/]\\d{1,6}(?:-\\d{1,4})?";
/** Number of a standard: GB/T 37864—2019, T/CEMIA 023-2021, ISO 14644-1:2015. */
const STANDARD =
  "(?<![A-Za-z])(?:[A-Z]{1,6}(?:/[A-Z]{1,8}){1,2}|GB|GBZ|ISO|IEC|EN|DIN|JIS|ASTM|SEMI|IEEE|ANSI|BS)\\s?[A-Z]?\\d{1,6}(?:[.-]\\d{1,3})?\\s?[-:]\\s?(?:19|20)\\d{2}(?!\\d)";

const ALONE = new RegExp(
  `^[(\\[]?\\s*(?:${KIND_BEFORE_CODE}(?=${CODE}\\s*$))?(?<number>${BRACKETED}|${COUNT_OF_YEAR}|${BY_CHARACTER}|${ORDER}|${STANDARD}|${ENGLISH_YEARLY}|${ENGLISH}|${ENGLISH_BRACKETED}|${OF_YEAR}|${CODE}|${COUNTED})\\s*[)\\]]?$`,
  "iu",
);
const NUMBER_AT_END = new RegExp(
  `[(\\[]\\s*(?<number>${BRACKETED}|${ENGLISH_YEARLY}|${ENGLISH}|${ENGLISH_BRACKETED})\\s*[)\\]]\\s*$`,
  "iu",
);
const ANYWHERE = new RegExp(
  `${BRACKETED}|${COUNT_OF_YEAR}|${BY_CHARACTER}|${YEARLY_ORDER}|${ORDER_WITH_ISSUER}|${STANDARD}|(?<![\\p{L}\\d])${ENGLISH_YEARLY}|(?<![\\p{L}\\d])(?:${ENGLISH_KIND}|Ordinance)\\s(?:(?:No|Nr|Number)\\b\\.?|#)?\\s?(?!(?:19|20)\\d{2}(?![\\d/-]))\\d{1,5}(?:[/-]\\d{2,4}|\\sof\\s(?:19|20)\\d{2})?(?!\\d)|${ENGLISH_BRACKETED}|(?<![\\p{L}\\d/-])${LONG_CODE}`,
  "giu",
);
/** A title that begins with its number: "Circular No. 5/2026: Laboratory access". */
const BEFORE_TITLE = new RegExp(
  `^(?:${KIND_BEFORE_CODE}(?=[A-Z]{2,8}[-/]))?(?<number>${ENGLISH_YEARLY}|${ENGLISH}|${STANDARD}|(?<=\\s)${CODE.replace("[\\w./-]*", "[\\w/-]*")})(?=$|\\s*[:,.]|\\s-|\\s(?:on|of|to|concerning|regarding|amending|laying)\\s|\\s?\\p{Script=Han})`,
  "iu",
);
const SHORT = /(?<![\d\]])第?(?<count>\d{1,4})\s?号(?:文件?|令|公告|通知)/gu;

/** 某某协会 材联〔2026〕14号: who issues it and its number on one line. */
const NUMBER_BEHIND_ISSUER = new RegExp(`^${HAN}{4,30}\\s+(?<number>${BRACKETED})$`, "u");

/** （集团财〔2024〕第6号，2024年7月15日发布）: in the bracket below the title. */
const NUMBER_BEFORE_DAYS = new RegExp(`^\\((?<number>${BRACKETED})[,;、\\s]`, "iu");

interface WrittenNumber {
  readonly start: number;
  readonly end: number;
  readonly number: string;
}

/** The number that a line of the head is, or ends with in brackets; null where it has none of its own. */
export function ownNumber({ text }: Line): string | null {
  const line = text.trim();
  if (line.length > 120) return null;
  const alone = ALONE.exec(line)?.groups?.number;
  if (alone !== undefined) return alone.trim();
  const among = NUMBER_AT_END.exec(line) ?? NUMBER_BEHIND_ISSUER.exec(line) ?? NUMBER_BEFORE_DAYS.exec(line);
  return among?.groups?.number?.trim() ?? null;
}

/** The number that a title begins with. */
export function numberBeforeTitle(title: string): string | null {
  // "Senate Resolution 2025-08 on fees": whose it is stands before the kind. "Amending Act 12 of 2019" has another's.
  const [before = ""] = /^(?:(?!\p{L}+ing\b)\p{Lu}\p{Ll}+\s){1,2}(?=\p{Lu})/u.exec(title) ?? [];
  const behind = before === "" ? undefined : BEFORE_TITLE.exec(title.slice(before.length))?.groups?.number;
  return BEFORE_TITLE.exec(title)?.groups?.number ?? behind ?? null;
}

/** 东湖市人民政府令 above 第152号, on two lines. */
export function isOrderOf(line: string): boolean {
  return /^\p{Script=Han}{3,30}(?:令|公告|通告)$/u.test(line.trim());
}

export function isOrderCount(line: string): boolean {
  return new RegExp(`^\\s*(?:${YEAR}年\\s?)?第\\s?(?:\\d{1,5}|[〇零一二三四五六七八九十百]{1,6})\\s?号\\s*$`, "u").test(
    line,
  );
}

/** Tells whether it has the form of a document's number, after a label such as 文号. */
export function isNumber(text: string): boolean {
  return text.length <= 40 && /\d/u.test(text) && !/[,;。]/u.test(text);
}

/** Numbers that a text names, its own or others'; with `8号文` as it stands. @param text folded */
export function numbersIn(text: string): WrittenNumber[] {
  const full = Array.from(text.matchAll(ANYWHERE), (match) => ({
    start: match.index,
    end: match.index + match[0].length,
    number: match[0],
  }));
  const short = Array.from(text.matchAll(SHORT), (match) => ({
    start: match.index,
    end: match.index + match[0].length,
    number: match[0],
  }));
  return [...full, ...short.filter((one) => !full.some((other) => other.start < one.end && one.start < other.end))];
}

/**
 * Key by which a number is compared, however it is written: brackets, spaces and "No." aside; `18 of 2026` is
 * `18/2026`. `8号文` gives only its count.
 */
export function numberKey(number: string): string {
  return simplified(number.normalize("NFKC"))
    .toLowerCase()
    .replaceAll(/[(〔【﹝{]/gu, "[")
    .replaceAll(/[)〕】﹞}]/gu, "]")
    .replaceAll(/\p{Pd}/gu, "-")
    .replaceAll(/(\d+) of ((?:19|20)\d{2})\b/gu, "$1/$2")
    .replaceAll(/\b(?:statutory instrument|s\.?i\.?)(?=\s(?:19|20)\d{2})\s/gu, "")
    .replaceAll(/\b((?:19|20)\d{2})\sno\.?\s?(?=\d)/gu, "$1/")
    .replace(RANKS_IN_FRONT, "")
    .replaceAll(/\b(?:no|nr|number)\b\.?:?|#/gu, "")
    .replaceAll(/第(?=\s?\d)/gu, "")
    .replace(/^((?:19|20)\d{2}年\s?\d+\s?号)(?:公告|通告|令)$/u, "$1")
    .replaceAll(/[\s《》"'“”‘’]/gu, "");
}

const RANKS_IN_FRONT = new RegExp(`^(?:the\\s)?(?:${ENGLISH_RANK})+(?=\\p{L})`, "iu");

/** Key by which titles are compared, in either script. Letters and digits alone. */
export function titleKey(title: string): string {
  return simplified(title.normalize("NFKC"))
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N}]+/gu, "");
}

const EDITION_YEAR = "(?:19|20)\\d{2}";
const DATE = `${EDITION_YEAR}\\s?[-/.年_]\\s?\\d{1,2}(?:\\s?[-/.月_]\\s?\\d{1,2}日?|月)?|${EDITION_YEAR}(?:[01]\\d[0-3]\\d)?\\s?年?度?`;
const MARK = [
  DATE,
  "(?:(?:最新|第?[一二三四五六七八九十\\d]+次)?(?:修订|修正|修改|更新)(?!案)(?:稿|版|本)?|新版|旧版|现行版?|第[一二三四五六七八九十\\d]+版|[一二三四五六七八九]版|废止|已废止|失效|现行有效|old|new|current|previous|superseded|obsolete)",
  "(?:v(?:er(?:sion)?)?\\.?\\s?\\d+(?:\\.\\d+)*|version\\s(?:of\\s)?\\d+(?:\\.\\d+)*|rev(?:ision|ised)?\\.?\\s?(?:\\d+|[a-d])?|amended|updated?|(?:\\d+(?:st|nd|rd|th)|first|second|third|fourth|fifth)\\sedition|edition)",
].join("|");
/** Years in brackets, or at the end: a year inside of a title is part of its name. */
const IN_BRACKETS = new RegExp(
  `[(\\[]\\s*(?:(?:as\\s|of\\s|from\\s|in\\s)?(?:${MARK})(?:\\s*[,;]?\\s*)?(?:通过|公布|发布|起?施行|版|of\\s|from\\s)*)+\\s*[)\\]]`,
  "giu",
);
const MARK_AT_END = new RegExp(
  `(?:[\\s_,-]+(?:of\\s|as\\sof\\s|from\\s|for\\s)?|(?<=\\p{Script=Han}))(?:${MARK})\\s*$`,
  "iu",
);
const AT_START = new RegExp(`^(?:${DATE})(?:\\s*版)?[\\s_-]*`, "iu");

/**
 * The title's key without what tells its versions apart: a year, a day, 修订, "v2", a bracket with one of them. Two
 * documents of one work have the same.
 */
export function workKey(title: string): string {
  let rest = sentRound(simplified(foldedForm(title.normalize("NFC"))))
    .replaceAll(IN_BRACKETS, " ")
    .trim();
  for (let before = ""; before !== rest; ) {
    before = rest;
    rest = rest.replace(MARK_AT_END, "").trim();
  }
  return titleKey(rest.replace(AT_START, ""));
}

/** 关于印发《会费管理办法》的通知 sends the 办法 round: what it sends is the work. */
const SENDS_ROUND =
  /^(?:\p{Script=Han}{2,40}?)?关于(?:重新)?(?:印发|发布|公布|颁布|下发)(?:\p{Script=Han}{2,30})?《(?<sent>[^《》]+(?:《[^《》]+》[^《》]*)*)》的(?:通知|公告|函)(?:\([^)]*\))?$/u;

function sentRound(title: string): string {
  return SENDS_ROUND.exec(title)?.groups?.sent ?? title;
}

/** Tells whether it is the title of a notice that sends another text round. */
export function sendsRound(title: string): boolean {
  return SENDS_ROUND.test(foldedForm(title));
}

const KINDS =
  "法|条例|办法|规定|规则|细则|章程|制度|决定|通知|意见|方案|计划|规划|标准|指南|指引|公告|通告|准则|守则|协议|合同|政策|规程|文件|纲要|措施|要求|规范|手册|公约|令|函|批复|通则|预案|清单|目录|预算|修正案|声明|倡议|导则|须知|要点|版本|暂行规定|暂行办法";

/** Only 法 and 令 are so short that they may end another word: 本方法. */
export const SELF_CHINESE = `(?:本|现行)(?:[\\p{Script=Han}]{0,10}?)(?:${KINDS})`;

/**
 * Knows how a document speaks of itself: 本办法, or by its title. Tells whether the words are the document's own title,
 * with or without 《》.
 */
export function namesItself(words: string, title: string): boolean {
  const own = titleKey(title);
  const named = titleKey(/《([^》]+)》[^《》]{0,3}$/u.exec(words)?.[1] ?? words);
  if (named.length < 3) return false;
  return own === named || (named.length >= 4 && (own.endsWith(named) || own.startsWith(named)));
}
