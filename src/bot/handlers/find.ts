/** `/search words`: the passages that have to do with them, by page, without an answer made of them. */

import { Composer } from "grammy";
import { asQuestion, type Citation, type Find, type Library, type QuestionProblem } from "../../engine/engine.ts";
import type { Log } from "../../operations/log.ts";
import type { DocketContext } from "../context.ts";
import { type KeptAnswer, keptAnswer } from "../conversation/answers.ts";
import { newId, type Records } from "../conversation/records.ts";
import { citationOf, PASSAGES_A_PAGE, replyWithPassages } from "../render/reply.ts";
import { BUTTONS, moreKeyboard, pageOfList, turnButtons } from "../render/reply-buttons.ts";
import {
  answerPress,
  changeMessage,
  conversationOf,
  type Reply,
  sendReplies,
  sendWords,
} from "../render/reply-messages.ts";
import { keepProofs, type ProofKeeping } from "./proofs.ts";
import { maySeeCited, viewOn } from "./question-view.ts";

export interface FindParts extends ProofKeeping {
  readonly find: Find;
  readonly records: Records;
  /** Day such as `2026-11-22`, where the organisation is. */
  readonly today: () => string;
  readonly log: Log;
}

export function findHandlers(parts: FindParts): Composer<DocketContext> {
  const { records, clock, randomBytes, log } = parts;
  const composer = new Composer<DocketContext>();
  composer.command("search", async (ctx) => {
    const { say, person } = ctx;
    const words = ctx.match.trim();
    const { day: asOf } = await records.conversations.context(conversationOf(ctx), { message: 0, since: clock() });
    const found = await findPassages(ctx, words, parts, asOf);
    if ("problem" in found)
      return sendWords(ctx, say(found.problem === "too-long" ? "refused-too-long" : "search-without-words"));
    const id = newId(randomBytes);
    const at = clock();
    ctx.effects.keep({ kind: "searched", search: { id, person: person.id, words, at } });
    sendReplies(ctx, pageOf(ctx, found, { id, page: 1, asOf }, parts), ctx.msg?.message_id);
  });
  // The pages of one search are of one day, also where `/asof` has named another one since.
  composer.callbackQuery([BUTTONS.search.pattern, BUTTONS.searchOnDay.pattern], async (ctx) => {
    const { say, person } = ctx;
    const [, id = "", page = "", asOf = null] = ctx.match;
    const words = await records.conversations.wordsOf(id, person.id);
    const found = words === null ? null : await findPassages(ctx, words, parts, asOf);
    if (found === null || "problem" in found) return answerPress(ctx, log, say("button-stale"));
    const [reply] = pageOf(ctx, found, { id, page: Number(page), asOf }, parts);
    if (reply !== undefined) changeMessage(ctx, reply);
    await answerPress(ctx, log);
  });
  return composer;
}

interface Found {
  /** Citations with marks from 1, best first. */
  readonly citations: readonly Citation[];
  /** The words themselves stand in none of the passages. */
  readonly byMeaningAlone: boolean;
}

/** @param asOf the day to search as on; null: today */
export async function findPassages(
  ctx: DocketContext,
  words: string,
  { find, today }: Pick<FindParts, "find" | "today">,
  asOf: string | null = null,
): Promise<Found | { readonly problem: QuestionProblem }> {
  const question = asQuestion(words);
  if ("problem" in question) return question;
  const evidence = await find({ question, ...viewOn(ctx, asOf, today()), signal: ctx.signal });
  return {
    citations: evidence.map((found, index) => citationOf(found, index + 1)),
    byMeaningAlone: !evidence.some(({ rankings: { words: place } }) => place.rank !== null && place.score > 0),
  };
}

function pageOf(
  ctx: DocketContext,
  { citations: all, byMeaningAlone }: Found,
  { id, page: wanted, asOf }: { readonly id: string; readonly page: number; readonly asOf: string | null },
  parts: FindParts,
): Reply[] {
  const { say } = ctx;
  const { page, pages, shown } = pageOfList(all, wanted, PASSAGES_A_PAGE);
  const found = byMeaningAlone ? "search-none-with-words" : "search-found";
  const heading = all.length === 0 ? say("search-nothing") : say(found, { page, pages });
  return replyWithPassages(heading, shown, {
    say,
    proofs: keepProofs(ctx, shown, parts),
    asOf,
    turns: turnButtons(page, pages, (to) =>
      asOf === null ? BUTTONS.search.data(id, to) : BUTTONS.searchOnDay.data(id, to, asOf),
    ),
  });
}

export interface MoreParts extends ProofKeeping {
  readonly records: Records;
  readonly library: Pick<Library, "document" | "editions">;
  readonly log: Log;
}

/** The button under an answer that leads on to more passages. */
export function moreHandlers(parts: MoreParts): Composer<DocketContext> {
  const { records, log } = parts;
  const composer = new Composer<DocketContext>();
  composer.callbackQuery(BUTTONS.more.pattern, async (ctx) => {
    const kept = await answerHere(ctx, ctx.match[1], records);
    if (kept === null || !showFurther(ctx, kept, parts)) return answerPress(ctx, log, ctx.say("button-stale"));
    await answerPress(ctx, log);
  });
  return composer;
}

/** @returns false where there is nothing more that they may see */
export function showFurther(ctx: DocketContext, kept: KeptAnswer, parts: MoreParts): boolean {
  const further = kept.further.filter(({ document }) => maySeeCited(ctx.access, document, parts.library));
  if (further.length === 0) return false;
  const proofs = keepProofs(ctx, further, parts);
  const turns = moreKeyboard(kept.kind, kept.id, ctx.say);
  const replies = replyWithPassages(ctx.say("more-passages"), further, { say: ctx.say, proofs, turns });
  sendReplies(ctx, replies, ctx.msg?.message_id);
  return true;
}

/** The answer that a button is under; null where it was forged, or the answer is not kept any more. */
export async function answerHere(
  ctx: DocketContext,
  id: string | undefined,
  records: Pick<Records, "conversations">,
): Promise<KeptAnswer | null> {
  const kept = await findAnswer(id ?? "", records);
  return kept !== null && kept.chat === ctx.chat?.id ? kept : null;
}

/** Null where it is not kept any more. */
export async function findAnswer(
  id: string,
  { conversations }: Pick<Records, "conversations">,
): Promise<KeptAnswer | null> {
  const stored = await conversations.answer(id);
  return stored === null ? null : keptAnswer(stored);
}
