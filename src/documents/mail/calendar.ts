/**
 * Calendar files and invitations (iCalendar, RFC 5545): what, when, where and who of each event, as lines that a member can read. Of the rest,
 * alarms and rules of time zones, nobody asks.
 */

import { DocketError } from "../../errors.ts";
import { canonicalText } from "../../language/canonical.ts";
import { decodeText } from "../decode.ts";
import { MAX_TEXT_FILE_BYTES } from "../limits.ts";
import { plainBlocks } from "../plain/plain.ts";
import type { Reader } from "../read.ts";

interface Property {
  readonly name: string;
  readonly parameters: ReadonlyMap<string, string>;
  readonly value: string;
}

const MOST_EVENTS = 500;
const MOST_GUESTS = 50;
/** Longer files are calendars of years, and the first events of them do. */
const LONGEST = 5_000_000;

interface Labels {
  readonly what: string;
  readonly when: string;
  readonly where: string;
  readonly organiser: string;
  readonly guests: string;
  readonly repeats: string;
  readonly cancelled: string;
  readonly to: string;
  readonly separator: string;
}

const ENGLISH: Labels = {
  what: "Event: ",
  when: "When: ",
  where: "Where: ",
  organiser: "Organiser: ",
  guests: "Invited: ",
  repeats: "Repeats: ",
  cancelled: "This event is cancelled.",
  to: " to ",
  separator: ", ",
};
const CHINESE: Labels = {
  what: "活动：",
  when: "时间：",
  where: "地点：",
  organiser: "组织者：",
  guests: "受邀人：",
  repeats: "重复：",
  cancelled: "此活动已取消。",
  to: " 至 ",
  separator: "、",
};

/** A paragraph for each line, events one after the other; "" where there is no event. */
export function calendarText(source: string): string {
  const events: Property[][] = [];
  let method = "";
  let event: Property[] | undefined;
  // Alarms and the like stand inside an event, with descriptions of their own.
  let inside = 0;
  for (const line of unfolded(source.slice(0, LONGEST))) {
    const property = propertyOf(line);
    if (property === undefined) continue;
    const { name, value } = property;
    const kind = value.toUpperCase();
    if (name === "METHOD") {
      method = kind;
    } else if (name === "BEGIN" && kind === "VEVENT") {
      event = [];
      inside = 0;
    } else if (name === "END" && kind === "VEVENT") {
      if (event !== undefined && events.length < MOST_EVENTS) events.push(event);
      event = undefined;
    } else if (name === "BEGIN") inside += 1;
    else if (name === "END") inside = Math.max(0, inside - 1);
    else if (inside === 0) event?.push(property);
  }
  return events.map((properties) => eventText(properties, method === "CANCEL")).join("\n\n");
}

/** The name of the first event. */
function calendarTitle(source: string): string | undefined {
  const line = unfolded(source.slice(0, LONGEST)).find((candidate) => /^SUMMARY[;:]/i.test(candidate));
  const title =
    line === undefined
      ? ""
      : unescaped(propertyOf(line)?.value ?? "")
          .replace(/\s+/g, " ")
          .slice(0, 300)
          .toWellFormed();
  return title === "" ? undefined : title;
}

function eventText(properties: readonly Property[], cancelled: boolean): string {
  const first = (name: string) => properties.find((property) => property.name === name);
  const text = (name: string) => unescaped(first(name)?.value ?? "");
  const labels = /\p{Script=Han}/u.test(`${text("SUMMARY")}${text("LOCATION")}${text("DESCRIPTION")}`)
    ? CHINESE
    : ENGLISH;
  const guests = properties.filter(({ name }) => name === "ATTENDEE").map(personOf);
  const isCancelled = cancelled || text("STATUS").toUpperCase() === "CANCELLED";
  const line = (label: string, value: string) => (value === "" ? "" : label + value);
  return [
    line(labels.what, text("SUMMARY")),
    isCancelled ? labels.cancelled : "",
    line(labels.when, whenText(first("DTSTART"), first("DTEND"), labels)),
    line(labels.where, text("LOCATION")),
    line(labels.organiser, first("ORGANIZER") === undefined ? "" : personOf(first("ORGANIZER"))),
    line(labels.guests, guests.slice(0, MOST_GUESTS).join(labels.separator)),
    line(labels.repeats, text("RRULE")),
    text("DESCRIPTION"),
  ]
    .filter((part) => part !== "")
    .join("\n\n");
}

