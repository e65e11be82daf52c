/**
 * Makes the calls that the outbox holds: those of a chat in order, chats side by side, each marked before it is made and
 * after. A chat that has to wait, whether a second or an hour, holds up no other.
 */

import { type Api, InputFile } from "grammy";
import { type DocketError, errorText } from "../../errors.ts";
import type { Log } from "../../operations/log.ts";
import { callMethod } from "./api.ts";
import { type Fault, faultOf } from "./api-fault.ts";
import { type Commits, untilStored } from "./commits.ts";
import { createLanes } from "./lanes.ts";
import { ASK_AGAIN_MS, type MayLeave, withheld } from "./leave.ts";
import { noticeOfCall, type SayTo, type Trouble } from "./notices.ts";
import type { Outbox, OutboxCall, Queued } from "./outbox.ts";
import { type Outcome, outcomeOf } from "./outbox-outcome.ts";
import type { Wait } from "./wait.ts";

/** Calls at once. Telegram takes 30 messages a second from a bot, at some 100 ms each: this never is what limits. */
const SLOTS = 32;

/** As many chats one after the other, none of them let through: then the limit is the bot's, and all chats wait. */
const LIMITED_CHATS = 3;

/** After a refused token. */
const TOKEN_RETRY_MS = 60_000;

/** Time for calls under way when the process ends. */
const LAST_MOMENT_MS = 2_000;

export interface SenderOptions {
  readonly api: Api;
  readonly outbox: Outbox;
  readonly commits: Commits;
  readonly clock: () => Date;
  readonly random: () => number;
  readonly wait: Wait;
  readonly sayTo: SayTo;
  readonly mayLeave: MayLeave;
  readonly log: Log;
  readonly onOutcome: (outcome: Outcome["kind"], method: string, milliseconds: number) => void;
}

export interface Sender {
  /** Takes up what the process before has left. */
  start(): Promise<void>;
  /** Resolves when nothing is being sent and nothing could be. */
  idle(): Promise<void>;
  /** Begins no call any more; those under way are broken off after a moment, and nothing is known of them then. */
  stop(): Promise<void>;
}

