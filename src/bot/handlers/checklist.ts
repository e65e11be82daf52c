/**
 * First steps of an admin: a checklist that ticks itself, in the message in which it stands, until all is ticked or it is
 * older than what is kept.
 */

import type { InlineKeyboardButton, UserFromGetMe } from "@grammyjs/types";
import { Composer } from "grammy";
import { errorText } from "../../errors.ts";
import type { Log } from "../../operations/log.ts";
import type { CallEnd } from "../../storage/boxes.ts";
import type { DocketContext } from "../context.ts";
import type { Checklists } from "../conversation/checklists.ts";
import type { Outgoing } from "../delivery/effects.ts";
import type { Say } from "../i18n/words.ts";
import { isAdmin } from "../members/access.ts";
import { BUTTONS, button } from "../render/reply-buttons.ts";
import { addressOf, answerPress, changeMessage } from "../render/reply-messages.ts";

export interface ChecklistParts {
  readonly setUp: () => Promise<SetUp>;
  readonly checklists: Checklists;
  readonly clock: () => Date;
  readonly log: Log;
}

/** State of the steps, as it is now. */
interface SetUp {
  readonly documents: number;
  /** Of the collections, those for some members only. */
  readonly restricted: number;
  /** People besides the admins, or a group, or everybody. */
  readonly members: boolean;
  readonly secretariatChat: boolean;
}

type Me = Pick<UserFromGetMe, "username" | "can_read_all_group_messages" | "supports_inline_queries">;

/** In the private chat of an admin who begins. */
export async function sendChecklist(ctx: DocketContext, { setUp, checklists, clock }: ChecklistParts): Promise<void> {
  const { person, say, me } = ctx;
  const { text } = checklistFor(say, me, await setUp());
  const reply_markup = { inline_keyboard: checklistButtons(say) };
  ctx.effects.decide(() => {
    checklists.begin(person.id, text, clock());
    const payload = { ...addressOf(ctx), text, reply_markup };
    return [{ method: "sendMessage", payload, person: person.id, receipt: `checklist:${person.id}` }];
  });
}

export function checklistHandlers({ setUp, log }: ChecklistParts): Composer<DocketContext> {
  const composer = new Composer<DocketContext>();
  composer.callbackQuery(BUTTONS.firstSteps.pattern, async (ctx) => {
    const isTheirs = isAdmin(ctx.access) && ctx.chat?.type === "private";
    const text = isTheirs ? checklistFor(ctx.say, ctx.me, await setUp()).text : null;
    if (text !== null) changeMessage(ctx, { text, entities: [], keyboard: checklistButtons(ctx.say) });
    await answerPress(ctx, log, text === null ? ctx.say("admin-only") : undefined);
  });
  return composer;
}

const RECEIPT = /^checklist:(\d+)$/u;

/** Hears the outcome of a message with a receipt. Runs in a transaction. */
export function checklistCame({ receipt, message }: CallEnd, { came }: Pick<Checklists, "came">): void {
  const [, person] = RECEIPT.exec(receipt) ?? [];
  if (person !== undefined && message !== null) came(Number(person), message);
}

export interface ChecklistsOptions extends Pick<ChecklistParts, "setUp" | "checklists" | "log"> {
  readonly admins: readonly number[];
  /** Null until Telegram has told it. */
  readonly me: () => Me | null;
  readonly sayTo: (person: number) => Say;
  /** Runs it in a transaction, and sends what it returns. */
  readonly decide: (work: () => readonly Outgoing[]) => Promise<void>;
}

const EVERY_MS = 5_000;

/** @returns what ends it */
export function startChecklists(options: ChecklistsOptions): () => Promise<void> {
  const { setUp, checklists, log, admins, me, sayTo, decide } = options;
  const changedBy = (bot: Me, now: SetUp) =>
    checklists.all().flatMap((checklist) => {
      const say = sayTo(checklist.person);
      const { text, isDone } = checklistFor(say, bot, now);
      const isOver = !admins.includes(checklist.person);
      return isOver || text !== checklist.shown ? [{ ...checklist, text, say, isDone: isDone || isOver, isOver }] : [];
    });
  const tick = (bot: Me, now: SetUp): readonly Outgoing[] =>
    changedBy(bot, now).flatMap(({ person, message, text, say, isDone, isOver }): Outgoing[] => {
      if (isDone) checklists.end(person);
      else checklists.show(person, text);
      if (isOver) return [];
      const reply_markup = { inline_keyboard: checklistButtons(say) };
      return [
        { method: "editMessageText", payload: { chat_id: person, message_id: message, text, reply_markup }, person },
      ];
    });
  let last = Promise.resolve();
  const look = async (): Promise<void> => {
    const bot = me();
    if (bot === null || checklists.all().length === 0) return;
    const now = await setUp();
    if (!isStopped && changedBy(bot, now).length > 0) await decide(() => tick(bot, now));
  };
  let isStopped = false;
  const timer = setInterval(() => {
    last = last.then(look).catch((thrown: unknown) => {
      if (!isStopped) log.error("First steps could not be ticked; trying again", { reason: errorText(thrown) });
    });
  }, EVERY_MS);
  timer.unref();
  return async () => {
    isStopped = true;
    clearInterval(timer);
    await last;
  };
}

function checklistFor(say: Say, me: Me, setUp: SetUp): { readonly text: string; readonly isDone: boolean } {
  const hearsAll = me.can_read_all_group_messages;
  const steps: readonly (readonly [isDone: boolean, key: string, values?: Parameters<Say>[1]])[] = [
    [setUp.documents > 0, "first-documents", { count: setUp.documents }],
    [setUp.restricted > 0, "first-collections", { count: setUp.restricted }],
    [setUp.members, "first-members"],
    [setUp.secretariatChat, "first-secretariat"],
    [hearsAll, "first-privacy", { on: hearsAll ? "no" : "yes" }],
    [me.supports_inline_queries, "first-inline", { bot: `@${me.username}` }],
  ];
  const lines = steps.map(([isDone, key, values]) => `${isDone ? "✅" : "☐"} ${say(key, values ?? {})}`);
  return {
    text: [say("first-title"), lines.join("\n")].join("\n\n"),
    isDone: steps.every(([isDone]) => isDone),
  };
}

function checklistButtons(say: Say): InlineKeyboardButton[][] {
  return [[button(say("first-again"), BUTTONS.firstSteps.data())]];
}
