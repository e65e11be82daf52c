/**
 * What the secretariat hears of ingests that it did not ask for: that one is blocked, once until one succeeds, and which
 * folders it has to decide on before their documents are read.
 */

import { foldersOf } from "../../../engine/engine.ts";
import { DocketError, errorText } from "../../../errors.ts";
import type { IngestListener } from "../../../operations/ingesting.ts";
import type { Outgoing } from "../../delivery/effects.ts";
import type { Say } from "../../i18n/words.ts";
import type { FoldersAsked } from "../../members/folder-names.ts";
import { askAboutFolder } from "./admin-folders.ts";
import { blockedMessage } from "./admin-ingest.ts";

export interface IngestWatchOptions {
  readonly corpusDir: string;
  readonly folders: FoldersAsked;
  readonly admins: readonly number[];
  readonly sayTo: (person: number) => Say;
  /** Runs it in a transaction, and sends what it returns. */
  readonly decide: (work: () => readonly Outgoing[]) => Promise<void>;
}

/** Runs in a transaction. */
export function closeFolders({ corpusDir, folders, admins, sayTo }: Omit<IngestWatchOptions, "decide">): Outgoing[] {
  return folders.close(foldersOf(corpusDir)).flatMap((asked) => askAboutFolder(asked, admins, sayTo));
}

export function watchIngests(options: IngestWatchOptions): IngestListener {
  const { admins, sayTo, decide } = options;
  let told: string | null = null;
  return {
    onBegin: () => decide(() => closeFolders(options)),
    onDone() {
      told = null;
    },
    onFailed(fault) {
      const reason = errorText(fault);
      // What ends with the process, or with another's ingest, is nothing to do anything about.
      if (fault instanceof DocketError && (fault.code === "cancelled" || fault.code === "busy")) return;
      if (reason === told) return;
      told = reason;
      void decide(() => admins.map((admin) => blockedMessage(admin, fault, sayTo(admin)))).catch(() => undefined);
    },
  };
}
