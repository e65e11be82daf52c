/**
 * A number of a sheet as its cell shows it: thousands, decimals, percent, currency. Dates come out as 2026-03-31 whatever
 * their format, so that a question finds them in one spelling. Formats: ECMA-376 part 1, 18.8.30 and 18.8.31.
 */

export interface ShownNumber {
  /** "" where the format shows nothing. */
  readonly text: string;
  /** False where the format is `;;;` and its like, which hide what is in the cell. */
  readonly visible: boolean;
}

/** Formats that have a number instead of a code in the file. */
const BUILT_IN: Readonly<Record<number, string>> = {
  ...{ 1: "0", 2: "0.00", 3: "#,##0", 4: "#,##0.00", 9: "0%", 10: "0.00%", 11: "0.00E+00", 48: "0.0E+0" },
  ...{ 14: "yyyy-mm-dd", 15: "yyyy-mm-dd", 16: "d-mmm", 17: "mmm-yy", 18: "h:mm", 19: "h:mm:ss", 20: "h:mm" },
  ...{ 21: "h:mm:ss", 22: "yyyy-mm-dd h:mm", 37: "#,##0", 38: "#,##0", 39: "#,##0.00", 40: "#,##0.00" },
  ...{ 41: "#,##0", 42: "#,##0", 43: "#,##0.00", 44: "#,##0.00", 45: "mm:ss", 46: "[h]:mm:ss", 47: "mm:ss" },
  // Of Chinese and Japanese editions.
  ...{
    27: "yyyy-mm",
    31: "yyyy-mm-dd",
    32: "h:mm",
    33: "h:mm:ss",
    36: "yyyy-mm",
    50: "yyyy-mm",
    57: "yyyy-mm",
    58: "m-d",
  },
};

/** What Excel allows. */
const LONGEST_CODE = 255;
const MILLISECONDS_OF_DAY = 86_400_000;
/** Day 0 of sheets; before 1 March 1900 it is a day off, as the first of them took 1900 for a leap year. */
const DAY_ZERO = Date.UTC(1899, 11, 30);
const DAYS_TO_1904 = 1_462;
/** 31 December 9999. */
const LAST_DAY = 2_958_465;

export function formatOf(id: number, custom: ReadonlyMap<number, string>): string {
  const code = custom.get(id) ?? BUILT_IN[id] ?? "General";
  return code.length > LONGEST_CODE ? "General" : code;
}

export function isDateFormat(format: string): boolean {
  const bare = bareCode(format.split(";", 1)[0] ?? "");
  return !/general/i.test(bare) && /[ymdhs]/i.test(bare);
}

