/**
 * The inside of a Markdown paragraph -> pieces of clean text, each with its place in the source. Only what a reader of
 * the page sees is kept: no marks, no link targets, no tags; of an image its alternative text.
 */

import type { Nodes } from "mdast";
import type { Piece } from "../block-writer.ts";
import { type Script, setScript } from "../script-signs.ts";
import { htmlView, isLineBreak } from "./markdown-html.ts";
import { withNotation } from "./markdown-notation.ts";

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
