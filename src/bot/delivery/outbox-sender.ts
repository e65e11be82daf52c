/**
 * Makes the calls that the outbox holds: those of a chat in order, chats side by side, each marked before it is made and
 * after. A chat that has to wait, whether a second or an hour, holds up no other.
 */

import { type Api, InputFile } from "grammy";
import { type DocketError, errorText } from "../../errors.ts";
import type { Log } from "../../operations/log.ts";
import type { CallEnding, NewCall, Payload, QueuedCall } from "../../storage/boxes.ts";
import { callMethod, type Fault, faultOf, quotedFileName } from "./api.ts";
import { type BotBoxes, newCall, type OutboxCall, outboxCall } from "./boxes.ts";
import { createLanes, newcomers } from "./lanes.ts";
import { ASK_AGAIN_MS, type MayLeave, withheld } from "./leave.ts";
import { noticeOfCall, type SayTo, type Trouble } from "./notices.ts";
import { backOffMs, untilStored, type Wait } from "./wait.ts";

/** Calls at once. Telegram takes 30 messages a second from a bot, at some 100 ms each: this never is what limits. */
const SLOTS = 32;

/** Number of chats that are refused one after the other: then the limit is the bot's, and all chats wait. */
const LIMITED_CHATS = 3;

/** The limit of a bot, once it was met. https://core.telegram.org/bots/faq#my-bot-is-hitting-limits-how-do-i-avoid-this */
const BETWEEN_CALLS_MS = 1_000 / 30;
const PACED_FOR_MS = 60_000;
const MADE_UP_FOR_MS = 1_000;

/** Pause after a refused token. */
const TOKEN_RETRY_MS = 60_000;

/** Time for calls under way when the process ends. */
const LAST_MOMENT_MS = 2_000;

interface SenderOptions {
  readonly api: Api;
  readonly boxes: Pick<BotBoxes, "outbox" | "listen">;
  readonly clock: () => Date;
  readonly random: () => number;
  readonly wait: Wait;
  readonly sayTo: SayTo;
  readonly mayLeave: MayLeave;
  readonly log: Log;
  readonly onOutcome: (outcome: Outcome["kind"], method: string, milliseconds: number) => void;
  /** Telegram took no call for so many milliseconds: what is less than an answer had better not call either. */
  readonly onLimited?: (milliseconds: number) => void;
}

interface Sender {
  /** Takes up what the process before has left. */
  start(): Promise<void>;
  /** Calls that are being made, or wait. */
  size(): number;
  /** Resolves when nothing is being sent and nothing could be. */
  idle(): Promise<void>;
  /** Begins no call any more; those under way are broken off after a moment, and nothing is known of them then. */
  stop(): Promise<void>;
}

