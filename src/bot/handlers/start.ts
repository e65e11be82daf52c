/**
 * `/start`: what this is, what is kept, and where questions go; or, with a proof's name behind it, that proof. Invitations
 * are read before. First steps: a member is shown three questions that the library can be asked, made of its own headings,
 * and the collections that are theirs to see; an admin a checklist that ticks itself.
 */

import { Composer } from "grammy";
import { collectionName, type Library, type LibraryDocument } from "../../engine/engine.ts";
import type { Log } from "../../operations/log.ts";
import type { DocketContext } from "../context.ts";
import type { Outgoing } from "../delivery/effects.ts";
import type { Say } from "../i18n/words.ts";
import { isAdmin, maySee } from "../members/access.ts";
import { BUTTONS, button, PROOF_PAYLOAD } from "../render/reply-buttons.ts";
import { addressOf, sendWords } from "../render/reply-messages.ts";
import { linkless, shortened } from "../render/reply-text.ts";
import { type ChecklistParts, checklistHandlers, sendChecklist } from "./checklist.ts";
import { documentKey } from "./documents-list.ts";
import { openProof, type ProofParts } from "./proofs.ts";
import { worksAmong } from "./works.ts";

export interface StartParts extends ProofParts, ChecklistParts {
  readonly log: Log;
  readonly library: ProofParts["library"] & ExampleParts["library"];
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
    if (isAdmin(ctx.access)) return await sendChecklist(ctx, parts);
    for (const message of firstStepsFor(ctx, parts)) ctx.effects.send(message);
  });
  composer.use(checklistHandlers(parts));
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
const COLLECTION_CHARACTERS = 40;

/** The collections as buttons, and the questions as keys, which send themselves; nothing where there are no documents. */
function firstStepsFor(ctx: DocketContext, { library }: ExampleParts): readonly Outgoing[] {
  const { say, access, person } = ctx;
  const editions = library.editions();
  const seen = library.documents().filter((document) => editions.isOpen(document, (name) => maySee(access, name)));
  const works = worksAmong(seen, editions, say.language).map(({ document }) => document);
  const examples = examplesIn(works, ctx, library);
  if (examples.length === 0) return [];
  const counts = Map.groupBy(works, ({ collection }) => collectionName(collection));
  const named = [...counts.values()].flatMap(([first]) => first ?? []);
  ctx.effects.shows([...examples.map(({ document }) => document), ...named.slice(0, MOST_COLLECTIONS + 1)], person.id);
  const collections = [...counts]
    .filter(([name]) => name !== "")
    .slice(0, MOST_COLLECTIONS)
    .map(([name, documents]) => [
      button(
        `${linkless(shortened(name, COLLECTION_CHARACTERS))} (${documents.length})`,
        BUTTONS.collectionDocuments.data(documentKey(name), 1),
      ),
    ]);
  const keyboard = examples.map(({ text: example }) => [{ text: example }]);
  const reply_markup = { keyboard, one_time_keyboard: true, resize_keyboard: true };
  const send = (text: string, markup: object): Outgoing => ({
    method: "sendMessage",
    payload: { ...addressOf(ctx), text, reply_markup: markup },
    person: person.id,
  });
  const shelves = send(say("start-collections"), { inline_keyboard: collections });
  return [...(collections.length === 0 ? [] : [shelves]), send(say("start-examples"), reply_markup)];
}

/** A heading's number is no part of what it is about: 一、 第三条 （二） 2.1 */
const HEADING_NUMBER =
  /^(?:第[\d〇零一二三四五六七八九十百]+[章节節条條款篇部分]+|[（(][\d一二三四五六七八九十]+[）)]|[\d一二三四五六七八九十]+[、.．)）]|\d+(?:\.\d+)+)\s*/u;

/**
 * Headings that are questions first, each of another document; of documents in another language only where none is in the
 * member's.
 */
function examplesIn(documents: readonly LibraryDocument[], { say }: DocketContext, library: ExampleParts["library"]) {
  const spoken = documents.filter(({ language }) => language === say.language);
  const own = spoken.length > 0 ? spoken : documents;
  const found = own.slice(0, MOST_DOCUMENTS).flatMap((document) => {
    const version = library.version(document.version);
    const headings = (version?.blocks ?? [])
      .filter(({ kind }) => kind === "heading")
      .map(({ start, end }) => (version?.text.slice(start, end) ?? "").trim().replace(HEADING_NUMBER, ""))
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
