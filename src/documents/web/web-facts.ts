/**
 * Metadata that a page or a crawled text states in words: "发布时间：2022-08-22 09:01", "Source of information: Nanhu
 * District", "China News Service, January 29." Only lines with a label, or in the form of a news agency, are believed.
 */

import { isPartialDate, MONTH_NAME, monthNumber } from "../../language/dates.ts";
import type { ReadResult } from "../document.ts";

/** Such lines stand at the top, or at the very end. */
const LINES_AT_TOP = 15;
const LINES_AT_END = 4;
const LINES_UNDER_TITLE = 5;
const LONGEST_LINE = 400;
const LONGEST_NAME = 60;

const PUBLISHED =
  /(?:(?:发布|发文|发表|印发|成文|公布|上传|更新)(?:时间|日期|于)|(?:^|[\s|])(?:日期|时间)|(?<![\p{L}])(?:(?:release|publication|published|publish|publishing|posting|issue|issued|release)[ -]?(?:date|time|on)|date (?:of (?:issue|publication|release)|published|posted|issued)|posted(?: on)?|published(?: on)?|released(?: on)?))\s*[:：]?\s*(?<value>.{4,40})/iu;
const DATE_ALONE = /^(?:date\s*[:：]\s*)(?<value>.{4,40})$/iu;
const PUBLISHER =
  /(?:(?:信息|文章|稿件|新闻|内容)?来源|发布(?:机构|单位|部门)|发文(?:机关|单位)|(?<![\p{L}])(?:source of (?:the )?(?:information|article|news)|information source|article source|published by|issued by|publisher|source))\s*[:：]\s*(?<value>.{2,120})/iu;
/** Where a place is named, a date is the day of a meeting. */
const PLACE = /^(?:place|venue|location|time|(?:会议|活动|举办)?(?:地点|时间))\s*[:：]/iu;
const DATE_OF_EVENT = /^(?:date|日期|时间)\s*[:：]/iu;
const BARE_DATE =
  /^(?:\p{Lu}\p{L}{2,8},?\s)?(?:(?:19|20)\d{2}\s?[-/.年]\s?\d{1,2}\s?[-/.月]\s?\d{1,2}日?|\p{Lu}\p{L}{2,8}\.?\s\d{1,2},?\s(?:19|20)\d{2}|\d{1,2}\s\p{Lu}\p{L}{2,8}\.?,?\s(?:19|20)\d{2})(?:[\s,T]{1,2}\d{1,2}:\d{2}.{0,12})?(?:\s?[|·•].{0,60})?$/u;
