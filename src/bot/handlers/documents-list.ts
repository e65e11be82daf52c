/** `/documents`: the documents that the member may see, with their standing today, eight a page. */

import { createHash } from "node:crypto";
import { Composer } from "grammy";
import {
  collectionName,
  dateText,
  factKey,
  factsKnown,
  isInForce,
  type KnownFact,
  type Library,
  type LibraryDocument,
  originKey,
  type Validity,
  validityText,
} from "../../engine/engine.ts";
import type { Log } from "../../operations/log.ts";
import type { DocketContext } from "../context.ts";
import type { Say } from "../i18n/words.ts";
import { maySee } from "../members/access.ts";
import { foldedQuote } from "../render/reply.ts";
import { BUTTONS, button, pageOfList, turnButtons } from "../render/reply-buttons.ts";
import {
  answerPress,
  asReplies,
  type Block,
  changeMessage,
  type Reply,
  sendReplies,
} from "../render/reply-messages.ts";
import { beginningOf, joined, linkless, plain, styled } from "../render/reply-text.ts";
import { namedBy } from "./proofs.ts";
import { viewOf } from "./question-view.ts";
import { type Work, worksAmong } from "./works.ts";

export interface DocumentsParts {
  readonly library: Pick<Library, "document" | "documents" | "validityIndex" | "editions" | "version">;
  /** Day such as `2026-11-22`, where the organisation is. */
  readonly today: () => string;
  readonly log: Log;
}

const DOCUMENTS_A_PAGE = 8;
const TITLE_CODE_POINTS = 200;
const FACTS_CODE_POINTS = 200;

export function documentsHandlers(parts: DocumentsParts): Composer<DocketContext> {
  const composer = new Composer<DocketContext>();
  composer.command("documents", (ctx) => listDocuments(ctx, 1, parts));
  composer.callbackQuery(BUTTONS.documents.pattern, async (ctx) => {
    const [reply] = pageFor(ctx, Number(ctx.match[1]), parts);
    if (reply !== undefined) changeMessage(ctx, reply);
    await answerPress(ctx, parts.log);
  });
  composer.callbackQuery(BUTTONS.collectionDocuments.pattern, async (ctx) => {
    const [, collection = "", page] = ctx.match;
    const [reply] = pageFor(ctx, Number(page), parts, collection);
    // The collections stay in sight: what one holds is a message of its own, whose pages turn in place.
    const isList = ctx.callbackQuery.message?.reply_markup?.inline_keyboard.flat().some(isOfDocument) === true;
    if (reply === undefined) return answerPress(ctx, parts.log, ctx.say("button-stale"));
    if (isList) changeMessage(ctx, reply);
    else sendReplies(ctx, [reply]);
    await answerPress(ctx, parts.log);
  });
  composer.callbackQuery(BUTTONS.documentFacts.pattern, async (ctx) => {
    const { library, log } = parts;
    const editions = library.editions();
    const document = library.documents().find(({ path }) => documentKey(path) === ctx.match[1]);
    const maySeeIt = document !== undefined && editions.isOpen(document, (name) => maySee(ctx.access, name));
    if (!maySeeIt) return answerPress(ctx, log, ctx.say("button-stale"));
    ctx.effects.shows([document], ctx.person.id);
    sendReplies(ctx, factsReplies(document, library.version(document.version)?.text ?? "", ctx.say));
    await answerPress(ctx, log);
  });
  return composer;
}

export function listDocuments(ctx: DocketContext, page: number, parts: Omit<DocumentsParts, "log">): void {
  sendReplies(ctx, pageFor(ctx, page, parts), ctx.msg?.message_id);
}

function isOfDocument(pressed: object): boolean {
  return "callback_data" in pressed && BUTTONS.documentFacts.pattern.test(String(pressed.callback_data));
}

/** @param only key of the collection that they are of */
function pageFor(
  ctx: DocketContext,
  wanted: number,
  { library, today }: Omit<DocumentsParts, "log">,
  only: string | null = null,
): Reply[] {
  const editions = library.editions();
  const open = library
    .documents()
    .filter(({ collection }) => only === null || documentKey(collectionName(collection)) === only)
    .filter((document) => editions.isOpen(document, (collection) => maySee(ctx.access, collection)));
  const works = worksAmong(open, editions, ctx.say.language);
  const validityOf = library.validityIndex().on(viewOf(ctx, today()));
  const { page, pages, first, shown } = pageOfList(works, wanted, DOCUMENTS_A_PAGE);
  ctx.effects.shows(
    shown.flatMap(({ document }) => [document, ...namedBy(validityOf(document), library)]),
    ctx.person.id,
  );
  const collection = only === null ? null : collectionName(open[0]?.collection ?? "");
  return documentsPage(shown, { say: ctx.say, validityOf, documents: works.length, page, pages, first, collection });
}

