/**
 * Entities that may stand together: one inside another or apart. Of links, code and quotes that cross, the first stays.
 * Bold and its like may be anywhere but in code, and are cut at the edges of whatever they cross.
 */

import type { MessageEntity } from "@grammyjs/types";

const STYLES = ["bold", "italic", "underline", "strikethrough", "spoiler"] as const;
type Style = (typeof STYLES)[number];

type Kind = "style" | "quote" | "code" | "whole";

function kindOf({ type }: MessageEntity): Kind {
  if (STYLES.some((style) => style === type)) return "style";
  if (type === "blockquote" || type === "expandable_blockquote") return "quote";
  return type === "code" || type === "pre" ? "code" : "whole";
}

const endOf = ({ offset, length }: MessageEntity) => offset + length;

/** By place; of two at the same place the longer first, quotes outside of all else. */
export function byPlace(a: MessageEntity, b: MessageEntity): number {
  return a.offset - b.offset || b.length - a.length || rank(a) - rank(b);
}

const RANKS: readonly string[] = STYLES;

function rank(entity: MessageEntity): number {
  const kind = kindOf(entity);
  if (kind === "quote") return 0;
  return kind === "style" ? 2 + RANKS.indexOf(entity.type) : 1;
}

export function nestEntities(entities: readonly MessageEntity[]): MessageEntity[] {
  const sorted = [...entities].sort(byPlace);
  const quotes = apart(sorted.filter((entity) => kindOf(entity) === "quote"));
  const wholes = apart(sorted.filter((entity) => kindOf(entity) === "whole" || kindOf(entity) === "code"));
  const blocks = [...quotes, ...wholes.filter((entity) => !quotes.some((quote) => crosses(entity, quote)))];
  return [...blocks, ...cutStyles(sorted, blocks)].sort(byPlace);
}

/** Those that begin after each that was kept before them has ended. */
function apart(sorted: readonly MessageEntity[]): MessageEntity[] {
  let end = 0;
  return sorted.filter((entity) => {
    if (entity.offset < end) return false;
    end = endOf(entity);
    return true;
  });
}

/** They share words, and the entity is not inside the quote. */
function crosses(entity: MessageEntity, quote: MessageEntity): boolean {
  const shares = entity.offset < endOf(quote) && quote.offset < endOf(entity);
  return shares && (entity.offset < quote.offset || endOf(entity) > endOf(quote));
}

function cutStyles(sorted: readonly MessageEntity[], blocks: readonly MessageEntity[]): MessageEntity[] {
  const styled = sorted.filter((entity) => kindOf(entity) === "style");
  if (styled.length === 0) return [];
  const edges = [...new Set([...styled, ...blocks].flatMap((entity) => [entity.offset, endOf(entity)]))].sort(
    (a, b) => a - b,
  );
  const blockEdges = new Set(blocks.flatMap((entity) => [entity.offset, endOf(entity)]));
  const cut: MessageEntity[] = [];
  let open: { from: number; styles: readonly Style[] } = { from: 0, styles: [] };
  for (const edge of edges) {
    const inCode = blocks.some((entity) => kindOf(entity) === "code" && entity.offset <= edge && edge < endOf(entity));
    const here = inCode
      ? []
      : STYLES.filter((style) =>
          styled.some((entity) => entity.type === style && entity.offset <= edge && edge < endOf(entity)),
        );
    if (!blockEdges.has(edge) && here.join() === open.styles.join()) continue;
    if (edge > open.from)
      for (const type of open.styles) cut.push({ type, offset: open.from, length: edge - open.from });
    open = { from: edge, styles: here };
  }
  return cut;
}
