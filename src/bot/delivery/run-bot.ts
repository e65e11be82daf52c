/**
 * The bot at work: updates come in by polling or a webhook, go through the inbox to the workers, and what the handlers
 * ask for goes through the outbox to Telegram. Each step is on the disk before the next one begins.
 */

import { join } from "node:path";
import { type Bot, Context } from "grammy";
import type { Config } from "../../config.ts";
import { DocketError } from "../../errors.ts";
import type { Log } from "../../operations/log.ts";
import type { Depths } from "../../storage/boxes.ts";
import { acquireLock, type Lock } from "../../storage/lock.ts";
import type { DocketContext, DocketFlavour } from "../context.ts";
import { forGrammy, withoutToken } from "./api.ts";
import { arrivedUpdate, type BotBoxes, newCall } from "./boxes.ts";
import type { Outgoing } from "./effects.ts";
import { ALLOWED_UPDATES, type ReceivedUpdate } from "./lanes.ts";
import type { MayLeave } from "./leave.ts";
import { createDiskTrouble, noticeOfUpdate, type SayTo } from "./notices.ts";
import { createSender, type Outcome } from "./outbox-sender.ts";
import { persist, poll, type ReceiveOptions, type Reception, serveWebhook, type Webhook } from "./reception.ts";
import type { Seen, Signs } from "./signs.ts";
import { type Wait, waitForReal } from "./wait.ts";
import { createWorkers, type HandlingOutcome } from "./workers.ts";

/** Time for which what is under way may go on after the order to stop. */
const DRAIN_MS = 20_000;

/** Events for the metrics. */
interface TransportEvents {
  onReceived(updates: number, repeated: number): void;
  onHandled(outcome: HandlingOutcome, milliseconds: number): void;
  onCalled(outcome: Outcome["kind"], method: string, milliseconds: number): void;
}

export interface RunBotOptions {
  readonly telegram: Config["telegram"];
  /** Deadline from the first moment of handling an update to its being cut off. */
  readonly deadlineMs: number;
  readonly bot: Bot<DocketContext>;
  readonly boxes: BotBoxes;
  readonly sayTo: SayTo;
  readonly mayLeave: MayLeave;
  readonly signs: Signs;
  /** The message that may show at once that it was seen, though many are to be handled before it; null where none is. */
  readonly seenAtOnce?: (update: ReceivedUpdate) => Promise<Seen | null>;
  /** Updates cannot be received, and nothing but the operator can change that; told once. */
  readonly onRefused?: (reason: string) => void;
  /** Called after ten minutes of the same: the process had better end, so that its supervisor sees it. */
  readonly onHopeless?: (reason: string) => void;
  readonly log: Log;
  readonly clock: () => Date;
  /** Number from 0 to 1, as `Math.random` gives it. */
  readonly random: () => number;
  readonly wait?: Wait;
  readonly drainMs?: number;
  readonly events?: Partial<TransportEvents>;
}

export interface RunningBot {
  /** Numbers of updates and messages that are not dealt with yet. */
  depths(): Promise<Depths>;
  /** Messages that are being sent, or wait: as `depths`, without asking the disk. */
  unsent(): number;
  /** Null before the first contact with Telegram. */
  reception(): Reception | null;
  /** Sends what no update asked for, such as the report of an ingest. Resolves once it is in the outbox. */
  send(...outgoing: readonly Outgoing[]): Promise<void>;
  /** Decides like `Effects.decide`, outside of the handling of an update. */
  decide(work: () => readonly Outgoing[]): Promise<void>;
  /** The webhook's port; null when it polls. */
  readonly port: number | null;
  /** Takes in nothing more, lets what is under way end for 20 s, and leaves the rest in the boxes for the next start. */
  stop(): Promise<void>;
}

