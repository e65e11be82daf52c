/** A member puts a question to the secretariat, sees where it stands, and may take it back. */

import { Composer } from "grammy";
import type { Citation } from "../../answering/answer.ts";
import type { Records } from "../../conversation/records.ts";
import { errorText } from "../../errors.ts";
import type { Log } from "../../operations/log.ts";
import { asQuestion } from "../../search/question.ts";
import type { Find } from "../../search/search.ts";
import { shortened } from "../admin/admin-wording.ts";
import type { DocketContext } from "../context.ts";
import { answerHere } from "../question-more.ts";
import { citationOf } from "../reply/reply.ts";
import { BUTTONS, button } from "../reply/reply-buttons.ts";
import { linkless } from "../reply/reply-linkless.ts";
import { asReplies } from "../reply/reply-messages.ts";
import { answerPress, sendReplies, sendWords } from "../reply/reply-send.ts";
import { plain } from "../reply/reply-text.ts";
import type { Secretariat } from "./secretariat.ts";

export interface AskSecretariatParts {
  readonly secretariat: Pick<Secretariat, "put" | "change">;
  readonly records: Records;
  readonly find: Find;
  /** As `2026-11-22`, where the organisation is. */
  readonly today: () => string;
  readonly clock: () => Date;
  readonly log: Log;
}

/** Passages on a card. */
const NEAREST = 4;
/** Of a member's own questions. */
const SHOWN = 10;
const QUESTION_CHARACTERS = 200;

export function askSecretariatHandlers(parts: AskSecretariatParts): Composer<DocketContext> {
  const { secretariat, records, clock, log } = parts;
  const composer = new Composer<DocketContext>();
  composer.callbackQuery(BUTTONS.askSecretariat.pattern, async (ctx) => {
    const kept = answerHere(ctx, ctx.match[1], records);
    const { person, say } = ctx;
    if (kept?.person !== person.id) return answerPress(ctx, log, say("button-stale"));
    if (records.unanswered.has(kept.id)) return answerPress(ctx, log, say("secretariat-has-it"));
    const { id: answer, chat, topic, message, question, language } = kept;
    const nearest = await nearestTo(question, ctx, parts);
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
    const asked = records.unanswered.ofPerson(person.id, SHOWN);
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

/** Of all collections: who is shown which of them is decided for each card. None where searching fails. */
async function nearestTo(
  words: string,
  { signal }: DocketContext,
  { find, today, log }: AskSecretariatParts,
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
