/**
 * The gate, the members' handlers, the outbox and its sender over one state, with a library of which one document is for
 * some members only. Whatever leaves towards Telegram is kept, file or words.
 */

import type { Update } from "@grammyjs/types";
import { Bot, type MiddlewareFn } from "grammy";
import { memberHandlers } from "../../src/bot/bot.ts";
import type { DocketContext } from "../../src/bot/context.ts";
import { keptGuestMode } from "../../src/bot/conversation/decisions.ts";
import { keptDigests, keptNews } from "../../src/bot/conversation/news.ts";
import { keptOfficialAnswers } from "../../src/bot/conversation/official-answers.ts";
import { openRecords } from "../../src/bot/conversation/records.ts";
import { batchOf, recordsInSqlite } from "../../src/bot/delivery/boxes.ts";
import { collectEffects, type Outgoing } from "../../src/bot/delivery/effects.ts";
import { resend } from "../../src/bot/delivery/notices.ts";
import { createSender } from "../../src/bot/delivery/outbox-sender.ts";
import { introduce, membersOnly } from "../../src/bot/handlers/gate.ts";
import { tellChangedAnswers } from "../../src/bot/handlers/news/changed-answers.ts";
import { sendDigests } from "../../src/bot/handlers/news/news-commands.ts";
import { tellNews } from "../../src/bot/handlers/news/news-rounds.ts";
import { ownDataHandlers } from "../../src/bot/handlers/own-data.ts";
import { leaveCheck } from "../../src/bot/handlers/question-view.ts";
import { deskHandlers } from "../../src/bot/handlers/secretariat/desk.ts";
import { createOfficial } from "../../src/bot/handlers/secretariat/official.ts";
import { createSecretariat } from "../../src/bot/handlers/secretariat/secretariat.ts";
import { createOwnData, together } from "../../src/bot/members/own-data.ts";
import type { Document } from "../../src/documents/document.ts";
import type { AnswerResult } from "../../src/engine/answering/answering.ts";
import { sqliteBoxes } from "../../src/storage/sqlite/boxes.ts";
import { documentOf } from "../support/documents.ts";
import { TOKEN } from "../support/secrets.ts";
import { testLog } from "../support/test-log.ts";
import { wordEmbedder } from "../support/word-embedder.ts";
import { BOT } from "./handlers/handlers.ts";
import { botSetting } from "./handlers/question-setting.ts";
import { membersSetting } from "./members/setting.ts";
import { citationIn, evidenceOf, PLAN, quotedAnswer } from "./render/cited.ts";

export const ADMIN = 1;
export const MEMBERS_GROUP = -1001;
export const CHAT_GROUP = -77;
/** Stands in the document's title, headings and text, and nowhere else. */
export const SECRET = /zirkon|锆石/iu;

const paragraphs = Array.from(
  { length: 60 },
  (_, at) => `Zirkon rule ${at + 1}: the deposit is kept for ${at + 2} days, and the council is told of it in writing.`,
);

export const SECRET_DOCUMENT: Document = documentOf(
  [
    {
      section: ["Zirkon rules", "What is the zirkon deposit?"],
      paragraphs: ["The zirkon deposit is 40 yuan. It is paid once."],
    },
    { section: ["Zirkon rules", "All"], paragraphs },
  ],
  {
    id: "zirkon",
    path: "rules/zirkon.md",
    collection: "rules",
    title: "Zirkon rules",
    version: "a0b1c2d3",
    published: "2024-05-01",
  },
);
const IN_CHINESE: Document = documentOf(
  [
    { section: ["锆石规则", "押金"], paragraphs: ["锆石押金40元。一次付清。"] },
    {
      section: ["锆石规则", "全部"],
      paragraphs: paragraphs.map((_, at) => `锆石规则第${at + 1}条：押金保留${at + 2}天，并书面通知理事会。`),
    },
  ],
  {
    id: "zirkon-zh",
    path: "rules/zirkon.zh.md",
    collection: "rules",
    title: "锆石规则",
    version: "a9b8c7d6",
    language: "zh",
  },
);

export type Moment = () => void;

