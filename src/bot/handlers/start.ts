/**
 * `/start`: what this is, what is kept, and where questions go; or, with a proof's name behind it, that proof. Invitations
 * are read before.
 */

import { Composer } from "grammy";
import type { DocketContext } from "../context.ts";
import type { Say } from "../i18n/words.ts";
import { isAdmin } from "../members/access.ts";
import { BUTTONS, PROOF_PAYLOAD } from "../render/reply-buttons.ts";
import { answerPress, changeMessage, sendWords } from "../render/reply-send.ts";
import { checklistButtons, checklistFor, type ExampleParts, examplesFor, type SetUp } from "./first-steps.ts";
import { openProof, type ProofParts } from "./proofs.ts";

export interface StartParts extends ProofParts {
  readonly library: ProofParts["library"] & ExampleParts["library"];
  /** For the admins' checklist. */
  readonly setUp: () => SetUp;
  /** Name of the service, for members; null where no model writes and nothing leaves this machine. */
  readonly provider: string | null;
  readonly retentionDays: number;
  /** Tells whether the person has written before. */
  isKnown(person: number): boolean;
}

export function startHandlers(parts: StartParts): Composer<DocketContext> {
  const composer = new Composer<DocketContext>();
  composer.chatType("private").command("start", async (ctx) => {
    const { say } = ctx;
    const [, proof] = PROOF_PAYLOAD.exec(ctx.match) ?? [];
    if (proof !== undefined) {
      await openProof(ctx, proof, parts);
      // Whoever comes in by a link hears what is kept as well.
      return parts.isKnown(ctx.person.id) ? undefined : sendWords(ctx, privacyText(say, parts));
    }
    if (ctx.match.startsWith("p_")) return sendWords(ctx, say("proof-not-found"));
    sendWords(ctx, [say("start"), privacyText(say, parts)].join("\n\n"));
    if (isAdmin(ctx.access)) return sendWords(ctx, checklistFor(ctx, parts.setUp()), checklistButtons(ctx));
    const examples = examplesFor(ctx, parts);
    if (examples !== null) ctx.effects.send(examples);
  });
  composer.callbackQuery(BUTTONS.firstSteps.pattern, async (ctx) => {
    const isTheirs = isAdmin(ctx.access) && ctx.chat?.type === "private";
    const text = isTheirs ? checklistFor(ctx, parts.setUp()) : null;
    if (text !== null) changeMessage(ctx, { text, entities: [], keyboard: checklistButtons(ctx) });
    await answerPress(ctx, parts.log, text === null ? ctx.say("admin-only") : undefined);
  });
  // Telegram writes `/start@bot` where somebody adds the bot to a group; `/start` alone may be for another one.
  composer.chatType(["group", "supergroup"]).command("start", (ctx, next) => {
    if (!ctx.msg.text.startsWith("/start@")) return next();
    sendWords(ctx, ctx.say("start"));
  });
  return composer;
}

/** Tells a member what is kept of them, and where their questions go. */
export function privacyText(
  say: Say,
  { provider, retentionDays }: Pick<StartParts, "provider" | "retentionDays">,
): string {
  const leaves = say(provider === null ? "start-nothing-leaves" : "start-provider", { provider: provider ?? "" });
  return [say("start-kept", { days: retentionDays }), leaves].join("\n\n");
}
