/**
 * A member proposes a file: nothing is fetched or kept of it before they say so; then it is read like an admin's, each admin
 * gets its card, and the member hears what was decided.
 */

import { Composer } from "grammy";
import { collectionName, safePath } from "../../../engine/engine.ts";
import { messageChanged } from "../../chat-message.ts";
import type { DocketContext } from "../../context.ts";
import { newId } from "../../conversation/id.ts";
import type { Proposal } from "../../conversation/proposals.ts";
import type { Outgoing } from "../../delivery/effects.ts";
import { isAdmin } from "../../members/access.ts";
import { BUTTONS, button } from "../../render/reply-buttons.ts";
import { linkless } from "../../render/reply-linkless.ts";
import { messagePayload } from "../../render/reply-messages.ts";
import { answerPress, sendReplies } from "../../render/reply-send.ts";
import { proposalCard } from "./proposal-card.ts";
import { type LibraryFromChatParts, readProposed } from "./proposed-file.ts";

/** Of one member, until they are decided on. */
const MOST_OPEN = 5;

export function proposeFile(parts: LibraryFromChatParts): Composer<DocketContext> {
  const { log } = parts;
  const composer = new Composer<DocketContext>();
  const inPrivate = composer.chatType("private");
  inPrivate.on("message:document", (ctx, next) => {
    const { document, caption = "", media_group_id: album, message_id } = ctx.message;
    // A question under a picture of a page is a question; of an album one file at a time is proposed.
    if (isAdmin(ctx.access) || caption.trim() !== "" || album !== undefined) return next();
    const name = linkless(safePath("", document.file_name ?? "document"));
    const keyboard = [
      [
        button(ctx.say("propose-yes"), BUTTONS.propose.data("yes")),
        button(ctx.say("propose-no"), BUTTONS.propose.data("no")),
      ],
    ];
    sendReplies(ctx, [{ text: ctx.say("propose-ask", { name }), entities: [], keyboard }], message_id);
  });
  inPrivate.callbackQuery(BUTTONS.propose.pattern, async (ctx) => {
    const { say } = ctx;
    if (ctx.match[1] === "no") ctx.effects.send(messageChanged(ctx, say("propose-kept-nothing")));
    else await propose(ctx, parts);
    await answerPress(ctx, log);
  });
  return composer;
}

async function propose(ctx: DocketContext, parts: LibraryFromChatParts): Promise<void> {
  const { proposals, clock, randomBytes, restricted, admins, sayTo } = parts;
  const { say, person, signal } = ctx;
  const pressed = ctx.callbackQuery?.message;
  const sent = pressed !== undefined && "reply_to_message" in pressed ? pressed.reply_to_message : undefined;
  const change = (key: string, values: Readonly<Record<string, string | number>> = {}): void =>
    ctx.effects.send(messageChanged(ctx, say(key, values)));
  if (sent?.document === undefined || sent.from?.id !== person.id) return change("propose-lost");
  if (proposals.openOf(person.id) >= MOST_OPEN) return change("propose-too-many", { most: MOST_OPEN });
  const name = safePath("", sent.document.file_name ?? "document");
  const file = await parts.download(sent.document.file_id, signal);
  if ("problem" in file) return change(`file-${file.problem}`, { name: linkless(name) });
  const read = await readProposed({ name, bytes: file.bytes, facts: null }, parts, signal);
  if ("reason" in read) return change("propose-unread", { name: linkless(name) });
  const proposal: Proposal = {
    ...{ id: newId(randomBytes), person: person.id, name, bytes: file.bytes, seen: read.seen, facts: null },
    ...{ album: "", proposed: true, at: clock() },
    collection: collectionName(read.replaced?.collection ?? ""),
    replaces: read.replaced?.path ?? null,
  };
  ctx.effects.decide((): readonly Outgoing[] => {
    // Pressed twice, it is proposed once.
    if (proposals.openOf(person.id, name) > 0) return [];
    proposals.keep(proposal);
    const cards = admins.map((admin): Outgoing => {
      const card = proposalCard(proposal, sayTo(admin), restricted(), person);
      return { method: "sendMessage", payload: { chat_id: admin, ...messagePayload(card) }, person: person.id };
    });
    return [...cards, messageChanged(ctx, say("propose-sent", { name: linkless(name) }))];
  });
}
