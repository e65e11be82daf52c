/**
 * Decides what to do about a call that did not succeed, from what Telegram said, or did not say. Nothing that may
 * have been delivered is sent again by itself, except where sending it twice changes nothing.
 */

import type { Payload } from "../../storage/boxes.ts";
import type { Fault } from "./api-fault.ts";
import type { OutboxCall } from "./boxes.ts";
import { backOffMs } from "./wait.ts";

export type Outcome =
  /** Delivered, or already in the requested state. */
  | { readonly kind: "sent" }
  | { readonly kind: "again"; readonly afterMs: number }
  /** Again, and at once, in another form. */
  | { readonly kind: "changed"; readonly method: string; readonly payload: Payload }
  | { readonly kind: "moved"; readonly chat: number }
  | { readonly kind: "unknown" }
  /** @see Failure */
  | { readonly kind: "failed"; readonly failure: Failure };

/** `message`: only this one cannot be sent. `chat`: nothing can be sent there. `token`: nothing can be sent at all. */
type Failure = "message" | "chat" | "token";

export function outcomeOf(fault: Fault, call: OutboxCall, random: () => number): Outcome {
  const again: Outcome = { kind: "again", afterMs: backOffMs(call.tries, random) };
  switch (fault.kind) {
    case "unreachable":
      return again;
    case "lost":
      return call.repeatable ? again : { kind: "unknown" };
    case "refused":
      break;
    default:
      return fault satisfies never;
  }
  const { code, description, retryAfterMs, movedTo } = fault;
  if (movedTo !== null) return { kind: "moved", chat: movedTo };
  if (code === 429) return retryAfterMs === null ? again : { kind: "again", afterMs: retryAfterMs };
  // 502 and 504 are a proxy's, which does not know whether the server behind it has delivered. The other ones are the
  // server's own, which says that it has not.
  if (code === 502 || code === 504) return call.repeatable ? again : { kind: "unknown" };
  if (code >= 500) return again;
  if (code === 401) return { kind: "failed", failure: "token" };
  if (code === 403) return { kind: "failed", failure: "chat" };
  return outcomeOfRefusal(description, call);
}

/** Telegram has words for these, and no codes. */
function outcomeOfRefusal(description: string, { method, payload }: OutboxCall): Outcome {
  if (/chat not found|group chat was (?:deleted|deactivated)|user is deactivated|PEER_ID_INVALID/iu.test(description)) {
    return { kind: "failed", failure: "chat" };
  }
  if (/message is not modified|message to delete not found/iu.test(description)) return { kind: "sent" };
  const { message_id: _, ...withoutMessage } = payload;
  const goneMessage = /message to edit not found|message can't be edited|MESSAGE_ID_INVALID/iu.test(description);
  if (goneMessage && method === "editMessageText" && "chat_id" in payload) {
    return { kind: "changed", method: "sendMessage", payload: withoutMessage };
  }
  // Buttons of a message that is gone are not missed.
  if (goneMessage && method === "editMessageReplyMarkup") return { kind: "sent" };
  const { entities, caption_entities, parse_mode, ...plain } = payload;
  const hasEntities = [entities, caption_entities, parse_mode].some((value) => value !== undefined);
  if (hasEntities && /entit(?:y|ies)/iu.test(description)) return { kind: "changed", method, payload: plain };
  // The topic was deleted meanwhile: the same people read the group.
  const { message_thread_id: topic, ...outsideTopics } = payload;
  if (topic !== undefined && /message thread not found|TOPIC_DELETED/iu.test(description)) {
    return { kind: "changed", method, payload: outsideTopics };
  }
  const { reply_parameters: reply, ...unrelated } = payload;
  if (reply !== undefined && /repl(?:y|ied).* not found/iu.test(description)) {
    return { kind: "changed", method, payload: unrelated };
  }
  return { kind: "failed", failure: "message" };
}
