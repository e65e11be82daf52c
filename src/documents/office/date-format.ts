/**
 * A day or an hour of a sheet as its cell shows it: 2026年3月31日, 31-Mar-26, 2:30 PM. The order of day and month is that of
 * the cell, since a quote has the words of the file.
 */

const MILLISECONDS_OF_DAY = 86_400_000;
/** Day 0 of sheets; before 1 March 1900 it is a day off, as the first of them took 1900 for a leap year. */
const DAY_ZERO = Date.UTC(1899, 11, 30);
/** 31 December 9999. */
const LAST_DAY = 2_958_465;
const TOKEN = /AM\/PM|A\/P|上午\/下午|\[(?:h+|m+|s+)\]|y+|m+|d+|h+|s+(?:\.0+)?|a{3,4}(?!\w)|e+|g+/gi;
const WEEKDAYS = ["日", "一", "二", "三", "四", "五", "六"];

export function isDateCode(code: string): boolean {
  const bare = unquoted(code);
  return !/general/i.test(bare) && /[ymdhs]/i.test(bare.replace(/[EB][+-]/gi, ""));
}

/** Null for what is no day. @param code one section, without colours */
export function dateText(serial: number, code: string): string | null {
  if (serial < 0 || serial > LAST_DAY + 1) return null;
  const moment = new Date(DAY_ZERO + Math.round(serial * 86_400) * 1_000);
  const bare = unquoted(code);
  const tokens = [...bare.matchAll(TOKEN)];
  const isHalfDay = tokens.some(([token]) => /[ap上]/i.test(token[0] ?? "") && !/^a{3,4}$/i.test(token));
  let text = "";
  let at = 0;
  for (const [index, { 0: token, index: start }] of tokens.entries()) {
    text += betweenParts(code.slice(at, start));
    at = start + token.length;
    text += partOf(token.toLowerCase(), { moment, serial, isHalfDay, isMinute: isMinute(tokens, index) });
  }
  return (text + betweenParts(code.slice(at))).replace(/\s+/g, " ").trim();
}

/** Points and commas stand as they are, unlike in a number. */
function betweenParts(code: string): string {
  return code.replace(/"([^"]*)"|[\\!](.)|_.|\*.|@/g, (_, quoted = "", escaped = "") => `${quoted}${escaped}`);
}

/** An `m` beside hours or seconds is a minute. */
function isMinute(tokens: readonly RegExpMatchArray[], index: number): boolean {
  const [before, after] = [tokens[index - 1]?.[0] ?? "", tokens[index + 1]?.[0] ?? ""];
  return /^\[?h/i.test(before) || /^s/i.test(after);
}

interface Moment {
  readonly moment: Date;
  readonly serial: number;
  readonly isHalfDay: boolean;
  readonly isMinute: boolean;
}

function partOf(token: string, { moment, serial, isHalfDay, isMinute: minute }: Moment): string {
  const pad = (value: number): string => String(value).padStart(token.length > 1 ? 2 : 1, "0");
  const named = (options: Intl.DateTimeFormatOptions): string =>
    moment.toLocaleDateString("en", { ...options, timeZone: "UTC" });
  const hours = moment.getUTCHours();
  switch (token[0]) {
    case "y":
    case "e":
      return token.length > 2 || token[0] === "e"
        ? String(moment.getUTCFullYear())
        : String(moment.getUTCFullYear()).slice(2);
    case "m":
      if (minute) return pad(moment.getUTCMinutes());
      if (token.length === 3) return named({ month: "short" });
      return token.length > 3 ? named({ month: "long" }) : pad(moment.getUTCMonth() + 1);
    case "d":
      if (token.length === 3) return named({ weekday: "short" });
      return token.length > 3 ? named({ weekday: "long" }) : pad(moment.getUTCDate());
    case "h":
      return pad(isHalfDay ? hours % 12 || 12 : hours);
    case "s":
      return pad(moment.getUTCSeconds());
    case "[":
      return elapsed(token, serial);
    case "a":
      if (token.startsWith("aaa")) return `${token.length > 3 ? "星期" : ""}${WEEKDAYS[moment.getUTCDay()]}`;
      return hours < 12 ? "AM" : "PM";
    case "上":
      return hours < 12 ? "上午" : "下午";
    default:
      return "";
  }
}

/** Hours, minutes or seconds that are not cut at a day. */
function elapsed(token: string, serial: number): string {
  const units = { h: 3_600_000, m: 60_000, s: 1_000 }[token[1] ?? "h"] ?? 3_600_000;
  return String(Math.floor((Math.round(serial * 86_400) * (MILLISECONDS_OF_DAY / 86_400)) / units)).padStart(
    token.length - 2,
    "0",
  );
}

interface FormatSection {
  readonly code: string;
  /** Condition, as of `[>=10000]0.0,"万"`; undefined where the sign of the number or nothing decides. */
  readonly holds: ((value: number) => boolean) | undefined;
}

const CONDITION = /^\s*(?:\[[^\]<>=]*\]\s*)*\[(<=|>=|<>|<|>|=)\s*(-?\d+(?:\.\d+)?)\]/;

/** The parts of a format code of a sheet: its sections, what it shows as it stands, and what does something. */
export function sectionsOf(format: string): readonly FormatSection[] {
  return format.split(/;(?=(?:[^"]*"[^"]*")*[^"]*$)/).map((section) => {
    const [, sign = "", limit] = CONDITION.exec(section) ?? [];
    return { code: withoutBrackets(section), holds: limit === undefined ? undefined : condition(sign, Number(limit)) };
  });
}

function condition(sign: string, limit: number): (value: number) => boolean {
  switch (sign) {
    case "<":
      return (value) => value < limit;
    case "<=":
      return (value) => value <= limit;
    case ">":
      return (value) => value > limit;
    case ">=":
      return (value) => value >= limit;
    case "<>":
      return (value) => value !== limit;
    default:
      return (value) => value === limit;
  }
}

/** Section without colours and conditions; a currency is text, and elapsed hours stay. */
function withoutBrackets(section: string): string {
  return section
    .replace(/\[\$([^\]-]*)(?:-[^\]]*)?\]/g, (_, currency: string) => (currency === "" ? "" : `"${currency}"`))
    .replace(/\[(?!h+\]|m+\]|s+\])[^\]]*\]/gi, "");
}

/** Text that a part of a code shows by itself. */
export function literals(code: string): string {
  return code.replace(/"([^"]*)"|[\\!](.)|_.|\*.|([#0?,.@])/g, (_, quoted = "", escaped = "") => `${quoted}${escaped}`);
}

/** Quoted text as blanks of the same length, so that offsets stay. */
export function unquoted(code: string): string {
  return code.replace(/"[^"]*"|[\\!].|_.|\*./g, (literal) => " ".repeat(literal.length));
}
