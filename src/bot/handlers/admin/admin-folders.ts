/** Asks the admins whether a folder whose name says restricted is for all members; until then it is for the admins. */

import type { InlineKeyboardMarkup } from "@grammyjs/types";
import { Composer } from "grammy";
import { messageChanged } from "../../chat-message.ts";
import type { DocketContext } from "../../context.ts";
import type { Outgoing } from "../../delivery/effects.ts";
import type { Say } from "../../i18n/words.ts";
import type { FoldersAsked } from "../../members/folder-names.ts";
import type { Members } from "../../members/members.ts";
import { shortened } from "../../render/reply-cut.ts";
import { linkless } from "../../render/reply-linkless.ts";

export interface FolderParts {
  readonly members: Members;
  readonly folders: FoldersAsked;
}

const MAX_NAME = 60;

export function folderHandlers({ members: { collections }, folders }: FolderParts): Composer<DocketContext> {
  const composer = new Composer<DocketContext>();
  composer.callbackQuery(/^adm:folder:(\d{1,9}):(open|keep)$/u, (ctx) => {
    const [, id, decision] = ctx.match;
    const collection = folders.folder(Number(id));
    if (collection === null) return;
    const name = linkless(shortened(collection, MAX_NAME));
    const open = decision === "open";
    ctx.effects.decide(() => {
      if (open) collections.open(collection);
      return [messageChanged(ctx, ctx.say(open ? "folder-opened" : "folder-kept", { name }))];
    });
  });
  return composer;
}

/** To each admin. */
export function askAboutFolder(
  { id, collection }: { readonly id: number; readonly collection: string },
  admins: readonly number[],
  sayTo: (person: number) => Say,
): readonly Outgoing[] {
  return admins.map((admin) => {
    const say = sayTo(admin);
    const reply_markup: InlineKeyboardMarkup = {
      inline_keyboard: [
        [
          { text: say("folder-keep"), callback_data: `adm:folder:${id}:keep` },
          { text: say("folder-open"), callback_data: `adm:folder:${id}:open` },
        ],
      ],
    };
    const text = say("folder-ask", { name: linkless(shortened(collection, MAX_NAME)) });
    return { method: "sendMessage", payload: { chat_id: admin, text, reply_markup }, person: admin };
  });
}
