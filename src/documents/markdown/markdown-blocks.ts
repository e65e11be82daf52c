/**
 * A Markdown tree -> blocks: headings, paragraphs, list items, table rows and code, in the order of the source, each
 * with the headings above it and the block that introduces it.
 */

import type { FootnoteDefinition, Heading, List, ListItem, Root, RootContent, Table } from "mdast";
import { type BlockWriter, blockWriter, type NewBlock, type Piece } from "../block-writer.ts";
import type { Block } from "../document.ts";
import { introducesList } from "../lead-in.ts";
import type { SourceRun } from "../source-map.ts";
import { htmlView, textLengthOf } from "./markdown-html.ts";
import { inlineNotes, inlinePieces, linePieces } from "./markdown-inline.ts";

export interface MarkdownBlocks {
  readonly text: string;
  readonly blocks: readonly Block[];
  readonly runs: readonly SourceRun[];
  /** The first heading of the first level. */
  readonly title: string | undefined;
  /** The YAML at the top. */
  readonly frontMatter: string | undefined;
  readonly warnings: readonly string[];
}

/** Where blocks stand: below which headings, and in which list item. */
interface Place {
  readonly headings: { readonly depth: number; readonly text: string }[];
  /** The block that all blocks here need to be understood: the item that they stand in. */
  readonly owner: number | null;
}

export function markdownBlocks(tree: Root, source: string): MarkdownBlocks {
  const writer: BlockWriter = blockWriter();
  const notes = inlineNotes();
  /** The block that first refers to a footnote. */
  const referring = new Map<string, number>();
  let title: string | undefined;
  let frontMatter: string | undefined;
  let droppedHtml = 0;

  /** Recursion is as deep as lists and quotes are nested, which the guard limits. */
  function write(nodes: readonly RootContent[], place: Place): void {
    const html = htmlView();
    let introduction: number | null = null;
    for (const node of nodes) {
      if (node.type === "html") {
        html.pass(node.value);
        droppedHtml += textLengthOf(node.value);
        continue;
      }
      if (html.hidden) {
        notes.hidden += 1;
        continue;
      }
      const before = introduction;
      introduction = null;
      switch (node.type) {
        case "heading":
          writeHeading(node, place);
          break;
        case "paragraph": {
          const text = add(
            { kind: "paragraph", leadIn: place.owner },
            inlinePieces(node.children, source, notes),
            place,
          );
          if (text !== "" && introducesList(text)) introduction = writer.count - 1;
          break;
        }
        case "list":
          writeList(node, place.owner ?? before, place);
          break;
        case "table":
          writeTable(node, place);
          break;
        case "code":
          add(
            { kind: "code", leadIn: place.owner ?? before },
            linePieces(node.value, node, source, fenceLines(node)),
            place,
          );
          break;
        case "blockquote":
          write(node.children, { headings: [...place.headings], owner: place.owner });
          break;
        case "footnoteDefinition":
          writeFootnote(node, place);
          break;
        case "yaml":
          frontMatter ??= node.value;
          break;
        // Definitions and dividers show nothing; all else stands inside of paragraphs, lists and tables.
        default:
          break;
      }
    }
  }

  function writeHeading(node: Heading, { headings }: Place): void {
    const pieces = inlinePieces(node.children, source, notes);
    while ((headings.at(-1)?.depth ?? 0) >= node.depth) headings.pop();
    const text = add({ kind: "heading" }, pieces, { headings, owner: null });
    if (text === "") return;
    headings.push({ depth: node.depth, text });
    if (node.depth === 1) title ??= text;
  }

  function writeList(list: List, leadIn: number | null, { headings }: Place): void {
    list.children.forEach((item, index) => {
      const marker = list.ordered === true ? numberPieces(item, (list.start ?? 1) + index) : [];
      if (typeof item.checked === "boolean") marker.push({ text: item.checked ? "☑ " : "☐ ", source: null });
      const [first, ...rest] = item.children;
      let owner = leadIn;
      if (first?.type === "paragraph") {
        const pieces = inlinePieces(first.children, source, notes);
        const text = isBlank(pieces)
          ? ""
          : add({ kind: "list-item", leadIn, group: list }, [...marker, ...pieces], { headings, owner });
        if (text !== "") owner = writer.count - 1;
      }
      write(first?.type === "paragraph" ? rest : item.children, { headings: [...headings], owner });
    });
  }

  /** The number as the page shows it, which may differ from the number as written. */
  function numberPieces(item: ListItem, shown: number): Piece[] {
    const start = item.position?.start.offset ?? 0;
    const [, written, sign = "."] = /^(\d+)([.)])/.exec(source.slice(start, start + 11)) ?? [];
    const exact = written === String(shown);
    return [
      { text: `${shown}${sign}`, source: exact ? start : null },
      { text: " ", source: null },
    ];
  }

  function writeTable(table: Table, place: Place): void {
    let header: number | null = null;
    table.children.forEach((row, index) => {
      const cells = row.children.map((cell) => inlinePieces(cell.children, source, notes));
      if (cells.every(isBlank)) return;
      const pieces = cells.flatMap((cell, column) => (column === 0 ? cell : [{ text: " | ", source: null }, ...cell]));
      const text = add({ kind: "table-row", leadIn: header ?? place.owner, group: table }, pieces, place);
      if (index === 0 && text !== "") header = writer.count - 1;
    });
  }

  function writeFootnote({ identifier, children }: FootnoteDefinition, { headings }: Place): void {
    write(children, { headings: [...headings], owner: referring.get(identifier) ?? null });
  }

  function add(block: Omit<NewBlock, "pieces" | "section">, pieces: readonly Piece[], { headings }: Place): string {
    const text = writer.add({ ...block, pieces, section: headings.map((heading) => heading.text) });
    for (const footnote of notes.footnotes) {
      if (text !== "" && !referring.has(footnote)) referring.set(footnote, writer.count - 1);
    }
    notes.footnotes.clear();
    return text;
  }

  function fenceLines(node: {
    readonly position?: { readonly start: { readonly offset?: number | undefined } } | undefined;
  }): number {
    const start = node.position?.start.offset ?? 0;
    return /^(?:```|~~~)/.test(source.slice(start, start + 3)) ? 1 : 0;
  }

  write(tree.children, { headings: [], owner: null });
  const warnings: string[] = [];
  if (droppedHtml > 0) warnings.push(`HTML was left out, with ${droppedHtml} characters in it: write it as Markdown`);
  if (notes.hidden > 0) warnings.push(`text that HTML hides from readers was left out (places: ${notes.hidden})`);
  if (notes.struckOut > 0) warnings.push(`struck-out text was left out (places: ${notes.struckOut})`);
  return { ...writer.finish(), title, frontMatter, warnings };
}

function isBlank(pieces: readonly Piece[]): boolean {
  return pieces.every(({ text }) => text.trim() === "");
}
