/**
 * Days on which a text was adopted, revised or made public, as acts say it under their title: 2004年10月29日 …会议通过
 * 2018年8月30日 …修正; "Adopted by the General Assembly on 14 March 2024". Pure.
 */

import { DAY, dayIn, mayHaveDay } from "../../language/written-day.ts";
import { issuerName } from "./issuer.ts";
import type { Line, StatedFact } from "./stated-fact.ts";

const HAN_EVENT = new RegExp(
  `(?<day>${DAY})(?:起)?\\s*,?(?:经|由)?(?<body>(?:《(?:[^《》]|《[^《》]*》)*》|[^,;。《]){0,60}?)(?<verb>表决通过|审议通过|讨论通过|通过|批准|公布|发布|颁布|修正|修订|修改|印发|制定)`,
  "giu",
);
const ENGLISH_EVENT = new RegExp(
  `\\b(?<verb>adopted|approved|passed|enacted|made|assented to|issued|published|promulgated|amended|revised|updated|last (?:amended|revised|updated))(?: at)?(?: by (?<body>[^.;]{2,60}?))?(?: (?:at|in) (?:its |the |an? )[^.;]{0,60}?)?(?: held)?,?(?: on| in| at| of|:)? ?(?:the )?(?<day>${DAY})(?: by (?<after>(?:the )?[^.;,]{2,50}))?`,
  "giu",
);
/** "By resolution of the Council": the Council. */
const BY_MEANS =
  /^(?:an? |the )?(?:(?:special |ordinary |unanimous )?(?:resolution|decision|vote|order)) of (?=the |\p{Lu})/iu;
/** "Approved by the Secretary General.", without a day. */
const BY_WHOM =
  /\b(?:[Aa]dopted|[Aa]pproved|[Ii]ssued|[Pp]ublished|[Ee]nacted) by (?:the )?(?<body>\p{Lu}[^.;,\d]{2,50}?)(?=[.;,]|$)/u;
const ISSUING_ORDER = /(?<body>[\p{Script=Han}]{2,20}?)令\s?(?:\[?\d{4}\]?年?)?第\s?\d+\s?号/u;
const MEETING = /第[〇零一二三四五六七八九十百\d]+(?:届|次)|会议$|全体会议|常务会议|以.{0,30}(?:令|号)|《.*》的决定/gu;

/** @param line in the head; sentences further down tell of other things */
export function eventsIn(line: Line, whole: Line = line): StatedFact[] {
  const place = { start: whole.start, end: whole.end, sure: true };
  const facts: StatedFact[] = [];
  const hasDay = mayHaveDay(line.text);
  for (const match of hasDay ? line.text.matchAll(HAN_EVENT) : []) {
    const { day = "", body = "", verb = "" } = match.groups ?? {};
    const value = dayIn(day);
    // 2022年6月1日起施行的…办法修订: of another text.
    if (value === null || /施行|生效|废止|《[^》]*$/u.test(body)) continue;
    // 维多利亚州1975年颁布了…。 tells a story.
    if (value.length === 4 && line.text.includes("。")) continue;
    const kind = /修/u.test(verb) ? "revised" : /通过|批准|制定/u.test(verb) ? "adopted" : "published";
    facts.push({ kind, value, ...place });
    const by = kind === "revised" ? null : bodyIn(body);
    if (by !== null) facts.push({ kind: "publisher", value: by, ...place });
  }
  for (const match of hasDay ? line.text.matchAll(ENGLISH_EVENT) : []) {
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
      .trim();
    if (by !== undefined && /^\p{Lu}/u.test(by) && kind !== "revised") {
      facts.push({ kind: "publisher", value: by, ...place });
    }
  }
  const body = facts.some(({ kind }) => kind === "publisher") ? undefined : BY_WHOM.exec(line.text)?.groups?.body;
  if (body !== undefined) facts.push({ kind: "publisher", value: body.trim(), ...place });
  return facts;
}

/** 第十三届全国人民代表大会常务委员会第二十九次会议 -> 全国人民代表大会常务委员会; 国务院令第728号 -> 国务院. */
function bodyIn(body: string): string | null {
  const order = ISSUING_ORDER.exec(body)?.groups?.body;
  const name = issuerName(
    (order ?? body).replaceAll(MEETING, "").replaceAll(/[\s()[\]]|^(?:经|由)|会议$/gu, ""),
  ).replace(/^中华人民共和国(?=国务院)/u, "");
  return name.length >= 2 && name.length <= 30 ? name : null;
}