interface PageOptions {
  readonly say: Say;
  readonly validityOf: (document: LibraryDocument) => Validity;
  /** Number of documents on all pages. */
  readonly documents: number;
  readonly page: number;
  readonly pages: number;
  /** Documents on the pages before. */
  readonly first: number;
  /** Null: of all collections. */
  readonly collection: string | null;
}

function documentsPage(
  shown: readonly Work[],
  { say, validityOf, documents, page, pages, first, collection }: PageOptions,
): Reply[] {
  const counted = documents === 0 ? say("documents-none") : say("documents-page", { documents, page, pages });
  const heading = collection === null || documents === 0 ? counted : `${linkless(collection)} · ${counted}`;
  const turn = (to: number): string =>
    collection === null ? BUTTONS.documents.data(to) : BUTTONS.collectionDocuments.data(documentKey(collection), to);
  const blocks = shown.map(({ document, others }, index) => {
    const validity = validityOf(document);
    const words = validityText(validity, say.locale);
    const also = others.map(({ language }) => say(`documents-also-${language}`));
    const facts = [dateText(document.published, say.locale), words, ...also]
      .filter((part) => part !== null)
      .join(" · ");
    const name = styled("bold", beginningOf(linkless(document.title), TITLE_CODE_POINTS));
    const title = joined([`${first + index + 1} · `, name]);
    const line = `${isInForce(validity) ? "" : "⚠️ "}${beginningOf(linkless(facts), FACTS_CODE_POINTS)}`;
    return { content: facts === "" ? title : joined([title, line], "\n"), before: "\n\n" };
  });
  const numbers = shown.map(({ document }, index) =>
    button(String(first + index + 1), BUTTONS.documentFacts.data(documentKey(document.path))),
  );
  const keyboard = [...(numbers.length === 0 ? [] : [numbers]), ...turnButtons(page, pages, turn)];
  const hint = documents === 0 ? [] : [{ content: styled("italic", say("documents-facts")), before: "\n\n" }];
  return asReplies([{ content: plain(heading), before: "" }, ...blocks, ...hint], keyboard);
}

const LINE_CODE_POINTS = 200;
const QUOTE_CODE_POINTS = 300;
/** A document that repeals sixty others says so itself. */
const MOST_FACTS = 24;
const FACTS_IN_ORDER: readonly KnownFact["fact"][] = [
  ...(["title", "number", "publisher", "published", "adopted", "revised"] as const),
  ...(["effectiveFrom", "effectiveUntil", "supersedes", "amends"] as const),
];

/** Facts of one document, as a tap in `/documents` shows it: each fact with where it comes from and how sure it is. */
function factsReplies(document: LibraryDocument, text: string, say: Say): Reply[] {
  const facts = factsKnown(document, text)
    .filter(({ fact, origin }) => fact !== "title" || origin !== "file name")
    .sort((one, other) => FACTS_IN_ORDER.indexOf(one.fact) - FACTS_IN_ORDER.indexOf(other.fact));
  const heading = styled("bold", beginningOf(linkless(document.title), TITLE_CODE_POINTS));
  const shown = facts.slice(0, MOST_FACTS);
  // Those with words under them stand apart.
  const isApart = (at: number): boolean => at === 0 || hasWords(shown[at]) || hasWords(shown[at - 1]);
  const blocks = shown.map((fact, at) => factBlock(fact, isApart(at) ? "\n\n" : "\n", say));
  const none: Block[] = facts.length === 0 ? [{ content: plain(say("facts-none")), before: "\n\n" }] : [];
  const file = button(say("button-file"), BUTTONS.documentFile.data(documentKey(document.path)));
  return asReplies([{ content: heading, before: "" }, ...blocks, ...none], [[file]]);
}

function hasWords(fact: KnownFact | undefined): boolean {
  return fact !== undefined && fact.quote !== null && fact.quote !== fact.value;
}

function factBlock({ fact, value, origin, sure, quote }: KnownFact, before: string, say: Say): Block {
  const told = { name: say(factKey(fact)), value, origin: say(originKey(origin)), sure: sure ? "yes" : "no", said: "" };
  const line = beginningOf(linkless(say("known-line", told)), LINE_CODE_POINTS);
  const parts = quote === null || quote === value ? [line] : [line, foldedQuote(quote, QUOTE_CODE_POINTS)];
  return { content: joined(parts, "\n"), before };
}

/** A path may be longer than a button can carry. */
export function documentKey(path: string): string {
  return createHash("sha256").update(path).digest("base64url").slice(0, 22);
}
