/**
 * Answers who greets, thanks, or asks about the bot itself: in a sentence, without a search. It is no question, so it is
 * not counted or kept, and a follow-up after it still leans on what was asked before.
 */

import { Composer } from "grammy";
import type { Locale } from "../answering/wording.ts";
import type { DocketContext } from "./context.ts";
import { readMessage } from "./question-read.ts";
import { sendWords } from "./reply/reply-send.ts";
import { smallTalkIn } from "./small-talk-words.ts";
import { privacyText, type StartParts } from "./start.ts";
import type { Say } from "./words.ts";

export interface SmallTalkParts extends Pick<StartParts, "provider" | "retentionDays"> {
  readonly sayIn: (locale: Locale) => Say;
}

export function smallTalkHandlers(parts: SmallTalkParts): Composer<DocketContext> {
  const composer = new Composer<DocketContext>();
  composer.on("message", (ctx, next) => {
    const reading = readMessage(ctx.message, ctx.me);
    const talk = reading.kind === "question" ? smallTalkIn(reading.text) : null;
    if (reading.kind !== "question" || talk === null) return next();
    const say = inTheirWords(reading.text, ctx.say, parts);
    sendWords(ctx, talk === "privacy" ? privacyText(say, parts) : say(`talk-${talk}`));
  });
  return composer;
}

/** Who writes Chinese reads it, whatever their app speaks; and who writes letters alone does not read it for sure. */
function inTheirWords(text: string, say: Say, { sayIn }: SmallTalkParts): Say {
  if (/\p{Script=Han}/u.test(text)) return sayIn("zh");
  return /\p{L}/u.test(text) ? sayIn("en") : say;
}
