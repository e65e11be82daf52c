/** `/stats`: what was asked and answered, what members thought of it, and how the bot is doing. */

import { Composer } from "grammy";
import type { Depths } from "../../../storage/boxes.ts";
import type { DocketContext } from "../../context.ts";
import type { Activity } from "../../conversation/records.ts";
import { listMembers, type Members } from "../../members/members.ts";
import { BUTTONS, button } from "../../render/reply-buttons.ts";
import { messageBack } from "../../render/reply-messages.ts";

const DAY_MS = 86_400_000;

export interface StatsParts {
  readonly members: Members;
  readonly activity: (since: Date) => Activity;
  readonly documents: () => number;
  /** Updates that wait to be handled, and messages that wait to be sent. */
  readonly depths: () => Promise<Pick<Depths, "inbox" | "outbox">>;
  readonly clock: () => Date;
}

export function statsHandlers({ members, activity, documents, depths, clock }: StatsParts): Composer<DocketContext> {
  const composer = new Composer<DocketContext>();
  composer.command("stats", async (ctx) => {
    const { say } = ctx;
    const period = (days: number): string =>
      say("stats-period", { days, ...activity(new Date(clock().getTime() - days * DAY_MS)) });
    const { inbox, outbox } = await depths();
    // The command itself is being handled, and waits for nobody.
    const waiting = { inbox: Math.max(0, inbox - 1), outbox };
    const now = { members: listMembers(members).length, documents: documents(), ...waiting };
    const leads = (["unanswered", "missed", "feedback"] as const).map((list) => [
      button(say(`stats-${list}`), BUTTONS.deskList.data(list, 0, "")),
    ]);
    const text = [period(1), period(7), period(30), say("stats-now", now)].join("\n\n");
    ctx.effects.send(messageBack(ctx, text, { inline_keyboard: leads }));
  });
  return composer;
}
