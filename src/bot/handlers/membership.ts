/**
 * Lets people come in and go: by an invitation's link, or with the members' group, of which Telegram reports who joined
 * and who left.
 */

import type { ChatMember } from "@grammyjs/types";
import { type Api, Composer, GrammyError } from "grammy";
import { errorText } from "../../errors.ts";
import type { Log } from "../../operations/log.ts";
import type { DocketContext } from "../context.ts";
import type { Say } from "../i18n/words.ts";
import type { Members } from "../members/members.ts";
import { messageBack } from "../render/reply-messages.ts";
import { nameOf } from "./admin/admin-members.ts";

export function membershipUpdates(members: Pick<Members, "groupChanged">): Composer<DocketContext> {
  const composer = new Composer<DocketContext>();
  composer.on("chat_member", (ctx) => {
    const { chat, new_chat_member } = ctx.chatMember;
    members.groupChanged(chat.id, new_chat_member.user.id, belongs(new_chat_member));
  });
  return composer;
}

/** @throws GrammyError, HttpError where Telegram did not say */
export async function isInGroup(api: Api, group: number, person: number): Promise<boolean> {
  try {
    return belongs(await api.getChatMember(group, person));
  } catch (fault) {
    // The new id holds until the setting names it; so a group that grows locks nobody out.
    const moved = movedTo(fault);
    if (moved !== null && moved !== group) return isInGroup(api, moved, person);
    // Telegram does not know the person, or not in connection with this group.
    const unknown =
      fault instanceof GrammyError && /user not found|PARTICIPANT_ID_INVALID|USER_ID_INVALID/iu.test(fault.description);
    if (unknown) return false;
    throw fault;
  }
}

/** Warns the operator, and never throws: who is let in by an allow-list or an invitation asks all the same. */
export async function warnOfGroup(api: Api, group: number, log: Pick<Log, "warn">): Promise<void> {
  const problem = await groupProblem(api, group);
  if (problem !== null) log.warn(problem);
}

/** The reason why the bot cannot know who is in the members' group, in words for the operator; null if there is none. */
export async function groupProblem(api: Api, group: number): Promise<string | null> {
  try {
    const me = await api.getMe();
    const { status } = await api.getChatMember(group, me.id);
    if (status === "administrator" || status === "creator") return null;
    return `MEMBERS_GROUP ${group}: the bot is no admin there (${status}), so Telegram does not tell it for sure who belongs: make it an admin of the group`;
  } catch (fault) {
    const moved = movedTo(fault);
    if (moved !== null) return `MEMBERS_GROUP ${group} has become ${moved}: set MEMBERS_GROUP=${moved}`;
    return `MEMBERS_GROUP ${group} cannot be asked (${errorText(fault)}): add the bot to the group as an admin, and check the id`;
  }
}

/** The id of the supergroup that a group has become. */
function movedTo(fault: unknown): number | null {
  return fault instanceof GrammyError ? (fault.parameters.migrate_to_chat_id ?? null) : null;
}

function belongs(member: ChatMember): boolean {
  switch (member.status) {
    case "creator":
    case "administrator":
    case "member":
      return true;
    case "restricted":
      return member.is_member;
    case "left":
    case "kicked":
      return false;
    default:
      return member satisfies never;
  }
}

const PAYLOAD = "i_";

/** Somebody taps an invitation's link: `/start i_…`. Stands before the gate, since strangers are whom it is for. */
export function invitationLink(bot: string, secret: string): string {
  return `https://t.me/${bot}?start=${PAYLOAD}${secret}`;
}

interface InvitationParts {
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
