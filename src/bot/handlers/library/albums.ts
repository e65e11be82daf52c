/**
 * Files that were sent together are previewed together: a line for each, and one press adds or discards them all. They come
 * one by one, and nobody says which is the last: the card is sent when no more have come for a moment.
 */

import { createHash } from "node:crypto";
import { Composer } from "grammy";
import { errorText } from "../../../errors.ts";
import type { Log } from "../../../operations/log.ts";
import type { DocketContext } from "../../context.ts";
import type { Proposal, Proposals } from "../../conversation/proposals.ts";
import type { Outgoing } from "../../delivery/effects.ts";
import type { Say } from "../../i18n/words.ts";
import { isAdmin } from "../../members/access.ts";
import { BUTTONS, button } from "../../render/reply-buttons.ts";
import {
  answerPress,
  asReplies,
  messageChanged,
  messagePayload,
  type Reply,
  sendReplies,
} from "../../render/reply-messages.ts";
import { linkless, plain, shortened, styled } from "../../render/reply-text.ts";
import { noteOf, proposalCard, whereText } from "./proposal-card.ts";
import { addFiles, choicesOf, type LibraryFromChatParts } from "./proposed-file.ts";

const TITLE_CHARACTERS = 120;
/** Telegram's albums have ten. */
const MOST_SHOWN = 10;

/** Key of an album of one person. */
export function albumOf(person: number, group: string): string {
  return createHash("sha256").update(`${person} ${group}`).digest("base64url").slice(0, 22);
}

export function albumHandlers(parts: LibraryFromChatParts): Composer<DocketContext> {
  const { proposals, restricted, log } = parts;
  const composer = new Composer<DocketContext>();
  const inPrivate = composer.chatType("private");
  const filesOf = async (ctx: DocketContext, album: string | undefined): Promise<readonly Proposal[]> => {
    const files = isAdmin(ctx.access) ? proposals.ofAlbum(album ?? "") : [];
    if (files.length === 0) await answerPress(ctx, log, ctx.say("button-stale"));
    return files;
  };
  inPrivate.callbackQuery(BUTTONS.fileAlbumAdd.pattern, async (ctx) => {
    const files = await filesOf(ctx, ctx.match[1]);
    if (files.length === 0) return;
    await addFiles(ctx, files, true, parts);
    await answerPress(ctx, log);
  });
  inPrivate.callbackQuery(BUTTONS.fileAlbumDrop.pattern, async (ctx) => {
    const files = await filesOf(ctx, ctx.match[1]);
    if (files.length === 0) return;
    ctx.effects.keep(...files.map(({ id: proposal }) => ({ kind: "proposal-dropped", proposal }) as const));
    const name = files.map((file) => linkless(file.name)).join(", ");
    ctx.effects.send(messageChanged(ctx, ctx.say("file-dropped", { name })));
    await answerPress(ctx, log);
  });
  inPrivate.callbackQuery(BUTTONS.fileAlbumEach.pattern, async (ctx) => {
    const files = await filesOf(ctx, ctx.match[1]);
    sendReplies(
      ctx,
      files.map((file) => proposalCard(file, ctx.say, restricted())),
    );
    await answerPress(ctx, log);
  });
  inPrivate.callbackQuery(BUTTONS.fileAlbumWhere.pattern, async (ctx) => {
    const files = await filesOf(ctx, ctx.match[1]);
    if (files.length === 0) return;
    const inline_keyboard = choicesOf(parts)
      .slice(0, 30)
      .map((name, index) => [
        button(
          name === "" ? ctx.say("file-top") : linkless(shortened(name, 40)),
          BUTTONS.fileAlbumTo.data(ctx.match[1] ?? "", index),
        ),
      ]);
    const payload = { chat_id: ctx.chat?.id, message_id: ctx.msg?.message_id, reply_markup: { inline_keyboard } };
    ctx.effects.send({ method: "editMessageReplyMarkup", payload, person: ctx.person.id });
    await answerPress(ctx, log);
  });
  inPrivate.callbackQuery(BUTTONS.fileAlbumTo.pattern, async (ctx) => {
    const files = await filesOf(ctx, ctx.match[1]);
    const collection = choicesOf(parts)[Number(ctx.match[2])];
    if (files.length === 0) return;
    if (collection === undefined) return answerPress(ctx, log, ctx.say("button-stale"));
    ctx.effects.keep(
      ...files.map(({ id: proposal }) => ({ kind: "collection-chosen", proposal, collection }) as const),
    );
    const card = albumCard(
      files.map((file) => ({ ...file, collection })),
      ctx.say,
      restricted(),
    );
    const payload = { chat_id: ctx.chat?.id, message_id: ctx.msg?.message_id, ...messagePayload(card) };
    ctx.effects.send({ method: "editMessageText", payload, person: ctx.person.id });
    await answerPress(ctx, log);
  });
  return composer;
}

