/**
 * A member asks: the question is searched for with what was said before, and what comes out is put into the outbox and
 * into the records in one go. A question that is changed right after it was asked is answered anew, and so is a message
 * that becomes one.
 */

import type { Message } from "@grammyjs/types";
import { Composer } from "grammy";
import { LRUCache } from "lru-cache";
import {
  type Answer,
  type AnswerRequest,
  type AnswerResult,
  type Citation,
  citationsOf,
  claimsOf,
  type Evidence,
  type IngestProgress,
  isInForce,
  type Library,
  type Turn,
} from "../../engine/engine.ts";
import { type Language, tellsNoLanguage } from "../../language/language.ts";
import { nearName } from "../../language/spelling.ts";
import { smallTalkIn } from "../../language/talk.ts";
import type { Log } from "../../operations/log.ts";
import type { ConversationContext, Rest } from "../../storage/conversations.ts";
import { IN_GROUPS, IN_PRIVATE } from "../bot-describe.ts";
import type { DocketContext } from "../context.ts";
import { asTurns, type KeptAnswer, PAUSE_MS } from "../conversation/answers.ts";
import { newId, type Records } from "../conversation/records.ts";
import type { Signs } from "../delivery/signs.ts";
import type { Say } from "../i18n/words.ts";
import { isAdmin } from "../members/access.ts";
import type { Entry, Limits } from "../members/limits.ts";
import { citationOf, replyToAnswer, shownCitations } from "../render/reply.ts";
import { citationsBehindMore } from "../render/reply-buttons.ts";
import { conversationOf, type Reply, sendReplies, sendWords } from "../render/reply-messages.ts";
import { ADMIN_COMMANDS } from "./admin/admin.ts";
import { keepProofs, namedBy } from "./proofs.ts";
import { readMessage } from "./question-read.ts";
import { viewOn } from "./question-view.ts";
import { showProgress } from "./stream.ts";

export type Ask = (request: AnswerRequest) => Promise<AnswerResult>;

export interface QuestionParts {
  readonly ask: Ask;
  readonly records: Records;
  readonly limits: Limits;
  readonly clock: () => Date;
  /** Day such as `2026-11-22`, where the organisation is. */
  readonly today: () => string;
  readonly randomBytes: (size: number) => Uint8Array;
  readonly log: Log;
  readonly library: Pick<Library, "document">;
  readonly signs: Signs;
  /** Progress of reading the documents; null where none are being read. */
  readonly ingestProgress: () => IngestProgress | null;
  /** Told of each answer, for metrics. */
  readonly onAnswer: (result: AnswerResult) => void;
}

interface Asked {
  readonly message: Message;
  readonly text: string;
  readonly about: string | null;
  /** The message had been answered when it read otherwise. */
  readonly changed: boolean;
  /** The message stands further up: whoever reads the answer must see what it answers. */
  readonly edited: boolean;
  /** Quotes are wanted in that language, where there are editions; absent: in the question's. */
  readonly readIn?: Language;
}

/** Time within which whoever mends a message still waits: the bot's name was missing, or it was too long. */
const MENDED_WITHIN_SECONDS = 15 * 60;
/** Passages kept for "More". */
const FURTHER = 4;

