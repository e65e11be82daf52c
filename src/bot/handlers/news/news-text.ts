/** News of the documents as they are read: a line for each with the words that prove it, and a button for its proof. Pure. */

import type { Say } from "../../i18n/words.ts";
import { foldedQuote, sourceLine } from "../../render/reply.ts";
import { markRows } from "../../render/reply-keyboard.ts";
import { asReplies, type Reply } from "../../render/reply-messages.ts";
import { joined, plain, styled } from "../../render/reply-text.ts";
import type { CitedNews } from "./library-news.ts";

/** With their words one message. */
export const NEWS_A_PAGE = 5;
const QUOTE_CODE_POINTS = 200;

export function newsReply(
  { heading, items }: { readonly heading: string; readonly items: readonly CitedNews[] },
  say: Say,
  further: Reply["keyboard"] = [],
): Reply {
  const shown = items.map((item, index) => ({ ...item, citation: { ...item.citation, mark: index + 1 } }));
  const lines = shown.map(({ kind, at, citation }) => ({
    content: joined(
      [
        joined([`[${citation.mark}] `, styled("bold", say(`news-${kind}`)), ` · ${say.day(at)}`]),
        sourceLine(citation, say),
        foldedQuote(citation.quote, QUOTE_CODE_POINTS),
      ],
      "\n",
    ),
    before: "\n\n",
  }));
  const proofs = new Map(shown.map(({ citation, proof }) => [citation.mark, proof]));
  const keyboard = [
    ...markRows(
      shown.map(({ citation }) => citation),
      proofs,
    ),
    ...further,
  ];
  const [reply = { text: heading, entities: [], keyboard: [] }] = asReplies(
    [{ content: plain(heading), before: "" }, ...lines],
    keyboard,
  );
  return reply;
}
