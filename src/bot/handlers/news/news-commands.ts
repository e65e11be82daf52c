/** `/news`: what came, changed and ended in the documents that the member may see; and a digest of it each week, for who wants. */

import { Composer } from "grammy";
import type { Library } from "../../../engine/engine.ts";
import type { Log } from "../../../operations/log.ts";
import type { DocketContext } from "../../context.ts";
import type { Digests, News } from "../../conversation/news.ts";
import type { Records } from "../../conversation/records.ts";
import type { Outgoing } from "../../delivery/effects.ts";
import type { Say } from "../../i18n/words.ts";
import type { Access } from "../../members/access.ts";
import type { Members } from "../../members/members.ts";
import { foldedQuote, sourceLine } from "../../render/reply.ts";
import { BUTTONS, button, markRows, pageOfList, turnButtons } from "../../render/reply-buttons.ts";
import {
  answerPress,
  asReplies,
  changeMessage,
  messagePayload,
  type Reply,
  sendReplies,
  sendWords,
} from "../../render/reply-messages.ts";
import { joined, plain, styled } from "../../render/reply-text.ts";
import { maySeeCited } from "../question-view.ts";
import type { CitedNews } from "./library-news.ts";

export interface NewsParts {
  readonly news: Pick<News, "since">;
  readonly digests: Digests;
  readonly records: Pick<Records, "proofs">;
  readonly library: Pick<Library, "document" | "editions">;
  readonly retentionDays: number;
  readonly clock: () => Date;
  readonly log: Log;
}

const DAY_MS = 86_400_000;

export function newsHandlers(parts: NewsParts): Composer<DocketContext> {
  const { clock, log } = parts;
  const composer = new Composer<DocketContext>();
  const inPrivate = composer.chatType("private");
  inPrivate.command("news", (ctx) => sendReplies(ctx, [pageFor(ctx, 1, parts)]));
  inPrivate.callbackQuery(BUTTONS.newsPage.pattern, async (ctx) => {
    changeMessage(ctx, pageFor(ctx, Number(ctx.match[1]), parts));
    await answerPress(ctx, log);
  });
  inPrivate.callbackQuery(BUTTONS.newsWeekly.pattern, async (ctx) => {
    const { person, say } = ctx;
    const isOn = ctx.match[1] === "on";
    const at = clock();
    ctx.effects.keep(
      isOn ? { kind: "digest-wanted", person: person.id, at } : { kind: "digest-ended", person: person.id },
    );
    const other = button(say(isOn ? "news-weekly-end" : "news-weekly"), BUTTONS.newsWeekly.data(isOn ? "off" : "on"));
    sendWords(ctx, say(isOn ? "news-weekly-begun" : "news-weekly-ended"), [[other]]);
    await answerPress(ctx, log);
  });
  return composer;
}

function pageFor(ctx: DocketContext, wanted: number, parts: NewsParts): Reply {
  const { say, person, access } = ctx;
  const { digests, clock, retentionDays } = parts;
  const items = visibleNews(new Date(clock().getTime() - retentionDays * DAY_MS), access, parts);
  const { page, pages, shown } = pageOfList(items, wanted, NEWS_A_PAGE);
  ctx.effects.shows(
    shown.map(({ citation }) => citation.document),
    person.id,
  );
  const isOn = digests.has(person.id);
  const weekly = button(say(isOn ? "news-weekly-end" : "news-weekly"), BUTTONS.newsWeekly.data(isOn ? "off" : "on"));
  const heading =
    items.length === 0
      ? say("news-none", { days: retentionDays })
      : say("news-title", { count: items.length, days: retentionDays, page, pages });
  return newsReply({ heading, items: shown }, say, [
    ...turnButtons(page, pages, (to) => BUTTONS.newsPage.data(to)),
    [weekly],
  ]);
}

/** Newest first. */
function visibleNews(
  since: Date,
  access: Access,
  { news, records, library }: Pick<NewsParts, "news" | "records" | "library">,
): readonly CitedNews[] {
  return news.since(since).flatMap((item) => {
    const citation = records.proofs.find(item.proof)?.citation;
    if (citation === undefined || !maySeeCited(access, citation.document, library)) return [];
    return [{ ...item, citation }];
  });
}

export interface DigestParts extends Omit<NewsParts, "log" | "retentionDays"> {
  readonly members: Pick<Members, "accessOf">;
  readonly sayTo: (person: number) => Say;
  /** Runs it in a transaction, and sends what it returns. */
  readonly decide: (work: () => readonly Outgoing[]) => Promise<void>;
}

const WEEK_MS = 7 * 86_400_000;

/**
 * The digest of a week, for who wants it: one message, by day, with what they may see, and a button that ends it. Who
 * has no news gets none.
 */
export async function sendDigests(parts: DigestParts): Promise<void> {
  const { digests, members, clock, decide, sayTo } = parts;
  const now = clock();
  const lastBy = new Date(now.getTime() - WEEK_MS);
  for (const { person, lastAt } of digests.due(lastBy)) {
    const access = await members.accessOf({ id: person });
    // Telegram could not be asked whether they belong to the members' group: the next round asks again.
    if (access.kind === "stranger" && access.unchecked === true) continue;
    await decide(() => {
      // It may have been ended, or made by the process before.
      if (!digests.due(lastBy).some((one) => one.person === person)) return [];
      digests.made(person, now);
      const items = visibleNews(lastAt, access, parts);
      if (items.length === 0) return [];
      const say = sayTo(person);
      const shown = items.slice(0, NEWS_A_PAGE);
      const heading = say("news-digest", { count: items.length, more: items.length - shown.length });
      const reply = newsReply({ heading, items: shown }, say, [
        [button(say("news-weekly-end"), BUTTONS.newsWeekly.data("off"))],
      ]);
      const documents = shown.map(({ citation: { document } }) => ({
        id: document.id,
        path: document.path,
        collection: document.collection,
      }));
      const payload = { chat_id: person, ...messagePayload(reply) };
      return [{ method: "sendMessage", payload, person, shown: { documents, reader: person } }];
    });
  }
}

/** Number of news that, with their words, are one message. */
export const NEWS_A_PAGE = 5;
const QUOTE_CODE_POINTS = 200;

/**
 * News of the documents as they are read: a line for each with the words that prove it, and a button for its proof.
 */
export function newsReply(
  { heading, items }: { readonly heading: string; readonly items: readonly CitedNews[] },
  say: Say,
  further: Reply["keyboard"] = [],
): Reply {
  const shown = items.map((item, index) => ({ ...item, citation: { ...item.citation, mark: index + 1 } }));
  const lines = shown.map(({ kind, at, citation }) => ({
    content: joined(
      [
        joined([`[${citation.mark}] `, styled("bold", say(`news-${kind}`)), ` · ${say.day(at)}`]),
        sourceLine(citation, say),
        foldedQuote(citation.quote, QUOTE_CODE_POINTS),
      ],
      "\n",
    ),
    before: "\n\n",
  }));
  const proofs = new Map(shown.map(({ citation, proof }) => [citation.mark, proof]));
  const keyboard = [
    ...markRows(
      shown.map(({ citation }) => citation),
      proofs,
    ),
    ...further,
  ];
  const [reply = { text: heading, entities: [], keyboard: [] }] = asReplies(
    [{ content: plain(heading), before: "" }, ...lines],
    keyboard,
  );
  return reply;
}
