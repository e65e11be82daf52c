/** "Your answer of 3 November has changed": the question, and of each change the words then and now. Pure. */

import { type Citation, dayText, validityText } from "../../../engine/engine.ts";
import type { KeptAnswer } from "../../conversation/answers.ts";
import type { Say } from "../../i18n/words.ts";
import { foldedQuote, sourceLine } from "../../render/reply.ts";
import { beginningOf } from "../../render/reply-cut.ts";
import { markRows } from "../../render/reply-keyboard.ts";
import { linkless } from "../../render/reply-linkless.ts";
import { asReplies, type Block, type Reply } from "../../render/reply-messages.ts";
import { joined, plain, styled } from "../../render/reply-text.ts";
import type { ChangedWords } from "./changed-answers.ts";

const QUESTION_CODE_POINTS = 400;
/** Three changes with their places are one message. */
const QUOTE_CODE_POINTS = 260;

export function changedReply(
  { question, at }: Pick<KeptAnswer, "question" | "at">,
  changes: readonly ChangedWords[],
  { proofs, say }: { readonly proofs: ReadonlyMap<Citation, string>; readonly say: Say },
): Reply {
  let mark = 0;
  const shown: Citation[] = [];
  const ids = new Map<number, string>();
  const marked = (citation: Citation): Citation => {
    mark += 1;
    ids.set(mark, proofs.get(citation) ?? "");
    const one = { ...citation, mark };
    shown.push(one);
    return one;
  };
  const quoted = (label: string, citation: Citation): Block => ({
    content: joined(
      [
        styled("bold", say(label)),
        foldedQuote(citation.quote, QUOTE_CODE_POINTS),
        `[${citation.mark}] ${sourceLine(citation, say)}`,
      ],
      "\n",
    ),
    before: "\n\n",
  });
  const blocks = changes.flatMap(({ before, after, standing }): Block[] => {
    const then = quoted("changed-before", marked(before));
    if (after !== null) return [then, quoted("changed-after", marked(after))];
    const words = standing === null ? null : validityText(standing, say.locale);
    const isOver = standing !== null && words !== null && !["in-force", "one-of-versions"].includes(standing.kind);
    const now =
      standing === null
        ? say("changed-gone")
        : isOver
          ? say("changed-ended", { standing: linkless(words ?? "") })
          : say("changed-no-more");
    return [then, { content: plain(now), before: "\n" }];
  });
  const [reply = { text: "", entities: [], keyboard: [] }] = asReplies(
    [
      { content: styled("bold", say("changed-title", { day: dayText(say.day(at), say.locale) })), before: "" },
      { content: styled("blockquote", beginningOf(linkless(question), QUESTION_CODE_POINTS)), before: "\n" },
      ...blocks,
    ],
    markRows(shown, ids),
  );
  return reply;
}
