/**
 * The bot in chats that it is not in. As a guest it answers once, from what all members may read, when a member calls
 * it; inline, `@bot words` offers a member up to ten cited passages to drop there.
 */

import type { InlineQueryResultArticle, Message } from "@grammyjs/types";
import { Composer } from "grammy";
import { type Citation, citationsOf, claimsOf, type Find, type Library, placeText } from "../../engine/engine.ts";
import { errorText } from "../../errors.ts";
import type { Log } from "../../operations/log.ts";
import type { DocketContext } from "../context.ts";
import type { GuestMode } from "../conversation/decisions.ts";
import type { Say } from "../i18n/words.ts";
import type { Limits } from "../members/limits.ts";
import type { Members } from "../members/members.ts";
import { foldedQuote, replyToAnswer, sourceLine } from "../render/reply.ts";
import { proofPayload } from "../render/reply-buttons.ts";
import { beginningOf, joined } from "../render/reply-text.ts";
import { findPassages } from "./find.ts";
import { keepProofs, type ProofKeeping } from "./proofs.ts";
import type { Ask } from "./question.ts";
import { maySeeCited, viewOf } from "./question-view.ts";

export interface GuestParts extends ProofKeeping {
  readonly guestMode: Pick<GuestMode, "isOn">;
  readonly ask: Ask;
  readonly library: Pick<Library, "document" | "editions">;
  readonly rights: Pick<Members, "accessOf" | "accessOfAll">;
  readonly limits: Limits;
  /** Day such as `2026-11-22`, where the organisation is. */
  readonly today: () => string;
  readonly log: Log;
}

const TITLE_CODE_POINTS = 60;
const MARKS_A_ROW = 6;

export function guestHandlers(parts: GuestParts): Composer<DocketContext> {
  const { guestMode, limits, log } = parts;
  const composer = new Composer<DocketContext>();
  composer.on("guest_message", async (ctx) => {
    const asked = guestMode.isOn() ? questionIn(ctx.guestMessage, ctx.me.username) : null;
    if (asked === null) return;
    const entry = await limits.enter(ctx.person.id, new Date(ctx.guestMessage.date * 1_000));
    if (entry.kind !== "granted") return;
    try {
      await entry.slot.turn;
      const result = await resultFor(ctx, asked, parts);
      if (result === null) return;
      ctx.effects.keep({ kind: "question-counted", question: entry.slot.counted() });
      await ctx
        .answerGuestQuery(result)
        .catch((thrown: unknown) => log.debug("a guest's question not answered", { problem: errorText(thrown) }));
    } finally {
      entry.slot.leave();
    }
  });
  return composer;
}

interface Asked {
  readonly question: string;
  readonly about: string | null;
}

/** `@bot` alone, as a reply, asks what the other message asks. */
function questionIn({ text, caption, reply_to_message: original, quote }: Message, name: string): Asked | null {
  const mention = new RegExp(`@${name}\\b[\\s,:，：]*`, "giu");
  const words = (text ?? caption ?? "").replaceAll(mention, "").trim();
  const about = quote?.text ?? original?.text ?? original?.caption ?? null;
  if (words !== "") return { question: words, about };
  return about === null || about.trim() === "" ? null : { question: about.trim(), about: null };
}

/** Null where it is not theirs any more once it is found. */
async function resultFor(
  ctx: DocketContext,
  { question, about }: Asked,
  parts: GuestParts,
): Promise<InlineQueryResultArticle | null> {
  const { ask, library, rights, today } = parts;
  const { say, person, signal } = ctx;
  const scope = viewOf({ access: await rights.accessOfAll() }, today());
  const history = about === null ? [] : [{ role: "user" as const, content: about }];
  const result = await ask({
    question,
    history,
    asker: person.id,
    signal,
    ...scope,
  });
  signal.throwIfAborted();
  const shown = citationsOf(claimsOf(result.answer));
  // Access is asked about right before, since this goes past the outbox.
  const access = await rights.accessOf(person, "all");
  if (access.kind !== "member") return null;
  if (!shown.every(({ document }) => maySeeCited(access, document, library))) return null;
  const proofs = keepProofs(ctx, shown, parts);
  // Passages that are only near are for a chat of one's own.
  const isSaid = result.answer.kind === "answered";
  const [first] = isSaid
    ? replyToAnswer(result.answer, {
        say,
        answer: "",
        more: false,
        changed: false,
        proofs,
        reading: null,
        language: result.question?.language ?? say.language,
        unmentioned: result.unmentioned,
        hasDocuments: result.evidence.length > 0,
      })
    : [];
  const text = first?.text ?? say("guest-not-found", { bot: `@${ctx.me.username}` });
  return {
    type: "article",
    id: "answer",
    title: [...question].slice(0, TITLE_CODE_POINTS).join(""),
    input_message_content: {
      message_text: text,
      entities: [...(first?.entities ?? [])],
      link_preview_options: { is_disabled: true },
    },
    ...(isSaid ? { reply_markup: { inline_keyboard: proofRows(shown, proofs, ctx.me.username) } } : {}),
  };
}

/** A proof opens in the reader's own chat with the bot, by their own rights. */
function proofRows(shown: readonly Citation[], proofs: ReadonlyMap<number, string>, bot: string) {
  const buttons = shown.map(({ mark }) => ({
    text: `[${mark}]`,
    url: `https://t.me/${bot}?start=${proofPayload(proofs.get(mark) ?? "")}`,
  }));
  return Array.from({ length: Math.ceil(buttons.length / MARKS_A_ROW) }, (_, row) =>
    buttons.slice(row * MARKS_A_ROW, (row + 1) * MARKS_A_ROW),
  );
}

export interface InlineParts extends ProofKeeping {
  readonly find: Find;
  readonly library: Pick<Library, "document" | "editions">;
  /** Day such as `2026-11-22`, where the organisation is. */
  readonly today: () => string;
  readonly log: Log;
}

const RESULTS = 10;
const INLINE_TITLE_CODE_POINTS = 120;
const DESCRIPTION_CODE_POINTS = 160;
const QUOTE_CODE_POINTS = 900;

/** `@bot words` in any chat: up to ten cited passages to drop there, for members only, and never from a cache. */
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
    title: beginningOf(titleOf(citation, say), INLINE_TITLE_CODE_POINTS),
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
