/** The members' handlers with a real database, a library in memory and a recorder in place of Telegram. */

import type { Update } from "@grammyjs/types";
import { Bot } from "grammy";
import { type MemberParts, memberHandlers } from "../../../src/bot/bot.ts";
import type { DocketContext } from "../../../src/bot/context.ts";
import { keptChecklists } from "../../../src/bot/conversation/checklists.ts";
import { keptGuestMode } from "../../../src/bot/conversation/decisions.ts";
import { keptDigests, keptNews } from "../../../src/bot/conversation/news.ts";
import { openRecords, type Records } from "../../../src/bot/conversation/records.ts";
import { type Change, changesInSqlite, type Outgoing } from "../../../src/bot/delivery/effects.ts";
import type { Source } from "../../../src/bot/delivery/leave.ts";
import { createSigns } from "../../../src/bot/delivery/signs.ts";
import type { Ask } from "../../../src/bot/handlers/question.ts";
import { createSecretariat } from "../../../src/bot/handlers/secretariat/secretariat.ts";
import { loadWords } from "../../../src/bot/i18n/words.ts";
import type { Access } from "../../../src/bot/members/access.ts";
import { createLimits } from "../../../src/bot/members/limits.ts";
import { createMembers } from "../../../src/bot/members/members.ts";
import { calendarOf } from "../../../src/calendar.ts";
import type { Document } from "../../../src/documents/document.ts";
import type { Find } from "../../../src/engine/retrieval/search.ts";
import type { Locale } from "../../../src/language/language.ts";
import { createEditions } from "../../../src/library/editions/editions.ts";
import { createValidityIndex } from "../../../src/library/validity/validity.ts";
import { openDatabase } from "../../../src/storage/database.ts";
import { sqliteQuestionTimes } from "../../../src/storage/sqlite/question-times.ts";
import { sqliteStandings } from "../../../src/storage/sqlite/standings.ts";
import { STATE_SCHEMA } from "../../../src/storage/state.ts";
import { TOKEN } from "../../support/secrets.ts";
import { temporaryFolder } from "../../support/temporary-folder.ts";
import { testLog, wordsOf } from "../../support/test-log.ts";
import { FEES, libraryDocument, PLAN, versionOf } from "../render/cited.ts";

export const ME = { id: 99, is_bot: true, first_name: "Docket", username: "docket_bot" } as const;
export const ADA = { id: 7, is_bot: false, first_name: "Ada", language_code: "en" } as const;
/** The admin who gets what members put to the secretariat. */
const SECRETARY = 1;
export const GROUP = { id: -100, type: "supergroup", title: "Members" } as const;
export const PRIVATE = { id: ADA.id, type: "private", first_name: "Ada" } as const;

interface Call {
  readonly method: string;
  readonly payload: Readonly<Record<string, unknown>>;
}

/** Effects of one update. */
export interface Outcome {
  /** Put into the outbox. */
  readonly sent: readonly Outgoing[];
  /** Called directly: what may get lost. */
  readonly called: readonly Call[];
  /** Documents whose words or titles are in what was sent. */
  readonly shown: readonly Source[];
}

export interface Setting {
  readonly records: Records;
  readonly parts: MemberParts;
  /** May be changed between updates. */
  documents: readonly Document[];
  access: Access;
  language: Locale;
  now: Date;
  /** Methods that Telegram refuses. */
  refused: ReadonlySet<string>;
  handle(update: Partial<Update>, signal?: AbortSignal): Promise<Outcome>;
  /** A text of Ada's, in private unless another chat is named. */
  say(text: string, more?: object): Promise<Outcome>;
  /** Ada presses a button under a message of the bot's. */
  press(data: string, more?: object): Promise<Outcome>;
}

const NOTHING: Find = () => Promise.reject(new Error("nothing was to be searched"));
const NO_ANSWER: Ask = () => Promise.reject(new Error("nothing was to be asked"));

