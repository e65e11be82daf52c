/**
 * A member wants a document itself: "send me the action plan", 把行动计划发给我, or the button under what is known of it. One
 * that is clearly meant by its title is sent as the file that it is; of several the member chooses. Where no title is meant
 * it is a question like any other.
 */

import { basename } from "node:path/posix";
import { Composer } from "grammy";
import { type LibraryDocument, validityText } from "../../engine/engine.ts";
import { documentWantedIn } from "../../language/document-wanted.ts";
import { tokenize } from "../../language/tokenize.ts";
import { simplified } from "../../language/zh/han.ts";
import type { DocketContext } from "../context.ts";
import { maySee } from "../members/access.ts";
import { BUTTONS, button } from "../render/reply-buttons.ts";
import { addressOf, answerPress, sendReplies, sendWords } from "../render/reply-messages.ts";
import { beginningOf, linkless } from "../render/reply-text.ts";
import { type DocumentsParts, documentKey } from "./documents-list.ts";
import { readMessage } from "./question-read.ts";
import { viewOf } from "./question-view.ts";

export interface DocumentWantedParts extends DocumentsParts {
  /** The bytes of a document's file; null where it is gone or too large to be sent. */
  readonly originalFile: (document: LibraryDocument) => Promise<Uint8Array | null>;
}

/** A title that has so much of what a document is called is meant: 南湖项目 of 南湖区：光掩模材料项目. In English all of it. */
const NAMED = { zh: 0.6, en: 1 } as const;
/** Number of documents meant from which on nobody chooses: then it is a question. */
const MOST_MEANT = 6;
const TITLE_CODE_POINTS = 200;

export function documentWantedHandlers(parts: DocumentWantedParts): Composer<DocketContext> {
  const { library, log } = parts;
  const composer = new Composer<DocketContext>();
  const inPrivate = composer.chatType("private");
  inPrivate.callbackQuery(BUTTONS.documentFile.pattern, async (ctx) => {
    const editions = library.editions();
    const document = library.documents().find(({ path }) => documentKey(path) === ctx.match[1]);
    const maySeeIt = document !== undefined && editions.isOpen(document, (name) => maySee(ctx.access, name));
    if (!maySeeIt) return answerPress(ctx, log, ctx.say("button-stale"));
    const isSent = await sendFile(ctx, document, parts);
    await answerPress(ctx, log, isSent ? undefined : ctx.say("file-gone"));
  });
  inPrivate.on("message:text", async (ctx, next) => {
    const reading = readMessage(ctx.message, ctx.me);
    const wanted = reading.kind === "question" ? documentWantedIn(reading.text) : null;
    const meant = wanted === null ? [] : meantBy(wanted, ctx, parts);
    const [only] = meant;
    if (only === undefined || meant.length > MOST_MEANT) return next();
    if (meant.length > 1) return choose(ctx, meant);
    if (!(await sendFile(ctx, only, parts))) sendWords(ctx, ctx.say("file-gone"));
  });
  return composer;
}

/** Works whose title, in any of its languages, says the name best; in the member's language where they are in it. */
function meantBy(name: string, ctx: DocketContext, { library }: DocumentWantedParts): readonly LibraryDocument[] {
  const editions = library.editions();
  const sought = tokenize(name);
  const enough = /\p{Script=Han}/u.test(name) ? NAMED.zh : NAMED.en;
  const named = library.documents().flatMap((document) => {
    if (!editions.isOpen(document, (collection) => maySee(ctx.access, collection))) return [];
    const words = new Set(tokenize(simplified(`${document.title} ${document.number ?? ""}`)));
    const share = sought.filter((word) => words.has(word)).length / Math.max(1, sought.length);
    return share < enough ? [] : [{ share, shown: editions.inLanguage(document, ctx.say.language) ?? document }];
  });
  const best = named.reduce((most, { share }) => Math.max(most, share), 0);
  return [...new Set(named.flatMap(({ share, shown }) => (share === best ? [shown] : [])))];
}

function choose(ctx: DocketContext, meant: readonly LibraryDocument[]): void {
  ctx.effects.shows(meant, ctx.person.id);
  const lines = meant.map(({ title }, index) => `${index + 1} · ${shownTitle(title)}`);
  const numbers = meant.map(({ path }, index) =>
    button(String(index + 1), BUTTONS.documentFile.data(documentKey(path))),
  );
  sendReplies(ctx, [{ text: [ctx.say("documents-wanted"), ...lines].join("\n"), entities: [], keyboard: [numbers] }]);
}

/** Sends the file with how it stands, or whoever opens the file would take what has ended for what holds. */
async function sendFile(ctx: DocketContext, document: LibraryDocument, parts: DocumentWantedParts): Promise<boolean> {
  const bytes = await parts.originalFile(document);
  if (bytes === null) return false;
  const validityOf = parts.library.validityIndex().on(viewOf(ctx, parts.today()));
  const words = validityText(validityOf(document), ctx.say.locale);
  const caption = [shownTitle(document.title), ...(words === null ? [] : [linkless(words)])].join("\n");
  const name = basename(document.path);
  ctx.effects.shows([document], ctx.person.id);
  ctx.effects.send({
    method: "sendDocument",
    payload: { ...addressOf(ctx), caption },
    file: { name, bytes },
    person: ctx.person.id,
  });
  return true;
}

function shownTitle(title: string): string {
  return beginningOf(linkless(title), TITLE_CODE_POINTS);
}
