/** The button under an answer that leads on to more passages. */

import { Composer } from "grammy";
import type { Library } from "../../engine/engine.ts";
import type { Log } from "../../operations/log.ts";
import type { DocketContext } from "../context.ts";
import type { KeptAnswer } from "../conversation/answers.ts";
import type { Records } from "../conversation/records.ts";
import { replyWithPassages } from "../render/reply.ts";
import { BUTTONS } from "../render/reply-buttons.ts";
import { answerPress, sendReplies } from "../render/reply-send.ts";
import { keepProofs, type ProofKeeping } from "./proofs-kept.ts";
import { maySeeCited } from "./question-view.ts";

export interface MoreParts extends ProofKeeping {
  readonly records: Records;
  readonly library: Pick<Library, "document" | "editions">;
  readonly log: Log;
}

export function moreHandlers(parts: MoreParts): Composer<DocketContext> {
  const { records, log } = parts;
  const composer = new Composer<DocketContext>();
  composer.callbackQuery(BUTTONS.more.pattern, async (ctx) => {
    const kept = answerHere(ctx, ctx.match[1], records);
    if (kept === null || !showFurther(ctx, kept, parts)) return answerPress(ctx, log, ctx.say("button-stale"));
    await answerPress(ctx, log);
  });
  return composer;
}

/** @returns false where there is nothing more that they may see */
export function showFurther(ctx: DocketContext, kept: KeptAnswer, parts: MoreParts): boolean {
  const further = kept.further.filter(({ document }) => maySeeCited(ctx.access, document, parts.library));
  if (further.length === 0) return false;
  const proofs = keepProofs(ctx, further, parts);
  sendReplies(ctx, replyWithPassages(ctx.say("more-passages"), further, { say: ctx.say, proofs }), ctx.msg?.message_id);
  return true;
}

/** The answer that a button is under; null where it was forged, or the answer is not kept any more. */
export function answerHere(ctx: DocketContext, id: string | undefined, { answers }: Records): KeptAnswer | null {
  const kept = answers.find(id ?? "");
  return kept !== null && kept.chat === ctx.chat?.id ? kept : null;
}
