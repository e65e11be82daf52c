/**
 * The composition root of the bot, beside that of answering (app.ts): what it remembers, who may ask, and its handlers.
 */

import { randomBytes } from "node:crypto";
import { join } from "node:path";
import { createLedger, type Ledger, ledgerData } from "./answering/writing/ledger.ts";
import { type App, fileReading } from "./app.ts";
import { calendarOf } from "./calendar.ts";
import type { Config } from "./config.ts";
import { activitySince } from "./conversation/activity.ts";
import { keptOfficialAnswers } from "./conversation/official-answers.ts";
import { keptProposals } from "./conversation/proposals.ts";
import { openRecords } from "./conversation/records.ts";
import { keptRelationsAsked } from "./conversation/relations-asked.ts";
import type { FileReading } from "./documents/reading/file-reading.ts";
import { originalFile } from "./library/original-file.ts";
import { createFoldersAsked } from "./members/folder-names.ts";
import { listMembers } from "./members/member-list.ts";
import { createMembers } from "./members/members.ts";
import { createOwnData, together } from "./members/own-data.ts";
import { membershipData, sweepMembers } from "./members/personal-data.ts";
import { createFileOrders } from "./operations/file-orders.ts";
import type { Ingesting } from "./operations/ingesting.ts";
import type { Log } from "./operations/log.ts";
import { createMetrics, type Metrics, type MetricsOptions } from "./operations/metrics.ts";
import { startRetention } from "./operations/retention.ts";
import { openState } from "./state.ts";
import { adminHandlers } from "./telegram/admin/admin.ts";
import { folderProblem } from "./telegram/admin/admin-ingest.ts";
import { askAboutRelations } from "./telegram/admin/admin-relations.ts";
import { closeFolders, watchIngests } from "./telegram/admin/ingest-watch.ts";
import { createBot } from "./telegram/bot.ts";
import { describeBot } from "./telegram/bot-describe.ts";
import type { Outgoing } from "./telegram/effects.ts";
import { introduce, membersOnly } from "./telegram/gate.ts";
import { localeFor } from "./telegram/gate-person.ts";
import { invitationHandlers } from "./telegram/invitations.ts";
import { libraryFromChat, tellOfFiles, UNDO_MS } from "./telegram/library/library-from-chat.ts";
import { isInGroup, membershipUpdates, warnOfGroup } from "./telegram/membership.ts";
import { ownDataHandlers } from "./telegram/own-data.ts";
import { deskHandlers } from "./telegram/secretariat/desk.ts";
import { deskChatUpdates } from "./telegram/secretariat/desk-chat.ts";
import { createOfficial } from "./telegram/secretariat/official.ts";
import { startReminders } from "./telegram/secretariat/reminders.ts";
import { createSecretariat } from "./telegram/secretariat/secretariat.ts";
import { clientOptions } from "./telegram/transport/api.ts";
import { download } from "./telegram/transport/download.ts";
import { createInbox } from "./telegram/transport/inbox.ts";
import { createOutbox } from "./telegram/transport/outbox.ts";
import { resend } from "./telegram/transport/resend.ts";
import { type RunningBot, runBot } from "./telegram/transport/run-bot.ts";
import { loadWords } from "./telegram/words.ts";

export interface BotApp {
  readonly metrics: Metrics;
  /** Reasons why it cannot answer, in a few words each. */
  problems(): Promise<readonly string[]>;
  /** The webhook's port; null when it polls. */
  readonly port: number | null;
  /** Lets what is under way end for 20 s; the rest waits for the next start. */
  close(): Promise<void>;
}

export interface BotAppOptions {
  readonly config: Config;
  readonly token: string;
  readonly app: App;
  readonly ingesting: Ingesting;
  readonly log: Log;
  readonly clock: () => Date;
  /** Reads files that are sent in chat; absent: in a process of its own. */
  readonly reading?: FileReading;
}