/** @throws when the webhook's address cannot be listened on; nothing else keeps it from running */
export async function runBot(options: RunBotOptions): Promise<RunningBot> {
  const { telegram, bot, boxes, clock, random, wait = waitForReal, log, sayTo, signs, events = {} } = options;
  const { api } = bot;
  api.config.use(withoutToken(bot.token));
  const shared = { boxes, random, wait, log };
  const sender = createSender({
    ...shared,
    api,
    clock,
    sayTo,
    mayLeave: options.mayLeave,
    onOutcome: (...what) => events.onCalled?.(...what),
    onLimited: signs.rest,
  });
  const disk = createDiskTrouble({ api, sayTo, memberOf: options.seenAtOnce ?? nobody, log });
  const workers = createWorkers({
    ...shared,
    deadlineMs: options.deadlineMs,
    async handle(update, effects, signal) {
      try {
        await handleUpdate(bot, update, { effects, signal });
      } finally {
        const message = update.message;
        if (message !== undefined) signs.over({ chat: message.chat.id, message: message.message_id });
      }
    },
    noticeOf: (update, trouble) =>
      noticeOfUpdate(update, trouble, { sayTo, botId: bot.botInfo.id, botName: bot.botInfo.username }),
    onOutcome: (...what) => events.onHandled?.(...what),
    onDone: disk.handled,
    onUnwritable: disk.cannotGoOn,
  });

  const store = async (updates: readonly ReceivedUpdate[]): Promise<void> => {
    if (updates.length === 0) return;
    const added = await boxes.inbox.receive(updates.map(arrivedUpdate)).catch((error: unknown) => {
      if (error instanceof DocketError && error.code === "storage") disk.notNoted(updates);
      throw error;
    });
    disk.noted(updates);
    events.onReceived?.(updates.length, updates.length - added);
    if (!workers.isFull()) return;
    for (const update of updates) {
      void options.seenAtOnce?.(update).then((seen) => (seen === null ? undefined : signs.eye(seen, api)));
    }
  };

  let reception: Reception | null = null;
  const receiving = new AbortController();
  const { signal } = receiving;
  const receiveOptions: ReceiveOptions = {
    api,
    store,
    random,
    wait,
    clock,
    log,
    onChange(changed) {
      if (changed.kind === "refused" && reception?.kind !== "refused") options.onRefused?.(changed.reason);
      reception = changed;
    },
    onHopeless: (reason) => options.onHopeless?.(reason),
  };
  const webhook: Webhook | null =
    telegram.webhook === null ? null : await serveWebhook({ ...telegram.webhook, store, log });
  await sender.start();
  const received = receive(options, receiveOptions, { signal, webhook, begin: workers.recover });

  return {
    depths: boxes.depths,
    unsent: sender.size,
    reception: () => reception,
    send: (...outgoing) => boxes.outbox.add({ calls: outgoing.map((call) => newCall(call)) }),
    decide: (work) => boxes.outbox.add({ records: { decisions: [work] } }),
    port: webhook?.port ?? null,
    async stop() {
      receiving.abort();
      await webhook?.close();
      await received;
      const drained = workers.idle().then(() => sender.idle());
      const patience = new AbortController();
      await Promise.race([drained, wait(options.drainMs ?? DRAIN_MS, patience.signal)]);
      // A wait that goes on would keep the process from ending.
      patience.abort();
      await workers.stop();
      await sender.stop();
    },
  };
}

const nobody = (): Promise<null> => Promise.resolve(null);

/** Finds out who the bot is, and takes updates in until the signal says so. */
async function receive(
  { bot, telegram, log }: RunBotOptions,
  options: ReceiveOptions,
  parts: { readonly signal: AbortSignal; readonly webhook: Webhook | null; begin(): Promise<void> },
): Promise<void> {
  const { signal, webhook, begin } = parts;
  const { api } = bot;
  const known = await persist(options, signal, async () => {
    if (!bot.isInited()) bot.botInfo = await api.getMe(forGrammy(signal));
  });
  if (!known) return;
  log.info("The bot runs", { name: bot.botInfo.username, updates: webhook === null ? "polling" : "webhook" });
  // Not awaited: drains the backlog.
  void begin();
  if (telegram.webhook === null) {
    await poll(options, signal);
  } else {
    const { url, secret: secret_token } = telegram.webhook;
    const parameters = { secret_token, allowed_updates: ALLOWED_UPDATES, drop_pending_updates: false };
    await persist(options, signal, () => api.setWebhook(url, parameters, forGrammy(signal)));
  }
}

/** Does what grammY's own `handleUpdate` does, with what Docket's handlers have besides the update. */
async function handleUpdate(
  bot: Bot<DocketContext>,
  update: ReceivedUpdate,
  own: Pick<DocketFlavour, "effects" | "signal">,
): Promise<void> {
  const context = Object.assign(new Context(update, bot.api, bot.botInfo), own) as DocketContext;
  await bot.middleware()(context, () => Promise.resolve());
}

const LOOK_EVERY_MS = 1_000;

interface OnlyBotOptions {
  readonly dataDir: string;
  readonly clock: () => Date;
  readonly wait: Wait;
  readonly log: Log;
  /** Aborted when this process is to end. */
  readonly signal: AbortSignal;
}

/**
 * One bot on one data folder: a second one waits for the first to end, and says so, instead of handling updates twice.
 * @returns null when the signal was aborted while it waited
 * @throws DocketError `storage` when the folder cannot be written
 */
export async function onlyBot({ dataDir, clock, wait, log, signal }: OnlyBotOptions): Promise<Lock | null> {
  const holder = `the bot, process ${process.pid}, since ${clock().toISOString()}`;
  let said = false;
  while (!signal.aborted) {
    try {
      return acquireLock(join(dataDir, "bot.lock"), holder);
    } catch (error) {
      if (!(error instanceof DocketError && error.code === "busy")) throw error;
      if (!said) log.warn("Another bot runs on this data folder: waiting until it ends", { reason: error.message });
      said = true;
      await wait(LOOK_EVERY_MS, signal);
    }
  }
  return null;
}
