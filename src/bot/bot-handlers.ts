/** The bot's handlers in the order in which an update meets them, and what each of them works with. */

import { randomBytes } from "node:crypto";
import type { Config } from "../config.ts";
import { originalFile, sidecarBeside } from "../engine/engine.ts";
import { createBot } from "./bot.ts";
import type { BotAppOptions, Late, Parts } from "./bot-parts.ts";
import { activitySince } from "./conversation/records.ts";
import { clientOptions, download } from "./delivery/api.ts";
import { resend } from "./delivery/notices.ts";
import { adminHandlers } from "./handlers/admin/admin.ts";
import { introduce, membersOnly, strangersLimit } from "./handlers/gate.ts";
import { libraryFromChat } from "./handlers/library/library-from-chat.ts";
import { invitationHandlers, membershipUpdates } from "./handlers/membership.ts";
import { ownDataHandlers } from "./handlers/own-data.ts";
import { promptedReplies } from "./handlers/prompted.ts";
import { deskHandlers } from "./handlers/secretariat/desk.ts";
import { deskChatUpdates } from "./handlers/secretariat/desk-chat.ts";
import { fixHandlers, undoFix } from "./handlers/secretariat/fix.ts";
import { countedInCollections, countWorks } from "./handlers/works.ts";
import { listMembers } from "./members/members.ts";

export function createHandlers(options: BotAppOptions, parts: Parts, late: Late): ReturnType<typeof createBot> {
  const { config, token, engine, ingesting, log, clock } = options;
  const { library } = engine;
  const { records, sayIn, members, ownData, metrics, sayToPerson, secretariat, today, forgotten } = parts;
  const gateParts = { members, sayIn, clock };
  return createBot({
    token,
    telegram: { client: clientOptions(config.telegram.apiRoot) },
    gate: [
      membershipUpdates(members),
      deskChatUpdates({ secretariat }),
      introduce(gateParts),
      strangersLimit(),
      invitationHandlers({ members, sayTo: sayToPerson }),
      ownDataHandlers({ ownData, clock, forgotten }),
      membersOnly(gateParts),
    ],
    before: handlersBeforeQuestions(options, parts, late),
    ask: engine.answer,
    find: engine.find,
    library,
    records,
    secretariat,
    limits: members.limits,
    news: parts.news,
    digests: parts.digests,
    guestMode: parts.guestMode,
    rights: members,
    sayIn,
    clock,
    today,
    randomBytes,
    log,
    signs: parts.signs,
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
    setUp: () => setUpOf({ config, engine }, parts),
    checklists: parts.checklists,
  });
}

/** Commands, replies and files of admins, of the secretariat and of whoever proposes a file. */
function handlersBeforeQuestions(options: BotAppOptions, parts: Parts, late: Late) {
  const { config, token, engine, ingesting, log, clock } = options;
  const { library } = engine;
  const { state, seal, boxes, records, collections, members, proposals, sayToPerson } = parts;
  const { secretariat, folders, relations, today, orders, chatReading, officialAnswers, official } = parts;
  return [
    resend(boxes.outbox),
    adminHandlers({
      members,
      clock,
      ingesting,
      collections,
      records,
      secretariat,
      folders,
      relations,
      library,
      seal,
      guestMode: parts.guestMode,
      activity: (since) => activitySince(state, since),
      works: () => countWorks(library),
      libraryDocuments: () => countedInCollections(library),
      depths: () => late.running().depths(),
      deliver: (outgoing) => late.running().send(outgoing),
    }),
    promptedReplies({ feedback: records.feedback, clock }),
    libraryFromChat({
      proposals,
      orders,
      library,
      collections,
      clock,
      today,
      randomBytes,
      log,
      admins: config.access.admins,
      people: members.people,
      sayTo: sayToPerson,
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
      secretariat,
      records,
      members,
      library,
      clock,
      randomBytes,
      log,
      sayTo: sayToPerson,
      embedder: engine.embedder,
      find: engine.find,
      today,
      official,
      officialAnswers,
    }),
    fixHandlers({
      fixes: parts.fixes,
      glossary: parts.glossary,
      records,
      library,
      proposals,
      orders,
      clock,
      randomBytes,
      log,
      find: engine.find,
      today,
      sidecarBeside: (path) => sidecarBeside(config.corpusDir, path),
      originalFile: (path) => originalFile(config.corpusDir, path),
    }),
  ];
}

/** State of the steps on an admin's checklist. */
export async function setUpOf(
  { config, engine }: Pick<BotAppOptions, "config" | "engine">,
  { members, records }: Parts,
) {
  return {
    documents: countWorks(engine.library),
    restricted: (await members.collectionLists()).size,
    members:
      config.access.mode === "open" ||
      config.access.group !== null ||
      (await listMembers(members)).some(({ by }) => by !== "admin"),
    secretariatChat: records.desk.chat() !== null,
  };
}

/** Names the service that reads members' questions besides this machine. */
function providerOf({ embedder, openai, model }: Config): string | null {
  if (embedder !== "openai" && model === null) return null;
  return openai.baseUrl === null ? "OpenAI" : new URL(openai.baseUrl).host;
}