export async function openBot({ config, token, app, ingesting, log, clock, reading }: BotAppOptions): Promise<BotApp> {
  const { library } = app;
  const [statePath] = databasesOf(config);
  const state = openState(statePath);
  const inbox = createInbox(state, clock);
  const outbox = createOutbox(state, clock);
  const records = openRecords(state);
  const calendar = calendarOf(config.timeZone);
  const sayIn = loadWords(calendar);
  const collections = () => collectionsIn(library);
  const members = createMembers({
    ...{ database: state, settings: config.access, limits: config.limits },
    ...{ collections, log, clock, calendar, random: randomBytes },
    isInGroup: (group, person) => isInGroup(bot.api, group, person),
  });
  const proposals = keptProposals(state);
  const ownData = createOwnData(state, {
    conversations: together(records.personalData, proposals.personalData),
    membership: membershipData(state),
    inbox: inbox.personalData,
    outbox: outbox.personalData,
    model: ledgerData(state),
  });
  const spending = config.model === null ? null : createLedger(state, config.model, () => calendar.dayOf(clock()));
  const gauges = () => gaugesOf(running.depths(), library.size(), spending?.today());
  const metrics = createMetrics({ withProcess: true, gauges });
  /** For messages that answer no update: somebody's language is then what is known of them. */
  const sayTo = (person: number | null, languageCode: string | null) => {
    if (person === null) return sayIn(localeFor(null, languageCode));
    const { people } = members;
    return sayIn(localeFor(people.languageOf(person), languageCode ?? people.find(person)?.languageCode ?? null));
  };
  const sayToPerson = (person: number) => sayTo(person, null);
  const secretariat = createSecretariat({
    ...{ records, members, library, sayIn, clock, sayTo: sayToPerson },
    remindAfterMs: config.secretariat.remindAfterMs,
  });
  outbox.onEnd((end) => {
    for (const call of secretariat.ended(end)) outbox.add(call);
  });
  outbox.onMoved(records.desk.moveChat);
  const folders = createFoldersAsked(state, members.collections);
  const relations = keptRelationsAsked(state);
  const today = (): string => calendar.dayOf(clock());
  const deskParts = { secretariat, records, members, library, clock, randomBytes, log };
  const orders = createFileOrders({
    ...{ database: state, corpusDir: config.corpusDir, clock, log },
    // Logged where it fails; the folder's watch sees the change as well.
    onDone: () => void ingesting.run({ byHand: true }).catch(() => undefined),
    onProblem: ({ person }, reason) => {
      const told = person === null ? config.access.admins : [person];
      void running.decide(() => told.map((admin) => folderProblem(admin, reason, sayToPerson(admin))));
    },
  });
  const chatReading = reading ?? fileReading();
  const officialAnswers = keptOfficialAnswers(state);
  const { collections: rights } = members;
  const official = createOfficial({
    ...{ answers: officialAnswers, orders, library, collections: rights, secretariat, sayIn, clock, today },
  });
  const forgotten = (person: number) => {
    for (const part of [officialAnswers, orders]) part.forget(person);
    return secretariat.forgotten(person);
  };
  const gateParts = { members, sayIn };
  const bot = createBot({
    ...{ token, telegram: { client: clientOptions(config.telegram.apiRoot) } },
    gate: [
      membershipUpdates(members),
      deskChatUpdates({ records, secretariat }),
      introduce(gateParts),
      invitationHandlers({ members, sayTo: sayToPerson }),
      ownDataHandlers({ ownData, clock, forgotten }),
      membersOnly(gateParts),
    ],
    before: [
      resend(outbox),
      adminHandlers({
        ...{ members, clock, ingesting, collections, records, secretariat, folders, relations, library },
        activity: (since) => activitySince(state, since),
        documents: () => library.size().documents,
        libraryDocuments: () => library.documents(),
        depths: () => running.depths(),
        deliver: (outgoing) => running.send(outgoing),
      }),
      libraryFromChat({
        ...{ proposals, orders, library, collections, clock, randomBytes, log },
        reading: chatReading,
        download: (fileId, signal) =>
          download(fileId, { api: bot.api, apiRoot: config.telegram.apiRoot, token }, signal),
        originalFile: (path) => originalFile(config.corpusDir, path),
        restricted: members.collections.restricted,
      }),
      deskHandlers({
        ...{ ...deskParts, sayTo: sayToPerson, embedder: app.embedder, find: app.find, today },
        ...{ official, officialAnswers },
      }),
    ],
    ...{ ask: app.answer, find: app.find, library, records, secretariat, limits: members.limits },
    ...{ sayIn, clock, today, randomBytes, log },
    chooseLanguage: members.people.chooseLanguage,
    isKnown: (person) => members.people.find(person) !== null,
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
    setUp: () => ({
      ...{ documents: library.size().documents, restricted: members.collections.restricted().size },
      members:
        config.access.mode === "open" ||
        config.access.group !== null ||
        listMembers(members).some(({ by }) => by !== "admin"),
      secretariatChat: records.desk.chat() !== null,
    }),
  });
  const watch = { corpusDir: config.corpusDir, folders, admins: config.access.admins, sayTo: sayToPerson };
  // Before anybody is heard: what was read at the command line may hold folders that nobody has decided on.
  state.transaction(() => closeFolders(watch).forEach((call) => void outbox.add(call)));
  const running = await runBot({
    ...{ telegram: config.telegram, deadlineMs: config.limits.answerDeadlineMs, bot },
    ...{ state, inbox, outbox, sayTo, log, clock, random: Math.random },
    events: { onHandled: metrics.handled, onCalled: metrics.called },
  });
  app.onModelTrouble?.((trouble) => {
    for (const admin of config.access.admins) {
      void running.send(plainMessage(admin, sayToPerson(admin)("model-trouble", { trouble })));
    }
  });
  const stopRetention = startRetention({
    ...{ database: state, retentionDays: config.limits.retentionDays, clock, log },
    sweeps: {
      ...{ conversations: records.sweep, inbox: inbox.sweep, outbox: outbox.sweep },
      members: (before) => sweepMembers(state, before, clock()),
      files: (before) => proposals.sweep(before, new Date(clock().getTime() - UNDO_MS)),
    },
  });
  const stopAsking = ingesting.listen({
    onDone({ questions }) {
      const ask = () => askAboutRelations(questions, relations, config.access.admins, sayToPerson);
      void running.decide(ask).catch(() => undefined);
    },
  });
  const stopListening = ingesting.listen(watchIngests({ ...watch, decide: running.decide }));
  const stopTelling = ingesting.listen({
    onDone: (report) =>
      void running.decide(() => tellOfFiles(report, { proposals, sayTo: sayToPerson })).catch(() => undefined),
  });
  const stopChecking = ingesting.listen({ onDone: () => void running.decide(official.check).catch(() => undefined) });
  void orders.run();
  const stopReminders = startReminders({ secretariat, decide: running.decide, log });
  const stopWaiting = onContact(running, () => {
    void describeBot(bot.api, { sayIn, admins: config.access.admins, log });
    if (config.access.group !== null) void warnOfGroup(bot.api, config.access.group, log);
  });
  return {
    metrics,
    problems: () => problemsOf(running, app),
    port: running.port,
    async close() {
      stopWaiting();
      stopRetention();
      stopReminders();
      stopListening();
      stopAsking();
      stopChecking();
      stopTelling();
      orders.close();
      await running.stop();
      if (reading === undefined) await chatReading.close();
      state.close();
    },
  };
}

