/** `/invite [note]`: a link that lets one person in. */

import { Composer } from "grammy";
import { messageBack } from "../../chat-message.ts";
import type { DocketContext } from "../../context.ts";
import type { Members } from "../../members/members.ts";
import { shortened } from "../../render/reply-cut.ts";
import { invitationLink } from "../invitations.ts";

/** Long enough for a name and a company. */
const MAX_NOTE = 100;

export interface InviteParts {
  readonly members: Members;
}

export function inviteHandlers({ members }: InviteParts): Composer<DocketContext> {
  const composer = new Composer<DocketContext>();
  composer.command("invite", (ctx) => {
    const { say } = ctx;
    const note = shortened(ctx.match.trim().replaceAll(/\s+/gu, " "), MAX_NOTE);
    const { secret, expiresAt } = members.invitations.create(ctx.person.id, note);
    const link = invitationLink(ctx.me.username, secret);
    const text = say("invite-link", { link, note, noted: note === "" ? "no" : "yes", until: say.moment(expiresAt) });
    const copy = { text: say("invite-copy"), copy_text: { text: link } };
    ctx.effects.send(messageBack(ctx, text, { inline_keyboard: [[copy]] }));
  });
  return composer;
}
