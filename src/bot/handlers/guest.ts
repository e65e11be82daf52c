/**
 * The bot as a guest: a member calls it in a chat that it is not in, and it answers once, from what all members may read,
 * since nobody knows who reads along there. Off until an admin turns it on. Nothing is kept of it: there is no way back
 * into that chat.
 */

import type { InlineQueryResultArticle, Message } from "@grammyjs/types";
import { Composer } from "grammy";
import { type Citation, citationsOf, claimsOf, type Library } from "../../engine/engine.ts";
import { errorText } from "../../errors.ts";
import type { Log } from "../../operations/log.ts";
import type { DocketContext } from "../context.ts";
import type { GuestMode } from "../conversation/guest-mode.ts";
import type { Access } from "../members/access.ts";
import type { Limits } from "../members/limits.ts";
import type { Members } from "../members/members.ts";
import { replyToAnswer } from "../render/reply.ts";
import { proofPayload } from "../render/reply-buttons.ts";
import { keepProofs, type ProofKeeping } from "./proofs-kept.ts";
import type { Ask } from "./question.ts";
import { maySeeCited, readByEverybody } from "./question-view.ts";

export interface GuestParts extends ProofKeeping {
  readonly guestMode: Pick<GuestMode, "isOn">;
  readonly ask: Ask;
  readonly library: Pick<Library, "document" | "editions">;
  readonly rights: Pick<Members, "collections">;
  readonly limits: Limits;
  /** As `2026-11-22`, where the organisation is. */
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
    const entry = limits.enter(ctx.person.id, new Date(ctx.guestMessage.date * 1_000));
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
  const { collections } = readByEverybody(rights);
  const history = about === null ? [] : [{ role: "user" as const, content: about }];
  const result = await ask({
    ...{ question, history, day: today(), asker: person.id, signal },
    ...(collections === null ? {} : { collections }),
  });
  signal.throwIfAborted();
  const shown = citationsOf(claimsOf(result.answer));
  // What goes past the outbox is asked about right before.
  const own = await ctx.accessNow();
  if (own.kind !== "member") return null;
  const access: Access = { ...own, ...readByEverybody(rights) };
  if (!shown.every(({ document }) => maySeeCited(access, document, library))) return null;
  const proofs = keepProofs(ctx, shown, parts);
  // Passages that are only near are for a chat of one's own.
  const isSaid = result.answer.kind === "answered";
  const [first] = isSaid
    ? replyToAnswer(result.answer, {
        ...{ say, answer: "", more: false, changed: false, proofs, reading: null },
        language: result.question?.language ?? say.language,
        ...{ unmentioned: result.unmentioned, hasDocuments: result.evidence.length > 0 },
      })
    : [];
  const text = first?.text ?? say("guest-not-found", { bot: `@${ctx.me.username}` });
  return {
    ...{ type: "article", id: "answer", title: [...question].slice(0, TITLE_CODE_POINTS).join("") },
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