export function rightsSetting() {
  const setting = membersSetting(
    { admins: [ADMIN], members: [2, 3], group: MEMBERS_GROUP },
    { collections: () => new Set(["rules", "plans"]), limits: { questionsPerHour: 100_000, questionsPerDay: 100_000 } },
  );
  const { members, database, clock } = setting;
  // A thousand runs need no disk.
  database.connection.exec("PRAGMA synchronous = OFF");
  /** Runs once, in the midst of what takes a while. */
  let during: Moment | null = null;
  const while_ = (): void => {
    during?.();
    during = null;
  };
  const cited = [
    citationIn(SECRET_DOCUMENT, "The zirkon deposit is 40 yuan.", 1),
    citationIn(SECRET_DOCUMENT, "It is paid once.", 2),
  ] as const;
  const evidence = [
    evidenceOf(cited[0]),
    ...paragraphs.slice(0, 9).map((quote) => evidenceOf(citationIn(SECRET_DOCUMENT, quote))),
  ];
  const sees = (collections: ReadonlySet<string> | undefined): boolean => collections?.has("rules") ?? true;
  const bot = botSetting();
  bot.documents = [SECRET_DOCUMENT, IN_CHINESE, PLAN];
  const { library } = bot.parts;
  const records = openRecords(database);
  const { sayIn } = bot.parts;
  const sayTo = () => sayIn("en");
  const secretariat = createSecretariat({ records, members, library, sayIn, sayTo, clock, remindAfterMs: 1e9 });
  const answers = keptOfficialAnswers(database);
  const parts = {
    ...bot.parts,
    ...{ records, secretariat, clock, limits: members.limits, embedder: wordEmbedder(), sayTo },
    ask: async ({ collections }: { collections?: ReadonlySet<string> }): Promise<AnswerResult> => {
      while_();
      const found = sees(collections) ? evidence : [];
      return {
        ...{ question: null, candidates: [], confidence: 1, evidence: found },
        answer: found.length > 0 ? quotedAnswer(...cited) : { kind: "not-found", nearest: [] },
        timings: { search: 0, extract: 0, model: null, total: 0 },
      } as unknown as AnswerResult;
    },
    find: ({ collections }: { collections?: ReadonlySet<string> }) => {
      while_();
      return Promise.resolve(sees(collections) ? evidence : []);
    },
    originalFile: () => {
      while_();
      return Promise.resolve(new TextEncoder().encode("# Zirkon rules"));
    },
  };
  const [news, digests] = [keptNews(database), keptDigests(database)];
  const guestMode = keptGuestMode(database);
  Object.assign(parts, { news, digests, guestMode, rights: members });
  const boxes = sqliteBoxes({ database, clock, keep: recordsInSqlite(database, clock) });
  const calls: { method: string; payload: unknown }[] = [];
  let messages = 1_000;
  let lost = false;
  const grammy = new Bot<DocketContext>(TOKEN, {
    botInfo: { ...BOT, can_join_groups: true, supports_inline_queries: true } as never,
  });
  grammy.api.config.use((_previous, method, payload) => {
    const { document } = payload as { document?: { fileData: Uint8Array } };
    const file = document === undefined ? {} : { document: Buffer.from(document.fileData).toString("utf8") };
    calls.push({ method, payload: { ...payload, ...file } });
    if (lost && method === "sendMessage") return Promise.resolve({ ok: false, error_code: 502, description: "lost" });
    messages += 1;
    return Promise.resolve({ ok: true, result: { message_id: messages } as never });
  });
  const collected: ReturnType<typeof collectEffects>[] = [];
  grammy.use((ctx, next) => {
    Object.assign(ctx, { effects: collected.at(-1)?.effects, signal: new AbortController().signal });
    return next();
  });
  const gate = { members, sayIn, clock };
  const ownData = createOwnData(database, {
    conversations: together(records.personalData, records.personalData),
    outbox: boxes.kept.outbox.personalData,
  } as never);
  const official = createOfficial({
    ...{ answers, clock, sayIn, secretariat: { tell: () => [] }, collections: members.collections },
    ...{ library, orders: { add: () => undefined }, today: () => "2026-11-22" },
  });
  const stack: MiddlewareFn<DocketContext>[] = [
    introduce(gate),
    ownDataHandlers({ ownData, clock, forgotten: () => [] }).middleware(),
    membersOnly(gate),
    resend(boxes.outbox).middleware(),
    deskHandlers({ ...parts, members, official, officialAnswers: answers } as never).middleware(),
    memberHandlers(parts as never).middleware(),
  ];
  for (const one of stack) grammy.use(one);
  let updates = 0;
  const sendWaiting = async (): Promise<void> => {
    const sender = createSender({
      ...{ api: grammy.api, boxes, clock, random: () => 0.5, sayTo, log: testLog(setting.heard) },
      wait: () => Promise.resolve(),
      mayLeave: leaveCheck(members, library),
      onOutcome: () => undefined,
    });
    await sender.start();
    await sender.idle();
    await sender.stop();
  };
  const decide = (work: () => readonly Outgoing[]): Promise<void> =>
    boxes.outbox.add({ records: { decisions: [work] } });
  const newsParts = { ...parts, news, digests, members, library, decide, retentionDays: 30 } as never;
  return {
    ...{ members, records, calls, database, bot, library, setting, sendWaiting, news, digests, guestMode, clock },
    sendDigests: () => sendDigests(newsParts),
    /** As an ingest does that has read another text of the document. */
    tellNews: () => {
      const [citation] = cited;
      const item = { kind: "changed", proof: records.proofs.idOf(citation) ?? "", at: clock(), citation } as const;
      const toldParts = { ...{ records, members, library, sayIn, sayTo }, officialAnswers: answers };
      return decide(() => tellNews({ ...toldParts, proposals: { changedBy: () => null } })([item]));
    },
    /** The document says something else from now on, for as long as it is told. */
    async tellChangedAnswers() {
      const before = bot.documents;
      const text = SECRET_DOCUMENT.text.replace("40 yuan", "50 yuan of zirkon");
      const revised = { text, version: "b0b1c2d3", blocks: [] };
      bot.documents = before.map((one) => (one.id === SECRET_DOCUMENT.id ? { ...one, ...revised } : one));
      await tellChangedAnswers(newsParts);
      bot.documents = before;
    },
    /** In a short section, and in one of several pages. */
    quotes: { short: cited[0], long: citationIn(SECRET_DOCUMENT, paragraphs[0] ?? "") },
    /** Handles an update and stores what comes of it; nothing leaves yet but what goes past the outbox. */
    async handle(update: Partial<Update>): Promise<void> {
      const collecting = collectEffects();
      collected.push(collecting);
      updates += 1;
      await grammy.handleUpdate({ update_id: updates, ...update } as Update);
      collecting.close();
      await boxes.outbox.add(batchOf(collecting));
    },
    set during(moment: Moment | null) {
      during = moment;
    },
    get during() {
      return during;
    },
    get lost() {
      return lost;
    },
    set lost(value: boolean) {
      lost = value;
    },
  };
}

export type RightsSetting = ReturnType<typeof rightsSetting>;
