/**
 * The parts of a formula as one line of text that keeps its value: 1/3, 10⁶, √(x), (a+b)/2. Letters and figures alone would
 * turn a third into 13.
 */

import { type Script, scriptSigns } from "./script-signs.ts";

/** Matches terms that must be set in brackets to stay together below a line or beside a root. */
const COMPOUND = /[^\p{L}\p{N}.,'′%⁰-⁹₀-₉√]/u;
const OPENING: Readonly<Record<string, string>> = { "(": ")", "[": "]", "{": "}", "|": "|", "（": "）" };

export interface FormulaPart {
  readonly text: string;
  /** A fraction with a bar, which must stay apart from what stands beside it. */
  readonly isFraction: boolean;
}

/** @param before text before it on the line: a figure and a fraction are two things */
export function formulaLine(parts: readonly FormulaPart[], before = ""): string {
  let text = "";
  /** Where the fraction begins that the text ends with. */
  let fractionAt: number | null = null;
  for (const part of parts) {
    let own = part.text;
    if (own === "") continue;
    // A third of x is not 1/3x, which may be read as one of 3x.
    if (fractionAt !== null && /^[\p{Script=Latin}\p{Script=Greek}\p{N}(√]/u.test(own)) {
      text = `${text.slice(0, fractionAt)}(${text.slice(fractionAt)})`;
    }
    fractionAt = null;
    if (part.isFraction) {
      // Two and a third is not 21/3.
      if (/\d$/u.test(before + text)) text += " ";
      else if (/[\p{Script=Latin}\p{Script=Greek}]$/u.test(text)) own = `(${own})`;
      fractionAt = own.startsWith("(") ? null : text.length;
    }
    text += own;
  }
  return text;
}

/** @param hasBar false for a choice of k from n, which stands so without one */
export function fractionText(numerator: string, denominator: string, hasBar = true): string {
  return hasBar ? `${bracketed(numerator)}/${bracketed(denominator)}` : `(${numerator}; ${denominator})`;
}

export function rootText(degree: string, inner: string): string {
  const sign = { "": "√", 2: "√", 3: "∛", 4: "∜" }[degree];
  const radicand = /^[\p{L}\p{N}.]+$/u.test(inner) ? inner : `(${inner})`;
  return `${sign ?? `${scriptSigns(degree, "raised", "")}√`}${radicand}`;
}

export function scriptedText(base: string, run: string, script: Script): string {
  if (run.trim() === "") return base;
  return base + (run.trim() === "∘" ? "°" : scriptSigns(run, script, base === "" ? "" : "x"));
}

export function bracketed(text: string): string {
  if ([...text].length === 1) return text;
  const close = OPENING[text[0] ?? ""];
  if (close !== undefined && text.endsWith(close) && !text.slice(1, -1).includes(close)) return text;
  return COMPOUND.test(text) ? `(${text})` : text;
}
