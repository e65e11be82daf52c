/**
 * `/start`: what this is, what is kept, and where questions go; or, with a proof's name behind it, that proof. Invitations
 * are read before. First steps: a member is shown three questions that the library can be asked, made of its own headings,
 * and the collections that are theirs to see; an admin a checklist that ticks itself.
 */

import type { InlineKeyboardButton } from "@grammyjs/types";
import { Composer } from "grammy";
import { collectionName, type Library, type LibraryDocument } from "../../engine/engine.ts";
import type { DocketContext } from "../context.ts";
import type { Outgoing } from "../delivery/effects.ts";
import type { Say } from "../i18n/words.ts";
import { isAdmin, maySee } from "../members/access.ts";
import { BUTTONS, button, PROOF_PAYLOAD } from "../render/reply-buttons.ts";
import { addressOf, answerPress, changeMessage, sendWords } from "../render/reply-messages.ts";
import { linkless } from "../render/reply-text.ts";
import { openProof, type ProofParts } from "./proofs.ts";
import { worksAmong } from "./works.ts";

export interface StartParts extends ProofParts {
  readonly library: ProofParts["library"] & ExampleParts["library"];
  /** For the admins' checklist. */
  readonly setUp: () => Promise<SetUp>;
  /** Name of the service, for members; null where no model writes and nothing leaves this machine. */
  readonly provider: string | null;
  readonly retentionDays: number;
  /** Tells whether the person has written before. */
  isKnown(person: number): Promise<boolean>;
}

export function startHandlers(parts: StartParts): Composer<DocketContext> {
  const composer = new Composer<DocketContext>();
  composer.chatType("private").command("start", async (ctx) => {
    const { say } = ctx;
    const [, proof] = PROOF_PAYLOAD.exec(ctx.match) ?? [];
    if (proof !== undefined) {
      await openProof(ctx, proof, parts);
      // Whoever comes in by a link hears what is kept as well.
      return (await parts.isKnown(ctx.person.id)) ? undefined : sendWords(ctx, privacyText(say, parts));
    }
    if (ctx.match.startsWith("p_")) return sendWords(ctx, say("proof-not-found"));
    sendWords(ctx, [say("start"), privacyText(say, parts)].join("\n\n"));
    if (isAdmin(ctx.access)) return sendWords(ctx, checklistFor(ctx, await parts.setUp()), checklistButtons(ctx));
    const examples = examplesFor(ctx, parts);
    if (examples !== null) ctx.effects.send(examples);
  });
  composer.callbackQuery(BUTTONS.firstSteps.pattern, async (ctx) => {
    const isTheirs = isAdmin(ctx.access) && ctx.chat?.type === "private";
    const text = isTheirs ? checklistFor(ctx, await parts.setUp()) : null;
    if (text !== null) changeMessage(ctx, { text, entities: [], keyboard: checklistButtons(ctx) });
    await answerPress(ctx, parts.log, text === null ? ctx.say("admin-only") : undefined);
  });
  // Telegram writes `/start@bot` where somebody adds the bot to a group; `/start` alone may be for another one.
  composer.chatType(["group", "supergroup"]).command("start", (ctx, next) => {
    if (!ctx.msg.text.startsWith("/start@")) return next();
    sendWords(ctx, ctx.say("start"));
  });
  return composer;
}

/** Tells a member what is kept of them, and where their questions go. */
export function privacyText(
  say: Say,
  { provider, retentionDays }: Pick<StartParts, "provider" | "retentionDays">,
): string {
  const leaves = say(provider === null ? "start-nothing-leaves" : "start-provider", { provider: provider ?? "" });
  return [say("start-kept", { days: retentionDays }), leaves].join("\n\n");
}

interface ExampleParts {
  readonly library: Pick<Library, "documents" | "version" | "editions">;
}

const EXAMPLES = 3;
/** A button shows so much on a phone. */
const HEADING_CHARACTERS = 60;
/** Looked through for headings; a library may have thousands. */
const MOST_DOCUMENTS = 50;
const MOST_COLLECTIONS = 12;

