/**
 * Takes updates from the inbox and handles them: those of a lane in order, lanes side by side, each with a deadline. What
 * the handler asks for and "this update is handled" are stored together, so an answer is never made twice and never lost.
 * An update that fails again and again, or that ends the process, is parked, and the member is told.
 */

import type { DocketError } from "../../errors.ts";
import { errorText } from "../../errors.ts";
import type { Log } from "../../operations/log.ts";
import { type Commits, type PatientOptions, untilStored } from "./commits.ts";
import { collectEffects, type Effects, type Outgoing } from "./effects.ts";
import type { Inbox, Waiting } from "./inbox.ts";
import type { ReceivedUpdate } from "./inbox-lane.ts";
import { createLanes } from "./lanes.ts";
import type { HandlingTrouble } from "./notices.ts";
import type { Outbox } from "./outbox.ts";
import type { Wait } from "./wait.ts";

/** Updates handled at once. Most of their time is waiting for others, so this may be many. */
const SLOTS = 256;

const MAX_TRIES = 3;
const RETRY_MS = 1_000;

/** Time for a handler to say its own last word, once its signal was aborted. */
const GRACE_MS = 1_000;

/** The lane of those that may have ended the process, one at a time. */
const SUSPECTS = "suspects";

export interface WorkersOptions {
  readonly inbox: Inbox;
  readonly outbox: Outbox;
  readonly commits: Commits;
  /** Runs the bot's handlers over the update. */
  readonly handle: (update: ReceivedUpdate, effects: Effects, signal: AbortSignal) => Promise<void>;
  readonly noticeOf: (update: ReceivedUpdate, trouble: HandlingTrouble) => Outgoing | null;
  readonly deadlineMs: number;
  readonly random: () => number;
  readonly wait: Wait;
  readonly log: Log;
  readonly onOutcome: (outcome: HandlingOutcome, milliseconds: number) => void;
}

export type HandlingOutcome = "handled" | "failed" | "parked" | "too-slow" | "put-back";

export interface Workers {
  /**
   * Takes up what the process before has left. Of many updates that were being handled when it ended, one may have ended
   * it: those are handled one at a time, beside all others, so that only the guilty one is ever alone at an end.
   */
  recover(): Promise<void>;
  take(updates: readonly Waiting[]): void;
  /** Resolves when nothing is being handled and nothing could be. */
  idle(): Promise<void>;
  /** Begins nothing any more, and breaks off what is under way: it stays in the inbox. */
  stop(): Promise<void>;
}

type Ending =
  | { readonly kind: "done" }
  | { readonly kind: "failed"; readonly error: unknown }
  /** It failed after its signal was aborted, or did not end at all. */
  | { readonly kind: "too-slow" };

