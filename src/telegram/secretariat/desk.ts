/** The secretariat's side of questions: cards, their buttons, and answers. Stands behind the gate, before the members'. */

import { Composer } from "grammy";
import type { DocketContext } from "../context.ts";
import { deskGuard, deskPressHandlers } from "./desk-press.ts";
import { type DeskReplyParts, deskReplyHandlers } from "./desk-reply.ts";

export function deskHandlers(parts: DeskReplyParts): Composer<DocketContext> {
  const composer = new Composer<DocketContext>();
  for (const handlers of [deskGuard(parts), deskPressHandlers(parts), deskReplyHandlers(parts)]) composer.use(handlers);
  return composer;
}
