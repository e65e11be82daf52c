/**
 * Writes a document block by block, so that the promises of `Block` and `SourceMap` are kept in one place: blocks are
 * trimmed, in order, within the limits; prose has single spaces and no line feeds; each run is equal on both sides.
 */

import { DocketError } from "../errors.ts";
import { firstIndex } from "../first-index.ts";
import { canonicalText } from "../language/canonical.ts";
import { joinsWithoutSpace } from "../language/zh/han.ts";
import type { Block, BlockKind, Locator, SourceMap } from "./document.ts";
import { DOCUMENT_LIMITS, type DocumentLimits } from "./limits.ts";

/** A part of a block: text that stands at `source` in the file letter for letter, or nowhere (null). */
export interface Piece {
  readonly text: string;
  readonly source: number | null;
}

export interface NewBlock {
  readonly kind: BlockKind;
  readonly pieces: readonly Piece[];
  readonly section: readonly string[];
  readonly leadIn?: number | null;
  readonly place?: Locator | null;
  /** The list or table that the block is a row of: rows of one are a line apart, all else a blank line. */
  readonly group?: object;
}

export interface BlockWriter {
  /** Number of blocks so far, which is the index of the next one. */
  readonly count: number;
  /** Returns the block's text; "" when there was nothing to see in it, and then no block was written. */
  add(block: NewBlock): string;
  /** Makes a paragraph an item of what introduces it, once the lines after it have shown that it is one. */
  makeItem(index: number, leadIn: number): void;
  finish(): { readonly text: string; readonly blocks: readonly Block[]; readonly runs: readonly SourceRun[] };
}

interface Content {
  readonly text: string;
  /** Offsets are relative to the block. */
  readonly runs: readonly SourceRun[];
}

export function blockWriter(limits: DocumentLimits = DOCUMENT_LIMITS): BlockWriter {
  const parts: string[] = [];
  const blocks: Block[] = [];
  const runs: SourceRun[] = [];
  let length = 0;
  let lastGroup: object | undefined;

  return {
    get count() {
      return blocks.length;
    },
    add({ kind, pieces, section, leadIn = null, place = null, group }) {
      const content = settle(kind === "code" ? verbatim(pieces) : prose(pieces));
      if (content.text === "") return "";
      const separator = parts.length === 0 ? "" : group !== undefined && group === lastGroup ? "\n" : "\n\n";
      const start = length + separator.length;
      length = start + content.text.length;
      if (length > limits.textLength) throw tooLarge("characters of text", limits.textLength);
      if (blocks.length >= limits.blocks) throw tooLarge("headings, paragraphs, items and rows", limits.blocks);
      parts.push(separator, content.text);
      lastGroup = group;
      const path = kind === "heading" ? [...section, content.text] : section;
      blocks.push({ kind, start, end: length, section: path, place, leadIn });
      for (const run of content.runs) runs.push({ ...run, text: run.text + start });
      return content.text;
    },
    makeItem(index, leadIn) {
      const block = blocks[index];
      if (block !== undefined) blocks[index] = { ...block, kind: "list-item", leadIn };
    },
    finish: () => ({ text: parts.join(""), blocks, runs }),
  };
}

/** White space that is more than one plain space between two words. */
const GAP = /[\t\n\p{Zs}]{2,}|[\t\n]|(?! )\p{Zs}|^ | $/gu;

/**
 * Pieces as a reader of the page sees them: white space is one space, and a line feed between two Chinese characters is
 * nothing at all.
 */
function prose(pieces: readonly Piece[]): Content {
  let text = "";
  const runs: SourceRun[] = [];
  let gap: { readonly lineFeed: boolean; readonly source: number | null } | undefined;

  function addVisible(visible: string, source: number | null): void {
    if (visible === "") return;
    if (gap !== undefined && text !== "" && !(gap.lineFeed && joinsWithoutSpace(text, visible))) {
      if (gap.source !== null) addRun(runs, { text: text.length, source: gap.source, length: 1 });
      text += " ";
    }
    gap = undefined;
    if (source !== null) addRun(runs, { text: text.length, source, length: visible.length });
    text += visible;
  }

  for (const piece of pieces) {
    const sourceOf = (index: number) => (piece.source === null ? null : piece.source + index);
    let at = 0;
    for (const { 0: space, index } of piece.text.matchAll(GAP)) {
      addVisible(piece.text.slice(at, index), sourceOf(at));
      const lineFeed = (gap?.lineFeed ?? true) && !/[^\n]/.test(space);
      gap = { lineFeed, source: gap === undefined && space.startsWith(" ") ? sourceOf(index) : null };
      at = index + space.length;
    }
    addVisible(piece.text.slice(at), sourceOf(at));
  }
  return { text, runs };
}

