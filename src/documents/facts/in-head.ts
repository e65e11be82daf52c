/**
 * Facts that the head of a document states: the lines above its first clause, and the line of its version at its foot.
 * A letterhead, a number (perhaps under the 令 that it counts), days of adoption and issue, the cover of a standard.
 * Pure.
 */

import { DAY, dayIn, daysIn, mayHaveDay } from "../../language/dates.ts";
import { labelAt } from "../../language/labels.ts";
import type { Block } from "../document.ts";
import { isOrderCount, isOrderOf, namesItself, numberBeforeTitle, numbersIn, ownNumber } from "./document-name.ts";
import type { Line, StatedFact } from "./facts-in-text.ts";
import { labelledIn, labelledInRow } from "./labelled.ts";
import { isIssuer, issuerName, NO_PLACE } from "./signature.ts";
import { isAboveTitle } from "./stated-title.ts";

/** Blocks above the first clause; what is further down is no head. */
const LONGEST_HEAD = 14;
const LONGEST_HEAD_LINE = 240;

type LineOf = (index: number) => Line;

export function headOf(blocks: readonly Block[], lineOf: LineOf): Line[] {
  const head: Line[] = [];
  for (const [index, { kind }] of blocks.entries()) {
    const line = lineOf(index);
    const isClause =
      index > 0 &&
      (isLabelled(line) ||
        (kind === "heading" && head.length > 0 && isSection(blocks, index) && !isAboveTitle(line.text)));
    if (index >= LONGEST_HEAD || isClause) break;
    if (kind === "table-row" || line.text.length > LONGEST_HEAD_LINE) continue;
    head.push(line);
  }
  return head;
}

/** 2019-08-30发布 begins with a day, and is no clause 2019; "12 May 2026" is none 12. */
function isLabelled({ text }: Line): boolean {
  return labelAt(text) !== null && !BEGINS_WITH_DAY.test(text) && !isOrderCount(text);
}

const BEGINS_WITH_DAY =
  /^\s*(?:(?:19|20)\d{2}\s?[-/.年]\s?\d|\d{1,2}(?:st|nd|rd|th)?\s\p{Lu}\p{L}{2,8}\.?,?\s(?:19|20)\d{2}\s*$)/u;

/** A heading below the title. */
function isSection(blocks: readonly Block[], index: number): boolean {
  const block = blocks[index];
  const before = blocks.slice(0, index).some(({ kind }) => kind === "heading");
  return block !== undefined && before && block.section.length > 1;
}

const VERSION_LINE =
  /^(?:version|revision|rev\.|edition|issue|document control|last (?:revised|updated|amended)|replaces|supersedes|版本|本版|代替|取代)[\s:.\d]/iu;

/** The last lines of house rules and policies say their version as others do below the title. */
export function versionLines(blocks: readonly Block[], lineOf: LineOf): Line[] {
  return blocks.slice(-2).flatMap(({ kind, start, end }, index) => {
    const line = lineOf(Math.max(blocks.length - 2, 0) + index);
    return kind !== "table-row" && end - start <= LONGEST_HEAD_LINE && VERSION_LINE.test(line.text) ? [line] : [];
  });
}

export function inHead(head: readonly Line[], title: string): StatedFact[] {
  const order = ordersIn(head);
  const joined = new Set(order.flatMap(({ lines }) => lines));
  const own = head.filter((line) => !joined.has(line)).flatMap((line) => inLine(line, title));
  return [...numberInTitle(head, title), ...order.flatMap(({ facts }) => facts), ...own];
}

/** 东湖市人民政府令 and 第152号 under it are one number, and name who issued it. */
function ordersIn(head: readonly Line[]): { readonly lines: readonly Line[]; readonly facts: StatedFact[] }[] {
  return head.flatMap((line, index) => {
    const next = head[index + 1];
    if (next === undefined || !isOrderOf(line.text) || !isOrderCount(next.text)) return [];
    const name = line.text.trim();
    const place = { start: line.start, end: next.end, sure: true };
    const number = `${name}${next.text.trim()}`.replaceAll(/\s/gu, "");
    const publisher = issuerName(name.replace(/(?:令|公告|通告)$/u, "")).replace(/^中华人民共和国(?=国务院)/u, "");
    const facts: StatedFact[] = [
      { kind: "number", value: number, ...place },
      { kind: "publisher", value: publisher, ...place },
    ];
    return [{ lines: [line, next], facts }];
  });
}

