/**
 * Dates as exact as their source: `2022-08-19`, `2022-08`, `2022`, or `--02-27` where no year is named. They stay
 * strings, since a missing day is not the first of the month.
 */

const FORM = /^(?:(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?|--(\d{2})-(\d{2}))$/;

/** Days of each month; 29 February is refused later in a year that has none. */
const DAYS = [31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];

export function isPartialDate(value: string): boolean {
  const match = FORM.exec(value);
  if (match === null) return false;
  const [, year, month = match[4], day = match[5]] = match;
  if (year !== undefined && Number(year) === 0) return false;
  if (month === undefined) return true;
  const days = DAYS[Number(month) - 1];
  if (days === undefined) return false;
  if (day === undefined) return true;
  if (Number(day) < 1 || Number(day) > days) return false;
  return !(month === "02" && day === "29" && year !== undefined && !isLeapYear(Number(year)));
}

function isLeapYear(year: number): boolean {
  return (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0;
}