function collectionsIn({ database }: App["library"]): ReadonlySet<string> {
  const rows = database.prepare("SELECT DISTINCT collection FROM documents").all();
  return new Set(rows.map(({ collection }) => String(collection)));
}

function gaugesOf(
  depths: ReturnType<RunningBot["depths"]>,
  size: ReturnType<App["library"]["size"]>,
  spent: ReturnType<Ledger["today"]> | undefined,
): ReturnType<MetricsOptions["gauges"]> {
  return {
    docket_inbox_updates: depths.inbox,
    docket_outbox_messages: depths.outbox,
    docket_parked_updates: depths.parked,
    docket_documents: size.documents,
    docket_passages: size.passages,
    docket_model_tokens_today: spent?.tokens ?? 0,
    docket_model_cost_today: spent?.cost ?? 0,
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

async function problemsOf(running: RunningBot, app: App): Promise<string[]> {
  const reception = running.reception();
  const receiving = reception?.kind === "receiving";
  return [
    ...(receiving ? [] : [reception === null ? "no contact with Telegram yet" : reception.reason]),
    ...((await app.hasIndex()) ? [] : ["no documents have been read yet"]),
  ];
}

/** Databases of a backup: the state before the library that its citation records point at. */
export function databasesOf({ dataDir, libraryDir }: Config): readonly [state: string, library: string] {
  return [join(dataDir, "state.sqlite"), join(libraryDir, "library.sqlite")];
}

/** Names the service that reads members' questions besides this machine. */
function providerOf({ embedder, openai, model }: Config): string | null {
  if (embedder !== "openai" && model === null) return null;
  return openai.baseUrl === null ? "OpenAI" : new URL(openai.baseUrl).host;
}
