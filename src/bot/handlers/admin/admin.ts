/**
 * The secretariat's commands. Rights are looked up with every update, so a button of yesterday does nothing for somebody
 * who is no admin today. What lists members or questions is for private chats only.
 */

import { Composer } from "grammy";
import type { DocketContext } from "../../context.ts";
import type { GuestMode } from "../../conversation/decisions.ts";
import { isAdmin } from "../../members/access.ts";
import { messageBack } from "../../render/reply-messages.ts";
import { type DeskChatParts, deskChatHandlers } from "../secretariat/desk-chat.ts";
import { type CollectionParts, collectionHandlers, type FolderParts, folderHandlers } from "./admin-collections.ts";
import { type IngestParts, ingestHandlers } from "./admin-ingest.ts";
import { type InviteParts, inviteHandlers, type MemberListParts, memberHandlers } from "./admin-members.ts";
import { type RelationParts, relationHandlers } from "./admin-relations.ts";
import { type RightsParts, rightsHandlers } from "./admin-rights.ts";
import { type StatsParts, statsHandlers } from "./admin-stats.ts";

/** In the order of the menu. */
export const ADMIN_COMMANDS = [
  "members",
  "invite",
  "remove",
  "collection",
  "unanswered",
  "missed",
  "feedback",
  "answers",
  "library",
  "secretariat",
  "guests",
  "stats",
  "ingest",
] as const;

type AdminParts = CollectionParts &
  DeskChatParts &
  FolderParts &
  GuestModeParts &
  IngestParts &
  InviteParts &
  MemberListParts &
  RelationParts &
  RightsParts &
  StatsParts;

/** Every button of the secretariat begins with this. */
const BUTTONS = /^adm:/u;

export function adminHandlers(parts: AdminParts): Composer<DocketContext> {
  const composer = new Composer<DocketContext>();

  composer.command([...ADMIN_COMMANDS]).use(async (ctx, next) => {
    const inPrivate = ctx.chat.type === "private";
    if (!isAdmin(ctx.access)) {
      // In a group it may be meant for another bot, unless it names this one.
      const meant = inPrivate || ctx.msg.text.split(/\s/u)[0]?.includes("@");
      return meant ? ctx.effects.send(messageBack(ctx, ctx.say("admin-only"))) : undefined;
    }
    // A forwarded command is a question about it, and not meant.
    const { forward_origin: origin, via_bot: writer } = ctx.msg;
    if (origin !== undefined || writer !== undefined) {
      return ctx.effects.send(messageBack(ctx, ctx.say("admin-not-yours")));
    }
    // Removing by a reply happens where the message is, and the secretariat's chat is named where it is.
    const isPublic = !inPrivate && !/^\/(?:remove|secretariat)\b/u.test(ctx.msg.text);
    // The group's id is told nowhere else, and a setting wants it.
    if (isPublic) return ctx.effects.send(messageBack(ctx, ctx.say("admin-private", { group: String(ctx.chat.id) })));
    await next();
  });
  composer.callbackQuery(BUTTONS).use(async (ctx, next) => {
    if (isAdmin(ctx.access) && ctx.chat?.type === "private") {
      await next();
      // Ends the button's waiting; an answer that a handler gave already stands.
      await ctx.answerCallbackQuery().catch(() => undefined);
      return;
    }
    await ctx.answerCallbackQuery({ text: ctx.say("admin-only"), show_alert: true }).catch(() => undefined);
  });

  for (const handlers of [
    memberHandlers(parts),
    inviteHandlers(parts),
    collectionHandlers(parts),
    deskChatHandlers(parts),
    folderHandlers(parts),
    guestModeHandlers(parts),
    relationHandlers(parts),
    rightsHandlers(parts),
    statsHandlers(parts),
    ingestHandlers(parts),
  ]) {
    composer.use(handlers);
  }
  return composer;
}

interface GuestModeParts {
  readonly guestMode: GuestMode;
}

const ON: ReadonlySet<string> = new Set(["on", "开启", "開啟"]);
const OFF: ReadonlySet<string> = new Set(["off", "关闭", "關閉"]);

/** `/guests`: whether the bot answers in chats that it is not in. */
function guestModeHandlers({ guestMode }: GuestModeParts): Composer<DocketContext> {
  const composer = new Composer<DocketContext>();
  composer.command("guests", (ctx) => {
    const word = ctx.match.trim().toLowerCase();
    const wanted = ON.has(word) ? true : OFF.has(word) ? false : null;
    const isOn = wanted ?? guestMode.isOn();
    if (wanted !== null) ctx.effects.keep({ kind: "guest-mode", on: wanted });
    const values = { is: isOn ? "on" : "off", bot: `@${ctx.me.username}` };
    ctx.effects.send(messageBack(ctx, ctx.say("guests", values)));
  });
  return composer;
}
