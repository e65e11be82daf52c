/** The secretariat's side of questions: cards, their buttons, and answers. Stands behind the gate, before the members'. */

import { Composer } from "grammy";
import type { DocketContext } from "../../context.ts";
import { type DeskListParts, deskListHandlers } from "./desk-lists.ts";
import { deskGuard, deskPressHandlers } from "./desk-press.ts";
import { type DeskReplyParts, deskReplyHandlers } from "./desk-reply.ts";
import { type OfficialPressParts, officialHandlers } from "./official.ts";

export function deskHandlers(parts: DeskListParts & DeskReplyParts & OfficialPressParts): Composer<DocketContext> {
  const composer = new Composer<DocketContext>();
  const all = [
    deskGuard(parts),
    deskPressHandlers(parts),
    deskListHandlers(parts),
    officialHandlers(parts),
    deskReplyHandlers(parts),
  ];
  for (const handlers of all) composer.use(handlers);
  return composer;
}