/** With the questions as keys, which send themselves; null where there are no documents to ask. */
function examplesFor(ctx: DocketContext, { library }: ExampleParts): Outgoing | null {
  const { say, access, person } = ctx;
  const editions = library.editions();
  const seen = library.documents().filter((document) => editions.isOpen(document, (name) => maySee(access, name)));
  const works = worksAmong(seen, editions, say.language).map(({ document }) => document);
  const examples = examplesIn(works, ctx, library);
  if (examples.length === 0) return null;
  const counts = Map.groupBy(works, ({ collection }) => collectionName(collection));
  const named = [...counts.values()].flatMap(([first]) => first ?? []);
  ctx.effects.shows([...examples.map(({ document }) => document), ...named.slice(0, MOST_COLLECTIONS + 1)], person.id);
  const collections = [...counts]
    .filter(([name]) => name !== "")
    .slice(0, MOST_COLLECTIONS)
    .map(([name, documents]) => `• ${linkless(name)} (${documents.length})`);
  const text = [
    say("start-examples"),
    ...(collections.length > 0 ? [[say("start-collections"), ...collections].join("\n")] : []),
  ].join("\n\n");
  const keyboard = examples.map(({ text: example }) => [{ text: example }]);
  const reply_markup = { keyboard, one_time_keyboard: true, resize_keyboard: true };
  return { method: "sendMessage", payload: { ...addressOf(ctx), text, reply_markup }, person: person.id };
}

/** Headings that are questions first, those in the member's language before others, each of another document. */
function examplesIn(documents: readonly LibraryDocument[], { say }: DocketContext, library: ExampleParts["library"]) {
  const own = documents.toSorted((one, other) => rankOf(one, say.language) - rankOf(other, say.language));
  const found = own.slice(0, MOST_DOCUMENTS).flatMap((document) => {
    const version = library.version(document.version);
    const headings = (version?.blocks ?? [])
      .filter(({ kind }) => kind === "heading")
      .map(({ start, end }) => version?.text.slice(start, end).trim() ?? "")
      .filter(
        (heading) => heading !== document.title && heading.length <= HEADING_CHARACTERS && /\p{L}/u.test(heading),
      );
    const question = headings.find((heading) => /[?？]$/u.test(heading));
    const heading = question ?? headings[0];
    if (heading === undefined) return [];
    return [{ document, isQuestion: question !== undefined, text: question ?? say("start-example", { heading }) }];
  });
  const inOrder = [...found.filter(({ isQuestion }) => isQuestion), ...found.filter(({ isQuestion }) => !isQuestion)];
  return [...new Map(inOrder.toReversed().map((example) => [example.text, example])).values()]
    .toReversed()
    .slice(0, EXAMPLES);
}

function rankOf({ language }: LibraryDocument, wanted: string): number {
  return language === wanted ? 0 : 1;
}

/** What an admin has set up, as it is now. */
interface SetUp {
  readonly documents: number;
  /** Of the collections, those for some members only. */
  readonly restricted: number;
  /** People besides the admins, or a group, or everybody. */
  readonly members: boolean;
  readonly secretariatChat: boolean;
}

function checklistFor({ say, me }: DocketContext, setUp: SetUp): string {
  const line = (isDone: boolean, key: string, values = {}): string => `${isDone ? "✅" : "☐"} ${say(key, values)}`;
  return [
    say("first-title"),
    [
      line(setUp.documents > 0, "first-documents", { count: setUp.documents }),
      line(setUp.restricted > 0, "first-collections", { count: setUp.restricted }),
      line(setUp.members, "first-members"),
      line(setUp.secretariatChat, "first-secretariat"),
      line(me.can_read_all_group_messages, "first-privacy", { on: me.can_read_all_group_messages ? "no" : "yes" }),
      line(me.supports_inline_queries, "first-inline", { bot: `@${me.username}` }),
    ].join("\n"),
  ].join("\n\n");
}

function checklistButtons({ say }: DocketContext): InlineKeyboardButton[][] {
  return [[button(say("first-again"), BUTTONS.firstSteps.data())]];
}
