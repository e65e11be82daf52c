/**
 * The composition root of the bot, beside that of answering (engine.ts): what it remembers, who may ask, and its handlers.
 */

import type { Metrics } from "../operations/metrics.ts";
import { createSelfCheck } from "../operations/server.ts";
import type { createBot } from "./bot.ts";
import { describeBot } from "./bot-describe.ts";
import { createHandlers } from "./bot-handlers.ts";
import { type BotAppOptions, type Late, openParts, type Parts } from "./bot-parts.ts";
import { startRounds, watchOf } from "./bot-rounds.ts";
import type { Outgoing } from "./delivery/effects.ts";
import { type RunningBot, runBot } from "./delivery/run-bot.ts";
import { closeFolders } from "./handlers/admin/admin-ingest.ts";
import { seenAtOnce } from "./handlers/gate.ts";
import { warnOfGroup } from "./handlers/membership.ts";
import { leaveCheck } from "./handlers/question-view.ts";

export interface BotApp {
  readonly metrics: Metrics;
  /** Reasons why it cannot answer, in a few words each. */
  problems(): Promise<readonly string[]>;
  /** Reasons why it serves less than it should. */
  degradations(): Promise<readonly string[]>;
  /** The webhook's port; null when it polls. */
  readonly port: number | null;
  /** Lets what is under way end for 20 s; the rest waits for the next start. */
  close(): Promise<void>;
}

export async function openBot(options: BotAppOptions): Promise<BotApp> {
  const { config, engine, log, clock, reading } = options;
  const opened: { bot?: ReturnType<typeof createBot>; running?: RunningBot } = {};
  const late: Late = {
    bot: () => opened.bot ?? tooEarly(),
    running: () => opened.running ?? tooEarly(),
  };
  const parts = openParts(options, late);
  const { state, boxes, sayIn, metrics, sayTo, sayToPerson } = parts;
  const { orders, chatReading } = parts;
  const bot = createHandlers(options, parts, late);
  opened.bot = bot;
  // Before anybody is heard: what was read at the command line may hold folders that nobody has decided on.
  await boxes.outbox.add({ records: { decisions: [() => closeFolders(watchOf(options, parts))] } });
  const running = await runBot({
    telegram: config.telegram,
    deadlineMs: config.limits.answerDeadlineMs,
    bot,
    boxes,
    sayTo,
    log,
    clock,
    random: Math.random,
    mayLeave: leaveCheck(parts.members, engine.library),
    signs: parts.signs,
    seenAtOnce: seenAtOnce(parts.members),
    onRefused(reason) {
      // It may be that only updates are refused.
      for (const admin of config.access.admins) {
        const say = sayToPerson(admin);
        const trouble = say("updates-refused", { reason: say.problem(reason) });
        void opened.running?.send(plainMessage(admin, trouble)).catch(() => undefined);
      }
    },
    onHopeless: (reason) => options.onHopeless?.(reason),
    events: { onHandled: metrics.handled, onCalled: metrics.called },
  });
  opened.running = running;
  const tellAdmins = (words: (say: ReturnType<typeof sayToPerson>) => string): void => {
    for (const admin of config.access.admins) void running.send(plainMessage(admin, words(sayToPerson(admin))));
  };
  engine.onModelTrouble?.((trouble) => {
    tellAdmins((say) => say("model-trouble", { trouble: say.problem(trouble) }));
  });
  let away: string | null = null;
  engine.onEmbedderAway?.((reason) => {
    away = reason;
    if (reason !== null) tellAdmins((say) => say("embedder-away", { reason: say.problem(reason) }));
  });
  const selfCheck = createSelfCheck({ engine, isLocal: config.embedder === "minilm", today: parts.today });
  const rounds = startRounds(options, parts, { running, me: () => (bot.isInited() ? bot.botInfo : null) });
  void orders.run();
  void parts.glossary.run();
  const stopWaiting = onContact(running, () => {
    void describeBot(bot.api, { sayIn, admins: config.access.admins, log });
    if (config.access.group !== null) void warnOfGroup(bot.api, config.access.group, log);
  });
  return {
    metrics,
    problems: async () => [...problemsOf(running), ...(await selfCheck())],
    degradations: async () => degradationsOf(parts, running, { hasIndex: await engine.hasIndex(), away }),
    port: running.port,
    async close() {
      stopWaiting();
      await rounds.stop();
      orders.close();
      parts.glossary.close();
      await running.stop();
      if (reading === undefined) await chatReading.close();
      state.close();
    },
  };
}

function plainMessage(person: number, text: string): Outgoing {
  const payload = { chat_id: person, text, link_preview_options: { is_disabled: true } };
  return { method: "sendMessage", payload, person };
}

/**
 * Acts once, when Telegram can hear the bot: it may start before its network does.
 * @returns how to wait no longer
 */
function onContact(running: RunningBot, act: () => void): () => void {
  const timer = setInterval(() => {
    if (running.reception()?.kind !== "receiving") return;
    clearInterval(timer);
    act();
  }, 100);
  return () => clearInterval(timer);
}

function tooEarly(): never {
  throw new Error("the bot is not open yet");
}

function problemsOf(running: RunningBot): string[] {
  const reception = running.reception();
  if (reception?.kind === "receiving") return [];
  return [reception === null ? "no contact with Telegram yet" : reception.reason];
}

function degradationsOf(
  { seal }: Parts,
  running: RunningBot,
  { hasIndex, away }: { readonly hasIndex: boolean; readonly away: string | null },
): string[] {
  const distrust = seal.distrust();
  const reception = running.reception();
  return [
    ...(hasIndex ? [] : ["no documents have been read yet"]),
    ...(away === null ? [] : [`questions are answered by words alone: ${away}`]),
    ...(distrust === null ? [] : [`rights cannot be trusted (${distrust.kind}): members see open collections only`]),
    ...(reception?.kind === "refused" ? [reception.reason] : []),
  ];
}
