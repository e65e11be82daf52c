/**
 * Signs of life while an answer is made: an eye if it is not there at once, and if it takes longer a draft that says what
 * is being done, with a button that stops it. All of it may get lost, and yields to answers (signs.ts).
 */

import type { ProgressStage } from "../../engine/engine.ts";
import type { DocketContext } from "../context.ts";
import type { Signs } from "../delivery/signs.ts";
import { topicOf } from "../render/reply-messages.ts";

export interface Progress {
  stage(stage: ProgressStage): void;
  /** No sign comes after it, so that none is shown under the answer. */
  end(): Promise<void>;
}

/** Nobody feels that as a wait. Most quoted answers are there before, and an eye would cost as many calls again. */
const EYE_MS = 100;
/** Time until which the eye is enough; and a bot that is asked more than it can answer is not to draft besides. */
const FIRST_DRAFT_MS = 1_000;
/** Telegram limits changes of one chat to about one a second. */
const BETWEEN_DRAFTS_MS = 1_100;
/** A draft lasts 30 s. https://core.telegram.org/bots/api#sendmessagedraft */
const KEEP_ALIVE_MS = 20_000;
/** "typing" lasts 5 s. */
const KEEP_TYPING_MS = 4_500;
/** A call that hangs does not hold up the answer. */
const LAST_SIGN_MS = 1_000;

export function showProgress(ctx: DocketContext, signs: Signs): Progress {
  const message = ctx.msg;
  if (message === undefined) return { stage: () => undefined, end: () => Promise.resolve() };
  const chat = message.chat.id;
  const topic = topicOf(ctx);
  // Signs of life have no place in the direct messages of a channel.
  const inTopic = topic > 0 ? { message_thread_id: topic } : {};
  const isPrivate = message.chat.type === "private";
  let current: ProgressStage = { kind: "searching" };
  let ended = false;
  let lastShown = 0;
  let timer: NodeJS.Timeout | undefined;
  let underway: Promise<unknown> = Promise.resolve();

  const seen = { chat, message: message.message_id };

  const show = (): void => {
    if (ended) return;
    lastShown = performance.now();
    underway = isPrivate
      ? signs.now("draft", () =>
          ctx.api.sendMessageDraft(chat, message.message_id, wordsOf(current, ctx), { ...inTopic, can_stop: true }),
        )
      : signs.now("typing", () => ctx.api.sendChatAction(chat, "typing", inTopic));
    showIn(isPrivate ? KEEP_ALIVE_MS : KEEP_TYPING_MS);
  };
  const showIn = (milliseconds: number): void => {
    clearTimeout(timer);
    timer = setTimeout(show, milliseconds).unref();
  };

  const eye = setTimeout(() => signs.eye(seen, ctx.api), EYE_MS).unref();
  showIn(FIRST_DRAFT_MS);
  return {
    stage(stage) {
      current = stage;
      if (lastShown === 0 || ended || !isPrivate) return;
      showIn(Math.max(0, lastShown + BETWEEN_DRAFTS_MS - performance.now()));
    },
    async end() {
      if (ended) return;
      ended = true;
      clearTimeout(eye);
      clearTimeout(timer);
      const { promise: patience, resolve } = Promise.withResolvers<void>();
      const giveUp = setTimeout(resolve, LAST_SIGN_MS);
      await Promise.race([underway, patience]);
      clearTimeout(giveUp);
      signs.over(seen);
    },
  };
}

function wordsOf(stage: ProgressStage, { say }: DocketContext): string {
  switch (stage.kind) {
    case "searching":
      return say("stage-searching");
    case "reading":
      return say("stage-reading", { passages: stage.passages });
    case "writing":
      return say("stage-writing");
    case "checking":
      return say("stage-checking");
    default:
      return stage satisfies never;
  }
}
