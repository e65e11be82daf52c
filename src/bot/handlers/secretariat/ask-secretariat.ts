/** A member puts a question to the secretariat, sees where it stands, and may take it back. */

import { Composer } from "grammy";
import type { DocketContext } from "../../context.ts";
import type { Records } from "../../conversation/records.ts";
import { BUTTONS, button } from "../../render/reply-buttons.ts";
import { shortened } from "../../render/reply-cut.ts";
import { linkless } from "../../render/reply-linkless.ts";
import { asReplies } from "../../render/reply-messages.ts";
import { answerPress, sendReplies, sendWords } from "../../render/reply-send.ts";
import { plain } from "../../render/reply-text.ts";
import { answerHere } from "../question-more.ts";
import { type NearestParts, nearestTo } from "./nearest.ts";
import type { Secretariat } from "./secretariat.ts";

export interface AskSecretariatParts extends NearestParts {
  readonly secretariat: Pick<Secretariat, "put" | "change">;
  readonly records: Records;
  readonly clock: () => Date;
}

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
