/**
 * `/ingest`: reads what changed in the folder of documents. It may take long, so it goes on after the command is handled;
 * how far it is may get lost, what came of it may not.
 */

import { Composer } from "grammy";
import { collectionName, foldersOf, type IngestProgress, type IngestReport } from "../../../engine/engine.ts";
import { DocketError, errorText } from "../../../errors.ts";
import type { Ingesting, IngestListener } from "../../../operations/ingesting.ts";
import type { DocketContext } from "../../context.ts";
import type { Outgoing } from "../../delivery/effects.ts";
import { paceWords } from "../../i18n/pace-words.ts";
import { errorWords, type Say } from "../../i18n/words.ts";
import type { FoldersAsked } from "../../members/collections.ts";
import { asReplies, messageBack } from "../../render/reply-messages.ts";
import { linkless, plain, shortened } from "../../render/reply-text.ts";
import { askAboutFolder } from "./admin-collections.ts";

export interface IngestParts {
  readonly ingesting: Ingesting;
  /** Puts a message into the outbox, outside of the handling of an update. */
  readonly deliver: (outgoing: Outgoing) => Promise<void>;
  /** The collections that the library has documents of. */
  readonly collections: () => ReadonlySet<string>;
  /** Documents, each counted once with its editions. */
  readonly works: () => number;
}

/** Edits of one message, as slow as Telegram wants them in a private chat, and a little more. */
const PROGRESS_EVERY_MS = 2_000;
/** Number listed of each kind: nobody reads more. */
const MAX_LISTED = 10;
const MAX_LINE = 80;

export function ingestHandlers(parts: IngestParts): Composer<DocketContext> {
  const composer = new Composer<DocketContext>();
  const ingest = async (ctx: DocketContext, force: boolean): Promise<void> => {
    const { say } = ctx;
    if (parts.ingesting.isRunning()) return ctx.effects.send(messageBack(ctx, say("ingest-running")));
    const before = collectionNames(parts);
    const show = await progressMessage(ctx);
    const tell = async (...blocks: readonly string[]): Promise<void> => {
      for (const { text } of asReplies(blocks.map((block) => ({ content: plain(block), before: "\n\n" })))) {
        await parts.deliver(messageBack(ctx, text));
      }
    };
    // Not awaited: the command is handled, and the next one must not wait for this.
    void parts.ingesting
      .run({ onProgress: show, byHand: true, force })
      .then(
        (done) =>
          tell(
            ...reportBlocks(
              done,
              { works: parts.works(), collections: [...collectionNames(parts).difference(before)] },
              say,
            ),
          ),
        (fault: unknown) => parts.deliver(blockedMessage(ctx.person.id, fault, say)),
      )
      // Nothing can be written: the log has it, and the next command will say so.
      .catch(() => undefined);
  };
  composer.command("ingest", (ctx) => ingest(ctx, false));
  composer.callbackQuery("adm:ingest-all-the-same", (ctx) => ingest(ctx, true));
  return composer;
}

function collectionNames({ collections }: IngestParts): ReadonlySet<string> {
  return new Set([...collections()].map(collectionName));
}

/** Message that tells why nothing was read, with the way on where there is one. */
function blockedMessage(admin: number, fault: unknown, say: Say): Outgoing {
  const text = say("ingest-failed", { reason: linkless(shortened(errorWords(fault, say), 500)) });
  const isEmpty = fault instanceof DocketError && fault.code === "vanished";
  const button = { text: say("ingest-all-the-same"), callback_data: "adm:ingest-all-the-same" };
  const keyboard = isEmpty ? { reply_markup: { inline_keyboard: [[button]] } } : {};
  const payload = { chat_id: admin, text, link_preview_options: { is_disabled: true }, ...keyboard };
  return { method: "sendMessage", payload, person: admin };
}

