/**
 * The composition root of the bot, beside that of answering (engine.ts): what it remembers, who may ask, and its handlers.
 */

import { randomBytes } from "node:crypto";
import type { Config } from "../config.ts";
import { originalFile, sidecarBeside } from "../engine/engine.ts";
import type { Metrics } from "../operations/metrics.ts";
import { startRetention } from "../operations/retention.ts";
import { createSelfCheck } from "../operations/server.ts";
import { createBot } from "./bot.ts";
import { describeBot } from "./bot-describe.ts";
import { type BotAppOptions, type Late, openParts, type Parts } from "./bot-parts.ts";
import { activitySince } from "./conversation/records.ts";
import { clientOptions, download } from "./delivery/api.ts";
import type { Outgoing } from "./delivery/effects.ts";
import { resend } from "./delivery/notices.ts";
import { type RunningBot, runBot } from "./delivery/run-bot.ts";
import { adminHandlers, distrustMessages } from "./handlers/admin/admin.ts";
import { closeFolders, watchIngests } from "./handlers/admin/admin-ingest.ts";
import { askAboutRelations } from "./handlers/admin/admin-relations.ts";
import { startChecklists } from "./handlers/checklist.ts";
import { introduce, membersOnly, seenAtOnce, strangersLimit } from "./handlers/gate.ts";
import { startAlbums } from "./handlers/library/albums.ts";
import { UNDO_MS } from "./handlers/library/library-changes.ts";
import { libraryFromChat, tellOfFiles } from "./handlers/library/library-from-chat.ts";
import { invitationHandlers, membershipUpdates, warnOfGroup } from "./handlers/membership.ts";
import { startNews } from "./handlers/news/news-rounds.ts";
import { ownDataHandlers } from "./handlers/own-data.ts";
import { promptedReplies } from "./handlers/prompted.ts";
import { leaveCheck } from "./handlers/question-view.ts";
import { deskHandlers } from "./handlers/secretariat/desk.ts";
import { deskChatUpdates } from "./handlers/secretariat/desk-chat.ts";
import { fixHandlers, tellOfFix, tellOfTerms, undoFix } from "./handlers/secretariat/fix.ts";
import { startReminders } from "./handlers/secretariat/secretariat.ts";
import { countedInCollections, countWorks } from "./handlers/works.ts";
import { listMembers } from "./members/members.ts";
import { sweepMembers } from "./members/own-data.ts";
import type { DistrustKind } from "./members/rights-seal.ts";

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
  const { state, boxes, records, sayIn, proposals, metrics, sayTo, sayToPerson } = parts;
  const { secretariat, orders, chatReading } = parts;
  const bot = createHandlers(options, parts, late);
  opened.bot = bot;
  // Before anybody is heard: what was read at the command line may hold folders that nobody has decided on.
  await boxes.outbox.add({ records: { decisions: [() => closeFolders(watchOf(options, parts))] } });
  const running = await runBot({
    ...{ telegram: config.telegram, deadlineMs: config.limits.answerDeadlineMs, bot },
    ...{ boxes, sayTo, log, clock, random: Math.random },
    mayLeave: leaveCheck(parts.members, engine.library),
    ...{ signs: parts.signs, seenAtOnce: seenAtOnce(parts.members) },
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
  const stopRetention = startRetention({
    ...{ database: state, retentionDays: config.limits.retentionDays, clock, log },
    sweeps: {
      ...{ conversations: records.sweep, inbox: boxes.kept.inbox.sweep, outbox: boxes.kept.outbox.sweep },
      members: (before) => sweepMembers(state, before, clock()),
      news: parts.news.sweep,
      checklists: parts.checklists.sweep,
      files: (before) => proposals.sweep(before, new Date(clock().getTime() - UNDO_MS)),
      fixes: (before) => parts.fixes.sweep(before, new Date(clock().getTime() - UNDO_MS)),
    },
  });
  const stopSealing = watchRights(options, parts, running);
  const stopListening = listenToIngests(options, parts, running);
  void orders.run();
  void parts.glossary.run();
  const stopNews = startNews({
    ...{ ...parts, sayTo: sayToPerson, library: engine.library, ingesting: options.ingesting, clock, randomBytes, log },
    ...{ retentionDays: config.limits.retentionDays, decide: running.decide },
  });
  const stopReminders = startReminders({ secretariat, decide: running.decide, log });
  const stopAlbums = startAlbums({
    ...{ proposals, restricted: parts.members.collections.restricted, sayTo: sayToPerson, decide: running.decide, log },
  });
  const stopChecklists = startChecklists({
    ...{ checklists: parts.checklists, admins: config.access.admins, sayTo: sayToPerson, decide: running.decide, log },
    ...{ setUp: () => setUpOf(options, parts), me: () => (bot.isInited() ? bot.botInfo : null) },
  });
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
      stopRetention();
      stopReminders();
      stopAlbums();
      await stopChecklists();
      stopListening();
      stopSealing();
      await stopNews();
      orders.close();
      parts.glossary.close();
      await running.stop();
      if (reading === undefined) await chatReading.close();
      state.close();
    },
  };
}