export function createSender(options: SenderOptions): Sender {
  const { api, boxes, clock, random, wait, sayTo, mayLeave, log, onOutcome } = options;
  const { outbox } = boxes;
  const stopping = new AbortController();
  const onFailure = ({ message }: DocketError) => log.error("The outbox cannot be written; trying again", { message });
  const pace = limitedPace(clock, wait);
  /** Chats that were told to wait, since a call last succeeded. */
  const limited = new Set<string>();

  /** @returns the milliseconds to wait before this call again; null for the next call */
  const end = async (call: OutboxCall, { ending, calls, againMs }: Ended): Promise<number | null> => {
    await untilStored(() => outbox.end(call.lease, ending, calls), patience);
    return againMs;
  };

  /** A limit or a refusal that is not this chat's alone holds up all. */
  const holdAll = (chat: string, fault: Fault | null, outcome: Outcome): void => {
    if (outcome.kind === "sent") limited.clear();
    if (outcome.kind === "failed" && outcome.failure === "token") lanes.hold(TOKEN_RETRY_MS);
    if (fault?.kind !== "refused" || fault.code !== 429 || outcome.kind !== "again") return;
    options.onLimited?.(outcome.afterMs);
    limited.add(chat);
    if (limited.size < LIMITED_CHATS) return;
    limited.clear();
    log.warn("Telegram limits the whole bot: all messages wait", { milliseconds: outcome.afterMs });
    lanes.hold(outcome.afterMs);
    pace.limited();
  };

  const send = async (queued: QueuedCall): Promise<number | null> => {
    await pace.turn(stopping.signal);
    const begun = await untilStored(() => outbox.begin(queued), patience);
    if (begun === null) return null;
    const call = outboxCall(begun);
    if (call.shown !== null) {
      const leave = await mayLeave(Number(call.chat), call.shown);
      if (leave !== "yes") return end(call, keptBack(call, leave, { sayTo, log }));
    }
    const started = performance.now();
    const { fault, message } = await make(api, call, stopping.signal);
    const outcome: Outcome = fault === null ? { kind: "sent" } : outcomeOf(fault, call, random);
    onOutcome(outcome.kind, call.method, performance.now() - started);
    if (fault !== null) report(log, call, fault, outcome);
    holdAll(call.chat, fault, outcome);
    return await end(call, endedBy(call, outcome, { message, sayTo }));
  };

  const patience = { wait, random, onFailure, signal: stopping.signal };
  const lanes = createLanes<QueuedCall>({
    slots: SLOTS,
    work: send,
    wait,
    onError: (error) => log.error("A call could not be made", { reason: errorText(error) }),
  });
  const take = (queued: QueuedCall): void => {
    const early = queued.notBefore - clock().getTime();
    if (early > 0) lanes.hold(early, queued.chat);
    lanes.add(queued.chat, queued);
  };
  const { hear, open } = newcomers<QueuedCall>(({ id }) => id, take);
  boxes.listen({
    onQueued: hear,
    onInterrupted: (calls) =>
      calls.forEach((call) => void untilStored(() => endInterrupted(outboxCall(call)), patience)),
  });

  const endInterrupted = async (call: OutboxCall): Promise<void> => {
    const lost: Fault = { kind: "lost", description: "the process ended meanwhile" };
    const outcome = outcomeOf(lost, call, random);
    report(log, call, lost, outcome);
    const { ending, calls } = endedBy(call, outcome, { message: null, sayTo });
    await outbox.end(call.lease, ending, calls);
    const { id } = call.lease;
    if (outcome.kind === "again") take({ id, chat: call.chat, notBefore: clock().getTime() + outcome.afterMs });
  };

  return {
    async start() {
      const { queued, interrupted } = await outbox.recover();
      await Promise.all(interrupted.map((call) => endInterrupted(outboxCall(call))));
      open(queued);
    },
    size: () => lanes.size(),
    idle: () => lanes.idle(),
    async stop() {
      const stopped = lanes.stop();
      await Promise.race([stopped, wait(LAST_MOMENT_MS, stopping.signal)]);
      stopping.abort();
      await stopped;
    },
  };
}

/**
 * Paces calls to as many a second as Telegram takes, for a minute after it took no more: thirty at once and then a
 * second of refusals would come to fewer. What was missed by less than a second is made up for. A bot that was never
 * limited, such as one with a server of its own, is not held up.
 */
function limitedPace(clock: () => Date, wait: Wait) {
  let until = Number.NEGATIVE_INFINITY;
  let next = 0;
  return {
    limited(): void {
      next = Math.max(next, clock().getTime());
      until = clock().getTime() + PACED_FOR_MS;
    },
    async turn(signal: AbortSignal): Promise<void> {
      const now = clock().getTime();
      // A clock that was set back paces nobody for longer.
      if (now > until || until - now > PACED_FOR_MS) return;
      next = Math.max(now - MADE_UP_FOR_MS, Math.min(next, now + PACED_FOR_MS) + BETWEEN_CALLS_MS);
      if (next > now) await wait(next - now, signal);
    },
  };
}

interface Made {
  /** Null when Telegram has done it. */
  readonly fault: Fault | null;
  /** The number of the message that it became, if it became one. */
  readonly message: number | null;
}

