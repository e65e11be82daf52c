/**
 * Reads Markdown (CommonMark with the tables, footnotes and task lists of GitHub, and YAML front matter) as clean text:
 * what a reader of the rendered page sees, with a map back to the file.
 */

import type { Heading, List, ListItem, Paragraph, Root, RootContent, Table } from "mdast";
import { DocketError } from "../../errors.ts";
import { canonicalText } from "../../language/canonical.ts";
import { type BlockWriter, blockWriter, type NewBlock, type Piece, type SourceRun } from "../block-writer.ts";
import { decodeText } from "../decode.ts";
import type { Block } from "../document.ts";
import type { FrontMatter } from "../front-matter.ts";
import { beginsAnew } from "../label-lines.ts";
import { DOCUMENT_LIMITS, MAX_TEXT_FILE_BYTES } from "../limits.ts";
import { introducesList, isFirstStep, type ListTracker, listTracker } from "../lists.ts";
import { type Marker, markerOf } from "../plain/plain-lines.ts";
import type { Reader } from "../read.ts";
import { unitIn } from "../tables/table-unit.ts";
import { htmlView, type InlineNotes, inlineNotes, inlinePieces, linePieces, textLengthOf } from "./markdown-inline.ts";

export function markdownReader(): Reader {
  return {
    format: "markdown",
    extensions: [".md", ".markdown"],
    maxBytes: MAX_TEXT_FILE_BYTES,
    async read(bytes) {
      const decoded = decodeText(bytes);
      const { text: source, warnings } = canonicalText(decoded.text);
      if (source.length > DOCUMENT_LIMITS.textLength) {
        const most = DOCUMENT_LIMITS.textLength.toLocaleString("en");
        throw new DocketError("document", `more than ${most} characters: split it into several files`);
      }
      const { parseMarkdown, refuseCostlyMarkdown } = await import("./markdown-parser.ts");
      refuseCostlyMarkdown(source);
      const { text, blocks, runs, title, ...rest } = markdownBlocks(parseMarkdown(source), source);
      const header = await factsOf(rest.frontMatter);
      return {
        text,
        blocks,
        facts: title === undefined ? header.facts : { title, ...header.facts },
        warnings: [...decoded.warnings, ...warnings, ...header.warnings, ...rest.warnings],
        sourceMap: { source, runs },
      };
    },
  };
}

/** YAML and the schema of its facts are loaded with the first document that states some. */
async function factsOf(frontMatter: string | undefined): Promise<FrontMatter> {
  if (frontMatter === undefined) return { facts: {}, warnings: [] };
  const { readFrontMatter } = await import("../front-matter.ts");
  return readFrontMatter(frontMatter);
}

interface MarkdownBlocks {
  readonly text: string;
  readonly blocks: readonly Block[];
  readonly runs: readonly SourceRun[];
  /** The first heading of the first level. */
  readonly title: string | undefined;
  /** The YAML at the top. */
  readonly frontMatter: string | undefined;
  readonly warnings: readonly string[];
}

/** A tree that is being written. */
interface Writing {
  readonly source: string;
  readonly writer: BlockWriter;
  readonly notes: InlineNotes;
  /** The block that first refers to a footnote. */
  readonly referring: Map<string, number>;
  title: string | undefined;
  frontMatter: string | undefined;
  droppedHtml: number;
}

/** The surroundings of blocks: the headings above, and the list item around. */
interface Surroundings {
  readonly headings: { readonly depth: number; readonly text: string }[];
  /** The block that all blocks here need to be understood: the item that they stand in. */
  readonly owner: number | null;
}

/**
 * A Markdown tree -> blocks: headings, paragraphs, list items, table rows and code, in the order of the source, each
 * with the headings above it and the block that introduces it.
 */
function markdownBlocks(tree: Root, source: string): MarkdownBlocks {
  const writing: Writing = {
    source,
    writer: blockWriter(),
    notes: inlineNotes(),
    referring: new Map(),
    title: undefined,
    frontMatter: undefined,
    droppedHtml: 0,
  };
  writeNodes(tree.children, { headings: [], owner: null }, writing);
  const { writer, title, frontMatter } = writing;
  return { ...writer.finish(), title, frontMatter, warnings: warningsOf(writing) };
}

function warningsOf({ droppedHtml, notes }: Writing): string[] {
  const warnings: string[] = [];
  if (droppedHtml > 0) warnings.push(`HTML was left out, with ${droppedHtml} characters in it: write it as Markdown`);
  if (notes.hidden > 0) warnings.push(`text that HTML hides from readers was left out (places: ${notes.hidden})`);
  if (notes.struckOut > 0) warnings.push(`struck-out text was left out (places: ${notes.struckOut})`);
  return warnings;
}

