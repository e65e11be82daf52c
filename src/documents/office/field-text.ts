/**
 * Codes of Word's fields that draw something and store no result: `EQ \f(3,4)` is ¾ on the page, `EQ \o\ac(○,3)` is ③,
 * `SYMBOL 254 \f Wingdings` is a ticked box. Without them a share of the budget would be no share.
 */

import { bracketed, fractionText, rootText } from "../formula-text.ts";
import { scriptSigns } from "../script-signs.ts";
import { symbolText } from "./symbol-fonts.ts";

/** Longer codes, and those that nest deeper, are no formulas of people. */
const LONGEST_CODE = 2_000;
const DEEPEST = 12;
const RINGS = new Set(["○", "〇", "◯"]);
const BOXES = new Set(["□", "☐", "▢"]);
const TICKS = new Set(["√", "✓", "✔"]);

/** @param before text before it on the line @returns "" for fields that draw nothing by themselves */
export function fieldText(code: string, before: string): string {
  if (code.length > LONGEST_CODE) return "";
  const formula = /^\s*EQ\s+(.*)$/isu.exec(code)?.[1];
  if (formula !== undefined) return textOf(withoutFormat(formula), before, 0).trimEnd();
  const symbol = /^\s*SYMBOL\s+(\d{1,5}|0x[0-9a-f]{1,4})\b(.*)$/isu.exec(code);
  if (symbol === null) return "";
  const font = /\\f\s*"?([\w ]+?)"?\s*(?:\\|$)/iu.exec(symbol[2] ?? "")?.[1];
  return symbolText(String.fromCharCode(Number(symbol[1])), font);
}

/** `\* jc0 \* "Font:宋体" \* hps21` says how it looks. */
function withoutFormat(formula: string): string {
  return formula.replace(/\\\*\s*(?:"[^"]*"|\S+)\s*/gu, "");
}

interface Switch {
  readonly name: string;
  /** Letters of its options: `\s\up8(x)` has `up8`. */
  readonly options: readonly string[];
  readonly elements: readonly string[];
  readonly end: number;
}

function textOf(formula: string, before: string, depth: number): string {
  if (depth > DEEPEST) return "";
  let text = "";
  for (let at = 0; at < formula.length; ) {
    const found = formula[at] === "\\" ? switchAt(formula, at) : undefined;
    if (found !== undefined) {
      text += drawn(found, before + text, depth + 1);
      at = found.end;
    } else if (formula[at] === "\\") {
      // An escaped sign, such as \, or \(.
      text += /^[,;()\\]$/u.test(formula[at + 1] ?? "") ? (formula[at + 1] ?? "") : "";
      at += 2;
    } else {
      text += formula[at] ?? "";
      at += 1;
    }
  }
  return text;
}

/** Undefined where no elements in parentheses follow. */
function switchAt(formula: string, at: number): Switch | undefined {
  const head = /^\\([abdfilorsx])((?:\s*\\(?:[a-z]{2}\d*|[lrbf]?c\\?[^\s\w]))*)\s*\(/iu.exec(
    formula.slice(at, at + 200),
  );
  if (head === null) return undefined;
  const elements: string[] = [];
  let depth = 0;
  let from = at + head[0].length;
  for (let end = from; end < formula.length; end += 1) {
    const sign = formula[end] ?? "";
    if (sign === "\\" && /^[,;()\\]$/u.test(formula[end + 1] ?? "")) end += 1;
    else if (sign === "(") depth += 1;
    else if (sign === ")" && depth > 0) depth -= 1;
    else if (sign === ")" || (depth === 0 && /^[,;，；]$/u.test(sign))) {
      elements.push(formula.slice(from, end));
      from = end + 1;
      if (sign === ")") {
        const options = (head[2] ?? "").split("\\").map((option) => option.trim().toLowerCase());
        return { name: (head[1] ?? "").toLowerCase(), options: options.filter(isSaid), elements, end: end + 1 };
      }
    }
  }
  return undefined;
}

function isSaid(option: string): boolean {
  return option !== "";
}

function drawn({ name, options, elements }: Switch, before: string, depth: number): string {
  const element = (index: number): string => textOf(elements[index] ?? "", "", depth).trim();
  const all = elements.map((_, index) => element(index));
  switch (name) {
    case "f": {
      const fraction = fractionText(element(0), element(1));
      // Two and a third is not 21/3.
      return /\d$/u.test(before) ? ` ${fraction}` : fraction;
    }
    case "r":
      return elements.length > 1 ? rootText(element(0), element(1)) : rootText("", element(0));
    case "s": {
      if (elements.length > 1) {
        const base = before === "" ? "" : "x";
        return `${scriptSigns(element(0), "raised", base)}${scriptSigns(element(1), "lowered", base)}`;
      }
      const isLowered = options.some((option) => /^(?:do|di)\d*$/u.test(option));
      return scriptSigns(element(0), isLowered ? "lowered" : "raised", before);
    }
    case "o":
      return overstruck(elements, all);
    case "b":
      return bracketed(element(0)) === element(0) && [...element(0)].length > 1 ? element(0) : `(${element(0)})`;
    case "i": {
      const sign = options.includes("su") ? "∑" : options.includes("pr") ? "∏" : "∫";
      return `${sign}_(${element(0)})^(${element(1)}) ${element(2)}`;
    }
    case "l":
      return all.join(",");
    case "a":
      return all.join("; ");
    default:
      return all.join("");
  }
}

/** Signs on top of each other: a number in a ring, a tick in a box; small characters above a word help to read it. */
function overstruck(elements: readonly string[], all: readonly string[]): string {
  const aids = elements.map((element) => /^\s*\\s\s*\\up/iu.test(element));
  const signs = all.filter((text, index) => text !== "" && !(aids[index] === true && aids.includes(false)));
  const ring = signs.find((sign) => RINGS.has(sign));
  const box = signs.find((sign) => BOXES.has(sign));
  const rest = signs.filter((sign) => sign !== ring && sign !== box).join("");
  if (ring !== undefined && /^(?:[1-9]|1\d|20)$/u.test(rest)) return String.fromCharCode(0x245f + Number(rest));
  if (ring !== undefined && rest !== "") return `(${rest})`;
  if (box !== undefined && TICKS.has(rest)) return "☑";
  if (box !== undefined && /^[×xX✗✕]$/u.test(rest)) return "☒";
  return signs.join("");
}
