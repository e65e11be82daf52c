/**
 * Raised and lowered text -> signs that keep what it means: 10⁻⁹ is not 10-9. Figures and signs have characters of their
 * own; what has none is written as 10^(n+1) and x_(max).
 */

import type { Piece } from "./block-writer.ts";

export type Script = "raised" | "lowered";

/** Text with the height at which it stands; null is on the line. */
export interface ScriptRun {
  readonly text: string;
  readonly script: Script | null;
}

const MINUS = ["-", "−", "–", "‐"];

export const RAISED_SIGNS = signsFor("0123456789+=()", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁼⁽⁾", "⁻");
export const LOWERED_SIGNS = signsFor("0123456789+=()", "₀₁₂₃₄₅₆₇₈₉₊₌₍₎", "₋");
/** Marks of notes, ordinals and trade marks stand raised, and mean no power. */
const RAISED_PLAIN = /^(?:st|nd|rd|th|er|re|e|o|[ªº°*†‡§¶®©™'′″"”’]+|TM|SM|\(R\)|[[【〔［].*[\]】〕］])$/u;
/** Longer runs, and those of several words, are text in small type. */
const LONGEST_SCRIPT = 16;

function signsFor(plain: string, signs: string, minus: string): Readonly<Record<string, string>> {
  const all = [...signs];
  return Object.fromEntries([
    ...[...plain].map((sign, index) => [sign, all[index] ?? sign]),
    ...MINUS.map((sign) => [sign, minus]),
  ]);
}

/** Script as Word and Excel name it; undefined where nothing is said. */
export function scriptOfAlignment(vertAlign: string | undefined): Script | null | undefined {
  if (vertAlign === "superscript") return "raised";
  if (vertAlign === "subscript") return "lowered";
  return vertAlign === undefined ? undefined : null;
}

/** @param before what stands before it on the line */
export function scriptSigns(run: string, script: Script, before: string): string {
  const inner = run.trim();
  if (inner === "") return run;
  const gap = /^\s/u.test(run) ? " " : "";
  const end = /\s$/u.test(run) ? " " : "";
  const signs = [...inner].map((sign) => (script === "raised" ? RAISED_SIGNS : LOWERED_SIGNS)[sign]);
  if (signs.every((sign) => sign !== undefined)) return `${gap}${signs.join("")}${end}`;
  const hasBase = /[\p{L}\p{N}\p{M})\]}%₀-₉⁰-⁹]$/u.test(before);
  if (!hasBase || RAISED_PLAIN.test(inner) || inner.length > LONGEST_SCRIPT || /\s/u.test(inner)) return run;
  const mark = script === "raised" ? "^" : "_";
  return `${/^[\p{L}\p{N}]$/u.test(inner) ? `${mark}${inner}` : `${mark}(${inner})`}${end}`;
}

/** Turns the pieces from an index on into signs, as far as they are raised or lowered text. */
export function setScript(pieces: Piece[], from: number, script: Script): void {
  const run = pieces.slice(from).map(textOfPiece).join("");
  const before = pieces.slice(0, from).findLast(({ text }) => text !== "")?.text ?? "";
  const signs = scriptSigns(run, script, before);
  if (signs !== run) pieces.splice(from, pieces.length - from, { text: signs, source: null });
}

function textOfPiece({ text }: Piece): string {
  return text;
}

/** One line of runs, in their order; those of one height belong together however they were split. */
export function scriptText(runs: readonly ScriptRun[]): string {
  let text = "";
  for (let start = 0; start < runs.length; ) {
    const { script = null } = runs[start] ?? {};
    let end = start + 1;
    while (end < runs.length && runs[end]?.script === script) end += 1;
    const run = runs
      .slice(start, end)
      .map((each) => each.text)
      .join("");
    text += script === null ? run : scriptSigns(run, script, text);
    start = end;
  }
  return text;
}

/** Half points. Larger letters that are moved are a display, not a script. */
const LARGEST_SCRIPT = 20;
const LEAST_RISE = 0.1;

/**
 * Letters that are moved up or down, in smaller type: some programs write so what others call a superscript.
 * @param rise half points, as the size is
 */
export function scriptOfRise(rise: number, size: number): Script | undefined {
  if (size === 0 || size > LARGEST_SCRIPT || Math.abs(rise) < size * LEAST_RISE) return undefined;
  return rise > 0 ? "raised" : "lowered";
}
