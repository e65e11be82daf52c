/**
 * The secretariat's commands. Rights are looked up with every update, so a button of yesterday does nothing for somebody
 * who is no admin today. What lists members or questions is for private chats only.
 */

import type { InlineKeyboardMarkup } from "@grammyjs/types";
import { Composer } from "grammy";
import type { Depths } from "../../../storage/boxes.ts";
import type { DocketContext } from "../../context.ts";
import type { GuestMode } from "../../conversation/decisions.ts";
import type { Activity } from "../../conversation/records.ts";
import type { Outgoing } from "../../delivery/effects.ts";
import type { Say } from "../../i18n/words.ts";
import { isAdmin } from "../../members/access.ts";
import { listMembers, type Members } from "../../members/members.ts";
import type { DistrustKind, RightsSeal } from "../../members/rights-seal.ts";
import { BUTTONS, button } from "../../render/reply-buttons.ts";
import { messageBack, messageChanged } from "../../render/reply-messages.ts";
import { type DeskChatParts, deskChatHandlers } from "../secretariat/desk-chat.ts";
import { type CollectionParts, collectionHandlers, type FolderParts, folderHandlers } from "./admin-collections.ts";
import { type IngestParts, ingestHandlers } from "./admin-ingest.ts";
import { type InviteParts, inviteHandlers, type MemberListParts, memberHandlers } from "./admin-members.ts";
import { type RelationParts, relationHandlers } from "./admin-relations.ts";

/** Commands in the order of the menu. */
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
const ADMIN_BUTTONS = /^adm:/u;

export function adminHandlers(parts: AdminParts): Composer<DocketContext> {
  const composer = new Composer<DocketContext>();

  composer.command([...ADMIN_COMMANDS]).use(async (ctx, next) => {
    const inPrivate = ctx.chat.type === "private";
    if (!isAdmin(ctx.access)) {
      // A command in a group may be meant for another bot, unless it names this one.
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
  composer.callbackQuery(ADMIN_BUTTONS).use(async (ctx, next) => {
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

const DAY_MS = 86_400_000;

interface StatsParts {
  readonly members: Members;
  readonly activity: (since: Date) => Activity;
  /** Documents, each counted once with its editions. */
  readonly works: () => number;
  /** Updates that wait to be handled, and messages that wait to be sent. */
  readonly depths: () => Promise<Pick<Depths, "inbox" | "outbox">>;
  readonly clock: () => Date;
}

/** `/stats`: what was asked and answered, what members thought of it, and how the bot is doing. */
function statsHandlers({ members, activity, works, depths, clock }: StatsParts): Composer<DocketContext> {
  const composer = new Composer<DocketContext>();
  composer.command("stats", async (ctx) => {
    const { say } = ctx;
    const period = (days: number): string =>
      say("stats-period", { days, ...activity(new Date(clock().getTime() - days * DAY_MS)) });
    const { inbox, outbox } = await depths();
    // The command itself is being handled, and waits for nobody.
    const waiting = { inbox: Math.max(0, inbox - 1), outbox };
    const now = { members: (await listMembers(members)).length, documents: works(), ...waiting };
    const leads = (["unanswered", "missed", "feedback"] as const).map((list) => [
      button(say(`stats-${list}`), BUTTONS.deskList.data(list, 0, "")),
    ]);
    const text = [period(1), period(7), period(30), say("stats-now", now)].join("\n\n");
    ctx.effects.send(messageBack(ctx, text, { inline_keyboard: leads }));
  });
  return composer;
}

interface RightsParts {
  readonly seal: Pick<RightsSeal, "accept" | "distrust">;
}

/** Tells the admins that the bot's memory of rights cannot be trusted; who has confirmed twice ends it. */
function rightsHandlers({ seal }: RightsParts): Composer<DocketContext> {
  const composer = new Composer<DocketContext>();
  composer.callbackQuery(/^adm:rights:(ask|yes|no)$/u, (ctx) => {
    const { say } = ctx;
    const kind = seal.distrust()?.kind;
    if (kind === undefined) return ctx.effects.send(messageChanged(ctx, say("rights-trusted")));
    if (ctx.match[1] === "ask") return ctx.effects.send(messageChanged(ctx, say("rights-sure"), sureKeyboard(say)));
    if (ctx.match[1] === "no") {
      return ctx.effects.send(messageChanged(ctx, say("rights-distrusted", { kind }), askKeyboard(kind, say)));
    }
    ctx.effects.decide(() => {
      seal.accept();
      return [messageChanged(ctx, say("rights-accepted"))];
    });
  });
  return composer;
}

/** Messages to each admin. */
export function distrustMessages(
  kind: DistrustKind,
  admins: readonly number[],
  sayTo: (person: number) => Say,
): readonly Outgoing[] {
  return admins.map((admin) => {
    const say = sayTo(admin);
    const reply_markup = askKeyboard(kind, say);
    const text = say("rights-distrusted", { kind });
    return {
      method: "sendMessage",
      payload: { chat_id: admin, text, ...(reply_markup === undefined ? {} : { reply_markup }) },
      person: admin,
    };
  });
}

/** A change of the file under the running bot ends with a new start. */
function askKeyboard(kind: DistrustKind, say: Say): InlineKeyboardMarkup | undefined {
  if (kind === "replaced" || kind === "cut") return undefined;
  return { inline_keyboard: [[{ text: say("rights-button"), callback_data: "adm:rights:ask" }]] };
}

function sureKeyboard(say: Say): InlineKeyboardMarkup {
  return {
    inline_keyboard: [
      [
        { text: say("rights-yes"), callback_data: "adm:rights:yes" },
        { text: say("rights-no"), callback_data: "adm:rights:no" },
      ],
    ],
  };
}
