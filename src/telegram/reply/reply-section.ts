/** The whole section that a quote is from, a page at a time. Pure. */

import type { Proof } from "../../conversation/proofs.ts";
import type { StoredVersion } from "../../library/library.ts";
import type { Say } from "../words.ts";
import { BUTTONS, button } from "./reply-buttons.ts";
import { piecesOf } from "./reply-cut.ts";
import { linkless, linklessWithOffsets } from "./reply-linkless.ts";
import { asReplies, type Reply } from "./reply-messages.ts";
import { plain, styled } from "./reply-text.ts";

const PAGE_CODE_POINTS = 3_000;

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
  const start = blocks[first]?.start ?? 0;
  const whole = linklessWithOffsets(text.slice(start, blocks[last]?.end));
  const pages = piecesOf(whole.text, PAGE_CODE_POINTS);
  const shown = page === 0 ? pageOf(pages, whole.text, whole.at(citation.start - start)) : page;
  const content = pages[shown - 1];
  if (content === undefined) return null;
  const heading = say("section-page", { page: shown, pages: pages.length });
  const turn = (label: string, to: number) =>
    pages[to - 1] === undefined ? [] : [button(label, BUTTONS.section.data(id, to))];
  const turns = [...turn("‹", shown - 1), ...turn("›", shown + 1)];
  const [reply] = asReplies(
    [
      ...(pages.length > 1 ? [{ content: styled("italic", heading), before: "" }] : []),
      { content: plain(linkless(content)), before: "\n\n" },
    ],
    turns.length === 0 ? [] : [turns],
  );
  return reply ?? null;
}

function pageOf(pages: readonly string[], text: string, offset: number): number {
  let end = 0;
  const index = pages.findIndex((page) => {
    end = text.indexOf(page, end) + page.length;
    return end > offset;
  });
  return index + 1;
}