function albumCard(files: readonly Proposal[], say: Say, restricted: ReadonlySet<string>): Reply {
  const album = files[0]?.album ?? "";
  const collections = [...new Set(files.map(({ collection }) => collection))];
  const where = collections.map((collection) => whereText(collection, restricted, say));
  const lines = files
    .slice(0, MOST_SHOWN)
    .map(
      (file, index) => `${index + 1} · ${linkless(shortened(file.seen.title, TITLE_CHARACTERS))}\n${noteOf(file, say)}`,
    );
  const [card = { text: "", entities: [], keyboard: [] }] = asReplies(
    [
      { content: styled("bold", say("album-title", { count: files.length })), before: "" },
      ...lines.map((line) => ({ content: plain(line), before: "\n\n" })),
      { content: plain(where.join("\n")), before: "\n\n" },
    ],
    [
      [
        button(say("album-add"), BUTTONS.fileAlbumAdd.data(album)),
        button(say("file-button-collection"), BUTTONS.fileAlbumWhere.data(album)),
      ],
      [
        button(say("album-each"), BUTTONS.fileAlbumEach.data(album)),
        button(say("draft-drop"), BUTTONS.fileAlbumDrop.data(album)),
      ],
    ],
  );
  return card;
}

export interface AlbumsOptions {
  readonly proposals: Pick<Proposals, "albumsToShow" | "ofAlbum" | "albumShown">;
  readonly restricted: () => ReadonlySet<string>;
  readonly sayTo: (person: number) => Say;
  /** Runs it in a transaction, and sends what it returns. */
  readonly decide: (work: () => readonly Outgoing[]) => Promise<void>;
  readonly log: Log;
}

const EVERY_MS = 1_000;

/** An album is shown in the second second after its last file. @returns what ends it */
export function startAlbums({ proposals, restricted, sayTo, decide, log }: AlbumsOptions): () => void {
  let sizes = new Map<string, number>();
  const show = (): readonly Outgoing[] => {
    const waiting = new Map(proposals.albumsToShow().map((album) => [album, proposals.ofAlbum(album).length]));
    const ready = [...waiting].filter(([album, size]) => sizes.get(album) === size).map(([album]) => album);
    sizes = waiting;
    return ready.flatMap((album): Outgoing[] => {
      const files = proposals.ofAlbum(album);
      proposals.albumShown(album);
      const [first] = files;
      if (first === undefined) return [];
      const say = sayTo(first.person);
      const card = files.length === 1 ? proposalCard(first, say, restricted()) : albumCard(files, say, restricted());
      const payload = { chat_id: first.person, ...messagePayload(card) };
      return [{ method: "sendMessage", payload, person: first.person }];
    });
  };
  const timer = setInterval(() => {
    if (proposals.albumsToShow().length === 0) return;
    void decide(show).catch((thrown: unknown) =>
      log.error("Files that were sent together could not be shown; trying again", { reason: errorText(thrown) }),
    );
  }, EVERY_MS);
  timer.unref();
  return () => clearInterval(timer);
}
