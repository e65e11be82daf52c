/**
 * Reads who signed a document and when: 落款 has the issuer above the day, at the end or before what is attached; a
 * letter has "The Secretariat" and "Suzhou, 20 July 2026". Pure.
 */

import { daysIn } from "../../language/dates.ts";
import type { Block } from "../document.ts";
import type { Line, StatedFact } from "./facts-in-text.ts";

/** Lines after a signature at the end: a copy list, a note of the printer, who to call. */
const AFTER_SIGNATURE = 6;
const LONGEST_SIGNATURE = 60;
/** Offices that issue together. */
const MOST_ISSUERS = 8;
/** Words before a day that say what happened or will happen on it: "Made 1st December 2021". */
export const NO_PLACE =
  /^[\s()[\],.]*(?:made|laid|coming|effective|applicable|applies|with effect|starting|review|next|due|by|till|until|before|after|since|valid|expires?|assented|(?:approved|adopted)(?! this\b))\b/iu;

/** A seal, at most, stands behind the day of a signature. */
const AFTER_DAY = /^[\s.)\]]*(?:\(?(?:印|章|盖章)\)?|印发|发布|公布)?$/u;
/** A whole day ends so; looking for days in each short line takes longer. */
const MAY_END_WITH_DAY = /[日号\d][\s.)\]]*(?:\(?(?:印|章|盖章)\)?|印发|发布|公布)?$/u;

export function signaturesIn(
  count: number,
  lineOf: (index: number) => Line,
  headLength: number,
  blocks: readonly Block[],
): StatedFact[] {
  const facts: StatedFact[] = [];
  for (let index = Math.min(headLength, 2); index < count; index += 1) {
    const { start, end } = blocks[index] ?? { start: 0, end: 0 };
    if (end - start > LONGEST_SIGNATURE || blocks[index]?.kind === "table-row") continue;
    const line = lineOf(index);
    if (!MAY_END_WITH_DAY.test(line.text)) continue;
    const [day, other] = daysIn(line.text);
    if (day === undefined || other !== undefined || day.date.length !== 10) continue;
    const before = line.text.slice(0, day.start).replace(/[,\s]+$/u, "");
    const after = line.text.slice(day.end);
    if (!AFTER_DAY.test(after)) continue;
    const own =
      before !== "" && isIssuer(before) ? { start: line.start, end: line.start + before.length, text: before } : null;
    if (NO_PLACE.test(before)) continue;
    const place =
      before === "" ||
      /^(?:date|dated|日期)?:?$|^(?:given|done|signed|sealed|made|(?:adopted|approved|enacted|passed) this)\b.{0,40}$|^\p{Lu}\p{L}+(?: \p{Lu}\p{L}+)?$/iu.test(
        before,
      );
    const signers = own === null ? signersAbove(index, lineOf, blocks) : [own];
    if (signers.length === 0 && !(place && count - index <= AFTER_SIGNATURE)) continue;
    if (signers.length === 0 && own === null && !place) continue;
    facts.push({ kind: "published", value: day.date, start: line.start, end: line.end, sure: true });
    // The first signature is the document's; those of its attachments come after.
    if (signers.length > 0) return [...facts, ...signedBy(signers, line.end)];
  }
  const last = lastWords(lineOf(count - 1));
  if (count > 2 && isIssuer(last.text)) facts.push(...signedBy([last], last.end));
  return facts;
}

const STOPS = [".", "。", "!", "?"];
/** Lengths in code points. */
const [FEWEST_LAST_WORDS, MOST_LAST_WORDS] = [2, 60];

/** A reader of pages may have put a signature into the paragraph above it. */
function lastWords({ end, text }: Line): Line {
  // The point of an initial ends nothing: "(M. Ozols) Director".
  const ended = text.slice(-2 * MOST_LAST_WORDS).replaceAll(/\b\p{Lu}\.(?= ?\p{Lu})/gu, "__");
  const stop = text.length - ended.length + Math.max(...STOPS.map((sign) => ended.lastIndexOf(sign)));
  const tail = Array.from(text.slice(Math.max(stop + 1, text.length - 2 * MOST_LAST_WORDS))).slice(-MOST_LAST_WORDS);
  const words = tail.length < FEWEST_LAST_WORDS ? "" : tail.join("").trimStart();
  return { start: end - words.length, end, text: words };
}

function signersAbove(index: number, lineOf: (index: number) => Line, blocks: readonly Block[]): Line[] {
  const signers: Line[] = [];
  for (let above = index - 1; above >= 0 && signers.length < MOST_ISSUERS; above -= 1) {
    const block = blocks[above];
    if (block === undefined || block.end - block.start > LONGEST_SIGNATURE || block.kind === "heading") break;
    const line = lineOf(above);
    if (!isIssuer(line.text)) break;
    signers.unshift(line);
  }
  return signers;
}

