/**
 * The inside of a Markdown paragraph -> pieces of clean text, each with its place in the source. Only what a reader of
 * the page sees is kept: no marks, no link targets, no tags; of an image its alternative text.
 */

import type { Nodes } from "mdast";
import type { Piece } from "../block-writer.ts";
import { type Script, scriptSigns, setScript } from "../script-signs.ts";
import { TEX_SIGNS } from "./tex-signs.ts";

/** Observations on the way, for warnings and footnotes. */
export interface InlineNotes {
  readonly footnotes: Set<string>;
  struckOut: number;
  hidden: number;
}

export function inlineNotes(): InlineNotes {
  return { footnotes: new Set(), struckOut: 0, hidden: 0 };
}

/** Walks with a list instead of calls: marks may be nested thousands deep. */
export function inlinePieces(nodes: readonly Nodes[], source: string, notes: InlineNotes): readonly Piece[] {
  const pieces: Piece[] = [];
  const html = htmlView();
  const scripts: { readonly from: number; readonly script: Script }[] = [];
  const open: Nodes[] = nodes.toReversed();
  for (let node = open.pop(); node !== undefined; node = open.pop()) {
    if (node.type === "html") {
      html.pass(node.value);
      if (isLineBreak(node.value)) pieces.push(lineBreak());
      const script = /^<(sup|sub)\b/i.exec(node.value)?.[1]?.toLowerCase();
      if (script !== undefined) scripts.push({ from: pieces.length, script: script === "sup" ? "raised" : "lowered" });
      const ended = /^<\/su[pb]\s*>/i.test(node.value) ? scripts.pop() : undefined;
      if (ended !== undefined) setScript(pieces, ended.from, ended.script);
    } else if (html.hidden) {
      notes.hidden += 1;
    } else if (node.type === "text") {
      pieces.push(...textPieces(node.value, startOf(node), source));
    } else if (node.type === "inlineCode") {
      pieces.push(found(node.value, node, source));
    } else if (node.type === "image" || node.type === "imageReference") {
      pieces.push(found(node.alt ?? "", node, source));
    } else if (node.type === "break") {
      pieces.push(lineBreak());
    } else if (node.type === "footnoteReference") {
      notes.footnotes.add(node.identifier);
    } else if (node.type === "delete") {
      // Struck-out words say what no longer holds; as plain text they would say that it does.
      notes.struckOut += 1;
    } else if ("children" in node) {
      for (let index = node.children.length - 1; index >= 0; index -= 1) {
        const child = node.children[index];
        if (child !== undefined) open.push(child);
      }
    }
  }
  return withNotation(pieces);
}

/** Lines as they stand one below the other in the source, whatever the source indents or quotes them with. */
export function linePieces(value: string, node: Nodes, source: string, firstLine: number): Piece[] {
  const pieces: Piece[] = [];
  let at = startOf(node);
  for (let line = 0; line < firstLine; line += 1) at = source.indexOf("\n", at) + 1;
  for (const line of value.split("\n")) {
    const lineFeed = source.indexOf("\n", at);
    const end = lineFeed === -1 ? source.length : lineFeed;
    const exact = source.slice(at, end).endsWith(line);
    pieces.push(
      { text: line, source: exact ? end - line.length : null },
      { text: "\n", source: exact && end < source.length ? end : null },
    );
    at = end + 1;
  }
  return pieces.slice(0, -1);
}

/** A text node as the parser leaves it: its source, its source without a backslash, or an entity; then a line feed. */
function textPieces(value: string, start: number, source: string): Piece[] {
  const lineFeed = value.endsWith("\n");
  const text = lineFeed ? value.slice(0, -1) : value;
  const pieces: Piece[] = [];
  if (text !== "") {
    const escaped = source[start] === "\\" && source.startsWith(text, start + 1) ? start + 1 : null;
    pieces.push({ text, source: source.startsWith(text, start) ? start : escaped });
  }
  if (lineFeed) pieces.push({ text: "\n", source: null });
  return pieces;
}

function found(value: string, node: Nodes, source: string): Piece {
  const start = startOf(node);
  const at = source.slice(start, node.position?.end.offset ?? start).indexOf(value);
  return { text: value, source: at === -1 ? null : start + at };
}

