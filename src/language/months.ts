/** English names of months, in full and short: `June`, `Sept`, `Dec`. Pure. */

/** In order; the names of no two begin alike. */
export const MONTH_STARTS: readonly string[] = "jan feb mar apr may jun jul aug sep oct nov dec".split(" ");

/** A pattern of them, for expressions that look at no case; it names no groups. */
export const MONTH_NAME =
  "jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?";

/** 1 to 12, by the first three letters; 0 where they are none of a month. */
export function monthNumber(name: string): number {
  return MONTH_STARTS.indexOf(name.slice(0, 3).toLowerCase()) + 1;
}
