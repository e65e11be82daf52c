/** The bot's stores, over the one database of its state. */

import { join } from "node:path";
import type { Config } from "../config.ts";
import type { Engine } from "../engine/engine.ts";
import { errorText } from "../errors.ts";
import type { Log } from "../operations/log.ts";
import { assertWhole, type Database, isDamage, setAside } from "../storage/database.ts";
import type { sqliteBoxes } from "../storage/sqlite/boxes.ts";
import { sqliteModelCalls } from "../storage/sqlite/model-calls.ts";
import { openState } from "../storage/state.ts";
import { keptChecklists } from "./conversation/checklists.ts";
import { keptGuestMode, keptRelationsAsked } from "./conversation/decisions.ts";
import { keptFixes } from "./conversation/feedback.ts";
import { keptDigests, keptNews } from "./conversation/news.ts";
import { keptOfficialAnswers } from "./conversation/official-answers.ts";
import { keptProposals } from "./conversation/proposals.ts";
import { openRecords } from "./conversation/records.ts";
import { createOwnData, membershipData, together } from "./members/own-data.ts";

interface StoreParts {
  readonly library: Engine["library"];
  readonly log: Log;
  readonly clock: () => Date;
}

/** Opens what the bot remembers: conversations, the secretariat's work, what members follow. @throws DocketError `storage` */
export function openStores(config: Config, parts: StoreParts) {
  const state = openWholeState(databasesOf(config)[0], parts);
  return {
    state,
    records: openRecords(state),
    modelCalls: sqliteModelCalls(state),
    proposals: keptProposals(state),
    news: keptNews(state),
    digests: keptDigests(state),
    fixes: keptFixes(state),
    checklists: keptChecklists(state),
    officialAnswers: keptOfficialAnswers(state),
    relations: keptRelationsAsked(state),
    guestMode: keptGuestMode(state),
  };
}

/** All that is kept of a person, in whichever store. */
export function ownDataIn(stores: ReturnType<typeof openStores>, { kept }: ReturnType<typeof sqliteBoxes>) {
  const { state, records, proposals, digests, fixes, checklists, modelCalls } = stores;
  return createOwnData(state, {
    conversations: [proposals, digests, fixes, checklists].reduce(
      (all, { personalData }) => together(all, personalData),
      records.personalData,
    ),
    membership: membershipData(state),
    inbox: kept.inbox.personalData,
    outbox: kept.outbox.personalData,
    model: modelCalls.personalData,
  });
}

/**
 * A damaged state is put aside, and a new one begun, where the library remembers what was closed: then members go on with
 * open collections.
 * @throws DocketError `storage` else: nothing is known of rights
 */
function openWholeState(path: string, { library, log, clock }: StoreParts): Database {
  try {
    const state = openState(path);
    try {
      assertWhole(state);
      return state;
    } catch (fault) {
      state.close();
      throw fault;
    }
  } catch (fault) {
    if (!isDamage(fault) || library.sealedRights() === null) throw fault;
    const aside = setAside(path, clock());
    log.error("The state is damaged, and was put aside: put back the latest backup", {
      aside,
      reason: errorText(fault),
    });
    return openState(path);
  }
}

/** Databases of a backup: the state before the library that its citation records point at. */
export function databasesOf({ dataDir, libraryDir }: Config): readonly [state: string, library: string] {
  return [join(dataDir, "state.sqlite"), join(libraryDir, "library.sqlite")];
}
