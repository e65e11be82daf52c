/**
 * The bot: which handler sees an update first. Each reads the update, calls one service, and leaves what is to be sent
 * and kept with `ctx.effects`.
 */

import { Bot, type BotConfig, Composer, type Middleware } from "grammy";
import type { DocketContext } from "./context.ts";
import { type CommandParts, commandHandlers } from "./handlers/conversation-commands.ts";
import { type DocumentWantedParts, documentWantedHandlers } from "./handlers/document-wanted.ts";
import { documentsHandlers } from "./handlers/documents-list.ts";
import { type FeedbackParts, feedbackHandlers } from "./handlers/feedback.ts";
import { type FindParts, findHandlers, type MoreParts, moreHandlers } from "./handlers/find.ts";
import { type GuestParts, guestHandlers, type InlineParts, inlineHandlers } from "./handlers/guest.ts";
import { type NewsParts, newsHandlers } from "./handlers/news/news-commands.ts";
import { proofHandlers } from "./handlers/proofs.ts";
import { type QuestionParts, questionHandlers } from "./handlers/question.ts";
import { commandsAsMeant } from "./handlers/question-read.ts";
import { type AskSecretariatParts, askSecretariatHandlers } from "./handlers/secretariat/ask-secretariat.ts";
import { type SmallTalkParts, smallTalkHandlers } from "./handlers/small-talk.ts";
import { type StartParts, startHandlers } from "./handlers/start.ts";
import { answerPress } from "./render/reply-messages.ts";

export type MemberParts = AskSecretariatParts &
  CommandParts &
  DocumentWantedParts &
  FeedbackParts &
  FindParts &
  GuestParts &
  InlineParts &
  MoreParts &
  NewsParts &
  QuestionParts &
  SmallTalkParts &
  StartParts;

export interface BotParts extends MemberParts {
  readonly token: string;
  /** Address of the Bot API, and what the bot is called if that is known. */
  readonly telegram: BotConfig<DocketContext>;
  /** The way in, in this order: who it is, what is for everybody, and who is stopped. */
  readonly gate: readonly Middleware<DocketContext>[];
  /** The secretariat's commands, and what else comes before the members'. */
  readonly before: readonly Middleware<DocketContext>[];
}

export function createBot({ token, telegram, gate, before, ...parts }: BotParts): Bot<DocketContext> {
  const bot = new Bot<DocketContext>(token, telegram);
  for (const middleware of [commandsAsMeant(), ...gate, ...before]) bot.use(middleware);
  bot.use(memberHandlers(parts));
  return bot;
}

export function memberHandlers(parts: MemberParts): Composer<DocketContext> {
  const composer = new Composer<DocketContext>();
  composer.use(startHandlers(parts));
  composer.use(commandHandlers(parts));
  composer.use(findHandlers(parts));
  composer.use(documentsHandlers(parts));
  composer.use(newsHandlers(parts));
  composer.use(proofHandlers(parts));
  composer.use(moreHandlers(parts));
  composer.use(askSecretariatHandlers(parts));
  // Takes a comment that was asked for; every other text is small talk or a question.
  composer.use(feedbackHandlers(parts));
  composer.use(documentWantedHandlers(parts));
  composer.use(smallTalkHandlers(parts));
  composer.use(questionHandlers(parts));
  composer.use(inlineHandlers(parts));
  composer.use(guestHandlers(parts));
  // Forged, or from a time when buttons looked otherwise.
  composer.on("callback_query", (ctx) => answerPress(ctx, parts.log, ctx.say("button-stale")));
  return composer;
}