export function botSetting({ ask = NO_ANSWER, find = NOTHING, ...others }: Partial<MemberParts> = {}): Setting {
  const folder = temporaryFolder();
  const schema = STATE_SCHEMA;
  const database = openDatabase(`${folder.path}/state.sqlite`, schema);
  const [records, questionTimes] = [openRecords(database), sqliteQuestionTimes(database)];
  const calendar = calendarOf("UTC");
  const sayIn = loadWords(calendar);
  let now = new Date("2026-11-22T08:00:00Z");
  const clock = (): Date => now;
  const heard = new Set<string>();
  let ids = 0;
  let updates = 0;
  const versionKept = (hash: string) => {
    const document = [...setting.documents, FEES, PLAN].find(({ version }) => version === hash);
    return document === undefined ? null : versionOf(document);
  };
  const members = createMembers({
    ...{ database, clock, calendar, log: testLog(), random: () => new Uint8Array(16) },
    ...{ questionTimes, standings: sqliteStandings(database) },
    settings: { mode: "members", admins: [SECRETARY], members: [ADA.id], group: null },
    limits: { questionsPerHour: 30, questionsPerDay: 200 },
    collections: () => new Set(),
    isInGroup: () => Promise.resolve(false),
  });
  const parts: MemberParts = {
    ...{ ask, find, records, clock, sayIn, log: testLog(heard), provider: null, retentionDays: 30 },
    signs: createSigns({ now: () => performance.now(), waiting: () => 0, log: testLog(heard) }),
    today: () => calendar.dayOf(now),
    library: {
      documents: () => setting.documents.map(libraryDocument),
      document: (id) => {
        const document = setting.documents.find((known) => known.id === id);
        return document === undefined ? null : libraryDocument(document);
      },
      version: versionKept,
      editions: () =>
        createEditions({
          ...{ documents: setting.documents.map(libraryDocument), versionOf: versionKept },
          ...{ modifiedOf: () => 0, wordsOf: () => [] },
        }),
      validityIndex: () =>
        createValidityIndex({ documents: setting.documents.map(libraryDocument), textOf: () => null }),
    },
    secretariat: createSecretariat({
      ...{ records, sayIn, clock, sayTo: () => sayIn(setting.language), remindAfterMs: 86_400_000 },
      members,
      library: { document: (id) => parts.library.document(id), editions: () => parts.library.editions() },
    }),
    limits: createLimits(questionTimes, { questionsPerHour: 30, questionsPerDay: 200 }, { clock, calendar }),
    randomBytes: (size) => new Uint8Array(size).fill(++ids),
    news: keptNews(database),
    digests: keptDigests(database),
    guestMode: keptGuestMode(database),
    rights: members,
    originalFile: () => Promise.resolve(new TextEncoder().encode("# the file")),
    isKnown: async () => true,
    onAnswer: () => undefined,
    onFeedback: () => undefined,
    ingestProgress: () => null,
    checklists: keptChecklists(database),
    setUp: async () => ({ documents: setting.documents.length, restricted: 0, members: true, secretariatChat: false }),
    ...others,
  };
  const handlers = memberHandlers(parts);
  const setting: Setting = {
    ...{ records, parts, documents: [FEES, PLAN], language: "en" },
    get now() {
      return now;
    },
    set now(later) {
      now = later;
    },
    access: { kind: "member", admin: false, collections: null },
    refused: new Set(),
    async handle(update, signal = new AbortController().signal) {
      for (const words of wordsOf(update)) heard.add(words);
      const sent: Outgoing[] = [];
      const called: Call[] = [];
      const changes: Change[] = [];
      const shown: Source[] = [];
      const decisions: (() => readonly Outgoing[])[] = [];
      const bot = new Bot<DocketContext>(TOKEN, { botInfo: { ...ME, ...ABILITIES } });
      bot.api.config.use((_previous, method, payload) => {
        called.push({ method, payload: { ...payload } });
        if (setting.refused.has(method)) return Promise.resolve({ ok: false, error_code: 400, description: "refused" });
        // What Telegram answers is looked at nowhere.
        return Promise.resolve({ ok: true, result: true as never });
      });
      bot.use(async (ctx, next) => {
        Object.assign(ctx, {
          effects: {
            shows: (documents: readonly Source[]) => shown.push(...documents),
            send: (one: Outgoing) => sent.push(one),
            keep: (...kept: readonly Change[]) => changes.push(...kept),
            decide: (work: () => readonly Outgoing[]) => decisions.push(work),
          },
          ...{ signal, access: setting.access, accessNow: () => Promise.resolve(setting.access) },
          say: sayIn(setting.language),
          person: { id: ctx.from?.id ?? ADA.id, name: "Ada", username: null, languageCode: null },
        });
        await next();
      });
      bot.use(handlers);
      await bot.handleUpdate({ update_id: ++updates, ...update });
      database.transaction(() => {
        changesInSqlite(database, clock)(changes);
        sent.push(...decisions.flatMap((decide) => decide()));
      });
      for (const change of changes) if (change.kind === "language-chosen") setting.language = change.locale;
      return { sent, called, shown };
    },
    say: (text, more = {}) => setting.handle({ message: messageOf(text, more) as Update["message"] & object }),
    press: (data, more = {}) =>
      setting.handle({
        callback_query: {
          ...{ id: "1", from: ADA, chat_instance: "1", data },
          message: { message_id: 50, date: 1_700_000_000, chat: PRIVATE, from: ME, text: "…", ...more },
        } as Update["callback_query"] & object,
      }),
  };
  return setting;
}

const ABILITIES = {
  ...{ can_join_groups: true, can_read_all_group_messages: false, supports_inline_queries: true },
  ...{ can_connect_to_business: false, has_main_web_app: false, has_topics_enabled: false },
  ...{ allows_users_to_create_topics: false, can_manage_bots: false, supports_guest_queries: false },
  supports_join_request_queries: false,
};

/** A message of Ada's; a command at its beginning is marked as Telegram marks it. */
export function messageOf(text: string, more: object = {}): object {
  const [command] = /^\/\w+(?:@\w+)?/u.exec(text) ?? [];
  const entities = command === undefined ? [] : [{ type: "bot_command", offset: 0, length: command.length }];
  return { message_id: 40, date: 1_700_000_000, chat: PRIVATE, from: ADA, text, entities, ...more };
}

export function textsOf({ sent }: Outcome): unknown[] {
  return sent.map(({ payload }) => payload.text);
}

/** The data of the button that has this text. */
export function buttonData({ sent }: Outcome, label: string): string {
  const rows = sent.flatMap(({ payload }) => {
    const markup = payload.reply_markup as
      | { inline_keyboard: { text: string; callback_data?: string }[][] }
      | undefined;
    return markup?.inline_keyboard.flat() ?? [];
  });
  const found = rows.find(({ text }) => text === label)?.callback_data;
  if (found === undefined) throw new Error(`no button ${label} among ${rows.map(({ text }) => text).join(", ")}`);
  return found;
}