/** A document number by itself, under the title: "工信部电子〔2021〕5号". */
const BARE_NUMBER = /^\p{Script=Han}{1,15}[〔[（(]\d{4}[〕\]）)]第?\d{1,5}号$/u;
/** Matches what follows the name of a publisher in the same line. */
const NEXT_FIELD =
  /[\s|丨｜/]*(?:发布|更新|作者|编辑|责任编辑|责编|日期|时间|浏览|阅读|点击|访问|字体|字号|来源|分享|打印|【|\[|(?:release|publish|posted|author|date|views?|hits|editor|time|source|font|print)\b).*$|\s{2,}.*$|\s*[|丨｜].*$|\s(?:19|20)\d{2}[-/年.].*$/isu;
const NUMBER =
  /(?:发文字号|文\s?号|文件编号|document (?:no\.?|number))\s*[:：]\s*(?<value>\S.{2,40}?(?:号|\d))(?=\s|$|[,，;；])/iu;
const AGENCIES: readonly RegExp[] = [
  /^(?<publisher>\p{Lu}[\p{L}&.' ]{2,50}?(?:News(?: Service| Agency)?|Agency|Press|Daily|Times|Xinhua)),\s(?:[\p{Lu}][\p{L} ]{1,30},\s)?(?<date>\p{Lu}\p{L}{2,8}\.?\s\d{1,2}(?:,\s\d{4})?)(?=[.,:\s])/u,
  /^[\p{Lu}][\p{L} ]{1,30},\s(?<date>\p{Lu}\p{L}{2,8}\.?\s\d{1,2}(?:,\s\d{4})?)\s?\((?<publisher>[\p{L} ]{3,40})\)\s?[-–—]/u,
  /^[(（【]?(?<publisher>(?:新华社|中新社|中新网|人民网|新华网|央视网|[\p{Script=Han}]{2,8}(?:社|网|日报|晚报|报)))(?:[\p{Script=Han}、]{0,12}?)(?<date>(?:\d{4}年)?\d{1,2}月\d{1,2}日)[^，。]{0,6}(?:电|讯|消息)/u,
];

type WebFacts = Pick<ReadResult["facts"], "publisher" | "published" | "number">;

interface FactsOptions {
  /** True for a web page without its menus: there a date alone under the title is the day on which it was published. */
  readonly isPage?: boolean;
}

/** @param lines of the text, in order */
export function factsInLines(lines: readonly string[], { isPage = false }: FactsOptions = {}): WebFacts {
  const near = [...lines.slice(0, LINES_AT_TOP), ...lines.slice(Math.max(LINES_AT_TOP, lines.length - LINES_AT_END))];
  let facts: WebFacts = {};
  const isEvent = near.some((line) => PLACE.test(line));
  for (const line of near.map((text) => text.slice(0, LONGEST_LINE))) {
    facts = { ...labelled(isEvent && DATE_OF_EVENT.test(line) ? "" : line), ...facts };
  }
  return { ...(isPage ? bareDate(lines) : {}), ...agency(near), ...facts };
}

function bareDate(lines: readonly string[]): WebFacts {
  const line = lines.slice(0, LINES_UNDER_TITLE).find((text) => BARE_DATE.test(text));
  const published = line === undefined ? undefined : dateIn(line);
  return published === undefined || published.length < "2022-08-22".length ? {} : { published };
}

function labelled(line: string): WebFacts {
  const when = PUBLISHED.exec(line)?.groups?.value ?? DATE_ALONE.exec(line)?.groups?.value;
  const published = when === undefined ? undefined : dateAtStart(when);
  const publisher = nameIn(PUBLISHER.exec(line)?.groups?.value);
  const number =
    NUMBER.exec(line)
      ?.groups?.value?.replace(/^[:：\s|]+/u, "")
      .trim() ?? BARE_NUMBER.exec(line)?.[0];
  return {
    ...(published === undefined ? {} : { published }),
    ...(publisher === undefined ? {} : { publisher }),
    ...(number === undefined ? {} : { number }),
  };
}

/** "Published on the web since 2010" has a date, but is none. */
function dateAtStart(value: string): string | undefined {
  return /^[\s:：[(（]*(?:\d|\p{Lu}\p{L}+\.?\s+\d)/u.test(value) ? dateIn(value) : undefined;
}

function nameIn(value: string | undefined): string | undefined {
  const name = value
    ?.replace(NEXT_FIELD, "")
    .replace(/^[\s《“"]+|[\s》”"。.,，;；]+$/gu, "")
    .trim();
  return name === undefined ||
    name.length < 2 ||
    name.length > LONGEST_NAME ||
    !/\p{L}/u.test(name) ||
    /^https?:/i.test(name)
    ? undefined
    : name;
}

function agency(lines: readonly string[]): WebFacts {
  for (const line of lines.slice(0, LINES_AT_TOP)) {
    for (const form of AGENCIES) {
      const groups = form.exec(line.slice(0, LONGEST_LINE))?.groups;
      const published = groups?.date === undefined ? undefined : dateIn(groups.date);
      if (groups?.publisher !== undefined && published !== undefined) {
        return { publisher: groups.publisher.trim(), published };
      }
    }
  }
  return {};
}

const MONTH = String.raw`(?<month>${MONTH_NAME})\.?`;
const DAY = String.raw`(?<day>\d{1,2})(?:st|nd|rd|th)?`;

/** Forms in this order: a form that says more comes before one that says less. */
const FORMS = [
  String.raw`(?<!\d)(?<year>(?:19|20)\d{2})\s?[-/.年]\s?(?<month>\d{1,2})\s?[-/.月]\s?(?<day>\d{1,2})(?!\d)`,
  String.raw`(?<!\d)(?<year>(?:19|20)\d{2})(?<month>\d{2})(?<day>\d{2})(?!\d)`,
  String.raw`\b${MONTH}\s{1,2}${DAY},?\s{1,2}(?<year>(?:19|20)\d{2})\b`,
  String.raw`\b${DAY}\s{1,2}(?:of\s)?${MONTH},?\s{1,2}(?<year>(?:19|20)\d{2})\b`,
  String.raw`(?<!\d)(?<year>(?:19|20)\d{2})\s?[-/年]\s?(?<month>\d{1,2})(?!\d)`,
  String.raw`\b${MONTH},?\s{1,2}(?<year>(?:19|20)\d{2})\b`,
  String.raw`\b${MONTH}\s{1,2}${DAY}(?!\d)`,
  String.raw`(?<!\d)(?<month>\d{1,2})月(?<day>\d{1,2})日`,
].map((form) => new RegExp(form, "iu"));

/**
 * Dates as pages write them -> dates as Docket keeps them: as exact as the page is. The first date in a short text, or
 * undefined. Numbers such as 03/04/2022 say different days to different people.
 */
export function dateIn(text: string): string | undefined {
  for (const form of FORMS) {
    const groups = form.exec(text)?.groups;
    if (groups === undefined) continue;
    const { year, month = "", day } = groups;
    const number = /^\d/.test(month) ? month : String(monthNumber(month));
    const date = [year ?? "-", number.padStart(2, "0"), ...(day === undefined ? [] : [day.padStart(2, "0")])].join("-");
    if (isPartialDate(date)) return date;
  }
  return undefined;
}