/** The house above the title of a circular, in letters alone: PORT OF ELMSTRAND AUTHORITY. Who signed is told before it. */
export function letterheadIn(head: readonly Line[], title: StatedFact | null): StatedFact[] {
  const [first] = head;
  if (first === undefined || title === null || title.start <= first.start || /\p{Script=Han}/u.test(first.text))
    return [];
  if (!isIssuer(first.text)) return [];
  const { start, end, text } = first;
  return [{ kind: "publisher", value: issuerName(text).replace(/^the\s+/iu, ""), start, end, sure: true }];
}

function numberInTitle(head: readonly Line[], title: string): StatedFact[] {
  const number = numberBeforeTitle(title);
  const line = head.find(({ text }) => text.trim() === title.trim());
  return number === null || line === undefined
    ? []
    : [{ kind: "number", value: number, start: line.start, end: line.end, sure: true }];
}

function inLine(line: Line, title: string): StatedFact[] {
  const place = { start: line.start, end: line.end, sure: true };
  const labelled = line.text.includes(" | ") ? labelledInRow(line, new Map()) : labelledIn(line);
  const facts = [...labelled, ...senderIn(line), ...onCover(line)];
  const number = facts.length > 0 ? null : ownNumber(line);
  if (number !== null) facts.push({ kind: "number", value: number, ...place });
  // A title tells of days that are not its own: 关于修改2018年公布的…的决定.
  if (title !== line.text) facts.push(...eventsIn(line, title));
  if (facts.length > 0) return facts;
  const [day, other] = daysIn(line.text);
  const rest = day === undefined ? "" : line.text.slice(0, day.start) + line.text.slice(day.end);
  if (day !== undefined && other === undefined && day.date.length === 10 && isDateline(rest)) {
    facts.push({ kind: "published", value: day.date, ...place });
  } else if (
    day !== undefined &&
    other === undefined &&
    day.date.length === 10 &&
    day.end >= line.text.trimEnd().length
  ) {
    // "Larkhill Standards Office, 3 November 2025" says both.
    const house = rest.replace(/[,\s]+$/u, "");
    if (isIssuer(house)) {
      facts.push({ kind: "publisher", value: issuerName(house).replace(/^the\s+/iu, ""), ...place });
      facts.push({ kind: "published", value: day.date, ...place });
    }
  }
  const acting = /^THE (?<name>\p{Lu}[\p{Lu} ]{3,50}),$/u.exec(line.text.trim())?.groups?.name;
  if (acting !== undefined && isIssuer(acting)) facts.push({ kind: "publisher", value: acting, ...place });
  const letterhead = /^(?<name>\p{Script=Han}{2,30}?)(?:管理|内部|制度|受控)?文件$/u.exec(
    line.text.replaceAll(/\s/gu, ""),
  )?.groups?.name;
  if (letterhead !== undefined) facts.push({ kind: "publisher", value: letterhead, ...place });
  return facts;
}

/** "From: The Secretary General" of a memorandum; a person's name is nobody who issues. */
function senderIn({ start, end, text }: Line): StatedFact[] {
  const sender = /^\s*(?:from|发文|发件人)\s*:\s*(?<name>[^:]{2,60})$/iu.exec(text)?.groups?.name;
  if (sender === undefined || !isIssuer(sender)) return [];
  return [{ kind: "publisher", value: issuerName(sender).replace(/^the\s+/iu, ""), start, end, sure: true }];
}

const COVER_DAY = /^(?:发布|实施|施行|生效|批准|issued|published|effective)/iu;
const COVER_VERB = /发布|实施|施行|生效|批准|issued|published|effective/iu;