/** The folder of documents cannot be written; what was to be written is kept. */
export function folderProblem(admin: number, reason: string, say: Say): Outgoing {
  const text = say("folder-not-written", { reason: linkless(shortened(say.problem(reason), 500)) });
  return { method: "sendMessage", payload: { chat_id: admin, text }, person: admin };
}

/** A message that says how far it is, edited as it goes; without one, where it could not be sent. */
async function progressMessage(ctx: DocketContext): Promise<(progress: IngestProgress) => void> {
  const { say } = ctx;
  const message = await ctx.reply(say("ingest-started")).catch(() => null);
  let last = 0;
  return (progress) => {
    if (message === null || performance.now() - last < PROGRESS_EVERY_MS) return;
    last = performance.now();
    const { stage, done, total } = progress;
    const text = `${say("ingest-progress", { stage, done, total })}${paceWords(progress, say)}`;
    void ctx.api.editMessageText(message.chat.id, message.message_id, text).catch(() => undefined);
  };
}

/** Each is short enough for a message. */
function reportBlocks(
  report: IngestReport,
  { works, collections }: { readonly works: number; readonly collections: readonly string[] },
  say: Say,
): readonly string[] {
  const { added, changed, removed, failed, waiting, unchanged, documents, problems, renamed } = report;
  const kept = (path: string, reason: string, still: boolean): string =>
    `${shortened(path, MAX_LINE)}: ${shortened(say.problem(reason), 2 * MAX_LINE)}${still ? ` (${say("ingest-kept")})` : ""}`;
  return [
    say("ingest-done", { documents: works, files: documents, editions: works < documents ? "yes" : "no", unchanged }),
    listed(say("ingest-added", { count: added.length }), added, say),
    listed(say("ingest-changed", { count: changed.length }), changed, say),
    listed(say("ingest-removed", { count: removed.length }), removed, say),
    listed(
      say("ingest-unread", { count: failed.length }),
      failed.map(({ path, reason, kept: still }) => kept(path, reason, still)),
      say,
      3 * MAX_LINE,
    ),
    listed(
      say("ingest-scanned", { count: waiting.length }),
      waiting.map(({ path }) => path),
      say,
    ),
    listed(
      say("ingest-moved", { count: renamed.length }),
      renamed.map(({ from, to }) => say("ingest-moved-line", { before: from, path: to })),
      say,
      2 * MAX_LINE,
    ),
    listed(
      say("ingest-references", { count: problems.length }),
      problems.map(({ path, problem }) => `${shortened(path, MAX_LINE)}: ${say.problem(problem)}`),
      say,
      3 * MAX_LINE,
    ),
    // Whoever added a folder for a few people hears that all can read it.
    listed(say("ingest-collections", { count: collections.length }), collections, say),
  ];
}

function listed(title: string, lines: readonly string[], say: Say, most = MAX_LINE): string {
  if (lines.length === 0) return "";
  const rest = lines.length - MAX_LISTED;
  return [
    title,
    ...lines.slice(0, MAX_LISTED).map((line) => `• ${linkless(shortened(line, most))}`),
    ...(rest > 0 ? [say("ingest-more", { count: rest })] : []),
  ].join("\n");
}

interface IngestWatchOptions {
  readonly corpusDir: string;
  readonly folders: FoldersAsked;
  readonly admins: readonly number[];
  readonly sayTo: (person: number) => Say;
  /** Runs it in a transaction, and sends what it returns. */
  readonly decide: (work: () => readonly Outgoing[]) => Promise<void>;
}

/**
 * Tells the secretariat of ingests that it did not ask for: that one is blocked, once until one succeeds, and which
 * folders it has to decide on before their documents are read. Runs in a transaction.
 */
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
      // A failure that ends with the process, or with another's ingest, is nothing to do anything about.
      if (fault instanceof DocketError && (fault.code === "cancelled" || fault.code === "busy")) return;
      if (reason === told) return;
      told = reason;
      void decide(() => admins.map((admin) => blockedMessage(admin, fault, sayTo(admin)))).catch(() => undefined);
    },
  };
}
