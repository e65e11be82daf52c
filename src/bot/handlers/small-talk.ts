/**
 * Answers who greets, thanks, asks about the bot itself, or speaks of the last answer ("in Chinese please", "why?",
 * "more"): in a sentence, without a search. It is no question, so it is not counted or kept, and a follow-up after it
 * still leans on what was asked before. What would take a language model says so, and offers what there is.
 */

import { Composer } from "grammy";
import { type Locale, languageOfLocale } from "../../language/language.ts";
import { type AnswerTalk, answerTalkIn, smallTalkIn } from "../../language/talk.ts";
import { chineseLocaleFor } from "../../language/zh/han.ts";
import type { DocketContext } from "../context.ts";
import { keptAnswer } from "../conversation/answers.ts";
import type { Say } from "../i18n/words.ts";
import { conversationOf, sendWords } from "../render/reply-messages.ts";
import type { CommandParts } from "./conversation-commands.ts";
import { type DocumentsParts, listDocuments } from "./documents-list.ts";
import { type MoreParts, showFurther } from "./find.ts";
import { readMessage } from "./question-read.ts";
import { privacyText, type StartParts } from "./start.ts";

export interface SmallTalkParts
  extends Pick<StartParts, "provider" | "retentionDays">,
    Pick<CommandParts, "sayIn">,
    MoreParts,
    DocumentsParts {
  readonly library: MoreParts["library"] & DocumentsParts["library"];
}

export function smallTalkHandlers(parts: SmallTalkParts): Composer<DocketContext> {
  const composer = new Composer<DocketContext>();
  composer.on("message", async (ctx, next) => {
    const reading = readMessage(ctx.message, ctx.me);
    if (reading.kind !== "question") return next();
    ctx.say = inTheirWords(reading.text, ctx.say, parts);
    const ofAnswer = answerTalkIn(reading.text);
    // "Why?" of words that are quoted asks for what those words do not say.
    const asksOn = ofAnswer?.kind === "proof" && ctx.message.quote !== undefined;
    if (ofAnswer !== null && !asksOn) return (await speakOfAnswer(ctx, ofAnswer, parts)) ? next() : undefined;
    const talk = smallTalkIn(reading.text);
    if (talk === null) return next();
    if (talk === "documents") return listDocuments(ctx, 1, parts);
    sendWords(ctx, talk === "privacy" ? privacyText(ctx.say, parts) : ctx.say(`talk-${talk}`));
  });
  return composer;
}

/** @returns whether it is still to be answered: the last question once more, or by the model */
async function speakOfAnswer(ctx: DocketContext, talk: AnswerTalk, parts: SmallTalkParts): Promise<boolean> {
  const { provider, records, sayIn } = parts;
  const { newest: stored } = await records.conversations.last(conversationOf(ctx), null);
  const newest = stored === null ? null : keptAnswer(stored);
  // Where nothing was found, there is nothing to be said again.
  const last = newest?.kind === "not-found" ? null : newest;
  const tellAgain = (locale: Locale): boolean => {
    if (last === null) return false;
    ctx.retold = { question: last.question, language: languageOfLocale(locale) };
    return true;
  };
  switch (talk.kind) {
    case "speak": {
      const locale = talk.locale ?? ctx.say.locale;
      const { person } = ctx;
      ctx.effects.keep({ kind: "language-chosen", person, locale });
      ctx.say = sayIn(locale);
      sendWords(ctx, ctx.say("language-chosen"));
      return tellAgain(locale);
    }
    case "translate": {
      if (provider !== null && last !== null) return true;
      const locale = talk.locale ?? ctx.say.locale;
      sendWords(ctx, ctx.say(last === null ? "talk-nothing-yet" : `talk-translate-${languageOfLocale(locale)}`));
      return tellAgain(locale);
    }
    case "again":
      if (last === null) sendWords(ctx, ctx.say("talk-nothing-yet"));
      return tellAgain(ctx.say.locale);
    case "more":
      if (last === null || !showFurther(ctx, last, parts)) {
        sendWords(ctx, ctx.say(last === null ? "talk-nothing-yet" : "talk-no-more"));
      }
      return false;
    case "proof":
    case "shorter":
      if (provider !== null && last !== null) return true;
      sendWords(ctx, ctx.say(last === null ? "talk-nothing-yet" : `talk-${talk.kind}`));
      return false;
    default:
      return talk satisfies never;
  }
}

/** Who writes Chinese reads it, whatever their app speaks; and who writes letters alone does not read it for sure. */
function inTheirWords(text: string, say: Say, { sayIn }: Pick<SmallTalkParts, "sayIn">): Say {
  if (smallTalkIn(text) === null && answerTalkIn(text) === null) return say;
  if (/\p{Script=Han}/u.test(text)) return sayIn(chineseLocaleFor(text, say.locale));
  return /\p{L}/u.test(text) ? sayIn("en") : say;
}
