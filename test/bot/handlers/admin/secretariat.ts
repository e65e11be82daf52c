/** The secretariat's commands with a real database, and a recorder in place of Telegram. */

import { keptGuestMode, keptRelationsAsked } from "../../../../src/bot/conversation/decisions.ts";
import { keptOfficialAnswers } from "../../../../src/bot/conversation/official-answers.ts";
import { activitySince, openRecords } from "../../../../src/bot/conversation/records.ts";
import type { Outgoing } from "../../../../src/bot/delivery/effects.ts";
import { adminHandlers } from "../../../../src/bot/handlers/admin/admin.ts";
import { introduce, membersOnly } from "../../../../src/bot/handlers/gate.ts";
import { deskHandlers } from "../../../../src/bot/handlers/secretariat/desk.ts";
import { createOfficial } from "../../../../src/bot/handlers/secretariat/official.ts";
import { createSecretariat } from "../../../../src/bot/handlers/secretariat/secretariat.ts";
import { loadWords } from "../../../../src/bot/i18n/words.ts";
import { createFoldersAsked } from "../../../../src/bot/members/collections.ts";
import { calendarOf } from "../../../../src/calendar.ts";
import { createEditions } from "../../../../src/library/editions/editions.ts";
import type { IngestReport } from "../../../../src/library/ingest.ts";
import type { RelationDecision } from "../../../../src/library/validity/relations.ts";
import { createIngesting } from "../../../../src/operations/ingesting.ts";
import { testLog } from "../../../support/test-log.ts";
import { wordEmbedder } from "../../../support/word-embedder.ts";
import { ADMIN, membersSetting } from "../../members/setting.ts";
import { handlersUnderTest, privateText, user } from "../handlers.ts";

export const REPORT: IngestReport = {
  ...{ added: ["notices/new.md"], changed: [], removed: ["old.md"], unchanged: 4, warnings: [], renamed: [] },
  ...{ problems: [], questions: [], waiting: [] },
  failed: [{ path: "scan.pdf", reason: "no text on 12 of 12 pages", kept: true }],
  ...{ embedded: 9, documents: 6, passages: 60, revision: 2, readingMs: 3, totalMs: 12 },
};

export function secretariat(ingest = async () => REPORT) {
  const setting = membersSetting();
  const { members, database, clock } = setting;
  const sayIn = loadWords(calendarOf("UTC"));
  const parts = { members, sayIn, clock };
  const sayTo = () => sayIn("en");
  const answers = keptOfficialAnswers(database);
  const editions = createEditions({ documents: [], versionOf: () => null, modifiedOf: () => 0, wordsOf: () => [] });
  const library = { document: () => null, editions: () => editions };
  const records = openRecords(database);
  const relations = keptRelationsAsked(database);
  const decided: RelationDecision[] = [];
  const delivered: Outgoing[] = [];
  const handlers = handlersUnderTest(
    setting,
    [
      introduce(parts),
      membersOnly(parts),
      adminHandlers({
        ...{ members, clock, records, works: () => 6 },
        secretariat: { lost: () => [], remindsAfter: () => 24 },
        folders: createFoldersAsked(database, members.collections),
        relations,
        guestMode: keptGuestMode(database),
        seal: { distrust: () => null, accept: () => undefined },
        library: { ...library, decideRelation: (decision) => void decided.push(decision) },
        libraryDocuments: () => ["", "board", "board", "notices"].map((collection) => ({ collection })),
        activity: (since) => activitySince(database, since),
        depths: () => Promise.resolve({ inbox: 3, outbox: 4 }),
        ingesting: createIngesting(ingest, testLog(setting.heard)),
        deliver: async (outgoing) => void delivered.push(outgoing),
        collections: () => new Set(["notices"]),
      }).middleware(),
      deskHandlers({
        ...{ members, records, library, clock, sayTo, embedder: wordEmbedder(), log: testLog(setting.heard) },
        secretariat: createSecretariat({ ...{ records, members, library, clock, sayTo }, sayIn, remindAfterMs: 1 }),
        randomBytes: () => new Uint8Array(16),
        find: () => Promise.resolve([]),
        officialAnswers: answers,
        official: createOfficial({
          ...{ answers, clock, sayIn, secretariat: { tell: () => [] }, collections: members.collections },
          ...{
            library: { ...library, documents: () => [] },
            orders: { add: () => undefined },
            today: () => "2026-11-22",
          },
        }),
        today: () => "2026-11-22",
      }).middleware(),
    ],
    { sendMessage: { message_id: 70, chat: { id: ADMIN }, date: 0 } },
  );
  /** Words of an admin's command. */
  const command = async (text: string, more = {}) =>
    (await handlers.texts(privateText(user(ADMIN), text, more)))[0] ?? "";
  return { ...setting, ...handlers, records, relations, decided, delivered, command };
}