/** The blocks that came just before, among those that stand beside each other. */
interface Run {
  /** The paragraph just above, where it introduces what follows. */
  introduction: number | null;
  /** The heading just above: numbered steps under it are its own. */
  heading: number | null;
  readonly lists: ListTracker;
}

/** Recursion is as deep as lists and quotes are nested, which the guard limits. */
function writeNodes(nodes: readonly RootContent[], around: Surroundings, writing: Writing): void {
  const html = htmlView();
  const run: Run = { introduction: null, heading: null, lists: listTracker() };
  for (const node of nodes) {
    if (node.type === "html") {
      html.pass(node.value);
      writing.droppedHtml += textLengthOf(node.value);
    } else if (html.hidden) writing.notes.hidden += 1;
    else writeNode(node, run, around, writing);
  }
}

function writeNode(
  node: Exclude<RootContent, { readonly type: "html" }>,
  run: Run,
  around: Surroundings,
  writing: Writing,
): void {
  const { source } = writing;
  const { headings, owner } = around;
  const { introduction, heading } = run;
  if (node.type === "paragraph") {
    writeParagraph(node, run, around, writing);
    return;
  }
  run.introduction = null;
  run.heading = null;
  switch (node.type) {
    case "heading":
      if (writeHeading(node, around, writing)) {
        run.heading = writing.writer.count - 1;
        run.lists.wroteHeading(run.heading);
      }
      break;
    case "list":
      writeList(node, owner ?? introduction ?? (isSteps(node) ? heading : null), around, writing);
      break;
    case "table":
      writeTable(node, owner ?? introduction, around, writing);
      break;
    case "code": {
      const pieces = linePieces(node.value, node, source, fenceLines(node, source));
      add({ kind: "code", leadIn: owner ?? introduction }, pieces, around, writing);
      break;
    }
    case "blockquote":
      writeNodes(node.children, { headings: [...headings], owner }, writing);
      break;
    case "footnoteDefinition": {
      const referring = writing.referring.get(node.identifier) ?? null;
      writeNodes(node.children, { headings: [...headings], owner: referring }, writing);
      break;
    }
    case "yaml":
      writing.frontMatter ??= node.value;
      break;
    // Definitions and dividers show nothing; all else stands inside of paragraphs, lists and tables.
    default:
      break;
  }
}

/** Items that somebody numbered by hand are paragraphs for Markdown, or the lines of one. */
function writeParagraph(node: Paragraph, run: Run, around: Surroundings, writing: Writing): void {
  const { writer, source, notes } = writing;
  for (const pieces of handMadeItems(inlinePieces(node.children, source, notes))) {
    const plain = pieces.map(({ text }) => text).join("");
    const marker = around.owner === null ? handMade(plain) : undefined;
    const isUnit = run.introduction !== null && unitIn(plain) !== undefined;
    const isPlain = marker === undefined && around.owner === null && !isUnit;
    const offered = isPlain ? run.lists.offerLine(plain) : null;
    const isLine = offered?.is === "item";
    const told = marker !== undefined ? run.lists.leadInOf(marker, 0, plain) : isLine ? offered.leadIn : null;
    const isItem = marker !== undefined || isLine;
    const leadIn = around.owner ?? (isUnit ? run.introduction : told);
    const group = isItem ? { group: run.lists } : {};
    const text = add({ kind: isItem ? "list-item" : "paragraph", leadIn, ...group }, pieces, around, writing);
    if (text === "" || isUnit) continue;
    const index = writer.count - 1;
    if (marker !== undefined) run.lists.wroteItem(index, marker, 0, leadIn, text);
    else if (offered !== null) {
      const first = run.lists.wroteLine(index, text, offered);
      if (first !== null) writer.makeItem(first, offered.leadIn);
    } else run.lists.wroteParagraph(index, text);
    run.introduction = introducesList(text) ? index : null;
    run.heading = null;
  }
}

/** The lines of a paragraph apart, where they begin with numbers or with labels; or the paragraph. */
function handMadeItems(pieces: readonly Piece[]): readonly (readonly Piece[])[] {
  const lines: Piece[][] = [[]];
  for (const piece of pieces) {
    if (piece.text.endsWith("\n") && piece.source === null) lines.push([]);
    lines.at(-1)?.push(piece);
  }
  const items: Piece[][] = [];
  let before: Marker | undefined;
  const texts = lines.map((line) => line.map(({ text }) => text).join(""));
  const anew = lines.length > 1 ? beginsAnew(texts) : [];
  for (const [index, line] of lines.entries()) {
    const marker = handMade(texts[index] ?? "");
    const last = items.at(-1);
    if (last === undefined || anew[index] === true || (marker !== undefined && follows(marker, before))) {
      items.push(line);
      before = marker;
    } else last.push(...line);
  }
  return items;
}

