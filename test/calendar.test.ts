import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { calendarOf, isTimeZone } from "../src/calendar.ts";

const HOUR_MS = 3_600_000;
const ZONES = Intl.supportedValuesOf("timeZone");

/** Before 2012 a few zones put their clocks back at one minute past midnight, into the day before. */
const moments = fc.date({ min: new Date("2012-01-01"), max: new Date("2040-01-01"), noInvalidDate: true });
const calendars = fc.constantFrom(...ZONES).map(calendarOf);

describe("a day", () => {
  it("begins at midnight where the organisation is", () => {
    const { dayOf } = calendarOf("Asia/Shanghai");
    expect(dayOf(new Date("2026-11-22T15:59:59.999Z"))).toBe("2026-11-22");
    expect(dayOf(new Date("2026-11-22T16:00:00Z"))).toBe("2026-11-23");
    expect(calendarOf("America/Los_Angeles").dayOf(new Date("2026-11-22T07:59:59Z"))).toBe("2026-11-21");
  });

  it.each([
    ["of 24 hours", "Asia/Shanghai", "2026-11-22T03:00:00Z", "2026-11-22T16:00:00Z"],
    ["of 23 hours, when clocks go forward", "Europe/Berlin", "2026-03-28T23:00:00Z", "2026-03-29T22:00:00Z"],
    ["of 25 hours, when clocks go back", "Europe/Berlin", "2026-10-24T22:00:00Z", "2026-10-25T23:00:00Z"],
    ["whose last hour comes twice", "America/Santiago", "2026-04-04T03:00:00Z", "2026-04-05T04:00:00Z"],
    ["before one that begins at one o'clock", "America/Santiago", "2026-09-05T12:00:00Z", "2026-09-06T04:00:00Z"],
    ["of 24 and a half hours", "Australia/Lord_Howe", "2026-04-04T13:00:00Z", "2026-04-05T13:30:00Z"],
    ["before one that was left out", "Pacific/Apia", "2011-12-30T00:00:00Z", "2011-12-30T10:00:00Z"],
    ["of 27 hours, the longest there was", "Antarctica/Casey", "2012-02-21T13:00:00Z", "2012-02-22T16:00:00Z"],
  ])("%s ends when the next one begins", (_what, zone, moment, end) => {
    expect(calendarOf(zone).endOfDay(new Date(moment))).toEqual(new Date(end));
  });

  it("never comes before an earlier one, in any zone", () => {
    fc.assert(
      fc.property(calendars, moments, fc.nat(48 * HOUR_MS), ({ dayOf }, moment, laterMs) => {
        expect(dayOf(moment) <= dayOf(new Date(moment.getTime() + laterMs))).toBe(true);
      }),
      { numRuns: 1_000 },
    );
  });

  it("ends to the millisecond, in any zone", () => {
    fc.assert(
      fc.property(calendars, moments, ({ dayOf, endOfDay }, moment) => {
        const end = endOfDay(moment);
        expect(dayOf(new Date(end.getTime() - 1))).toBe(dayOf(moment));
        expect(dayOf(end) > dayOf(moment)).toBe(true);
        expect(end > moment).toBe(true);
      }),
      { numRuns: 500 },
    );
  });

  it("never comes before an earlier one when clocks are changed, in any zone", () => {
    for (const zone of ZONES) {
      const { dayOf } = calendarOf(zone);
      const days = changesOf(zone).flatMap((change) => [change - 1, change].map((at) => dayOf(new Date(at))));
      expect(days, zone).toEqual(days.toSorted());
    }
  });
});

describe("a moment", () => {
  it("is written as the language writes it, with the zone's time", () => {
    const moment = new Date("2026-11-22T16:05:00Z");
    const { momentText } = calendarOf("Asia/Shanghai");
    expect(momentText(moment, "en-GB")).toBe("23 Nov 2026, 00:05 UTC+8");
    expect(momentText(moment, "zh-CN")).toBe("2026年11月23日 00:05 UTC+8");
    expect(calendarOf("UTC").momentText(moment, "en-GB")).toBe("22 Nov 2026, 16:05 UTC");
  });

  it("says which of two hours it is when clocks go back", () => {
    const { momentText } = calendarOf("America/New_York");
    expect(momentText(new Date("2026-11-01T05:30:00Z"), "en-GB")).toBe("1 Nov 2026, 01:30 UTC-4");
    expect(momentText(new Date("2026-11-01T06:30:00Z"), "en-GB")).toBe("1 Nov 2026, 01:30 UTC-5");
  });
});

describe("a zone", () => {
  it("is known by its IANA name", () => {
    expect([...ZONES, "UTC", "asia/shanghai", "Asia/Kolkata"].filter((name) => !isTimeZone(name))).toEqual([]);
  });

  it.each(["Asia/Beijing", "Shanghai", "UTC+8", "+08:00", "", "Etc/Unknown"])("is not known by %j", (name) => {
    expect(isTimeZone(name)).toBe(false);
  });

  it("is not taken for Chicago's when China Standard Time was meant", () => {
    expect(Intl.DateTimeFormat("en", { timeZone: "CST" }).resolvedOptions().timeZone).toBe("America/Chicago");
    expect(isTimeZone("CST")).toBe(false);
  });
});

/** The milliseconds at which a zone's clocks are changed, over ten years; two changes are further apart than a step. */
function changesOf(zone: string): number[] {
  const format = new Intl.DateTimeFormat("en", { timeZone: zone, timeZoneName: "longOffset" });
  const offsetAt = (at: number) => format.formatToParts(at).find(({ type }) => type === "timeZoneName")?.value;
  const changes: number[] = [];
  const step = 20 * 24 * HOUR_MS;
  for (let from = Date.UTC(2026, 0); from < Date.UTC(2036, 0); from += step) {
    let [before, after] = [from, from + step];
    const offset = offsetAt(before);
    if (offsetAt(after) === offset) continue;
    while (after - before > 1) {
      const middle = Math.floor((before + after) / 2);
      if (offsetAt(middle) === offset) before = middle;
      else after = middle;
    }
    changes.push(after);
  }
  return changes;
}
