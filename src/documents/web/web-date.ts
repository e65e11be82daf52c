/** Dates as pages write them -> dates as Docket keeps them: as exact as the page is. */

import { MONTH_NAME, monthNumber } from "../../language/months.ts";
import { isPartialDate } from "../../language/partial-date.ts";

const MONTH = String.raw`(?<month>${MONTH_NAME})\.?`;
const DAY = String.raw`(?<day>\d{1,2})(?:st|nd|rd|th)?`;

/** In this order: a form that says more comes before one that says less. */
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

/** The first date in a short text, or undefined. Numbers such as 03/04/2022 say different days to different people. */
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