export function questionHandlers(parts: QuestionParts): Composer<DocketContext> {
  const composer = new Composer<DocketContext>();
  /** Albums of which a picture was seen. */
  const albums = new LRUCache<string, true>({ max: 1_000 });
  /** Answers being made, by chat and message: to be stopped. */
  const running = new Map<string, AbortController>();
  const answer = async (ctx: DocketContext, asked: Asked): Promise<void> => {
    const key = `${asked.message.chat.id} ${asked.message.message_id}`;
    const stop = new AbortController();
    // AbortSignal.any would do it with weak references, for the garbage collector to look through.
    const giveUp = (): void => stop.abort(ctx.signal.reason);
    ctx.signal.addEventListener("abort", giveUp);
    running.set(key, stop);
    try {
      await answerUnlessStopped(ctx, asked, parts, stop.signal);
    } finally {
      running.delete(key);
      ctx.signal.removeEventListener("abort", giveUp);
    }
  };
  composer.on("message", async (ctx) => {
    const reading = readMessage(ctx.message, ctx.me);
    const album = ctx.message.media_group_id;
    // One picture of an album has the words; of one without any it is said once that they are missed.
    if (reading.kind === "said" && (album === undefined || !albums.has(album))) sendWords(ctx, ctx.say(reading.key));
    if (album !== undefined) albums.set(album, true);
    if (reading.kind === "unknown-command") sendWords(ctx, unknownCommand(ctx, reading.name));
    if (reading.kind !== "question") return;
    const { message, retold } = ctx;
    const again = retold === undefined ? {} : { text: retold.question, about: null, readIn: retold.language };
    await answer(ctx, { ...reading, ...again, message, changed: false, edited: false });
  });
  composer.on("edited_message", async (ctx) => {
    const reading = readMessage(ctx.editedMessage, ctx.me);
    const { message_id: id, date, edit_date: editedAt = date } = ctx.editedMessage;
    // Whoever mends an older message, or makes a greeting of it, does not wait for an answer to it.
    if (reading.kind !== "question" || smallTalkIn(reading.text) !== null) return;
    const { newest, isAnswered: changed } = await parts.records.conversations.last(conversationOf(ctx), id);
    if (changed) {
      if (newest?.message !== id || newest.question === reading.text) return;
    } else if (editedAt - date > MENDED_WITHIN_SECONDS) {
      return;
    }
    await answer(ctx, { ...reading, message: ctx.editedMessage, changed, edited: true });
  });
  composer.on("stopped_message_generation", ({ stoppedMessageGeneration: { chat, draft_id } }) =>
    running.get(`${chat.id} ${draft_id}`)?.abort(),
  );
  return composer;
}

function unknownCommand({ access, chat, say }: DocketContext, name: string): string {
  const commands = chat?.type === "private" ? [...IN_PRIVATE, ...(isAdmin(access) ? ADMIN_COMMANDS : [])] : IN_GROUPS;
  const meant = nearName(name, commands);
  return meant === null ? say("unknown-command") : say("unknown-command-near", { command: `/${meant}` });
}

async function answerUnlessStopped(
  ctx: DocketContext,
  asked: Asked,
  parts: QuestionParts,
  stop: AbortSignal,
): Promise<void> {
  const { clock, today, signs, limits, records } = parts;
  const { message } = asked;
  const entry = await limits.enter(ctx.person.id, new Date((message.edit_date ?? message.date) * 1_000));
  if (entry.kind !== "granted") {
    return entry.told ? undefined : sendReplies(ctx, [replyToTooMany(entry, ctx.say)], message.message_id);
  }
  const progress = showProgress(ctx, signs);
  try {
    await entry.slot.turn;
    const readIn = asked.readIn ?? (tellsNoLanguage(asked.text) ? ctx.say.language : undefined);
    const since = new Date(clock().getTime() - PAUSE_MS);
    // Their earlier question, whose turn it was, may be what this one leans on.
    const context = await records.conversations.context(conversationOf(ctx), { message: message.message_id, since });
    const result = await parts.ask({
      question: asked.text,
      ...(readIn === undefined ? {} : { readIn }),
      history: historyOf(asked, context),
      ...viewOn(ctx, context.day, today()),
      asker: ctx.person.id,
      signal: stop,
      onStage: progress.stage,
    });
    await progress.end();
    ctx.signal.throwIfAborted();
    if (stop.aborted) return sendWords(ctx, ctx.say("stopped"));
    reply(ctx, { ...asked, ...(readIn === undefined ? {} : { readIn }), asOf: context.day }, result, parts);
    ctx.effects.keep({ kind: "question-counted", question: entry.slot.counted() });
    parts.onAnswer(result);
  } catch (thrown) {
    // A deadline that is over is told by whoever set it.
    if (!stop.aborted || ctx.signal.aborted) throw thrown;
    sendWords(ctx, ctx.say("stopped"));
  } finally {
    await progress.end();
    entry.slot.leave();
  }
}

