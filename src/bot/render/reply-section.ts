/** The whole section that a quote is from, a page at a time. Pure. */

import type { Block, StoredVersion } from "../../engine/engine.ts";
import { hasItemNumber } from "../../language/labels.ts";
import type { Proof } from "../conversation/proofs.ts";
import type { Say } from "../i18n/words.ts";
import { BUTTONS, button } from "./reply-buttons.ts";
import { beginningOf, piecesOf } from "./reply-cut.ts";
import { linkless, linklessWithOffsets } from "./reply-linkless.ts";
import { asReplies, type Reply } from "./reply-messages.ts";
import { plain, styled } from "./reply-text.ts";

const PAGE_CODE_POINTS = 3_000;
const TITLE_CODE_POINTS = 300;

/** @param page 1-based; 0 for the one that the quote is on. @returns null where there is no such page */
export function replyWithSection(
  { id, citation }: Proof,
  { text, blocks }: StoredVersion,
  page: number,
  say: Say,
): Reply | null {
  const at = blocks.findIndex(({ end }) => end > citation.start);
  const section = blocks[at]?.section ?? [];
  const isIn = (index: number): boolean => section.every((heading, level) => blocks[index]?.section[level] === heading);
  let [first, last] = [at, at];
  while (first > 0 && isIn(first - 1)) first -= 1;
  while (last < blocks.length - 1 && isIn(last + 1)) last += 1;
  const { whole, at: quoted } = written(text, blocks.slice(first, last + 1), citation.start);
  const pages = piecesOf(whole, PAGE_CODE_POINTS);
  const shown = page === 0 ? pageOf(pages, whole, quoted) : page;
  const content = pages[shown - 1];
  if (content === undefined) return null;
  const heading = say("section-page", { page: shown, pages: pages.length });
  const turn = (label: string, to: number) =>
    pages[to - 1] === undefined ? [] : [button(label, BUTTONS.section.data(id, to))];
  const turns = [...turn("‹", shown - 1), ...turn("›", shown + 1)];
  const title = styled("bold", beginningOf(linkless(citation.document.title), TITLE_CODE_POINTS));
  const [reply] = asReplies(
    [
      { content: title, before: "" },
      ...(pages.length > 1 ? [{ content: styled("italic", heading), before: "\n" }] : []),
      { content: plain(linkless(content)), before: "\n\n" },
    ],
    turns.length === 0 ? [] : [turns],
  );
  return reply ?? null;
}

/** As the document reads: a list item a line, with a bullet where it has no number of its own. */
function written(text: string, blocks: readonly Block[], quoteStart: number): { whole: string; at: number } {
  let [whole, at] = ["", 0];
  blocks.forEach(({ kind, start, end }, index) => {
    const { text: words, at: shownAt } = linklessWithOffsets(text.slice(start, end));
    const isItem = kind === "list-item";
    const before = blocks[index - 1]?.kind;
    const runsOn = isItem ? before !== "heading" : kind === "table-row" && before === kind;
    whole += index === 0 ? "" : runsOn ? "\n" : "\n\n";
    whole += isItem && !hasItemNumber(words) ? "• " : "";
    if (start <= quoteStart) at = whole.length + shownAt(Math.min(quoteStart, end) - start);
    whole += words;
  });
  return { whole, at };
}

function pageOf(pages: readonly string[], text: string, offset: number): number {
  let end = 0;
  const index = pages.findIndex((page) => {
    end = text.indexOf(page, end) + page.length;
    return end > offset;
  });
  return index + 1;
}
