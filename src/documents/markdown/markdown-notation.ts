/**
 * Notation of Markdown's extensions -> text that reads the same: `$10^{-12}$` is 10⁻¹², `H~2~O` is
 * H₂O. A formula with a command that is not known here stays as it is written.
 */

import type { Piece } from "../block-writer.ts";
import { type Script, scriptSigns } from "../script-signs.ts";

/** A dollar before a figure and a space is money. */
const MATH = /\$(?![\s$])([^$\n]{1,300})(?<!\s)\$(?!\d)/gu;
/** As Pandoc and markdown-it have it. One tilde is a range in Chinese: 5~10. */
const RAISED = /(?<=[\p{L}\p{N})\]])\^([^\s^~]{1,16})\^/gu;
const LOWERED = /(?<=[A-Za-z)\]])~(\d{1,3}[+-]?)~(?!\d)/gu;

const SIGNS: Readonly<Record<string, string>> = {
  ...{ times: "×", cdot: "·", div: "÷", pm: "±", mp: "∓", le: "≤", leq: "≤", ge: "≥", geq: "≥", ne: "≠", neq: "≠" },
  ...{ leqslant: "≤", geqslant: "≥", approx: "≈", sim: "~", infty: "∞", circ: "°", degree: "°", to: "→" },
  ...{ rightarrow: "→", ldots: "…", dots: "…", cdots: "⋯", sum: "∑", int: "∫", prod: "∏", partial: "∂", nabla: "∇" },
  ...{
    left: "",
    right: "",
    quad: " ",
    qquad: " ",
    ",": " ",
    ";": " ",
    ":": " ",
    "!": "",
    " ": " ",
    "%": "%",
    "&": "&",
  },
  ...{ "{": "{", "}": "}", "#": "#", _: "_", $: "$", in: "∈", percent: "%" },
  ...{ alpha: "α", beta: "β", gamma: "γ", delta: "δ", epsilon: "ε", varepsilon: "ε", zeta: "ζ", eta: "η", theta: "θ" },
  ...{ kappa: "κ", lambda: "λ", mu: "μ", nu: "ν", xi: "ξ", pi: "π", rho: "ρ", sigma: "σ", tau: "τ", phi: "φ" },
  ...{ varphi: "φ", chi: "χ", psi: "ψ", omega: "ω", Gamma: "Γ", Delta: "Δ", Theta: "Θ", Lambda: "Λ", Pi: "Π" },
  ...{ Sigma: "Σ", Phi: "Φ", Psi: "Ψ", Omega: "Ω" },
};
/** Commands that only say how their text looks. */
const LOOKS = new Set(["text", "mathrm", "textrm", "mathbf", "textbf", "mathit", "operatorname", "rm", "mathsf"]);
const FRACTIONS = new Set(["frac", "dfrac", "tfrac"]);
const DEEPEST = 20;

export function withNotation(pieces: readonly Piece[]): readonly Piece[] {
  const whole = pieces.map(({ text }) => text).join("");
  if (!/[$^~]/u.test(whole)) return pieces;
  const changes: { readonly start: number; readonly end: number; readonly text: string }[] = [];
  const change = (start: number, end: number, text: string): void => {
    if (changes.every((other) => end <= other.start || start >= other.end)) changes.push({ start, end, text });
  };
  for (const { 0: written, 1: inner = "", index } of whole.matchAll(MATH)) {
    const text = /[\\^_]/u.test(inner) ? formulaText(inner) : null;
    if (text !== null) change(index, index + written.length, text);
  }
  const scripts: readonly (readonly [form: RegExp, script: Script])[] = [
    [RAISED, "raised"],
    [LOWERED, "lowered"],
  ];
  for (const [form, script] of scripts) {
    for (const { 0: written, 1: inner = "", index } of whole.matchAll(form)) {
      change(index, index + written.length, scriptSigns(inner, script, "x"));
    }
  }
  return changes.length === 0
    ? pieces
    : changed(
        pieces,
        changes.sort((one, other) => one.start - other.start),
      );
}

function changed(
  pieces: readonly Piece[],
  changes: readonly { readonly start: number; readonly end: number; readonly text: string }[],
): readonly Piece[] {
  const written: Piece[] = [];
  let at = 0;
  let next = 0;
  for (const { text, source } of pieces) {
    let from = 0;
    for (let each = changes[next]; each !== undefined && each.start < at + text.length; each = changes[next]) {
      const [start, end] = [Math.max(from, each.start - at), Math.min(text.length, each.end - at)];
      written.push({ text: text.slice(from, start), source: source === null ? null : source + from });
      if (each.start >= at) written.push({ text: each.text, source: null });
      from = end;
      if (each.end > at + text.length) break;
      next += 1;
    }
    written.push({ text: text.slice(from), source: source === null ? null : source + from });
    at += text.length;
  }
  return written.filter(({ text }) => text !== "");
}

/** Null where it has something that is not known here. */
function formulaText(source: string): string | null {
  let at = 0;

  function sequence(end: string | undefined, depth: number): string | null {
    let text = "";
    while (at < source.length) {
      if (source[at] === end) {
        at += 1;
        return text;
      }
      const next = part(text, depth);
      if (next === null) return null;
      text += next;
    }
    return end === undefined ? text : null;
  }

  /** A group in braces, a command or one sign. */
  function argument(depth: number): string | null {
    while (source[at] === " ") at += 1;
    return at >= source.length || depth > DEEPEST ? null : part("", depth);
  }

  function part(before: string, depth: number): string | null {
    const sign = source[at] ?? "";
    at += 1;
    if (sign === "{") return depth > DEEPEST ? null : sequence("}", depth + 1);
    if (sign === "^" || sign === "_") {
      const inner = argument(depth + 1);
      if (inner === null) return null;
      return inner === "°" ? inner : scriptSigns(inner, sign === "^" ? "raised" : "lowered", before === "" ? "" : "x");
    }
    return sign === "\\" ? command(depth) : sign === "}" || sign === "&" ? null : sign;
  }

  function command(depth: number): string | null {
    const name = /^(?:[A-Za-z]+|[\s\S])/u.exec(source.slice(at))?.[0] ?? "";
    at += name.length;
    if (LOOKS.has(name)) return argument(depth + 1);
    if (FRACTIONS.has(name)) {
      const [numerator, denominator] = [argument(depth + 1), argument(depth + 1)];
      return numerator === null || denominator === null ? null : `${bracketed(numerator)}/${bracketed(denominator)}`;
    }
    if (name === "sqrt" && source[at] !== "[") {
      const inner = argument(depth + 1);
      return inner === null ? null : `√${bracketed(inner)}`;
    }
    const sign = Object.hasOwn(SIGNS, name) ? (SIGNS[name] ?? null) : null;
    // The space only ends the command: 5 \mu m is 5 μm.
    if (sign !== null && /^\p{L}$/u.test(sign) && source[at] === " ") at += 1;
    return sign;
  }

  return sequence(undefined, 0);
}

function bracketed(text: string): string {
  return /^[\p{L}\p{N}.,%⁰-⁹₀-₉²³¹]+$/u.test(text) ? text : `(${text})`;
}