/** 2019-08-30发布 2020-03-01实施; 国家市场监督管理总局 发布; 代替 GB/T 33061—2016. */
function onCover({ start, end, text }: Line): StatedFact[] {
  const place = { start, end, sure: true };
  // Labels stand before their days, and are read as such: 发布日期：2023年6月1日 实施日期：…
  const days = text.includes(":") || !COVER_VERB.test(text) ? [] : daysIn(text);
  const facts: StatedFact[] = days.flatMap(({ date, end: at }): StatedFact[] => {
    const verb = COVER_DAY.exec(text.slice(at).trimStart())?.[0];
    // 取代2023年4月1日生效之收費表 speaks of another.
    const isOfAnother = /^(?:发布|实施|施行|生效|批准)(?:之|的)/u.test(text.slice(at).trimStart());
    if (verb === undefined || date.length !== 10 || isOfAnother) return [];
    const kind = /实施|施行|生效|effective/iu.test(verb)
      ? "effectiveFrom"
      : /批准/u.test(verb)
        ? "adopted"
        : "published";
    return [{ kind, value: date, ...place }];
  });
  const issuer = /^(?<name>[\p{Script=Han}\s、]{4,60}?)\s+发\s?布$/u.exec(text.trim())?.groups?.name;
  if (issuer !== undefined && isIssuer(issuer)) facts.push({ kind: "publisher", value: issuerName(issuer), ...place });
  facts.push(...numberAndReplaced(text).map((fact) => ({ ...fact, ...place })));
  const replaced = text.includes(":")
    ? undefined
    : /^\s*(?:\(?部分)?(?:代替|替代|取代|replaces|supersedes)\s*:?\s*(?<names>.{4,120}?)\)?$/iu.exec(text)?.groups
        ?.names;
  if (replaced !== undefined) {
    for (const { number } of numbersIn(replaced)) facts.push({ kind: "supersedes", value: number, ...place });
  }
  return facts;
}

