/** A member puts a question to the secretariat, sees where it stands, and may take it back. */

import { Composer } from "grammy";
import { asQuestion, type Citation, type Find } from "../../../engine/engine.ts";
import { errorText } from "../../../errors.ts";
import type { Log } from "../../../operations/log.ts";
import type { DocketContext } from "../../context.ts";
import type { Records } from "../../conversation/records.ts";
import { citationOf } from "../../render/reply.ts";
import { BUTTONS, button } from "../../render/reply-buttons.ts";
import { answerPress, asReplies, sendReplies, sendWords } from "../../render/reply-messages.ts";
import { linkless, plain, shortened } from "../../render/reply-text.ts";
import { answerHere } from "../find.ts";
import type { Secretariat } from "./secretariat.ts";

export interface AskSecretariatParts extends NearestParts {
  readonly secretariat: Pick<Secretariat, "put" | "change">;
  readonly records: Records;
  readonly clock: () => Date;
}

/** Number of a member's own questions that are shown. */
const SHOWN = 10;
const QUESTION_CHARACTERS = 200;

export function askSecretariatHandlers(parts: AskSecretariatParts): Composer<DocketContext> {
  const { secretariat, records, clock, log } = parts;
  const composer = new Composer<DocketContext>();
  composer.callbackQuery(BUTTONS.askSecretariat.pattern, async (ctx) => {
    const kept = await answerHere(ctx, ctx.match[1], records);
    const { person, say } = ctx;
    if (kept?.person !== person.id) return answerPress(ctx, log, say("button-stale"));
    if (records.unanswered.has(kept.id)) return answerPress(ctx, log, say("secretariat-has-it"));
    const { id: answer, chat, topic, message, question, language } = kept;
    const nearest = await nearestTo(question, ctx.signal, parts);
    const asker = { person: person.id, name: person.name, username: person.username };
    const put = { answer, ...asker, chat, topic, message, question, language, nearest, at: clock() };
    ctx.effects.decide(() => secretariat.put(put));
    await answerPress(ctx, log, say("secretariat-asked"));
  });
  composer.callbackQuery(BUTTONS.withdraw.pattern, async (ctx) => {
    const { say, person } = ctx;
    const question = records.unanswered.find(Number(ctx.match[1]));
    if (question?.person !== person.id) return answerPress(ctx, log, say("button-stale"));
    ctx.effects.decide(() => secretariat.change(question.id, { state: "withdrawn", handler: null }) ?? []);
    await answerPress(ctx, log);
  });
  composer.command("asked", (ctx) => {
    const { say, person, chat } = ctx;
    if (chat.type !== "private") return sendWords(ctx, say("own-private"));
    // A question that the secretariat took up by itself is the member's to see once it is answered.
    const asked = records.unanswered
      .ofPerson(person.id, SHOWN)
      .filter(({ origin, reply }) => origin === "asked" || reply !== null);
    if (asked.length === 0) return sendWords(ctx, say("asked-none"));
    const lines = asked.map(({ id, question, state, reply }) => {
      const words = linkless(shortened(question.replaceAll(/\s+/gu, " "), QUESTION_CHARACTERS));
      const answer = reply === null ? "" : `\n→ ${shortened(reply, QUESTION_CHARACTERS)}`;
      return { content: plain(`${say("asked-line", { id, state })}\n${words}${answer}`), before: "\n\n" };
    });
    const open = asked.filter(({ state }) => ["waiting", "seen", "taken"].includes(state));
    const withdraw = open.map(({ id }) => [button(say("asked-withdraw", { id }), BUTTONS.withdraw.data(id))]);
    sendReplies(ctx, asReplies([{ content: plain(say("asked-title")), before: "" }, ...lines], withdraw));
  });
  return composer;
}

export interface NearestParts {
  readonly find: Find;
  /** Day such as `2026-11-22`, where the organisation is. */
  readonly today: () => string;
  readonly log: Log;
}

/** Passages on a card. */
const NEAREST = 4;

/**
 * Nearest passages to a question, for its card. Of all collections: who is shown which of them is decided for each
 * card. None where searching fails.
 */
export async function nearestTo(
  words: string,
  signal: AbortSignal,
  { find, today, log }: NearestParts,
): Promise<readonly Citation[]> {
  const question = asQuestion(words);
  if ("problem" in question) return [];
  try {
    const evidence = await find({ question, day: today(), signal });
    return evidence.slice(0, NEAREST).map((found, index) => citationOf(found, index + 1));
  } catch (thrown) {
    signal.throwIfAborted();
    log.warn("A question goes to the secretariat without passages", { reason: errorText(thrown) });
    return [];
  }
}
