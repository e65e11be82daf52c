/** `/library [words]`: the documents as the secretariat looks after them: each as it was read, its original file, and out. */

import { Composer } from "grammy";
import type { LibraryDocument } from "../../../engine/engine.ts";
import type { DocketContext } from "../../context.ts";
import { isAdmin } from "../../members/access.ts";
import { BUTTONS, button, pageOfList, turnButtons } from "../../render/reply-buttons.ts";
import { answerPress, messageBack, messageChanged, type Reply } from "../../render/reply-messages.ts";
import { linkless, shortened } from "../../render/reply-text.ts";
import { documentKey } from "../documents-list.ts";
import { planChange } from "./library-changes.ts";
import { shownPath, undoKeyboard } from "./proposal-card.ts";
import type { LibraryFromChatParts } from "./proposed-file.ts";

const PAGE_SIZE = 6;
const TITLE_CHARACTERS = 200;
const TEXT_CHARACTERS = 3_000;
/** What a button can carry, in any script. */
const SOUGHT_CHARACTERS = 12;

export function libraryList(parts: LibraryFromChatParts): Composer<DocketContext> {
  const { library, originalFile, log } = parts;
  const composer = new Composer<DocketContext>();
  const inPrivate = composer.chatType("private");
  const markup = (keyboard: Reply["keyboard"]) => ({ inline_keyboard: keyboard.map((row) => [...row]) });
  /** The document of a pressed button; null where it is gone, or whoever pressed is no admin. */
  const documentOf = async (ctx: DocketContext, key: string | undefined): Promise<LibraryDocument | null> => {
    const found = isAdmin(ctx.access) ? library.documents().find(({ path }) => documentKey(path) === key) : undefined;
    if (found === undefined) await answerPress(ctx, log, ctx.say("button-stale"));
    else ctx.effects.shows([found], ctx.person.id);
    return found ?? null;
  };

  inPrivate.command("library", (ctx) => {
    const sought = ctx.match.trim().slice(0, SOUGHT_CHARACTERS).toWellFormed();
    const [text, keyboard] = page(ctx, 1, sought, parts);
    ctx.effects.send(messageBack(ctx, text, markup(keyboard)));
  });
  inPrivate.callbackQuery(BUTTONS.libraryPage.pattern, async (ctx) => {
    if (!isAdmin(ctx.access)) return answerPress(ctx, log, ctx.say("admin-only"));
    const [text, keyboard] = page(ctx, Number(ctx.match[1]), ctx.match[2] ?? "", parts);
    ctx.effects.send(messageChanged(ctx, text, markup(keyboard)));
    await answerPress(ctx, log);
  });
  inPrivate.callbackQuery(BUTTONS.libraryOpen.pattern, async (ctx) => {
    const document = await documentOf(ctx, ctx.match[1]);
    if (document === null) return;
    const { say } = ctx;
    const key = documentKey(document.path);
    const text = library.version(document.version)?.text ?? "";
    const hasFile = (await originalFile(document.path)) !== null;
    const content = linkless(shortened(text, TEXT_CHARACTERS));
    const keyboard = hasFile
      ? [
          [
            button(say("facts-button"), BUTTONS.libraryFacts.data("d", key)),
            button(say("button-file"), BUTTONS.libraryFile.data(key)),
            button(say("library-remove"), BUTTONS.libraryRemove.data(key)),
          ],
        ]
      : [];
    const heading = `${linkless(shortened(document.title, TITLE_CHARACTERS))}\n${shownPath(document.path)}`;
    ctx.effects.send(messageBack(ctx, `${heading}\n\n${content}`, markup(keyboard)));
    await answerPress(ctx, log);
  });
  inPrivate.callbackQuery(BUTTONS.libraryFile.pattern, async (ctx) => {
    const document = await documentOf(ctx, ctx.match[1]);
    if (document === null) return;
    const bytes = await originalFile(document.path);
    if (bytes === null) return answerPress(ctx, log, ctx.say("file-gone"));
    const name = document.path.slice(document.path.lastIndexOf("/") + 1);
    ctx.effects.send({
      ...{ method: "sendDocument", payload: { chat_id: ctx.chat.id }, file: { name, bytes } },
      person: ctx.person.id,
    });
    await answerPress(ctx, log);
  });
  inPrivate.callbackQuery(BUTTONS.libraryRemove.pattern, async (ctx) => {
    const document = await documentOf(ctx, ctx.match[1]);
    if (document === null) return;
    const yes = button(ctx.say("library-remove-yes"), BUTTONS.libraryRemoveYes.data(documentKey(document.path)));
    const text = ctx.say("library-remove-ask", { path: shownPath(document.path) });
    ctx.effects.send(messageBack(ctx, text, markup([[yes]])));
    await answerPress(ctx, log);
  });
  inPrivate.callbackQuery(BUTTONS.libraryRemoveYes.pattern, async (ctx) => {
    const document = await documentOf(ctx, ctx.match[1]);
    if (document === null) return;
    await remove(ctx, document.path, parts);
    await answerPress(ctx, log);
  });
  return composer;
}

function page(
  { say }: DocketContext,
  wanted: number,
  sought: string,
  { library }: LibraryFromChatParts,
): readonly [text: string, keyboard: Reply["keyboard"]] {
  const words = sought.toLowerCase();
  const found = library
    .documents()
    .filter(({ title, path, number }) => `${title}\n${path}\n${number ?? ""}`.toLowerCase().includes(words));
  const { page: at, pages, first, shown } = pageOfList(found, wanted, PAGE_SIZE);
  const lines = shown.map(
    ({ title, path }, index) =>
      `${first + index + 1} · ${linkless(shortened(title, TITLE_CHARACTERS))}\n${shownPath(path)}`,
  );
  const numbers = shown.map(({ path }, index) =>
    button(String(first + index + 1), BUTTONS.libraryOpen.data(documentKey(path))),
  );
  const title = say("library-title", { count: found.length, page: at, pages });
  const keyboard = [numbers, ...turnButtons(at, pages, (to) => BUTTONS.libraryPage.data(to, sought))];
  return [[title, ...lines].join("\n\n"), keyboard.filter((row) => row.length > 0)];
}

async function remove(ctx: DocketContext, path: string, parts: LibraryFromChatParts): Promise<void> {
  const isThere = (await parts.originalFile(path)) !== null;
  const by = { person: ctx.person.id, chat: ctx.chat?.id ?? ctx.person.id };
  const change = await planChange([{ path, bytes: null, sidecar: null }], by, parts);
  ctx.effects.decide(() => {
    if (!isThere) return [messageChanged(ctx, ctx.say("file-gone"))];
    change.order();
    const text = ctx.say("library-removed", { path: shownPath(path) });
    return [messageChanged(ctx, text, { inline_keyboard: undoKeyboard(change.batch, ctx.say) })];
  });
}
