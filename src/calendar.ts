/**
 * Days and moments where the organisation is: a rule that holds from a day on holds from midnight there. Whoever is given
 * a calendar knows no time zone. The zones are those that Node brings along, so the machine need not have any. Pure.
 */

export interface Calendar {
  /** A day such as `2026-11-22`. Never before the day of an earlier moment. */
  dayOf(moment: Date): string;
  /** Hours from 0 to 23. */
  hourOf(moment: Date): number;
  /** The first moment of the next day. */
  endOfDay(moment: Date): Date;
  /** Day and time as the locale writes them: `22 Nov 2026, 14:05 UTC+8`. */
  momentText(moment: Date, locale: string): string;
}

/** The longest day of any zone since 2012: on it the clocks of a station in Antarctica went back by three hours. */
export const LONGEST_DAY_MS = 27 * 3_600_000;

/** @param timeZone one that `isTimeZone` knows */
export function calendarOf(timeZone: string): Calendar {
  const days = new Intl.DateTimeFormat("en", { timeZone, year: "numeric", month: "2-digit", day: "2-digit" });
  const hours = new Intl.DateTimeFormat("en", { timeZone, hour: "2-digit", hourCycle: "h23" });
  const offsets = new Intl.DateTimeFormat("en", { timeZone, timeZoneName: "shortOffset" });
  const dayOf = (moment: Date | number): string => {
    const { year, month, day } = partsOf(days, moment);
    return `${year}-${month}-${day}`;
  };
  return {
    dayOf,
    hourOf: (moment) => Number(partsOf(hours, moment).hour),
    endOfDay(moment) {
      const day = dayOf(moment);
      // Looked for, not reckoned: midnight may be left out, or the hour before it come twice.
      let [within, beyond] = [moment.getTime(), moment.getTime() + LONGEST_DAY_MS];
      while (beyond - within > 1) {
        const middle = Math.floor((within + beyond) / 2);
        if (dayOf(middle) === day) within = middle;
        else beyond = middle;
      }
      return new Date(beyond);
    },
    momentText(moment, locale) {
      const time = moment.toLocaleString(locale, { dateStyle: "medium", timeStyle: "short", timeZone });
      return `${time} ${partsOf(offsets, moment).timeZoneName?.replace(/GMT(?:\+0$)?/u, "UTC")}`;
    },
  };
}

function partsOf(format: Intl.DateTimeFormat, moment: Date | number): Partial<Record<string, string>> {
  return Object.fromEntries(format.formatToParts(moment).map(({ type, value }) => [type, value]));
}

/** Only names with a place in them, and UTC: "CST" is China's to some, and Chicago's to the zone data. */
export function isTimeZone(name: string): boolean {
  if (name !== "UTC" && !name.includes("/")) return false;
  try {
    Intl.DateTimeFormat("en", { timeZone: name });
    return true;
  } catch {
    return false;
  }
}
