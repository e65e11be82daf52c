/**
 * What the head of a document states: the lines above its first clause, and the line of its version at its foot. A
 * letterhead, a number (perhaps under the 令 that it counts), days of adoption and issue, the cover of a standard. Pure.
 */

import { labelAt } from "../../language/clause-label.ts";
import { daysIn } from "../../language/written-day.ts";
import type { Block } from "../document.ts";
import { eventsIn } from "./adopted.ts";
import { isOrderCount, isOrderOf, numberBeforeTitle, numbersIn, ownNumber } from "./document-number.ts";
import { isIssuer, issuerName } from "./issuer.ts";
import { labelledIn } from "./labelled.ts";
import { NO_PLACE } from "./signature.ts";
import type { Line, StatedFact } from "./stated-fact.ts";

/** Blocks above the first clause; what is further down is no head. */
const LONGEST_HEAD = 14;
const LONGEST_HEAD_LINE = 240;

type LineOf = (index: number) => Line;

export function headOf(blocks: readonly Block[], lineOf: LineOf): Line[] {
  const head: Line[] = [];
  for (const [index, { kind }] of blocks.entries()) {
    const line = lineOf(index);
    const isClause =
      index > 0 && (isLabelled(line) || (kind === "heading" && head.length > 0 && isSection(blocks, index)));
    if (index >= LONGEST_HEAD || isClause) break;
    if (kind === "table-row" || line.text.length > LONGEST_HEAD_LINE) continue;
    head.push(line);
  }
  return head;
}

/** 2019-08-30发布 begins with a day, and is no clause 2019. */
function isLabelled({ text }: Line): boolean {
  return labelAt(text) !== null && !/^\s*(?:19|20)\d{2}\s?[-/.年]\s?\d/u.test(text) && !isOrderCount(text);
}

/** A heading below the title. */
function isSection(blocks: readonly Block[], index: number): boolean {
  const block = blocks[index];
  const before = blocks.slice(0, index).some(({ kind }) => kind === "heading");
  return block !== undefined && before && block.section.length > 1;
}

const VERSION_LINE =
  /^(?:version|revision|rev\.|edition|issue|document control|last (?:revised|updated|amended)|版本|本版)[\s:.\d]/iu;

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

function numberInTitle(head: readonly Line[], title: string): StatedFact[] {
  const number = numberBeforeTitle(title);
  const line = head.find(({ text }) => text.trim() === title.trim());
  return number === null || line === undefined
    ? []
    : [{ kind: "number", value: number, start: line.start, end: line.end, sure: true }];
}

function inLine(line: Line, title: string): StatedFact[] {
  const place = { start: line.start, end: line.end, sure: true };
  const facts = [...labelledIn(line), ...senderIn(line), ...onCover(line)];
  const number = facts.length > 0 ? null : ownNumber(line);
  if (number !== null) facts.push({ kind: "number", value: number, ...place });
  // A title tells of days that are not its own: 关于修改2018年公布的…的决定.
  if (title !== line.text) facts.push(...eventsIn(line));
  if (facts.length > 0) return facts;
  const [day, other] = daysIn(line.text);
  const rest = day === undefined ? "" : line.text.slice(0, day.start) + line.text.slice(day.end);
  if (day !== undefined && other === undefined && day.date.length === 10 && isDateline(rest)) {
    facts.push({ kind: "published", value: day.date, ...place });
  }
  const letterhead = /^(?<name>\p{Script=Han}{2,30}?)文件$/u.exec(line.text.replaceAll(/\s/gu, ""))?.groups?.name;
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

/** 2019-08-30发布 2020-03-01实施; 国家市场监督管理总局 发布; 代替 GB/T 33061—2016. */
function onCover({ start, end, text }: Line): StatedFact[] {
  const place = { start, end, sure: true };
  const facts: StatedFact[] = daysIn(text).flatMap(({ date, end: at }): StatedFact[] => {
    const verb = COVER_DAY.exec(text.slice(at).trimStart())?.[0];
    // Labels stand before their days, and are read as such: 发布日期：2023年6月1日 实施日期：…
    if (verb === undefined || date.length !== 10 || text.includes(":")) return [];
    const kind = /实施|施行|生效|effective/iu.test(verb)
      ? "effectiveFrom"
      : /批准/u.test(verb)
        ? "adopted"
        : "published";
    return [{ kind, value: date, ...place }];
  });
  const issuer = /^(?<name>[\p{Script=Han}\s、]{4,60}?)\s+发\s?布$/u.exec(text.trim())?.groups?.name;
  if (issuer !== undefined && isIssuer(issuer)) facts.push({ kind: "publisher", value: issuerName(issuer), ...place });
  const replaced = text.includes(":")
    ? undefined
    : /^\s*(?:\(?部分)?(?:代替|替代|取代|replaces|supersedes)\s*:?\s*(?<names>.{4,120}?)\)?$/iu.exec(text)?.groups
        ?.names;
  if (replaced !== undefined) {
    for (const { number } of numbersIn(replaced)) facts.push({ kind: "supersedes", value: number, ...place });
  }
  return facts;
}

/** Beside the day at most a place: `Suzhou, 20 July 2026`, `（2021年1月15日）`. */
function isDateline(rest: string): boolean {
  if (NO_PLACE.test(rest)) return false;
  return /^[\s()[\],.]*(?:\p{Lu}\p{L}+(?:[ -]\p{Lu}\p{L}+)?,?|\p{Script=Han}{2,6},|date:?|dated|日期:?|of)?[\s()[\],.]*$/iu.test(
    rest,
  );
}