/** A space between two words, where a paragraph may also be cut into the items of a list. */
function lineBreak(): Piece {
  return { text: " \n", source: null };
}

function startOf(node: Nodes): number {
  return node.position?.start.offset ?? 0;
}

/** A dollar before a figure and a space is money. */
const MATH = /\$(?![\s$])([^$\n]{1,300})(?<!\s)\$(?!\d)/gu;
/** Raised text as Pandoc and markdown-it have it. One tilde is a range in Chinese: 5~10. */
const RAISED = /(?<=[\p{L}\p{N})\]])\^([^\s^~]{1,16})\^/gu;
const LOWERED = /(?<=[A-Za-z)\]])~(\d{1,3}[+-]?)~(?!\d)/gu;
/** Commands that only say how their text looks. */
const LOOKS = new Set(["text", "mathrm", "textrm", "mathbf", "textbf", "mathit", "operatorname", "rm", "mathsf"]);
const FRACTIONS = new Set(["frac", "dfrac", "tfrac"]);
const DEEPEST = 20;

/**
 * Notation of Markdown's extensions -> text that reads the same: `$10^{-12}$` is 10⁻¹², `H~2~O` is H₂O. A formula with
 * a command that is not known here stays as it is written.
 */
function withNotation(pieces: readonly Piece[]): readonly Piece[] {
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
    const sign = Object.hasOwn(TEX_SIGNS, name) ? (TEX_SIGNS[name] ?? null) : null;
    // The space only ends the command: 5 \mu m is 5 μm.
    if (sign !== null && /^\p{L}$/u.test(sign) && source[at] === " ") at += 1;
    return sign;
  }

  return sequence(undefined, 0);
}

function bracketed(text: string): string {
  return /^[\p{L}\p{N}.,%⁰-⁹₀-₉²³¹]+$/u.test(text) ? text : `(${text})`;
}

const TAG = /<(\/?)([a-z][a-z0-9-]*)((?:"[^"]{0,2000}"|'[^']{0,2000}'|[^"'<>])*)>/gi;
/** Elements whose content no browser shows as text. */
const UNSEEN = new Set(["script", "style", "template", "iframe", "head"]);
const HIDING_STYLE = /(?:display\s*:\s*none|visibility\s*:\s*hidden|(?:font-size|opacity)\s*:\s*0(?![\d.]*[1-9]))/i;
const BREAK = /^<br\s*\/?>$/i;

/** Follows the tags of one run of siblings, in order. */
interface HtmlView {
  /** True after a tag that hides what follows, until the tag that closes it. */
  readonly hidden: boolean;
  pass(html: string): void;
}

/**
 * HTML inside Markdown. Its tags are never text; what they hide from a reader of the page is not text either, since an
 * order to a model likes to stand there.
 */
export function htmlView(): HtmlView {
  let hiding: string | undefined;
  let depth = 0;
  return {
    get hidden() {
      return hiding !== undefined;
    },
    pass(html) {
      for (const [, slash, tagName = "", attributes = ""] of html.matchAll(TAG)) {
        const name = tagName.toLowerCase();
        if (slash === "" && attributes.endsWith("/")) continue;
        if (hiding === undefined) {
          if (slash !== "" || !hides(name, attributes)) continue;
          hiding = name;
          depth = 1;
        } else if (name === hiding) {
          depth += slash === "" ? 1 : -1;
          if (depth === 0) hiding = undefined;
        }
      }
    },
  };
}

function hides(name: string, attributes: string): boolean {
  if (UNSEEN.has(name)) return true;
  const style = /\sstyle\s*=\s*(?:"([^"]*)"|'([^']*)')/i.exec(attributes);
  if (HIDING_STYLE.test(style?.[1] ?? style?.[2] ?? "")) return true;
  return /\shidden(?=[\s=]|$)/i.test(attributes.replace(/"[^"]*"|'[^']*'/g, ""));
}

function isLineBreak(html: string): boolean {
  return BREAK.test(html);
}

/** Characters between the tags, to say how much was left out. */
export function textLengthOf(html: string): number {
  return html.startsWith("<!--") ? 0 : html.replace(/<[^<>]*>/g, "").replace(/\s+/g, "").length;
}