/** Pieces as they are, without the blank lines and spaces around them. */
function verbatim(pieces: readonly Piece[]): Content {
  const whole = pieces.map((piece) => piece.text).join("");
  const start = whole.length - whole.trimStart().length;
  const end = Math.max(start, whole.trimEnd().length);
  const runs: SourceRun[] = [];
  let offset = 0;
  for (const { text, source } of pieces) {
    const from = Math.max(start, offset);
    const length = Math.min(end, offset + text.length) - from;
    if (source !== null && length > 0) addRun(runs, { text: from - start, source: source + from - offset, length });
    offset += text.length;
  }
  return { text: whole.slice(start, end), runs };
}

function addRun(runs: SourceRun[], run: SourceRun): void {
  const last = runs.at(-1);
  const touches =
    last !== undefined && last.text + last.length === run.text && last.source + last.length === run.source;
  if (touches) runs[runs.length - 1] = { ...last, length: last.length + run.length };
  else runs.push(run);
}

/**
 * Pieces are canonical, but what they make together need not be: an accent may meet its letter, a decoded entity may be
 * invisible. Then only the runs before and after the change still hold.
 */
function settle({ text, runs }: Content): Content {
  const settled = canonicalText(text).text.trim();
  if (settled === text) return { text, runs };
  const shorter = Math.min(text.length, settled.length);
  let head = 0;
  while (head < shorter && text[head] === settled[head]) head += 1;
  let tail = 0;
  while (tail < shorter - head && text.at(-1 - tail) === settled.at(-1 - tail)) tail += 1;
  const shift = settled.length - text.length;
  const kept: SourceRun[] = [];
  for (const run of runs) {
    const before = Math.min(run.length, head - run.text);
    if (before > 0) kept.push({ ...run, length: before });
    const skipped = Math.max(0, text.length - tail - run.text);
    if (skipped < run.length) {
      kept.push({ text: run.text + skipped + shift, source: run.source + skipped, length: run.length - skipped });
    }
  }
  return { text: settled, runs: kept };
}

function tooLarge(what: string, limit: number): DocketError {
  return new DocketError("document", `more than ${limit.toLocaleString("en")} ${what}: split it into several files`);
}

export type SourceRun = SourceMap["runs"][number];

/**
 * Leads from clean text back to the file. A source map lists the runs that both have letter for letter; what lies
 * between two runs is markup in the file, and in the text a separator or something that was decoded. The smallest slice
 * of the file that surely covers `text.slice(start, end)`, markup inside it included. An end that stands in no run (a
 * decoded entity, a number as the page shows it) reaches to the run next to it.
 */
export function sourceSlice(map: SourceMap, start: number, end: number): string {
  if (end <= start) return "";
  const { source, runs } = map;
  const first = lastRunFrom(runs, start);
  const last = lastRunFrom(runs, end - 1);
  const firstRun = runs[first];
  const lastRun = runs[last];
  const startsInRun = firstRun !== undefined && start < firstRun.text + firstRun.length;
  const endsInRun = lastRun !== undefined && end <= lastRun.text + lastRun.length;
  const from = firstRun === undefined ? 0 : firstRun.source + Math.min(start - firstRun.text, firstRun.length);
  const to = endsInRun ? lastRun.source + (end - lastRun.text) : (runs[last + 1]?.source ?? source.length);
  const slice = source.slice(from, Math.max(from, to));
  const trimmed = startsInRun ? slice : slice.trimStart();
  return endsInRun ? trimmed : trimmed.trimEnd();
}

/** Index of the last run that begins at or before an offset of the text, -1 where there is none. */
function lastRunFrom(runs: readonly SourceRun[], offset: number): number {
  return firstIndex(runs.length, (index) => (runs[index]?.text ?? 0) > offset) - 1;
}
