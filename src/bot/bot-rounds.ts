/** What the bot does without being asked: after an ingest, by the hour, and while its files lie there. */

import { randomBytes } from "node:crypto";
import type { UserFromGetMe } from "grammy/types";
import { startRetention } from "../operations/retention.ts";
import { setUpOf } from "./bot-handlers.ts";
import type { BotAppOptions, Parts } from "./bot-parts.ts";
import type { RunningBot } from "./delivery/run-bot.ts";
import { distrustMessages } from "./handlers/admin/admin.ts";
import { watchIngests } from "./handlers/admin/admin-ingest.ts";
import { askAboutRelations } from "./handlers/admin/admin-relations.ts";
import { startChecklists } from "./handlers/checklist.ts";
import { startAlbums } from "./handlers/library/albums.ts";
import { UNDO_MS } from "./handlers/library/library-changes.ts";
import { tellOfFiles } from "./handlers/library/library-from-chat.ts";
import { startNews } from "./handlers/news/news-rounds.ts";
import { tellOfFix, tellOfTerms } from "./handlers/secretariat/fix.ts";
import { startReminders } from "./handlers/secretariat/secretariat.ts";
import { sweepMembers } from "./members/own-data.ts";
import type { DistrustKind } from "./members/rights-seal.ts";

interface Rounds {
  stop(): Promise<void>;
}

interface RoundsOver {
  readonly running: RunningBot;
  /** Null until Telegram has told who the bot is. */
  readonly me: () => UserFromGetMe | null;
}

export function startRounds(options: BotAppOptions, parts: Parts, { running, me }: RoundsOver): Rounds {
  const { config, engine, log, clock } = options;
  const { state, boxes, records, proposals, secretariat, sayToPerson } = parts;
  const stopRetention = startRetention({
    database: state,
    retentionDays: config.limits.retentionDays,
    clock,
    log,
    sweeps: {
      conversations: records.sweep,
      inbox: boxes.kept.inbox.sweep,
      outbox: boxes.kept.outbox.sweep,
      members: (before) => sweepMembers(state, before, clock()),
      news: parts.news.sweep,
      checklists: parts.checklists.sweep,
      files: (before) => proposals.sweep(before, new Date(clock().getTime() - UNDO_MS)),
      fixes: (before) => parts.fixes.sweep(before, new Date(clock().getTime() - UNDO_MS)),
    },
  });
  const stopSealing = watchRights(options, parts, running);
  const stopListening = listenToIngests(options, parts, running);
  const stopNews = startNews({
    ...parts,
    sayTo: sayToPerson,
    library: engine.library,
    ingesting: options.ingesting,
    clock,
    randomBytes,
    log,
    retentionDays: config.limits.retentionDays,
    decide: running.decide,
  });
  const stopReminders = startReminders({ secretariat, decide: running.decide, log });
  const stopAlbums = startAlbums({
    proposals,
    restricted: parts.members.collections.restricted,
    sayTo: sayToPerson,
    decide: running.decide,
    log,
  });
  const stopChecklists = startChecklists({
    checklists: parts.checklists,
    admins: config.access.admins,
    sayTo: sayToPerson,
    decide: running.decide,
    log,
    setUp: () => setUpOf(options, parts),
    me,
  });
  return {
    async stop() {
      stopRetention();
      stopReminders();
      stopAlbums();
      await stopChecklists();
      stopListening();
      stopSealing();
      await stopNews();
    },
  };
}

export function watchOf({ config }: BotAppOptions, { folders, sayToPerson }: Parts) {
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
