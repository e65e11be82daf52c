/**
 * Facts behind a label, in a line or in the cells of a table: 发文字号：…, "Effective date: 1 May 2023", `Issued by | The
 * Board`. Pure.
 */

import { dayIn } from "../../language/dates.ts";
import { isNumber, ownNumber } from "./document-name.ts";
import type { Line, StatedFact, StatedKind } from "./facts-in-text.ts";

const LABELS: readonly (readonly [StatedKind, string])[] = [
  [
    "number",
    "发文字号|文件编号|文件号|文\\s?号|编\\s?号|document|(?:document|policy|circular|doc\\.?|notice|order|rule) (?:no\\.?|number|id)|reference(?: no\\.?| number)?|our ref\\.?|ref\\.?(?: no\\.?)?",
  ],
  [
    "publisher",
    "(?:发文|发布|制定|制订|编制|拟制|颁布|印发|颁发|签发)(?:机关|单位|机构|部门)|issued by|issuer|issuing (?:body|authority|office|department|unit)|published by|adopted by|approved by",
  ],
  [
    "published",
    "(?:发布|发文|公布|成文|印发|颁布|签发|颁发)(?:日期|时间)|date of (?:issue|publication)|issue date|date issued|issued(?: on)?|published(?: on)?|publication date|date published",
  ],
  [
    "effectiveFrom",
    "(?:施行|实施|生效|执行|启用)(?:日期|时间)|effective (?:date|from|as of|since)|effective|date of (?:effect|entry into force)|in force (?:from|since)|valid from|entry into force|commencement(?: date)?",
  ],
  [
    "effectiveUntil",
    "(?:失效|废止|终止|到期)(?:日期|时间)|有效期至|有效期截止日期?|有效期限至|valid (?:until|to|through)|expires(?: on)?|expiry(?: date)?|expiration date",
  ],
  ["adopted", "(?:通过|批准)(?:日期|时间)|date of adoption|adopted(?: on)?|approved(?: on)?|approval date"],
  ["revised", "(?:修订|修正|修改)(?:日期|时间)|last (?:revised|amended|updated)|revision date|revised(?: on)?"],
  ["supersedes", "supersedes|replaces|取代文件|替代文件|废止文件|取代|替代|代替"],
];
const FORMS = LABELS.map(([kind, form]) => [kind, new RegExp(`^(?:${form})$`, "iu")] as const);
const ALL = LABELS.map(([, label]) => label).join("|");
const LABELLED = new RegExp(
  `(?:^|[\\s|;·,(\\[])(?<label>${ALL})\\s*:\\s*(?<value>.+?)(?=(?:[\\s|;·,]+(?:${ALL})\\s*:)|\\s{3,}|\\s+\\p{Script=Han}{2,8}\\s*:|\\s[|·]\\s|;|[)\\]]?$)`,
  "giu",
);
const LABEL_AT_END = new RegExp(`(?:^|[\\s|;·,(\\[])(?:${ALL})\\s*$`, "iu");
const LABEL_ALONE = new RegExp(`^(?:${ALL})\\s*:?$`, "iu");

/** @param line of the head; its text is folded */
export function labelledIn(line: Line): StatedFact[] {
  // Most lines and cells have no label, and are not looked through for each.
  if (!line.text.includes(":")) return [];
  return Array.from(line.text.matchAll(LABELLED)).flatMap((match) => {
    const { label = "", value = "" } = match.groups ?? {};
    // The bracket around a line is not that of a value: `EHS-PR-021 (2022-01-15)`.
    const closes = value.includes("(") && !value.includes(")") ? ")" : "";
    return factOf(label, `${value}${closes}`, line);
  });
}

/**
 * Remembers for the words before a colon whether it ends in a label. The rows of a table have the same, over and over.
 */
export type KnownLabels = Map<string, boolean>;

/** A row of two cells: what it is of, and its value. `项目：发文字号；内容：材联〔2025〕3号` is how sheets are read. */
export function labelledInRow(line: Line, known: KnownLabels): StatedFact[] {
  const cells = line.text
    .replace(/[。.]\s*$/u, "")
    .split(/\s\|\s|;\s?/u)
    .map((cell) => cell.trim());
  const values = cells.map((cell) => cell.replace(/^[^:]{1,30}:\s*/u, ""));
  const facts: StatedFact[] = [];
  for (const row of [cells, values]) {
    for (let index = 0; index + 1 < row.length; index += 1) {
      const label = row[index] ?? "";
      if (LABEL_ALONE.test(label)) facts.push(...factOf(label.replace(/:$/u, ""), row[index + 1] ?? "", line));
    }
    if (facts.length > 0) break;
  }
  if (facts.length > 0) return facts;
  return cells.filter((cell) => mayHaveLabel(cell, known)).flatMap((cell) => labelledIn({ ...line, text: cell }));
}

function mayHaveLabel(cell: string, known: KnownLabels): boolean {
  const [before = "", ...others] = cell.split(":", 3);
  if (others.length !== 1) return others.length > 0;
  const isLabel = known.get(before) ?? LABEL_AT_END.test(before);
  known.set(before, isLabel);
  return isLabel;
}

function factOf(label: string, written: string, { start, end }: Line): StatedFact[] {
  const kind = FORMS.find(([, form]) => form.test(label.trim()))?.[0];
  // `Document | PR-DR-004` is a number, `Document | Travel policy` none.
  const isBare = /^document$/iu.test(label.trim()) && ownNumber({ start, end, text: written }) === null;
  const value = kind === undefined || isBare ? null : valueWritten(kind, written.trim());
  return kind === undefined || value === null ? [] : [{ kind, value, start, end, sure: true }];
}

function valueWritten(kind: StatedKind, written: string): string | null {
  if (kind === "number") return isNumber(written) ? written : null;
  if (kind === "publisher") {
    const name = written.replace(/\s+(?:on|at)\s.*$|[.。]$/iu, "");
    return name.length >= 2 && name.length <= 60 && !/\d{4}/u.test(name) ? name : null;
  }
  if (kind === "supersedes") return referenceWritten(written);
  return /^\D{0,12}\d|^[一二][〇零一二三四五六七八九]{3}/u.test(written) && written.length <= 40
    ? dayIn(written)
    : null;
}

/** A reader of pages may have put the next line after it: "… Owner: EHS Department". */
function referenceWritten(written: string): string | null {
  const reference = written.replace(/\s+\p{Lu}[\p{L} ]{1,24}:\s.*$/u, "");
  return reference.length <= 120 && !/^(?:none|n\/a|-|无)$/iu.test(reference) ? reference : null;
}