/** @param from1904 whether days are counted from 1904, as old Macintosh files do */
export function shownNumber(value: number, format: string, from1904 = false): ShownNumber {
  if (!Number.isFinite(value)) return { text: "", visible: true };
  if (isDateFormat(format)) return { text: shownDate(value + (from1904 ? DAYS_TO_1904 : 0), format), visible: true };
  const sections = format.split(/;(?=(?:[^"]*"[^"]*")*[^"]*$)/);
  const index = value < 0 && sections.length > 1 ? 1 : value === 0 && sections.length > 2 ? 2 : 0;
  const section = sections[index] ?? "";
  if (section === "" && sections.length > 1) return { text: "", visible: false };
  // A section of its own for what is below zero brings its own sign.
  return { text: inSection(index === 1 ? -value : value, section), visible: true };
}

function inSection(value: number, section: string): string {
  const code = section.replace(/\[\$([^\]-]*)(?:-[^\]]*)?\]/g, '"$1"').replace(/\[[^\]]*\]/g, "");
  const digits = /[#0?][#0?,]*(?:\.[#0?]*,*)?(?:E[+-][#0]+)?/i.exec(unquoted(code));
  const isPlain = /general|[/@]/i.test(bareCode(code));
  if (digits === null || isPlain) return isPlain ? plainNumber(value) : literals(code);
  const [pattern] = digits;
  const percent = (bareCode(code).match(/%/g) ?? []).length;
  const mantissa = pattern.replace(/E.*$/i, "");
  const bare = mantissa.replace(/,+$/, "");
  // Each comma at the end divides by a thousand.
  const scaled = value * 100 ** percent * 1_000 ** (bare.length - mantissa.length);
  const number = /e/i.test(pattern)
    ? scaled.toExponential(decimalsOf(bare)).toUpperCase()
    : fixed(scaled, {
        least: /\.(0*)/.exec(bare)?.[1]?.length ?? 0,
        most: decimalsOf(bare),
        grouped: bare.includes(","),
      });
  return `${literals(code.slice(0, digits.index))}${number}${literals(code.slice(digits.index + pattern.length))}`.trim();
}

/** By hand: to make a number format of the platform's takes longer than to read the cell. */
function fixed(
  value: number,
  { least, most, grouped }: { readonly least: number; readonly most: number; readonly grouped: boolean },
) {
  // 1.005 is a little less in binary; a sheet rounds it up all the same.
  const exact = Number(`${Math.round(Number(`${Math.abs(value)}e${most}`))}e-${most}`);
  const [whole = "", decimals = ""] = (Number.isFinite(exact) ? exact : Math.abs(value)).toFixed(most).split(".");
  const shown = decimals.slice(0, Math.max(least, decimals.replace(/0+$/, "").length));
  const integer = grouped ? whole.replace(/\B(?=(?:\d{3})+$)/g, ",") : whole;
  const sign = value < 0 && Number(`${whole}.${decimals}`) !== 0 ? "-" : "";
  return `${sign}${integer}${shown === "" ? "" : `.${shown}`}`;
}

function decimalsOf(pattern: string): number {
  return Math.min(20, /\.([#0?]*)/.exec(pattern)?.[1]?.length ?? 0);
}

/** What a part of a code shows by itself. */
function literals(code: string): string {
  return code.replace(/"([^"]*)"|\\(.)|_.|\*.|([#0?,.@])/g, (_, quoted = "", escaped = "") => `${quoted}${escaped}`);
}

/** Quoted text as blanks of the same length, so that offsets stay. */
function unquoted(code: string): string {
  return code.replace(/"[^"]*"|\\.|_.|\*./g, (literal) => " ".repeat(literal.length));
}

/** The signs of a code that do something. */
function bareCode(code: string): string {
  return unquoted(code.replace(/\[(?!h+\]|m+\]|s+\])[^\]]*\]/gi, ""));
}

/** Eleven digits, as a sheet shows what has no format; 0.1 + 0.2 is 0.3. */
function plainNumber(value: number): string {
  return String(Number(value.toPrecision(11)));
}

/** Only what the format shows: a year and a month have no day. */
function shownDate(serial: number, format: string): string {
  if (serial < 0 || serial > LAST_DAY + 1) return plainNumber(serial);
  const code = bareCode(format.split(";", 1)[0] ?? "").toLowerCase();
  const moment = new Date(DAY_ZERO + Math.round(serial * 86_400) * 1_000);
  const [day = "", time = ""] = moment.toISOString().split("T");
  if (/\[h/.test(code)) {
    const minutes = Math.round((serial * MILLISECONDS_OF_DAY) / 60_000);
    return `${Math.floor(minutes / 60)}:${String(minutes % 60).padStart(2, "0")}`;
  }
  const parts: string[] = [];
  const hasYear = code.includes("y");
  if (hasYear && code.includes("d")) parts.push(day);
  else if (hasYear && /m/.test(code.replace(/h.*$/, ""))) parts.push(day.slice(0, 7));
  else if (hasYear) parts.push(day.slice(0, 4));
  else if (code.includes("d")) parts.push(code.includes("m") ? day.slice(5) : day);
  else if (/^[^hs]*m{3,}/.test(code)) parts.push(day.slice(0, 7));
  if (/[hs]/.test(code)) parts.push(time.slice(0, code.includes("s") ? 8 : 5));
  return parts.length === 0 ? day : parts.join(" ");
}
