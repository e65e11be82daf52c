/** Parts of the bot: what it remembers, who may ask, and the services that its handlers work with. */

import { randomBytes } from "node:crypto";
import { calendarOf } from "../calendar.ts";
import type { Config } from "../config.ts";
import { type Budget, createBudget, type Engine, type FileReading, seenFileReading } from "../engine/engine.ts";
import type { Locale } from "../language/language.ts";
import { createFileOrders, createGlossaryOrders } from "../operations/file-orders.ts";
import type { Ingesting } from "../operations/ingesting.ts";
import type { Log } from "../operations/log.ts";
import { createMetrics, type MetricsOptions } from "../operations/metrics.ts";
import type { Depths } from "../storage/boxes.ts";
import type { Database } from "../storage/database.ts";
import { sqliteBoxes } from "../storage/sqlite/boxes.ts";
import { sqliteQuestionTimes } from "../storage/sqlite/question-times.ts";
import { sqliteStandings } from "../storage/sqlite/standings.ts";
import type { createBot } from "./bot.ts";
import { openStores, ownDataIn } from "./bot-stores.ts";
import { newCall, recordsInSqlite } from "./delivery/boxes.ts";
import type { Outgoing } from "./delivery/effects.ts";
import type { RunningBot } from "./delivery/run-bot.ts";
import { createSigns } from "./delivery/signs.ts";
import { folderProblem } from "./handlers/admin/admin-ingest.ts";
import { checklistCame } from "./handlers/checklist.ts";
import { localeFor } from "./handlers/gate.ts";
import { isInGroup } from "./handlers/membership.ts";
import { createLibraryNews } from "./handlers/news/library-news.ts";
import { tellNews } from "./handlers/news/news-rounds.ts";
import { createOfficial } from "./handlers/secretariat/official.ts";
import { createSecretariat } from "./handlers/secretariat/secretariat.ts";
import { loadWords, type Say } from "./i18n/words.ts";
import { createFoldersAsked } from "./members/collections.ts";
import { createMembers } from "./members/members.ts";
import type { People } from "./members/people.ts";
import { createRightsSeal } from "./members/rights-seal.ts";

export interface BotAppOptions {
  readonly config: Config;
  readonly token: string;
  readonly engine: Engine;
  readonly ingesting: Ingesting;
  readonly log: Log;
  readonly clock: () => Date;
  /** Telegram has refused the token for ten minutes: the process is to end, so that its supervisor sees it. */
  readonly onHopeless?: (reason: string) => void;
  /** Reads files that are sent in chat; absent: in a process of its own. */
  readonly reading?: FileReading;
}

/** The bot and its transport, which exist only when the parts that they are made of do. */
export interface Late {
  bot(): ReturnType<typeof createBot>;
  running(): RunningBot;
}

export type Parts = ReturnType<typeof openParts>;

/** Opens what the bot remembers, and the services over it. */
export function openParts({ config, engine, ingesting, log, clock, reading }: BotAppOptions, late: Late) {
  const { library } = engine;
  const stores = openStores(config, { library, log, clock });
  const { state, records, proposals, news, officialAnswers, modelCalls } = stores;
  const calendar = calendarOf(config.timeZone);
  const today = (): string => calendar.dayOf(clock());
  const sayIn = loadWords(calendar);
  const collections = () => collectionsIn(library);
  const seal = createRightsSeal({ state, library, log });
  // Before anybody is heard.
  seal.check();
  const members = createMembers({
    seal,
    database: state,
    standings: sqliteStandings(state),
    questionTimes: sqliteQuestionTimes(state),
    settings: config.access,
    limits: config.limits,
    collections,
    log,
    clock,
    calendar,
    random: randomBytes,
    isInGroup: (group, person) => isInGroup(late.bot().api, group, person),
  });
  const metrics = openMetrics({ config, library, modelCalls, late, today });
  const sayTo = speaking({ sayIn, members, library });
  const sayToPerson = (person: number) => sayTo(person, null);
  const secretariat = createSecretariat({
    records,
    members,
    library,
    sayIn,
    clock,
    sayTo: sayToPerson,
    remindAfterMs: config.secretariat.remindAfterMs,
  });
  const boxes = openBoxes(stores, { clock, secretariat });
  const ownData = ownDataIn(stores, boxes);
  const folders = createFoldersAsked(state, members.collections);
  const { hourOf } = calendar;
  const orders = fileOrders({ config, ingesting, log, clock }, state, { late, sayTo: sayToPerson });
  const glossary = glossaryOrders({ config, ingesting, log, clock }, state, { late, sayTo: sayToPerson });
  const chatReading = reading ?? seenFileReading(config);
  const official = createOfficial({
    answers: officialAnswers,
    orders,
    library,
    collections: members.collections,
    secretariat,
    sayIn,
    clock,
    today,
  });
  const tell = tellNews({ records, members, library, sayIn, sayTo: sayToPerson, proposals, officialAnswers });
  const libraryNews = createLibraryNews({ news, records, library, members, tell, today, clock, randomBytes });
  const forgotten = (person: number) => {
    for (const part of [officialAnswers, orders]) part.forget(person);
    return secretariat.forgotten(person);
  };
  const signs = createSigns({ now: () => performance.now(), waiting: () => late.running().unsent(), log });
  return {
    ...stores,
    signs,
    seal,
    boxes,
    sayIn,
    collections,
    members,
    ownData,
    metrics,
    sayTo,
    sayToPerson,
    libraryNews,
    hourOf,
    glossary,
    secretariat,
    folders,
    today,
    orders,
    chatReading,
    official,
    forgotten,
  };
}

