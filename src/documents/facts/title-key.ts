/** Key by which titles are compared. Pure. */

import { foldedForm } from "../../language/fold.ts";

/** Letters and digits alone. */
export function titleKey(title: string): string {
  return title
    .normalize("NFKC")
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N}]+/gu, "");
}

const YEAR = "(?:19|20)\\d{2}";
const DATE = `${YEAR}\\s?[-/.年_]\\s?\\d{1,2}(?:\\s?[-/.月_]\\s?\\d{1,2}日?|月)?|${YEAR}(?:[01]\\d[0-3]\\d)?\\s?年?度?`;
const MARK = [
  DATE,
  "(?:(?:最新|第?[一二三四五六七八九十\\d]+次)?(?:修订|修正|修改|更新)(?:稿|版|本|案)?|新版|旧版|现行版?|第[一二三四五六七八九十\\d]+版|[一二三四五六七八九]版|废止|已废止|失效|现行有效|old|new|current|previous|superseded|obsolete)",
  "(?:v(?:er(?:sion)?)?\\.?\\s?\\d+(?:\\.\\d+)*|version\\s(?:of\\s)?\\d+(?:\\.\\d+)*|rev(?:ision|ised)?\\.?\\s?(?:\\d+|[a-d])?|amended|updated?|(?:\\d+(?:st|nd|rd|th)|first|second|third|fourth|fifth)\\sedition|edition)",
].join("|");
/** In brackets, or at the end: a year inside of a title is part of its name. */
const IN_BRACKETS = new RegExp(
  `[(\\[]\\s*(?:(?:as\\s|of\\s|from\\s|in\\s)?(?:${MARK})(?:\\s*[,;]?\\s*)?(?:通过|公布|发布|起?施行|版|of\\s|from\\s)*)+\\s*[)\\]]`,
  "giu",
);
const AT_END = new RegExp(
  `(?:[\\s_,-]+(?:of\\s|as\\sof\\s|from\\s|for\\s)?|(?<=\\p{Script=Han}))(?:${MARK})\\s*$`,
  "iu",
);
const AT_START = new RegExp(`^(?:${DATE})(?:\\s*版)?[\\s_-]*`, "iu");

/**
 * The title's key without what tells its versions apart: a year, a day, 修订, "v2", a bracket with one of them. Two
 * documents of one work have the same.
 */
export function workKey(title: string): string {
  let rest = foldedForm(title.normalize("NFC")).replaceAll(IN_BRACKETS, " ").trim();
  for (let before = ""; before !== rest; ) {
    before = rest;
    rest = rest.replace(AT_END, "").trim();
  }
  return titleKey(rest.replace(AT_START, ""));
}