function signedBy(signers: readonly Line[], until: number): StatedFact[] {
  const [first] = signers;
  if (first === undefined) return [];
  const names = ofOffice(signers).flatMap(({ text }) => sideBySide(text));
  const value = names.map((name) => issuerName(name).replace(/^the\s+/iu, "")).join("、");
  return [{ kind: "publisher", value, start: first.start, end: until, sure: true }];
}

/** The house stands below somebody's title; offices that issue together are written one below the other. */
function ofOffice(signers: readonly Line[]): readonly Line[] {
  const last = signers.at(-1);
  const isRole = signers.length > 1 && last !== undefined && ROLE.test(signers[0]?.text ?? "");
  return isRole && !ROLE.test(last.text) ? [last] : signers;
}

const ROLE =
  /\b(?:Secretary|Director|Chair(?:man|woman|person)?|President|Registrar|Treasurer|Minister|Manager|Officer|Commissioner)\b/u;

/** Two offices on one line, set apart by a wide space. */
function sideBySide(line: string): string[] {
  const names = line.trim().split(/\s+/u);
  const isEach = names.length > 1 && names.every((name) => /^\p{Script=Han}{3,}/u.test(name) && isIssuer(name));
  return isEach ? names : [line];
}

const HAN_BODY =
  "(?:部|委|委员会|局|厅|办公厅|办公室|院|会|大会|联盟|协会|学会|秘书处|理事会|公司|中心|政府|集团|银行|大学|学院|研究所|研究院|处|署|司|所|社|党组|支部|科|组|馆|站|队|厂)";
const HAN_NAME = new RegExp(
  `^[\\p{Script=Han}·()\\s、A-Z]{1,38}${HAN_BODY}(?:\\((?:盖?章|印章|公章)\\))?$|^办公室$`,
  "u",
);
const ENGLISH_BODY =
  /\b(?:Secretariat|Secretary(?: General)?|Board(?: of \w+)?|Office|Committee|Council|Department|Ministry|Association|Alliance|Assembly|Agency|Authority|Commission|Institute|Bureau|Division|Company|Administration|Directorate|Management|Chair(?:man|woman|person)?|Director(?: General)?|President|Registrar|Treasurer|Governor|Mayor|Minister|Commissioner|Dean|Rector|Provost|University|Society|Foundation|Federation|Union|(?:Co\.,? )?Ltd\.?|Inc\.?|GmbH|Manager|Officer)(?:$|\b)|\b(?:Trust|College|Chamber|Consortium|Club|Network|Forum|Senate)$/u;

/**
 * Names of those who issue documents, as a letterhead, a signature or a line of adoption has them. Tells whether a
 * line is such a name and nothing else. @param text folded
 */
export function isIssuer(text: string): boolean {
  const written = text.trim().replace(SIGNED_IN_BRACKETS, "");
  const isShouted = /\p{Lu}{4}/u.test(written) && !/\p{Ll}/u.test(written);
  const line = isShouted ? written.replaceAll(/(?<=\p{L})\p{Lu}+/gu, (letters) => letters.toLowerCase()) : written;
  if (/\p{Script=Han}/u.test(line)) {
    return HAN_NAME.test(line) && !/各|[:：]|^(?:附件|附则|第|主送|抄送)|关于|办法|通知/u.test(line);
  }
  return (
    line.length <= 80 &&
    ENGLISH_BODY.test(line) &&
    !/[.!?:;]$|^(?:to|dear|from|subject|re)\b/iu.test(line.replace(/(?:Ltd|Inc|Co)\.$/u, "")) &&
    /^(?:the |for the |(?:[Ff]or and )?on behalf of the )?\p{Lu}/u.test(line) &&
    line.split(/\s/u).every((word) => /^[\p{Lu}(&]|^(?:of|the|and|for|on|behalf|in|de)$/u.test(word))
  );
}

/** "(M. Ozols) Director", where a reader of pages has both on one line. */
const SIGNED_IN_BRACKETS = /^\([^()]{2,40}\)\s+(?=\p{Lu})/u;

/** 集成电路材料联盟（章） -> 集成电路材料联盟; "For the Board" -> "Board". */
export function issuerName(text: string): string {
  return text
    .trim()
    .replace(/[(（](?:盖?章|印章|公章)[)）]$/u, "")
    .replace(SIGNED_IN_BRACKETS, "")
    .replace(/^(?:signed:?|(?:for and )?on behalf of|for)\s+/iu, "")
    .replaceAll(/(?<=\p{Script=Han})\s+(?=\p{Script=Han})/gu, "")
    .trim();
}

/** 《工业和信息化部关于印发…的通知》 names its issuer first. @param title folded */
export function issuerInTitle(title: string): string | null {
  const name = /^(?<name>\p{Script=Han}[\p{Script=Han}\s、]{1,40}?)关于/u.exec(title)?.groups?.name;
  return name !== undefined && isIssuer(name) ? issuerName(name) : null;
}