export function createWorkers(options: WorkersOptions): Workers {
  const { inbox, commits, handle, noticeOf, deadlineMs, random, wait, log, onOutcome } = options;
  const stopping = new AbortController();
  const onFailure = ({ message }: DocketError) => log.error("The inbox cannot be written; trying again", { message });
  const patience: PatientOptions = { wait, random, signal: stopping.signal, onFailure };

  const park = (position: number, update: ReceivedUpdate, trouble: HandlingTrouble): Promise<unknown> =>
    untilStored(commits, () => storeParked(options, position, noticeOf(update, trouble)), patience);

  const tryOnce = async (position: number): Promise<{ outcome: HandlingOutcome; again: number | null }> => {
    const begun = await untilStored(commits, () => inbox.begin(position), patience);
    if (begun === null) return { outcome: "handled", again: null };
    const { update, tries, deadly } = begun;
    if (deadly || tries > MAX_TRIES) {
      log.error("An update ended the process again and again: it is parked", { position });
      await park(position, update, "notice-not-handled");
      return { outcome: "parked", again: null };
    }
    const { effects, close, ...collected } = collectEffects();
    const ending = await within({ deadlineMs, stopping: stopping.signal, wait }, (signal) =>
      handle(update, effects, signal),
    );
    close();
    if (stopping.signal.aborted) {
      await commits.run(() => inbox.putBack(position)).catch(() => undefined);
      return { outcome: "put-back", again: null };
    }
    if (ending.kind === "too-slow") {
      log.error("An update took longer than its deadline: it is parked", { position, milliseconds: deadlineMs });
      await park(position, update, "notice-too-slow");
      return { outcome: "too-slow", again: null };
    }
    try {
      if (ending.kind === "failed") throw ending.error;
      await untilStored(commits, () => storeEffects(options, position, collected), patience);
      return { outcome: "handled", again: null };
    } catch (error) {
      log.error("An update could not be handled", { position, tries, reason: errorText(error) });
      if (tries < MAX_TRIES) {
        await untilStored(commits, () => inbox.rest(position), patience);
        return { outcome: "failed", again: RETRY_MS * tries };
      }
      await park(position, update, "notice-not-handled");
      return { outcome: "parked", again: null };
    }
  };

  const lanes = createLanes<number>({
    slots: SLOTS,
    wait,
    async work(position) {
      const started = performance.now();
      const { outcome, again } = await tryOnce(position);
      onOutcome(outcome, performance.now() - started);
      return again;
    },
    onError: (error) => log.error("An update could not be given up", { reason: errorText(error) }),
  });

  const take = (updates: readonly Waiting[]): void => {
    for (const { lane, position, suspect } of updates) lanes.add(suspect ? SUSPECTS : lane, position);
  };
  return {
    take,
    async recover() {
      await untilStored(commits, inbox.recover, patience);
      take(inbox.waiting());
    },
    idle: () => lanes.idle(),
    async stop() {
      const stopped = lanes.stop();
      stopping.abort();
      await stopped;
    },
  };
}

function storeParked(
  { inbox, outbox }: Pick<WorkersOptions, "inbox" | "outbox">,
  position: number,
  notice: Outgoing | null,
): void {
  inbox.park(position);
  if (notice !== null) outbox.add(notice, { notice: true });
}

function storeEffects(
  { inbox, outbox }: Pick<WorkersOptions, "inbox" | "outbox">,
  position: number,
  { outgoing, writes, decisions }: Omit<ReturnType<typeof collectEffects>, "effects" | "close">,
): void {
  // Erased meanwhile: then nothing is kept or said of it either.
  if (!inbox.handled(position)) return;
  for (const write of writes) write();
  for (const call of outgoing) outbox.add(call);
  for (const decide of decisions) for (const call of decide()) outbox.add(call);
}

interface Bounds {
  readonly deadlineMs: number;
  /** Aborted when the process ends. */
  readonly stopping: AbortSignal;
  readonly wait: Wait;
}

/** How the handling ended; it is not waited for longer than a moment once its signal was aborted. */
async function within(
  { deadlineMs, stopping, wait }: Bounds,
  work: (signal: AbortSignal) => Promise<void>,
): Promise<Ending> {
  const controller = new AbortController();
  const ended = new AbortController();
  const abort = (): void => controller.abort();
  const deadline = setTimeout(abort, deadlineMs);
  stopping.addEventListener("abort", abort, { once: true, signal: ended.signal });
  const hangs = new Promise<Ending>((resolve) => {
    const onAbort = (): void => void wait(GRACE_MS, ended.signal).then(() => resolve({ kind: "too-slow" }));
    controller.signal.addEventListener("abort", onAbort, { once: true });
  });
  try {
    return await Promise.race([work(controller.signal).then((): Ending => ({ kind: "done" })), hangs]);
  } catch (error) {
    return controller.signal.aborted ? { kind: "too-slow" } : { kind: "failed", error };
  } finally {
    clearTimeout(deadline);
    // With a reason, or a DOMException would be made for each update.
    ended.abort("ended");
  }
}
