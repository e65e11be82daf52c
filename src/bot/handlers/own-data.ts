/**
 * A member's own data, to have or to have erased: `/mydata` sends all of it as a file, `/forget` asks once and erases.
 * Stands before the gate: whoever was a member once has the same right.
 */

import { Composer } from "grammy";
import type { DocketContext } from "../context.ts";
import type { Outgoing } from "../delivery/effects.ts";
import type { OwnData } from "../members/own-data.ts";
import { messageBack, messageChanged } from "../render/reply-messages.ts";

/** Each has a line in the receipt. */
type OwnDataPart = "conversations" | "membership" | "inbox" | "outbox" | "model";

export interface OwnDataHandlerParts {
  readonly ownData: OwnData<OwnDataPart>;
  readonly clock: () => Date;
  /** Changes to messages of others before somebody is forgotten. */
  readonly forgotten: (person: number) => readonly Outgoing[];
}

export function ownDataHandlers({ ownData, clock, forgotten }: OwnDataHandlerParts): Composer<DocketContext> {
  const composer = new Composer<DocketContext>();

  composer.command(["mydata", "forget"]).use(async (ctx, next) => {
    if (ctx.chat.type === "private") return next();
    if (ctx.access.kind === "member") ctx.effects.send(messageBack(ctx, ctx.say("own-private")));
  });

  composer.command("mydata", (ctx) => {
    const { person, say } = ctx;
    const exported = ownData.exported(person.id);
    if (exported === null) return ctx.effects.send(messageBack(ctx, say("mydata-nothing")));
    const content = { person: person.id, at: clock().toISOString(), ...exported };
    ctx.effects.send({
      method: "sendDocument",
      payload: { chat_id: ctx.chat.id, caption: say("mydata-caption") },
      file: { name: `docket-${person.id}.json`, bytes: Buffer.from(JSON.stringify(content, null, 2)) },
      person: person.id,
    });
  });

  composer.command("forget", (ctx) => {
    const { say } = ctx;
    const keyboard = [
      { text: say("forget-yes"), callback_data: "own:forget" },
      { text: say("forget-no"), callback_data: "own:keep" },
    ];
    ctx.effects.send(messageBack(ctx, say("forget-ask"), { inline_keyboard: [keyboard] }));
  });
  // Elsewhere the press is forged, and would write over a message that all can read.
  const inPrivate = composer.chatType("private");
  inPrivate.callbackQuery("own:keep", async (ctx) => {
    ctx.effects.send(messageChanged(ctx, ctx.say("forget-kept")));
    await ctx.answerCallbackQuery().catch(() => undefined);
  });
  inPrivate.callbackQuery("own:forget", async (ctx) => {
    const { person } = ctx;
    const counts = ownData.counts(person.id);
    const total = Object.values(counts).reduce((sum, count) => sum + count, 0);
    // The message goes in nobody's name, or it would be erased with the rest.
    ctx.effects.send({ ...messageChanged(ctx, ctx.say("forget-done", { total, ...counts })), person: null });
    ctx.effects.decide(() => {
      const changed = forgotten(person.id);
      ownData.erase(person.id);
      return changed;
    });
    await ctx.answerCallbackQuery().catch(() => undefined);
  });
  return composer;
}