/** `T/DCSIA 012—2024 代替 T/DCSIA 012—2020`, where a reader of pages has both on one line. */
function numberAndReplaced(text: string): Pick<StatedFact, "kind" | "value">[] {
  if (!/代替|替代|取代|replaces|supersedes/iu.test(text)) return [];
  const found = /^(?<own>.{4,40}?)[\s(]+(?:部分)?(?:代替|替代|取代|replaces|supersedes)\s*:?(?<names>.{4,120})$/iu.exec(
    text.trim(),
  )?.groups;
  const number = found === undefined ? null : ownNumber({ start: 0, end: 0, text: found.own ?? "" });
  if (found === undefined || number === null) return [];
  const replaced = numbersIn(found.names ?? "").map((one) => ({ kind: "supersedes" as const, value: one.number }));
  return replaced.length === 0 ? [] : [{ kind: "number", value: number }, ...replaced];
}

/** True if at most a place stands beside the day: `Suzhou, 20 July 2026`, `（2021年1月15日）`. */
function isDateline(rest: string): boolean {
  if (NO_PLACE.test(rest)) return false;
  return /^[\s()[\],.]*(?:\p{Lu}\p{L}+(?:[ -]\p{Lu}\p{L}+)?,?(?: the)?|\p{Script=Han}{2,6},|[Dd]ate:?|[Dd]ated|日期:?|[Oo]f)?[\s()[\],.]*$/u.test(
    rest,
  );
}

const HAN_EVENT = new RegExp(
  `(?<day>${DAY})(?:起)?\\s*,?(?:经|由)?(?<body>(?:《(?:[^《》]|《[^《》]*》)*》|[^,;。《]){0,60}?)(?<verb>表决通过|审议通过|讨论通过|通过|批准|核定|公布|发布|颁布|修正|修订|修改|印发|制定)`,
  "giu",
);
/** One of the verbs, without which the pattern with the day is not tried. */
const HAN_VERB = /通过|批准|核定|公布|发布|颁布|修正|修订|修改|印发|制定/u;
/** Every English verb has as many letters. */
const LATIN = /[a-z]{4}/iu;
const ENGLISH_EVENT = new RegExp(
  `\\b(?<verb>adopted|approved|resolved|passed|enacted|made|assented to|issued|published|promulgated|amended|revised|updated|last (?:amended|revised|updated))(?: at)?(?: by (?<body>[^.;]{2,60}?))?(?: (?:at|in) (?:its |the |an? )[^.;]{0,60}?)?(?: held)?,?(?: on| in| at| of|:)? ?(?:the )?(?<day>${DAY})(?: by (?<after>(?:the )?[^.;,]{2,50}))?`,
  "giu",
);
/** "By resolution of the Council": the Council. */
const BY_MEANS =
  /^(?:an? |the )?(?:(?:special |ordinary |unanimous )?(?:resolution|decision|vote|order)) of (?=the |\p{Lu})/iu;
/** "Approved by the Secretary General.", without a day. */
const BY_WHOM =
  /\b(?:[Aa]dopted|[Aa]pproved|[Ii]ssued|[Pp]ublished|[Ee]nacted) by (?:the )?(?<body>\p{Lu}[^.;,\d]{2,50}?)(?=[.;,]|$)/u;
const ISSUING_ORDER = /(?<body>[\p{Script=Han}]{2,20}?)令\s?(?:\[?\d{4}\]?年?)?第\s?\d+\s?号/u;
const MEETING =
  /第[〇零一二三四五六七八九十百\d]+(?:届|次)|(?<!办公)会议$|全体会议|常务会议|以.{0,30}(?:令|号)|《.*》的决定/gu;

/**
 * Days on which a text was adopted, revised or made public, as acts say it under their title: 2004年10月29日 …会议通过
 * 2018年8月30日 …修正; "Adopted by the General Assembly on 14 March 2024".
 * @param line in the head; sentences further down tell of other things
 */
function eventsIn(line: Line, title: string): StatedFact[] {
  const place = { start: line.start, end: line.end, sure: true };
  const facts: StatedFact[] = [];
  const hasDay = mayHaveDay(line.text);
  for (const match of hasDay && HAN_VERB.test(line.text) ? line.text.matchAll(HAN_EVENT) : []) {
    const { day = "", body = "", verb = "" } = match.groups ?? {};
    const value = dayIn(day);
    // 2022年6月1日起施行的…办法修订: of another text.
    if (value === null || /施行|生效|废止|《[^》]*$/u.test(body)) continue;
    // 2019年6月17日印发的《…》同时废止, 根据《…》（2021年4月29日修正）, 主管部门印发《…》: of that one.
    const after = line.text.slice(match.index + match[0].length);
    const name = /^了?《(?<name>[^《》]+)》/u.exec(after)?.groups?.name;
    if (/^的/u.test(after) || /》\s*\(\s*$/u.test(line.text.slice(0, match.index))) continue;
    if (name !== undefined && !namesItself(name, title)) continue;
    // 维多利亚州1975年颁布了…。 tells a story.
    if (value.length === 4 && line.text.includes("。")) continue;
    const kind = /修/u.test(verb) ? "revised" : /通过|批准|核定|制定/u.test(verb) ? "adopted" : "published";
    facts.push({ kind, value, ...place });
    // 院臺經字第1120012345號函核定: it goes by the letter's number.
    const letter = kind === "revised" ? undefined : numbersIn(body)[0]?.number;
    if (letter !== undefined && !body.includes("《")) facts.push({ kind: "number", value: letter, ...place });
    // A house is not the subject of a sentence that goes on: 经会员代表大会表决通过，自2026年起会费按下列标准收取.
    const goesOn =
      kind === "adopted" &&
      /^[,;](?!自[^,;]{4,20}(?:施行|实施|执行|生效))[^。]{10}/u.test(after) &&
      !mayHaveEvent(after);
    const by = kind === "revised" || goesOn ? null : bodyIn(body);
    if (by !== null) facts.push({ kind: "publisher", value: by, ...place });
  }
  for (const match of hasDay && LATIN.test(line.text) ? line.text.matchAll(ENGLISH_EVENT) : []) {
    const { verb = "", body, after, day = "" } = match.groups ?? {};
    const value = dayIn(day);
    if (value === null) continue;
    const kind = /amended|revised|updated/iu.test(verb)
      ? "revised"
      : /issued|published|promulgated/iu.test(verb)
        ? "published"
        : "adopted";
    facts.push({ kind, value, ...place });
    const by = (body ?? after)
      ?.replace(BY_MEANS, "")
      .replace(/^the\s+/iu, "")
      .replace(/\s(?:in|at)\s\p{Lu}\p{L}+,?$/u, "")
      .trim();
    if (by !== undefined && /^\p{Lu}/u.test(by) && kind !== "revised") {
      facts.push({ kind: "publisher", value: by, ...place });
    }
  }
  const body = facts.some(({ kind }) => kind === "publisher") ? undefined : BY_WHOM.exec(line.text)?.groups?.body;
  if (body !== undefined) facts.push({ kind: "publisher", value: body.trim(), ...place });
  return facts;
}

function mayHaveEvent(text: string): boolean {
  return HAN_VERB.test(text) && mayHaveDay(text);
}

/** 第十三届全国人民代表大会常务委员会第二十九次会议 -> 全国人民代表大会常务委员会; 国务院令第728号 -> 国务院. */
function bodyIn(body: string): string | null {
  const order = ISSUING_ORDER.exec(body)?.groups?.body;
  const name = issuerName(
    (order ?? body).replaceAll(MEETING, "").replaceAll(/[\s()[\]]|^(?:经|由)|(?<!办公)会议$/gu, ""),
  ).replace(/^中华人民共和国(?=国务院)/u, "");
  // 院臺經字第1120012345號函核定: by a letter with a number.
  return name.length >= 3 && name.length <= 30 && !/\d/u.test(name) ? name : null;
}