function createHandlers(
  { config, token, engine, ingesting, log, clock }: BotAppOptions,
  parts: Parts,
  late: Late,
): ReturnType<typeof createBot> {
  const { library } = engine;
  const { state, seal, boxes, records, sayIn, collections, members, proposals, ownData, metrics, sayToPerson } = parts;
  const { secretariat, folders, relations, today, orders, chatReading, officialAnswers, official, forgotten } = parts;
  const gateParts = { members, sayIn, clock };
  const deskParts = { secretariat, records, members, library, clock, randomBytes, log };
  return createBot({
    ...{ token, telegram: { client: clientOptions(config.telegram.apiRoot) } },
    gate: [
      membershipUpdates(members),
      deskChatUpdates({ secretariat }),
      introduce(gateParts),
      strangersLimit(),
      invitationHandlers({ members, sayTo: sayToPerson }),
      ownDataHandlers({ ownData, clock, forgotten }),
      membersOnly(gateParts),
    ],
    before: [
      resend(boxes.outbox),
      adminHandlers({
        ...{ members, clock, ingesting, collections, records, secretariat, folders, relations, library, seal },
        guestMode: parts.guestMode,
        activity: (since) => activitySince(state, since),
        works: () => countWorks(library),
        libraryDocuments: () => countedInCollections(library),
        depths: () => late.running().depths(),
        deliver: (outgoing) => late.running().send(outgoing),
      }),
      promptedReplies({ feedback: records.feedback, clock }),
      libraryFromChat({
        ...{ proposals, orders, library, collections, clock, today, randomBytes, log },
        ...{ admins: config.access.admins, people: members.people, sayTo: sayToPerson },
        onUndone: (batch) => undoFix(batch, parts),
        sidecarBeside: (path) => sidecarBeside(config.corpusDir, path),
        reading: chatReading,
        download: (fileId, signal) =>
          download(fileId, { api: late.bot().api, apiRoot: config.telegram.apiRoot, token }, signal),
        originalFile: (path) => originalFile(config.corpusDir, path),
        restricted: members.collections.restricted,
        records,
      }),
      deskHandlers({
        ...{ ...deskParts, sayTo: sayToPerson, embedder: engine.embedder, find: engine.find, today },
        ...{ official, officialAnswers },
      }),
      fixHandlers({
        ...{
          fixes: parts.fixes,
          glossary: parts.glossary,
          records,
          library,
          proposals,
          orders,
          clock,
          randomBytes,
          log,
        },
        ...{ find: engine.find, today },
        sidecarBeside: (path) => sidecarBeside(config.corpusDir, path),
        originalFile: (path) => originalFile(config.corpusDir, path),
      }),
    ],
    ...{ ask: engine.answer, find: engine.find, library, records, secretariat, limits: members.limits },
    ...{ news: parts.news, digests: parts.digests, guestMode: parts.guestMode, rights: members },
    ...{ sayIn, clock, today, randomBytes, log, signs: parts.signs },
    isKnown: async (person) => (await members.standingOf({ id: person })).known !== null,
    originalFile: ({ path }) => originalFile(config.corpusDir, path),
    provider: providerOf(config),
    retentionDays: config.limits.retentionDays,
    onAnswer(result) {
      metrics.answered(result);
      // By reason only: what was asked and written is nobody's business.
      for (const { reason } of result.dropped ?? []) log.info("A written sentence was not proven", { reason });
    },
    onFeedback: metrics.judged,
    ingestProgress: ingesting.progress,
    ...{ setUp: () => setUpOf({ config, engine }, parts), checklists: parts.checklists },
  });
}