type OrdersFrom = Pick<BotAppOptions, "config" | "ingesting" | "log" | "clock">;
interface OrdersTold {
  readonly late: Late;
  readonly sayTo: (person: number) => Say;
}

/** After a change from chat. Logged where it fails; the folder's watch sees a changed file as well. */
function readAgain(ingesting: Ingesting): void {
  void ingesting.run({ byHand: true }).catch(() => undefined);
}

/** Files from chat, written into the corpus folder; whoever sent one hears where that cannot be. */
function fileOrders({ config, ingesting, log, clock }: OrdersFrom, database: Database, { late, sayTo }: OrdersTold) {
  return createFileOrders({
    database,
    corpusDir: config.corpusDir,
    clock,
    log,
    onDone: () => readAgain(ingesting),
    onProblem: ({ person }, reason) => {
      const told = person === null ? config.access.admins : [person];
      void late.running().decide(() => told.map((admin) => folderProblem(admin, reason, sayTo(admin))));
    },
  });
}

/** Terms from chat, written into the data folder; admins hear where that cannot be. */
function glossaryOrders(
  { config, ingesting, log, clock }: OrdersFrom,
  database: Database,
  { late, sayTo }: OrdersTold,
) {
  const told = (admin: number, reason: string): Outgoing => ({
    method: "sendMessage",
    payload: { chat_id: admin, text: sayTo(admin)("glossary-problem", { reason: sayTo(admin).problem(reason) }) },
    person: admin,
  });
  return createGlossaryOrders({
    database,
    file: config.chatGlossaryFile,
    clock,
    log,
    onDone: () => readAgain(ingesting),
    onProblem: (reason) => void late.running().decide(() => config.access.admins.map((admin) => told(admin, reason))),
  });
}

/** For messages that answer no update: in somebody's own language, else in that of the organisation. */
function speaking({
  sayIn,
  members,
  library,
}: {
  readonly sayIn: (locale: Locale) => Say;
  readonly members: { readonly people: Pick<People, "find" | "languages"> };
  readonly library: Engine["library"];
}) {
  return (person: number | null, languageCode: string | null): Say => {
    if (person === null) return sayIn(localeFor(null, languageCode));
    const known = members.people.find(person);
    const own = known?.language ?? known?.spoken ?? null;
    const code = languageCode ?? known?.languageCode ?? null;
    if (own !== null || code !== null) return sayIn(localeFor(own, code));
    return sayIn(mostSpoken(members.people.languages()) ?? languageOfDocuments(library));
  };
}

/** In which most are spoken to; null where nobody has written yet. */
function mostSpoken(languages: ReturnType<People["languages"]>): Locale | null {
  const counts = new Map<Locale, number>();
  for (const { own, languageCode, people } of languages) {
    if (own === null && languageCode === null) continue;
    const locale = localeFor(own, languageCode);
    counts.set(locale, (counts.get(locale) ?? 0) + people);
  }
  const [most] = [...counts].sort(([, one], [, other]) => other - one);
  return most?.[0] ?? null;
}

/** Of most of them; of an admin who has not written yet nothing else may be known. */
function languageOfDocuments(library: Engine["library"]): Locale {
  const documents = library.documents();
  return documents.filter(({ language }) => language === "zh").length * 2 > documents.length ? "zh" : "en";
}

function collectionsIn({ database }: Engine["library"]): ReadonlySet<string> {
  const rows = database.prepare("SELECT DISTINCT collection FROM documents").all();
  return new Set(rows.map(({ collection }) => String(collection)));
}

/** The inbox and the outbox, whose ends the secretariat and the checklists hear of. */
function openBoxes(
  { state, records, checklists }: ReturnType<typeof openStores>,
  { clock, secretariat }: Pick<BotAppOptions, "clock"> & { secretariat: ReturnType<typeof createSecretariat> },
) {
  return sqliteBoxes({
    database: state,
    clock,
    keep: recordsInSqlite(state, clock),
    onMoved: records.desk.moveChat,
    onEnd(end) {
      checklistCame(end, checklists);
      return secretariat.ended(end).map((call) => newCall(call));
    },
  });
}

interface MetricsOver {
  readonly config: Config;
  readonly library: Engine["library"];
  readonly modelCalls: ReturnType<typeof openStores>["modelCalls"];
  readonly late: Late;
  readonly today: () => string;
}

function openMetrics({ config, library, modelCalls, late, today }: MetricsOver) {
  const budget = config.model === null ? null : createBudget(modelCalls, config.model, today);
  const gauges = async () => gaugesOf(await late.running().depths(), library.size(), await budget?.today());
  return createMetrics({ withProcess: true, gauges });
}

function gaugesOf(
  depths: Depths,
  size: ReturnType<Engine["library"]["size"]>,
  spent: Awaited<ReturnType<Budget["today"]>> | undefined,
): Awaited<ReturnType<MetricsOptions["gauges"]>> {
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