export function createSender(options: SenderOptions): Sender {
  const { api, outbox, commits, clock, random, wait, sayTo, mayLeave, log, onOutcome } = options;
  const stopping = new AbortController();
  const onFailure = ({ message }: DocketError) => log.error("The outbox cannot be written; trying again", { message });
  /** Chats that were told to wait, since a call last succeeded. */
  const limited = new Set<string>();

  /** Runs in a transaction. @returns the milliseconds to wait before this call again; null for the next call */
  const record = (call: OutboxCall, outcome: Outcome, message: number | null = null): number | null =>
    recordOutcome({ outbox, sayTo }, call, outcome, message);

  /** A limit or a refusal that is not this chat's alone holds up all. */
  const holdAll = (chat: string, fault: Fault | null, outcome: Outcome): void => {
    if (outcome.kind === "sent") limited.clear();
    if (outcome.kind === "failed" && outcome.failure === "token") lanes.hold(TOKEN_RETRY_MS);
    if (fault?.kind !== "refused" || fault.code !== 429 || outcome.kind !== "again") return;
    limited.add(chat);
    if (limited.size < LIMITED_CHATS) return;
    limited.clear();
    log.warn("Telegram limits the whole bot: all messages wait", { milliseconds: outcome.afterMs });
    lanes.hold(outcome.afterMs);
  };

  const send = async (queued: Queued): Promise<number | null> => {
    const call = await untilStored(commits, () => outbox.begin(queued), patience);
    if (call === null) return null;
    if (call.shown !== null) {
      const leave = await mayLeave(Number(call.chat), call.shown);
      if (leave !== "yes") return untilStored(commits, () => keepBack(call, leave), patience);
    }
    const started = performance.now();
    const { fault, message } = await make(api, call, stopping.signal);
    const outcome: Outcome = fault === null ? { kind: "sent" } : outcomeOf(fault, call, random);
    onOutcome(outcome.kind, call.method, performance.now() - started);
    if (fault !== null) report(log, call, fault, outcome);
    holdAll(call.chat, fault, outcome);
    return await untilStored(commits, () => record(call, outcome, message), patience);
  };

  /** Runs in a transaction. @returns the milliseconds to wait before what is sent in its place; null for the next call */
  const keepBack = (call: OutboxCall, leave: "no" | "later"): number | null => {
    if (leave === "later") {
      outbox.postpone(call.id, ASK_AGAIN_MS);
      return ASK_AGAIN_MS;
    }
    log.info("A message was not for its reader any more, and is not sent", { call: call.id, method: call.method });
    const instead = withheld(call, sayTo);
    if (instead === null) outbox.settle(call.id, "failed");
    else outbox.withhold(call.id, instead.method, instead.payload);
    return instead === null ? null : 0;
  };

  const patience = { wait, random, onFailure, signal: stopping.signal };
  const lanes = createLanes<Queued>({
    ...{ slots: SLOTS, work: send, wait },
    onError: (error) => log.error("A call could not be made", { reason: errorText(error) }),
  });
  const take = (queued: Queued): void => {
    const early = queued.notBefore - clock().getTime();
    if (early > 0) lanes.hold(early, queued.chat);
    lanes.add(queued.chat, queued);
  };
  outbox.onQueued(take);

  return {
    async start() {
      const left = outbox.queued();
      await commits.run(() => {
        for (const call of outbox.interrupted()) {
          const lost: Fault = { kind: "lost", description: "the process ended meanwhile" };
          const outcome = outcomeOf(lost, call, random);
          report(log, call, lost, outcome);
          record(call, outcome);
          if (outcome.kind === "again") take({ ...call, notBefore: clock().getTime() + outcome.afterMs });
        }
      });
      for (const queued of left) take(queued);
    },
    idle: () => lanes.idle(),
    async stop() {
      const stopped = lanes.stop();
      await Promise.race([stopped, wait(LAST_MOMENT_MS, stopping.signal)]);
      stopping.abort();
      await stopped;
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
  const parameters = file === null ? payload : { ...payload, document: new InputFile(file.bytes, file.name) };
  try {
    const made = (await callMethod(api, method, parameters, signal)) as { readonly message_id?: unknown } | undefined;
    return { fault: null, message: typeof made?.message_id === "number" ? made.message_id : null };
  } catch (error) {
    return { fault: faultOf(error), message: null };
  }
}

function recordOutcome(
  { outbox, sayTo }: Pick<SenderOptions, "outbox" | "sayTo">,
  call: OutboxCall,
  outcome: Outcome,
  message: number | null,
): number | null {
  const { id, chat } = call;
  const tell = (trouble: Trouble): void => {
    const notice = noticeOfCall(call, trouble, sayTo);
    if (notice !== null) outbox.add(notice, { notice: true });
  };
  switch (outcome.kind) {
    case "sent":
      outbox.settle(id, "sent", message);
      return null;
    case "again":
      outbox.postpone(id, outcome.afterMs);
      return outcome.afterMs;
    case "changed":
      outbox.change(id, outcome.method, outcome.payload);
      return 0;
    case "moved":
      outbox.moveChat(chat, outcome.chat);
      return null;
    case "unknown":
      outbox.markUnknown(id);
      tell("notice-unknown");
      return null;
    case "failed":
      if (outcome.failure === "token") {
        outbox.postpone(id, 0);
        return TOKEN_RETRY_MS;
      }
      outbox.settle(id, "failed");
      if (outcome.failure === "chat") outbox.dropChat(chat);
      else tell("notice-not-sent");
      return null;
    default:
      return outcome satisfies never;
  }
}

function report(log: Log, call: OutboxCall, fault: Fault, outcome: Outcome): void {
  const fields = { call: call.id, method: call.method, tries: call.tries, reason: fault.description };
  if (outcome.kind !== "failed") log.warn(`A call did not succeed: ${outcome.kind}`, fields);
  else if (outcome.failure === "chat") log.warn("A chat cannot be reached: its messages are given up", fields);
  else if (outcome.failure === "message") log.error("A message cannot be sent: it is given up", fields);
  else log.error("Telegram refuses the token: set TELEGRAM_BOT_TOKEN to the one that @BotFather shows", fields);
}
