/** The parts of a format code of a sheet: its sections, what it shows as it stands, and what does something. */

export interface FormatSection {
  readonly code: string;
  /** Of `[>=10000]0.0,"万"`; undefined where the sign of the number or nothing decides. */
  readonly holds: ((value: number) => boolean) | undefined;
}

const CONDITION = /^\s*(?:\[[^\]<>=]*\]\s*)*\[(<=|>=|<>|<|>|=)\s*(-?\d+(?:\.\d+)?)\]/;

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

/** Without colours and conditions; a currency is text, and elapsed hours stay. */
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
