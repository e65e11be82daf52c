/**
 * Takes updates from the inbox and handles them: those of a lane in order, lanes side by side, each with a deadline. What
 * the handler asks for and "this update is handled" are stored together, so an answer is never made twice and never lost.
 * An update that fails again and again, or that ends the process, is parked, and the member is told.
 */

import { type DocketError, errorText } from "../../errors.ts";
import type { Log } from "../../operations/log.ts";
import type { Lease, WaitingUpdate } from "../../storage/boxes.ts";
import { type BotBoxes, batchOf, newCall } from "./boxes.ts";
import { collectEffects, type Effects, type Outgoing } from "./effects.ts";
import { createLanes, newcomers, type ReceivedUpdate } from "./lanes.ts";
import type { HandlingTrouble } from "./notices.ts";
import { BATCH } from "./reception.ts";
import { type PatientOptions, untilStored, type Wait } from "./wait.ts";

/** Updates handled at once. Most of their time is waiting for others, so this may be many. */
const SLOTS = 256;

const MAX_TRIES = 3;
const RETRY_MS = 1_000;

/** Time for a handler to say its own last word, once its signal was aborted. */
const GRACE_MS = 1_000;

/** The lane of those that may have ended the process, one at a time. */
const SUSPECTS = "suspects";

interface WorkersOptions {
  readonly boxes: Pick<BotBoxes, "inbox" | "listen">;
  /** Runs the bot's handlers over the update. */
  readonly handle: (update: ReceivedUpdate, effects: Effects, signal: AbortSignal) => Promise<void>;
  readonly noticeOf: (update: ReceivedUpdate, trouble: HandlingTrouble) => Outgoing | null;
  readonly deadlineMs: number;
  readonly random: () => number;
  readonly wait: Wait;
  readonly log: Log;
  readonly onOutcome: (outcome: HandlingOutcome, milliseconds: number) => void;
  /** Called when what came of it is stored. */
  readonly onDone?: (update: ReceivedUpdate) => void;
  /** Nothing can be written now; tried again. */
  readonly onUnwritable?: () => void;
}

export type HandlingOutcome = "handled" | "failed" | "parked" | "too-slow" | "put-back";

interface Workers {
  /**
   * Takes up what the process before has left. Of many updates that were being handled when it ended, one may have ended
   * it: those are handled one at a time, beside all others, so that only the guilty one is ever alone at an end.
   */
  recover(): Promise<void>;
  /** True if what is taken up now waits for others to be handled. */
  isFull(): boolean;
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
  const { boxes, handle, noticeOf, deadlineMs, random, wait, log, onOutcome } = options;
  const { inbox } = boxes;
  const stopping = new AbortController();
  const onFailure = ({ message }: DocketError): void => {
    log.error("The inbox cannot be written; trying again", { message });
    options.onUnwritable?.();
  };
  const patience: PatientOptions = { wait, random, signal: stopping.signal, onFailure };

  const park = (lease: Lease, update: ReceivedUpdate, trouble: HandlingTrouble): Promise<unknown> =>
    untilStored(() => storeParked(inbox, lease, noticeOf(update, trouble)), patience);

  const tryOnce = async (position: number): Promise<{ outcome: HandlingOutcome; again: number | null }> => {
    const begun = await untilStored(() => inbox.begin(position), patience);
    if (begun === null) return { outcome: "handled", again: null };
    const { lease, tries, deadly } = begun;
    const update = JSON.parse(begun.body) as ReceivedUpdate;
    if (deadly || tries > MAX_TRIES) {
      log.error("An update ended the process again and again: it is parked", { position });
      await park(lease, update, "notice-not-handled");
      return { outcome: "parked", again: null };
    }
    const { effects, close, ...collected } = collectEffects();
    const ending = await within({ deadlineMs, stopping: stopping.signal, wait }, (signal) =>
      handle(update, effects, signal),
    );
    close();
    if (stopping.signal.aborted) {
      await inbox.release(lease, false).catch(() => undefined);
      return { outcome: "put-back", again: null };
    }
    if (ending.kind === "too-slow") {
      log.error("An update took longer than its deadline: it is parked", { position, milliseconds: deadlineMs });
      await park(lease, update, "notice-too-slow");
      return { outcome: "too-slow", again: null };
    }
    try {
      if (ending.kind === "failed") throw ending.error;
      // Nothing is kept or said where the update was erased meanwhile.
      await untilStored(() => inbox.end(lease, "handled", batchOf(collected)), patience);
      options.onDone?.(update);
      return { outcome: "handled", again: null };
    } catch (error) {
      log.error("An update could not be handled", { position, tries, reason: errorText(error) });
      if (tries < MAX_TRIES) {
        await untilStored(() => inbox.release(lease, true), patience);
        return { outcome: "failed", again: RETRY_MS * tries };
      }
      await park(lease, update, "notice-not-handled");
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

  const { hear, open } = newcomers<WaitingUpdate>(
    ({ position }) => position,
    ({ lane, position, suspect }) => lanes.add(suspect ? SUSPECTS : lane, position),
  );
  const crowd = holdBackCrowds(hear, wait);
  boxes.listen({ onWaiting: crowd.hear });
  return {
    recover: async () => open((await untilStored(inbox.recover, patience)) ?? []),
    isFull: () => crowd.isHeld() || lanes.size() >= SLOTS,
    idle: () => lanes.idle(),
    async stop() {
      const stopped = lanes.stop();
      stopping.abort();
      await stopped;
    },
  };
}

function storeParked(inbox: BotBoxes["inbox"], lease: Lease, notice: Outgoing | null): Promise<boolean> {
  return inbox.end(lease, "parked", { calls: notice === null ? [] : [newCall(notice, { notice: true })] });
}

interface Bounds {
  readonly deadlineMs: number;
  /** Aborted when the process ends. */
  readonly stopping: AbortSignal;
  readonly wait: Wait;
}

/** Tells how the handling ended; it is not waited for longer than a moment once its signal was aborted. */
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
    // The abort gives a reason, or a DOMException would be made for each update.
    ended.abort("ended");
  }
}

/** Nobody waits for longer than this because others are still being heard. */
const LONGEST_HELD_MS = 500;

interface Crowd<Item> {
  /** @param items those that came at once */
  hear(items: readonly Item[]): void;
  isHeld(): boolean;
}

/**
 * Holds back crowds: where updates come by the hundred, more wait at Telegram, so they are all heard, and seen to be
 * heard, before the first is handled. That takes a moment, and handling so many takes half a minute.
 */
function holdBackCrowds<Item>(take: (items: readonly Item[]) => void, wait: Wait): Crowd<Item> {
  let held: Item[] = [];
  const letGo = (): void => {
    const taken = held;
    held = [];
    if (taken.length > 0) take(taken);
  };
  return {
    hear(items) {
      if (held.length === 0 && items.length >= BATCH) void wait(LONGEST_HELD_MS).then(letGo);
      held.push(...items);
      if (items.length < BATCH) letGo();
    },
    isHeld: () => held.length > 0,
  };
}
