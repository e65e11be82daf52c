/** Tells the admins that the bot's memory of rights cannot be trusted; who has confirmed twice ends it. */

import type { InlineKeyboardMarkup } from "@grammyjs/types";
import { Composer } from "grammy";
import type { DocketContext } from "../../context.ts";
import type { Outgoing } from "../../delivery/effects.ts";
import type { Say } from "../../i18n/words.ts";
import type { DistrustKind, RightsSeal } from "../../members/rights-seal.ts";
import { messageChanged } from "../../render/reply-messages.ts";

export interface RightsParts {
  readonly seal: Pick<RightsSeal, "accept" | "distrust">;
}

export function rightsHandlers({ seal }: RightsParts): Composer<DocketContext> {
  const composer = new Composer<DocketContext>();
  composer.callbackQuery(/^adm:rights:(ask|yes|no)$/u, (ctx) => {
    const { say } = ctx;
    const kind = seal.distrust()?.kind;
    if (kind === undefined) return ctx.effects.send(messageChanged(ctx, say("rights-trusted")));
    if (ctx.match[1] === "ask") return ctx.effects.send(messageChanged(ctx, say("rights-sure"), sureKeyboard(say)));
    if (ctx.match[1] === "no") {
      return ctx.effects.send(messageChanged(ctx, say("rights-distrusted", { kind }), askKeyboard(kind, say)));
    }
    ctx.effects.decide(() => {
      seal.accept();
      return [messageChanged(ctx, say("rights-accepted"))];
    });
  });
  return composer;
}

/** To each admin. */
export function distrustMessages(
  kind: DistrustKind,
  admins: readonly number[],
  sayTo: (person: number) => Say,
): readonly Outgoing[] {
  return admins.map((admin) => {
    const say = sayTo(admin);
    const reply_markup = askKeyboard(kind, say);
    const text = say("rights-distrusted", { kind });
    return {
      method: "sendMessage",
      payload: { chat_id: admin, text, ...(reply_markup === undefined ? {} : { reply_markup }) },
      person: admin,
    };
  });
}

/** What happened to the file under the running bot ends with a new start. */
function askKeyboard(kind: DistrustKind, say: Say): InlineKeyboardMarkup | undefined {
  if (kind === "replaced" || kind === "cut") return undefined;
  return { inline_keyboard: [[{ text: say("rights-button"), callback_data: "adm:rights:ask" }]] };
}

function sureKeyboard(say: Say): InlineKeyboardMarkup {
  return {
    inline_keyboard: [
      [
        { text: say("rights-yes"), callback_data: "adm:rights:yes" },
        { text: say("rights-no"), callback_data: "adm:rights:no" },
      ],
    ],
  };
}
