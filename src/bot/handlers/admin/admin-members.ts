/**
 * `/members`: who may ask, a page at a time, with a button to remove each; `/remove`: the same by a command; and
 * `/invite [note]`: a link that lets one person in.
 */

import type { InlineKeyboardButton, InlineKeyboardMarkup, Message } from "@grammyjs/types";
import { Composer } from "grammy";
import type { DocketContext } from "../../context.ts";
import type { Say } from "../../i18n/words.ts";
import { listMembers, type MemberEntry, type Members } from "../../members/members.ts";
import type { KnownPerson } from "../../members/people.ts";
import { pageOfList, turnButtons } from "../../render/reply-buttons.ts";
import { messageBack, messageChanged } from "../../render/reply-messages.ts";
import { linkless, shortened } from "../../render/reply-text.ts";
import { invitationLink } from "../membership.ts";

const PAGE_SIZE = 8;

export interface MemberListParts {
  readonly members: Members;
  readonly clock: () => Date;
}

export function memberHandlers({ members, clock }: MemberListParts): Composer<DocketContext> {
  const composer = new Composer<DocketContext>();

  const page = (wanted: number, say: Say) => memberPage(members, wanted, say);

  composer.command("members", async (ctx) => ctx.effects.send(messageBack(ctx, ...(await page(0, ctx.say)))));
  composer.callbackQuery(/^adm:members:(\d{1,4})$/u, async (ctx) =>
    ctx.effects.send(messageChanged(ctx, ...(await page(Number(ctx.match[1]), ctx.say)))),
  );

  composer.callbackQuery(/^adm:ask-remove:(\d{1,15}):(\d{1,4})$/u, async (ctx) => {
    const [, person = "", number = "0"] = ctx.match;
    const keyboard = [
      { text: ctx.say("remove-yes"), callback_data: `adm:remove:${person}:${number}` },
      { text: ctx.say("remove-no"), callback_data: `adm:members:${number}` },
    ];
    const text = ctx.say("remove-ask", { who: await nameOrId(members, Number(person)) });
    ctx.effects.send(messageChanged(ctx, text, { inline_keyboard: [keyboard] }));
  });
  composer.callbackQuery(/^adm:remove:(\d{1,15}):(\d{1,4})$/u, async (ctx) => {
    const [, person = "", number = "0"] = ctx.match;
    const text = await remove(Number(person), ctx.say, { members, clock });
    await ctx
      .answerCallbackQuery({ text: shortened(text, MAX_CALLBACK_ANSWER), show_alert: true })
      .catch(() => undefined);
    ctx.effects.send(messageChanged(ctx, ...(await page(Number(number), ctx.say))));
  });

  composer.command("remove", async (ctx) => {
    const person = await personMeant(ctx.match, ctx.message, members);
    const text = person === null ? ctx.say("remove-whom") : await remove(person, ctx.say, { members, clock });
    ctx.effects.send(messageBack(ctx, text));
  });
  return composer;
}

/** https://core.telegram.org/bots/api#answercallbackquery */
const MAX_CALLBACK_ANSWER = 200;

/** @returns what to say about it */
async function remove(person: number, say: Say, { members, clock }: MemberListParts): Promise<string> {
  const who = await nameOrId(members, person);
  if (members.settings.admins.includes(person)) return say("remove-admin", { who });
  await members.standings.change({ kind: "override", person, override: "removed", at: clock() });
  return say("remove-done", { who });
}

/** @param wanted counted from 0, as in the buttons' data */
async function memberPage(
  members: Members,
  wanted: number,
  say: Say,
): Promise<[text: string, keyboard: InlineKeyboardMarkup]> {
  const entries = await listMembers(members);
  const { page, pages, shown } = pageOfList(entries, wanted + 1, PAGE_SIZE);
  const lines = shown.map((entry) => `• ${entryText(entry, say)}`);
  const invitations = members.invitations.open().length;
  const text = [
    say("members-title", { count: entries.length, page, pages }),
    ...[lines.join("\n"), say("members-invitations", { count: invitations }), membersElse(members, say)],
  ];
  const removals: InlineKeyboardButton[][] = shown
    .filter(({ by }) => by !== "admin")
    .map(({ id, name }) => [
      { text: `✕ ${shortened(linkless(name ?? String(id)), 40)}`, callback_data: `adm:ask-remove:${id}:${page - 1}` },
    ]);
  const turns = turnButtons(page, pages, (to) => `adm:members:${to - 1}`);
  const inline_keyboard = [...removals, ...turns.map((row) => [...row])];
  return [text.filter((part) => part !== "").join("\n\n"), { inline_keyboard }];
}

function entryText({ id, name, username, by, since, note, seenAt }: MemberEntry, say: Say): string {
  const who = name === null ? String(id) : nameOf({ id, name, username });
  const seen = seenAt === null ? say("member-unseen") : say("member-seen", { day: say.day(seenAt) });
  return [who, wayIn(by, since, say), note, seen].filter((part) => part !== "").join(" · ");
}

function wayIn(by: MemberEntry["by"], since: Date | null, say: Say): string {
  switch (by) {
    case "admin":
      return say("member-admin");
    case "list":
      return say("member-list");
    case "invitation":
      return say("member-invited", { day: since === null ? "" : say.day(since) });
    case "group":
      return say("member-group");
    case "open":
      return say("member-open");
    default:
      return by satisfies never;
  }
}

/** People whom the list cannot have: those who may ask, and have not yet. */
function membersElse({ settings }: Members, say: Say): string {
  if (settings.mode === "open") return say("members-open");
  return settings.group === null ? "" : say("members-group");
}

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

/** Telegram takes 129; nobody is told apart by what comes after so many. */
const MAX_NAME = 40;

/**
 * People as admins read them, and as admins name them: an id, an @name that the bot knows, or a message replied to.
 * `Ada Lovelace (@ada, 123)`: the id is what settings and commands take, so it is never cut off. What people call
 * themselves becomes no link, and does not turn around what stands beside it.
 */
export function nameOf({ id, name, username }: Pick<KnownPerson, "id" | "name" | "username">): string {
  return `${linkless(shortened(name, MAX_NAME))} (${username === null ? "" : `@${username}, `}${id})`;
}

export async function nameOrId({ standings }: Pick<Members, "standings">, id: number): Promise<string> {
  const { known } = await standings.standingOf(id);
  return known === null ? String(id) : nameOf(known);
}

/** @returns null where nobody is named, or nobody of that name was seen */
export async function personMeant(
  words: string,
  message: Message | undefined,
  { standings }: Pick<Members, "standings">,
): Promise<number | null> {
  const [word = ""] = words.trim().split(/\s+/u);
  if (/^\d{1,15}$/u.test(word)) return Number(word);
  if (word !== "") return (await standings.named(word.replace(/^@/u, "")))?.id ?? null;
  const replied = message?.reply_to_message;
  // Telegram has every message of a topic reply to the topic's opening; whoever opened it is not meant.
  if (replied?.forum_topic_created !== undefined) return null;
  const origin = replied?.forward_origin;
  if (origin !== undefined) return origin.type === "user" ? origin.sender_user.id : null;
  const writer = replied?.from;
  return writer === undefined || writer.is_bot ? null : writer.id;
}