function personOf(property: Property | undefined): string {
  const name = property?.parameters.get("CN") ?? "";
  const address = (property?.value ?? "").replace(/^mailto:/i, "");
  return name === "" || name === address ? address : `${name} <${address}>`;
}

/** `2022-09-08 14:00 to 16:00 (Asia/Shanghai)`, as the event says it: no clock is moved. */
function whenText(start: Property | undefined, end: Property | undefined, { to }: Labels): string {
  const from = timeOf(start);
  if (start === undefined || from === undefined) return unescaped(start?.value ?? "");
  const until = timeOf(end);
  const zone = start.value.endsWith("Z") ? "UTC" : (start.parameters.get("TZID") ?? "");
  const last = until === undefined ? "" : lastOf(from, until);
  return `${from.day}${from.time === "" ? "" : ` ${from.time}`}${last === "" ? "" : to + last}${zone === "" ? "" : ` (${zone})`}`;
}

interface Time {
  readonly day: string;
  /** "" for a whole day. */
  readonly time: string;
}

function timeOf(property: Property | undefined): Time | undefined {
  const [, year, month, day, hour, minute] =
    /^(\d{4})-?(\d{2})-?(\d{2})(?:T(\d{2}):?(\d{2}))?/.exec(property?.value ?? "") ?? [];
  if (year === undefined || month === undefined || day === undefined) return undefined;
  return { day: `${year}-${month}-${day}`, time: hour === undefined ? "" : `${hour}:${minute}` };
}

/** The end of a whole day is the day after it. RFC 5545, 3.6.1 */
function lastOf(from: Time, until: Time): string {
  if (until.time !== "") return until.day === from.day ? until.time : `${until.day} ${until.time}`;
  const day = new Date(`${until.day}T00:00:00Z`);
  if (Number.isNaN(day.getTime())) return "";
  day.setUTCDate(day.getUTCDate() - 1);
  const last = day.toISOString().slice(0, 10);
  return last <= from.day ? "" : last;
}

/** A line goes on in the next one that begins with a space. */
function unfolded(source: string): string[] {
  return source.replace(/\r?\n[ \t]/g, "").split(/\r?\n/);
}

function propertyOf(line: string): Property | undefined {
  const match = /^([A-Za-z-]{1,60})((?:;[^"=:;]{1,60}=(?:"[^"]*"|[^":;])*)*):(.*)$/s.exec(line.slice(0, 20_000));
  if (match === null) return undefined;
  const [, name = "", given = "", value = ""] = match;
  const parameters = new Map<string, string>();
  for (const [, key = "", quoted, plain] of given.matchAll(/;([^"=:;]+)=(?:"([^"]*)"|([^";]*))/g)) {
    parameters.set(key.toUpperCase(), quoted ?? plain ?? "");
  }
  return { name: name.toUpperCase(), parameters, value };
}

function unescaped(value: string): string {
  const plain = value.replace(/\\([nN,;\\])/g, (_, sign: string) => (/n/i.test(sign) ? "\n" : sign));
  return canonicalText(plain).text.trim();
}

export function calendarReader(): Reader {
  return {
    format: "calendar",
    extensions: [".ics"],
    maxBytes: MAX_TEXT_FILE_BYTES,
    async read(bytes) {
      const decoded = decodeText(bytes);
      const text = calendarText(decoded.text);
      if (text === "") throw new DocketError("document", "a calendar without events: remove it");
      const title = calendarTitle(decoded.text);
      const { text: written, blocks } = plainBlocks(canonicalText(text).text, { mayBePage: false });
      return { text: written, blocks, facts: title === undefined ? {} : { title }, warnings: decoded.warnings };
    },
  };
}
