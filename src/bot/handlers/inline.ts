/** `@bot words` in any chat: up to ten cited passages to drop there, for members only, and never from a cache. */

import type { InlineQueryResultArticle } from "@grammyjs/types";
import { Composer } from "grammy";
import { type Citation, type Find, type Library, placeText } from "../../engine/engine.ts";
import { errorText } from "../../errors.ts";
import type { Log } from "../../operations/log.ts";
import type { DocketContext } from "../context.ts";
import type { Say } from "../i18n/words.ts";
import { foldedQuote, sourceLine } from "../render/reply.ts";
import { proofPayload } from "../render/reply-buttons.ts";
import { beginningOf } from "../render/reply-cut.ts";
import { joined } from "../render/reply-text.ts";
import { findPassages } from "./find.ts";
import { keepProofs, type ProofKeeping } from "./proofs-kept.ts";
import { maySeeCited } from "./question-view.ts";

export interface InlineParts extends ProofKeeping {
  readonly find: Find;
  readonly library: Pick<Library, "document" | "editions">;
  /** As `2026-11-22`, where the organisation is. */
  readonly today: () => string;
  readonly log: Log;
}

const RESULTS = 10;
const TITLE_CODE_POINTS = 120;
const DESCRIPTION_CODE_POINTS = 160;
const QUOTE_CODE_POINTS = 900;

export function inlineHandlers(parts: InlineParts): Composer<DocketContext> {
  const composer = new Composer<DocketContext>();
  composer.on("inline_query", async (ctx) => {
    const found = await findPassages(ctx, ctx.inlineQuery.query, parts);
    // Nothing is looked up after this: the search took a moment, in which a right may have been taken back.
    const access = await ctx.accessNow();
    const citations =
      "problem" in found
        ? []
        : found.citations.slice(0, RESULTS).filter(({ document }) => maySeeCited(access, document, parts.library));
    const proofs = keepProofs(ctx, citations, parts);
    const results = citations.map((citation) =>
      inlineResult(citation, { say: ctx.say, proof: proofs.get(citation.mark) ?? "", bot: ctx.me.username }),
    );
    await ctx
      .answerInlineQuery(results, { is_personal: true, cache_time: 0 })
      .catch((thrown: unknown) => parts.log.debug("inline query not answered", { problem: errorText(thrown) }));
  });
  return composer;
}

/** Nearest words first: a phone shows half a line, and many results are from one document. */
function titleOf({ document, section, place }: Citation, { language }: Say): string {
  const inside = section.filter((heading) => heading !== document.title).slice(-1);
  const nearest = placeText({ title: inside[0] ?? document.title }, [], place, language);
  return inside.length === 0 ? nearest : `${nearest} · ${document.title}`;
}

export function inlineResult(
  citation: Citation,
  { say, proof, bot }: { readonly say: Say; readonly proof: string; readonly bot: string },
): InlineQueryResultArticle {
  const { quote } = citation;
  const { text, entities } = joined([foldedQuote(quote, QUOTE_CODE_POINTS), sourceLine(citation, say)], "\n");
  return {
    type: "article",
    id: proof,
    title: beginningOf(titleOf(citation, say), TITLE_CODE_POINTS),
    description: beginningOf(quote.replaceAll(/\s+/gu, " "), DESCRIPTION_CODE_POINTS),
    input_message_content: {
      message_text: text,
      entities: [...entities],
      link_preview_options: { is_disabled: true },
    },
    reply_markup: {
      inline_keyboard: [
        [{ text: say("button-open-privately"), url: `https://t.me/${bot}?start=${proofPayload(proof)}` }],
      ],
    },
  };
}