/** @param asked with the day that it was answered as on; null: today */
function reply(
  ctx: DocketContext,
  asked: Asked & { readonly asOf: string | null },
  result: AnswerResult,
  parts: QuestionParts,
): void {
  const { randomBytes, clock } = parts;
  const { asOf } = asked;
  const { answer: given } = result;
  const id = newId(randomBytes);
  const shown = shownCitations(given);
  const behind = citationsBehindMore(shown);
  const besides = claimsOf(given).length > 0 ? furtherPassages(result.evidence, shown, behind.length === 0) : [];
  const further = [...behind, ...besides];
  const proofs = keepProofs(ctx, shown, parts);
  if (given.kind === "answered" && given.standing !== undefined) {
    ctx.effects.shows(namedBy(given.standing.standing, parts.library), ctx.person.id);
  }
  const replies = replyToAnswer(given, {
    say: ctx.say,
    answer: id,
    more: further.length > 0,
    changed: asked.changed,
    proofs,
    notice: result.notice,
    firstRead: result.firstRead ?? null,
    language: asked.readIn ?? result.question?.language ?? ctx.say.language,
    unmentioned: result.unmentioned,
    terms: result.terms,
    hasDocuments: result.evidence.length > 0,
    reading: parts.ingestProgress(),
    asOf,
  });
  const inGroup = ctx.chat?.type !== "private";
  sendReplies(ctx, replies, inGroup || asked.edited ? asked.message.message_id : undefined);
  if (given.kind === "refused") return;
  const kept: KeptAnswer = {
    id,
    ...conversationOf(ctx),
    message: asked.message.message_id,
    question: asked.text,
    kind: given.kind,
    further,
    language: result.question?.language ?? ctx.say.language,
    text: textOf(given),
    at: clock(),
    // An answer about a past day stays true.
    rests: asOf === null && given.kind === "answered" ? restsOf(given, proofs) : [],
  };
  ctx.effects.keep({ kind: "answered", answer: kept });
}

/** A reply to certain words leans on them; otherwise on what was said before. */
function historyOf({ about }: Asked, context: ConversationContext): readonly Turn[] {
  const turns = asTurns(context.turns);
  if (about === null) return turns;
  return [...turns, { role: "user", content: about }, { role: "assistant", content: about }];
}

/** @param anew their numbers begin with 1; else after those of the answer, some of which stand before them */
function furtherPassages(evidence: readonly Evidence[], shown: readonly Citation[], anew: boolean): Citation[] {
  return evidence
    .filter(
      ({ passage: { document, start, end } }) =>
        !shown.some((quote) => quote.document.id === document.id && quote.start < end && start < quote.end),
    )
    .slice(0, FURTHER)
    .map((found, index) => citationOf(found, (anew ? 0 : shown.length) + index + 1));
}

function restsOf(given: Answer, proofs: ReadonlyMap<number, string>): readonly Rest[] {
  return citationsOf(claimsOf(given)).flatMap(({ mark, standing }) => {
    const proof = proofs.get(mark);
    return proof === undefined ? [] : [{ proof, held: isInForce(standing) }];
  });
}

function textOf(given: Answer): string {
  return claimsOf(given)
    .map(({ text }) => text)
    .join(" ");
}

function replyToTooMany(entry: Exclude<Entry, { kind: "granted" }>, say: Say): Reply {
  if (entry.kind === "waiting") {
    return { text: say("limit-waiting", { questions: entry.questions }), entities: [], keyboard: [] };
  }
  const { until, questions } = entry;
  const shown = say.moment(until);
  const text = say(`limit-${entry.kind}`, { questions, until: shown });
  // Apps show the member's own time in its place; whoever has an old one reads the zone.
  const entity = {
    type: "date_time" as const,
    offset: text.indexOf(shown),
    length: shown.length,
    unix_time: Math.ceil(until.getTime() / 1_000),
    date_time_format: "Dt" as const,
  };
  return { text, entities: [entity], keyboard: [] };
}
