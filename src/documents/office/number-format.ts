/**
 * A number of a sheet as its cell shows it: thousands, decimals, leading zeros, percent, currency, fractions. Formats:
 * ECMA-376 part 1, 18.8.30 and 18.8.31.
 */

import { dateText, isDateCode, literals, sectionsOf, unquoted } from "./date-format.ts";

export interface ShownNumber {
  /** "" where the format shows nothing. */
  readonly text: string;
  /** False where the format is `;;;` and its like, which hide what is in the cell. */
  readonly visible: boolean;
}

/**
 * Formats that have a number instead of a code in the file. What the system's language decides is written as
 * 2026-03-31.
 */
const BUILT_IN: Readonly<Record<number, string>> = {
  1: "0",
  2: "0.00",
  3: "#,##0",
  4: "#,##0.00",
  9: "0%",
  10: "0.00%",
  11: "0.00E+00",
  12: "# ?/?",
  13: "# ??/??",
  14: "yyyy-mm-dd",
  15: "d-mmm-yy",
  16: "d-mmm",
  17: "mmm-yy",
  18: "h:mm AM/PM",
  19: "h:mm:ss AM/PM",
  20: "h:mm",
  21: "h:mm:ss",
  22: "yyyy-mm-dd h:mm",
  37: "#,##0",
  38: "#,##0",
  39: "#,##0.00",
  40: "#,##0.00",
  48: "##0.0E+0",
  41: "#,##0",
  42: "#,##0",
  43: "#,##0.00",
  44: "#,##0.00",
  45: "mm:ss",
  46: "[h]:mm:ss",
  47: "mm:ss",
  // Formats of Chinese and Japanese editions.
  27: 'yyyy"年"m"月"',
  28: 'm"月"d"日"',
  29: 'm"月"d"日"',
  30: "m-d-yy",
  31: 'yyyy"年"m"月"d"日"',
  36: 'yyyy"年"m"月"',
  32: 'h"时"mm"分"',
  33: 'h"时"mm"分"ss"秒"',
  50: 'yyyy"年"m"月"',
  51: 'm"月"d"日"',
  52: 'yyyy"年"m"月"',
  53: 'm"月"d"日"',
  54: 'm"月"d"日"',
  57: 'yyyy"年"m"月"',
  58: 'm"月"d"日"',
};

/** Excel's limit. */
const LONGEST_CODE = 255;
const DAYS_TO_1904 = 1_462;
/** Digits that Excel keeps; an identity number of 18 has lost its last three when it was typed as a number. */
const KEPT_DIGITS = 15;
/** A sheet shows no more decimals of what has no format. */
const SHOWN_DIGITS = 11;
const SHORT_DECIMALS = 6;

export function formatOf(id: number, custom: ReadonlyMap<number, string>): string {
  const code = custom.get(id) ?? BUILT_IN[id] ?? "General";
  return code.length > LONGEST_CODE ? "General" : code;
}

export function isDateFormat(format: string): boolean {
  if (format === "General") return false;
  return isDateCode(sectionsOf(format)[0]?.code ?? "");
}

/** Tells whether digits of it were lost before the file was saved. */
export function isOverlong(value: number): boolean {
  return Number.isInteger(value) && Math.abs(value) >= 10 ** KEPT_DIGITS;
}

/** @param from1904 whether days are counted from 1904, as old Macintosh files do */
export function shownNumber(value: number, format: string, from1904 = false): ShownNumber {
  if (!Number.isFinite(value)) return { text: "", visible: true };
  if (format === "General") return { text: plainNumber(value), visible: true };
  const sections = sectionsOf(format);
  if (isDateCode(sections[0]?.code ?? "")) {
    const text = dateText(value + (from1904 ? DAYS_TO_1904 : 0), sections[0]?.code ?? "");
    return { text: text ?? plainNumber(value), visible: true };
  }
  const found = sections.findIndex(({ holds }) => holds?.(value));
  const bySign = value < 0 && sections.length > 1 ? 1 : value === 0 && sections.length > 2 ? 2 : 0;
  const conditional = sections.some(({ holds }) => holds !== undefined);
  const index = !conditional ? bySign : found !== -1 ? found : sections.findIndex(({ holds }) => holds === undefined);
  const section = sections[index]?.code ?? "";
  if (section === "" && sections.length > 1 && index !== -1) return { text: "", visible: false };
  // A section of its own for what is below zero brings its own sign.
  return { text: inSection(!conditional && index === 1 ? -value : value, section), visible: true };
}