async function make(api: Api, { method, payload, file }: OutboxCall, signal: AbortSignal): Promise<Made> {
  const parameters =
    file === null ? payload : { ...payload, document: new InputFile(file.bytes, quotedFileName(file.name)) };
  try {
    const made = (await callMethod(api, method, parameters, signal)) as { readonly message_id?: unknown } | undefined;
    return { fault: null, message: typeof made?.message_id === "number" ? made.message_id : null };
  } catch (error) {
    return { fault: faultOf(error), message: null };
  }
}

/** End of a call, as it is to be stored. */
interface Ended {
  readonly ending: CallEnding;
  /** Calls that tell of it. */
  readonly calls: readonly NewCall[];
  /** Null where it is not to be made again, or where others take it up. */
  readonly againMs: number | null;
}

function endedBy(
  call: OutboxCall,
  outcome: Outcome,
  { message, sayTo }: { readonly message: number | null; readonly sayTo: SayTo },
): Ended {
  const telling = (trouble: Trouble): readonly NewCall[] => {
    const notice = noticeOfCall(call, trouble, sayTo);
    return notice === null ? [] : [newCall(notice, { notice: true })];
  };
  switch (outcome.kind) {
    case "sent":
      return { ending: { kind: "sent", message }, calls: [], againMs: null };
    case "again":
      return { ending: { kind: "postponed", milliseconds: outcome.afterMs }, calls: [], againMs: outcome.afterMs };
    case "changed":
      return { ending: outcome, calls: [], againMs: 0 };
    case "moved":
      return { ending: outcome, calls: [], againMs: null };
    case "unknown":
      return { ending: outcome, calls: telling("notice-unknown"), againMs: null };
    case "failed":
      if (outcome.failure === "token") {
        return { ending: { kind: "postponed", milliseconds: 0 }, calls: [], againMs: TOKEN_RETRY_MS };
      }
      return outcome.failure === "chat"
        ? { ending: { kind: "failed", chat: true }, calls: [], againMs: null }
        : { ending: { kind: "failed", chat: false }, calls: telling("notice-not-sent"), againMs: null };
    default:
      return outcome satisfies never;
  }
}

function keptBack(
  call: OutboxCall,
  leave: "no" | "later",
  { sayTo, log }: Pick<SenderOptions, "sayTo" | "log">,
): Ended {
  if (leave === "later") {
    return { ending: { kind: "postponed", milliseconds: ASK_AGAIN_MS }, calls: [], againMs: ASK_AGAIN_MS };
  }
  log.info("A message was not for its reader any more, and is not sent", { call: call.lease.id, method: call.method });
  const instead = withheld(call, sayTo);
  return instead === null
    ? { ending: { kind: "failed", chat: false }, calls: [], againMs: null }
    : { ending: { kind: "withheld", ...instead }, calls: [], againMs: 0 };
}

function report(log: Log, call: OutboxCall, fault: Fault, outcome: Outcome): void {
  const fields = { call: call.lease.id, method: call.method, tries: call.tries, reason: fault.description };
  if (outcome.kind !== "failed") log.warn(`A call did not succeed: ${outcome.kind}`, fields);
  else if (outcome.failure === "chat") log.warn("A chat cannot be reached: its messages are given up", fields);
  else if (outcome.failure === "message") log.error("A message cannot be sent: it is given up", fields);
  else log.error("Telegram refuses the token: set TELEGRAM_BOT_TOKEN to the one that @BotFather shows", fields);
}

export type Outcome =
  /** Delivered, or already in the requested state. */
  | { readonly kind: "sent" }
  | { readonly kind: "again"; readonly afterMs: number }
  /** The call is made again at once, in another form. */
  | { readonly kind: "changed"; readonly method: string; readonly payload: Payload }
  | { readonly kind: "moved"; readonly chat: number }
  | { readonly kind: "unknown" }
  /** @see Failure */
  | { readonly kind: "failed"; readonly failure: Failure };

/** `message`: only this one cannot be sent. `chat`: nothing can be sent there. `token`: nothing can be sent at all. */
type Failure = "message" | "chat" | "token";

/**
 * Decides what to do about a call that did not succeed, from what Telegram said, or did not say. Nothing that may have
 * been delivered is sent again by itself, except where sending it twice changes nothing.
 */
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
