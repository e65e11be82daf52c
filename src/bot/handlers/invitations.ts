/** Somebody taps an invitation's link: `/start i_…`. Stands before the gate, since strangers are whom it is for. */

import { Composer } from "grammy";
import type { DocketContext } from "../context.ts";
import type { Say } from "../i18n/words.ts";
import type { Members } from "../members/members.ts";
import { messageBack } from "../render/reply-messages.ts";
import { nameOf } from "./admin/admin-members.ts";

const PAYLOAD = "i_";

export function invitationLink(bot: string, secret: string): string {
  return `https://t.me/${bot}?start=${PAYLOAD}${secret}`;
}

export interface InvitationParts {
  readonly members: Members;
  /** Words for an admin, who may read another language than the guest. */
  readonly sayTo: (person: number) => Say;
}

export function invitationHandlers({ members, sayTo }: InvitationParts): Composer<DocketContext> {
  const composer = new Composer<DocketContext>();
  composer.chatType("private").command("start", async (ctx, next) => {
    if (!ctx.match.startsWith(PAYLOAD)) return next();
    const { person, say } = ctx;
    // Whoever is in already leaves the invitation for somebody else, and is welcomed as by any other start.
    if (ctx.access.kind === "member") return next();
    const redemption = members.invitations.redeem(person.id, ctx.match.slice(PAYLOAD.length));
    const answer = (words: string): void => ctx.effects.send(messageBack(ctx, words));
    switch (redemption.kind) {
      case "joined": {
        const { createdBy, note } = redemption.invitation;
        const tell = sayTo(createdBy);
        const text = tell("invitation-came", { who: nameOf(person), note, noted: note === "" ? "no" : "yes" });
        ctx.effects.send({ method: "sendMessage", payload: { chat_id: createdBy, text }, person: person.id });
        answer(say("invitation-joined"));
        ctx.access = await members.accessOf(person);
        return next();
      }
      // Somebody who was removed since: the invitation was for once.
      case "used-by-you":
      case "used":
        return answer(say("invitation-used"));
      case "expired":
        return answer(say("invitation-expired", { day: say.day(redemption.invitation.expiresAt) }));
      case "unknown":
        return answer(say("invitation-unknown"));
      default:
        return redemption satisfies never;
    }
  });
  return composer;
}