/** State of the steps on an admin's checklist. */
async function setUpOf({ config, engine }: Pick<BotAppOptions, "config" | "engine">, { members, records }: Parts) {
  return {
    ...{ documents: countWorks(engine.library), restricted: (await members.collectionLists()).size },
    members:
      config.access.mode === "open" ||
      config.access.group !== null ||
      (await listMembers(members)).some(({ by }) => by !== "admin"),
    secretariatChat: records.desk.chat() !== null,
  };
}

function watchOf({ config }: BotAppOptions, { folders, sayToPerson }: Parts) {
  return { corpusDir: config.corpusDir, folders, admins: config.access.admins, sayTo: sayToPerson };
}

/** @returns how to listen no longer */
function listenToIngests(options: BotAppOptions, parts: Parts, running: RunningBot): () => void {
  const { config, engine, ingesting } = options;
  const { relations, proposals, official, sayToPerson } = parts;
  const stops = [
    ingesting.listen({
      onDone({ questions }) {
        const ask = () => askAboutRelations(questions, relations, config.access.admins, sayToPerson);
        void running.decide(ask).catch(() => undefined);
      },
    }),
    ingesting.listen(watchIngests({ ...watchOf(options, parts), decide: running.decide })),
    ingesting.listen({
      onDone: (report) =>
        void running
          .decide(() =>
            tellOfFiles(report, { proposals, sayTo: sayToPerson, onRead: (batch) => tellOfFix(batch, parts) }),
          )
          .catch(() => undefined),
    }),
    ingesting.listen({
      onDone() {
        const tell = () => tellOfTerms(engine.terms?.() ?? new Map(), { ...parts, sayTo: sayToPerson });
        void running.decide(tell).catch(() => undefined);
      },
    }),
    ingesting.listen({ onDone: () => void running.decide(official.check).catch(() => undefined) }),
  ];
  return () => {
    for (const stop of stops) stop();
  };
}

/** What has changed is kept in the library so soon; a file that was lost or replaced is noticed. */
const SEAL_EVERY_MS = 5_000;

/** @returns how to watch no longer */
function watchRights({ config }: BotAppOptions, { seal, sayToPerson }: Parts, running: RunningBot): () => void {
  const tell = (kind: DistrustKind): void =>
    void running.decide(() => distrustMessages(kind, config.access.admins, sayToPerson)).catch(() => undefined);
  const distrust = seal.distrust();
  if (distrust !== null) tell(distrust.kind);
  seal.onDistrust(tell);
  const timer = setInterval(seal.check, SEAL_EVERY_MS).unref();
  return () => {
    clearInterval(timer);
    seal.check();
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

/** Names the service that reads members' questions besides this machine. */
function providerOf({ embedder, openai, model }: Config): string | null {
  if (embedder !== "openai" && model === null) return null;
  return openai.baseUrl === null ? "OpenAI" : new URL(openai.baseUrl).host;
}
