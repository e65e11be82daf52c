/** `/guests`: whether the bot answers in chats that it is not in. */

import { Composer } from "grammy";
import { messageBack } from "../../chat-message.ts";
import type { DocketContext } from "../../context.ts";
import type { GuestMode } from "../../conversation/guest-mode.ts";

export interface GuestModeParts {
  readonly guestMode: GuestMode;
}

const ON: ReadonlySet<string> = new Set(["on", "开启", "開啟"]);
const OFF: ReadonlySet<string> = new Set(["off", "关闭", "關閉"]);

export function guestModeHandlers({ guestMode }: GuestModeParts): Composer<DocketContext> {
  const composer = new Composer<DocketContext>();
  composer.command("guests", (ctx) => {
    const word = ctx.match.trim().toLowerCase();
    const wanted = ON.has(word) ? true : OFF.has(word) ? false : null;
    const isOn = wanted ?? guestMode.isOn();
    if (wanted !== null) ctx.effects.keep({ kind: "guest-mode", on: wanted });
    const values = { is: isOn ? "on" : "off", bot: `@${ctx.me.username}` };
    ctx.effects.send(messageBack(ctx, ctx.say("guests", values)));
  });
  return composer;
}