/** A number at the beginning of a wrapped line is one of the text: "within 190" and below it "2. This …". */
function follows(marker: Marker, before: Marker | undefined): boolean {
  if (marker.kind === "box" || marker.number === 1) return true;
  return before?.kind === marker.kind && before.number !== null && marker.number === before.number + 1;
}

function handMade(text: string): Marker | undefined {
  const marker = markerOf(text.trimStart());
  return marker?.number === null && marker.kind !== "box" ? undefined : marker;
}

/** Numbered, and short. */
function isSteps({ ordered, children }: List): boolean {
  const { start, end } = children[0]?.position ?? {};
  const length = (end?.offset ?? 0) - (start?.offset ?? 0);
  return ordered === true && isFirstStep("number", 1, " ".repeat(length));
}

/** @returns whether there was something to see in it */
function writeHeading(node: Heading, { headings }: Surroundings, writing: Writing): boolean {
  const pieces = inlinePieces(node.children, writing.source, writing.notes);
  while ((headings.at(-1)?.depth ?? 0) >= node.depth) headings.pop();
  const text = add({ kind: "heading" }, pieces, { headings, owner: null }, writing);
  if (text === "") return false;
  headings.push({ depth: node.depth, text });
  if (node.depth === 1) writing.title ??= text;
  return true;
}

function writeList(list: List, leadIn: number | null, { headings }: Surroundings, writing: Writing): void {
  const { source, notes, writer } = writing;
  list.children.forEach((item, index) => {
    const marker = list.ordered === true ? numberPieces(item, (list.start ?? 1) + index, source) : [];
    if (typeof item.checked === "boolean") marker.push({ text: item.checked ? "☑ " : "☐ ", source: null });
    const [first, ...rest] = item.children;
    let owner = leadIn;
    if (first?.type === "paragraph") {
      const pieces = inlinePieces(first.children, source, notes);
      const block = { kind: "list-item", leadIn, group: list } as const;
      const text = isBlank(pieces) ? "" : add(block, [...marker, ...pieces], { headings, owner }, writing);
      if (text !== "") owner = writer.count - 1;
    }
    writeNodes(first?.type === "paragraph" ? rest : item.children, { headings: [...headings], owner }, writing);
  });
}

/** The number as the page shows it, which may differ from the number as written. */
function numberPieces(item: ListItem, shown: number, source: string): Piece[] {
  const start = item.position?.start.offset ?? 0;
  const [, written, sign = "."] = /^(\d+)([.)])/.exec(source.slice(start, start + 11)) ?? [];
  const exact = written === String(shown);
  return [
    { text: `${shown}${sign}`, source: exact ? start : null },
    { text: " ", source: null },
  ];
}

function writeTable(table: Table, leadIn: number | null, around: Surroundings, writing: Writing): void {
  let header: number | null = null;
  table.children.forEach((row, index) => {
    const cells = row.children.map((cell) => inlinePieces(cell.children, writing.source, writing.notes));
    if (cells.every(isBlank)) return;
    const pieces = cells.flatMap((cell, column) => (column === 0 ? cell : [{ text: " | ", source: null }, ...cell]));
    const text = add({ kind: "table-row", leadIn: header ?? leadIn, group: table }, pieces, around, writing);
    if (index === 0 && text !== "") header = writing.writer.count - 1;
  });
}

/** @returns the text as written, "" if there was nothing to see */
function add(
  block: Omit<NewBlock, "pieces" | "section">,
  pieces: readonly Piece[],
  { headings }: Surroundings,
  { writer, notes, referring }: Writing,
): string {
  const text = writer.add({ ...block, pieces, section: headings.map((heading) => heading.text) });
  for (const footnote of notes.footnotes) {
    if (text !== "" && !referring.has(footnote)) referring.set(footnote, writer.count - 1);
  }
  notes.footnotes.clear();
  return text;
}

function fenceLines(
  node: { readonly position?: { readonly start: { readonly offset?: number | undefined } } | undefined },
  source: string,
): number {
  const start = node.position?.start.offset ?? 0;
  return /^(?:```|~~~)/.test(source.slice(start, start + 3)) ? 1 : 0;
}

function isBlank(pieces: readonly Piece[]): boolean {
  return pieces.every(({ text }) => text.trim() === "");
}