function inSection(value: number, section: string): string {
  const bare = unquoted(section);
  if (/general|@/i.test(bare)) return around(section, /general|@/i, plainNumber(value));
  const code = unquoted(section);
  const fraction = /(?:([#0?]+)\s+)?([#0?]+)\s*\/\s*([#0?]+|\d+)/.exec(code);
  if (fraction !== null)
    return placed(section, fraction, fractionText(value, fraction[1] !== undefined, fraction[3] ?? "?"));
  const science = /[#0?][#0?,]*(?:\.[#0?]*)?E[+-][#0]+/i.exec(code);
  if (science !== null) return placed(section, science, scientific(value, science[0]));
  // Places from the first one for a digit to the last, whatever stands between them: 000-0000.
  const places = /[#0?](?:.*[#0?.,])?/s.exec(code);
  if (places === null) return literals(section).trim();
  const percent = (bare.match(/%/g) ?? []).length;
  const permille = bare.includes("‰") ? 1_000 : 1;
  return placed(
    section,
    places,
    digitsIn(section.slice(places.index, places.index + places[0].length), value * 100 ** percent * permille),
  );
}

function around(section: string, word: RegExp, text: string): string {
  const match = word.exec(unquoted(section));
  return match === null ? text : placed(section, match, text);
}

function placed(section: string, match: RegExpExecArray, text: string): string {
  const end = match.index + match[0].length;
  return `${literals(section.slice(0, match.index))}${text}${literals(section.slice(end))}`.trim();
}

/** @param code from its first place for a digit to its last, with what stands between */
function digitsIn(code: string, value: number): string {
  const plain = unquoted(code);
  const commas = /,+(?=\s*$)/.exec(plain)?.[0].length ?? 0;
  const point = plain.indexOf(".");
  const decimals = point === -1 ? "" : plain.slice(point + 1).replace(/[^#0?]/g, "");
  const whole = point === -1 ? plain : plain.slice(0, point);
  const places = whole.replace(/[^#0?]/g, "");
  // Each comma at the end divides by a thousand.
  const scaled = value / 1_000 ** commas;
  const [integer = "", shown = ""] = fixed(Math.abs(scaled), decimals).split(".");
  const least = places.replace(/^#*/, "").length;
  const significant = integer === "0" && least === 0 && places !== "" && shown !== "" ? "" : integer;
  const padded = significant.padStart(least, "0");
  const grouped = /[#0?],+[#0?]/.test(whole);
  const written = grouped ? padded.replace(/\B(?=(?:\d{3})+$)/g, ",") : spread(code.slice(0, whole.length), padded);
  const sign = scaled < 0 && Number(`${integer}.${shown || "0"}`) !== 0 ? "-" : "";
  const rest = point === -1 ? "" : literals(code.slice(point + 1).replace(/[#0?,]/g, ""));
  return `${sign}${written}${shown === "" ? "" : `.${shown}`}${rest}`;
}

/** Digits over the places of a code from the right, with the signs between them: 000-0000 shows 010-1234. */
function spread(code: string, digits: string): string {
  const plain = unquoted(code);
  let text = "";
  let left = digits.length;
  let from = code.length;
  for (let at = code.length - 1; at >= 0; at -= 1) {
    if (!/[#0?]/.test(plain[at] ?? "")) continue;
    const between = literals(code.slice(at + 1, from).replace(/,/g, ""));
    from = at;
    if (left === 0 && plain[at] !== "0") continue;
    const isFirst = !/[#0?]/.test(plain.slice(0, at));
    const own = isFirst ? digits.slice(0, Math.max(left, 0)) : digits.slice(Math.max(left - 1, 0), Math.max(left, 0));
    left = isFirst ? 0 : Math.max(left - 1, 0);
    text = own + between + text;
  }
  return text;
}

/** @param decimals their places, of which a `0` is always shown */
function fixed(value: number, decimals: string): string {
  const most = Math.min(20, decimals.length);
  const least = decimals.replace(/[#?]+$/, "").length;
  // 1.005 is a little less in binary; a sheet rounds it up all the same.
  const exact = Number(`${Math.round(Number(`${value}e${most}`))}e-${most}`);
  const [whole = "", shown = ""] = asDigits(Number.isFinite(exact) ? exact : value, most).split(".");
  const kept = shown.slice(0, Math.max(least, shown.replace(/0+$/, "").length));
  return kept === "" ? whole : `${whole}.${kept}`;
}

function asDigits(value: number, decimals: number): string {
  // A larger number is written as it is, since `toFixed` writes 1e+21.
  return value < 1e21 ? value.toFixed(decimals) : BigInt(value).toString();
}

function scientific(value: number, pattern: string): string {
  const [mantissa = "", exponent = ""] = pattern.split(/E[+-]/i);
  const places = /\.([#0?]*)/.exec(mantissa)?.[1]?.length ?? 0;
  const [digits = "", power = "0"] = value.toExponential(places).split("e");
  const sign = power.startsWith("-") ? "-" : /E\+/i.test(pattern) ? "+" : "";
  return `${digits}E${sign}${power.replace(/[+-]/, "").padStart(exponent.length, "0")}`;
}

/** @param isMixed 2 1/3 instead of 7/3 @param denominator a number, or as many places as it may have */
function fractionText(value: number, isMixed: boolean, denominator: string): string {
  const size = Math.abs(value);
  const most = 10 ** Math.min(4, denominator.length) - 1;
  const stated = /^\d+$/.test(denominator) && Number(denominator) > 0 ? Number(denominator) : undefined;
  const [top, bottom] = stated === undefined ? nearestFraction(size, most) : [Math.round(size * stated), stated];
  const whole = isMixed ? Math.floor(top / bottom) : 0;
  const rest = top - whole * bottom;
  const parts = [
    ...(isMixed && (whole > 0 || rest === 0) ? [String(whole)] : []),
    ...(rest > 0 || !isMixed ? [`${rest}/${bottom}`] : []),
  ];
  return `${value < 0 && top > 0 ? "-" : ""}${parts.join(" ")}`;
}

function nearestFraction(value: number, most: number): readonly [top: number, bottom: number] {
  let best: readonly [number, number] = [Math.round(value), 1];
  for (let bottom = 2; bottom <= most; bottom += 1) {
    const top = Math.round(value * bottom);
    if (Math.abs(top / bottom - value) < Math.abs(best[0] / best[1] - value) - 1e-12) best = [top, bottom];
  }
  return best;
}

/**
 * Shows a value without a format: all digits of a whole number, as an identity number must have them; 0.1 + 0.2 is 0.3.
 */
function plainNumber(value: number): string {
  const short = String(value);
  if (short.length <= SHOWN_DIGITS && !short.includes("e")) return short;
  if (Number.isInteger(value)) return asDigits(Math.abs(value), 0).replace(/^/, value < 0 ? "-" : "");
  const exact = Number(value.toPrecision(KEPT_DIGITS));
  const decimals = /\.(\d+)$/.exec(String(exact))?.[1]?.length ?? 0;
  return String(decimals > 0 && decimals <= SHORT_DECIMALS ? exact : Number(value.toPrecision(SHOWN_DIGITS)));
}
