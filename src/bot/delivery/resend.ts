/** The button under "may not have arrived": sends the message again, once, and only where it was to be sent at first. */

import { Composer } from "grammy";
import type { OutboxStore } from "../../storage/boxes.ts";
import type { DocketContext } from "../context.ts";
import { SEND_AGAIN } from "./notices.ts";

/** To be put behind the gate: whoever may not ask any more gets no old answer either. */
export function resend(outbox: Pick<OutboxStore<never>, "isUnknown">): Composer<DocketContext> {
  const composer = new Composer<DocketContext>();
  composer.callbackQuery(SEND_AGAIN, async (context) => {
    const { chat, effects, say, match } = context;
    const { message } = context.callbackQuery;
    if (chat === undefined || message === undefined || typeof match === "string") return;
    const id = Number(match.groups?.id);
    const isMissing = await outbox.isUnknown(id, String(chat.id));
    const text = say(isMissing ? "notice-sent-again" : "notice-nothing-missing");
    effects.sendAgain(id, String(chat.id));
    effects.send({
      method: "editMessageText",
      payload: { chat_id: chat.id, message_id: message.message_id, text },
      person: context.from.id,
    });
    // Only stops the button's clock: nothing is lost without it.
    await context.answerCallbackQuery().catch(() => undefined);
  });
  return composer;
}
