/**
 * Puts a document elsewhere in the folder of documents: under another name, into another collection, or into a new folder,
 * which comes to be with the first file that is written into it.
 */

import { firstFolder, type LibraryDocument, safePath } from "../../../engine/engine.ts";
import type { DocketContext } from "../../context.ts";
import { OFFICIAL_FOLDER } from "../../conversation/official-answers.ts";
import { messageBack, messageChanged } from "../../render/reply-messages.ts";
import { planChange } from "./library-changes.ts";
import { shownPath, undoKeyboard } from "./proposal-card.ts";
import type { LibraryFromChatParts } from "./proposed-file.ts";

/** @returns null where it is no name that a folder of documents can have */
export function newFolder(written: string): string | null {
  const folder = firstFolder(safePath(written, "document"));
  return folder === "" || folder === OFFICIAL_FOLDER ? null : folder;
}

/** In the collection, under the name that it has. */
export function inCollection(path: string, collection: string): string {
  return safePath(collection, path.slice(path.lastIndexOf("/") + 1));
}

/** The ending tells the format, and stays. */
export function renamed(path: string, name: string): string {
  const folder = path.slice(0, path.lastIndexOf("/") + 1);
  const ending = /\.[A-Za-z0-9]{1,8}$/u.exec(path)?.[0] ?? "";
  const whole = name.toLowerCase().endsWith(ending.toLowerCase()) ? name : `${name}${ending}`;
  return `${folder}${safePath("", whole)}`;
}

export async function moveTo(
  ctx: DocketContext,
  { path: from }: LibraryDocument,
  to: string,
  parts: LibraryFromChatParts,
) {
  const { say } = ctx;
  const shown = { from: shownPath(from), to: shownPath(to) };
  const reply = (text: string): void =>
    ctx.effects.send(ctx.callbackQuery === undefined ? messageBack(ctx, text) : messageChanged(ctx, text));
  const bytes = await parts.originalFile(from);
  if (bytes === null) return reply(say("file-gone"));
  if ((await parts.originalFile(to)) !== null) return reply(say("facts-taken", shown));
  const sidecar = await parts.sidecarBeside(from);
  const writes = [
    { path: to, bytes, sidecar },
    { path: from, bytes: null, sidecar: null },
  ];
  const by = { person: ctx.person.id, chat: ctx.chat?.id ?? ctx.person.id };
  const change = await planChange(writes, by, parts);
  ctx.effects.decide(() => {
    change.order();
    return [messageBack(ctx, say("facts-moved", shown), { inline_keyboard: undoKeyboard(change.batch, say) })];
  });
}
