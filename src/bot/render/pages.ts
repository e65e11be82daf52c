/** Lists that are too long for a message, a page at a time. Pages are counted from 1. */

import { button } from "./reply-buttons.ts";
import type { Reply } from "./reply-messages.ts";

export interface ListPage<Item> {
  readonly page: number;
  readonly pages: number;
  /** Items before those that are shown. */
  readonly first: number;
  readonly shown: readonly Item[];
}

/** @param wanted the nearest page that there is, for one from a button of a list that was longer */
export function pageOfList<Item>(items: readonly Item[], wanted: number, size: number): ListPage<Item> {
  const pages = Math.max(1, Math.ceil(items.length / size));
  const page = Math.min(Math.max(wanted, 1), pages);
  const first = (page - 1) * size;
  return { page, pages, first, shown: items.slice(first, first + size) };
}

/** A row with the ways back and forth; no row where there is one page. */
export function turnButtons(page: number, pages: number, data: (page: number) => string): Reply["keyboard"] {
  const back = page > 1 ? [button("‹", data(page - 1))] : [];
  const forth = page < pages ? [button("›", data(page + 1))] : [];
  return back.length + forth.length === 0 ? [] : [[...back, ...forth]];
}
